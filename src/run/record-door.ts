/** The door of whoever wants to see records before they are sent: judged as by `check`, and handed over one by one. */

import type { RunOutcomes } from '../ledger/history-side.ts';
import type { Door } from '../ledger/intake-side.ts';
import { createMemoryLedger } from '../ledger/memory/memory-ledger.ts';
import type { TakenReading } from '../ledger/sealed/prepare.ts';
import { naturalKey, recordKey } from '../record/key.ts';
import type { RowRef } from '../record/record.ts';
import type { Consignment } from '../target/target.ts';

/** A record, and the row that it was read from. */
export interface PlacedRecord extends Consignment {
  readonly at: RowRef;
}

export interface RecordDoor extends Door<TakenReading> {
  /** Once all files are in: as of `check`. */
  outcomes(): RunOutcomes;
}

/**
 * `take` is given each distinct record that was fit to be sent when its row was read, and reading waits for it. A later
 * row may still hold it back: that is known only at the end.
 */
export function recordDoor(take: (record: PlacedRecord) => Promise<void>): RecordDoor {
  const ledger = createMemoryLedger();
  let file = '';
  let sheet = '';
  return {
    openFile(identity) {
      file = identity.name;
      return ledger.openFile(identity);
    },
    openSheet(id, identity) {
      sheet = identity.name;
      return ledger.openSheet(id, identity);
    },
    async admit(id, readings) {
      const all = [...readings];
      const admissions = await ledger.admit(id, all);
      for (const [index, { record, line, group }] of all.entries()) {
        if (record === undefined || admissions[index]?.kind !== 'fresh') continue;
        await take({ key: recordKey(naturalKey(record)), record, at: { file, sheet, line, group } });
      }
      return admissions;
    },
    closeFile: ledger.closeFile,
    abandonFile: ledger.abandonFile,
    outcomes: ledger.outcomes,
  };
}
