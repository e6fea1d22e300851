/** What a person decides outside of any run: what each decision needs, and what SQLite's ledger makes of it. */
import { basename } from 'node:path';
import { shortDigest } from '../../record/row/original-row.ts';
import type { DecidingLedger, RowMeant } from '../deciding-side.ts';
import type { Row } from '../sqlite/connection.ts';
import { namedRow } from '../sqlite/decision-rows.ts';
import { writeOriginal } from '../sqlite/entry-rows.ts';
import type { Desk } from './desk.ts';
import { purge } from './forget.ts';
import { loadFilesMeant, numbersIn, readingsOfLine } from './needs/lives.ts';
import { facts, lastDeed, takeTurn } from './needs/locks.ts';
import { findPerson, loadForErasure } from './needs/person.ts';
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

const NOTHING = new Uint8Array();

/** The rows that somebody may mean, what correction sheets have brought of them, and decisions. Returns how many. */
async function loadForDismissal(load: Loader, { file, line }: RowMeant): Promise<number> {
  const files = await loadFilesMeant(load, file);
  const named = await readingsOfLine(load, files, line);
  const words = await sheetsOf(load, named);
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
  const wordsOfCopies = await sheetsOf(load, copies);
  await load.rows('entries', 'id = ANY($1::bigint[])', [numbersIn([...named, ...copies], 'entry')]);
  const rows = [
    ...named.map((row) => ({ ...row, ...words(row) })),
    ...copies.map((row) => ({ ...row, ...wordsOfCopies(row) })),
  ];
  const names = rows.map((row) => namedRow(row as Row, NOTHING));
  await load.found(
    'decisions',
    `SELECT decisions.* FROM
       (SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::bigint[]) AS of(file, sheet, line))
     AS of JOIN decisions USING (file, sheet, line)`,
    [names.map((each) => each.file), names.map(({ sheet }) => sheet), names.map((each) => each.line)],
  );
  return rows.length;
}

/** Loads the sheets and files of readings. Returns their names, and the digest of the file, for each. */
async function sheetsOf(load: Loader, readings: readonly Row[]): Promise<(reading: Row) => Row> {
  const sheets = await load.rows('sheets', 'id = ANY($1::bigint[])', [numbersIn(readings, 'sheet')]);
  const files = await load.rows('files', 'id = ANY($1::bigint[])', [numbersIn(readings, 'file')]);
  const sheetNames = new Map(sheets.map(({ id, name }) => [id, name]));
  const filesById = new Map(files.map((row) => [row['id'], row]));
  return ({ file, sheet }) => ({
    file_name: filesById.get(file)?.['name'] ?? '',
    sheet_name: sheetNames.get(sheet) ?? '',
    digest: filesById.get(file)?.['digest'] ?? NOTHING,
  });
}
