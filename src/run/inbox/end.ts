/** The end of an import: what became of each sheet, and where those of an inbox are found again. */
import { basename, join } from 'node:path';
import { RunError } from '../../errors.ts';
import type { FileResult } from '../../events.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Candidate } from '../../inbox/look.ts';
import { writeMemory } from '../../inbox/memory.ts';
import { isNote } from '../../inbox/names.ts';
import { writeNote } from '../../inbox/note.ts';
import { type Moves, type Sorting, type Standings, sortSheets, sweepToCorrect } from '../../inbox/sort.ts';
import { isLasting, type Standing, standingOf, standingRefused } from '../../inbox/whereto.ts';
import { AT_REST_MS, OF_HALF_A_FILE } from '../../inbox/whole.ts';
import type { FileRead } from '../../intake/take-in-files.ts';
import { stampOf } from '../../workbook/stamp.ts';
import type { FilesConcluded } from '../conclude.ts';
import { rowsOfLedger, writeBesideFiles } from '../corrections.ts';
import type { Run } from '../run.ts';
import { type Chosen, refusedResults } from './choose.ts';
import { sheetsOfInbox } from './correction-folder.ts';
import type { Given } from './given.ts';

/** Everything that the end of an import is about. */
export interface Imported {
  readonly given: Given;
  readonly chosen: Chosen;
  /** What became of each sheet that was read. */
  readonly files: readonly FileRead[];
}

/** Whether a sheet of an inbox that could not be read is simply looked at again next time: it may be half of one. */
export function isLeft(
  { given, chosen }: Omit<Imported, 'files'>,
  file: string,
  failure: RunError,
  now: number,
): boolean {
  const sheet = chosen.fresh.get(file);
  if (!sheet || !OF_HALF_A_FILE.has(failure.code)) return false;
  if (failure.code === 'FILE_CHANGED' || failure.code === 'FILE_MISSING') return true;
  return now - (given.memory.files.get(sheet.path)?.seen ?? now) < AT_REST_MS;
}

/** Keeps in mind what need not be found out again. */
export async function rememberRead({ given, chosen, files }: Imported): Promise<void> {
  const { memory, memoryPath, looked } = given;
  for (const { file, id, failure } of files) {
    const sheet = chosen.fresh.get(file);
    const known = sheet && memory.files.get(sheet.path);
    if (!sheet || !known) continue;
    const { refused: _, ...rest } = known;
    if (id !== undefined) memory.files.set(sheet.path, { ...rest, taken: chosen.how });
    else if (failure && isLasting(failure.code) && !OF_HALF_A_FILE.has(failure.code))
      memory.files.set(sheet.path, {
        ...rest,
        refused: { code: failure.code, params: failure.params, how: chosen.how },
      });
  }
  if (looked.length > 0) await writeMemory(memoryPath, memory);
}

/** The part of `conclude` that is about files. */
export function concluded(imported: Imported, run: Run): FilesConcluded {
  const { given } = imported;
  const isNightly = given.looked.length > 0;
  const sorts = isNightly && run.setup.config.options.inbox.sort;
  return {
    isNightly,
    ...(sorts ? { place: sheetsOfInbox(given, run.context) } : {}),
    end: (quietly) => endOfImport(imported, run, quietly),
  };
}

/**
 * Tells what became of each sheet and, where it is wanted, sorts the inboxes. Returns exit codes of what was found
 * there. `quietly`: the run was asked to stop or the disk has failed, and nothing is moved.
 */
async function endOfImport(imported: Imported, run: Run, quietly: boolean): Promise<readonly ExitCode[]> {
  const { given, chosen, files } = imported;
  const { setup } = run;
  const report = setup.reporter.report.bind(setup.reporter);
  const codes: ExitCode[] = [...chosen.failures, ...chosen.refused].map(({ error }) => error.exitCode);
  const results: FileResult[] = [];
  for (const each of files) results.push(await resultOf(each, run, imported));
  results.push(...refusedResults(chosen));
  const sorts = setup.config.options.inbox.sort && given.looked.length > 0 && !quietly;
  try {
    if (sorts) codes.push(...(await sortInboxes(imported, run, results)));
  } catch (error) {
    // A note or a correction sheet could not be written: what was not moved stays for the next night.
    if (!(error instanceof RunError)) throw error;
    report({ event: 'failed', error });
    codes.push(error.exitCode);
  }
  if (given.looked.length > 0 || results.length > 1)
    for (const result of results) report({ event: 'file-result', ...result });
  return codes;
}

async function resultOf(
  { file, id, failure }: FileRead,
  { ledger, context }: Run,
  imported: Imported,
): Promise<FileResult> {
  if (failure)
    return isLeft(imported, file, failure, context.clock.now())
      ? { file, became: 'left' }
      : { file, became: 'refused', code: failure.code };
  const { rows, outcomes } = await ledger.fateOf(id ?? 0);
  return { file, became: becameOf(standingOf(outcomes)), rows, outcomes };
}

