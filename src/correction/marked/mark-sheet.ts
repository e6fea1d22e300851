/** One sheet of the marked workbook: its parts besides the rows at once, its rows as they are asked for. */

import type { MergedDown } from '../../source/merged-down.ts';
import type { DayStyles } from '../../source/xlsx/styles.ts';
import { utf8Bytes } from '../../source/xlsx/xml-part.ts';
import { CORRECTION_WORDS } from '../../text/correction-for.ts';
import type { Language } from '../../text/language.ts';
import { MAX_NOTES } from '../../workbook/look.ts';
import { attributeOf, childrenOf, type Element, elementsIn, rootOf } from '../../workbook/markup.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';
import { LINE_POINTS } from '../../workbook/row-height.ts';
import type { AddedColumn } from '../copied/added-columns.ts';
import type { CorrectionInput } from '../copied/correction-input.ts';
import { DISMISSAL, OWN_GROUP, writeOrigin } from '../format.ts';
import type { LookedOver } from './look-over.ts';
import type { RowMark } from './marks.ts';
import { noteShapes } from './note-shapes.ts';
import { movedThreads, type Note, notesPart } from './notes-part.ts';
import type { Original } from './original.ts';
import { OWN_WIDTHS, type OwnColumns, ownColumns, ownHeadings } from './own-columns.ts';
import { MAX_ROW, type Range } from './references.ts';
import type { RowMap } from './row-map.ts';
import { headOf } from './sheet-head.ts';
import { rowWriter } from './sheet-rows.ts';
import { relationshipId, tailOf } from './sheet-tail.ts';
import { PartSplitter } from './split-part.ts';
import type { StylesPart } from './styles-part.ts';
import { movedTable } from './table-part.ts';
import { dismissalRule, nikRule } from './validations.ts';

export interface SheetToMark {
  readonly part: string;
  readonly input: CorrectionInput;
  /** Behind the columns of the original. */
  readonly added: readonly AddedColumn[];
  readonly marks: ReadonlyMap<number, RowMark>;
  readonly map: RowMap;
  readonly seen: LookedOver;
  /**
   * Cells merged over several rows below the header; each row that stays gets them as its own. None where every row
   * stays.
   */
  readonly merged: readonly MergedDown[];
}

export interface MarkingRules {
  readonly original: Original;
  readonly styles: StylesPart;
  readonly dayStyles: DayStyles;
  readonly language: Language;
}

