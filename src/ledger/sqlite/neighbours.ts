/** Namesakes under near numbers: what was asked of them, and what a correction sheet has answered. */
import type { Answer } from '../rules/entry-store.ts';
import type { Connection, Row } from './connection.ts';
import { STATE } from './entry-rows.ts';
import { bytesOf, hex } from './stored-entry.ts';

export interface Neighbours {
  /** The people beside whom this one was held in this run. */
  askedBeside(person: string): readonly string[];
  /** Undefined where nothing was asked. */
  answer(person: string, other: string): Answer | undefined;
  /** Each of the others is asked about beside the person, and the other way round. */
  ask(person: string, others: Iterable<string>): void;
  /** An answer to what was asked in earlier runs. */
  keep(person: string): void;
  /** Leaves the question open in this run. No other row of the person closes it, whichever row comes first. */
  leaveOpen(person: string): void;
  keepOther(person: string, other: string): void;
}

export function neighboursIn(connection: Connection): Neighbours {
  const { db } = connection;
  const askedNow = db.prepare('SELECT other FROM neighbours WHERE person = ? AND asked = ?');
  const answerOf = db.prepare('SELECT asked, kept FROM neighbours WHERE person = ? AND other = ?');
  const setAsked = db.prepare('INSERT OR REPLACE INTO neighbours (person, other, asked, kept) VALUES (?, ?, ?, NULL)');
  const setKept = db.prepare('UPDATE neighbours SET kept = ?1 WHERE person = ?2 AND asked <> ?1 AND kept IS NULL');
  // An answer of an earlier run stands. So does one by which both records have been sent.
  const isSentOf = (who: string): string =>
    `EXISTS (SELECT 1 FROM entries WHERE entries.person = ${who}
     AND state IN (${STATE.sending}, ${STATE['in-doubt']}, ${STATE.accepted}))`;
  const setOpen = db.prepare(
    `UPDATE neighbours SET asked = ?1, kept = NULL WHERE person = ?2 AND (kept IS NULL OR kept = ?1)
       AND NOT (${isSentOf('neighbours.person')} AND ${isSentOf('neighbours.other')})`,
  );
  const setKeptFrom = db.prepare('UPDATE neighbours SET kept = ? WHERE person = ? AND other = ?');

  return {
    askedBeside: (person) => (askedNow.all(bytesOf(person), connection.run) as Row[]).map(({ other }) => hex(other)),
    answer(person, other) {
      const row = answerOf.get(bytesOf(person), bytesOf(other)) as Row | undefined;
      return row && { askedNow: row['asked'] === connection.run, kept: row['kept'] !== null };
    },
    ask(person, others) {
      for (const other of new Set(others)) {
        setAsked.run(bytesOf(person), bytesOf(other), connection.run);
        setAsked.run(bytesOf(other), bytesOf(person), connection.run);
      }
    },
    keep: (person) => setKept.run(connection.run, bytesOf(person)),
    leaveOpen: (person) => setOpen.run(connection.run, bytesOf(person)),
    keepOther: (person, other) => setKeptFrom.run(connection.run, bytesOf(other), bytesOf(person)),
  };
}
