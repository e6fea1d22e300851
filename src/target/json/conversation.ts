/**
 * What is asked and understood of the intake API, over whatever carries it: the network (json.ts), or the model of a
 * server in the simulation. No package is needed here.
 */
import type { Clock } from '../../clock.ts';
import type { RecordKey } from '../../record/record.ts';
import { addressOf, endpoint } from '../address.ts';
import { type Authorization, credentials, nobodyAsks } from '../credentials.ts';
import type { HttpClient } from '../exchange.ts';
import { classify, type ResponseClass, type Rule } from '../response.ts';
import type { Answer, Batch, FindAnswer, Found, Outage, Target, Traits, Verdict } from '../target.ts';
import { encodeLookup, encodeSubmission, readFound, readVerdicts, withMeanings } from './body.ts';

export interface ConversationOptions {
  /** The API's root, for example `https://registry.example/v1`; may carry a query, never credentials. */
  readonly url: string;
  readonly traits: Traits;
  readonly authorization?: Authorization;
  /**
   * How this server wants the batch id: the draft says `Idempotency-Key` and double quotes; several servers want
   * another name or none.
   */
  readonly idempotency?: { readonly header: string; readonly quoted: boolean };
  /** This server's 503 certainly stored nothing (see response.ts). */
  readonly unavailableIsUnsent?: boolean;
  readonly clock: Pick<Clock, 'now' | 'elapsed'>;
  /** Told of what the clock of the server shows (`Date`, epoch ms), with each answer in the form of the API. */
  readonly heardDate?: (server: number) => void;
}

/**
 * This server's 503 certainly stored nothing. In doubt unless declared: a proxy answers 503 as well when the server
 * behind it dies with the request.
 */
const UNAVAILABLE: Rule = { status: 503, means: 'server-error', unsent: true };

/**
 * What this API says otherwise than HTTP: the key came with other bytes before (draft of Idempotency-Key, 2.7).
 * @internal Exported for its tests.
 */
export const RULES: readonly Rule[] = [{ status: 422, shape: 'own', says: /idempotency/i, means: 'key-reused' }];

/** Throws a TypeError if the address is none; nothing is sent before `send` or `find`. */
export function conversation(client: HttpClient, options: ConversationOptions): Target {
  const submissions = endpoint(options.url, 'submissions');
  const lookups = endpoint(options.url, 'lookups');
  const { header, quoted } = options.idempotency ?? { header: 'Idempotency-Key', quoted: true };
  const { authorization = nobodyAsks, clock } = options;
  const passes = credentials(authorization, () => clock.elapsed());
  const rules = options.unavailableIsUnsent ? [UNAVAILABLE, ...RULES] : RULES;

  /**
   * One question, asked a second time with a fresh pass if the first was refused with 401. The key makes a submission
   * repeatable; a question is so by itself.
   */
  async function post(
    url: URL,
    body: Uint8Array,
    signal: AbortSignal,
    extra: Record<string, string> = {},
  ): Promise<ResponseClass> {
    const ask = async (authorization: string | undefined): Promise<ResponseClass> => {
      const pass = authorization === undefined ? {} : { authorization };
      const headers = { 'content-type': 'application/json', accept: 'application/json', ...pass, ...extra };
      const exchange = await client.exchange({ method: 'POST', url, headers, body, signal, repeatable: true });
      if (exchange.kind === 'response') {
        const answer = classify(exchange, { now: clock.now(), rules });
        // A page of whoever stands in front may be old.
        const date = Date.parse(exchange.headers.date ?? '');
        if (answer.kind === 'json' && !Number.isNaN(date)) options.heardDate?.(date);
        return answer;
      }
      return { kind: 'outage', cause: exchange.cause, reachedServer: exchange.reachedServer };
    };
    const pass = await passes.current(signal);
    if (pass.kind !== 'pass') return pass;
    const first = await ask(pass.authorization);
    if (first.kind !== 'stop' || first.status !== 401 || options.authorization === undefined) return first;
    const renewed = await passes.renewed(pass, signal);
    const second = renewed.kind === 'pass' ? await ask(renewed.authorization) : renewed;
    // What the first try may have done is not undone by a second one that never left.
    if (second.kind === 'outage') return { ...second, reachedServer: true };
    if (second.kind !== 'stop' || !second.unsent) return second;
    const { unsent: _, ...stop } = second;
    return stop;
  }

  /** So many keys in one question are too many for this server. */
  let tooMany = Number.POSITIVE_INFINITY;

  async function find(keys: readonly RecordKey[], signal: AbortSignal): Promise<FindAnswer> {
    if (keys.length === 0) return { kind: 'found', results: new Map() };
    if (keys.length >= tooMany) return findHalves(keys, signal);
    const answer = await post(lookups, encodeLookup(keys), signal);
    switch (answer.kind) {
      case 'json': {
        const results = readFound(answer.value, keys);
        return results ? { kind: 'found', results } : UNREADABLE;
      }
      case 'outage':
      case 'stop':
        return answer;
      case 'split':
        if (keys.length === 1) return UNREADABLE;
        // What stands in front of the server may say so for a moment; the server itself means it.
        if (!answer.foreign) tooMany = Math.min(tooMany, keys.length);
        return findHalves(keys, signal);
      case 'refused-whole':
      case 'key-reused':
        // The question, not a record, was refused: it stays unanswered, and so does the doubt.
        return UNREADABLE;
    }
  }

  async function findHalves(keys: readonly RecordKey[], signal: AbortSignal): Promise<FindAnswer> {
    const middle = Math.ceil(keys.length / 2);
    const first = await find(keys.slice(0, middle), signal);
    if (first.kind !== 'found') return first;
    const second = await find(keys.slice(middle), signal);
    if (second.kind !== 'found') return second;
    return { kind: 'found', results: new Map([...first.results, ...second.results]) };
  }

  /**
   * The server knows this batch id with other bytes: ask what it has. What it has not stays in doubt, because one
   * "absent" from an index that lags is no proof; delivery asks again before it sends under a new id.
   */
  async function settleByLookup(keys: readonly RecordKey[], signal: AbortSignal): Promise<Answer> {
    const answer = await find(keys, signal);
    // Whatever kept the question from being answered, the earlier bytes may have been stored: in doubt.
    if (answer.kind !== 'found') return UNREADABLE;
    return { kind: 'reply', verdicts: new Map([...answer.results].map(([key, found]) => [key, verdictOf(found)])) };
  }

  return {
    identity: `json ${addressOf(options.url)}`,
    traits: options.traits,
    encode: encodeSubmission,
    async send(batch: Batch, signal: AbortSignal): Promise<Answer> {
      const key = quoted ? `"${batch.id}"` : batch.id;
      const answer = await post(submissions, batch.bytes, signal, { [header.toLowerCase()]: key });
      if (answer.kind === 'refused-whole') return { ...answer, reasons: withMeanings(answer.reasons) };
      if (answer.kind === 'key-reused') return settleByLookup(batch.keys, signal);
      if (answer.kind !== 'json') return answer;
      const verdicts = readVerdicts(answer.value, batch.keys, answer.status);
      return verdicts ? { kind: 'reply', verdicts } : UNREADABLE;
    },
    find: (sought, signal) =>
      find(
        sought.map(({ key }) => key),
        signal,
      ),
    async close() {
      client.close();
    },
  };
}

/** A 200 that cannot be believed: the server may have acted, so nothing of it is. */
const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };

function verdictOf(found: Found): Verdict {
  return found === 'absent' ? { kind: 'in-doubt' } : { kind: 'already-there', receipt: found.receipt };
}
