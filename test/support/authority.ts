/**
 * An authority of a test's own, as a ministry has one, and a server's certificate that it has signed: made by the
 * openssl of the machine.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Authority {
  /** Path of its certificate (PEM). */
  readonly caFile: string;
  /** For `tls` of a server. */
  readonly server: { readonly key: string; readonly cert: string };
}

/** Valid for a day, for these names. Its files stand in `folder`. */
export function makeAuthority(folder: string, ...names: readonly string[]): Authority {
  const at = (name: string): string => join(folder, name);
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
  openssl('req', '-x509', ...key('ca.key'), '-out', 'ca.pem', '-days', '1', '-subj', '/CN=Test authority');
  openssl('req', ...key('server.key'), '-out', 'server.csr', '-subj', '/CN=Test server');
  writeFileSync(at('server.ext'), `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}\n`);
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'server.ext', '-days', '1'];
  openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.pem');
  return {
    caFile: at('ca.pem'),
    server: { key: readFileSync(at('server.key'), 'utf8'), cert: readFileSync(at('server.pem'), 'utf8') },
  };
}
