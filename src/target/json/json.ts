/** The `json` target: our own intake API over HTTP (design 6.5, docs/intake-api.yaml). */
import { httpClient } from '../http/client.ts';
import type { Target } from '../target.ts';
import { type RequestSeen, watched } from '../watched.ts';
import { type ConversationOptions, conversation } from './conversation.ts';

export interface JsonTargetOptions extends Omit<ConversationOptions, 'traits'> {
  /** Of vax-upload, for User-Agent. */
  readonly version: string;
  /** Records in one submission at most. */
  readonly maxBatch: number;
  /** Connections kept open: as many as there are concurrent requests. */
  readonly sockets: number;
  /** Whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs?: number;
  /** As in ConnectionOptions. */
  readonly ca?: string;
  readonly proxyEnv?: Readonly<Record<string, string | undefined>>;
  /** Told of every request when it has come to its end. */
  readonly sawRequest?: (seen: RequestSeen) => void;
}

/** Throws a TypeError if the address is none; nothing is sent before `send` or `find`. */
export function jsonTarget(options: JsonTargetOptions): Target {
  const line = httpClient({ ...options, userAgent: `vax-upload/${options.version}` });
  const { maxBatch, sawRequest, idempotency } = options;
  const idHeader = (idempotency?.header ?? 'Idempotency-Key').toLowerCase();
  const client = sawRequest ? watched(line, idHeader, sawRequest) : line;
  const traits = { maxBatch, safeToResend: true, finds: 'by-key', onePersonPerRequest: false } as const;
  return conversation(client, { ...options, traits });
}
