/**
 * One file, read and judged: digest, then each sheet that has a header, row by row. Throws a RunError when it cannot be
 * read at all.
 */
import { stat } from 'node:fs/promises';
import { isOverview } from '../correction/format.ts';
import { digestOfFile } from '../disk/digest.ts';
import { RunError } from '../errors.ts';
import type { SheetIdentity } from '../ledger/intake-side.ts';
import type { TakenReading } from '../ledger/sealed/prepare.ts';
import { cellAsText } from '../record/fields/text-cell.ts';
import { type ColourLegend, colourLegend } from '../record/given/colour-legend.ts';
import { columnOfWhole, wholeColumn } from '../record/header/column-name.ts';
import type { Guess, Header, HeaderForm } from '../record/header/columns.ts';
import { type Constants, disputed } from '../record/header/constants.ts';
import type { Meanings } from '../record/header/form.ts';
import { readColumns } from '../record/header/read-columns.ts';
import { shownDefaults, shownGuesses, shownIn } from '../record/header/shown-heading.ts';
import { wishesInstead } from '../record/header/wished-days.ts';
import type { Field } from '../record/problems.ts';
import type { IsoDate } from '../record/record.ts';
import { planOf } from '../record/row/row-plan.ts';
import { firstPerson } from '../record/sheet/unread-sheet.ts';
import type { SourceRow } from '../record/source-row.ts';
import { squash } from '../record/words/heading-words.ts';
import { openSource } from '../source/open.ts';
import type { Sheet, Source } from '../source/source.ts';
import type { FileMessage, FileToRead, SetHere } from './file-messages.ts';
import {
  headerError,
  headingsToName,
  type NearestRow,
  noColumnError,
  noHeaderError,
  unreadError,
} from './header-error.ts';
import { ownColumnsIn } from './origin.ts';
import { readSheetRows } from './read-sheet.ts';
import { headerOf, readTop, type SheetTop } from './read-top.ts';

export async function* readSpreadsheet(file: FileToRead): AsyncGenerator<FileMessage<TakenReading>> {
  const before = await stampOf(file.path);
  const source = await openSource(file.path, file.limits).catch((error: unknown) => {
    throw named(error, file.name);
  });
  try {
    yield { kind: 'digest', digest: await digestOf(file, before) };
    yield* readSheets(source, { ...file, rules: { ...file.rules, ...(await savedOn(source, file)) } });
  } catch (error) {
    throw named(error, file.name);
  } finally {
    await source.close();
  }
}

async function* readSheets(source: Source, file: FileToRead): AsyncGenerator<FileMessage<TakenReading>> {
  let found = 0;
  const notGiven: string[] = [];
  let nearest: NearestRow = { nearest: [], sheet: '' };
  const headings = new Set<string>();
  let unread: RunError | undefined;
  const unmet = new Map([...file.map.keys()].map((heading) => [nameKey(heading), heading]));
  const legend = legendOf(source);
  for (const sheet of source.sheets) {
    const { rows, rest } = await readTop(sheet, legend !== undefined);
    const search = headerOf(sheet.name, rows, file);
    for (const key of namesMet(search.form, file.map)) unmet.delete(key);
    for (const heading of headingsToName(search)) headings.add(heading);
    const [heading] = unmet.values();
    if (heading !== undefined && sheet === source.sheets.at(-1)) {
      await rest.return?.();
      throw noColumnError(file.name, heading, [...headings]);
    }
    if (search.kind !== 'found') {
      if (search.kind !== 'none') await rest.return?.();
      if (search.kind !== 'none') throw headerError(file.name, sheet.name, search);
      const line = await personIn(sheet, { rows, rest }, search.form, file);
      if (line !== undefined) unread ??= unreadError(file.name, { ...search, sheet: sheet.name, line });
      if (search.nearest.length > nearest.nearest.length) nearest = { ...search, sheet: sheet.name };
      continue;
    }
    found += 1;
    const { header, form, guesses } = search;
    const wishes = wishesInstead(header);
    if (wishes.length > 0) {
      await rest.return?.();
      throw new RunError('SHEET_WISHES', {
        file: file.name,
        sheet: sheet.name,
        headings: wishes.map(shownIn(form)).join(', '),
      });
    }
    const doubts = disputed(search.said ?? {}, file.constants ?? {}, file.rules);
    if (doubts.length > 0) {
      await rest.return?.();
      throw new RunError('SET_DISPUTED', { file: file.name, sheet: sheet.name, field: doubts.join(', ') });
    }
    const identity = identityOf(sheet, header, rows);
    yield {
      kind: 'sheet',
      sheet: identity,
      ...shownColumns(header, form, guesses),
      ...setHere(header, file.constants),
      form,
    };
    const own = ownColumnsIn(identity.headings, planOf(header).orders);
    for await (const message of readSheetRows(
      { sheet, header, form, top: rows, rest, source, ordinal: found, own, legend },
      file,
    )) {
      if (message.kind === 'sheet-end' && message.heldByTitle) notGiven.push(sheet.name);
      yield message;
    }
  }
  if (found === 0) throw noHeaderError(file.name, nearest);
  if (notGiven.length === found) throw new RunError('SHEET_NOT_GIVEN', { file: file.name, sheet: notGiven[0] ?? '' });
  if (unread) throw unread;
}

