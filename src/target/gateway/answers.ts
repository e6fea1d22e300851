/**
 * Which row of a description an answer fits: PURE. Texts are compared as they are; there are no patterns, so no text of
 * a stranger can make one slow. What no row knows is left to HTTP (response.ts), where it is never taken for good.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { receiptOf } from '../receipt.ts';
import { jsonOf, shapeOf } from '../shape.ts';
import type { AnswerRow, Expected, ReceiptPlaces } from './description.ts';
import { at } from './pointer.ts';

/** An answer, as far as rows look at it. */
export interface Heard {
  readonly status: number;
  readonly body: 'json' | 'empty' | 'other';
  readonly value: unknown;
}

export function heard(response: { status: number; headers: IncomingHttpHeaders; body: Uint8Array }): Heard {
  const { status, headers, body } = response;
  if (body.length === 0 || shapeOf(status, headers, body) === 'empty')
    return { status, body: 'empty', value: undefined };
  const value = jsonOf(body);
  return { status, body: value === undefined ? 'other' : 'json', value };
}

/** The first row that fits; undefined where the description does not know the answer. */
export function rowFor(rows: readonly AnswerRow[], answer: Heard): AnswerRow | undefined {
  return rows.find(
    ({ status, body = 'json', where = {} }) =>
      (status === undefined || hasStatus(status, answer.status)) &&
      (body === 'any' || body === answer.body) &&
      Object.entries(where).every(([pointer, expected]) => fits(expected, at(answer.value, pointer))),
  );
}

function hasStatus(expected: NonNullable<AnswerRow['status']>, status: number): boolean {
  if (typeof expected === 'number') return expected === status;
  if (typeof expected !== 'string') return expected.includes(status);
  const [from = '', to = from] = expected.split('-');
  return Number(from) <= status && status <= Number(to);
}

/** Whether it is what was expected there; numbers and texts that say the same are the same. */
function fits(expected: Expected, found: unknown): boolean {
  if (typeof expected !== 'object') return textOf(found) === String(expected);
  if (Array.isArray(expected)) return expected.some((one: string | number | boolean) => fits(one, found));
  const { has, from, to, present } = expected as Exclude<Expected, string | number | boolean | readonly unknown[]>;
  if (present !== undefined && (found !== undefined && found !== null) !== present) return false;
  if (has !== undefined && !holds(found, has)) return false;
  if (from === undefined && to === undefined) return true;
  const number = numberOf(found);
  return number !== undefined && number >= (from ?? number) && number <= (to ?? number);
}

function holds(found: unknown, text: string): boolean {
  return textOf(found)?.toLowerCase().includes(text.toLowerCase()) === true;
}

/** The first of the places that leads to an id; undefined where none does. */
export function receiptIn(value: unknown, places: ReceiptPlaces, key: string): string | undefined {
  for (const place of places) {
    const receipt = place === 'key' ? key : receiptOf(at(value, place));
    if (receipt !== undefined) return receipt;
  }
  return undefined;
}

/** What is neither text nor number nor a word of JSON is never equal to anything. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : undefined;
}

function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  return text !== undefined && /^-?\d{1,15}(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}
