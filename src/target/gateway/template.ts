/**
 * Plain data in which `{{name}}` stands for a value: no code, no conditions, no patterns. A text that is one
 * placeholder becomes the value with its type; inside of a longer text it becomes text. What is absent leaves its
 * member out. PURE.
 */
import type { Field } from '../../record/table/fields.ts';
import type { Path, Plain } from './description.ts';
import { FILTERS, type Filter, filterNamed, type Tables, UNKNOWN_VALUE } from './filters.ts';
import type { Meaning, Names, Values } from './placeholders.ts';

export type Template =
  | { readonly kind: 'fixed'; readonly value: Plain }
  | { readonly kind: 'slot'; readonly slot: Slot }
  | { readonly kind: 'text'; readonly pieces: readonly (string | Slot)[] }
  | { readonly kind: 'list'; readonly items: readonly Template[] }
  | { readonly kind: 'map'; readonly members: readonly (readonly [string, Template])[] };

/** One placeholder: a name, and what is done with its value, one after the other. */
export interface Slot {
  readonly name: string;
  readonly filters: readonly Filter[];
  readonly field?: Field;
}

/** What a template is read with. */
export interface Reading {
  readonly names: Names;
  readonly tables: Tables;
  /** What is thrown: where it stands, what would be right, and (a name) which one was most likely meant. */
  readonly wrong: (path: Path, expected: string, given?: { word: string; known: Iterable<string> }) => Error;
}

/** Reads any data. @throws what `wrong` makes, for names and filters that are not known. */
export function templateOf(data: Plain, path: Path, reading: Reading): Template {
  if (typeof data === 'string') return textTemplate(data, path, reading);
  if (typeof data !== 'object' || data === null) return { kind: 'fixed', value: data };
  if (Array.isArray(data))
    return { kind: 'list', items: data.map((item: Plain, index) => templateOf(item, [...path, index], reading)) };
  const members = Object.entries(data).map(
    ([name, value]) => [name, templateOf(value, [...path, name], reading)] as const,
  );
  return { kind: 'map', members };
}

/** Placeholders do not nest, and a name holds no brace. */
const SLOT = /\{\{([^{}]*)\}\}/;

function textTemplate(text: string, path: Path, reading: Reading): Template {
  // Every second part is what stood in a pair of braces.
  const parts = text.split(SLOT);
  const pieces = parts.map((part, index) => (index % 2 === 1 ? slotOf(part, path, reading) : part));
  if (parts.some((part, index) => index % 2 === 0 && /\{\{|\}\}/.test(part))) throw reading.wrong(path, '{{key}}');
  if (pieces.length === 1) return { kind: 'fixed', value: text };
  const [before, only, after] = pieces;
  if (pieces.length === 3 && before === '' && after === '' && typeof only === 'object')
    return { kind: 'slot', slot: only };
  return { kind: 'text', pieces: pieces.filter((piece) => piece !== '') };
}

function slotOf(inside: string, path: Path, { names, tables, wrong }: Reading): Slot {
  const [name = '', ...words] = inside.split('|').map((part) => part.trim());
  const meaning: Meaning | undefined = names.get(name);
  if (!meaning) throw wrong(path, [...names.keys()].join(' | '), { word: name, known: names.keys() });
  let type = meaning.type;
  const filters = words.map((word) => {
    const filter = filterNamed(word, type, tables);
    if (!filter)
      throw wrong(path, [...FILTERS, 'YYYY-MM-DD', ...Object.keys(tables)].join(' | '), {
        word,
        known: [...FILTERS, ...Object.keys(tables)],
      });
    type = filter.gives;
    return filter;
  });
  return { name, filters, ...(meaning.field === undefined ? {} : { field: meaning.field }) };
}

/** A value that its table does not have. */
export class Unmapped extends Error {
  /** What the record says. Personal data. */
  readonly value: string;
  readonly field: Field | undefined;

  constructor(value: string, field: Field | undefined) {
    super('a value that a table does not have');
    this.value = value;
    this.field = field;
  }
}

/** The data that it makes; undefined where its one value is absent. @throws Unmapped. */
export function filled(template: Template, values: Values): unknown {
  switch (template.kind) {
    case 'fixed':
      return template.value;
    case 'slot':
      return slotValue(template.slot, values);
    case 'text':
      return filledText(template, values);
    case 'list':
      return template.items.map((item) => filled(item, values)).filter((item) => item !== undefined);
    case 'map':
      return Object.fromEntries(
        template.members.flatMap(([name, member]) => {
          const value = filled(member, values);
          return value === undefined ? [] : [[name, value]];
        }),
      );
  }
}

/** The text that it makes, each value written by `written`; undefined where one of them is absent. @throws Unmapped. */
export function filledText(
  template: Template,
  values: Values,
  written: (text: string) => string | undefined = (text) => text,
): string | undefined {
  if (template.kind === 'fixed') return String(template.value);
  const pieces = template.kind === 'slot' ? [template.slot] : template.kind === 'text' ? template.pieces : [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    const value = slotValue(piece, values);
    const said =
      value === undefined ? undefined : written(typeof value === 'object' ? JSON.stringify(value) : `${value}`);
    if (said === undefined) return undefined;
    text += said;
  }
  return text;
}

function slotValue({ name, filters, field }: Slot, values: Values): unknown {
  let value = values(name);
  for (const filter of filters) {
    if (value === undefined) return undefined;
    const next = filter.apply(value);
    if (next === UNKNOWN_VALUE) throw new Unmapped(String(value), field);
    value = next;
  }
  return value ?? undefined;
}

/** The names in it, each once. */
export function namesIn(template: Template): ReadonlySet<string> {
  switch (template.kind) {
    case 'fixed':
      return new Set();
    case 'slot':
      return new Set([template.slot.name]);
    case 'text':
      return new Set(template.pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name])));
    case 'list':
      return new Set(template.items.flatMap((item) => [...namesIn(item)]));
    case 'map':
      return new Set(template.members.flatMap(([, member]) => [...namesIn(member)]));
  }
}
