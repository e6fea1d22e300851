/** Whether what waits is said by rows of other files as well. */
import { basename } from 'node:path';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE } from './entry-rows.ts';
import type { Place } from './places.ts';

export interface SpokenElsewhere {
  /** Before a file. */
  begin(): void;
  /** Whether a row of a file of another name speaks for the entry, or one stands beside it. */
  is(entry: number, place: Place): boolean;
}

export function spokenElsewhere({ db }: Pick<Connection, 'db'>): SpokenElsewhere {
  const spokenFor = db.prepare(
    `SELECT DISTINCT entry FROM readings
     WHERE kind = ${KIND.owner} AND entry IN (SELECT id FROM entries WHERE state = ${STATE.pending})
       AND file NOT IN (SELECT value FROM json_each(?))`,
  );
  const filesNamed = db.prepare('SELECT id, name FROM files');
  const besideIt = db.prepare(
    `SELECT 1 FROM readings INDEXED BY readings_beside
     WHERE entry = ? AND kind IN (${KIND.repeated}, ${KIND.held}) LIMIT 1`,
  );
  let elsewhere: ReadonlySet<number> | undefined;

  /** Looked for once a file: every row that says something else may ask. */
  function entriesOfOtherFiles(place: Place): ReadonlySet<number> {
    const name = basename(place.fileName);
    const versions = (filesNamed.all() as Row[])
      .filter((file) => basename(String(file['name'])) === name)
      .map(({ id }) => id);
    return new Set((spokenFor.all(JSON.stringify(versions)) as Row[]).map((row) => Number(row['entry'])));
  }

  return {
    begin() {
      elsewhere = undefined;
    },
    is(entry, place) {
      elsewhere ??= entriesOfOtherFiles(place);
      return elsewhere.has(entry) || besideIt.get(entry) !== undefined;
    },
  };
}
