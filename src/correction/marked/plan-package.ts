/** What becomes of each part of the original. */

import { DEFAULT_LIMITS } from '../../source/source.ts';
import { mergedDownIn } from '../../source/xlsx/merge-cells.ts';
import { readDayStyles } from '../../source/xlsx/styles.ts';
import type { Workbook } from '../../source/xlsx/workbook.ts';
import { utf8Bytes } from '../../source/xlsx/xml-part.ts';
import { CORRECTION_WORDS } from '../../text/correction-for.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';
import { sheetNames } from '../../workbook/sheet-names.ts';
import { addedColumns, withAdded } from '../copied/added-columns.ts';
import type { CorrectionInput } from '../copied/correction-input.ts';
import { overviewOf } from '../copied/correction-overview.ts';
import { columnNotes, groupProblems } from '../copied/correction-words.ts';
import { addTexts, lookOver } from './look-over.ts';
import { markSheet, type SheetToMark } from './mark-sheet.ts';
import type { MarkedWorkbook } from './marked-workbook.ts';
import { marksOf } from './marks.ts';
import type { Original } from './original.ts';
import { overviewPart } from './overview-part.ts';
import { ownColumns } from './own-columns.ts';
import { CONTENT_TYPES, contentTypes, type Links } from './package-parts.ts';
import { EVERY_ROW, pruningMap } from './row-map.ts';
import { emptiedTexts } from './shared-texts.ts';
import { StylesPart } from './styles-part.ts';
import { unselectedSheet } from './unselect.ts';
import { workbookPart } from './workbook-part.ts';

export interface PackagePlan {
  /** Parts that are written as they are read, by lower-case name. */
  readonly streams: ReadonlyMap<string, Stream>;
  readonly styles: StylesPart;
}

interface Stream {
  readonly bytes: () => AsyncGenerator<Buffer>;
  /** As the zip writer means it. */
  readonly dull?: boolean;
}

/** @param file Name of the new workbook. @throws NotMarkable. */
export async function planPackage(original: Original, marked: MarkedWorkbook, file: string): Promise<PackagePlan> {
  const { zip, workbook } = original;
  const { lang, all } = marked;
  const { stylesPart, sharedStringsPart } = workbook;
  if (stylesPart === undefined) throw new NotMarkable('no styles');
  const styles = new StylesPart(await original.text(stylesPart));
  const dayStyles = await readDayStyles(zip, stylesPart, DEFAULT_LIMITS.maxCellChars);
  const sheets = await sheetsToMark(original, marked);
  const streams = new Map<string, Stream>();
  for (const sheet of sheets) {
    const bytes = await markSheet(sheet, { original, styles, dayStyles, language: lang });
    streams.set(sheet.part.toLowerCase(), { bytes });
  }
  const links = await original.links(workbook.part);
  await deselect(original, links, streams);
  if (!all && sharedStringsPart !== undefined) {
    const needed = await neededTexts(original, sheets);
    streams.set(sharedStringsPart.toLowerCase(), {
      bytes: () => emptiedTexts(zip, sharedStringsPart, needed),
      dull: true,
    });
  }
  // The order of calculation names cells with a formula; some have none any more. Programs make it anew.
  await leaveOut(original, links, ['vbaProject', 'calcChain']);
  // A ribbon of its own calls macros, and a task pane is a page of somebody's server.
  const roots = await original.links('');
  await leaveOut(original, roots, ['extensibility', 'webextensiontaskpanes']);
  if (roots.changed) original.write(roots.part, roots.written());
  await putOverview(original, links, styles, sheets, marked, file);
  original.write(CONTENT_TYPES, contentTypes(await original.text(CONTENT_TYPES), original.added, original.gone));
  return { streams, styles };
}

/**
 * All sheets with a header, since a sheet of people of whom none needs correction has no business here; with `all` only
 * those with mistakes.
 */
