/**
 * Single errors in a body, in whichever way frameworks list them: PURE, and believes no shape. Seen at: RFC 9457 and its
 * predecessor, JSON:API, ASP.NET, Spring, Laravel, Rails, Django, FastAPI, NestJS, Micronaut, API Platform, Google.
 */

/** Where, what and in which words, as they were found. */
export type Item = readonly [field: unknown, code: unknown, message: unknown];

type Fields = Readonly<Record<string, unknown>>;

/** What the name of one error's field is called, in the order in which it is believed. */
const FIELD = [
  'field',
  'loc',
  'pointer',
  'path',
  'propertyPath',
  'property',
  'target',
  'param',
  'parameter',
  'name',
] as const;
const CODE = ['code', 'type', 'errorCode'] as const;
const MESSAGE = [
  'message',
  'detail',
  'title',
  'msg',
  'defaultMessage',
  'errorMessage',
  'reason',
  'description',
] as const;

/** More than this of a stranger is not looked at: so many entries, and so deep. */
const [MOST, DEEPEST] = [100, 4];

/** Of a list of errors, or of a map from fields to what is wrong with them; none where it is neither. */
export function itemsOf(value: unknown): readonly Item[] {
  return typeof value === 'object' && value !== null ? itemsBelow(value, undefined, 0) : [];
}

/** `field`: the name under which it stands. */
function itemsBelow(value: unknown, field: string | undefined, depth: number): readonly Item[] {
  if (typeof value === 'string') return [[field, undefined, value]];
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.slice(0, MOST).flatMap((item) => itemsIn(item, field, depth + 1));
  if (!isFields(value)) return [];
  return Object.entries(value)
    .slice(0, MOST)
    .flatMap(([name, said]) => itemsIn(said, name, depth + 1));
}

function itemsIn(item: unknown, field: string | undefined, depth: number): readonly Item[] {
  if (!isFields(item)) return itemsBelow(item, field, depth);
  const where = fieldOf(item) ?? field;
  const message = first(item, MESSAGE);
  // `{ "field": "nik", "errors": ["…", "…"] }`
  const inner = message === undefined ? (item['errors'] ?? item['messages']) : undefined;
  if (Array.isArray(inner)) return itemsBelow(inner, typeof where === 'string' ? where : field, depth);
  return [[where, first(item, CODE), message]];
}

/** FastAPI names a place by its steps, JSON:API by a pointer within. */
function fieldOf(item: Fields): unknown {
  const source = item['source'];
  return first(item, FIELD) ?? (isFields(source) ? (source['pointer'] ?? source['parameter']) : undefined);
}

function first(item: Fields, names: readonly string[]): unknown {
  for (const name of names) {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    const isPath = Array.isArray(value) && value.length > 0 && value.every((step) => typeof step !== 'object');
    if (isPath) return value.join(names === MESSAGE ? ' ' : '.');
    if (typeof value === 'string' || typeof value === 'number') return value;
  }
  return undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
