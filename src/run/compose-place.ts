/** The composition root of where state is: apart from compose.ts, because `check` opens no ledger. */
import { type State, stateInFile } from '../config/state.ts';
import { RunError } from '../errors.ts';
import { filesOf, isThere, refuseOwnFile } from '../ledger/sqlite/place.ts';
import type { StatePlace } from '../ledger/state-place.ts';
import { addressOfState, isInDatabase } from './compose-database.ts';
import type { Context } from './context.ts';

/** `state`: the option of that name. @throws RunError of the address of a database. */
export function placeOfState(state: State, context: Context): StatePlace {
  if (state.kind === 'file') return placeOfFile(state.path);
  const address = addressOfState(state, context);
  return {
    name: address.name,
    file: undefined,
    exists: () => isInDatabase(state, context),
    // Nothing of it is a file.
    refuseOwnFile: () => undefined,
    folder: state.folder,
    sheet: undefined,
  };
}

/** A ledger in a file. */
export function placeOfFile(path: string): StatePlace {
  return {
    name: path,
    file: path,
    exists: async () => isThere(path),
    refuseOwnFile: (sheet) => refuseOwnFile(sheet, path),
    folder: stateInFile(path).folder,
    // Under the lock of the ledger, where nobody looks for a sheet before it is whole.
    sheet: `${path}.sheet`,
  };
}

/**
 * The file of the ledger, for a command that works on files. `command`: as a person types it.
 * @throws RunError LEDGER_IS_DATABASE {path, command} where it is none.
 */
export function fileOf({ file, name }: Pick<StatePlace, 'file' | 'name'>, command: string): string {
  if (file === undefined) throw new RunError('LEDGER_IS_DATABASE', { path: name, command });
  return file;
}

/** Every file in which a ledger may keep something, whether it is there or not; none where it is in a database. */
export function ownFilesAt({ file }: Pick<StatePlace, 'file'>): readonly string[] {
  return file === undefined ? [] : filesOf(file);
}