async function sheetsToMark(
  { zip, workbook }: Original,
  { sheets, texts, lang, all }: MarkedWorkbook,
): Promise<SheetToMark[]> {
  const found: SheetToMark[] = [];
  for (const input of sheets) {
    const sheet = workbook.sheets.find(({ name }) => name === input.sheet);
    if (!sheet || !input.place) throw new NotMarkable('a sheet that is not there, or is not known well enough');
    const marks = marksOf(input, texts, lang);
    if (all && marks.size === 0) continue;
    const { headerLine, headingLines } = input.place;
    const map = all
      ? EVERY_ROW
      : pruningMap(
          headerLine,
          [...marks.keys()].sort((a, b) => a - b),
        );
    const merged = map.prunes
      ? (await mergedDownIn(utf8Bytes(zip.bytes(sheet.part)))).filter(({ top }) => top > headerLine)
      : [];
    const seen = await lookOver(zip, sheet.part, map, headingLines[0] ?? headerLine, merged);
    const added = addedColumns(input, seen.width, CORRECTION_WORDS[lang], 'marked');
    const whole = withAdded(input, added);
    const marked = added.length === 0 ? marks : marksOf(whole, texts, lang);
    found.push({ part: sheet.part, input: whole, added, marks: marked, map, seen, merged });
  }
  return found;
}

/** Only the overview is selected. */
async function deselect(original: Original, links: Links, streams: Map<string, Stream>): Promise<void> {
  for (const { type, part } of links.list) {
    if (
      part === undefined ||
      !['worksheet', 'chartsheet', 'dialogsheet'].includes(type) ||
      streams.has(part.toLowerCase())
    )
      continue;
    const bytes = await unselectedSheet(original.zip, part);
    if (bytes) streams.set(part.toLowerCase(), { bytes });
  }
}

async function neededTexts({ zip, workbook }: Original, sheets: readonly SheetToMark[]): Promise<ReadonlySet<number>> {
  const needed = new Set<number>();
  for (const { seen } of sheets) for (const text of seen.texts) needed.add(text);
  const marked = new Set(sheets.map(({ part }) => part));
  for (const { part } of workbook.sheets) if (!marked.has(part)) await addTexts(zip, part, needed);
  return needed;
}

/** Parts that the workbook points to and that must not come along, with what hangs on them. */
async function leaveOut(original: Original, links: Links, types: readonly string[]): Promise<void> {
  for (const { id, type, part } of links.list) {
    if (!types.includes(type)) continue;
    links.drop(id);
    if (part === undefined) continue;
    original.drop(part);
    const own = await original.links(part);
    original.drop(own.part);
    for (const { part: below } of own.list) if (below !== undefined) original.drop(below);
  }
}

async function putOverview(
  original: Original,
  links: Links,
  styles: StylesPart,
  marked: readonly SheetToMark[],
  { sheets, texts, lang }: MarkedWorkbook,
  file: string,
): Promise<void> {
  const { workbook } = original;
  const words = CORRECTION_WORDS[lang];
  const lines = overviewOf(
    { groups: groupProblems(sheets, texts, lang), columns: columnNotes(sheets, texts, lang) },
    sheets,
    sheets.map(({ sheet }) => sheet),
    file,
    words,
    'marked',
  );
  const old = earlierOverview(workbook, sheets);
  const part = old?.part ?? original.freeName('xl/worksheets/sheet', 'xml');
  original.write(part, overviewPart(lines, styles));
  let front: { name: string; id: string } | undefined;
  if (old) original.drop((await original.links(part)).part);
  else {
    original.added.set(part, 'worksheet');
    const [name = words.overview] = sheetNames(
      [words.overview],
      workbook.sheets.map((sheet) => sheet.name),
    );
    front = { name, id: links.add('worksheet', part) };
  }
  const withRows = marked.filter(({ marks }) => marks.size > 0).map(({ input }) => input.sheet);
  original.write(
    workbook.part,
    workbookPart(await original.text(workbook.part), {
      front,
      first: old ? workbook.sheets.indexOf(old) : 0,
      maps: new Map(marked.map(({ input, map }) => [input.sheet, map])),
      shown: new Set([...withRows, ...(old ? [old.name] : [])]),
      hidden: new Set(marked.filter(({ marks }) => marks.size === 0).map(({ input }) => input.sheet)),
    }),
  );
  if (links.changed) original.write(links.part, links.written());
}

/** The overview of a correction sheet that came back. */
function earlierOverview(
  { sheets: all }: Workbook,
  sheets: readonly CorrectionInput[],
): Workbook['sheets'][number] | undefined {
  if (!sheets.some(({ header }) => ownColumns(header.at(-1) ?? [], 0).cameBack)) return undefined;
  const names = new Set(Object.values(CORRECTION_WORDS).map(({ overview }) => overview));
  return all.find(({ name }) => names.has(name) && !sheets.some(({ sheet }) => sheet === name));
}
