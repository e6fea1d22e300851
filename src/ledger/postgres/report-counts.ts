/** What reports count, asked of PostgreSQL itself; what follows from the groups is added up as for SQLite. */
import type { ProblemCode } from '../../record/problems.ts';
import type { OpenProblem, RunOutcomes } from '../history-side.ts';
import type { FileFate, RowsForPerson } from '../report-side.ts';
import { ABOUT_OTHERS } from '../rules/about-others.ts';
import type { Row } from '../sqlite/connection.ts';
import { KIND, STATE } from '../sqlite/entry-rows.ts';
import { ASIDE, addForPerson, COPY_OF_HELD, OWNER } from '../sqlite/for-person.ts';
import { GONE } from '../sqlite/gone-rows.ts';
import { addProblems } from '../sqlite/open-problems.ts';
import { addOutcomes, noOutcomes } from '../sqlite/outcomes.ts';
import { groupOfEntries, type SiteGroup } from '../sqlite/site-counts.ts';
import type { Tx } from './database.ts';
import { filesOf, isReadBy, isSettledSince } from './taken.ts';

/**
 * The three kinds of rows that need a person, each from its own partial index on (`NEEDS_PERSON` in
 * sqlite/for-person.ts): without an entry of its own, a copy of one that is held, and whoever speaks for an entry.
 */
export const FROM_ASIDE = `FROM readings WHERE ${ASIDE}`;
const BESIDE = 'FROM entries JOIN readings ON readings.entry = entries.id WHERE entries.state <> 3';
export const FROM_COPIES = `${BESIDE} AND ${COPY_OF_HELD}`;
export const FROM_OWNERS = `${BESIDE} AND ${OWNER}`;

/** Readings of the run $1 in files that it has read. */
export async function outcomesOfRun(tx: Tx, run: number): Promise<RunOutcomes> {
  const [skipped] = await tx.query(
    `SELECT coalesce(sum(skipped), 0)::bigint AS n FROM files WHERE id IN ${filesOf('$1')}`,
    [run],
  );
  const groups = await tx.query(outcomesWhere(`readings.run >= $1 AND readings.file IN ${filesOf('$1')}`), [run]);
  return added(groups, skipped);
}

/** `run`: the one that asks. */
export async function fateOfFile(tx: Tx, run: number, file: number): Promise<FileFate> {
  const [skipped] = await tx.query('SELECT skipped AS n FROM files WHERE id = $1', [file]);
  const groups = await tx.query(outcomesWhere('readings.file = $2'), [run, file]);
  const lines = await countOf(
    tx,
    'SELECT count(*) AS n FROM (SELECT DISTINCT sheet, line FROM readings WHERE file = $1) AS lines',
    [file],
  );
  return { rows: lines + Number(skipped?.['n']), outcomes: added(groups, skipped) };
}

const outcomesWhere = (which: string): string =>
  `SELECT readings.kind, entries.state, entries.already, ${isSettledSince('$1')} AS now, count(*) AS n
   FROM readings LEFT JOIN entries ON entries.id = readings.entry WHERE ${which} GROUP BY 1, 2, 3, 4`;

function added(groups: readonly Row[], skipped: Row | undefined): RunOutcomes {
  const counts = noOutcomes();
  addOutcomes(counts, groups);
  return { ...counts, skipped: counts.skipped + Number(skipped?.['n']) };
}

export async function countForPerson(tx: Tx): Promise<RowsForPerson> {
  return addForPerson([
    ...(await tx.query(`SELECT kind, count(*) AS n ${FROM_ASIDE} GROUP BY kind`)),
    ...(await tx.query(`SELECT readings.kind, entries.state, count(*) AS n ${FROM_COPIES} GROUP BY 1, 2`)),
    ...(await tx.query(`SELECT readings.kind, entries.state, count(*) AS n ${FROM_OWNERS} GROUP BY 1, 2`)),
  ]);
}

/** As `countGone` in sqlite/gone-rows.ts. */
export function countGone(tx: Tx, run: number): Promise<number> {
  return countOf(
    tx,
    `SELECT count(*) AS n FROM entries WHERE state <> 3 AND state = ${STATE.held} AND run = $1
       AND file NOT IN ${filesOf('$1')}
       AND EXISTS (SELECT 1 FROM readings WHERE (readings.file, readings.sheet, readings.line, readings.part)
         = (entries.file, entries.sheet, entries.line, entries.part)
         AND strpos(coalesce(problems, ''), '${GONE.code}:') > 0)`,
    [run],
  );
}

/** As `countAboutOthers` in sqlite/for-person.ts: rows of several doses are one. */
export async function countAboutOthers(tx: Tx, run: number): Promise<ReadonlyMap<ProblemCode, number>> {
  const codes = [...ABOUT_OTHERS];
  const has = (code: string): string => `strpos(' ' || problems, ' ${code}:') > 0`;
  const counted = (code: string, at: number): string =>
    `count(DISTINCT (file, sheet, line)) FILTER (WHERE ${has(code)}) AS n${at}`;
  const of = (from: string): string =>
    `SELECT readings.file, readings.sheet, readings.line, readings.problems ${from} AND ${isReadBy('$1')}`;
  const [row = {}] = await tx.query(
    `SELECT ${codes.map(counted).join(', ')}
     FROM (${of(FROM_ASIDE)} UNION ALL ${of(FROM_COPIES)} UNION ALL ${of(FROM_OWNERS)}) AS found`,
    [run],
  );
  const counts = codes.map((code, at) => [code, Number(row[`n${at}`])] as const);
  return new Map(counts.filter(([, n]) => n > 0));
}

/** Problems without the lines that they name: so there are few groups. */
const PROBLEMS = "regexp_replace(readings.problems, ':[0-9]+', '', 'g')";

export async function openProblems(tx: Tx): Promise<readonly OpenProblem[]> {
  const groups = (from: string, state = 'NULL::bigint'): Promise<Row[]> =>
    tx.query(`SELECT ${PROBLEMS} AS problems, ${state} AS state, count(*) AS n ${from} GROUP BY 1, 2`);
  return addProblems([
    ...(await groups(FROM_ASIDE)),
    ...(await groups(FROM_COPIES)),
    ...(await groups(FROM_OWNERS, 'entries.state')),
  ]);
}

/** Reads all entries. */
export async function groupsBySite(tx: Tx): Promise<readonly SiteGroup[]> {
  const entries = await tx.query('SELECT site, state, count(*) AS n FROM entries GROUP BY site, state');
  const aside = await tx.query(`SELECT site, kind, count(*) AS n ${FROM_ASIDE} GROUP BY site, kind`);
  const copies = await tx.query(`SELECT entries.site, count(*) AS n ${FROM_COPIES} GROUP BY 1`);
  return [
    ...entries.map(groupOfEntries),
    ...aside.map(({ site, kind, n }): SiteGroup => {
      return { site, as: kind === KIND.invalid ? 'invalid' : 'held', n: Number(n) };
    }),
    ...copies.map(({ site, n }): SiteGroup => ({ site, as: 'held', n: Number(n) })),
  ];
}

export async function countOf(tx: Tx, text: string, values: readonly unknown[] = []): Promise<number> {
  const [row] = await tx.query(text, values);
  return Number(row?.['n']);
}
