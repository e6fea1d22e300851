/**
 * The mapping file: what the server calls a vaccine, a site or a category, and the names by which sheets call it.
 *
 * ```yaml
 * vaccines:
 *   bcg: { names: [Vaksin BCG, Imunisasi BCG], codes: [{ system: "http://sys-ids.kemkes.go.id/kfa", code: "93005208" }] }
 *   coronavac: [SNV]
 * sites:
 *   Puskesmas Kendal 1: [PKM Kendal I]
 *   Puskesmas Kendal 2:
 * categories:
 *   Lansia: ["> 60", Manula]
 * ```
 *
 * A name for something is also a name for itself, and may stand twice if it means the same. Everything wrong with the
 * file is a RunError with the line.
 */
import { basename } from 'node:path';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
} from 'yaml';
import { readOwnFile } from '../disk/own-file.ts';
import { RunError, systemCode } from '../errors.ts';
import { nearest } from '../nearest.ts';
import type { Coding } from '../record/record.ts';
import type { MappedVaccine, ReadingRules } from '../record/rules.ts';
import { foldLabel } from '../record/words/fold.ts';
import { yamlFault } from './yaml-fault.ts';

/** What the file says; all of it empty without one. */
export interface NameMapping
  extends Pick<ReadingRules, 'vaccineNames' | 'siteNames' | 'categoryNames' | 'writtenNames'> {
  /**
   * For people to choose from: of each vaccine, site and category the first name of the sheets, or its own where there
   * is none, in the order of the file.
   */
  readonly choices: Readonly<Record<(typeof SECTIONS)[number], readonly string[]>>;
}

/**
 * `uid`: see `readOwnFile`. @throws RunError MAPPING_MISSING {file} when it cannot be read, and what `readOwnFile` and
 * `mappingOf` throw.
 */
export async function readMapping(path: string | undefined, uid?: number): Promise<NameMapping> {
  if (path === undefined) return mappingOf('', '');
  const file = basename(path);
  const text = await readOwnFile(path, 'settings', uid).catch((error: unknown) => {
    if (error instanceof RunError || systemCode(error) === undefined) throw error;
    throw new RunError('MAPPING_MISSING', { file: path }, { cause: error });
  });
  return mappingOf(text.toString(), file);
}

const SECTIONS = ['vaccines', 'sites', 'categories'] as const;
/** As the intake API takes them (docs/intake-api.yaml): a short name, and texts up to so many characters. */
const VACCINE = /^[a-z0-9][a-z0-9-]{0,63}$/;
const LONGEST = { sites: 200, categories: 100 } as const;

interface Reading {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/** One thing the server knows, as the file has it. */
interface Listed {
  readonly section: (typeof SECTIONS)[number];
  readonly name: string;
  readonly key: Scalar;
  readonly value: Node | null;
}

/**
 * Reads the text of a mapping file.
 * @throws RunError CONFIG_SYNTAX {file, line, column}, CONFIG_KEY {file, line, key, nearest?} for an unknown section,
 * CONFIG_VALUE {file, line, key, expected}, MAPPING_TWICE {file, line, first, name} for a name that stands for two
 * things.
 * @internal Exported for its tests.
 */
export function mappingOf(text: string, file: string): NameMapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const fault = document.errors[0];
  if (fault) throw yamlFault(fault, lines, file);
  const reading: Reading = { file, document, lines };
  const vaccines = names<MappedVaccine>(reading);
  const others = { sites: names<string>(reading), categories: names<string>(reading) };
  const choices = { vaccines: [] as string[], sites: [] as string[], categories: [] as string[] };
  const writtenNames = { vaccines: [] as string[], sites: [] as string[], categories: [] as string[] };
  for (const one of listed(reading)) {
    const { spellings, codes } =
      one.section === 'vaccines'
        ? vaccineOf(one, reading)
        : { spellings: textsOf(one.value, one, reading), codes: undefined };
    if (one.section === 'vaccines')
      vaccines.add([one.key, ...spellings], { vaccine: one.name, ...(codes ? { codes } : {}) });
    else others[one.section].add([one.key, ...spellings], one.name);
    choices[one.section].push(textOf(spellings[0] ?? one.key) ?? one.name);
    const own = spellings.length === 0 || !isId(one) ? [one.name] : [];
    writtenNames[one.section].push(...own, ...spellings.map((spelling) => textOf(spelling) ?? ''));
  }
  return {
    vaccineNames: vaccines.found,
    siteNames: others.sites.found,
    categoryNames: others.categories.found,
    writtenNames,
    choices,
  };
}

/**
 * Whether the server's own name says nothing to a person: the short name of a vaccine, or one word with a figure in it
 * ("3324011", "PKM-01").
 */
function isId({ section, name }: Listed): boolean {
  return section === 'vaccines' || /^(?=.*\d)\S+$/.test(name);
}

