/** The admission of readings. Who meets whom is judged in ledger/rules; here is what a file is. */
import type { IntakeLedger } from '../intake-side.ts';
import { admit } from '../rules/judge.ts';
import type { Connection } from './connection.ts';
import { sqliteStore } from './entry-store.ts';
import { goneRows } from './gone-rows.ts';
import { sheetPlaces } from './places.ts';

/** `who`: the system user of the run, for what a person decides; `overwrites` as in the traits of the target. */
export function intakeLedger(connection: Connection, who: string, overwrites: boolean): IntakeLedger {
  const places = sheetPlaces(connection);
  const store = sqliteStore(connection, places, who, overwrites);

  return {
    ...places.files,
    async takeBack(entries) {
      store.takeBack(entries);
    },
    openFile(file) {
      store.begin();
      return places.files.openFile(file);
    },
    admit: (sheetId, readings) =>
      connection.within(() => {
        store.enter(places.of(sheetId));
        return Array.from(readings, (reading) => admit(reading, store));
      }),
    async closeFile(fileId, skipped) {
      await connection.within(() => {
        store.settle();
        goneRows(connection, fileId, store.hold);
      });
      await places.files.closeFile(fileId, skipped);
    },
  };
}
