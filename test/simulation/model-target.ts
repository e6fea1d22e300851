/**
 * The `json` target without a network: the real encoding, the real reading of statuses and bodies (src/target/), and the model server where
 * the sockets would be.
 */
import { encodeLookup, encodeSubmission, readFound, readVerdicts } from '../../src/target/json-wire.ts';
import { classify, type ResponseClass } from '../../src/target/response.ts';
import type { Answer, FindAnswer, Outage, Target, Traits } from '../../src/target/target.ts';
import type { FakeClock } from './fake-clock.ts';
import type { ModelServer, Reply } from './model-server.ts';

export interface ModelTargetOptions {
  readonly server: ModelServer;
  readonly clock: FakeClock;
  readonly traits: Traits;
  /** Whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  /** One way over the line, in milliseconds. */
  readonly lineMs?: number;
}

const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };
const NOT_REACHED: Outage = { kind: 'outage', cause: 'refused', reachedServer: false };
const TIMEOUT: Outage = { kind: 'outage', cause: 'timeout', reachedServer: true };
const RESET: Outage = { kind: 'outage', cause: 'reset', reachedServer: true };

export function modelTarget({ server, clock, traits, timeoutMs, lineMs = 20 }: ModelTargetOptions): Target {
  /** One exchange: the request travels, the server answers or not, the client waits so long and no longer. */
  function exchange(ask: (answer: (reply: Reply) => void) => void, signal: AbortSignal): Promise<ResponseClass> {
    // Aborted before a byte left: as http.ts has it.
    if (signal.aborted) return Promise.resolve({ ...TIMEOUT, reachedServer: false });
    return new Promise((resolve) => {
      const giveUp = (): void => end(TIMEOUT);
      const callOff = clock.at(clock.time + timeoutMs, giveUp);
      signal.addEventListener('abort', giveUp);
      function end(answer: ResponseClass): void {
        callOff();
        signal.removeEventListener('abort', giveUp);
        resolve(answer);
      }
      clock.at(clock.time + lineMs, () => ask((reply) => clock.at(clock.time + lineMs, () => end(read(reply, clock.now())))));
    });
  }

  return {
    identity: 'model',
    traits,
    encode: encodeSubmission,
    async send(batch, signal): Promise<Answer> {
      const answer = await exchange((reply) => server.submit(batch.id, batch.bytes, reply), signal);
      if (answer.kind === 'key-reused') return UNREADABLE;
      if (answer.kind !== 'json') return answer;
      const verdicts = readVerdicts(answer.value, batch.keys);
      return verdicts ? { kind: 'reply', verdicts } : UNREADABLE;
    },
    async find(keys, signal): Promise<FindAnswer> {
      const asked = (JSON.parse(Buffer.from(encodeLookup(keys)).toString()) as { keys: string[] }).keys;
      const answer = await exchange((reply) => server.lookUp(asked, reply), signal);
      if (answer.kind === 'outage' || answer.kind === 'stop') return answer;
      const results = answer.kind === 'json' ? readFound(answer.value, keys) : undefined;
      return results ? { kind: 'found', results } : UNREADABLE;
    },
    close: async () => undefined,
  };
}

function read(reply: Reply, now: number): ResponseClass {
  if (reply === 'refused') return NOT_REACHED;
  if (reply === 'cut') return RESET;
  return classify({ status: reply.status, headers: reply.headers ?? {}, body: Buffer.from(reply.body) }, { now });
}