function* listed(reading: Reading): Generator<Listed> {
  for (const [section, pair] of pairs(reading.document.contents, '', reading)) {
    const known = SECTIONS.find((name) => name === section);
    if (!known) {
      const near = nearest(section, SECTIONS);
      throw new RunError('CONFIG_KEY', { ...at(pair.key, reading), key: section, ...(near ? { nearest: near } : {}) });
    }
    for (const [name, { key, value }] of pairs(pair.value, section, reading)) {
      const fits = known === 'vaccines' ? VACCINE.test(name) : name !== '' && name.length <= LONGEST[known];
      if (!fits) throw wrong(key, `${section}.${name}`, known === 'vaccines' ? 'bcg' : `1-${LONGEST[known]}`, reading);
      yield { section: known, name, key, value };
    }
  }
}

/** `names` and `codes`, or the names alone. */
function vaccineOf(
  one: Listed,
  reading: Reading,
): { readonly spellings: readonly Scalar[]; readonly codes?: readonly Coding[] | undefined } {
  if (!isMap(one.value)) return { spellings: textsOf(one.value, one, reading), codes: undefined };
  let spellings: readonly Scalar[] = [];
  let codes: readonly Coding[] | undefined;
  const path = `vaccines.${one.name}`;
  for (const [key, pair] of pairs(one.value, path, reading)) {
    if (key === 'names') spellings = textsOf(pair.value, one, reading);
    else if (key === 'codes') codes = codesOf(pair.value, `${path}.codes`, reading);
    else throw wrong(pair.key, `${path}.${key}`, '{ names: [BCG], codes: [{ system: "…", code: "…" }] }', reading);
  }
  return { spellings, codes };
}

function codesOf(node: Node | null, path: string, reading: Reading): readonly Coding[] {
  const expected = '[{ system: "http://sys-ids.kemkes.go.id/kfa", code: "93005208" }]';
  if (!isSeq(node)) throw wrong(node, path, expected, reading);
  return node.items.map((item) => {
    const fields = new Map(
      isMap(item) ? [...pairs(item, path, reading)].map(([key, { value }]) => [key, textOf(value)]) : [],
    );
    const [system, code] = [fields.get('system'), fields.get('code')];
    if (!system || !code || fields.size !== 2) throw wrong(item as Node, path, expected, reading);
    return { system, code };
  });
}

/** Nothing, one name, or a list of names. */
function textsOf(node: Node | null, { section, name }: Listed, reading: Reading): readonly Scalar[] {
  const items = isSeq(node) ? node.items : node === null || isNothing(node) ? [] : [node];
  return items.map((item) => {
    const text = textOf(item as Node);
    if (!isScalar(item) || text === undefined || foldLabel(text) === '')
      throw wrong(item as Node, `${section}.${name}`, '[BCG, Vaksin BCG]', reading);
    return item;
  });
}

/** Collects names; one that stands for two things is an error, even if they differ in blanks and capitals only. */
function names<T>(reading: Reading): {
  readonly found: Map<string, T>;
  add(spellings: readonly Scalar[], meaning: T): void;
} {
  const found = new Map<string, T>();
  const lines = new Map<string, number>();
  return {
    found,
    add(spellings, meaning) {
      for (const spelling of spellings) {
        const name = textOf(spelling) ?? '';
        const folded = foldLabel(name);
        const { line } = at(spelling, reading);
        const other = found.get(folded);
        if (other !== undefined && other !== meaning)
          throw new RunError('MAPPING_TWICE', { file: reading.file, line, first: lines.get(folded) ?? line, name });
        found.set(folded, meaning);
        lines.set(folded, line);
      }
    },
  };
}

/** The pairs of a map; none where nothing stands. */
function* pairs(
  node: Node | null,
  path: string,
  reading: Reading,
): Generator<readonly [string, Pair<Scalar, Node | null>]> {
  const map = isAlias(node) ? node.resolve(reading.document) : node;
  if (!map || isNothing(map)) return;
  if (!isMap(map))
    throw wrong(
      node,
      path === '' ? reading.file : path,
      path === '' ? 'vaccines: { bcg: [BCG] }' : '{ bcg: [BCG] }',
      reading,
    );
  for (const pair of map.items) {
    const text = isScalar(pair.key) ? textOf(pair.key) : undefined;
    if (text === undefined) throw wrong(pair.key as Node, path, '{ bcg: [BCG] }', reading);
    yield [text, pair as Pair<Scalar, Node | null>];
  }
}

/** What a scalar says, letter by letter: a code 012 is not the number 10. */
function textOf(node: Node | null): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  return (typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))).trim();
}

function isNothing(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

function wrong(node: Node | null, key: string, expected: string, reading: Reading): RunError {
  return new RunError('CONFIG_VALUE', { ...at(node, reading), key, expected });
}

function at(node: Node | null, { file, lines }: Reading): { readonly file: string; readonly line: number } {
  return { file, line: node?.range ? lines.linePos(node.range[0]).line : 1 };
}