function becameOf(standing: Standing): FileResult['became'] {
  return standing === 'asks' ? 'refused' : standing;
}

/** Moves what can be moved; its new place stands in `results`, with the sheets of earlier nights. */
async function sortInboxes(imported: Imported, run: Run, results: FileResult[]): Promise<ExitCode[]> {
  const { given } = imported;
  const { setup, ledger, context } = run;
  const { memory, memoryPath } = given;
  const report = setup.reporter.report.bind(setup.reporter);
  const codes: ExitCode[] = [];
  const sorting: Sorting = {
    memory,
    now: context.clock.now(),
    async note(begun) {
      memory.begun = begun;
      await writeMemory(memoryPath, memory);
    },
    async standingOf(digest) {
      const file = await ledger.fileOf(digest);
      return file && standingOf((await ledger.fateOf(file.id)).outcomes);
    },
    isUntouched: async (path) => (await stampOf(path)) !== undefined,
    failed(error) {
      codes.push(error.exitCode);
      report({ event: 'failed', error });
    },
  };
  const standings = await standingsOf(imported, run, results);
  const moves = await sortSheets(standings, sorting);
  const open = new Set(standings.filter(({ sheet }) => sheet.open).map(({ sheet }) => sheet.name));
  for (const [at, result] of results.entries()) {
    const to = moves.get(result.file);
    if (to !== undefined) results[at] = { ...result, to };
    else if (open.has(result.file)) results[at] = { ...result, open: true };
  }
  for (const { found } of given.looked)
    for (const inbox of found.inboxes) {
      const arrived = arrivedIn(inbox.path, standings, moves);
      const { done, waiting, unread } = await sweepToCorrect(inbox, arrived, sorting);
      // A note goes with its sheet; nobody looks for it.
      for (const [file, to] of done) if (!isNote(basename(file))) results.push({ file, became: 'done', to });
      const folder = join(inbox.name, given.names.toCorrect);
      if (waiting > 0) report({ event: 'to-correct', folder, files: waiting });
      if (waiting > 0) codes.push(EXIT.needsPerson);
      const passed = unread.map((file) => ({ file, why: 'handed-out' }) as const);
      if (passed.length > 0) report({ event: 'looked', folder, fresh: 0, known: waiting, passed });
    }
  await writeMemory(memoryPath, memory);
  return codes;
}

/** Sheets of this inbox that are done tonight. */
function arrivedIn(inbox: string, standings: readonly Standings[], moves: Moves): string[] {
  return standings
    .filter(({ sheet, standing }) => standing === 'done' && sheet.inbox.path === inbox && moves.has(sheet.name))
    .map(({ sheet }) => basename(sheet.path));
}

/**
 * How every sheet of the inboxes stands now. What lies there from earlier nights is listed too, and has its correction
 * sheet written when nothing of it is on its way any more; one that cannot be read gets a note.
 */
async function standingsOf({ chosen, files, given }: Imported, run: Run, results: FileResult[]): Promise<Standings[]> {
  const { ledger, setup, context } = run;
  const standings: Standings[] = [];
  for (const sheet of chosen.known) {
    const file = await ledger.fileOf(Buffer.from(sheet.digest, 'hex'));
    if (!file) continue;
    const { rows, outcomes } = await ledger.fateOf(file.id);
    const standing = standingOf(outcomes);
    standings.push({ sheet, standing });
    results.push({ file: sheet.name, became: becameOf(standing), rows, outcomes });
    if (standing === 'needs-person')
      await writeBesideFiles(rowsOfLedger(ledger, { file: file.id }), setup, context, sheetsOfInbox(given, context));
  }
  for (const sheet of chosen.untouched) standings.push({ sheet, standing: 'needs-person' });
  for (const { sheet, error } of chosen.refused) standings.push(await refusedStanding(sheet, error, run));
  for (const { file, failure } of files) {
    const sheet = chosen.fresh.get(file);
    if (!sheet) continue;
    if (failure && !isLeft({ given, chosen }, file, failure, context.clock.now()))
      standings.push(await refusedStanding(sheet, failure, run));
    const outcomes = results.find((result) => result.file === file)?.outcomes;
    if (outcomes) standings.push({ sheet, standing: standingOf(outcomes) });
  }
  return standings;
}

async function refusedStanding(sheet: Candidate, error: RunError, { setup }: Run): Promise<Standings> {
  const standing = standingRefused(error.code);
  if (standing === 'refused' && !sheet.open) {
    const name = basename(sheet.path);
    const { what, tryThis } = setup.messages.errors[error.code]({ ...error.params, file: name });
    await writeNote(sheet.inbox.toCorrect, name, setup.messages.inbox.note(name, `${what} [${error.code}]`, tryThis));
  }
  return { sheet, standing };
}
