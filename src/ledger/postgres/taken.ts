/**
 * Which files a run has taken in. Two computers may be given one sheet at the same moment: the second one takes the
 * file over, and what the first one has to say of its rows is said all the same.
 */
import type { Tx } from './database.ts';

export const TAKEN_TABLE = 'CREATE TABLE taken (run bigint, file bigint, PRIMARY KEY (run, file))';

/** Must run in the transaction of the file. */
export async function noteTaken(tx: Tx, run: number, file: number): Promise<void> {
  await tx.change('INSERT INTO taken (run, file) VALUES ($1, $2) ON CONFLICT DO NOTHING', [run, file]);
}

/** SQL: the files that the run `$n` has taken in. */
export const filesOf = (run: string): string => `(SELECT taken.file FROM taken WHERE taken.run = ${run})`;

/** SQL over readings: the run has read it, and perhaps a later one after it. */
export const isReadBy = (run: string): string =>
  `(readings.run = ${run} OR (readings.run > ${run} AND readings.file IN ${filesOf(run)}))`;

/**
 * SQL over entries: settled by this run, or by one that began after it. What a worker sent meanwhile was not there
 * before.
 */
export const isSettledSince = (run: string): string => `(${run} > 0 AND entries.settled_run >= ${run})::int`;
