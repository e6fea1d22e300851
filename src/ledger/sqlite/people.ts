/**
 * The memory for what a target calls people. A row is found by a fingerprint of the whole question (who, and of which
 * target), and its reference is sealed to that fingerprint: one person's can never be read as another's.
 */
import type { DoseRecord } from '../../record/record.ts';
import { notResolved } from '../../target/reason.ts';
import type { PeopleIndex, Person, Resolution } from '../../target/target.ts';
import type { Stranger } from '../delivery-side.ts';
import type { PersonAsked } from '../person-side.ts';
import type { Sealer } from '../sealed/seal.ts';
import { targetOf } from './binding.ts';
import type { Connection, Row } from './connection.ts';
import { openRecord, STATE, step } from './entry-rows.ts';
import { ownerOfEntry } from './server-words.ts';
import { genuine } from './signed-tables.ts';

export interface People {
  /** What the target calls those whom a record needs, in the order of `neededBy`; undefined where one is not known. */
  referencesFor(record: DoseRecord, neededBy: PeopleIndex['neededBy']): readonly Known[] | undefined;
  /** That these went out with an entry. Must run in a transaction, as `remember`. */
  noteNeeds(entry: number, known: readonly Known[]): void;
  /** Of whom these entries need a reference that is not known; each person once. */
  strangersOf(entries: readonly Row[], neededBy: PeopleIndex['neededBy']): readonly Stranger[];
  /** Returns how many entries were refused. */
  remember(found: ReadonlyMap<Stranger, Resolution>): number;
}

interface Known {
  readonly id: number;
  readonly reference: string;
}

export function peopleIn(connection: Connection): People {
  const { db, sealer, run } = connection;
  const find = db.prepare(`SELECT id, reference, ${genuine('people')} FROM people WHERE person = ?`);
  const add = db.prepare('INSERT OR IGNORE INTO people (id, person, reference, at) VALUES (?, ?, ?, ?)');
  const addNeed = db.prepare('INSERT OR IGNORE INTO needs (entry, person) VALUES (?, ?)');
  const entryOf = db.prepare(
    `SELECT id, person, dose, ${genuine('entries')} FROM entries WHERE id = ? AND state = ${STATE.pending}`,
  );
  const setRefused = db.prepare(
    'UPDATE entries SET state = ?, reasons = ?, settled_run = ?, piece = NULL WHERE id = ?',
  );

  const fingerprint = (person: Person): Buffer => questionAbout(sealer, targetOf(connection), person);

  function knownAs(person: Person): Known | undefined {
    const hidden = fingerprint(person);
    const row = find.get(hidden) as Row | undefined;
    if (!row) return undefined;
    return { id: Number(row['id']), reference: sealer.open(row['reference'] as Uint8Array, hidden).toString() };
  }

  /** Somebody may have sent or corrected it meanwhile; then nothing is refused. */
  function refuse(id: number, person: Person, kind: 'unknown' | 'unsure'): number {
    const row = entryOf.get(id) as Row | undefined;
    if (!row) return 0;
    const reasons = sealer.seal(JSON.stringify([notResolved(person, kind)]), ownerOfEntry(row));
    setRefused.run(step('pending', 'not-resolved'), reasons, run, id);
    return 1;
  }

  return {
    referencesFor(record, neededBy) {
      const known = neededBy(record).map(knownAs);
      return known.every((each) => each !== undefined) ? known : undefined;
    },

    noteNeeds(entry, known) {
      for (const { id } of known) addNeed.run(entry, id);
    },

    strangersOf(entries, neededBy) {
      const strangers = new Map<string, { person: Person; entries: number[] }>();
      for (const { id, sealed, person: owner, dose } of entries)
        for (const person of neededBy(openRecord(sealer, sealed, owner, dose))) {
          if (knownAs(person)) continue;
          const text = fingerprint(person).toString('latin1');
          const stranger = strangers.get(text) ?? { person, entries: [] };
          strangers.set(text, stranger);
          stranger.entries.push(Number(id));
        }
      return [...strangers.values()];
    },

    remember(found) {
      let refused = 0;
      for (const [{ person, entries }, resolution] of found) {
        if (resolution.kind === 'known') {
          const hidden = fingerprint(person);
          add.run(
            connection.numbers.next('people'),
            hidden,
            sealer.seal(resolution.reference, hidden),
            connection.now(),
          );
        } else for (const id of entries) refused += refuse(id, person, resolution.kind);
      }
      return refused;
    },
  };
}

