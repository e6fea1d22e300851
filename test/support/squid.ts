/**
 * A real proxy (squid) on a free port, which alone knows where `registry.test` is: whoever does not go through it finds
 * nobody.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** Debian's path; it is no program for users. */
const SQUID = '/usr/sbin/squid';

export function hasSquid(): boolean {
  try {
    execFileSync(SQUID, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface Squid extends AsyncDisposable {
  readonly url: string;
  /** What it has carried, a line each: method and place. */
  carried(): readonly string[];
}

/** `rule` is the last line of its access list: `http_access allow all` unless given. */
export async function startSquid(rule = 'http_access allow all'): Promise<Squid> {
  const folder = mkdtempSync(join(tmpdir(), 'squid-'));
  // It gives up root, and writes as somebody else.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('hosts'), '127.0.0.1 registry.test\n');
  writeFileSync(
    at('squid.conf'),
    [
      `http_port 127.0.0.1:${port}`,
      `hosts_file ${at('hosts')}`,
      `pid_filename ${at('squid.pid')}`,
      `cache_log ${at('cache.log')}`,
      'logformat short %rm %ru %>Hs',
      `access_log stdio:${at('access.log')} logformat=short`,
      `coredump_dir ${folder}`,
      'cache deny all',
      'shutdown_lifetime 0 seconds',
      rule,
      '',
    ].join('\n'),
  );
  const child = spawn(SQUID, ['-N', '-f', at('squid.conf')], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  await listening(port);
  return {
    url: `http://127.0.0.1:${port}`,
    carried: () =>
      readFileSync(at('access.log'), 'utf8')
        .split('\n')
        // Without the knock that asked whether it listens.
        .filter((line) => /^[A-Z]+ /.test(line)),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1');
    const heard = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (heard) return;
    await wait(50);
  }
  throw new Error('squid does not listen');
}
