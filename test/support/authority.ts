/**
 * An authority of a test's own, as a ministry has one, and a server's certificate that it has signed: made by the
 * openssl of the machine.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** For `tls` of a server. */
export interface Tls {
  readonly key: string;
  readonly cert: string;
  /** The authority (PEM) whose clients alone are let in. */
  readonly clients?: string;
}

/** As node:https has it. */
export function tlsOptions({ key, cert, clients }: Tls) {
  return { key, cert, ...(clients === undefined ? {} : { ca: clients, requestCert: true, rejectUnauthorized: true }) };
}

export interface Authority {
  /** Path of its certificate (PEM). */
  readonly caFile: string;
  readonly ca: string;
  readonly server: Tls;
  /** A certificate for a client, valid for so many days from now (0 or less: over); paths of its files. */
  client(name: string, days?: number): { readonly certFile: string; readonly keyFile: string };
}

/** Valid for a day, for these names. Its files stand in `folder`. */
export function makeAuthority(folder: string, ...names: readonly string[]): Authority {
  const at = (name: string): string => join(folder, name);
  const text = (name: string): string => readFileSync(at(name), 'utf8');
  const openssl = (...args: readonly string[]): unknown =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = (name: string): readonly string[] => [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    name,
  ];
  const signed = (name: string, days: number, ...more: readonly string[]): void => {
    openssl('req', ...key(`${name}.key`), '-out', `${name}.csr`, '-subj', `/CN=Test ${name}`);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', String(days)];
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, ...more, '-out', `${name}.pem`);
    chmodSync(at(`${name}.key`), 0o600);
  };
  openssl(
    'req',
    '-x509',
    ...key('ca.key'),
    '-out',
    'ca.pem',
    '-days',
    '1',
    '-subj',
    `/CN=Test authority of ${names[0]}`,
  );
  const address = (name: string): string => `${/^[\d.]+$/.test(name) ? 'IP' : 'DNS'}:${name}`;
  writeFileSync(at('server.ext'), `subjectAltName=${names.map(address).join(',')}\n`);
  signed('server', 1, '-extfile', 'server.ext');
  return {
    caFile: at('ca.pem'),
    ca: text('ca.pem'),
    server: { key: text('server.key'), cert: text('server.pem') },
    client(name, days = 1) {
      signed(name, days);
      return { certFile: at(`${name}.pem`), keyFile: at(`${name}.key`) };
    },
  };
}
