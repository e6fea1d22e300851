/**
 * The API behind the weather: a request becomes a `Task`, which does its work when the weather lets it. Split in two so
 * that the answer can get lost in between: `examine` looks at the request and changes nothing, `perform` stores and
 * makes the reply.
 */
import type { IncomingMessage } from 'node:http';
import { jsonReply, problemReply, type Reply } from './reply.ts';
import { idempotencyKey, isJson, parseJson, readBody } from './request.ts';
import { payloadFingerprint, type Store } from './store.ts';
import { findRecords, parseLookup, parseSubmission, type Result, storeRecords } from './submissions.ts';

/**
 * The largest body that is read: a hundred records need a tenth of it.
 * @internal Exported for its tests.
 */
export const MAX_BODY_BYTES = 1_048_576;

export interface TaskParts {
  readonly store: Store;
  /** Ignore idempotency keys and store every record again, as many registries do. */
  readonly forgetful: boolean;
  /** Idempotency key → fingerprint of the request that is being processed. */
  readonly inFlight: Map<string, string>;
  /** Epoch milliseconds. */
  now(): number;
}

/** A request that was understood. */
export interface Task {
  /** Records or keys: what the work takes time for. */
  readonly size: number;
  /** Whether it writes; writers work one after the other. */
  readonly writes: boolean;
  /** Does the work, with everything stored on the disk before it returns. */
  perform(): Performed;
  /** To be called when the exchange is over, whatever became of it. */
  release(): void;
}

export interface Performed {
  readonly reply: Reply;
  /** What became of the records; empty for a lookup and for an answer from memory. */
  readonly results: readonly Result[];
}

/** A reply that needs no work, a task, or nothing: the client has gone. */
export type Examined =
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'gone' };

const IN_FLIGHT_RETRY = { 'retry-after': '1' };

/** `POST /submissions`. */
export async function examineSubmission(desk: TaskParts, request: IncomingMessage): Promise<Examined> {
  const body = await jsonBody(request);
  if (body.kind !== 'json') return body;
  const id = idempotencyKey(request.headers['idempotency-key']);
  if (id === undefined && !desk.forgetful)
    return reply(
      problemReply(
        'idempotency-key-missing',
        'Send Idempotency-Key: "<batch id>", a String of RFC 8941, at most 255 characters.',
      ),
    );
  const submission = parseSubmission(body.value);
  if (submission.kind === 'too-many') return reply(problemReply('too-many-records', submission.detail));
  if (submission.kind === 'malformed') return reply(problemReply('body-malformed', submission.detail));

  const { items } = submission;

  const store = (remember?: (answer: Reply) => void): Performed =>
    desk.store.atOnce(() => {
      const results = storeRecords(desk.store, items, easternmostDay(desk.now()), desk.forgetful);
      const answer = jsonReply({ results });
      remember?.(answer);
      return { reply: answer, results };
    });
  if (id === undefined || desk.forgetful) return writing(items.length, () => store());

  const fingerprint = payloadFingerprint(body.bytes);
  const recall = () => desk.store.recall(id, desk.now());
  const other = desk.inFlight.get(id) ?? recall()?.fingerprint;
  if (other !== undefined && other !== fingerprint) return reply(problemReply('idempotency-key-reused'));
  if (desk.inFlight.has(id)) return reply(problemReply('in-flight', undefined, IN_FLIGHT_RETRY));
  desk.inFlight.set(id, fingerprint);
  const recallOrStore = (): Performed => {
    const remembered = recall()?.reply;
    if (remembered) return { reply: remembered, results: [] };
    return store((answer) => desk.store.remember(id, fingerprint, answer, desk.now()));
  };
  return writing(items.length, recallOrStore, () => desk.inFlight.delete(id));
}

/** `POST /lookups`. */
export async function examineLookup(desk: TaskParts, request: IncomingMessage): Promise<Examined> {
  const body = await jsonBody(request);
  if (body.kind !== 'json') return body;
  const lookup = parseLookup(body.value);
  if (lookup.kind === 'too-many') return reply(problemReply('too-many-keys', lookup.detail));
  if (lookup.kind === 'malformed') return reply(problemReply('body-malformed', lookup.detail));
  const { items } = lookup;
  return {
    kind: 'task',
    task: {
      size: items.length,
      writes: false,
      perform: () => ({ reply: jsonReply({ found: findRecords(desk.store, items) }), results: [] }),
      release: () => undefined,
    },
  };
}

type JsonBody =
  | Exclude<Examined, { kind: 'task' }>
  | { readonly kind: 'json'; readonly value: unknown; readonly bytes: Uint8Array };

async function jsonBody(request: IncomingMessage): Promise<JsonBody> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body.kind === 'gone') return body;
  if (body.kind === 'too-large') return reply(problemReply('body-too-large', `At most ${MAX_BODY_BYTES} bytes.`));
  if (!isJson(request)) return reply(problemReply('media-type'));
  const value = parseJson(body.bytes);
  if (value === undefined) return reply(problemReply('body-malformed', 'The body is not JSON in UTF-8.'));
  return { kind: 'json', value, bytes: body.bytes };
}

/**
 * Today where the day begins first in Indonesia (UTC+9): what a client anywhere in the country calls today is not the
 * future.
 */
function easternmostDay(now: number): string {
  return new Date(now + 9 * 3_600_000).toISOString().slice(0, 10);
}

function reply(answer: Reply): Examined & { kind: 'reply' } {
  return { kind: 'reply', reply: answer };
}

function writing(size: number, perform: () => Performed, release: () => void = () => undefined): Examined {
  return { kind: 'task', task: { size, writes: true, perform, release } };
}
