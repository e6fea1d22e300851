/**
 * One question to a server, with what lets us in: asked a second time with a fresh pass where the first was refused
 * with 401. Every target that speaks HTTP asks through here. No package is needed: `client` may be a model of a line.
 */
import type { Clock } from '../clock.ts';
import { type Authorization, credentials, nobodyAsks } from './credentials.ts';
import type { HttpClient, HttpRequest } from './exchange.ts';
import { classify, type Response, type ResponseClass, type Rule } from './response.ts';
import type { Shape } from './shape.ts';

export interface AskOptions {
  /** What is shown to be let in; nothing unless given, and then a 401 is not asked again. */
  readonly authorization?: Authorization;
  /** How this API writes its errors; `problem` unless given. */
  readonly own?: Shape;
  /** What this target knows better of its answers than HTTP does (response.ts). */
  readonly rules?: readonly Rule[];
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  /** Told of what the clock of the server shows (`Date`, epoch ms), with each answer in the form of the API. */
  readonly heardDate?: (server: number) => void;
}

/** What is asked; `Accept` and `Content-Type` are JSON unless they are given. */
export interface Question extends HttpRequest {
  readonly to: string;
  /** What this question makes of an answer, before the rules; undefined leaves it to them. */
  readonly first?: (response: Response) => ResponseClass | undefined;
}

/** Asks once, or twice where a pass was refused. Never throws for what a server or a network can do. */
export type Ask = (question: Question) => Promise<ResponseClass>;

/** Whoever asks at the same time shares one pass, and one renewal of it (credentials.ts). */
export function asker(client: HttpClient, options: AskOptions): Ask {
  const { authorization = nobodyAsks, clock, rules, own } = options;
  const passes = credentials(authorization, () => clock.elapsed());

  async function once(question: Question, authorization: string | undefined): Promise<ResponseClass> {
    const json = question.body === undefined ? {} : { 'content-type': 'application/json' };
    const pass = authorization === undefined ? {} : { authorization };
    const headers = { accept: 'application/json', ...json, ...pass, ...question.headers };
    const exchange = await client.exchange({ ...question, headers });
    if (exchange.kind === 'failed')
      return { kind: 'outage', cause: exchange.cause, reachedServer: exchange.reachedServer };
    const answer =
      question.first?.(exchange) ??
      classify(exchange, {
        now: clock.now(),
        ...(rules === undefined ? {} : { rules }),
        ...(own === undefined ? {} : { own }),
      });
    // A page of whoever stands in front may be old.
    const date = Date.parse(exchange.headers.date ?? '');
    if (answer.kind === 'json' && !Number.isNaN(date)) options.heardDate?.(date);
    return answer;
  }

  return async (question) => {
    const pass = await passes.current(question.signal);
    if (pass.kind !== 'pass') return pass;
    const first = await once(question, pass.authorization);
    if (first.kind !== 'stop' || first.status !== 401 || options.authorization === undefined) return first;
    const renewed = await passes.renewed(pass, question.signal);
    const second = renewed.kind === 'pass' ? await once(question, renewed.authorization) : renewed;
    // What the first try may have done is not undone by a second one that never left.
    if (second.kind === 'outage') return { ...second, reachedServer: true };
    if (second.kind !== 'stop' || !second.unsent) return second;
    const { unsent: _, ...stop } = second;
    return stop;
  };
}
