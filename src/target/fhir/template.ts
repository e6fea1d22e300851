/**
 * Elements besides ours, as the configuration gives them: plain data that is merged in, with `{field}` where a value of
 * the record goes. PURE; no code is run.
 */
import type { DoseRecord } from '../../record/record.ts';
import { clean } from './clean.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Elements = Readonly<Record<string, unknown>>;

/** By type of resource: `{ Immunization: { recorded: '{date}' } }`. */
export type Extra = Readonly<Record<string, Elements>>;

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

/** What a template may name: the fields of a record (record/table) under their names in a dose or a participant. */
function valuesOf({ programme, participant, dose }: DoseRecord): Readonly<Record<string, unknown>> {
  return { ...participant, ...dose, programme };
}

/**
 * The resource with the elements of its template: a new one is added, a list is added to, an object is merged, anything
 * else of ours stays as it is. An element whose place holder has no value in this record is left out.
 */
export function withExtra(resource: Elements, type: string, record: DoseRecord, extra: Extra): Elements {
  const template = Object.hasOwn(extra, type) ? extra[type] : undefined;
  if (template === undefined) return resource;
  const values = valuesOf(record);
  const elements = Object.entries(template).map(([name, element]) => [name, filled(element as Json, values)] as const);
  return merged(resource, Object.fromEntries(elements.filter(([, element]) => element !== undefined)));
}

/** `undefined` where a value is missing: what needs it is left out, and what is then empty too. */
function filled(template: Json, values: Readonly<Record<string, unknown>>): unknown {
  if (typeof template === 'string') return filledText(template, values);
  if (Array.isArray(template)) {
    const items = template.map((item) => filled(item, values)).filter((item) => item !== undefined);
    return items.length > 0 || template.length === 0 ? items : undefined;
  }
  if (typeof template !== 'object' || template === null) return template;
  const entries = Object.entries(template).map(([name, item]) => [name, filled(item, values)] as const);
  // What says half of something says something else: an extension without its value is none.
  return entries.some(([, item]) => item === undefined) ? undefined : Object.fromEntries(entries);
}

/** A place holder alone keeps its kind (`"{number}"` is a number). */
function filledText(template: string, values: Readonly<Record<string, unknown>>): unknown {
  const whole = /^\{([A-Za-z]+)\}$/.exec(template)?.[1];
  if (whole !== undefined && typeof values[whole] === 'number') return values[whole];
  let isMissing = false;
  const text = template.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    const said = typeof value === 'number' ? String(value) : typeof value === 'string' ? clean(value) : undefined;
    isMissing ||= said === undefined;
    return said ?? '';
  });
  return isMissing ? undefined : text;
}

function merged(ours: Elements, theirs: Elements): Elements {
  const result: Record<string, unknown> = { ...ours };
  for (const [name, value] of Object.entries(theirs)) {
    const own = result[name];
    if (own === undefined) result[name] = value;
    else if (Array.isArray(own) && Array.isArray(value)) result[name] = [...own, ...value];
    else if (isObject(own) && isObject(value)) result[name] = merged(own, value);
  }
  return result;
}

function isObject(value: unknown): value is Elements {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
