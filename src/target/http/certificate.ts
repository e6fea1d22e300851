/** What the certificate of a server says of itself, trusted or not. */
import { isIP } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import { oneLine } from '../../printable.ts';

export interface SeenCertificate {
  /** Why it is not to be trusted: the code of OpenSSL or Node, or `timeout`; absent where it is. */
  readonly fault?: string;
  /** Epoch milliseconds. */
  readonly from?: number;
  readonly until?: number;
  /** Who vouches for it. */
  readonly issuer?: string;
  /** Whom it is for. */
  readonly names?: string;
}

export function shownBy({
  valid_from: from,
  valid_to: until,
  issuer,
  subjectaltname,
}: PeerCertificate): SeenCertificate {
  const whose = issuer === undefined ? undefined : (issuer.CN ?? issuer.O);
  const names = subjectaltname?.replaceAll(/(?:DNS|IP Address):/g, '');
  return {
    ...momentOf('from', from),
    ...momentOf('until', until),
    ...(whose === undefined ? {} : { issuer: oneLine(String(whose), 80) }),
    ...(names === undefined ? {} : { names: oneLine(names, 120) }),
  };
}

function momentOf(name: 'from' | 'until', text: string | undefined): { readonly [key in typeof name]?: number } {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? {} : { [name]: at };
}

/**
 * Looks at one that was not trusted, to be able to say why. The connection is closed when it has been shown: nothing is
 * ever sent over it.
 */
export function lookAtCertificate(
  { host, port }: { readonly host: string; readonly port: number },
  timeoutMs: number,
): Promise<SeenCertificate | undefined> {
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      ...(isIP(host) > 0 ? {} : { servername: host }),
      rejectUnauthorized: false,
      timeout: timeoutMs,
    });
    const end = (certificate?: SeenCertificate): void => {
      socket.destroy();
      resolve(certificate);
    };
    socket.once('secureConnect', () => end(shownBy(socket.getPeerCertificate())));
    socket.once('timeout', () => end());
    socket.once('error', () => end());
  });
}
