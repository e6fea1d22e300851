/**
 * Whether a ledger is an older copy of itself. What such a copy believes to wait may have been sent since, so it is
 * asked for before it is sent (suspect.ts). A copy is made by `restore`, by hand, or by whoever puts a
 * backup of the disk back. Two things show it: the file is another one than at the last run (number and birth of the
 * inode, which a copy does not take along), or a mark beside it names a later run than it knows of. The mark has the
 * number of the run in its name, so that a folder that is copied over this one does not take it away.
 */
import { closeSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { basename, dirname } from 'node:path';
import { quietly } from '../../disk/quietly.ts';
import type { Connection, Row } from './connection.ts';
import { placeOf } from './place.ts';
import { lastRunOf } from './runs.ts';

/** Facts in `meta`. */
export const PLACE = 'place';
export const COPIED = 'copied';

/** When a run opens the ledger: notices that it is a copy, and writes down where it lies now. */
export async function noticeCopy(connection: Connection): Promise<void> {
  const { db, now } = connection;
  const here = placeNow(connection.path);
  const known = factOf(connection, PLACE);
  const run = lastRunOf(connection);
  const isElsewhere = known !== undefined && here !== undefined && isOther(known, here);
  const isOlder = isOlderThanMarks(connection.path, run);
  // They are of a ledger that was deleted here.
  if (run === 0) removeLaterMarks(connection.path, run);
  if (known === here && !isOlder) return;
  await connection.transaction(() => {
    const put = db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');
    if (here !== undefined) put.run(PLACE, here);
    // A ledger in which nothing has run yet is no copy of anything.
    if (run > 0 && (isElsewhere || isOlder)) put.run(COPIED, String(now()));
  });
  // What a killed run has left in the journal was taken out of it before, and nothing is to stand there until the end.
  await connection.rest();
  removeLaterMarks(connection.path, run);
}

/** Whether a mark beside `path` names a later run than the last one of the ledger. */
export function isOlderThanMarks(path: string, run: number): boolean {
  return run > 0 && Math.max(0, ...marksOf(path)) > run;
}

/** Takes away the marks of later runs than `run`. */
export function removeLaterMarks(path: string, run: number): void {
  for (const mark of marksOf(path)) if (mark > run) removeMark(path, mark);
}

/** Must run in a transaction: from now on the ledger takes itself for a copy. */
export function noteCopy({ db, now }: Connection): void {
  db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(COPIED, String(now()));
}

export function isCopy(connection: Pick<Connection, 'db'>): boolean {
  return factOf(connection, COPIED) !== undefined;
}

/** Must run in a transaction: whatever might have been sent was asked for, or cannot be. */
export function forgetCopy({ db }: Pick<Connection, 'db'>): void {
  db.prepare('DELETE FROM meta WHERE name = ?').run(COPIED);
}

/** Beside the ledger: this run has begun. A folder that cannot be written has no ledger that could either. */
export function markRun(path: string, run: number): void {
  quietly(() => {
    closeSync(openSync(markFile(path, run), 'a', 0o600));
    for (const mark of marksOf(path)) if (mark < run) removeMark(path, mark);
  });
}

/** The place of a restored ledger is a new one. Must run in a transaction. */
export function forgetPlace({ db }: Pick<Connection, 'db'>): void {
  db.prepare('DELETE FROM meta WHERE name = ?').run(PLACE);
}

function factOf({ db }: Pick<Connection, 'db'>, name: string): string | undefined {
  const row = db.prepare('SELECT value FROM meta WHERE name = ?').get(name) as Row | undefined;
  return row === undefined ? undefined : String(row['value']);
}

/**
 * Whether two places (number and birth of an inode) are those of two files. FAT and some network drives have no numbers
 * of their own: Linux makes other ones up at each mount. There the birth tells alone, which nothing can set; elsewhere
 * copying programs can, and numbers last.
 * @internal Exported for tests.
 */
export function isOther(known: string, here: string, system: string = platform()): boolean {
  const [number, birth] = known.split(' ');
  const [numberNow, birthNow] = here.split(' ');
  if (birth !== birthNow) return true;
  return number !== numberNow && (system !== 'linux' || birth === NO_BIRTH);
}

/** Of a file on a disk that does not say when it was made. */
const NO_BIRTH = '0';

/** Undefined where the disk gives files no number of their own. */
function placeNow(path: string): string | undefined {
  try {
    const { ino, birthtimeNs } = statSync(placeOf(path), { bigint: true });
    return ino === 0n ? undefined : `${ino} ${birthtimeNs}`;
  } catch {
    return undefined;
  }
}

function markFile(path: string, run: number): string {
  return `${placeOf(path)}.run-${run}`;
}

function removeMark(path: string, run: number): void {
  quietly(() => rmSync(markFile(path, run), { force: true }));
}

/** The runs that are marked beside the ledger. */
function marksOf(path: string): readonly number[] {
  const place = placeOf(path);
  const begin = `${basename(place)}.run-`;
  try {
    return readdirSync(dirname(place))
      .filter((name) => name.startsWith(begin) && /^\d{1,15}$/.test(name.slice(begin.length)))
      .map((name) => Number(name.slice(begin.length)));
  } catch {
    return [];
  }
}