/**
 * What the colours of the workbook mean, where it says so. Our own colours, on the first sheet of a correction
 * workbook, are none of the clerk's.
 */
function legendOf({ sheets }: Source): ColourLegend | undefined {
  return colourLegend(sheets.map(({ edges = [] }) => (isOverview(cellAsText(edges[0]?.cells[0] ?? '')) ? [] : edges)));
}

/**
 * The line of the first person in a sheet without a header; a sheet with sums only, or a hidden one that is to be left
 * out, has none.
 */
async function personIn(
  { hidden }: Sheet,
  { rows, rest }: SheetTop,
  form: HeaderForm | undefined,
  { skipHidden }: FileToRead,
): Promise<number | undefined> {
  try {
    if (hidden && skipHidden) return undefined;
    let line = firstPerson(rows, form);
    for (let chunk = await rest.next(); line === undefined && !chunk.done; chunk = await rest.next())
      line = firstPerson(chunk.value, undefined);
    return line;
  } finally {
    await rest.return?.();
  }
}

/** What tells a heading, or a column by its letters, from others that `--map` names. */
function nameKey(name: string): string {
  const column = columnOfWhole(name);
  return column === undefined ? squash(name) : wholeColumn(column);
}

/** Those of the names of `--map` that this form has. */
function namesMet(form: HeaderForm | undefined, map: Meanings): string[] {
  const { told = new Map(), headings = [] } = form ?? {};
  const columns = [...map.keys()]
    .flatMap((name) => columnOfWhole(name) ?? [])
    .filter((at) => told.has(headings[at] ?? ''));
  return [...[...told.keys()].map(squash), ...columns.map(wholeColumn)];
}

type ShownColumns = Pick<
  Extract<FileMessage<unknown>, { kind: 'sheet' }>,
  'columns' | 'recognised' | 'ignored' | 'defaults' | 'guesses'
>;

/** What is said of a header to whoever listens. */
function shownColumns(header: Header, form: HeaderForm, guesses: readonly Guess[]): ShownColumns {
  const { headings, ignored, defaults, constants = [] } = header;
  const shown = shownIn(form);
  return {
    columns: readColumns(header, form.headings.map(shown)),
    recognised: Object.fromEntries(Object.entries(headings).map(([field, heading]) => [field, shown(heading)])),
    ignored: ignored.map(shown),
    defaults: shownDefaults(without(defaults, constants)),
    guesses: shownGuesses(guesses, shown),
  };
}

function without(defaults: Header['defaults'], fields: readonly Field[]): Header['defaults'] {
  return Object.fromEntries(Object.entries(defaults).filter(([field]) => !fields.some((each) => each === field)));
}

function setHere({ constants: set = [] }: Header, constants: Constants = {}): { set?: SetHere } {
  const given = Object.entries(constants) as [keyof Constants, string][];
  if (given.length === 0) return {};
  const isUsed = (field: Field): boolean => set.includes(field);
  const used = Object.fromEntries(given.filter(([field]) => isUsed(field)));
  return { set: { used, unused: given.flatMap(([field]) => (isUsed(field) ? [] : [field])) } };
}

function identityOf(sheet: Sheet, header: Header, rows: readonly SourceRow[]): SheetIdentity {
  const { line, lines, columns, doses, defaults, constants } = header;
  const texts = rows.filter((row) => lines.includes(row.line)).map((row) => row.cells.map((cell) => cellAsText(cell)));
  const above = texts.length > 1 ? texts[0] : undefined;
  const orders = [...planOf(header).orders];
  return {
    name: sheet.name,
    headerLine: line,
    headings: texts.at(-1) ?? [],
    ...(above ? { above } : {}),
    layout: {
      columns,
      doses,
      defaults,
      lines,
      ...(constants ? { constants } : {}),
      ...(orders.length > 0 ? { orders } : {}),
    },
  };
}

/**
 * The digest of the very file that was opened. An office program that saves puts another one in its place: with the
 * rows of one and the digest of the other, its cells would be marked in the wrong lines, and the other would count as
 * read. @throws RunError FILE_CHANGED.
 */
async function digestOf({ name, path }: FileToRead, before: string): Promise<Uint8Array> {
  const [digest] = await Promise.allSettled([digestOfFile(path)]);
  if ((await stampOf(path)) !== before) throw new RunError('FILE_CHANGED', { file: name });
  if (digest.status === 'rejected') throw digest.reason;
  return digest.value;
}

/**
 * The day on which the file was saved, in the zone of the programme: as it says itself, or else as the disk does, which
 * a copy may have changed.
 */
async function savedOn({ savedAt }: Source, { path, rules }: FileToRead): Promise<{ savedOn?: IsoDate }> {
  const at = savedAt ?? (await stat(path).catch(() => undefined))?.mtimeMs;
  if (at === undefined) return {};
  const day = new Date(at + rules.zone * 60_000).toISOString().slice(0, 10);
  return day <= rules.today ? { savedOn: day } : {};
}

/** What tells the file at this place from another one, or from another version of it; empty when there is none. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found ? `${found.dev} ${found.ino} ${found.size} ${found.mtimeNs}` : '';
}

/** Errors of the source speak of the file as the user typed it. */
function named(error: unknown, file: string): unknown {
  return error instanceof RunError && 'file' in error.params
    ? new RunError(error.code, { ...error.params, file }, { cause: error })
    : error;
}
