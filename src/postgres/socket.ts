/** The line itself: how long it may be silent, and whom it trusts. */
import { Socket } from 'node:net';
import { type ConnectionOptions, createSecureContext, getCACertificates } from 'node:tls';
import type { Way } from './tls.ts';

/** PEM texts. */
export interface TlsParts {
  /** Whom to trust beside the usual authorities. */
  readonly ca?: string | undefined;
  /** Who we are. */
  readonly client?: { readonly cert: string; readonly key: string } | undefined;
}

/** How long one address of a name is tried before the next one, in milliseconds: as target/http has it. */
const ADDRESS_MS = 3_000;

/** Waits for each address of a name as long as a satellite takes to answer. */
class PatientSocket extends Socket {
  // node-postgres calls it so: (port, host), or with the path of a socket.
  override connect(...to: unknown[]): this {
    const [port, host] = to;
    if (typeof port === 'number' && typeof host === 'string')
      return super.connect({ port, host, autoSelectFamilyAttemptTimeout: ADDRESS_MS });
    return super.connect(...(to as [string]));
  }
}

/**
 * A line that breaks by itself after so much silence (in milliseconds; 0: never): where a network swallows everything,
 * the system would wait for a quarter of an hour, and nobody else may have our rows meanwhile.
 */
export function silenced(ms: number): Socket {
  const socket = new PatientSocket();
  socket.setTimeout(ms, () => socket.destroy(Object.assign(new Error('silence'), { code: 'ETIMEDOUT' })));
  return socket;
}

/**
 * TLS for a way; false where there is none. Said outright: no default of ours may ever obey
 * NODE_TLS_REJECT_UNAUTHORIZED=0.
 */
export function secured(way: Way, { ca, client }: TlsParts): false | ConnectionOptions {
  switch (way) {
    case 'plain':
      return false;
    case 'unproven':
      return { rejectUnauthorized: false, ...client };
    case 'vouched':
      // Where the name does not count, any certificate of a public authority would do: only ours is trusted.
      return {
        rejectUnauthorized: true,
        ...client,
        ...(ca === undefined ? {} : { ca }),
        checkServerIdentity: () => undefined,
      };
    case 'proven':
      return { rejectUnauthorized: true, secureContext: trusted(ca, client) };
  }
}

/** The authorities that Node brings, those of the computer, and one more. */
function trusted(ca: string | undefined, client: TlsParts['client']): ConnectionOptions['secureContext'] {
  const usual = new Set([...getCACertificates('default'), ...getCACertificates('system')]);
  return createSecureContext({ ca: [...usual, ...(ca === undefined ? [] : [ca])], ...client });
}
