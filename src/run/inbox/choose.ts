/** Which sheets of an inbox are read tonight: those that the ledger does not know, and those that are read otherwise. */
import { createHash } from 'node:crypto';
import { RunError } from '../../errors.ts';
import type { FileResult, PassedOver } from '../../events.ts';
import { stampAt } from '../../inbox/list.ts';
import type { Candidate } from '../../inbox/look.ts';
import { writeMemory } from '../../inbox/memory.ts';
import { finishBegun } from '../../inbox/move.ts';
import { needPerson } from '../../inbox/whereto.ts';
import type { FileToRead } from '../../intake/file-messages.ts';
import { VERSION } from '../../version.ts';
import { stampOf } from '../../workbook/stamp.ts';
import type { Run } from '../run.ts';
import type { Given } from './given.ts';

export interface Chosen {
  /** Sheets to take in, as somebody would type them. */
  readonly toRead: readonly string[];
  /** Of the folders: new ones, those that the ledger knows, and correction sheets in which nothing was corrected. */
  readonly fresh: ReadonlyMap<string, Candidate>;
  readonly known: readonly Candidate[];
  readonly untouched: readonly Candidate[];
  /** What was refused on an earlier night, and is not read again. */
  readonly refused: readonly { readonly sheet: Candidate; readonly error: RunError }[];
  /** What cannot be looked at; told already. */
  readonly failures: readonly { readonly file: string; readonly error: RunError }[];
  /** How sheets are read in this run. */
  readonly how: string;
}

/** Tells what is passed over. Under the lock of the ledger: what another run has moved meanwhile is not there. */
export async function chooseSheets(
  { files, looked, memory, memoryPath }: Given,
  reading: Omit<FileToRead, 'name' | 'path'>,
  { ledger, setup }: Pick<Run, 'ledger' | 'setup'>,
): Promise<Chosen> {
  const report = setup.reporter.report.bind(setup.reporter);
  const how = howRead(reading);
  if (memory.begun.length > 0) {
    await finishBegun(memory.begun);
    memory.begun = [];
    await writeMemory(memoryPath, memory);
  }
  const fresh = new Map<string, Candidate>();
  const known: Candidate[] = [];
  const untouched: Candidate[] = [];
  const refused: { sheet: Candidate; error: RunError }[] = [];
  const failures: { file: string; error: RunError }[] = [];
  for (const { folder, found } of looked) {
    const passed: PassedOver[] = [...found.passed];
    const digests = new Set<string>();
    let [freshHere, knownHere] = [0, 0];
    for (const sheet of found.candidates) {
      const { path, name, stamp, digest } = sheet;
      if (stampAt(path) !== stamp) continue;
      const before = memory.files.get(path);
      const isTwin = digests.has(digest);
      digests.add(digest);
      if (isTwin || (await isKnown(sheet, before?.taken, how, ledger))) {
        known.push(sheet);
        knownHere += 1;
      } else if (before?.refused?.how === how)
        refused.push({ sheet, error: new RunError(before.refused.code, before.refused.params) });
      else if ((await stampOf(path)) !== undefined) {
        untouched.push(sheet);
        report({ event: 'untouched', file: name });
      } else {
        fresh.set(name, sheet);
        freshHere += 1;
      }
    }
    report({ event: 'looked', folder, fresh: freshHere, known: knownHere, passed });
    for (const { file, error } of found.failures) {
      report({ event: 'failed', error, ...(error.code === 'INBOX_AWAY' ? {} : { file }) });
      failures.push({ file, error });
    }
  }
  return { toRead: [...files, ...fresh.keys()], fresh, known, untouched, refused, failures, how };
}

/** What was refused before, and could not be opened, as it stands in the list at the end. */
export function refusedResults({ refused, failures }: Chosen): FileResult[] {
  return [
    ...failures
      .filter(({ error }) => error.code !== 'INBOX_AWAY')
      .map(({ file, error }): FileResult => ({ file, became: 'refused', code: error.code })),
    ...refused.map(
      ({ sheet, error }): FileResult => ({ file: sheet.name, became: 'refused', code: error.code, before: true }),
    ),
  ];
}

/**
 * A sheet that is known is not read again, unless rows of it wait for a person and sheets are read otherwise by now: a
 * vaccine was added to the mapping file, perhaps.
 */
async function isKnown(
  { digest }: Candidate,
  taken: string | undefined,
  how: string,
  ledger: Run['ledger'],
): Promise<boolean> {
  const file = await ledger.fileOf(Buffer.from(digest, 'hex'));
  if (file === undefined) return false;
  if (taken === undefined || taken === how) return true;
  return needPerson((await ledger.fateOf(file.id)).outcomes) === 0;
}

/** All that decides what a sheet is read as, but the day: equal where nothing of it is different. */
function howRead({ rules: { today: _, ...rules }, ...others }: Omit<FileToRead, 'name' | 'path'>): string {
  const plain = (_key: string, value: unknown): unknown => {
    if (value instanceof Map) return ['map', ...value];
    if (value instanceof Set) return ['set', ...value];
    return value instanceof RegExp ? String(value) : value;
  };
  return createHash('sha256')
    .update(JSON.stringify([VERSION, rules, others], plain))
    .digest('hex')
    .slice(0, 32);
}
