/** The admission of readings. Who meets whom is judged in ledger/rules; here is what a file is. */
import type { Admission, FileIdentity, IntakeLedger } from '../intake-side.ts';
import { admit } from '../rules/judge.ts';
import { addDeed } from './audit.ts';
import type { Connection, Row } from './connection.ts';
import { type SqliteStore, sqliteStore } from './entry-store.ts';
import { ALIKE, type Alike, goneRows } from './gone-rows.ts';
import { type SheetPlaces, sheetPlaces } from './places.ts';

/** The side of intake, and what a ledger on a database server must know beside it. */
export interface Intake {
  readonly ledger: IntakeLedger;
  readonly store: SqliteStore;
  readonly places: SheetPlaces;
  /** Before a file. */
  begin(file: FileIdentity): void;
}

/**
 * `who`: the system user of the run, for what a person decides; `overwrites` as in the traits of the target. `alike`
 * compares an older file with a newer one; asked of this database unless given.
 */
export function intakeOver(
  connection: Connection,
  who: string,
  overwrites: boolean,
  alike = (file: number, older: number): Alike => {
    const { n, same } = connection.db.prepare(ALIKE).get(file, older) as Row;
    return { rows: Number(n), again: Number(same ?? 0) };
  },
): Intake {
  const { run } = connection;
  const places = sheetPlaces(connection);
  const store = sqliteStore(connection, places, who, overwrites);

  /** What the open file has brought, for the audit. */
  let opened: FileIdentity | undefined;
  let kinds: Partial<Record<Admission['kind'], number>> = {};

  function begin(file: FileIdentity): void {
    store.begin();
    kinds = {};
    opened = file;
  }

  const ledger: IntakeLedger = {
    ...places.files,
    async takeBack(entries) {
      if (entries.length > 0)
        await connection.transaction(() => addDeed(connection, 'taken-back', { run, entries: entries.length }));
      store.takeBack(entries);
    },
    openFile(file) {
      begin(file);
      return places.files.openFile(file);
    },
    admit: (sheetId, readings) =>
      connection.within(() => {
        store.enter(places.of(sheetId));
        return Array.from(readings, (reading) => {
          const admission = admit(reading, store);
          kinds[admission.kind] = (kinds[admission.kind] ?? 0) + 1;
          return admission;
        });
      }),
    async closeFile(fileId, skipped) {
      await connection.within(() => {
        store.settle();
        goneRows(connection, fileId, store.hold, (older) => alike(fileId, older));
        const { name = '', digest = new Uint8Array() } = opened ?? {};
        addDeed(connection, 'took-in', { run, file: name, sha256: Buffer.from(digest).toString('hex'), ...kinds });
      });
      await places.files.closeFile(fileId, skipped);
    },
  };
  return { ledger, store, places, begin };
}

/** As `intakeOver`. */
export function intakeLedger(connection: Connection, who: string, overwrites: boolean): IntakeLedger {
  return intakeOver(connection, who, overwrites).ledger;
}
