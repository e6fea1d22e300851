/** The notes at the cells of a sheet (comments, ECMA-376 part 1, 18.7): a part of its own beside the sheet's. */
import type { CellNote, SourceRow } from '../../record/source-row.ts';
import { tooLarge } from './fault.ts';
import { readRelationships } from './relationships.ts';
import { OPEN, TEXT } from './xml.ts';
import { packedName } from './xml-bytes.ts';
import { readPart } from './xml-part.ts';
import { attributesOf, textOf } from './xml-text.ts';
import type { Zip } from './zip.ts';

const T = packedName('t');
const PLACE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i;
/** Before a threaded comment Excel puts a sentence of its own for older versions, in any language, which ends with a link and a label. */
const PREFACE = /^\[[^\]]*\][\s\S]*?linkid=\d+\s*(?:[^:\n]{1,30}:)?/;

/** The notes of a sheet by the line of their cell; empty where it has none. @throws XlsxFault. */
export async function readNotes(
  zip: Zip,
  sheetPart: string,
  maxCellChars: number,
  maxRows: number,
): Promise<ReadonlyMap<number, readonly CellNote[]>> {
  const notes = new Map<number, CellNote[]>();
  for (const { type, target } of (await readRelationships(zip, sheetPart, maxCellChars)).values())
    if (type === 'comments' && zip.has(target)) await readCommentsPart(zip, target, maxCellChars, maxRows, notes);
  return notes;
}

async function readCommentsPart(
  zip: Zip,
  part: string,
  maxCellChars: number,
  maxRows: number,
  notes: Map<number, CellNote[]>,
): Promise<void> {
  let place: { readonly line: number; readonly column: number } | undefined;
  let text = '';
  let inText = false;
  const end = (): void => {
    if (!place) return;
    const { line, column } = place;
    const of = notes.get(line) ?? [];
    of.push({ column, text: text.replace(PREFACE, '').trim() });
    notes.set(line, of);
    if (notes.size > maxRows) throw tooLarge('maxRows', maxRows);
    place = undefined;
    text = '';
  };
  // comments/commentList/comment/text, and in it t or r/t.
  await readPart(zip, part, 'comments', maxCellChars, (xml, token) => {
    if (token === OPEN) {
      inText = xml.name === T && xml.depth >= 5 && xml.depth <= 6;
      if (xml.depth !== 3 || xml.localName() !== 'comment') return;
      end();
      place = placeOf(attributesOf(xml).get('ref') ?? '');
    } else if (token === TEXT) {
      if (!inText) return;
      text += textOf(xml);
      if (text.length > maxCellChars) throw tooLarge('maxCellChars', maxCellChars, place?.line);
    } else {
      inText = false;
      if (xml.depth === 2) end();
    }
  });
}

function placeOf(ref: string): { readonly line: number; readonly column: number } | undefined {
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
