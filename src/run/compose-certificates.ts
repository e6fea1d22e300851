/** Certificates that the configuration names: whom we trust, and who we are ourselves. Looked at before anything runs. */
import { type KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { ServerOptions } from '../config/schema.ts';
import { type OwnFileKind, readOwnFileSync } from '../disk/own-file.ts';
import { RunError, systemCode } from '../errors.ts';
import type { ConnectionOptions } from '../target/http/connections.ts';
import { type KeyFault, privateKeyIn } from '../target/private-key.ts';
import type { Context } from './context.ts';

/**
 * What the connections to a server know of certificates. `path` is where its options stand, for messages.
 * @throws RunError CERTIFICATE_FILE, PRIVATE_KEY, CERTIFICATE_PAIR, CERTIFICATE_DATES, and what `readOwnFile` throws.
 */
export function wireCertificates(
  { caFile, certFile, keyFile }: Pick<ServerOptions, 'caFile' | 'certFile' | 'keyFile'>,
  path: string,
  context: Pick<Context, 'uid' | 'clock'>,
): Pick<ConnectionOptions, 'ca' | 'client'> {
  const ca = caFile === undefined ? undefined : certificatesIn(caFile, `${path}.caFile`, context).pem;
  const client =
    certFile === undefined || keyFile === undefined
      ? undefined
      : ownCertificate({ file: certFile, key: `${path}.certFile` }, { file: keyFile, key: `${path}.keyFile` }, context);
  return { ...(ca === undefined ? {} : { ca }), ...(client === undefined ? {} : { client }) };
}

/** A file, and the option that names it. */
interface Named {
  readonly file: string;
  readonly key: string;
}

/** A server would only hang up where the two do not fit: it is said here, while somebody may be looking. */
function ownCertificate(
  cert: Named,
  key: Named,
  context: Pick<Context, 'uid' | 'clock'>,
): { readonly cert: string; readonly key: string } {
  const { pem, first } = certificatesIn(cert.file, cert.key, context);
  const secret = keyIn(key, context.uid);
  if (!first.checkPrivateKey(secret.key))
    throw new RunError('CERTIFICATE_PAIR', { key: cert.key, file: cert.file, keyFile: key.file });
  const now = context.clock.now();
  const [from, until] = [first.validFromDate, first.validToDate];
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  if (now > until.getTime()) throw new RunError('CERTIFICATE_DATES', { ...cert, why: 'over', day: day(until) });
  if (now < from.getTime()) throw new RunError('CERTIFICATE_DATES', { ...cert, why: 'early', day: day(from) });
  try {
    createSecureContext({ cert: pem, key: secret.pem });
  } catch (error) {
    throw new RunError('CERTIFICATE_FILE', { ...cert, detail: systemCode(error) ?? 'TLS' });
  }
  return { cert: pem, key: secret.pem };
}

/**
 * @throws RunError CERTIFICATE_FILE where there is no file, or none with a certificate in it: Node would ignore it
 * without a word.
 */
function certificatesIn(
  file: string,
  key: string,
  { uid }: Pick<Context, 'uid'>,
): { readonly pem: string; readonly first: X509Certificate } {
  const pem = read({ file, key }, 'settings', uid, 'CERTIFICATE_FILE');
  try {
    return { pem, first: new X509Certificate(pem) };
  } catch {
    throw new RunError('CERTIFICATE_FILE', { key, file });
  }
}

function keyIn(named: Named, uid: number | undefined): { readonly pem: string; readonly key: KeyObject } {
  const pem = read(named, 'secret', uid, 'PRIVATE_KEY');
  const fault = (why: KeyFault): RunError => new RunError('PRIVATE_KEY', { ...named, why });
  return { pem, key: privateKeyIn(pem, fault) };
}

function read(
  { file, key }: Named,
  kind: OwnFileKind,
  uid: number | undefined,
  code: 'CERTIFICATE_FILE' | 'PRIVATE_KEY',
): string {
  try {
    return readOwnFileSync(file, kind, uid).toString();
  } catch (error) {
    const detail = systemCode(error);
    if (error instanceof RunError || detail === undefined) throw error;
    throw new RunError(code, { key, file, detail });
  }
}
