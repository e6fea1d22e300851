/** The line itself: how long it may be silent, and whom it trusts. */
import { type LookupFunction, Socket } from 'node:net';
import { type ConnectionOptions, createSecureContext, getCACertificates } from 'node:tls';
import { STRANGER } from './database-error.ts';
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

/**
 * How a web server, SSH, mail or another database begins to speak; the answers of PostgreSQL begin with R, E, N, S or
 * v.
 */
const STRANGE = /^(?:[^RENSv]|SSH-|RFB )/;

/** Waits for each address of a name as long as a satellite takes to answer, and hangs up on who is no PostgreSQL. */
class PatientSocket extends Socket {
  #heard = false;
  readonly #lookup: LookupFunction | undefined;

  constructor(lookup: LookupFunction | undefined) {
    super();
    this.#lookup = lookup;
  }

  // The first bytes of a stranger would be taken for the length of what is still to come.
  override emit(event: string | symbol, ...what: unknown[]): boolean {
    if (event === 'data' && !this.#heard) {
      this.#heard = true;
      const [first] = what;
      if (Buffer.isBuffer(first) && STRANGE.test(first.toString('latin1', 0, 4))) {
        this.destroy(Object.assign(new Error('no PostgreSQL'), { code: STRANGER }));
        return true;
      }
    }
    return super.emit(event, ...what);
  }

  // node-postgres calls it so: (port, host), or with the path of a socket.
  override connect(...to: unknown[]): this {
    const [port, host] = to;
    if (typeof port === 'number' && typeof host === 'string')
      return super.connect({
        port,
        host,
        autoSelectFamilyAttemptTimeout: ADDRESS_MS,
        ...(this.#lookup ? { lookup: this.#lookup } : {}),
      });
    return super.connect(...(to as [string]));
  }
}

/**
 * A line that breaks by itself after so much silence (in milliseconds; 0: never): where a network swallows everything,
 * the system would wait for a quarter of an hour, and nobody else may have our rows meanwhile.
 */
export function silenced(ms: number, lookup?: LookupFunction): Socket {
  const socket = new PatientSocket(lookup);
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
