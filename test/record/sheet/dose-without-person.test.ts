import { expect, test } from 'vitest';
import { readRow } from '../../../src/record/row/read-row.ts';
import { watchDosesWithoutPerson } from '../../../src/record/sheet/dose-without-person.ts';
import type { SourceRow } from '../../../src/record/source-row.ts';
import { HEADER, only, person, RULES, SHEET } from '../rows.ts';

/** What is said of each row, from line 2 on; '' for a reading that is valid. */
function told(...rows: readonly SourceRow[]): string[] {
  const watch = watchDosesWithoutPerson(HEADER, SHEET);
  return rows.map((source, index) => {
    const row = { ...source, line: source.line === 2 ? index + 2 : source.line };
    const read = watch(row, readRow(row, HEADER, SHEET, RULES));
    return read.kind === 'skipped' ? read.why : read.readings[0].problems.map(({ code }) => code).join(' ');
  });
}

const dose = (Dosis: string, date: string, more = {}): SourceRow =>
  only({ Dosis, 'Tgl Vaksin': date, 'Jenis Vaksin': 'Sinovac', ...more });

test.each<[string, SourceRow[], string[]]>([
  ['the second dose below a merged person', [person(), dose('2', '30/10/2021')], ['', 'NIK_EMPTY NAME_EMPTY']],
  ['another dose on the same day, a slip', [person(), dose('2', '02/10/2021')], ['', 'NIK_EMPTY NAME_EMPTY']],
  [
    'two more doses',
    [person(), dose('2', '30/10/2021'), dose('3', '30/05/2022')],
    ['', 'NIK_EMPTY NAME_EMPTY', 'NIK_EMPTY NAME_EMPTY'],
  ],
  ['a row prepared like the one above', [person(), dose('1', '02/10/2021')], ['', 'ROW_EMPTY']],
  ['prepared rows before anybody', [dose('1', '02/10/2021'), person()], ['ROW_EMPTY', '']],
  ['a prepared vaccine', [person(), only({ 'Jenis Vaksin': 'Sinovac' })], ['', 'ROW_EMPTY']],
  [
    'prepared rows of another day',
    [person(), ...Array.from({ length: 5 }, () => dose('1', '03/10/2021'))],
    ['', ...Array.from({ length: 3 }, () => 'NIK_EMPTY NAME_EMPTY'), 'ROW_EMPTY', 'ROW_EMPTY'],
  ],
  ['far below anybody', [person(), { ...dose('2', '30/10/2021'), line: 9 }], ['', 'ROW_EMPTY']],
])('%s', (_, rows, expected) => {
  expect(told(...rows)).toEqual(expected);
});
