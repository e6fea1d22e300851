/**
 * The layer of vax-upload.yaml: the options it sets, with their lines. Unknown keys are errors here, where the line is
 * known.
 */
import { dirname, resolve } from 'node:path';
import { type Document, isAlias, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { RunError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { childOf, meantBy, type OptionNode, valuePaths } from './option-tree.ts';
import type { Setting, Settings } from './settings.ts';
import { yamlFault } from './yaml-fault.ts';

interface Reading {
  readonly file: string;
  readonly tree: OptionNode;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly found: Map<string, Setting>;
}

/**
 * Reads the text of a configuration file. `file` is its name for messages, `path` where it is (relative paths start
 * from there). Throws CONFIG_SYNTAX {file, line, column}, CONFIG_KEY {file, line, key, nearest?}, CONFIG_VALUE {file,
 * line, key, expected}. No message holds any of the file's text but known words and keys: it might be a secret in the
 * wrong place.
 */
export function fileSettings(text: string, file: string, path: string, tree: OptionNode): Settings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const fault = document.errors[0];
  if (fault) throw yamlFault(fault, lines, file);
  const reading: Reading = { file, tree, document, lines, found: new Map() };
  const root = document.contents;
  if (root !== null && !isNothing(root) && !isMap(root))
    throw new RunError('CONFIG_SYNTAX', { file, line: lineOf(root, reading) });
  if (root !== null) walk(root, tree, '', dirname(path), reading);
  return reading.found;
}

function walk(written: Node, option: OptionNode, path: string, folder: string, reading: Reading): void {
  const line = lineOf(written, reading);
  const node = isAlias(written) ? written.resolve(reading.document) : written;
  if (!node) throw new RunError('CONFIG_SYNTAX', { file: reading.file, line });
  // `delivery:` with every line under it commented out sets nothing.
  if (isNothing(node)) return;
  if (option.kind === 'value') {
    // No other option is a list or a map; what stands in one is not even looked at.
    const value: unknown = option.note.isData ? node.toJS(reading.document) : isScalar(node) ? node.value : {};
    const set = option.note.isPath && typeof value === 'string' && value !== '' ? resolve(folder, value) : value;
    reading.found.set(path, { value: set, origin: { layer: 'file', file: reading.file, line } });
    return;
  }
  if (option.kind === 'section' && option.short && isScalar(node)) {
    const meant = meantBy(String(node.value), path, option);
    const child = childOf(option, meant.slice(path.length + 1));
    if (child) walk(node, child, meant, folder, reading);
    return;
  }
  if (!isMap(node))
    throw new RunError('CONFIG_VALUE', { file: reading.file, line, key: path, expected: sectionExample(option) });
  for (const pair of node.items) {
    const keyNode = pair.key as Node;
    const key = isScalar(keyNode) ? String(keyNode.value) : '?';
    const child = key.includes('.') ? undefined : childOf(option, key);
    if (!child) throw unknownKey(key, lineOf(keyNode, reading), option, path, reading);
    if (pair.value) walk(pair.value as Node, child, path === '' ? key : `${path}.${key}`, folder, reading);
  }
}

function unknownKey(key: string, line: number, option: OptionNode, path: string, reading: Reading): RunError {
  const prefix = path === '' ? '' : `${path}.`;
  const siblings = option.kind === 'section' ? [...option.children.keys()] : [];
  const near = nearest(key, siblings);
  const suggestion = near === undefined ? misplaced(key, reading.tree) : `${prefix}${near}`;
  return new RunError('CONFIG_KEY', {
    file: reading.file,
    line,
    key: `${prefix}${key}`,
    ...(suggestion === undefined ? {} : { nearest: suggestion }),
  });
}

/** A right key in the wrong section: `batchSize` at the top. */
function misplaced(key: string, tree: OptionNode): string | undefined {
  return valuePaths(tree).find((path) => path.split('.').at(-1)?.toLowerCase() === key.toLowerCase());
}

function sectionExample(option: OptionNode): string {
  return option.kind === 'section' ? `{ ${[...option.children.keys()].join(', ')} }` : '{ NAME: { … } }';
}

function isNothing(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

function lineOf(node: Node, reading: Reading): number {
  return node.range ? reading.lines.linePos(node.range[0]).line : 1;
}
