/** The rows that need a person, as workbooks for the clerk: the original itself with its cells marked where it is still there, otherwise copies of the rows. */
import { existsSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { RunError } from '../errors.ts';
import { diskError } from '../ledger/disk.ts';
import type { KnownFile, ReportLedger, RowForPerson } from '../ledger/ledger.ts';
import { writeCorrectionSheet } from '../report/correction-sheet.ts';
import { hasDigest, markWorkbook } from '../report/marked-workbook/mark-workbook.ts';
import { PROBLEM_TEXTS } from '../text/codes.ts';
import type { Context } from './context.ts';
import { type FileToCorrect, filesToCorrect } from './corrections-by-file.ts';
import type { Setup } from './setup.ts';
import { todayIn } from './time-window.ts';

/** Whoever knows the rows: the ledger, or a `check`. */
export interface RowsToCorrect {
  /** Streamed in file order; may be called again. */
  rows(): AsyncIterable<RowForPerson>;
  /** Puts the text of the rows in, where `rows` does not have it. */
  fill?(file: FileToCorrect): Promise<FileToCorrect>;
  /** The files have been taken in: a correction sheet among them is the one that its rows are corrected in from now on. */
  readonly takenIn: boolean;
}

/** Where workbooks go and what is in them. */
export interface Wanted {
  /** A file, or a folder that is there: then one workbook for each file with something to correct. */
  readonly path: string;
  /** Every row, not only those that need a person. */
  readonly all: boolean;
}

/** What was written. */
export interface Written {
  readonly rows: number;
  readonly paths: readonly string[];
}

export function rowsOfLedger(ledger: ReportLedger, which: 'run' | 'all'): RowsToCorrect {
  return { rows: () => ledger.rowsForPerson(which), takenIn: true };
}

/** One workbook beside each file that has rows to correct. */
export async function writeBesideFiles(source: RowsToCorrect, setup: Setup, context: Context): Promise<void> {
  const wish = { all: false, work: workFile(setup) };
  await eachFile(source, setup, context, wish, ({ from }) =>
    freePathFor(from, resolve(context.cwd, dirname(from.name)), setup, context),
  );
}

/** Everything that needs a person, where the user wants it. OUTPUT_EXISTS when that is one of the very files that the rows come from. */
export async function writeWanted(
  source: RowsToCorrect,
  { path, all }: Wanted,
  setup: Setup,
  context: Context,
): Promise<Written> {
  const wanted = resolve(context.cwd, path);
  if (statSync(wanted, { throwIfNoEntry: false })?.isDirectory())
    return eachFile(source, setup, context, { all }, ({ from }) => freePathFor(from, wanted, setup, context));
  const files: FileToCorrect[] = [];
  for await (const file of filesToCorrect(source.rows(), async (from) => !(await isThere(from, context)))) {
    if (resolve(context.cwd, file.from.name) === wanted) throw new RunError('OUTPUT_EXISTS', { path });
    files.push(file);
  }
  const [only, ...others] = files;
  if (!only) return { rows: 0, paths: [] };
  if (others.length === 0) {
    const rows = await writeOne(only, wanted, source, setup, context, { all });
    return { rows, paths: [wanted] };
  }
  // One workbook cannot be the original of several.
  const copies: FileToCorrect[] = [];
  for await (const file of filesToCorrect(source.rows(), async () => true)) copies.push((await source.fill?.(file)) ?? file);
  const rows = await copyRows(copies, wanted, setup);
  return { rows, paths: [wanted] };
}

/** Removes what a run that was killed left of a correction sheet. The caller holds the lock of the ledger. */
export async function forgetUnfinishedSheet(setup: Setup): Promise<void> {
  const path = workFile(setup);
  await rm(path, { force: true }).catch((error: unknown) => {
    throw diskError(error, path);
  });
}

/** Correction sheets grow beside the ledger, under its lock, where nobody looks for them before they are whole. */
const workFile = ({ config }: Setup): string => `${config.options.state}.sheet`;

interface Wish {
  readonly all: boolean;
  readonly work?: string;
}

async function eachFile(
  source: RowsToCorrect,
  setup: Setup,
  context: Context,
  wish: Wish,
  pathOf: (file: FileToCorrect) => string,
): Promise<Written> {
  const paths: string[] = [];
  let rows = 0;
  for await (const file of filesToCorrect(source.rows(), async (from) => !(await isThere(from, context)))) {
    const path = pathOf(file);
    rows += await writeOne(file, path, source, setup, context, wish);
    paths.push(path);
  }
  return { rows, paths };
}

/** Whether the original is where it was when it was read, with the same bytes. */
function isThere({ name, digest }: KnownFile, { cwd }: Context): Promise<boolean> {
  return hasDigest(resolve(cwd, name), digest);
}

/** The original itself, marked, or the rows copied. Returns how many rows there are to correct. */
async function writeOne(
  file: FileToCorrect,
  path: string,
  source: RowsToCorrect,
  setup: Setup,
  context: Context,
  { all, work }: Wish,
): Promise<number> {
  const { from, sheets } = file;
  const marked = await markWorkbook({
    path,
    ...(work === undefined ? {} : { workFile: work }),
    original: { path: resolve(context.cwd, from.name), digest: from.digest },
    sheets,
    texts: PROBLEM_TEXTS,
    lang: setup.language,
    all,
    keepOrigin: !source.takenIn,
  });
  if (!marked) return copyRows([await withCells(file, source)], path, setup, work);
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  setup.reporter.report({ event: 'correction-sheet', path, rows });
  return rows;
}

/** The file with the text of its rows, which was left out as long as the original was to be marked. */
async function withCells(file: FileToCorrect, source: RowsToCorrect): Promise<FileToCorrect> {
  if (source.fill) return source.fill(file);
  if (file.sheets.some(({ rows }) => rows.some(({ cells }) => cells.length > 0))) return file;
  const { from } = file;
  for await (const again of filesToCorrect(source.rows(), async ({ digest }) => Buffer.from(digest).equals(from.digest)))
    if (Buffer.from(again.from.digest).equals(from.digest)) return again;
  return file;
}

async function copyRows(files: readonly FileToCorrect[], path: string, setup: Setup, workFile?: string): Promise<number> {
  const { rows } = await writeCorrectionSheet({
    path,
    sheets: files.flatMap(({ sheets }) => sheets),
    texts: PROBLEM_TEXTS,
    lang: setup.language,
    ...(workFile === undefined ? {} : { workFile }),
  });
  if (rows > 0) setup.reporter.report({ event: 'correction-sheet', path, rows });
  return rows;
}

/** The name without its ending; of a correction sheet the name of the file that it corrects. */
function stemOf(file: string): string {
  const stem = basename(file, extname(file));
  return /^perbaikan-(.+)-\d{4}-\d\d-\d\d(?:-\d+)?$/.exec(stem)?.[1] ?? stem;
}

/** A name that is not taken: a clerk may be at work in the sheet of this morning. */
function freePathFor({ name }: KnownFile, folder: string, setup: Setup, { clock }: Context): string {
  const stem = `perbaikan-${stemOf(name)}-${todayIn(setup.config.options.reading.timeZone, clock.now())}`;
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? `${stem}.xlsx` : `${stem}-${n}.xlsx`);
    if (!existsSync(path)) return path;
  }
}
