/**
 * What is asked and understood of the intake API, over whatever carries it: the network (json.ts), or the model of a
 * server in the simulation. No package is needed here.
 */
import type { RecordKey } from '../../record/record.ts';
import { addressOf, endpoint } from '../address.ts';
import { type AskOptions, asker } from '../ask.ts';
import { examine } from '../examine.ts';
import type { HttpClient } from '../exchange.ts';
import type { Rule } from '../response.ts';
import type { Answer, Batch, FindAnswer, Found, Outage, Target, Traits, Verdict } from '../target.ts';
import { encodeLookup, encodeSubmission, readFound, readVerdicts, withMeanings } from './body.ts';

export interface ConversationOptions extends Omit<AskOptions, 'rules' | 'own'> {
  /** The API's root, for example `https://registry.example/v1`; may carry a query, never credentials. */
  readonly url: string;
  readonly traits: Traits;
  /**
   * How this server wants the batch id: the draft says `Idempotency-Key` and double quotes; several servers want
   * another name or none.
   */
  readonly idempotency?: { readonly header: string; readonly quoted: boolean };
  /** This server's 503 certainly stored nothing (see response.ts). */
  readonly unavailableIsUnsent?: boolean;
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
  const ask = asker(client, {
    ...options,
    rules: options.unavailableIsUnsent ? [UNAVAILABLE, ...RULES] : RULES,
  });

  /** So many keys in one question are too many for this server. */
  let tooMany = Number.POSITIVE_INFINITY;

  async function find(keys: readonly RecordKey[], signal: AbortSignal): Promise<FindAnswer> {
    if (keys.length === 0) return { kind: 'found', results: new Map() };
    if (keys.length >= tooMany) return findHalves(keys, signal);
    const answer = await ask({
      to: 'lookups',
      method: 'POST',
      url: lookups,
      body: encodeLookup(keys),
      signal,
      repeatable: true,
    });
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

  const headersOf = (id: string): Record<string, string> => ({ [header.toLowerCase()]: quoted ? `"${id}"` : id });

  const target: Omit<Target, 'examine'> = {
    identity: `json ${addressOf(options.url)}`,
    traits: options.traits,
    encode: encodeSubmission,
    async send({ id, keys, bytes }: Batch, signal: AbortSignal): Promise<Answer> {
      const headers = headersOf(id);
      // The key makes a submission repeatable.
      const answer = await ask({
        to: 'submissions',
        method: 'POST',
        url: submissions,
        headers,
        body: bytes,
        batch: id,
        signal,
        repeatable: true,
      });
      if (answer.kind === 'refused-whole') return { ...answer, reasons: withMeanings(answer.reasons) };
      if (answer.kind === 'key-reused') return settleByLookup(keys, signal);
      if (answer.kind !== 'json') return answer;
      const verdicts = readVerdicts(answer.value, keys, answer.status);
      return verdicts ? { kind: 'reply', verdicts } : UNREADABLE;
    },
    find: (sought, signal) =>
      find(
        sought.map(({ key }) => key),
        signal,
      ),
    show: ({ id, bytes }) => [
      { method: 'POST', url: addressOf(submissions.href), headers: headersOf(id), body: Buffer.from(bytes).toString() },
    ],
    async close() {
      client.close();
    },
  };
  return {
    ...target,
    examine: async (canary, signal) => ({ findings: await examine(target, canary, signal) }),
  };
}

/** A 200 that cannot be believed: the server may have acted, so nothing of it is. */
const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };

function verdictOf(found: Found): Verdict {
  return found === 'absent' ? { kind: 'in-doubt' } : { kind: 'already-there', receipt: found.receipt };
}
