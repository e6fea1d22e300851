/** What the ledger has of one person: rows are found a page at a time, since a number may stand in any of them. */
import type { PersonAsked } from '../../person-side.ts';
import type { Connection, Row } from '../../sqlite/connection.ts';
import { STATE } from '../../sqlite/entry-rows.ts';
import { questionsAbout } from '../../sqlite/people.ts';
import { mentioning, personFingerprints, personRows, type ReadingKey } from '../../sqlite/person-rows.ts';
import type { Loader } from '../working-copy.ts';
import { loadLives, numbersIn } from './lives.ts';
import { facts } from './locks.ts';
import { loadSheets, readingsAt } from './surroundings.ts';

/** Loads a page and looks at it. */
type Look = <T>(
  needs: (load: Loader) => Promise<unknown>,
  work: (sides: { readonly connection: Connection }) => Promise<T>,
) => Promise<T>;

/** Where a person is named, by the numbers of rows, sheets and entries. */
export interface PersonFound {
  readonly named: readonly ReadingKey[];
  readonly similar: readonly ReadingKey[];
  readonly sheets: readonly number[];
  /** Entries of others that wait and name the number. */
  readonly mentions: readonly number[];
}

const AT_ONCE = 2_000;
const BEGIN: ReadingKey = [-1, -1, -1, -1];
const IN_FILES = '(file, sheet, line, part) > ($1, $2, $3, $4) ORDER BY file, sheet, line, part';

/** Looks through all rows that could not be read, and the words of all sheets. */
export async function findPerson(look: Look, asked: PersonAsked): Promise<Omit<PersonFound, 'mentions'>> {
  const named: ReadingKey[] = [];
  const similar: ReadingKey[] = [];
  let page: readonly Row[] = [];
  let last = BEGIN;
  do {
    const found = await look(
      async (load) => {
        const which = `kind IN (2, 3) AND kind = 3 AND sealed IS NOT NULL AND ${IN_FILES} LIMIT ${AT_ONCE}`;
        page = await load.rows('readings', which, last);
      },
      async ({ connection }) => personRows(connection, asked),
    );
    named.push(...found.named);
    similar.push(...found.similar);
    last = keyOf(page.at(-1));
  } while (page.length === AT_ONCE);
  return { named, similar, sheets: await sheetsNaming(look, asked) };
}

function keyOf(row: Row | undefined): ReadingKey {
  return row ? [Number(row['file']), Number(row['sheet']), Number(row['line']), Number(row['part'])] : BEGIN;
}

async function sheetsNaming(look: Look, asked: PersonAsked): Promise<number[]> {
  const sheets: number[] = [];
  let page: readonly Row[] = [];
  let last = 0;
  do {
    const found = await look(
      async (load) => {
        page = await load.rows('sheets', `sealed IS NOT NULL AND id > $1 ORDER BY id LIMIT ${AT_ONCE}`, [last]);
      },
      async ({ connection }) => personRows(connection, asked).sheets,
    );
    sheets.push(...found);
    last = Number(page.at(-1)?.['id'] ?? 0);
  } while (page.length === AT_ONCE);
  return sheets;
}

/** States in which an entry has its body. */
export const WITH_BODY = [STATE.pending, STATE.sending, STATE['in-doubt'], STATE.refused, STATE.held];

/** Looks through all records that wait. */
export async function findMentions(look: Look, asked: PersonAsked): Promise<number[]> {
  const mentions: number[] = [];
  for (const state of WITH_BODY) {
    let page: readonly Row[] = [];
    let last = 0;
    do {
      const found = await look(
        async (load) => {
          page = await loadOpen(load, state, last, AT_ONCE);
        },
        async ({ connection }) => Array.from(mentioning(connection, asked, new Set()), ({ id }) => Number(id)),
      );
      mentions.push(...found);
      last = Number(page.at(-1)?.['id'] ?? 0);
    } while (page.length === AT_ONCE);
  }
  return mentions;
}

/** The next entries of this state that have a body, behind the one with the number `last`. */
export function loadOpen(load: Loader, state: number, last: number, limit: number): Promise<readonly Row[]> {
  return load.rows(
    'entries',
    `state <> 3 AND state = $1 AND sealed IS NOT NULL AND id > $2 ORDER BY id LIMIT ${limit}`,
    [state, last],
  );
}

/** All of one person, for whoever is asked what is known. */
export async function loadKnown(
  load: Loader,
  connection: Connection,
  asked: PersonAsked,
  found: PersonFound,
): Promise<void> {
  const { entries, readings } = await loadOwn(load, connection, asked, found, '');
  const names = entries.flatMap(({ namesake }) => (namesake === null ? [] : [Buffer.from(namesake as Uint8Array)]));
  const others = [
    ...(await load.rows('entries', 'namesake = ANY($1::bytea[]) AND namesake IS NOT NULL', [names])),
    ...(await load.rows('entries', 'id = ANY($1::bigint[])', [found.mentions])),
  ];
  const similar = await readingsAt(load, found.similar);
  await loadLives(load, readings);
  await loadSheets(load, [...new Set([...numbersIn([...entries, ...others, ...similar], 'sheet'), ...found.sheets])]);
}

