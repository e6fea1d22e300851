/** Which problems stand in the rows that need a person. */
import type { OpenProblem } from '../history-side.ts';
import { readProblems } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE } from './entry-rows.ts';
import { COPIES_OF_HELD, SPEAKING } from './for-person.ts';

const ROWS = [
  `SELECT problems, NULL AS state, 1 AS n FROM readings INDEXED BY readings_aside
   WHERE readings.kind IN (${KIND.held}, ${KIND.invalid})`,
  `SELECT readings.problems, NULL AS state, 1 AS n ${COPIES_OF_HELD}`,
  `SELECT readings.problems, entries.state, 1 AS n ${SPEAKING}`,
];

export function openProblems({ db }: Connection): readonly OpenProblem[] {
  return addProblems(rowsOf(db));
}

function* rowsOf(db: Connection['db']): Iterable<Row> {
  for (const sql of ROWS) yield* db.prepare(sql).iterate() as Iterable<Row>;
}

/** Over rows that need a person: their problems, the state of the entry that each speaks for, and how many (`n`). */
export function addProblems(rows: Iterable<Row>): readonly OpenProblem[] {
  const found = new Map<string, { -readonly [Key in keyof OpenProblem]: OpenProblem[Key] }>();
  for (const { problems, state, n } of rows) {
    const own = readProblems(problems as string | null).filter(({ severity }) => severity !== 'warning');
    const said = state === STATE.refused ? [{ code: 'SERVER_REFUSED', severity: 'error' } as const] : [];
    for (const [code, severity] of new Map([...own, ...said].map((each) => [each.code, each.severity]))) {
      const known = found.get(code);
      if (known) known.rows += Number(n);
      else found.set(code, { code, severity, rows: Number(n) });
    }
  }
  return Array.from(found.values()).toSorted((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
}
