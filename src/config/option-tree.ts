/**
 * The options as a tree, read off the schema, so that files, environment and flags know the same options without a
 * second list.
 */
import { z } from 'zod';
import { type Shortening, shortening, type ValueNote, valueNote } from './values.ts';

export type OptionNode =
  | {
      readonly kind: 'section';
      readonly children: ReadonlyMap<string, OptionNode>;
      /** Of a section with a `type`: the types that know a key, where not all of them do. */
      readonly typesOf?: ReadonlyMap<string, readonly string[]>;
      /** One text in place of the section. */
      readonly short?: Shortening;
    }
  /** A section whose keys are names that people choose (`targets`). */
  | { readonly kind: 'named'; readonly each: OptionNode }
  /** `preset`: the default as one writes it in the file (`60s`); absent when nothing is meant without a value. */
  | {
      readonly kind: 'value';
      readonly note: ValueNote;
      readonly preset?: string | number | boolean;
      /** The default where only one type of the section has the option: nothing is meant by it without that type. */
      readonly example?: string | number | boolean;
    };

/** The tree of a schema that is built of objects, records and the kinds of values.ts. */
export function optionTree(schema: z.core.$ZodType): OptionNode {
  const note = valueNote(schema);
  if (note) return { kind: 'value', note };
  if (schema instanceof z.ZodOptional) return optionTree(schema.unwrap());
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    const inner = optionTree(schema.unwrap());
    const preset = schema.def.defaultValue;
    return inner.kind === 'value' && isScalar(preset) ? { ...inner, preset } : inner;
  }
  if (schema instanceof z.ZodRecord) return { kind: 'named', each: optionTree(schema.valueType) };
  if (schema instanceof z.ZodDiscriminatedUnion) return sectionOfTypes(schema.options as readonly z.ZodObject[]);
  if (schema instanceof z.ZodObject) {
    const children = Object.entries(schema.shape as Record<string, z.core.$ZodType>);
    const short = shortening(schema);
    return {
      kind: 'section',
      children: new Map(children.map(([key, child]) => [key, optionTree(child)])),
      ...(short ? { short } : {}),
    };
  }
  throw new Error('An option is of a kind that values.ts does not have.');
}

/** A section that has a `type`: the options of all its types, told apart by `typesOf`. */
function sectionOfTypes(members: readonly z.ZodObject[]): OptionNode {
  const children = new Map<string, OptionNode>();
  const types: string[] = [];
  const typesOf = new Map<string, string[]>();
  let preset: string | undefined;
  for (const member of members) {
    const tree = optionTree(member);
    if (tree.kind !== 'section') continue;
    const own = tree.children.get('type');
    if (own?.kind !== 'value') continue;
    const type = own.note.expected;
    types.push(type);
    if (own.preset !== undefined) preset = String(own.preset);
    for (const [key, child] of tree.children) {
      if (!children.has(key)) children.set(key, child);
      typesOf.set(key, [...(typesOf.get(key) ?? []), type]);
    }
  }
  for (const [key, child] of children) {
    if (child.kind === 'section' && preset !== undefined && !typesOf.get(key)?.includes(preset))
      children.set(key, asExamples(child));
    // What the usual type has is what is meant where nobody names a type.
    const isMeant = preset !== undefined && typesOf.get(key)?.includes(preset);
    if (child.kind !== 'value' || child.preset === undefined || isMeant) continue;
    children.set(key, { kind: 'value', note: child.note, example: child.preset });
  }
  const note = { expected: types.join(' | '), scalar: 'text' } as const;
  children.set('type', { kind: 'value', note, ...(preset === undefined ? {} : { preset }) });
  return { kind: 'section', children, typesOf };
}

/** The defaults of a section that a server of the usual type does not have. */
function asExamples(node: OptionNode): OptionNode {
  if (node.kind === 'section')
    return { ...node, children: new Map([...node.children].map(([key, child]) => [key, asExamples(child)])) };
  if (node.kind !== 'value' || node.preset === undefined) return node;
  return { kind: 'value', note: node.note, example: node.preset };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** The node at a path such as `delivery.retry.first`; undefined when there is none. */
export function findOption(tree: OptionNode, path: string): OptionNode | undefined {
  let node: OptionNode | undefined = tree;
  for (const key of path.split('.')) node = node && childOf(node, key);
  return node;
}

/** What stands under `key`. Under a section of chosen names that is anything. */
export function childOf(node: OptionNode, key: string): OptionNode | undefined {
  if (node.kind === 'named') return node.each;
  return node.kind === 'section' ? node.children.get(key) : undefined;
}

/** The path of the value that `text` is at `path`: its own, or that of the option which it stands for in a section. */
export function meantBy(text: string, path: string, node: OptionNode | undefined): string {
  return node?.kind === 'section' && node.short ? `${path}.${node.short.keyOf(text)}` : path;
}

/** The paths of the sections that may be written as one text. */
export function shortPaths(node: OptionNode, prefix = ''): string[] {
  if (node.kind !== 'section') return [];
  const below = [...node.children].flatMap(([key, child]) =>
    shortPaths(child, prefix === '' ? key : `${prefix}.${key}`),
  );
  return node.short ? [prefix, ...below] : below;
}

/** The paths of all values, without those under chosen names. */
export function valuePaths(node: OptionNode, prefix = ''): string[] {
  if (node.kind === 'value') return [prefix];
  if (node.kind === 'named') return [];
  return [...node.children].flatMap(([key, child]) => valuePaths(child, prefix === '' ? key : `${prefix}.${key}`));
}
