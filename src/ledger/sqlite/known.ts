/** What the SQLite ledger knows of records that stand on paper. */
import { doseSlot } from '../../record/dose-slot.ts';
import type { AcceptedEntry, KnownLedger } from '../known.ts';
import { personFingerprint } from '../sealed/prepare.ts';
import { createSealer } from '../sealed/seal.ts';
import { isBound, targetOf } from './binding.ts';
import type { Connection, Row } from './connection.ts';
import { showKeys, stateOf } from './entry-rows.ts';
import { lookInto } from './look-into.ts';
import type { LedgerOptions } from './open.ts';
import { isThere } from './place.ts';
import { genuine } from './signed-tables.ts';
import { nameOfKey, outerKey, unlockSecret } from './slots.ts';

/** Opens for questions; undefined when there is no ledger, as on a computer that has never imported. */
export async function openKnown(options: Omit<LedgerOptions, 'doubtWaitMs'>): Promise<KnownLedger | undefined> {
  const { path, now } = options;
  if (!isThere(path)) return undefined;
  const { secret } = await unlockSecret(path, await outerKey(options, true), nameOfKey(options));
  return knownLedger(await lookInto(path, createSealer(secret), now, nameOfKey(options)));
}

/** The questions over a ledger that is open already. */
export function knownLedger(connection: Connection): KnownLedger {
  const { db, sealer } = connection;
  const metaOf = db.prepare('SELECT value FROM meta WHERE name = ?');
  const lastSent = db.prepare('SELECT coalesce(max(last_sent), 0) AS at FROM batches');
  const entryOf = db.prepare(`SELECT id, state, ${genuine('entries')} FROM entries WHERE person = ? AND dose = ?`);
  const filesOf = db.prepare('SELECT id FROM files WHERE name = ? OR digest = ?');
  const acceptedOf = db.prepare(
    `SELECT entries.id, entries.wire, entries.line, entries.part, sheets.name AS sheet, files.name AS file,
     ${genuine('entries')}
     FROM entries JOIN sheets ON sheets.id = entries.sheet JOIN files ON files.id = sheets.file
     WHERE entries.file = ? AND entries.state = 3 ORDER BY entries.sheet, entries.line, entries.part`,
  );
  return {
    target: () => connection.read(() => targetOf(connection)),
    isBound: () => connection.read(() => isBound(connection)),
    hasMet: () => connection.read(() => metaOf.get('met') !== undefined),
    lastSent: () => connection.read(() => Number((lastSent.get() as Row)['at'])),
    entriesOf: (people) =>
      connection.read(() =>
        people.map(({ programme, identity, series, dose: number }) => {
          const person = personFingerprint(programme, identity, sealer).subarray(0, 16);
          const slot = series === undefined ? number : doseSlot({ series, number });
          const row = entryOf.get(person, slot) as Row | undefined;
          return row && { id: Number(row['id']), state: stateOf(row['state']) };
        }),
      ),
    acceptedFrom: (files) =>
      connection.read(() => {
        const ids = new Set(
          files.flatMap(({ name, digest }) => (filesOf.all(name, digest) as Row[]).map(({ id }) => Number(id))),
        );
        return [...ids].flatMap((id) => (acceptedOf.all(id) as Row[]).map((row) => accepted(row)));
      }),
    async close() {
      connection.close();
    },
  };

  function accepted(row: Row): AcceptedEntry {
    const key = row['wire'] ? showKeys(sealer, [row['wire'] as Uint8Array])[0] : undefined;
    return {
      id: Number(row['id']),
      at: {
        file: String(row['file']),
        sheet: String(row['sheet']),
        line: Number(row['line']),
        group: Number(row['part']),
      },
      ...(key === undefined ? {} : { key }),
    };
  }
}
