/**
 * Every trap of real sheets has a fixture that bears its name; this table says what reading each comes to, row by row, and proves that between them the
 * fixtures raise every code of the validator.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES, type ProblemCode } from '../src/record/problems.ts';
import { readTrap } from './support/trap-reading.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const SITI = '1945-08-17 female dose 1 2021-10-02 coronavac';
const BUDI = '1980-03-12 male dose 1 2021-10-02 coronavac';

const TRAPS: Readonly<Record<string, readonly string[]>> = {
  'age-column.xlsx': [`2: ${SITI}`],
  'bars.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'byte-order-mark.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'carriage-returns-only.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'commas.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'date-cells-iso.xlsx': [`2: ${SITI}`],
  'date-serials-1900.xlsx': [`2: ${SITI}`, '3: DOB_PARSE'],
  'date-serials-1904.xlsx': [`2: ${SITI}`],
  'dates-as-text.xlsx': [
    `2: ${SITI}`,
    `3: ${SITI}`,
    `4: ${SITI}`,
    `5: ${SITI}`,
    `6: ${SITI}`,
    `7: ${SITI}`,
    `8: ${SITI}`,
    `9: ${SITI}`,
  ],
  'dates-impossible.xlsx': [
    '2: DOB_PARSE',
    '3: DOB_EMPTY',
    '4: DOB_RANGE',
    '5: DATE_EMPTY',
    '6: DATE_PARSE',
    '7: DATE_FUTURE',
    '8: 1945-08-17 female dose 1 2020-10-02 coronavac DATE_EARLY',
  ],
  'days-and-months-mixed.xlsx': [
    '2: 1980-01-05 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '3: 1980-02-06 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '4: 1980-03-07 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '5: 1980-04-08 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '6: 1980-05-09 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '7: 1980-06-10 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '8: 1980-07-11 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '9: 1980-08-12 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '10: 1980-09-01 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '11: 1980-10-02 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '12: 1980-11-03 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '13: 1980-12-04 female dose 1 2021-10-02 coronavac DOB_SWAP',
    '14: 1980-01-15 female dose 1 2021-10-02 coronavac',
    '15: 1980-02-15 female dose 1 2021-10-02 coronavac',
    '16: 1980-03-15 female dose 1 2021-10-02 coronavac',
    '17: 1980-04-15 female dose 1 2021-10-02 coronavac',
    '18: 1980-05-15 female dose 1 2021-10-02 coronavac',
    '19: 1980-06-15 female dose 1 2021-10-02 coronavac',
    '20: 1980-07-15 female dose 1 2021-10-02 coronavac',
    '21: 1980-08-15 female dose 1 2021-10-02 coronavac',
    '22: 1980-09-15 female dose 1 2021-10-02 coronavac',
    '23: 1980-01-15 female dose 1 2021-10-02 coronavac',
    'DOB_SWAP_COL',
  ],
  'empty-shared-string.xlsx': ['2: NIK_EMPTY'],
  'equals-quoted.csv': [`2: ${SITI}`],
  'error-cells.xlsx': ['2: CELL_ERROR', '3: CELL_ERROR'],
  'example-row-and-repeated-header.xlsx': ['2: ROW_EXAMPLE', '3: ROW_HEADER', `4: ${SITI}`],
  'formulas-never-calculated.xlsx': ['2: CELL_ERROR'],
  'header-of-two-lines.xlsx': [`3: ${SITI} BATCH_EMPTY`, '3: 1945-08-17 female dose 2 2021-10-30 coronavac BATCH_EMPTY'],
  'hidden-columns.xlsx': [`2: ${SITI}`],
  'hidden-rows.xlsx': [`2: ${SITI}`, `3: ${BUDI}`, 'ROW_HIDDEN'],
  'hidden-sheet.xlsx': [`2: ${SITI}`, `2: ${BUDI}`, 'ROW_HIDDEN', 'SHEETS'],
  'html-table.xls': [`2: ${SITI}`],
  'hyperlinks.xlsx': [`2: ${SITI}`],
  'kk-instead-of-nik.xlsx': ['2: NIK_IS_KK'],
  'merged-cells.xlsx': [`3: ${SITI}`],
  'month-names-old-spelling.xlsx': [
    '2: 1980-11-03 female dose 1 2021-10-02 coronavac',
    '3: 1980-02-03 female dose 1 2021-10-02 coronavac',
    '4: 1980-06-03 female dose 1 2021-10-02 coronavac',
  ],
  'nik-as-e15.csv': ['2: NIK_NUMERIC'],
  'nik-as-number.xlsx': ['2: NIK_NUMERIC', '3: NIK_NUMERIC'],
  'nik-with-separators.xlsx': [`2: ${SITI} NIK_CLEANED`, `3: ${SITI} NIK_CLEANED`],
  'nik-wrong.xlsx': [
    '2: NIK_EMPTY',
    '3: NIK_LENGTH',
    '4: NIK_DATE',
    '5: NIK_SERIAL0',
    '6: NIK_REPEATED',
    `7: ${SITI} NIK_REGION`,
    '8: 1945-08-18 female dose 1 2021-10-02 coronavac NIK_DOB',
    '9: 1945-08-17 male dose 1 2021-10-02 coronavac NIK_SEX',
  ],
  'nul-bytes.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'phones.xlsx': [`2: ${SITI} PHONE_LOST0`, `3: ${BUDI} PHONE_EXP`, '4: 1980-11-03 female dose 1 2021-10-02 coronavac PHONE_BAD'],
  'phonetic-runs.xlsx': [`2: ${SITI}`],
  'place-and-date-in-one.xlsx': [`2: ${SITI}`],
  'pre-printed-rows.xlsx': [`2: ${SITI}`, '6: ROW_TOTAL', '8: ROW_TOTAL', '9: ROW_TOTAL', '10: ROW_TOTAL'],
  'prefixed-namespaces.xlsx': [`2: ${SITI}`],
  'ragged.csv': [`2: ${SITI}`, `3: ${BUDI} BATCH_EMPTY SITE_EMPTY`],
  'rich-text.xlsx': [`2: ${SITI}`],
  'saved-by-calc.ods': [
    `2: ${SITI}`,
    `3: ${BUDI}`,
    '4: NIK_NUMERIC',
    '5: 1943-03-15 female dose 1 2021-10-02 coronavac',
    '6: 1963-03-12 male dose 1 2021-10-02 coronavac',
  ],
  'saved-by-calc.xls': [
    `2: ${SITI}`,
    `3: ${BUDI}`,
    '4: NIK_NUMERIC',
    '5: 1943-03-15 female dose 1 2021-10-02 coronavac',
    '6: 1963-03-12 male dose 1 2021-10-02 coronavac',
    'ROW_HIDDEN',
  ],
  'semicolons.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'sep-line.csv': [`3: ${SITI}`, `4: ${BUDI}`],
  'shared-strings-last.xlsx': [`2: ${SITI}`],
  'stray-quote.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'tab-text.xls': [`2: ${SITI}`, `3: ${BUDI}`],
  'tabs.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'ticks.xlsx': [
    `2: ${SITI} BATCH_EMPTY`,
    '3: 1980-03-12 male dose 2 2021-10-02 coronavac BATCH_EMPTY',
    '4: 1980-11-03 female dose 3 2021-10-02 coronavac BATCH_EMPTY',
  ],
  'titles-and-metadata.xlsx': [`7: ${SITI} BATCH_EMPTY`],
  'too-young.xlsx': ['2: 2019-11-03 female dose 1 2021-10-02 coronavac AGE_MIN'],
  'two-digit-years.xlsx': [
    `2: ${SITI}`,
    '3: 2010-03-12 male dose 1 2021-10-02 coronavac DOB_AMBIG AGE_MIN',
    '4: NIK_LENGTH DOB_AMBIG',
  ],
  'unclosed-quote.csv': ['2: ROW_QUOTE', `3: ${BUDI}`],
  'utf-16.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'values-unknown.xlsx': [
    '2: VACC_UNKNOWN',
    '3: VACC_EMPTY',
    '4: DOSE_BAD',
    '5: DOSE_EMPTY',
    '6: SEX_UNKNOWN',
    `7: ${SITI} SEX_FROM_NIK`,
    '8: NAME_EMPTY',
    `9: ${SITI} NAME_ODD`,
    `10: ${SITI} BATCH_EMPTY`,
    `11: ${SITI} BATCH_NUM`,
    `12: ${SITI} SITE_EMPTY`,
    'NIK_IS_KK',
  ],
  'wide-doses-swapped.xlsx': [
    '3: BATCH_EMPTY DOSE_ORDER',
    '3: BATCH_EMPTY DOSE_ORDER',
    `4: ${BUDI} BATCH_EMPTY`,
    '4: 1980-03-12 male dose 2 2021-10-09 astrazeneca BATCH_EMPTY VACC_MIX DOSE_INTERVAL',
  ],
  'windows-1252.csv': [`2: ${SITI}`, 'FILE_ENC'],
};

describe('a trap of real sheets', () => {
  it.each(Object.entries(TRAPS))('%s', async (name, wanted) => {
    const { rows, notes } = await readTrap(join(FIXTURES, 'traps', name));
    expect([...rows, ...notes]).toEqual(wanted);
  });

  it('has a line in this table for each of its fixtures', () => {
    expect(Object.keys(TRAPS).sort()).toEqual(readdirSync(join(FIXTURES, 'traps')).sort());
  });
});

describe('the codes of the validator', () => {
  /** Those that no single row of a sheet can raise, and the test that does. */
  const ELSEWHERE: Partial<Record<ProblemCode, string>> = {
    NIK_CONFLICT: 'contract/ledger/admission.ts',
    DUP_EVENT: 'contract/ledger/admission.ts',
    DUP_DIFF: 'contract/ledger/admission.ts',
    SITE_UNKNOWN: 'record/site.test.ts',
    SERVER_REFUSED: 'contract/ledger/corrections.ts',
  };
  /** Announced, and raised by nobody yet. */
  const NOT_YET: readonly ProblemCode[] = ['NIK_NEAR', 'DUP_PERSON'];

  it('are each raised by a fixture, or have a test of their own', async () => {
    const paths = ['traps', 'csv'].flatMap((folder) =>
      readdirSync(join(FIXTURES, folder)).map((name) => join(FIXTURES, folder, name)),
    );
    const raised = new Set<string>();
    for (const path of [...paths, join(FIXTURES, 'perlu-perbaikan.xlsx')])
      for (const code of (await readTrap(path)).codes) raised.add(code);
    const missing = PROBLEM_CODES.filter((code) => !raised.has(code) && !(code in ELSEWHERE) && !NOT_YET.includes(code));
    expect(missing).toEqual([]);
    expect([...Object.keys(ELSEWHERE), ...NOT_YET].filter((code) => raised.has(code))).toEqual([]);
  }, 60_000);

  it.each(Object.entries(ELSEWHERE))('%s has a test in %s', (code, test) => {
    expect(readFileSync(join(import.meta.dirname, test), 'utf8')).toContain(code);
  });
});
