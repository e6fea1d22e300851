/** The notes at the cells of a sheet (comments, ECMA-376 part 1, 18.7): a part of its own beside the sheet's. */
import type { CellNote, SourceRow } from '../../record/source-row.ts';
import { damaged, tooLarge } from './fault.ts';
import { readRelationships } from './relationships.ts';
import { OPEN, TEXT } from './xml.ts';
import { packedName } from './xml-bytes.ts';
import { readPart } from './xml-part.ts';
import { attributesOf, textOf } from './xml-text.ts';
import type { Zip } from './zip.ts';

const T = packedName('t');
const PLACE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i;
/**
 * Before a threaded comment Excel puts a sentence of its own for older versions, in any language, which ends with a
 * link and a label.
 */
const PREFACE = /^\[[^\]]*\][\s\S]*?linkid=\d+\s*(?:[^:\n]{1,30}:)?/;

/** Author of the note that stands for a conversation in older versions of Excel. */
const STAND_IN = /^tc=/;

type Notes = Map<number, CellNote[]>;

/**
 * The notes of a sheet by the line of their cell, and its conversations (threaded comments), all that was said as one
 * text; empty where it has none.
 * @throws XlsxFault FILE_DAMAGED, also for notes that the sheet names and the file does not hold: what they say of a
 * dose is not to be passed over.
 */
export async function readNotes(
  zip: Zip,
  sheetPart: string,
  maxCellChars: number,
  maxRows: number,
): Promise<ReadonlyMap<number, readonly CellNote[]>> {
  const notes: Notes = new Map();
  const links = [...(await readRelationships(zip, sheetPart, maxCellChars)).values()];
  const parts = (of: string): string[] => links.filter(({ type }) => type === of).map(({ target }) => target);
  const threads = parts('threadedComment');
  for (const part of [...threads, ...parts('comments')]) if (!zip.has(part)) throw damaged('notes that are not there');
  for (const part of threads) await readThreads(zip, part, { maxCellChars, maxRows }, notes);
  const hasThreads = notes.size > 0;
  for (const part of parts('comments')) await readCommentsPart(zip, part, { maxCellChars, maxRows }, notes, hasThreads);
  return notes;
}

interface Most {
  readonly maxCellChars: number;
  readonly maxRows: number;
}

async function readCommentsPart(zip: Zip, part: string, most: Most, notes: Notes, hasThreads: boolean): Promise<void> {
  const { maxCellChars } = most;
  const authors: string[] = [];
  let place: Place | undefined;
  let text = '';
  let inText = false;
  let inAuthor = false;
  const end = (): void => {
    if (place) add(notes, place, text.replace(PREFACE, '').trim(), most);
    place = undefined;
    text = '';
  };
  // comments/authors/author; comments/commentList/comment/text, and in it t or r/t.
  await readPart(zip, part, 'comments', maxCellChars, (xml, token) => {
    if (token === OPEN) {
      inText = xml.name === T && xml.depth >= 5 && xml.depth <= 6;
      inAuthor = xml.depth === 3 && xml.localName() === 'author';
      if (inAuthor) authors.push('');
      if (xml.depth !== 3 || xml.localName() !== 'comment') return;
      end();
      const attributes = attributesOf(xml);
      const isStandIn = STAND_IN.test(authors[Number(attributes.get('authorId') ?? '0')] ?? '');
      place = hasThreads && isStandIn ? undefined : placeOf(attributes.get('ref') ?? '');
    } else if (token === TEXT) {
      if (inAuthor) authors.push((authors.pop() ?? '') + textOf(xml));
      if (!inText) return;
      text += textOf(xml);
      if (text.length > maxCellChars) throw tooLarge('maxCellChars', maxCellChars, place?.line);
    } else {
      inText = false;
      inAuthor = false;
      if (xml.depth === 2) end();
    }
  });
}

/** The conversations of Excel 365 ([MS-XLSX] 2.4.88): one message after the other; a reply names the same cell. */
async function readThreads(zip: Zip, part: string, most: Most, notes: Notes): Promise<void> {
  const said = new Map<string, string>();
  let ref = '';
  let inText = false;
  // ThreadedComments/threadedComment/text
  await readPart(zip, part, 'ThreadedComments', most.maxCellChars, (xml, token) => {
    if (token === OPEN) {
      if (xml.depth === 2) ref = attributesOf(xml).get('ref') ?? '';
      inText = xml.depth === 3 && xml.localName() === 'text';
      if (inText) said.set(ref, `${said.get(ref) ?? ''}\n`);
    } else if (token === TEXT) {
      if (!inText) return;
      const text = (said.get(ref) ?? '') + textOf(xml);
      if (text.length > most.maxCellChars) throw tooLarge('maxCellChars', most.maxCellChars);
      said.set(ref, text);
    } else inText = false;
  });
  for (const [where, text] of said) {
    const place = placeOf(where);
    if (place) add(notes, place, text.trim(), most);
  }
}

function add(notes: Notes, { line, column }: Place, text: string, { maxRows }: Most): void {
  const of = notes.get(line) ?? [];
  of.push({ column, text });
  notes.set(line, of);
  if (notes.size > maxRows) throw tooLarge('maxRows', maxRows);
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function placeOf(ref: string): Place | undefined {
  const [, letters, line] = PLACE.exec(ref) ?? [];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { line: Number(line), column: column - 1 };
}

/** The row with the notes at its cells. */
export function withNotes(row: SourceRow, notes: ReadonlyMap<number, readonly CellNote[]>): SourceRow {
  const of = notes.get(row.line);
  return of === undefined ? row : { ...row, notes: of };
}
