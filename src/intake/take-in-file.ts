/** A file through the door: what the reading says, in order, becomes files, sheets and admissions. */
import { resolve } from 'node:path';
import { RunError } from '../errors.ts';
import type { RunEvent } from '../events.ts';
import { EXIT } from '../exit-codes.ts';
import { type Admission, BrokenOff, type Door } from '../ledger/intake-side.ts';
import type { HeaderForm } from '../record/header/columns.ts';
import type { Problem } from '../record/problems.ts';
import type { FileMessage, FileToRead, ReadingsMessage } from './file-messages.ts';
import { refusal } from './refusal.ts';

export interface IntakeParts<R> {
  readonly door: Door<R>;
  readonly read: (file: FileToRead) => AsyncIterable<FileMessage<R>>;
  readonly file: Omit<FileToRead, 'name' | 'path'>;
  /** How many readings go through the door at once, at least. */
  readonly admitAtOnce: number;
  /** Relative names are below this folder. */
  readonly cwd: string;
  readonly report: (event: RunEvent) => void;
  /** Reading stops at once; the file can be read again. */
  readonly stop: AbortSignal;
}

/** What the files of a run came to. */
export interface Tally {
  files: number;
  rows: number;
  readings: number;
  fresh: number;
  known: number;
  readonly problems: Map<Problem['code'], { severity: Problem['severity']; rows: number }>;
  readonly notes: SheetNotes[];
}

/** What is to be known of a sheet as a whole; sheets without such are not listed. */
export interface SheetNotes {
  /** As the user typed it. */
  readonly file: string;
  readonly sheet: string;
  readonly notes: readonly Problem[];
}

export function newTally(): Tally {
  return { files: 0, rows: 0, readings: 0, fresh: 0, known: 0, problems: new Map(), notes: [] };
}

/** Rows between two words of progress. */
const TELL_EVERY = 2_000;

/** The header of a sheet that was read to its end, where a person has said what some of its headings mean. */
export interface FormRead {
  /** As the user typed it. */
  readonly file: string;
  readonly form: HeaderForm;
}

/** What one file came to. */
export interface FileTakenIn {
  /** Its number in the ledger, where it was taken in. */
  readonly id?: number;
  readonly tally: Tally;
  /** Of the sheets that were read to their ends, also where the file was refused afterwards. */
  readonly forms: readonly FormRead[];
  readonly failure?: RunError;
}

/** Whether an error is about one file only: nothing of that file is kept, and the others can go on. */
export function isOfFile(error: RunError): boolean {
  return error.exitCode === EXIT.unreadable || error.code === 'MAP_COLUMN';
}

/**
 * Takes in one file, as a whole or not at all: when it cannot be read to its end, is refused, or somebody asks to stop,
 * nothing of it is in the ledger. What the ledger has broken off is read again from its beginning.
 */
export function takeInFile<R>(name: string, taking: IntakeParts<R>): Promise<FileTakenIn> {
  const { door } = taking;
  const once = { ...taking, report: tellingOnce(taking.report) };
  return door.again ? door.again(() => takeInOnce(name, once)) : takeInOnce(name, once);
}

/** What is said of each sheet is said once, however often the file is read. */
function tellingOnce(report: IntakeParts<unknown>['report']): IntakeParts<unknown>['report'] {
  const told = new Set<string>();
  return (event) => {
    if (event.event === 'columns' || event.event === 'file') {
      const what = JSON.stringify([event.event, event.sheet]);
      if (told.has(what)) return;
      told.add(what);
    }
    report(event);
  };
}

/** @throws BrokenOff of the ledger, when all that it has brought is taken back */
async function takeInOnce<R>(name: string, taking: IntakeParts<R>): Promise<FileTakenIn> {
  let fileId: number | undefined;
  let failure: RunError | undefined;
  const forms: FormRead[] = [];
  try {
    const tally = await readThrough(name, taking, forms, (id) => {
      fileId = id;
    });
    if (tally) return { ...(fileId === undefined ? {} : { id: fileId }), tally, forms };
  } catch (error) {
    if (error instanceof BrokenOff && fileId !== undefined) await taking.door.abandonFile(fileId, 'cut-short');
    if (!(error instanceof RunError)) throw error;
    failure = error;
  }
  if (fileId !== undefined)
    await taking.door.abandonFile(fileId, failure && isOfFile(failure) ? 'refused' : 'cut-short');
  return { tally: newTally(), forms, ...(failure ? { failure } : {}) };
}