/** Writes notes, drawings, tables and relationships of the sheet into the package, and gives its XML piece by piece. */
export async function markSheet(sheet: SheetToMark, rules: MarkingRules): Promise<() => AsyncGenerator<Buffer>> {
  const { part, input, added, map, marks, seen, merged } = sheet;
  const { original, styles, language } = rules;
  const { place, columns } = input;
  if (!place) throw new NotMarkable('an older ledger, which does not know the lines of the header');
  const own = ownColumns(input.header.at(-1) ?? [], seen.width + added.length);
  const lastColumn = Math.max(own.line, own.origin, own.reason, ...added.map(({ column }) => column));
  if (lastColumn > 16_000) throw new NotMarkable('no column is free');
  const { headerLine } = place;
  const rows = map.prunes ? marks.size : undefined;
  const lastRow = rows === undefined ? undefined : headerLine + rows;
  const widths = columnAttributes(seen.head);

  const links = await original.links(part);
  const notes = notesOf(sheet, own);
  const notesId = await writeNotes(notes, sheet, original, links, (column) => pixels(widths(column)));
  const goneTables = await moveTables(links, map, original);
  const root = rootOf(seen.head);
  if (!root) throw new NotMarkable('no worksheet');
  const nik = columns.nik;
  const below = (column: number): Range => ({
    left: column,
    right: column,
    top: headerLine + 1,
    bottom: lastRow ?? MAX_ROW,
  });
  const nikRange = nik === undefined || rows === 0 ? undefined : below(nik);
  const words = CORRECTION_WORDS[language];
  const ownRules = [
    ...(nikRange ? [nikRule(nikRange, words.nikRule)] : []),
    ...(marks.size > 0 ? [dismissalRule(below(own.reason), DISMISSAL[language], words.dismissalRule)] : []),
  ];
  const tail = tailOf(seen.tail, {
    map,
    headerLine,
    nik: nikRange,
    rules: ownRules,
    notesId,
    goneTables,
    root,
  });
  for (const id of [...tail.goneIds]) links.drop(id);
  if (links.changed) original.write(links.part, links.written());

  const isAdded = new Set(added.map(({ column }) => column));
  const marked = new Set(
    [...marks.values()].flatMap(({ cells }) => [...cells.keys()]).filter((column) => !isAdded.has(column)),
  );
  const textStyle = (now: number): number => styles.like(now, { text: true });
  const head = headOf(seen.head, {
    map,
    freeze: marks.size === 0 ? undefined : { from: place.headingLines[0] ?? headerLine, to: headerLine },
    lastRow,
    lastColumn,
    columns:
      marks.size === 0
        ? []
        : [
            ...[...marked].filter((column) => column !== nik).map((column) => ({ column, hidden: false })),
            ...(nik === undefined ? [] : [{ column: nik, hidden: false, style: textStyle }]),
            ...added.map(({ column }) => ({ column, width: ADDED_WIDTH, hidden: false })),
            { column: own.line, width: OWN_WIDTHS.line, hidden: false },
            { column: own.origin, width: OWN_WIDTHS.origin, hidden: true },
            { column: own.reason, width: OWN_WIDTHS.reason, hidden: false },
          ],
  });
  const before = childrenOf(seen.head, root);
  const behind = elementsIn(seen.tail, seen.tail.indexOf('>') + 1);
  const plan = {
    map,
    marks,
    merged,
    headerLine,
    headings: marks.size === 0 ? new Map() : headingsOf(place.headingLines, own, added, language),
    own,
    added,
    origin: writeOrigin(input),
    nik,
    styles,
    dayStyles: rules.dayStyles,
    date1904: original.workbook.date1904,
    columnStyle: (column: number) => Number(attributeOf(widths(column), 'style') ?? 0),
    prefix: seen.prefix,
    columns: (input.header.at(-1) ?? []).flatMap((heading, column) => (heading === '' ? [] : [column])),
    isProtected: /^(?:1|true)/.test(attributeAmong(behind, 'sheetProtection', 'sheet')),
    linePoints: Math.max(LINE_POINTS, Number(attributeAmong(before, 'sheetFormatPr', 'defaultRowHeight')) || 0),
  };
  return async function* () {
    yield Buffer.from(head);
    const splitter = new PartSplitter('sheetData', 'row');
    const write = rowWriter(plan);
    for await (const chunk of utf8Bytes(original.zip.bytes(part))) {
      const pieces = splitter.feed(chunk).flatMap((row) => write(row) ?? []);
      if (pieces.length > 0) yield Buffer.concat(pieces);
    }
    yield Buffer.from(tail.xml);
  };
}

/** Of the element with this name; '' where there is none. */
function attributeAmong(elements: readonly Element[], name: string, attribute: string): string {
  const found = elements.find((element) => element.name === name);
  return (found && attributeOf(found.attributes, attribute)) ?? '';
}

function headingsOf(
  lines: readonly number[],
  own: OwnColumns,
  added: readonly AddedColumn[],
  language: Language,
): ReadonlyMap<number, readonly (readonly [number, string])[]> {
  const headings = new Map<number, readonly (readonly [number, string])[]>();
  const [first = 0] = lines;
  const last = lines.at(-1) ?? 0;
  // On the first line: below the heading of a dose a reader would take them for columns of that dose.
  const ofAdded = added.map(({ column, heading }) => [column, heading] as const);
  if (first !== last) headings.set(first, [...ofAdded, [Math.min(own.line, own.origin, own.reason), OWN_GROUP]]);
  headings.set(last, [...(first === last ? ofAdded : []), ...ownHeadings(own, language)]);
  return headings;
}

