/** A real nginx in front of a server, with the limits that gateways have. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';

/** Debian's path; it is no program for users. */
const NGINX = '/usr/sbin/nginx';

export function whyNoNginx(): string | undefined {
  try {
    execFileSync(NGINX, ['-v'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'no nginx';
  }
}

export interface Nginx extends AsyncDisposable {
  readonly url: string;
  /** Whether it has answered so. */
  answered(status: number): boolean;
}

/** In front of the server at `url`: bodies of 1 MB at most, and answers within a second. `rules`: further ones. */
export async function startNginx(url: string, rules = ''): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'));
  // It gives up root, and writes as somebody else.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const front = new URL(url);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/errors;
events { worker_connections 256; }
http {
  log_format status '$status'; access_log ${folder}/statuses status; ${paths.join(' ')}
  limit_req_zone $binary_remote_addr zone=one:1m rate=5r/s;
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 1m; proxy_read_timeout 1s; limit_req_status 429; ${rules}
    location / { proxy_pass ${front.origin}; proxy_set_header Host $http_host; }
  }
}
`,
  );
  const child = spawn(NGINX, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (child.exitCode !== null || tries > 400) throw new Error('nginx does not answer');
    await wait(25);
  }
  front.port = String(port);
  return {
    url: front.href,
    answered: (status) => readFileSync(join(folder, 'statuses'), 'utf8').split('\n').includes(String(status)),
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
