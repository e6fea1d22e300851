/** The rows that need a person, as workbooks for the clerk. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { diskError } from '../ledger/disk.ts';
import type { ReportLedger, RowForPerson } from '../ledger/ledger.ts';
import type { CorrectionInput, CorrectionRow } from '../report/correction-input.ts';
import { writeCorrectionSheet } from '../report/correction-sheet.ts';
import { PROBLEM_TEXTS } from '../text/codes.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';
import { todayIn } from './time-window.ts';

/** One workbook beside each file that has rows to correct. */
export async function writeCorrections(
  which: 'run' | 'all',
  setup: Setup,
  ledger: ReportLedger,
  context: Context,
): Promise<void> {
  const day = todayIn(setup.config.options.reading.timeZone, context.clock.now());
  for (const [file, sheets] of byFile(await collect(ledger, which))) {
    const path = freePath(resolve(context.cwd, dirname(file)), `perbaikan-${stemOf(file)}-${day}`);
    await write(path, sheets, setup, workFile(setup));
  }
}

/** Everything in one workbook at `path`. Returns how many rows are in it. */
export async function writeAllCorrections(path: string, setup: Setup, ledger: ReportLedger): Promise<number> {
  return write(path, await collect(ledger, 'all'), setup);
}

/** Correction sheets grow beside the ledger, under its lock, where nobody looks for them before they are whole. */
const workFile = ({ config }: Setup): string => `${config.options.state}.sheet`;

/** Removes what a run that was killed left of a correction sheet. The caller holds the lock of the ledger. */
export async function forgetUnfinishedSheet(setup: Setup): Promise<void> {
  const path = workFile(setup);
  await rm(path, { force: true }).catch((error: unknown) => {
    throw diskError(error, path);
  });
}

async function write(
  path: string,
  sheets: readonly CorrectionInput[],
  { language, reporter }: Setup,
  work?: string,
): Promise<number> {
  const { rows } = await writeCorrectionSheet({
    path,
    sheets,
    texts: PROBLEM_TEXTS,
    lang: language,
    ...(work === undefined ? {} : { workFile: work }),
  });
  if (rows > 0) reporter.report({ event: 'correction-sheet', path, rows });
  return rows;
}

/** The name without its ending; of a correction sheet the name of the file that it corrects. */
function stemOf(file: string): string {
  const stem = basename(file, extname(file));
  return /^perbaikan-(.+)-\d{4}-\d\d-\d\d(?:-\d+)?$/.exec(stem)?.[1] ?? stem;
}

/** A name that is not taken: a clerk may be at work in the sheet of this morning. */
function freePath(folder: string, stem: string): string {
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? `${stem}.xlsx` : `${stem}-${n}.xlsx`);
    if (!existsSync(path)) return path;
  }
}

/** One input for each sheet. A row of a wide sheet with two doses is one row with the problems of both. */
async function collect(ledger: ReportLedger, which: 'run' | 'all'): Promise<CorrectionInput[]> {
  const sheets = new Map<RowForPerson['sheet'], { input: Omit<CorrectionInput, 'rows'>; rows: Map<number, CorrectionRow> }>();
  for await (const row of ledger.rowsForPerson(which)) {
    let sheet = sheets.get(row.sheet);
    if (!sheet) {
      const { name, above, headings, layout } = row.sheet;
      const header = above ? ([above, headings] as const) : ([headings] as const);
      sheet = { input: { file: row.file, sheet: name, header, ...layout }, rows: new Map() };
      sheets.set(row.sheet, sheet);
    }
    const before = sheet.rows.get(row.line);
    const problems = row.problems.map((problem) => ({ ...problem, dose: row.dose }));
    sheet.rows.set(row.line, {
      line: row.line,
      cells: before ? before.cells.map((cell, column) => cell || (row.cells[column] ?? '')) : row.cells,
      problems: [...(before?.problems ?? []), ...problems],
    });
  }
  return Array.from(sheets.values(), ({ input, rows }) => ({ ...input, rows: [...rows.values()] }));
}

function byFile(sheets: readonly CorrectionInput[]): Map<string, CorrectionInput[]> {
  const files = new Map<string, CorrectionInput[]>();
  for (const sheet of sheets) files.set(sheet.file, [...(files.get(sheet.file) ?? []), { ...sheet, file: basename(sheet.file) }]);
  return files;
}
