/**
 * What the server makes of the body of a submission or a lookup: from parsed JSON to an answer, with no HTTP and no
 * weather.
 */
import { asObject, checkRecord, isObject, type Refusal } from './record-check.ts';
import { contentHash, type Store } from './store.ts';

/**
 * The most records in one submission, and the most keys in one lookup.
 * @internal Exported for its tests.
 */
export const MAX_BATCH = 100;
/** @internal Exported for its tests. */
export const MAX_KEYS = 1000;

/** What became of one record. */
export type Result =
  | { readonly key: string; readonly status: 'accepted' | 'already-there'; readonly id: string }
  | { readonly key: string; readonly status: 'refused'; readonly problems: readonly Refusal[] };

/** A record whose key can be read; everything else about it is judged on storing. */
export interface KeyedRecord {
  readonly key: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** A body that has the right shape, or what is wrong with it as a whole. */
export type Parsed<T> =
  | { readonly kind: 'ok'; readonly items: readonly T[] }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'too-many'; readonly detail: string };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * `{"batch", "records": […]}`. A record without a readable key spoils the batch: there would be nothing to match its
 * result by.
 */
export function parseSubmission(body: unknown): Parsed<KeyedRecord> {
  const { batch, records } = asObject(body);
  if (typeof batch !== 'string' || batch === '') return malformed('"batch" must be a string.');
  if (!Array.isArray(records) || records.length === 0)
    return malformed('"records" must be a list of at least one record.');
  if (records.length > MAX_BATCH)
    return { kind: 'too-many', detail: `${records.length} records; at most ${MAX_BATCH}.` };
  const items: KeyedRecord[] = [];
  for (const [index, record] of records.entries()) {
    if (!isObject(record) || !isKey(record['key']))
      return malformed(`"/records/${index}/key" must be a UUID in lower case.`);
    const { key, ...content } = record;
    items.push({ key: record['key'], content });
  }
  return { kind: 'ok', items };
}

/** `{"keys": […]}`. */
export function parseLookup(body: unknown): Parsed<string> {
  const { keys } = asObject(body);
  if (!Array.isArray(keys)) return malformed('"keys" must be a list.');
  if (keys.length > MAX_KEYS) return { kind: 'too-many', detail: `${keys.length} keys; at most ${MAX_KEYS}.` };
  if (!keys.every(isKey)) return malformed('Every key must be a UUID in lower case.');
  return { kind: 'ok', items: keys };
}

/**
 * Stores what can be stored; one result a record, in the order of the batch. To be called inside `store.atOnce`.
 * `forgetful`: the server stores whatever it gets, as often as it gets it, as many registries do; only the client's
 * care then keeps a record from being stored twice, and the count of effects shows whether it did.
 */
export function storeRecords(
  store: Store,
  records: readonly KeyedRecord[],
  today: string,
  forgetful: boolean,
): Result[] {
  return records.map(({ key, content }) => {
    const problems = checkRecord(content, today);
    if (problems.length > 0) return { key, status: 'refused', problems };
    const hash = contentHash(content);
    const known = forgetful ? undefined : store.find(key);
    if (!known) return { key, status: 'accepted', id: store.keep(key, hash) };
    if (known.content === hash) return { key, status: 'already-there', id: known.id };
    return { key, status: 'refused', problems: [DUPLICATE_DIFFERENT] };
  });
}

const DUPLICATE_DIFFERENT: Refusal = {
  field: 'key',
  code: 'DUPLICATE_DIFFERENT',
  message: 'Dosis ini sudah tercatat untuk peserta ini dengan isi yang berbeda.',
};

/** Those of the keys that are stored, each once. */
export function findRecords(store: Store, keys: readonly string[]): { key: string; id: string }[] {
  return [...new Set(keys)].flatMap((key) => {
    const effect = store.find(key);
    return effect ? [{ key, id: effect.id }] : [];
  });
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value);
}

function malformed(detail: string): { kind: 'malformed'; detail: string } {
  return { kind: 'malformed', detail };
}
