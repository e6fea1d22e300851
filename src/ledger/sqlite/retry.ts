/**
 * What the server refused is sent again as it is: `retry`, and `import --retry-refused`. The body of a refused record
 * is kept, so the sheet is not needed. It gets a new batch and with it a new idempotency key: under the old one a
 * server that honours keys repeats its refusal.
 */
import { basename } from 'node:path';
import { shortDigest } from '../../record/row/original-row.ts';
import type { Retrial, RetryingLedger, ToRetry } from '../deciding-side.ts';
import { addDeed } from './audit.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE, step, writeOriginal } from './entry-rows.ts';
import { filesMeant } from './life.ts';

/**
 * The piece of what is sent again: it comes after all others, so that rows which are refused once more hold up nobody.
 */
export const AGAIN = 0;

/** Refused, and still spoken for: nobody has taken its row off the list. */
const REFUSED = `state = ${STATE.refused} AND EXISTS (
  SELECT 1 FROM readings WHERE (file, sheet, line, part) = (entries.file, entries.sheet, entries.line,
  entries.part) AND kind = ${KIND.owner})`;
const OPEN = `SELECT id FROM entries INDEXED BY entries_open WHERE state <> 3 AND ${REFUSED}`;
/** Rows that speak for an entry or repeat it. */
const ENTRY_OF = `SELECT entry FROM readings WHERE entry IS NOT NULL AND kind IN (${KIND.owner}, ${KIND.repeated})`;

/** The parts of a retrial. */
export interface Retrying {
  /**
   * Undefined where nothing of that name was ever read. Rows of correction sheets count for the file that they correct.
   */
  found(which: ToRetry): number[] | undefined;
  /** Must run in a transaction, as `note`. */
  again(entries: Iterable<number>): void;
  /** That so many entries are sent again. */
  note(which: ToRetry, entries: number): void;
}

export function retryingLedger(connection: Connection): RetryingLedger {
  const { found, again, note } = retryingIn(connection);
  return {
    retry: (which) =>
      connection.transaction((): Retrial => {
        const ids = found(which);
        if (!ids) return { kind: 'unknown' };
        const entries = new Set(ids);
        again(entries);
        note(which, entries.size);
        return { kind: 'retried', entries: entries.size };
      }),
  };
}

export function retryingIn(connection: Connection): Retrying {
  const { db } = connection;
  const all = db.prepare(OPEN);
  const ofRun = db.prepare(`${OPEN} AND run = ?`);
  const ofFile = db.prepare(`${OPEN} AND (file = ?1 OR id IN (${ENTRY_OF} AND origin >= ?2 AND origin < ?3))`);
  const ofLine = db.prepare(`${OPEN} AND id IN (${ENTRY_OF} AND file = ? AND line = ?)`);
  const ofOrigin = db.prepare(`${OPEN} AND id IN (${ENTRY_OF} AND origin = ?)`);
  const isRead = db.prepare('SELECT 1 FROM readings WHERE file = ? AND line = ? LIMIT 1');
  const fileOf = db.prepare('SELECT id, name, digest FROM files WHERE id = ?');
  const sheetsOf = db.prepare('SELECT name FROM sheets WHERE file = ?');
  const retry = db.prepare(
    `UPDATE entries SET state = ?, piece = ${AGAIN}, failures = 0, settled_run = NULL, reasons = NULL WHERE id = ?`,
  );

  function idsOf(rows: unknown): number[] {
    return (rows as Row[]).map(({ id }) => Number(id));
  }

  function found(which: ToRetry): number[] | undefined {
    if (which.kind === 'all') return idsOf(all.all());
    if (which.kind === 'run') return idsOf(ofRun.all(connection.run));
    const files = versionsOf(which.file);
    const [latest] = files;
    if (!latest) return undefined;
    const { line } = which;
    if (line === undefined) {
      const range = originsOf(String(latest['name']));
      return files.flatMap(({ id }) => idsOf(ofFile.all(Number(id), ...range)));
    }
    const read = files.filter(({ id }) => isRead.get(Number(id), line));
    return read.length > 0 ? read.flatMap((file) => ofRow(file, line)) : undefined;
  }

  /** Of one name, the one that was read last first. */
  function versionsOf(file: string): Row[] {
    const files = filesMeant(connection, file).map((id) => fileOf.get(id) as Row);
    return files.filter(({ name }) => name === files[0]?.['name']);
  }

  function ofRow({ id, name, digest }: Row, line: number): number[] {
    const corrections = (sheetsOf.all(Number(id)) as Row[]).flatMap(({ name: sheet }) => {
      const from = { file: basename(String(name)), digest: shortDigest(digest as Uint8Array) };
      return idsOf(ofOrigin.all(writeOriginal({ ...from, sheet: String(sheet), line })));
    });
    return [...idsOf(ofLine.all(Number(id), line)), ...corrections];
  }

  return {
    found,
    again(entries) {
      for (const id of entries) retry.run(step('refused', 'retried'), id);
    },
    note(which, entries) {
      const { kind: _, ...what } = which;
      addDeed(connection, 'retried', { run: connection.run, ...what, entries });
    },
  };
}

/** The range of `origin` in which rows stand that correct a file of this name: from the first on, up to the second. */
export function originsOf(name: string): readonly [string, string] {
  const from = JSON.stringify([basename(name)]).slice(0, -1);
  // A comma follows the name of the file, and a hyphen is the next character.
  return [`${from},`, `${from}-`];
}
