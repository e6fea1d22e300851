/** Requests as a description has them: where they go, and what stands in them. PURE. */
import type { IsoDate } from '../../record/record.ts';
import { endpoint } from '../address.ts';
import type { FrozenRecord } from './frozen.ts';
import type { Ready } from './make.ts';
import { recordValues, type Values } from './placeholders.ts';
import { filled, filledText, type Template } from './template.ts';

/** Values and secrets of the configuration: `values.faskes`, `secrets.login`. */
export function givenValues(values: Readonly<Record<string, string>>, secret: (name: string) => string): Values {
  return (name) => {
    const [group, rest = ''] = [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)];
    if (group === 'secrets') return secret(rest);
    return group === 'values' && Object.hasOwn(values, rest) ? values[rest] : undefined;
  };
}

/** The first of them that knows a name. */
export function either(first: Values, second: Values): Values {
  return (name) => first(name) ?? second(name);
}

/**
 * Below the server's address, each value as one part of the path or of the query; undefined where a value is absent, or
 * is a step of a path.
 */
export function addressed(base: string, path: Template, values: Values): URL | undefined {
  const text = filledText(path, values, (value) =>
    /^\.{0,2}$/.test(value) ? undefined : encodeURIComponent(value.toWellFormed()),
  );
  if (text === undefined) return undefined;
  const [way = '', ...query] = text.replace(/^\/+/, '').split('?');
  const url = endpoint(base, way);
  if (query.length > 0) url.search = [url.search.slice(1), query.join('?')].filter((part) => part !== '').join('&');
  return url;
}

/** Of a question: whoever stands in front may not answer it out of its memory. */
export const FRESH = { 'cache-control': 'no-cache' } as const;

/** Header lines; what is absent is left out. */
export function headed(headers: Ready['headers'], values: Values): Record<string, string> {
  return Object.fromEntries(
    headers.flatMap(([name, value]) => {
      const text = filledText(value, values);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** Of what is sent: the type of its body, the headers of the description, and the key of the request. */
export function headersOf({ is, submit }: Ready, id: string, given: Values): Record<string, string> {
  const { idempotency } = is;
  return {
    'content-type': is.submit.contentType,
    ...headed(submit.headers, (name) => (name === 'batch' ? id : given(name))),
    ...(idempotency ? { [idempotency.header.toLowerCase()]: idempotency.quoted ? `"${id}"` : id } : {}),
  };
}

/** What is sent of some records. */
export interface Written {
  readonly url: URL;
  readonly body: Uint8Array;
}

/**
 * One record in one request; undefined where the address needs what the record does not have. @throws Unmapped where it
 * has a value that cannot be said.
 */
export function writeOne(
  base: string,
  { submit, is }: Ready,
  one: FrozenRecord,
  given: Values,
  today: IsoDate,
): Written | undefined {
  const values = either(recordValues(one.record, one.reference, today), given);
  const url = addressed(base, submit.path, values);
  if (!url) return undefined;
  return { url, body: encoded(filled(submit.body, values), is.submit.contentType) };
}

/** Several in one; each of them as it was written by `writeEach`. */
export function writeMany(
  base: string,
  { submit, is }: Ready,
  records: readonly unknown[],
  batch: string,
  given: Values,
  today: IsoDate,
): Written {
  const values = either((name) => ({ batch, today, records })[name as 'batch'], given);
  const url = addressed(base, submit.path, values) ?? endpoint(base, '');
  return { url, body: encoded(filled(submit.body, values), is.submit.contentType) };
}

/** @throws Unmapped. */
export function writeEach(record: Template, one: FrozenRecord, given: Values, today: IsoDate): unknown {
  return filled(record, either(recordValues(one.record, one.reference, today), given));
}

/** A form where the description says so (a flat one: what is deeper stands as JSON), else JSON. */
function encoded(data: unknown, contentType: string): Uint8Array {
  if (!contentType.startsWith('application/x-www-form-urlencoded') || typeof data !== 'object' || data === null)
    return new TextEncoder().encode(JSON.stringify(data));
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(data))
    form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value));
  return new TextEncoder().encode(form.toString());
}
