/**
 * The rows of checked files that need a person. The files are read once more, now that it is known who else is in them:
 * nothing has to be remembered of a million rows for the few that are wrong.
 */
import { resolve } from 'node:path';
import { RunError } from '../errors.ts';
import type { FileIdentity, SheetIdentity } from '../ledger/intake-side.ts';
import type { MemoryLedger } from '../ledger/memory/memory-ledger.ts';
import type { RowForPerson } from '../ledger/report-side.ts';
import type { TakenReading } from '../ledger/sealed/prepare.ts';
import type { FileToRead } from './file-messages.ts';
import { readSpreadsheet } from './read-file.ts';

/** A row without its text, which stands in the file. */
export type FoundRow = Pick<RowForPerson, 'line' | 'group' | 'outcome' | 'problems' | 'origin'>;

/** What is said of the rows, in the order of the files. */
export type RowsMessage =
  | { readonly kind: 'correct-file'; readonly file: FileIdentity }
  | { readonly kind: 'correct-sheet'; readonly sheet: SheetIdentity }
  /** Of the file and sheet that were named last. */
  | { readonly kind: 'correct-rows'; readonly rows: readonly FoundRow[] }
  /** All of them were told. */
  | { readonly kind: 'correct-end' };

/** @throws RunError FILE_CHANGED for a file that is not the one that was checked. */
export async function* findRowsToCorrect(
  ledger: Pick<MemoryLedger, 'files' | 'holdsOf'>,
  file: Omit<FileToRead, 'name' | 'path'>,
  cwd: string,
): AsyncGenerator<RowsMessage> {
  for (const checked of ledger.files()) {
    const { name } = checked;
    for await (const message of readSpreadsheet({ ...file, name, path: resolve(cwd, name) })) {
      if (message.kind === 'digest') {
        if (!Buffer.from(message.digest).equals(checked.digest)) throw new RunError('FILE_CHANGED', { file: name });
        yield { kind: 'correct-file', file: checked };
      } else if (message.kind === 'sheet') yield { kind: 'correct-sheet', sheet: message.sheet };
      else if (message.kind === 'readings') {
        const rows = Array.from(message.readings).flatMap((reading) => foundRow(reading, ledger) ?? []);
        if (rows.length > 0) yield { kind: 'correct-rows', rows };
      }
    }
  }
  yield { kind: 'correct-end' };
}

function foundRow(reading: TakenReading, ledger: Pick<MemoryLedger, 'holdsOf'>): FoundRow | undefined {
  const { line, group, kind, problems, origin } = reading;
  if (origin?.dismissed) return undefined;
  const at = { line, group, ...(origin ? { origin } : {}) };
  if (kind === 'invalid') return { ...at, outcome: 'invalid', problems };
  const holds = ledger.holdsOf(reading);
  return holds.length === 0 ? undefined : { ...at, outcome: 'held', problems: [...holds, ...problems] };
}
