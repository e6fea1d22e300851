/**
 * The `json` target without a network: all of its conversation (src/target/json/conversation.ts), with the model server
 * where the sockets would be.
 */
import type { HttpClient } from '../../src/target/exchange.ts';
import { type ConversationOptions, conversation } from '../../src/target/json/conversation.ts';
import type { Target, Traits } from '../../src/target/target.ts';
import type { FakeClock } from './fake-clock.ts';
import type { ModelServer } from './model-server.ts';
import type { Reply } from './replies.ts';

export interface ModelTargetOptions extends Pick<ConversationOptions, 'authorization'> {
  readonly server: ModelServer;
  readonly clock: FakeClock;
  readonly traits: Traits;
  /** Whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** One way over the line, in milliseconds. */
  readonly lineMs?: number;
}

type Exchange = Awaited<ReturnType<HttpClient['exchange']>>;

const TIMEOUT: Exchange = { kind: 'failed', cause: 'timeout', reachedServer: true, ms: 0 };

export function modelTarget(options: ModelTargetOptions): Target {
  const { traits, clock, authorization } = options;
  const allowed = authorization ? { authorization } : {};
  return conversation(modelLine(options), { url: 'http://model.invalid/v1', traits, clock, ...allowed });
}

/** The request travels, the server answers or not, the client waits so long and no longer. */
function modelLine({ server, clock, timeoutMs, lineMs = 20 }: ModelTargetOptions): HttpClient {
  return {
    exchange({ url, headers, body, signal }) {
      // Aborted before a byte left: as the real client has it.
      if (signal.aborted) return Promise.resolve({ ...TIMEOUT, reachedServer: false });
      return new Promise((resolve) => {
        const giveUp = (): void => end(TIMEOUT);
        const callOff = clock.at(clock.time + timeoutMs, giveUp);
        signal.addEventListener('abort', giveUp);
        function end(exchange: Exchange): void {
          callOff();
          signal.removeEventListener('abort', giveUp);
          resolve(exchange);
        }
        const answer = (reply: Reply): unknown => clock.at(clock.time + lineMs, () => end(read(reply)));
        const bytes = body ?? new Uint8Array();
        const id = (headers?.['idempotency-key'] ?? '').replaceAll('"', '');
        clock.at(clock.time + lineMs, () => {
          if (url.pathname.endsWith('/lookups')) server.lookUp(keysIn(bytes), answer);
          else server.submit(id, bytes, answer);
        });
      });
    },
    close: () => undefined,
  };
}

function keysIn(body: Uint8Array): string[] {
  return (JSON.parse(Buffer.from(body).toString()) as { keys: string[] }).keys;
}

function read(reply: Reply): Exchange {
  if (reply === 'refused') return { kind: 'failed', cause: 'refused', reachedServer: false, ms: 0 };
  if (reply === 'cut') return { kind: 'failed', cause: 'reset', reachedServer: true, ms: 0 };
  const { status, headers = {}, body } = reply;
  return { kind: 'response', status, headers, body: Buffer.from(body), ms: 0 };
}
