/** What the answers of a described server say of records: PURE. */
import type { RecordKey } from '../../record/record.ts';
import type { Found, Verdict } from '../target.ts';
import { type Heard, receiptIn, rowFor } from './answers.ts';
import type { AnswerRow, LookUp } from './description.ts';
import type { Ready } from './make.ts';
import type { Values } from './placeholders.ts';
import { at } from './pointer.ts';
import { reasonsIn } from './reasons.ts';
import { filledText } from './template.ts';

/** Of one record alone in its request; undefined where the answer cannot be believed. */
export function verdictOf(
  row: AnswerRow,
  { value, status }: Heard,
  key: RecordKey,
  receipt: readonly string[],
  { is, meanings }: Ready,
): Verdict | undefined {
  switch (row.means) {
    case 'accepted':
    case 'already-there': {
      const id = receiptIn(value, receipt, key);
      return id === undefined ? undefined : { kind: row.means, receipt: id };
    }
    case 'refused':
      return { kind: 'refused', reasons: reasonsIn(value, status, is.reasons, meanings) };
    case 'in-doubt':
      return { kind: 'in-doubt' };
    default:
      return undefined;
  }
}

/**
 * Of many records: exactly one known result for each key, or nothing is believed. Results are told apart by our key,
 * never by their order.
 */
export function verdictsOf(
  { value, status }: Heard,
  keys: readonly RecordKey[],
  ready: Ready,
): ReadonlyMap<RecordKey, Verdict> | undefined {
  const { results } = ready.is.submit;
  const list = results && at(value, results.list);
  if (!results || !Array.isArray(list) || list.length !== keys.length) return undefined;
  const asked = new Set(keys);
  const verdicts = new Map<RecordKey, Verdict>();
  for (const item of list) {
    const said = at(item, results.key);
    // A UUID means the same in capitals (RFC 9562, 4).
    const key = typeof said === 'string' ? said.toLowerCase() : '';
    const one: Heard = { status, body: 'json', value: item };
    const row = rowFor(results.answers, one);
    const verdict = row && verdictOf(row, one, key, results.receipt, ready);
    if (!asked.has(key) || !verdict) return undefined;
    verdicts.set(key, verdict);
  }
  return verdicts.size === keys.length ? verdicts : undefined;
}

/** What an answer to a question says of the record; undefined where it cannot be believed. */
export function foundIn(
  row: AnswerRow,
  { value }: Heard,
  key: RecordKey,
  find: LookUp,
  where: Where,
): Found | undefined {
  if (row.means === 'absent') return 'absent';
  if (row.means !== 'found') return undefined;
  const { list } = find;
  if (!list) {
    const receipt = receiptIn(value, find.receipt, key);
    return receipt === undefined ? undefined : { receipt };
  }
  const items = at(value, list.at);
  if (!Array.isArray(items)) return undefined;
  // A page of a list proves nothing of what stands on the others.
  if (list.total !== undefined && Number(at(value, list.total)) !== items.length) return undefined;
  const item = items.find((one) => where.every(([pointer, ours]) => ours === said(at(one, pointer))));
  if (item === undefined) return 'absent';
  const receipt = receiptIn(item, find.receipt, key);
  return receipt === undefined ? undefined : { receipt };
}

/** Pointers into an item of a list, and what stands there of ours. */
export type Where = readonly (readonly [pointer: string, ours: string])[];

/** Undefined where something of it is absent: such a record cannot be told from others. */
export function whereOf(where: NonNullable<Ready['find']>['where'], values: Values): Where | undefined {
  const ours = where.map(([pointer, template]) => [pointer, filledText(template, values)] as const);
  return ours.every((one): one is readonly [string, string] => one[1] !== undefined) ? ours : undefined;
}

function said(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
