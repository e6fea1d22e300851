/**
 * A real mail server (exim, Debian's exim4-daemon-light) on free ports, with everything of its own in a temporary
 * folder: STARTTLS on one port, TLS from the first byte on the other. It lets in `vaksin` with `rahasia`, once the line
 * is encrypted, and keeps what it takes in one file.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { listening } from './squid.ts';
import { testCertificate } from './test-certificate.ts';

/** Debian's path; it is no program for users. */
const EXIM = '/usr/sbin/exim4';

export function hasExim(): boolean {
  try {
    execFileSync(EXIM, ['-bV'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface MailServer extends AsyncDisposable {
  readonly port: number;
  /** Encrypted from the first byte. */
  readonly tlsPort: number;
  /** The letters that it has taken, as they stand in its mailbox. */
  letters(count: number): Promise<readonly string[]>;
  /** How many there are once nothing is on its way any more. */
  settled(): Promise<number>;
}

export interface MailOptions {
  /** Whether it can encrypt at all, and so let anybody in. */
  readonly tls?: boolean;
}

export async function startMailServer({ tls = true }: MailOptions = {}): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'exim-'));
  const at = (name: string): string => join(folder, name);
  const [port, tlsPort] = [await freePort(), await freePort()];
  for (const name of ['spool', 'log', 'mail']) mkdirSync(at(name));
  writeFileSync(at('cert.pem'), `${testCertificate.cert}\n`);
  writeFileSync(at('key.pem'), `${testCertificate.key}\n`);
  writeFileSync(at('exim.conf'), configuration(folder, port, tlsPort, tls));
  // It gives up root, and works as somebody else.
  for (const name of ['', 'spool', 'log', 'mail']) chmodSync(at(name), 0o777);
  for (const name of ['cert.pem', 'key.pem', 'exim.conf']) chmodSync(at(name), 0o644);
  const child = spawn(EXIM, ['-C', at('exim.conf'), '-bdf'], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  await listening(port);
  const read = (): readonly string[] =>
    existsSync(at('mail/all'))
      ? readFileSync(at('mail/all'), 'utf8')
          .split(/^From /m)
          .slice(1)
      : [];
  return {
    port,
    tlsPort,
    async letters(count) {
      // It delivers in a process of its own.
      for (let tries = 0; tries < 100 && read().length < count; tries++) await wait(50);
      return read();
    },
    async settled() {
      const waiting = () => readdirSync(at('spool/input'), { recursive: true }).length;
      for (let tries = 0; tries < 100 && existsSync(at('spool/input')) && waiting() > 0; tries++) await wait(50);
      return read().length;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An expression of exim's own language. */
const expression = (text: string): string => `$\{${text}}`;

function configuration(folder: string, port: number, tlsPort: number, tls: boolean): string {
  const encrypted = tls
    ? [
        `daemon_smtp_ports = ${port} : ${tlsPort}`,
        `tls_on_connect_ports = ${tlsPort}`,
        'tls_advertise_hosts = *',
        `tls_certificate = ${folder}/cert.pem`,
        `tls_privatekey = ${folder}/key.pem`,
      ]
    : [`daemon_smtp_ports = ${port}`, 'tls_advertise_hosts ='];
  return `${[
    `spool_directory = ${folder}/spool`,
    `log_file_path = ${folder}/log/%slog`,
    `pid_file_path = ${folder}/spool/exim.pid`,
    'primary_hostname = mail.test',
    'local_interfaces = 127.0.0.1',
    'disable_ipv6 = true',
    'deliver_drop_privilege = true',
    'keep_environment =',
    'acl_smtp_rcpt = recipients',
    ...encrypted,
    'begin acl',
    'recipients:',
    `  deny condition = ${expression('if eq{$local_part}{tidak-ada}')}`,
    ...(tls ? ['  deny !authenticated = *'] : []),
    '  accept',
    'begin routers',
    'all:',
    '  driver = accept',
    '  transport = file',
    'begin transports',
    'file:',
    '  driver = appendfile',
    `  file = ${folder}/mail/all`,
    'begin authenticators',
    'plain:',
    '  driver = plaintext',
    '  public_name = PLAIN',
    '  server_prompts = :',
    `  server_condition = ${expression('if and{{eq{$auth2}{vaksin}}{eq{$auth3}{rahasia}}}')}`,
    '  server_set_id = $auth2',
    `  server_advertise_condition = ${expression('if def:tls_in_cipher')}`,
  ].join('\n')}\n`;
}
