/**
 * Who else bears the name and the birthday of a newcomer, under another number; and of which of them a person has said
 * that they are somebody else.
 *
 * Numbers stand in sealed bodies only: where both bodies are there, the two numbers are compared. A body is erased once
 * the server has the record; then it is found out from the newcomer's side, since each of the 160 numbers near its own
 * has a fingerprint. That takes a millisecond instead of 10 µs (docs/performance.md), so it is done only for these.
 */
import { areNear, isConventionalBirthday, MOST_NAMESAKES, nearNiks } from '../../record/fields/namesakes.ts';
import type { DoseRecord } from '../../record/record.ts';
import { areApart, isSent } from '../rules/admission.ts';
import { type PreparedRecord, personFingerprint } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { openRecord, STATE, stateOf } from './entry-rows.ts';

export interface Namesakes {
  /** For a record that is about to be an entry; `family`: the entries under its own number. */
  meet(record: PreparedRecord, family: readonly Row[]): Meeting;
  /** Whoever bears these numbers in this run is held, and a person is asked whether they are one. */
  ask(person: Uint8Array, near: readonly Row[]): void;
  /** A row of this person was held and is brought again, confirmed: an answer to what was asked in earlier runs. */
  keep(person: Uint8Array): void;
  /**
   * It is brought again and nothing is said of it: what is open stays open in this run, whatever the person's other
   * rows say, and in any order.
   */
  leaveOpen(person: Uint8Array): void;
  /** The record is on the server, on its way or about to be; or it is held in this run. */
  isInPlay(entry: Row): boolean;
}

export interface Meeting {
  /** The entries in play of those whose number is one slip away. */
  readonly near: readonly Row[];
  /** The first entry of another namesake, where that says anything. */
  readonly other: Row | undefined;
}

export const NOBODY: Meeting = { near: [], other: undefined };

export function namesakesIn(connection: Connection, familyOf: (person: Uint8Array) => Row[]): Namesakes {
  const { db, sealer } = connection;
  const namesakesOf = db.prepare(
    `SELECT id, person, dose, state, run, line, sealed FROM entries WHERE namesake = ? AND person <> ? ORDER BY id LIMIT ${MOST_NAMESAKES + 1}`,
  );
  const askedNow = db.prepare('SELECT other FROM neighbours WHERE person = ? AND asked = ?');
  const answerOf = db.prepare('SELECT asked, kept FROM neighbours WHERE person = ? AND other = ?');
  const setAsked = db.prepare('INSERT OR REPLACE INTO neighbours (person, other, asked, kept) VALUES (?, ?, ?, NULL)');
  const setKept = db.prepare('UPDATE neighbours SET kept = ?1 WHERE person = ?2 AND asked < ?1 AND kept IS NULL');
  // An answer by which both have been sent, or one of an earlier run, stands.
  const isSentOf = (who: string): string =>
    `EXISTS (SELECT 1 FROM entries WHERE entries.person = ${who} AND state IN (${STATE.sending}, ${STATE['in-doubt']}, ${STATE.accepted}))`;
  const setOpen = db.prepare(
    `UPDATE neighbours SET asked = ?1, kept = NULL WHERE person = ?2 AND (kept IS NULL OR kept = ?1)
       AND NOT (${isSentOf('neighbours.person')} AND ${isSentOf('neighbours.other')})`,
  );
  const setKeptFrom = db.prepare('UPDATE neighbours SET kept = ? WHERE person = ? AND other = ?');

  function isInPlay({ state, run }: Row): boolean {
    const is = stateOf(state);
    return is === 'held' ? run === connection.run : is !== 'refused';
  }

  /** Those of them whose number is near the record's, with all their entries in play. */
  function neighboursAmong(others: readonly Row[], newcomer: DoseRecord): Map<string, Row[]> {
    const found = new Map<string, Row[]>();
    const near = nearFingerprints(newcomer);
    for (const other of others) {
      const name = hex(other['person']);
      if (!found.has(name) && isNeighbour(other, name, newcomer, near))
        found.set(name, familyOf(other['person'] as Uint8Array).filter(isInPlay));
    }
    return found;
  }

  function isNeighbour(
    { person, dose, sealed }: Row,
    name: string,
    { participant }: DoseRecord,
    near: () => Set<string>,
  ): boolean {
    if (sealed === null) return near().has(name);
    return areNear(participant.nik, openRecord(sealer, sealed, person, dose).participant.nik);
  }

  /** Of the numbers near the record's, worked out when they are asked for, and once. */
  function nearFingerprints({ programme, participant }: DoseRecord): () => Set<string> {
    let near: Set<string> | undefined;
    return () => {
      near ??= new Set(
        nearNiks(participant.nik).map((nik) => hex(personFingerprint(programme, nik, sealer).subarray(0, 16))),
      );
      return near;
    };
  }

  /**
   * Whether a person has said so; where only one side could be asked about, because the other is on the server, that
   * one speaks for both.
   */
  function isApart(person: Uint8Array, other: Uint8Array, family: readonly Row[]): boolean {
    const ofNewcomer = answerOf.get(person, other) as Row | undefined;
    const ofOther = answerOf.get(other, person) as Row | undefined;
    const isThere = family.some(({ state }) => isSent(stateOf(state)));
    const apart = areApart({
      newcomerKept: isKept(ofNewcomer),
      otherKept: isKept(ofOther),
      otherSent: isThere && ofOther?.['asked'] !== connection.run,
    });
    if (apart) setKeptFrom.run(connection.run, other, person);
    return apart;
  }

  return {
    isInPlay,
    meet(record, family) {
      const found = namesakesOf.all(record.namesake, record.person) as Row[];
      const others = found.length > MOST_NAMESAKES ? [] : found.filter(isInPlay);
      const asked = family.length === 0 ? [] : (askedNow.all(record.person, connection.run) as Row[]);
      if (others.length === 0 && asked.length === 0) return NOBODY;
      const newcomer = openRecord(sealer, record.sealed, record.person, record.dose);
      const neighbours = neighboursAmong(others, newcomer);
      const near: Row[] = [];
      for (const [other, entries] of neighbours)
        if (!isApart(record.person, Buffer.from(other, 'hex'), entries)) near.push(...entries);
      // A dose under another spelling of the name meets nobody, but who it belongs to is in question.
      const oldest = (entries: Row[]): number => Math.min(...entries.map(({ id }) => Number(id)));
      near.push(
        ...asked
          .filter(({ other }) => !neighbours.has(hex(other)))
          .map(({ other }) => familyOf(other as Uint8Array).filter(isInPlay))
          .toSorted((a, b) => oldest(a) - oldest(b))
          .flat(),
      );
      if (near.length > 0 || isConventionalBirthday(newcomer.participant.birthDate)) return { near, other: undefined };
      return { near, other: others.find(({ person }) => !neighbours.has(hex(person))) };
    },
    ask(person, near) {
      for (const other of new Map(
        near.map((entry) => [hex(entry['person']), entry['person'] as Uint8Array]),
      ).values()) {
        setAsked.run(person, other, connection.run);
        setAsked.run(other, person, connection.run);
      }
    },
    keep(person) {
      setKept.run(connection.run, person);
    },
    leaveOpen(person) {
      setOpen.run(connection.run, person);
    },
  };
}

function isKept(answer: Row | undefined): boolean {
  return (answer?.['kept'] ?? null) !== null;
}

function hex(bytes: unknown): string {
  return Buffer.from(bytes as Uint8Array).toString('hex');
}
