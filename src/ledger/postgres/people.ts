/** What the ledger in PostgreSQL tells of one person, and of whom it can tell anything. */
import type { PersonLedger, PersonReadable } from '../person-side.ts';
import type { Connection, Row } from '../sqlite/connection.ts';
import { STATE } from '../sqlite/entry-rows.ts';
import { readableEntries, readableRows } from '../sqlite/people-affected.ts';
import type { Desk } from './desk.ts';
import { numbersIn } from './needs/lives.ts';
import { findMentions, findPerson, loadKnown, loadOpen, WITH_BODY } from './needs/person.ts';
import { loadSheets } from './needs/surroundings.ts';
import type { PersonSides } from './sides.ts';
import type { Loader } from './working-copy.ts';

const AT_ONCE = 1_000;

export function personLedger(desk: Desk<PersonSides>): PersonLedger {
  return {
    known: (asked) =>
      desk.atOnce(async () => {
        const found = { ...(await findPerson(desk.look, asked)), mentions: await findMentions(desk.look, asked) };
        return desk.look(
          (load, { connection }) => loadKnown(load, connection, asked, found),
          ({ people }) => people.known(asked),
        );
      }),
    readable: () => readable(desk),
    async fingerprinted() {
      const rows = await desk.ask((tx) =>
        tx.query(
          `SELECT files.name AS file, count(DISTINCT entries.person) AS people, count(*) AS records
           FROM entries JOIN files ON files.id = entries.file
           WHERE entries.state = ${STATE.accepted}
             AND NOT EXISTS (SELECT 1 FROM lately WHERE lately.entry = entries.id)
           GROUP BY files.id, files.name ORDER BY files.id`,
        ),
      );
      return rows.map(({ file, people, records }) => ({
        file: String(file),
        people: Number(people),
        records: Number(records),
      }));
    },
    close: () => desk.database.close(),
  };
}

/** Loads the next rows behind the one that the page before ended with. */
type NextPage = (load: Loader, last: Row | undefined) => Promise<readonly Row[]>;
type Tell = (connection: Connection) => Iterable<PersonReadable>;

/** Records that wait, then those that were accepted lately, then rows that need a person and are no entry's own. */
async function* readable(desk: Desk<PersonSides>): AsyncIterable<PersonReadable> {
  for (const state of WITH_BODY)
    yield* pages(
      desk,
      async (load, last) => {
        const entries = await loadOpen(load, state, Number(last?.['id'] ?? 0), AT_ONCE);
        await loadSheets(load, numbersIn(entries, 'sheet'));
        return entries;
      },
      readableEntries,
    );
  yield* pages(desk, loadLately, readableEntries);
  yield* pages(desk, loadAside, readableRows);
}

async function loadLately(load: Loader, last: Row | undefined): Promise<readonly Row[]> {
  const lately = await load.rows('lately', `id > $1 ORDER BY id LIMIT ${AT_ONCE}`, [Number(last?.['id'] ?? 0)]);
  const entries = await load.rows('entries', `id = ANY($1::bigint[]) AND state = ${STATE.accepted}`, [
    numbersIn(lately, 'entry'),
  ]);
  await loadSheets(load, numbersIn(entries, 'sheet'));
  return lately;
}

async function loadAside(load: Loader, last: Row | undefined): Promise<readonly Row[]> {
  const rows = await load.rows(
    'readings',
    `kind IN (2, 3) AND sealed IS NOT NULL AND (file, sheet, line, part) > ($1, $2, $3, $4)
     ORDER BY file, sheet, line, part LIMIT ${AT_ONCE}`,
    ['file', 'sheet', 'line', 'part'].map((column) => Number(last?.[column] ?? -1)),
  );
  await load.rows('entries', 'id = ANY($1::bigint[])', [numbersIn(rows, 'entry')]);
  await loadSheets(load, numbersIn(rows, 'sheet'));
  return rows;
}

async function* pages(desk: Desk<PersonSides>, next: NextPage, tell: Tell): AsyncIterable<PersonReadable> {
  let page: readonly Row[] = [];
  do {
    const last = page.at(-1);
    yield* await desk.look(
      async (load) => {
        page = await next(load, last);
      },
      async ({ connection }) => Array.from(tell(connection)),
    );
  } while (page.length === AT_ONCE);
}
