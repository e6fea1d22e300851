/** What a person decides outside of any run: what each decision needs, and what SQLite's ledger makes of it. */
import { basename } from 'node:path';
import { shortDigest } from '../../record/row/original-row.ts';
import type { DecidingLedger, RowMeant } from '../deciding-side.ts';
import { writeOriginal } from '../sqlite/entry-rows.ts';
import type { Desk } from './desk.ts';
import { purge } from './forget.ts';
import { loadFilesMeant, numbersIn, readingsOfLine } from './needs/lives.ts';
import { facts, lastDeed, takeTurn } from './needs/locks.ts';
import { findPerson, loadForErasure } from './needs/person.ts';
import { decisionsOn, namesOf, wordsOf } from './needs/surroundings.ts';
import type { DecidingSides } from './sides.ts';
import type { Loader } from './working-copy.ts';

export function decidingLedger(desk: Desk<DecidingSides>): DecidingLedger {
  return {
    fileOf: (digest) =>
      desk.look(
        (load) => load.rows('files', 'digest = $1', [Buffer.from(digest)]),
        ({ deciding }) => deciding.fileOf(digest),
      ),
    dismiss: (row) =>
      desk.inOne(async (piece, tx) => {
        await takeTurn({ tx });
        let rows = 0;
        const needs = async (load: Loader): Promise<void> => {
          rows = await loadForDismissal(load, row);
        };
        await piece(needs, async () => undefined);
        // Each row, and the one that it corrects, may need a decision of its own.
        const all = async (load: Loader): Promise<void> => {
          await needs(load);
          await lastDeed(load);
        };
        return piece(all, ({ deciding }) => deciding.dismiss(row), { decisions: 2 * rows });
      }),
    purge: (before) => purge(desk, before),
    erase: (asked, how) =>
      desk.inOne(async (piece, tx) => {
        await takeTurn({ tx });
        const found = await findPerson(piece, asked);
        const came = await piece(
          async (load, { connection }) => {
            await loadForErasure(load, connection, asked, found);
            await lastDeed(load);
          },
          ({ deciding }) => deciding.erase(asked, how),
        );
        // They have no key of their own by which a working copy could say that they are gone.
        if (came.kind === 'erased')
          await tx.change('DELETE FROM attempts WHERE NOT EXISTS (SELECT 1 FROM batches WHERE id = attempts.batch)');
        return came;
      }),
    readmit: (asked) =>
      desk.work(
        async (load) => {
          await takeTurn(load);
          await facts(load);
          await load.rows('erased', 'true');
          await lastDeed(load);
        },
        ({ deciding }) => deciding.readmit(asked),
      ),
    close: () => desk.database.close(),
  };
}

/** The rows that somebody may mean, what correction sheets have brought of them, and decisions. Returns how many. */
async function loadForDismissal(load: Loader, { file, line }: RowMeant): Promise<number> {
  const files = await loadFilesMeant(load, file);
  const named = await readingsOfLine(load, files, line);
  const words = await wordsOf(load, named);
  const origins = named.map((row) => {
    const { file_name: name, sheet_name: sheet, digest } = words(row);
    return writeOriginal({
      file: basename(String(name)),
      sheet: String(sheet),
      line,
      digest: shortDigest(digest as Uint8Array),
    });
  });
  const copies = await load.rows('readings', 'origin = ANY($1::text[])', [origins]);
  await load.rows('entries', 'id = ANY($1::bigint[])', [numbersIn([...named, ...copies], 'entry')]);
  await decisionsOn(load, await namesOf(load, [...named, ...copies]));
  return named.length + copies.length;
}