/** Undefined when it was asked to stop. */
async function readThrough<R>(
  name: string,
  taking: IntakeParts<R>,
  forms: FormRead[],
  opened: (fileId: number) => void,
): Promise<Tally | undefined> {
  const { door, report } = taking;
  const tally = newTally();
  let fileId = 0;
  let sheetId = 0;
  let sheet: Extract<FileMessage<R>, { kind: 'sheet' }> | undefined;
  let skipped = 0;
  let told = 0;
  let waiting: ReadingsMessage<R>[] = [];
  let waitingCount = 0;

  async function admit(): Promise<void> {
    const chunks = waiting;
    waiting = [];
    waitingCount = 0;
    for (const admission of await door.admit(sheetId, concatenated(chunks))) note(admission, tally);
  }

  report({ event: 'reading', file: name, rows: 0, bytes: 0, totalBytes: 0 });
  for await (const message of taking.read({ ...taking.file, name, path: resolve(taking.cwd, name) })) {
    if (taking.stop.aborted) return undefined;
    switch (message.kind) {
      case 'digest':
        fileId = (await door.openFile({ name, digest: message.digest })).id;
        opened(fileId);
        break;
      case 'sheet':
        sheet = message;
        sheetId = await door.openSheet(fileId, message.sheet);
        report(columnsEvent(name, message));
        break;
      case 'readings':
        waiting.push(message);
        waitingCount += message.count;
        if (waitingCount >= taking.admitAtOnce) await admit();
        if (message.rows - told >= TELL_EVERY) {
          told = message.rows;
          report({ event: 'reading', file: name, rows: tally.rows + message.rows, ...message.progress });
        }
        break;
      case 'sheet-end': {
        await admit();
        if (message.refuse) throw refusal(message.refuse, name, sheet?.sheet.name ?? '');
        tally.rows += message.rows;
        skipped += message.blank;
        told = 0;
        for (const [code, { severity, rows }] of message.problems) count(tally, code, severity, rows);
        if (sheet && message.notes.length > 0)
          tally.notes.push({ file: name, sheet: sheet.sheet.name, notes: message.notes });
        if (sheet && sheet.form.told.size > 0) forms.push({ file: name, form: sheet.form });
        if (sheet) report(fileEvent(name, sheet, message));
        break;
      }
    }
  }
  if (taking.stop.aborted) return undefined;
  await door.closeFile(fileId, skipped);
  for (const [code, { rows }] of tally.problems) if (rows <= 0) tally.problems.delete(code);
  return { ...tally, files: 1 };
}

/** Adds what one file came to. */
export function addTally(sum: Tally, { files, rows, readings, fresh, known, problems, notes }: Tally): void {
  sum.files += files;
  sum.rows += rows;
  sum.readings += readings;
  sum.fresh += fresh;
  sum.known += known;
  sum.notes.push(...notes);
  for (const [code, { severity, rows: times }] of problems) count(sum, code, severity, times);
}

function* concatenated<R>(chunks: readonly ReadingsMessage<R>[]): Iterable<R> {
  for (const { readings } of chunks) yield* readings;
}

function note({ kind, problems }: Admission, tally: Tally): void {
  if (kind !== 'skipped') tally.readings += 1;
  if (kind === 'fresh' || kind === 'replaces') tally.fresh += 1;
  else if (kind === 'owns' || kind === 'settled') tally.known += 1;
  if (kind !== 'settled' && kind !== 'dismissed')
    for (const { code, severity } of problems) count(tally, code, severity, 1);
  else
    for (const [code, severity] of new Map(problems.map((problem) => [problem.code, problem.severity])))
      count(tally, code, severity, -1);
}

function count({ problems }: Tally, code: Problem['code'], severity: Problem['severity'], rows: number): void {
  const known = problems.get(code);
  if (known) known.rows += rows;
  else problems.set(code, { severity, rows });
}

function columnsEvent(
  file: string,
  { sheet, columns, ignored, defaults, set, guesses }: Extract<FileMessage<unknown>, { kind: 'sheet' }>,
): RunEvent {
  const { name, headerLine } = sheet;
  const told = {
    event: 'columns',
    file,
    sheet: name,
    headerLine,
    columns,
    ignored,
    defaults,
    guesses,
  } as const;
  return set ? { ...told, set } : told;
}

function fileEvent(
  file: string,
  { sheet, recognised, guesses }: Extract<FileMessage<unknown>, { kind: 'sheet' }>,
  { rows, notes }: Extract<FileMessage<unknown>, { kind: 'sheet-end' }>,
): RunEvent {
  const { name, headerLine } = sheet;
  const near = guesses.length > 0 ? { guesses } : {};
  return { event: 'file', file, sheet: name, headerLine, columns: recognised, rows, notes, ...near };
}
