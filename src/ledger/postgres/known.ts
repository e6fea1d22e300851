/** What the ledger in PostgreSQL knows of records that stand on paper, for `reconcile`. */
import type { AcceptedEntry, KnownEntry, KnownLedger } from '../known.ts';
import { personFingerprint } from '../sealed/prepare.ts';
import type { Row } from '../sqlite/connection.ts';
import { STATE } from '../sqlite/entry-rows.ts';
import type { Desk } from './desk.ts';
import { numbersIn } from './needs/lives.ts';
import { facts } from './needs/locks.ts';
import { loadSheets } from './needs/surroundings.ts';
import { countOf } from './report-counts.ts';
import type { KnownSides } from './sides.ts';

const AT_ONCE = 1_000;

export function knownLedger(desk: Desk<KnownSides>): KnownLedger {
  return {
    target: () => desk.look(facts, ({ known }) => known.target()),
    isBound: () =>
      desk.look(
        (load) => load.rows('entries', `state = ${STATE.accepted} LIMIT 1`),
        ({ known }) => known.isBound(),
      ),
    hasMet: () => desk.look(facts, ({ known }) => known.hasMet()),
    lastSent: () => desk.ask((tx) => countOf(tx, 'SELECT coalesce(max(last_sent), 0) AS n FROM batches')),
    async entriesOf(people) {
      const found: (KnownEntry | undefined)[] = [];
      for (let from = 0; from < people.length; from += AT_ONCE) {
        const some = people.slice(from, from + AT_ONCE);
        const entries = await desk.look(
          (load, { connection: { sealer } }) =>
            load.rows('entries', 'person = ANY($1::bytea[])', [
              some.map(({ programme, identity }) => personFingerprint(programme, identity, sealer).subarray(0, 16)),
            ]),
          ({ known }) => known.entriesOf(some),
        );
        found.push(...entries);
      }
      return found;
    },
    async acceptedFrom(files) {
      const rows = await desk.ask((tx) =>
        tx.query('SELECT id FROM files WHERE name = ANY($1::text[]) OR digest = ANY($2::bytea[]) ORDER BY id', [
          files.map(({ name }) => name),
          files.map(({ digest }) => Buffer.from(digest)),
        ]),
      );
      const accepted: AcceptedEntry[] = [];
      for (const file of numbersIn(rows, 'id')) accepted.push(...(await acceptedOf(desk, file)));
      return accepted;
    },
    close: () => desk.database.close(),
  };
}

/** Found by the rows that speak for them, a page at a time. */
async function acceptedOf(desk: Desk<KnownSides>, file: number): Promise<readonly AcceptedEntry[]> {
  const accepted: AcceptedEntry[] = [];
  let page: readonly Row[] = [];
  do {
    const last = page.at(-1);
    const found = await desk.look(
      async (load) => {
        page = await load.found(
          'entries',
          `SELECT entries.* FROM readings JOIN entries ON entries.id = readings.entry
           WHERE readings.file = $1 AND (readings.sheet, readings.line, readings.part) > ($2, $3, $4)
             AND (entries.file, entries.sheet, entries.line, entries.part)
               = (readings.file, readings.sheet, readings.line, readings.part)
             AND entries.state = ${STATE.accepted}
           ORDER BY readings.sheet, readings.line, readings.part LIMIT ${AT_ONCE}`,
          [file, ...['sheet', 'line', 'part'].map((column) => Number(last?.[column] ?? -1))],
        );
        await loadSheets(load, numbersIn(page, 'sheet'));
        const [named] = await load.rows('files', 'id = $1', [file]);
        return named;
      },
      async ({ known, connection }) => {
        const [named] = connection.db.prepare('SELECT name, digest FROM files WHERE id = ?').all(file) as Row[];
        return named
          ? known.acceptedFrom([{ name: String(named['name']), digest: named['digest'] as Uint8Array }])
          : [];
      },
    );
    accepted.push(...found);
  } while (page.length === AT_ONCE);
  return accepted;
}
