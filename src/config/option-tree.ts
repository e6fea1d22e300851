/**
 * The options as a tree, read off the schema, so that files, environment and flags know the same options without a
 * second list.
 */
import { z } from 'zod';
import { type ValueNote, valueNote } from './values.ts';

export type OptionNode =
  | { readonly kind: 'section'; readonly children: ReadonlyMap<string, OptionNode> }
  /** A section whose keys are names that people choose (`targets`). */
  | { readonly kind: 'named'; readonly each: OptionNode }
  /** `preset`: the default as one writes it in the file (`60s`); absent when nothing is meant without a value. */
  | { readonly kind: 'value'; readonly note: ValueNote; readonly preset?: string | number | boolean };

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
  if (schema instanceof z.ZodObject) {
    const children = Object.entries(schema.shape as Record<string, z.core.$ZodType>);
    return { kind: 'section', children: new Map(children.map(([key, child]) => [key, optionTree(child)])) };
  }
  throw new Error('An option is of a kind that values.ts does not have.');
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

/** The paths of all values, without those under chosen names. */
export function valuePaths(node: OptionNode, prefix = ''): string[] {
  if (node.kind === 'value') return [prefix];
  if (node.kind === 'named') return [];
  return [...node.children].flatMap(([key, child]) => valuePaths(child, prefix === '' ? key : `${prefix}.${key}`));
}
