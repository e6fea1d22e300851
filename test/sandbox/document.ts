/** docs/intake-api.yaml as the tests look at it. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** A part of the document. */
export type Node = { readonly [name: string]: Node };
export const text = readFileSync(new URL('../../docs/intake-api.yaml', import.meta.url), 'utf8');
export const api = parse(text) as Node;

/** What a node says, with its `$ref` followed. */
export function at(node: Node | undefined, ...names: readonly string[]): Node | undefined {
  let here = node;
  for (const name of [undefined, ...names]) {
    if (name !== undefined) here = here?.[name];
    const ref: unknown = here?.['$ref'];
    if (typeof ref === 'string') here = at(api, ...ref.slice(2).split('/'));
  }
  return here;
}

/** A schema of the document as a check. */
export function check(schema: unknown): z.ZodType {
  const local = JSON.stringify({ ...(schema as object), $defs: api['components']?.['schemas'] }).replaceAll(
    '#/components/schemas/',
    '#/$defs/',
  );
  return z.fromJSONSchema(JSON.parse(local));
}

/** Every node of the document, with the names that lead to it. */
export function* nodes(node: unknown, names: readonly string[] = []): Generator<[readonly string[], Node]> {
  if (typeof node !== 'object' || node === null) return;
  yield [names, node as Node];
  for (const [name, child] of Object.entries(node)) yield* nodes(child, [...names, name]);
}
