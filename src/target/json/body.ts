/**
 * The bodies of the intake API (docs/intake-api.yaml): PURE. Requests are written field by field in one fixed order, so
 * that the same records are always the same bytes; replies are believed as a whole or not at all.
 */
import type { RecordKey } from '../../record/record.ts';
import { readReasons } from '../explain.ts';
import { type Reason, withoutReason } from '../reason.ts';
import { receiptOf } from '../receipt.ts';
import type { Consignment, Found, Verdict } from '../target.ts';
import { fieldMeant, wireRecord } from './wire-record.ts';

/** `POST /submissions`. */
export function encodeSubmission(batchId: string, consignments: readonly Consignment[]): Uint8Array {
  const records = consignments.map(({ key, record }) => wireRecord(key, record));
  return new TextEncoder().encode(`{"batch":${JSON.stringify(batchId)},"records":[${records.join(',')}]}`);
}

/** `POST /lookups`. */
export function encodeLookup(keys: readonly RecordKey[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ keys }));
}

/**
 * The verdicts in a reply to a submission, or undefined where the reply is not exactly one known result for each key.
 * Half a belief would be worse than none: a server that mixes up one key may have mixed up the others. `status` is that
 * of the reply.
 */
export function readVerdicts(
  reply: unknown,
  keys: readonly RecordKey[],
  status: number,
): ReadonlyMap<RecordKey, Verdict> | undefined {
  const results = field(reply, 'results');
  if (!Array.isArray(results) || results.length !== keys.length) return undefined;
  // Servers answer in the order of the records: only where one does not, its keys are looked up.
  let asked: ReadonlySet<unknown> | undefined;
  const verdicts = new Map<RecordKey, Verdict>();
  for (const [index, result] of results.entries()) {
    let key = field(result, 'key');
    if (key !== keys[index]) {
      asked ??= new Set(keys);
      key = keyOf(key);
      if (!asked.has(key)) return undefined;
    }
    const verdict = readVerdict(result, status);
    if (verdict === undefined) return undefined;
    verdicts.set(key as RecordKey, verdict);
  }
  // One for each key, and for none two.
  return verdicts.size === keys.length ? verdicts : undefined;
}

function readVerdict(result: unknown, status: number): Verdict | undefined {
  const kind = field(result, 'status');
  if (kind === 'refused') {
    const reasons = withMeanings(readReasons(field(result, 'problems')));
    return { kind, reasons: reasons.length > 0 ? reasons : withoutReason(status) };
  }
  if (kind !== 'accepted' && kind !== 'already-there') return undefined;
  const receipt = receiptOf(field(result, 'id'));
  return receipt === undefined ? undefined : { kind, receipt };
}

/** Says of each reason which of our fields it is about. */
export function withMeanings(reasons: readonly Reason[]): readonly Reason[] {
  return reasons.map((reason) => {
    const means = reason.field === undefined ? undefined : fieldMeant(reason.field);
    return means === undefined ? reason : { ...reason, means };
  });
}

/**
 * What a reply to a lookup says of each key asked for, or undefined where the reply cannot be believed. Not listed =
 * not there.
 */
export function readFound(reply: unknown, keys: readonly RecordKey[]): ReadonlyMap<RecordKey, Found> | undefined {
  const found = field(reply, 'found');
  if (!Array.isArray(found)) return undefined;
  const results = new Map<RecordKey, Found>(keys.map((key) => [key, 'absent']));
  for (const item of found) {
    const key = keyOf(field(item, 'key'));
    const receipt = receiptOf(field(item, 'id'));
    // Not asked for, named twice, or without an id.
    if (key === undefined || results.get(key) !== 'absent' || receipt === undefined) return undefined;
    results.set(key, { receipt });
  }
  return results;
}

/** A key as we write it: a UUID means the same in capitals (RFC 9562, 4), and some databases give it back so. */
function keyOf(key: unknown): RecordKey | undefined {
  return typeof key === 'string' ? key.toLowerCase() : undefined;
}

/**
 * A field of what was parsed from JSON, or undefined. None of the names asked for is inherited by objects, so a plain
 * look is enough, and three times as fast.
 */
function field(value: unknown, name: 'results' | 'key' | 'status' | 'problems' | 'found' | 'id'): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
