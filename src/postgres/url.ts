/** The parts of a database's address as libpq reads it (its documentation, 34.1.1.2, "Connection URIs"). PURE. */
import { RunError } from '../errors.ts';

export interface UrlParts {
  readonly user?: string;
  /** As they stand there; one that names none is empty, and so is a port. */
  readonly hosts: readonly { readonly host: string; readonly port: string }[];
  readonly database?: string;
  /** Behind the question mark, in order. */
  readonly options: ReadonlyMap<string, string>;
}

const URL_FORM =
  /^postgres(?:ql)?:\/\/(?:(?<who>[^/?#]*)@)?(?<hosts>[^/?#]*)(?:\/(?<database>[^?#]*))?(?:\?(?<query>[^#]*))?$/i;
/** A password before the host, even one that is not encoded as it should be. */
const PASSWORD = /^[a-z]+:\/\/[^?]*:[^?]*@/i;
/** A host in brackets is an address of IPv6. */
const HOST_FORM = /^(?:\[(?<six>[0-9a-f:.%]+)\]|(?<host>[^:[\]]*))(?::(?<port>\d*))?$/i;

/**
 * @throws RunError DATABASE_ADDRESS for what is no such address, DATABASE_SECRET for one with a password in it: whoever
 * lists the processes of a computer would read it. No message holds any of it.
 */
export function urlParts(url: string): UrlParts {
  const found = URL_FORM.exec(url)?.groups;
  if (!found || PASSWORD.test(url)) throw new RunError(PASSWORD.test(url) ? 'DATABASE_SECRET' : 'DATABASE_ADDRESS');
  const options = new Map<string, string>();
  for (const pair of (found['query'] ?? '').split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    if (cut < 1) throw new RunError('DATABASE_ADDRESS');
    options.set(decoded(pair.slice(0, cut)), decoded(pair.slice(cut + 1)));
  }
  if (options.has('password') || options.has('sslpassword')) throw new RunError('DATABASE_SECRET');
  const [user, database] = [decoded(found['who'] ?? ''), decoded(found['database'] ?? '')];
  return {
    ...(user === '' ? {} : { user }),
    hosts: (found['hosts'] ?? '').split(',').map(hostPart),
    ...(database === '' ? {} : { database }),
    options,
  };
}

function hostPart(text: string): { host: string; port: string } {
  const found = HOST_FORM.exec(text)?.groups;
  if (!found) throw new RunError('DATABASE_ADDRESS');
  return { host: decoded(found['six'] ?? found['host'] ?? ''), port: found['port'] ?? '' };
}

function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text);
    if (!plain.includes('\0')) return plain;
  } catch {
    // A `%` that begins no character.
  }
  throw new RunError('DATABASE_ADDRESS');
}
