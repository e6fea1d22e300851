/**
 * The rows that need a person, as workbooks for the clerk: the original itself with its cells marked where it is still
 * there, otherwise copies of the rows.
 */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { rowsToCorrect } from '../correction/copied/correction-input.ts';
import { type CorrectionSheet, writeCorrectionSheet } from '../correction/copied/correction-sheet.ts';
import { markInThread } from '../correction/marked/in-thread.ts';
import { hasDigest } from '../correction/marked/mark-workbook.ts';
import { type WorkFile, whileNoted, workFileFor } from '../disk/work-files.ts';
import { RunError, systemCode } from '../errors.ts';
import type { SheetNotes } from '../intake/take-in-file.ts';
import type { KnownFile } from '../ledger/intake-side.ts';
import type { ReportLedger, RowForPerson, RowsWanted } from '../ledger/report-side.ts';
import { PROBLEM_TEXTS } from '../text/codes.ts';
import { VERSION } from '../version.ts';
import { madeOf } from '../workbook/stamp.ts';
import type { Context } from './context.ts';
import { equalSheet, freePathFor } from './correction-names.ts';
import { type FileToCorrect, filesToCorrect, withTypedRows } from './corrections-by-file.ts';
import type { SheetPlace } from './inbox/correction-folder.ts';
import type { Setup } from './setup.ts';

/** Whoever knows the rows: the ledger, or a `check`. */
export interface RowsToCorrect {
  /** Streamed in file order. */
  rows(): AsyncIterable<RowForPerson>;
  /** What this run saw of whole columns; a later `rejects` knows only of rows. */
  readonly notes?: readonly SheetNotes[];
  /**
   * The files have been taken in: where one is no longer there, `rows` may be called again for the text of its rows.
   */
  readonly takenIn: boolean;
}

/** Where workbooks go and what is in them. */
export interface Wanted {
  /** A file, or a folder that is there: then one workbook for each file with something to correct. */
  readonly path: string;
  /** Every row, not only those that need a person; of a file that is no longer there only those. */
  readonly all: boolean;
}

/** What was written. */
export interface Written {
  readonly rows: number;
  readonly paths: readonly string[];
}

export function rowsOfLedger(
  ledger: Pick<ReportLedger, 'rowsForPerson'>,
  which: RowsWanted,
  notes?: readonly SheetNotes[],
): RowsToCorrect {
  return { rows: () => ledger.rowsForPerson(which), ...(notes ? { notes } : {}), takenIn: true };
}

/** One workbook beside each file that has rows to correct, or where `place` says. */
export async function writeBesideFiles(
  source: RowsToCorrect,
  setup: Setup,
  context: Context,
  place?: SheetPlace,
): Promise<void> {
  const { sheet } = setup.place;
  const wish = { all: false, ...(sheet === undefined ? {} : { work: sheet }), ...(place ? { place } : {}) };
  const beside = ({ from }: FileToCorrect): string =>
    place?.folderFor(from) ?? resolve(context.cwd, dirname(from.name));
  await eachFile(source, setup, context, wish, beside).catch((error: unknown) => {
    // Nobody but a newer run replaces the work file; it got in because somebody deleted the lock.
    if (systemCode(error) === 'ENOENT') throw new RunError('LEDGER_BUSY', { path: setup.place.name }, { cause: error });
    throw error;
  });
}

/** Everything that needs a person, where the user wants it. The caller has asked `refuseTaken`. */
export async function writeWanted(
  source: RowsToCorrect,
  { path, all }: Wanted,
  setup: Setup,
  context: Context,
): Promise<Written> {
  const wanted = resolve(context.cwd, path);
  if (statSync(wanted, { throwIfNoEntry: false })?.isDirectory())
    return eachFile(source, setup, context, { all }, () => wanted);
  const files: FileToCorrect[] = [];
  for await (const file of toCorrect(source, context)) files.push(file);
  const [only, ...others] = files;
  if (!only) return { rows: 0, paths: [] };
  if (others.length === 0) return written(await writeOne(only, wanted, source, setup, context, { all }), wanted);
  // One workbook cannot be the original of several.
  const copies: FileToCorrect[] = [];
  for (const file of files) {
    const copied = await withText(file, source, context, all);
    copies.push({ ...copied, sheets: withNotes(copied, source.notes) });
  }
  const made = all ? {} : { made: madeOf(copies.map((file) => madeOfFile(file, source, setup))) };
  const write = (workFile: WorkFile): Promise<number> => copyRows(copies, wanted, setup, { ...made, workFile });
  return written(await growing(wanted, {}, setup, context, write), wanted);
}

/** A workbook without rows is not written, and so not named. */
function written(rows: number, path: string): Written {
  return { rows, paths: rows > 0 ? [path] : [] };
}

interface Wish {
  readonly all: boolean;
  /** Where they grow; beside their place unless it is said. */
  readonly work?: string;
  /** Told of each that is there. */
  readonly place?: Pick<SheetPlace, 'written'>;
}