/** Under which fingerprints the references are kept that these people are called by. */
export function fingerprintsOf(connection: Connection, people: readonly Person[]): Buffer[] {
  const target = targetOf(connection);
  return people.map((person) => questionAbout(connection.sealer, target, person));
}

/** Whom the records of these entries need. */
export function neededByRows(
  { sealer }: Pick<Connection, 'sealer'>,
  rows: readonly Row[],
  neededBy: PeopleIndex['neededBy'],
) {
  return rows.flatMap(({ sealed, person, dose }) =>
    sealed === null ? [] : neededBy(openRecord(sealer, sealed, person, dose)),
  );
}

/** The fingerprint of a whole question. */
function questionAbout(sealer: Sealer, target: string, person: Omit<Person, 'field'>): Buffer {
  const { role, identity, name = '', birthDate = '' } = person;
  return sealer.fingerprint(JSON.stringify(['who', target, role, identity, name, birthDate]));
}

/**
 * What the target calls one person: rows that the questions about them find, as far as these can be made again, and
 * those that only their entries (`of`) went out with.
 */
export function referencesOf(
  connection: Connection,
  { identity }: PersonAsked,
  of: readonly Row[],
): { readonly id: number; readonly at: number }[] {
  const { db } = connection;
  const find = db.prepare(`SELECT id, at, ${genuine('people')} FROM people WHERE person = ?`);
  const ids = JSON.stringify(of.map(({ id }) => Number(id)));
  const alone = db.prepare(
    `SELECT id, at, ${genuine('people')} FROM people
     WHERE id IN (SELECT person FROM needs WHERE entry IN (SELECT value FROM json_each(?1)))
       AND id NOT IN (SELECT person FROM needs WHERE entry NOT IN (SELECT value FROM json_each(?1)))`,
  );
  const asked = questionsAbout(connection, identity, of).map((question) => find.get(question) as Row | undefined);
  const rows = [...asked, ...(of.length === 0 ? [] : (alone.all(ids) as Row[]))].filter((row) => row !== undefined);
  return Array.from(new Map(rows.map(({ id, at }) => [Number(id), Number(at)])), ([id, at]) => ({ id, at }));
}

/** The fingerprints of the questions about one person, as far as they can be made again out of the entries `of`. */
export function questionsAbout(connection: Connection, identity: string, of: readonly Row[]): Buffer[] {
  const { sealer } = connection;
  const target = targetOf(connection);
  const names = of.flatMap(({ sealed, person, dose }) =>
    sealed === null ? [] : [openRecord(sealer, sealed, person, dose).participant],
  );
  const questions = (['participant', 'vaccinator'] as const).flatMap((role) => [
    { role, identity },
    ...names.flatMap(({ name, birthDate }) => [
      { role, identity, name },
      { role, identity, name, birthDate },
    ]),
  ]);
  return questions.map((question) => questionAbout(sealer, target, question));
}

/**
 * Forgets what was asked for before `before` (epoch ms), and with `unneeded` also whom no entry needs any more. What
 * an open entry went out with stays: it may have to be sent again as it was. Must run in a transaction.
 */
export function forgetPeople({ db }: Pick<Connection, 'db'>, before: number, unneeded: boolean): void {
  const open = `SELECT needs.person FROM needs JOIN entries ON entries.id = needs.entry
    WHERE entries.state IN (${STATE.sending}, ${STATE['in-doubt']})`;
  db.prepare(`DELETE FROM people WHERE at < ? AND id NOT IN (${open})`).run(before);
  if (unneeded) db.exec('DELETE FROM people WHERE id NOT IN (SELECT person FROM needs)');
  db.exec('DELETE FROM needs WHERE person NOT IN (SELECT id FROM people)');
}
