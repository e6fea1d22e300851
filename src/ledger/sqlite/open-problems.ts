/** Which problems stand in the rows that need a person. */
import type { OpenProblem } from '../history-side.ts';
import { readProblems } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE } from './entry-rows.ts';
import { COPIES_OF_HELD, SPEAKING } from './for-person.ts';

const ROWS = [
  `SELECT problems, NULL AS state FROM readings INDEXED BY readings_aside
   WHERE readings.kind IN (${KIND.held}, ${KIND.invalid})`,
  `SELECT readings.problems, NULL AS state ${COPIES_OF_HELD}`,
  `SELECT readings.problems, entries.state ${SPEAKING}`,
];

export function openProblems({ db }: Connection): readonly OpenProblem[] {
  const found = new Map<string, { -readonly [Key in keyof OpenProblem]: OpenProblem[Key] }>();
  for (const sql of ROWS)
    for (const { problems, state } of db.prepare(sql).iterate() as Iterable<Row>) {
      const own = readProblems(problems as string | null).filter(({ severity }) => severity !== 'warning');
      const said = state === STATE.refused ? [{ code: 'SERVER_REFUSED', severity: 'error' } as const] : [];
      for (const [code, severity] of new Map([...own, ...said].map((each) => [each.code, each.severity]))) {
        const known = found.get(code);
        if (known) known.rows += 1;
        else found.set(code, { code, severity, rows: 1 });
      }
    }
  return Array.from(found.values()).toSorted((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1));
}
