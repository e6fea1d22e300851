/** The line to the model server, with its times: what an HttpClient is where there is no network. */
import type { HttpClient, HttpRequest } from '../../src/target/exchange.ts';
import type { FakeClock } from './fake-clock.ts';
import type { ModelServer } from './model-server.ts';
import type { Reply } from './replies.ts';

export interface LineOptions {
  readonly server: ModelServer;
  readonly clock: FakeClock;
  /** Whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** One way over the line, in milliseconds. */
  readonly lineMs?: number;
}

/** Hands a request to the server as its API has it; `answer` is called once, later, or never. */
export type Speak = (server: ModelServer, request: HttpRequest, answer: (reply: Reply) => void) => void;

type Exchange = Awaited<ReturnType<HttpClient['exchange']>>;

const TIMEOUT: Exchange = { kind: 'failed', cause: 'timeout', reachedServer: true, ms: 0 };

/** The request travels, the server answers or not, the client waits so long and no longer. */
export function modelLine({ server, clock, timeoutMs, lineMs = 20 }: LineOptions, speak: Speak): HttpClient {
  return {
    exchange(request) {
      const { signal } = request;
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
        clock.at(clock.time + lineMs, () => speak(server, request, answer));
      });
    },
    close: () => undefined,
  };
}

function read(reply: Reply): Exchange {
  if (reply === 'refused') return { kind: 'failed', cause: 'refused', reachedServer: false, ms: 0 };
  if (reply === 'cut') return { kind: 'failed', cause: 'reset', reachedServer: true, ms: 0 };
  const { status, headers = {}, body } = reply;
  return { kind: 'response', status, headers, body: Buffer.from(body), ms: 0 };
}