async function eachFile(
  source: RowsToCorrect,
  setup: Setup,
  context: Context,
  wish: Wish,
  folderOf: (file: FileToCorrect) => string,
): Promise<Written> {
  const paths: string[] = [];
  let rows = 0;
  for await (const file of toCorrect(source, context)) {
    const folder = folderOf(file);
    const made = madeOfFile(file, source, setup);
    const there = wish.all ? undefined : await equalSheet(file.from, folder, made);
    const path = there ?? freePathFor(file.from, folder, context.clock.now(), setup.timeZone);
    const count =
      there === undefined ? await writeOne(file, path, source, setup, context, wish) : rowsToCorrect(file.sheets);
    if (there !== undefined) setup.reporter.report({ event: 'correction-sheet', path, rows: count });
    if (count > 0) wish.place?.written(file.from, path);
    const here = written(count, path);
    rows += here.rows;
    paths.push(...here.paths);
  }
  return { rows, paths };
}

/** What the correction sheet of a file is made of: equal where nothing of it would be different but its name. */
function madeOfFile(file: FileToCorrect, { notes }: RowsToCorrect, { language }: Setup): string {
  const sheets = withNotes(file, notes).map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) => ({ ...row, cells: [] })),
  }));
  return madeOf([VERSION, language, Buffer.from(file.from.digest).toString('hex'), sheets]);
}

/** The text of rows is held only where it cannot be read again. */
function toCorrect(source: RowsToCorrect, context: Context): AsyncGenerator<FileToCorrect> {
  return filesToCorrect(source.rows(), async (from) => !(await isThere(from, context)));
}

/** Whether the original is where it was when it was read, with the same bytes. */
function isThere({ name, digest }: KnownFile, { cwd }: Context): Promise<boolean> {
  return hasDigest(resolve(cwd, name), digest);
}

/** Does `write` with a work file that a kill does not leave behind for ever. */
function growing<T>(
  path: string,
  { work }: Partial<Wish>,
  { place }: Setup,
  { worker }: Context,
  write: (work: WorkFile) => Promise<T>,
): Promise<T> {
  const file = workFileFor(path, worker, work);
  return whileNoted(place.folder, file, worker, () => write(file));
}

/** The original itself, marked, or the rows copied. Returns how many rows there are to correct. */
async function writeOne(
  file: FileToCorrect,
  path: string,
  source: RowsToCorrect,
  setup: Setup,
  context: Context,
  wish: Wish,
): Promise<number> {
  return growing(path, wish, setup, context, (workFile) =>
    fillOne(file, path, source, setup, context, wish.all, workFile),
  );
}

async function fillOne(
  file: FileToCorrect,
  path: string,
  source: RowsToCorrect,
  setup: Setup,
  context: Context,
  all: boolean,
  workFile: WorkFile,
): Promise<number> {
  const { from } = file;
  const sheets = withNotes(file, source.notes);
  // Rows that are fine are to be sent from a sheet with all of them, changed or not.
  const made = all ? {} : { made: madeOfFile(file, source, setup) };
  const marked = await markInThread({
    ...made,
    path,
    workFile,
    original: { path: resolve(context.cwd, from.name), digest: from.digest },
    sheets,
    texts: PROBLEM_TEXTS,
    lang: setup.language,
    all,
  });
  if (!marked) {
    const copied = await withText(file, source, context, all);
    return copyRows([{ from, sheets: withNotes(copied, source.notes) }], path, setup, { ...made, workFile });
  }
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  setup.reporter.report({ event: 'correction-sheet', path, rows });
  return rows;
}

/** The sheets of a file, with what is to be known of each as a whole. */
function withNotes({ from, sheets }: FileToCorrect, known: readonly SheetNotes[] = []): FileToCorrect['sheets'] {
  return sheets.map((sheet) => {
    const found = known.find(({ file, sheet: name }) => file === from.name && name === sheet.sheet);
    return found ? { ...sheet, notes: found.notes } : sheet;
  });
}

/**
 * The file with the text of its rows: as it stands there, with every column; if the file is gone, as the ledger has
 * kept it.
 */
async function withText(
  file: FileToCorrect,
  source: RowsToCorrect,
  context: Context,
  all: boolean,
): Promise<FileToCorrect> {
  const { from } = file;
  if (await isThere(from, context)) return withTypedRows(file, resolve(context.cwd, from.name), all);
  if (!source.takenIn) throw new RunError('FILE_CHANGED', { file: from.name });
  if (file.sheets.some(({ rows }) => rows.some(({ cells }) => cells.length > 0))) return file;
  for await (const again of filesToCorrect(source.rows(), async ({ digest }) =>
    Buffer.from(digest).equals(from.digest),
  ))
    if (Buffer.from(again.from.digest).equals(from.digest)) return again;
  return file;
}

async function copyRows(
  files: readonly FileToCorrect[],
  path: string,
  setup: Setup,
  how: Pick<CorrectionSheet, 'made' | 'workFile'>,
): Promise<number> {
  const { rows } = await writeCorrectionSheet({
    path,
    sheets: files.flatMap(({ sheets }) => sheets),
    texts: PROBLEM_TEXTS,
    lang: setup.language,
    ...how,
  });
  if (rows > 0) setup.reporter.report({ event: 'correction-sheet', path, rows });
  return rows;
}