function notesOf({ marks, map }: SheetToMark, own: OwnColumns): Note[] {
  const notes: Note[] = [];
  for (const mark of [...marks.values()].sort((a, b) => a.line - b.line)) {
    const row = map.rowOf(mark.line);
    if (row === undefined) continue;
    if (notes.length + mark.cells.size + 1 > MAX_NOTES) break;
    for (const [column, { note }] of [...mark.cells].sort(([a], [b]) => a - b)) notes.push({ column, row, text: note });
    if (mark.whole) notes.push({ column: own.reason, row, text: mark.whole.note });
  }
  return notes;
}

/** Of an added column, in characters. */
const ADDED_WIDTH = 18;

type SheetLinks = Awaited<ReturnType<Original['links']>>;

/** Returns the relationship of the drawing; undefined where the sheet has one already, or needs none. */
async function writeNotes(
  notes: readonly Note[],
  { part, map, seen }: SheetToMark,
  original: Original,
  links: SheetLinks,
  widthOf: (column: number) => number,
): Promise<string | undefined> {
  const there = links.list.find(({ type }) => type === 'comments')?.part;
  if (!there && notes.length === 0) return undefined;
  const { xml, fresh, gone } = notesPart(there === undefined ? undefined : await original.text(there), map, notes);
  const name = there ?? original.freeName('xl/comments', 'xml');
  original.write(name, xml);
  if (there === undefined) {
    original.added.set(name, 'comments');
    links.add('comments', name);
  }
  for (const thread of links.list.filter(({ type }) => type === 'threadedComment'))
    if (thread.part !== undefined && map.prunes)
      original.write(thread.part, movedThreads(await original.text(thread.part), map));

  const legacy = elementsIn(seen.tail, seen.tail.indexOf('>') + 1).find((element) => element.name === 'legacyDrawing');
  const drawing = legacy && links.list.find(({ id }) => id === relationshipId(legacy.attributes))?.part;
  if (legacy && drawing === undefined) throw new NotMarkable(`${part}: a drawing that is not there`);
  const shapes = noteShapes(
    drawing === undefined ? undefined : await original.text(drawing),
    map,
    gone,
    fresh,
    widthOf,
  );
  const file = drawing ?? original.freeName('xl/drawings/vmlDrawing', 'vml');
  original.write(file, shapes);
  return drawing === undefined ? links.add('vmlDrawing', file) : undefined;
}

/** Returns the relationships of tables of which nothing is left. */
async function moveTables(links: SheetLinks, map: RowMap, original: Original): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  if (!map.prunes) return gone;
  for (const { id, type, part } of links.list) {
    if (type !== 'table' || part === undefined) continue;
    const moved = movedTable(await original.text(part), map);
    if (moved !== undefined) original.write(part, moved);
    else {
      gone.add(id);
      original.drop(part);
    }
  }
  return gone;
}

/** The attributes of `<col>` for a column; '' where there is none. */
function columnAttributes(head: string): (column: number) => string {
  const root = rootOf(head);
  const cols = root && childrenOf(head, root).find(({ name }) => name === 'cols');
  const list = (cols ? childrenOf(head, cols) : []).map(({ attributes }) => ({
    min: Number(attributeOf(attributes, 'min')),
    max: Number(attributeOf(attributes, 'max')),
    attributes,
  }));
  return (column) => list.find(({ min, max }) => column + 1 >= min && column + 1 <= max)?.attributes ?? '';
}

function pixels(attributes: string): number {
  if (/\shidden\s*=\s*["'](?:1|true)/.test(attributes)) return 0;
  return Math.round(Number(attributeOf(attributes, 'width') ?? 9) * 7 + 5);
}
