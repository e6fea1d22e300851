/** The notes of a sheet (comments.xml): those of the clerk move with their cells, ours stand before them. */

import {
  attributeOf,
  cellXml,
  childrenOf,
  type Element,
  prefixOf,
  readXml,
  rootOf,
  withAttribute,
} from '../../workbook/markup.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';
import { NOTE_BEGINNING, NOTE_END, withoutOurNote } from '../format.ts';
import { cellName, parseRange } from './references.ts';
import type { RowMap } from './row-map.ts';

const AUTHOR = 'vax-upload';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A note of ours, where its cell is now. Columns 0-based, rows as Excel numbers them. */
export interface Note {
  readonly column: number;
  readonly row: number;
  readonly text: string;
}

export interface NotesPart {
  readonly xml: string;
  /** Notes that have no drawing yet. */
  readonly fresh: readonly Note[];
  /** Cells, as they were named, whose note is gone. */
  readonly gone: ReadonlySet<string>;
}

/** @param existing The part of the sheet, if it has one. @param notes In the order of rows. */
export function notesPart(existing: string | undefined, map: RowMap, notes: readonly Note[]): NotesPart {
  const root = existing === undefined ? undefined : rootOf(existing);
  if (existing === undefined || !root) {
    const list = notes.map((note) => comment(note, 0, '')).join('');
    const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${MAIN}"><authors><author>${AUTHOR}</author></authors><commentList>${list}</commentList></comments>`;
    return { xml, fresh: notes, gone: new Set() };
  }
  const p = prefixOf(root);
  const parts = childrenOf(existing, root);
  const authors = parts.find(({ name }) => name === 'authors');
  const list = parts.find(({ name }) => name === 'commentList');
  if (!authors || !list) throw new NotMarkable('notes without a list');
  const names = childrenOf(existing, authors).map(({ inner, innerEnd }) => readXml(existing.slice(inner, innerEnd)));
  const gone = new Set<string>();
  const kept = keptNotes(existing, childrenOf(existing, list), names, map, gone, p);
  const fresh: Note[] = [];
  for (const note of notes) {
    const name = cellName(note.column, note.row);
    const there = kept.get(name);
    if (!there) {
      fresh.push(note);
      kept.set(name, comment(note, names.length, p));
    } else if (!there.threaded) kept.set(name, { ...there, ...withOurs(there.xml, note, p) });
  }
  const ours = `<${p}author>${AUTHOR}</${p}author>`;
  const xml =
    existing.slice(0, authors.inner === authors.to ? authors.from : authors.innerEnd) +
    (authors.inner === authors.to ? `<${authors.tag}>` : '') +
    `${ours}</${authors.tag}>${existing.slice(authors.to, list.from)}<${list.tag}>` +
    Array.from(kept.values(), ({ xml }) => xml).join('') +
    `</${list.tag}>${existing.slice(list.to)}`;
  return { xml, fresh, gone };
}

interface Kept {
  readonly xml: string;
  /** One of a conversation: what Excel shows stands in another part, and this text is only a stand-in. */
  readonly threaded: boolean;
}

function keptNotes(
  xml: string,
  comments: readonly Element[],
  names: readonly string[],
  map: RowMap,
  gone: Set<string>,
  p: string,
): Map<string, Kept> {
  const kept = new Map<string, Kept>();
  for (const { tag, attributes, inner, to } of comments) {
    const ref = attributeOf(attributes, 'ref') ?? '';
    const place = parseRange(ref);
    const row = place && map.rowOf(place.top);
    const rest = place && row !== undefined ? withoutOurs(xml.slice(inner, to), p) : undefined;
    if (!place || row === undefined || rest === undefined) {
      gone.add(ref.toUpperCase());
      continue;
    }
    const name = cellName(place.left, row);
    const threaded = names[Number(attributeOf(attributes, 'authorId'))]?.startsWith('tc=') ?? false;
    kept.set(name, { xml: `<${tag}${withAttribute(attributes, 'ref', name)}>${rest}`, threaded });
  }
  return kept;
}

/**
 * What the clerk had noted beside what we say; undefined where there is nothing else. @param content Ends with the
 * closing tag of the note.
 */
function withoutOurs(content: string, p: string): string | undefined {
  const pieces = Array.from(content.matchAll(/<(?:[\w.-]+:)?t(?:\s[^<>]*)?>([^<]*)</g), ([, piece = '']) =>
    readXml(piece),
  );
  const text = pieces.join('');
  const rest = withoutOurNote(text);
  if (rest === undefined || rest === text) return rest === undefined ? undefined : content;
  return `<${p}text>${run(rest, p)}</${p}text>${content.slice(content.lastIndexOf('</'))}`;
}

function comment({ column, row, text }: Note, author: number, p: string): Kept & { toString(): string } {
  const xml = `<${p}comment ref="${cellName(column, row)}" authorId="${author}"><${p}text>${run(NOTE_BEGINNING + text, p)}</${p}text></${p}comment>`;
  return { xml, threaded: false, toString: () => xml };
}

/** What is wrong comes first, then what the clerk had noted. */
function withOurs(xml: string, { text }: Note, p: string): Pick<Kept, 'xml'> {
  const ours = run(NOTE_BEGINNING + text + NOTE_END, p);
  const plain = /(<(?:[\w.-]+:)?text(?:\s[^<>]*)?>)\s*(<(?:[\w.-]+:)?t[\s>/])/.exec(xml);
  if (plain) {
    const at = plain.index + (plain[1]?.length ?? 0);
    const end = xml.search(/<\/(?:[\w.-]+:)?text>/);
    return { xml: `${xml.slice(0, at)}${ours}<${p}r>${xml.slice(at, end)}</${p}r>${xml.slice(end)}` };
  }
  return { xml: xml.replace(/<(?:[\w.-]+:)?text(?:\s[^<>]*)?>/, (open) => `${open}${ours}`) };
}

function run(text: string, p: string): string {
  return `<${p}r><${p}t xml:space="preserve">${cellXml(text)}</${p}t></${p}r>`;
}

/** A conversation in a sheet (threadedComment.xml), with its rows. */
export function movedThreads(xml: string, map: RowMap): string {
  const root = rootOf(xml);
  if (!root) return xml;
  const threads = childrenOf(xml, root).map(({ tag, attributes, inner, to }) => {
    const place = parseRange(attributeOf(attributes, 'ref') ?? '');
    const row = place && map.rowOf(place.top);
    return place && row !== undefined
      ? `<${tag}${withAttribute(attributes, 'ref', cellName(place.left, row))}>${xml.slice(inner, to)}`
      : '';
  });
  return xml.slice(0, root.inner) + threads.join('') + xml.slice(root.innerEnd);
}
