/** Which rows need a person: one condition for the list of them and for their number. Superseded rows never do. */
import type { ProblemCode } from '../../record/problems.ts';
import type { RowForPerson, RowsForPerson } from '../report-side.ts';
import { ABOUT_OTHERS } from '../rules/about-others.ts';
import { readProblems } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE } from './entry-rows.ts';

/**
 * A row without an entry of its own: invalid, or in conflict with another one, which may be on the server already. The
 * condition of the index readings_aside.
 */
export const ASIDE = `readings.kind IN (${KIND.held}, ${KIND.invalid})`;
/** A copy of a row that is held. */
export const COPY_OF_HELD = `readings.kind = ${KIND.repeated} AND entries.state = ${STATE.held}`;
/** The row that speaks for an entry which is refused or held. */
export const OWNER = `readings.kind = ${KIND.owner} AND entries.state IN (${STATE.refused}, ${STATE.held})
  AND (readings.file, readings.sheet, readings.line, readings.part) = (entries.file, entries.sheet, entries.line,
  entries.part)`;

/** Over readings and the entry that each belongs to. */
export const NEEDS_PERSON = `(${ASIDE} OR (${COPY_OF_HELD}) OR (${OWNER}))`;

/** What a row that needs a person has come to. */
export function outcomeForPerson({ kind, state }: Row): RowForPerson['outcome'] {
  if (kind === KIND.invalid) return 'invalid';
  return kind === KIND.owner && state === STATE.refused ? 'refused' : 'held';
}

/** The copies of rows that are held, from their entries on. */
export const COPIES_OF_HELD = `FROM entries INDEXED BY entries_open CROSS JOIN readings INDEXED BY readings_beside
  ON readings.entry = entries.id WHERE entries.state <> 3 AND readings.kind IN (1, 2) AND ${COPY_OF_HELD}`;

/** The rows that speak for entries which are refused or held, from these on. */
export const SPEAKING = `FROM entries INDEXED BY entries_open CROSS JOIN readings
  ON readings.entry = entries.id WHERE entries.state <> 3 AND ${OWNER}`;

/**
 * Each part of the condition has its partial index, so that a million accepted entries and their rows are not passed.
 */
const COUNT = `
  SELECT kind, NULL AS state, count(*) AS n FROM readings INDEXED BY readings_aside WHERE ${ASIDE} GROUP BY kind
  UNION ALL
  SELECT readings.kind, entries.state, count(*) ${COPIES_OF_HELD} GROUP BY 1, 2
  UNION ALL
  SELECT readings.kind, entries.state, count(*) ${SPEAKING} GROUP BY 1, 2`;

export function countForPerson({ db }: Connection): RowsForPerson {
  return addForPerson(db.prepare(COUNT).all() as Row[]);
}

/** Adds groups of rows that need a person up: kind, state of the entry, and how many they are (`n`). */
export function addForPerson(groups: readonly Row[]): RowsForPerson {
  const counts = { invalid: 0, held: 0, refused: 0 };
  for (const group of groups) counts[outcomeForPerson(group)] += Number(group['n']);
  return counts;
}

/** Only rows of the run can have them, so there is no index to keep; a run without held rows does not ask. */
const ABOUT_TWO_ROWS = `
  SELECT readings.file, readings.sheet, readings.line, readings.problems FROM readings
  LEFT JOIN entries ON entries.id = readings.entry
  WHERE readings.run = ?
  AND (${[...ABOUT_OTHERS].map((code) => `instr(readings.problems, '${code}:') > 0`).join(' OR ')}) AND ${NEEDS_PERSON}
  ORDER BY readings.file, readings.sheet, readings.line`;

/** In how many rows of this run each of them stands; a row of several doses is one. */
export function countAboutOthers({ db, run }: Connection): Map<ProblemCode, number> {
  const counts = new Map<ProblemCode, number>();
  const latest = new Map<ProblemCode, string>();
  for (const { file, sheet, line, problems } of db.prepare(ABOUT_TWO_ROWS).iterate(run) as Iterable<Row>) {
    const row = `${file} ${sheet} ${line}`;
    for (const { code } of readProblems(problems as string)) {
      if (!ABOUT_OTHERS.has(code) || latest.get(code) === row) continue;
      latest.set(code, row);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  return counts;
}