/** The same, locked, with whatever hangs on it, for whoever erases it. */
export async function loadForErasure(
  load: Loader,
  connection: Connection,
  asked: PersonAsked,
  found: Omit<PersonFound, 'mentions'>,
): Promise<void> {
  const { entries, readings } = await loadOwn(load, connection, asked, found, ' ORDER BY id FOR UPDATE');
  const gone = [...readings, ...(await stoodFor(load, readings))];
  await load.rows('entries', 'id = ANY($1::bigint[])', [numbersIn(gone, 'entry')]);
  const own = numbersIn(gone, 'decision');
  await load.rows('decisions', 'id = ANY($1::bigint[])', [own]);
  await load.rows('readings', 'decision = ANY($1::bigint[])', [own]);
  await load.rows('sheets', 'id = ANY($1::bigint[])', [found.sheets]);
  await loadSheets(load, numbersIn(gone, 'sheet'));
  const people = personFingerprints(connection, asked).map(Buffer.from);
  await load.rows('neighbours', 'person = ANY($1::bytea[])', [people]);
  await load.rows('neighbours', 'other = ANY($1::bytea[])', [people]);
  await loadBatches(load, entries);
}

/** Entries and rows of the person, what the target calls them, and when something of them was erased. */
async function loadOwn(
  load: Loader,
  connection: Connection,
  asked: PersonAsked,
  { named }: Pick<PersonFound, 'named'>,
  lock: string,
): Promise<{ entries: readonly Row[]; readings: readonly Row[] }> {
  await facts(load);
  await load.rows('erased', 'true');
  const people = personFingerprints(connection, asked).map(Buffer.from);
  const entries = await load.rows('entries', `person = ANY($1::bytea[])${lock}`, [people]);
  const ids = numbersIn(entries, 'id');
  await load.rows('lately', 'entry = ANY($1::bigint[])', [ids]);
  await load.rows('batches', 'id = ANY($1::bigint[])', [numbersIn(entries, 'batch')]);
  await loadReferences(load, questionsAbout(connection, asked.identity, entries), ids);
  const readings = [
    ...(await load.rows('readings', 'entry = ANY($1::bigint[])', [ids])),
    ...(await readingsAt(load, named)),
  ];
  return { entries, readings };
}

/** What was asked about them, and what went out with their entries: whether with those of somebody else, too. */
async function loadReferences(load: Loader, questions: readonly Buffer[], ids: readonly number[]): Promise<void> {
  const asked = await load.rows('people', 'person = ANY($1::bytea[])', [questions]);
  await load.rows('needs', 'person = ANY($1::bigint[])', [numbersIn(asked, 'id')]);
  const needed = numbersIn(await load.rows('needs', 'entry = ANY($1::bigint[])', [ids]), 'person');
  await load.rows('people', 'id = ANY($1::bigint[])', [needed]);
  await load.found(
    'needs',
    `SELECT other.* FROM unnest($1::bigint[]) AS of(id) CROSS JOIN LATERAL
       (SELECT * FROM needs WHERE needs.person = of.id AND needs.entry <> ALL($2::bigint[]) LIMIT 1) AS other`,
    [needed, ids],
  );
}

/** Rows that others of these stand for, and the decisions that say so. */
async function stoodFor(load: Loader, readings: readonly Row[]): Promise<readonly Row[]> {
  const all: Row[] = [];
  let next = readings;
  while (next.length > 0) {
    const decisions = await load.found(
      'decisions',
      `SELECT decisions.* FROM
         unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) AS at(file, sheet, line, part)
       JOIN decisions ON (by_file, by_sheet, by_line, by_part) = (at.file, at.sheet, at.line, at.part)
         AND by_file IS NOT NULL`,
      ['file', 'sheet', 'line', 'part'].map((column) => next.map((row) => row[column])),
    );
    const seen = new Set([...readings, ...all].map((row) => keyOf(row).join(' ')));
    const found = await load.rows('readings', 'decision = ANY($1::bigint[])', [numbersIn(decisions, 'id')]);
    next = found.filter((row) => !seen.has(keyOf(row).join(' ')));
    all.push(...next);
  }
  return all;
}

/** The batches that the entries went in, and of each one other entry that did, where there is one. */
async function loadBatches(load: Loader, entries: readonly Row[]): Promise<void> {
  const ids = numbersIn(entries, 'id');
  const passages = await load.rows('passages', 'entry = ANY($1::bigint[])', [ids]);
  const batches = [...new Set([...numbersIn(entries, 'batch'), ...numbersIn(passages, 'batch')])];
  if (batches.length === 0) return;
  await load.rows('batches', 'id = ANY($1::bigint[])', [batches]);
  await load.found(
    'entries',
    'SELECT DISTINCT ON (batch) * FROM entries WHERE batch = ANY($1::bigint[]) AND id <> ALL($2::bigint[])',
    [batches, ids],
  );
  await load.found(
    'passages',
    `SELECT other.* FROM unnest($1::bigint[]) AS of(id) CROSS JOIN LATERAL
       (SELECT * FROM passages WHERE passages.batch = of.id AND passages.entry <> ALL($2::bigint[]) LIMIT 1) AS other`,
    [batches, ids],
  );
}
