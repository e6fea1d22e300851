/** The results of a set of sheets in words: a table for a terminal, and the line of counts of docs/validation.md. */
import type { SheetResult } from './import-sheet.ts';

const VERDICTS = ['complete', 'held', 'refused', 'false'] as const;

/** One line a sheet, then the counts. */
export function tableOf(results: readonly SheetResult[]): string {
  const lines = results.map(({ truth, verdict, arrived, exitCode, wrong }) =>
    [
      truth.file.padEnd(36),
      truth.kind.padEnd(6),
      verdict.padEnd(9),
      `${arrived}/${truth.records.length}`.padStart(6),
      ` exit ${exitCode ?? '?'}`,
      wrong.length > 0 ? `  ${wrong.length} false: ${wrong[0]}` : '',
    ].join(' '),
  );
  return [...lines, countsOf(results)].join('\n');
}

/** `60 sheets: 30 complete, … ; 700 of 740 records arrived, 0 false`. */
export function countsOf(results: readonly SheetResult[]): string {
  const sheets = VERDICTS.map((name) => `${results.filter(({ verdict }) => verdict === name).length} ${name}`);
  const sum = (of: (result: SheetResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const must = sum(({ truth }) => truth.records.length);
  const arrived = sum((result) => result.arrived);
  const wrong = sum((result) => result.wrong.length);
  return `${results.length} sheets: ${sheets.join(', ')}; ${arrived} of ${must} records arrived, ${wrong} false`;
}
