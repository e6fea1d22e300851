/** The composition root of where state is: apart from compose.ts, because `check` opens no ledger. */
import { dirname } from 'node:path';
import { filesOf, isThere, refuseOwnFile } from '../ledger/sqlite/place.ts';
import type { StatePlace } from '../ledger/state-place.ts';

/** `state`: the option of that name. */
export function placeOfState(state: string): StatePlace {
  return {
    name: state,
    exists: () => isThere(state),
    refuseOwnFile: (sheet) => refuseOwnFile(sheet, state),
    folder: dirname(state),
    // Under the lock of the ledger, where nobody looks for a sheet before it is whole.
    sheet: `${state}.sheet`,
  };
}

/** Every file in which a ledger may keep something, whether it is there or not. */
export function ownFilesAt(state: string): readonly string[] {
  return filesOf(state);
}
