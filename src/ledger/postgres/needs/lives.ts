/** What is told of the lives of rows (sqlite/life.ts): what became of each, and of what was decided about it. */
import type { Row } from '../../sqlite/connection.ts';
import type { Loader } from '../working-copy.ts';
import { loadSheets } from './surroundings.ts';

/** SQL, as the index has it: what stands behind the last slash or backslash of the name of a file. */
export const CALLED = "substring(name from '[^/\\\\]*$')";

/** The same of a name: the superset of what any system takes for the name of a file. */
export function lastPart(name: string): string {
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
}

/** Files that somebody may mean who types this, and some more. */
export function loadFilesMeant(load: Loader, file: string): Promise<readonly Row[]> {
  return load.rows('files', `${CALLED} = $1`, [lastPart(file)]);
}

/** The readings of a line in any sheet of these files. */
export function readingsOfLine(load: Loader, files: readonly Row[], line: number): Promise<readonly Row[]> {
  return load.found(
    'readings',
    `SELECT readings.* FROM sheets JOIN readings ON readings.file = sheets.file AND readings.sheet = sheets.id
     WHERE sheets.file = ANY($1::bigint[]) AND readings.line = $2`,
    [files.map(({ id }) => id), line],
  );
}

/** Entries, batches, attempts and decisions of readings that are loaded, and the sheets of all that is named. */
export async function loadLives(load: Loader, readings: readonly Row[]): Promise<void> {
  const entries = await load.rows('entries', 'id = ANY($1::bigint[])', [numbersIn(readings, 'entry')]);
  const passages = await load.rows('passages', 'entry = ANY($1::bigint[])', [numbersIn(entries, 'id')]);
  const batches = [...new Set([...numbersIn(entries, 'batch'), ...numbersIn(passages, 'batch')])];
  await load.rows('batches', 'id = ANY($1::bigint[])', [batches]);
  await load.rows('attempts', 'batch = ANY($1::bigint[])', [batches]);
  const decisions = await load.rows('decisions', 'id = ANY($1::bigint[])', [numbersIn(readings, 'decision')]);
  await loadSheets(load, [
    ...new Set([...numbersIn(readings, 'sheet'), ...numbersIn(entries, 'sheet'), ...numbersIn(decisions, 'by_sheet')]),
  ]);
}

/** The numbers that stand in a column, each once. */
export function numbersIn(rows: readonly Row[], column: string): number[] {
  return [...new Set(rows.flatMap((row) => (row[column] === null ? [] : [Number(row[column])])))];
}
