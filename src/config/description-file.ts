/**
 * The file that describes a server of another kind (docs/targets/json.md), as plain data, with the line of everything
 * in it: what is wrong is said with its place, wherever it is found out.
 */
import { basename } from 'node:path';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { readOwnFileSync } from '../disk/own-file.ts';
import { RunError, systemCode } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { type DescriptionData, descriptionSchema } from './description-schema.ts';
import { yamlFault } from './yaml-fault.ts';

type Path = readonly PropertyKey[];

export interface DescriptionFile {
  readonly description: DescriptionData;
  /** Where something of it stands. */
  readonly place: (path: Path) => { readonly file: string; readonly line: number; readonly key: string };
}

/** `uid`: see `readOwnFile`. @throws RunError DESCRIPTION_MISSING {file}, and what `descriptionOf` throws. */
export function readDescription(path: string, uid: number | undefined): DescriptionFile {
  let text: string;
  try {
    text = readOwnFileSync(path, 'settings', uid).toString();
  } catch (error) {
    if (error instanceof RunError || systemCode(error) === undefined) throw error;
    throw new RunError('DESCRIPTION_MISSING', { file: path }, { cause: error });
  }
  return descriptionOf(text, basename(path));
}

/**
 * Reads the text of such a file.
 * @throws RunError CONFIG_SYNTAX {file, line, column}, CONFIG_KEY {file, line, key, nearest?}, CONFIG_VALUE {file,
 * line, key, expected}. No message holds a value of it.
 * @internal Exported for its tests.
 */
export function descriptionOf(text: string, file: string): DescriptionFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0];
  if (fault) throw yamlFault(fault, lines, file);
  const place = (path: Path) => {
    const written = path.filter((part, index) => part !== WHERE || typeof path[index - 1] !== 'number');
    const node = nodeAt(document.contents, written);
    return { file, line: node?.range ? lines.linePos(node.range[0]).line : 1, key: written.map(String).join('.') };
  };
  visit(document, {
    Scalar(_, node) {
      // A code 01 is another one than 1, and YAML makes a number of both.
      if (typeof node.value !== 'number' || node.source === undefined || !/^[-+]?0\d/.test(node.source)) return;
      const line = node.range ? lines.linePos(node.range[0]).line : 1;
      throw new RunError('CONFIG_VALUE', { file, line, key: node.source, expected: `"${node.source}"` });
    },
  });
  const parsed = descriptionSchema.safeParse(withWhere(dataOf(document, file)));
  if (parsed.success) return { description: parsed.data, place };
  // A word that is not known is why another one is missing.
  const { issues } = parsed.error;
  throw faultOf(issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0], place);
}

/** Aliases that make a small file a large one are refused by the parser, in an error of its own. */
function dataOf(document: Document, file: string): unknown {
  try {
    return document.toJS() ?? {};
  } catch {
    throw new RunError('CONFIG_SYNTAX', { file });
  }
}

/** The pointers of a row stand beside its words: `{ status: 200, /metaData/code: 200, means: accepted }`. */
const WHERE = 'where';

function withWhere(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withWhere);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      name === 'answers' && Array.isArray(value) ? value.map(rowOf) : withWhere(value),
    ]),
  );
}

function rowOf(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
  const isPointer = ([name]: readonly [string, unknown]): boolean => name.startsWith('/');
  const members = Object.entries(row);
  const words = members.filter((member) => !isPointer(member));
  return { ...Object.fromEntries(words), [WHERE]: Object.fromEntries(members.filter(isPointer)) };
}

function faultOf(issue: z.core.$ZodIssue | undefined, place: DescriptionFile['place']): RunError {
  const path = issue?.path ?? [];
  if (issue?.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys;
    const near = nearest(unknown, wordsAt(path));
    const at = place([...path, unknown]);
    const prefix = path.length === 0 ? '' : `${place(path).key}.`;
    return new RunError('CONFIG_KEY', { ...at, ...(near === undefined ? {} : { nearest: `${prefix}${near}` }) });
  }
  return new RunError('CONFIG_VALUE', { ...place(path), expected: expectedOf(issue) });
}

function expectedOf(issue: z.core.$ZodIssue | undefined): string {
  // What is missing has no message of its own in a choice.
  const message = issue?.message ?? '';
  return /^Invalid|^Too|^Expected|^Unrecognized/.test(message) ? 'docs/targets/json.md' : message;
}

/** The words that may stand in a section of a description. */
function wordsAt(path: Path): string[] {
  let schema: z.core.$ZodType = descriptionSchema;
  for (const part of path) {
    schema = unwrapped(schema);
    const next =
      schema instanceof z.ZodObject
        ? (schema.shape as Record<string, z.core.$ZodType>)[String(part)]
        : schema instanceof z.ZodArray
          ? schema.element
          : undefined;
    if (!next) return [];
    schema = next;
  }
  schema = unwrapped(schema);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return unwrapped(schema.unwrap());
  return schema;
}

/** The deepest node that there is on the way. */
function nodeAt(root: Node | null, path: Path): Node | null {
  let node = root;
  for (const [index, part] of path.entries()) {
    const inner = isAlias(node) ? null : node;
    if (isMap(inner)) {
      const pair = inner.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      if (!pair) return node;
      // A word and what it says may stand in different lines.
      if (index === path.length - 1) return pair.key as Node;
      node = (pair.value as Node | null) ?? (pair.key as Node);
    } else if (isSeq(inner)) node = (inner.items[Number(part)] as Node | undefined) ?? node;
    else return node;
  }
  return node;
}
