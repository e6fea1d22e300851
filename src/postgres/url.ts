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

const SCHEME = /^postgres(?:ql)?:\/\//i;
/** A host in brackets is an address of IPv6. */
const HOST_FORM = /^(?:\[(?<six>[0-9a-f:.%]+)\]|(?<host>[^:[\]]*))(?::(?<port>\d*))?$/i;

/**
 * @throws RunError DATABASE_ADDRESS for what is no such address, DATABASE_SECRET for one with a password in it: whoever
 * lists the processes of a computer would read it. No message holds any of it.
 */
export function urlParts(url: string): UrlParts {
  if (hasPassword(url)) throw new RunError('DATABASE_SECRET');
  if (!SCHEME.test(url) || url.includes('#')) throw new RunError('DATABASE_ADDRESS');
  const [place, query] = cutAt(url.slice(url.indexOf('://') + 3), '?');
  const [authority, path] = cutAt(place, '/');
  const at = authority.lastIndexOf('@');
  const options = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    if (cut < 1) throw new RunError('DATABASE_ADDRESS');
    options.set(decoded(pair.slice(0, cut)), decoded(pair.slice(cut + 1)));
  }
  if (options.has('password') || options.has('sslpassword')) throw new RunError('DATABASE_SECRET');
  const [user, database] = [decoded(authority.slice(0, Math.max(0, at))), decoded(path)];
  return {
    ...(user === '' ? {} : { user }),
    hosts: authority
      .slice(at + 1)
      .split(',')
      .map(hostPart),
    ...(database === '' ? {} : { database }),
    options,
  };
}

/** A password before the host, even one that is not encoded as it should be. */
function hasPassword(url: string): boolean {
  const begin = url.indexOf('://');
  if (begin < 1) return false;
  const [place] = cutAt(url.slice(begin + 3), '?');
  const at = place.lastIndexOf('@');
  return at > 0 && place.lastIndexOf(':', at) >= 0;
}

/** What stands before and behind the first of these marks; nothing behind one that is not there. */
function cutAt(text: string, mark: string): [before: string, behind: string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
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
