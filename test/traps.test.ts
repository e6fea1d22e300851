/**
 * Every trap of real sheets has a fixture that bears its name; this table says what reading each comes to, row by row,
 * and proves that between them the fixtures raise every code of the validator.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSpreadsheet } from '../src/intake/read-file.ts';
import { listRows } from '../src/intake/row-list.ts';
import { takeInFile } from '../src/intake/take-in-file.ts';
import { PROBLEM_CODES } from '../src/record/problems.ts';
import { toRead } from './intake/reading.ts';
import { readTrap } from './support/trap-reading.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const SITI = '1945-08-17 female dose 1 2021-10-02 coronavac';
const BUDI = '1980-03-12 male dose 1 2021-10-02 coronavac';

const TRAPS: Readonly<Record<string, readonly string[]>> = {
  'ages-sorted-alone.xlsx': [
    '2: AGE_DOB',
    '3: AGE_DOB',
    '4: AGE_DOB',
    '5: AGE_DOB',
    '6: AGE_DOB',
    '7: 1965-02-08 male dose 1 2021-10-02 coronavac',
    '8: AGE_DOB',
    '9: AGE_DOB',
    '10: AGE_DOB',
    '11: AGE_DOB',
    '12: AGE_DOB',
    '13: AGE_DOB',
    'refused: AGE_COL',
  ],
  'ages-of-others.xlsx': [
    `2: ${SITI}`,
    '3: AGE_DOB',
    '4: 1915-08-17 male dose 1 2021-10-02 coronavac',
    '5: 1970-08-17 female dose 1 2021-10-02 coronavac',
  ],
  'a-day-or-a-dose.csv': ['HEADER_AMBIG'],
  'age-column.xlsx': [`2: ${SITI}`],
  'american-times.csv': [
    `2: ${SITI.replace('10-02', '02-10')}`,
    `3: ${SITI.replace('10-02', '03-10')}`,
    'refused: DATE_ORDER_COL',
  ],
  'another-day-above-the-second-table.xlsx': ['SHEET_TABLES'],
  'bars.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'birth-date-in-three-columns.csv': [`2: ${SITI} BATCH_EMPTY SITE_EMPTY`, `3: ${BUDI} BATCH_EMPTY SITE_EMPTY`],
  'birth-date-in-three-columns.xlsx': [`3: ${SITI}`, `4: ${BUDI}`, '5: DOB_PARSE'],
  'birth-dates-at-midnight-in-utc.csv': [`2: ${SITI}`, `3: ${BUDI}`, 'DATE_UTC_COL', 'DATE_UTC_COL'],
  'binary-workbook.xlsb': [
    `2: ${SITI}`,
    `3: ${BUDI}`,
    '4: NIK_NUMERIC',
    `2: ${BUDI}`,
    'ROW_HIDDEN',
    'SHEET_HIDDEN',
    'ROW_HIDDEN',
    'SHEETS',
  ],
  'byte-order-mark.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'ditto-below-a-cancellation.xlsx': ['2: ROW_CANCELLED', '3: CELL_DITTO', '4: CELL_DITTO', `5: ${SITI}`],
  'cancelled-in-words.xlsx': [
    '2: ROW_CANCELLED',
    '3: ROW_CANCELLED',
    '4: ROW_CANCELLED',
    '5: 1980-11-03 female dose 1 2021-10-02 coronavac',
  ],
  'called-off-in-the-title.xlsx': ['3: ROW_TITLE', '4: ROW_TITLE', 'SHEET_NOT_GIVEN'],
  'carriage-returns-only.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'colour-of-those-who-did-not-come.xlsx': [
    `2: ${SITI}`,
    '3: ROW_COLOUR',
    `4: ${SITI}`,
    '5: ROW_COLOUR',
    '36: ROW_TOTAL',
    '37: ROW_HEADER',
    '38: ROW_HEADER',
  ],
  'colours-on-another-sheet.xlsx': [`2: ${SITI}`, '3: ROW_COLOUR', `4: ${SITI}`, '5: ROW_COLOUR'],
  'colours-without-a-legend.xlsx': [`2: ${SITI}`, `3: ${BUDI}`, `4: ${SITI}`],
  'colour-in-a-sentence.ods': [`3: ${SITI}`, '4: ROW_COLOUR'],
  'commas.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'columns-renamed-by-a-program.csv': [
    `2: ${SITI} SITE_EMPTY`,
    '2: 1945-08-17 female dose 2 2021-10-30 coronavac SITE_EMPTY',
    `3: ${BUDI} SITE_EMPTY`,
  ],
  'comma-in-an-address.csv': [`2: ${SITI}`, '3: ROW_SHIFTED'],
  'date-cells-iso-instants.xlsx': [`2: ${SITI}`, `3: ${SITI}`, `4: ${SITI}`, 'DATE_UTC_COL', 'DATE_UTC_COL'],
  'doses-at-midnight-in-utc.xlsx': [
    ...['10-01', '10-03', '10-12'].map((day, i) => `${i + 2}: ${SITI.replace('10-02', day)}`),
    'refused: DATE_UTC_COL',
  ],
  'doses-at-a-time-of-day.xlsx': [2, 3, 4, 5].map((line) => `${line}: ${SITI}`),
  'instants-of-jakarta.csv': [2, 3, 4, 5].map((line) => `${line}: ${SITI}`),
  'one-day-half-made-dates.csv': [
    ...[2, 3, 4, 5, 6, 7].map((line) => `${line}: ${SITI.replace('10-02', line % 2 === 0 ? '10-13' : '05-10')}`),
    'refused: DATE_SWAP_COL',
  ],
  'one-day-half-made-dates.xlsx': [
    ...[2, 3, 4, 5, 6, 7].map((line) => `${line}: ${SITI.replace('10-02', line % 2 === 0 ? '10-13' : '05-10')}`),
    'refused: DATE_SWAP_COL',
  ],
  'month-first-birth-dates.xlsx': [
    ...[3, 4, 5].map((month) => `${month - 1}: 1980-01-0${month} female dose 1 2021-10-02 coronavac DOB_SWAP`),
    '5: DOB_PARSE',
    'refused: DATE_ORDER_COL',
  ],
  'dates-as-numbers.xlsx': [`2: ${SITI}`, `3: ${SITI}`, `4: ${SITI.replace('10-02', '10-21')}`, '5: DATE_PARSE'],
  'month-first-as-numbers.xlsx': [
    `2: ${SITI.replace('10-02', '05-10')}`,
    '3: DATE_PARSE',
    '4: DATE_PARSE',
    'refused: DATE_ORDER_COL',
  ],
  'month-first-behind-weekdays.csv': [
    `2: ${SITI.replace('10-02', '05-10')}`,
    ...[3, 4, 5].map((line) => `${line}: DATE_PARSE`),
    'refused: DATE_ORDER_COL',
  ],
  'month-first-in-the-heading.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'month-first-wide.xlsx': [
    `2: ${SITI.replace('10-02', '02-10')}`,
    '2: DATE_PARSE',
    `3: ${BUDI.replace('10-02', '02-10')}`,
    '3: DATE_PARSE',
    'refused: DATE_ORDER_COL',
  ],
  'month-first.csv': [
    `2: ${SITI.replace('10-02', '05-10')}`,
    `3: ${SITI.replace('10-02', '06-10')}`,
    '4: DATE_PARSE',
    '5: DATE_PARSE',
    'refused: DATE_ORDER_COL',
  ],
  'year-day-month.csv': [
    `2: ${SITI.replace('10-02', '05-10')}`,
    '3: DATE_PARSE',
    '4: DATE_PARSE',
    'refused: DATE_ORDER_COL',
  ],
  'date-cells-iso.xlsx': [`2: ${SITI}`],
  'date-serials-1900.xlsx': [`2: ${SITI}`, '3: DOB_EMPTY'],
  'date-serials-1904.xlsx': [`2: ${SITI}`],
  'batches-by-number-format.xlsx': [`2: ${SITI}`, `3: ${SITI}`, `4: ${SITI} BATCH_NUM`],
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
  'dates-half-made-up.xlsx': [
    '2: DOB_PARSE',
    '3: 1945-08-01 female dose 1 2021-10-02 coronavac',
    '4: DOB_PARSE',
    '5: DOB_PARSE',
    '6: DATE_PARSE',
    `7: ${SITI}`,
    '8: DATE_EARLY',
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
    'refused: DOB_SWAP_COL',
  ],
  'corrected-niks-that-nobody-reads.xlsx': [`2: ${SITI}`, '3: NIK_REMARK', 'refused: NIK_COL_UNREAD'],
  'days-of-doses-exchanged.xlsx': [
    ...[2, 3, 4, 5, 6].map((month) => `${month}: ${SITI.replace('10-02', `0${month}-10`)}`),
    ...[13, 14, 15, 20, 30].map((d, i) => `${i + 7}: ${SITI.replace('10-02', `10-${d}`)}`),
    'refused: DATE_SWAP_COL',
  ],
  'doses-out-of-order-in-two-sheets.xlsx': [
    `2: ${SITI}`,
    `3: ${BUDI}`,
    `2: ${SITI.replace('dose 1 2021-10', 'dose 2 2021-09')}`,
    `3: ${BUDI.replace('dose 1 2021-10-02', 'dose 2 2021-10-30')}`,
    'SHEETS',
  ],
  'deleted-at.xlsx': [`2: ${SITI}`, '3: ROW_NOT_GIVEN', '4: ROW_CANCELLED'],
  'doses-spelled-in-many-ways.xlsx': [
    ...[1, 2, 1, 2, 3, 4, 1].map((dose, i) => `${i + 2}: ${SITI.replace('dose 1', `dose ${dose}`)}`),
    '9: DOSE_BAD',
  ],
  'duplicate-rows.xlsx': [`2: ${SITI}`, `3: ${SITI}`, `4: ${BUDI}`, `5: ${BUDI.replace('10-02', '10-03')}`],
  'empty-shared-string.xlsx': ['2: NIK_EMPTY'],
  'equals-quoted.csv': [`2: ${SITI}`],
  'error-cells.xlsx': ['2: CELL_ERROR', '3: CELL_ERROR'],
  'error-texts.csv': ['2: CELL_ERROR', '3: CELL_ERROR'],
  'example-row-and-repeated-header.xlsx': ['2: ROW_EXAMPLE', '3: ROW_HEADER', `4: ${SITI}`],
  'family-card-for-everybody.xlsx': [`2: ${SITI}`, `3: ${SITI}`, `4: ${SITI}`, `5: ${BUDI}`, 'NIK_IS_KK'],
  'family-cards-in-the-column.xlsx': [
    ...Array.from({ length: 12 }, (_, i) => `${i + 2}: NIK_DOB`),
    'refused: NIK_IS_KK',
  ],
  'first-days-of-1900.xlsx': ['2: DOB_RANGE', '3: DOB_RANGE', '4: DOB_PARSE', '5: DOB_RANGE'],
  'foreigners.xlsx': ['2: NIK_LENGTH', '3: PASSPORT_COUNTRY', `4: ${SITI}`],
  'foreigners-with-a-passport.xlsx': [
    `2: ${SITI}`,
    `3: ${SITI}`,
    `4: ${SITI}`,
    '5: NIK_EMPTY',
    '6: PASSPORT_COUNTRY',
    '7: NIK_EMPTY VALUE_UNREAD',
    '8: NIK_LENGTH',
  ],
  'foreigners-alone.xlsx': [`2: ${SITI}`, '3: NIK_EMPTY'],
  'formulas-never-calculated.xlsx': ['2: CELL_ERROR'],
  'formulas-with-values.xlsx': [`2: ${SITI}`],
  'groups-of-a-form-tool.csv': [`2: ${SITI} SITE_EMPTY`, `3: ${BUDI} SITE_EMPTY`],
  'headings-in-two-languages.xlsx': [`2: ${SITI}`, `3: ${BUDI}`],
  'header-of-two-lines.xlsx': [
    `3: ${SITI} BATCH_EMPTY`,
    '3: 1945-08-17 female dose 2 2021-10-30 coronavac BATCH_EMPTY',
  ],
  'hidden-columns.xlsx': [`2: ${SITI}`],
  'hidden-rows-above-the-header.xlsx': [`7: ${SITI}`],
  'hidden-rows.xlsx': [`2: ${SITI}`, `3: ${BUDI}`, 'ROW_HIDDEN'],
  'hidden-sheet.xlsx': [`2: ${SITI}`, `2: ${BUDI}`, 'SHEET_HIDDEN', 'ROW_HIDDEN', 'SHEETS'],
  'text-beside-a-value.xlsx': [`2: ${SITI}`, `3: ${BUDI}`],
  'workbook-in-another-folder.xlsx': [`2: ${SITI}`, `3: ${BUDI}`],
  'sheet-that-is-not-there.xlsx': [`2: ${SITI}`, `3: ${BUDI}`, 'SHEET_LOST'],
  'hidden-sheet-and-filtered-row.ods': [
    `2: ${SITI}`,
    `3: ${BUDI}`,
    `2: ${SITI}`,
    'ROW_HIDDEN',
    'SHEET_HIDDEN',
    'ROW_HIDDEN',
    'SHEETS',
  ],
  'values-without-text.ods': [`2: ${SITI}`, `3: ${BUDI}`],
  'without-styles-and-mimetype.ods': [`2: ${SITI}`, `3: ${BUDI}`],
  'rich-text-of-excel-2003.xls': [
    `2: ${SITI}`,
    `3: ${BUDI}`,
    `2: ${SITI}`,
    'ROW_HIDDEN',
    'SHEET_HIDDEN',
    'ROW_HIDDEN',
    'SHEETS',
  ],
  'html-merged-down.xls': [`2: ${SITI}`, `3: ${BUDI}`, `4: ${SITI}`],
  'html-struck-through.xls': ['2: ROW_CANCELLED', '3: ROW_CANCELLED', `4: ${BUDI}`],
  'html-table.xls': [`2: ${SITI}`],
  'hyperlinks.xlsx': [`2: ${SITI}`],
  'kk-instead-of-nik.xlsx': ['2: NIK_IS_KK'],
  'merged-by-calc.ods': [`2: ${SITI}`, `3: ${BUDI}`],
  'merged-by-calc.xls': [`2: ${SITI}`, `3: ${BUDI}`],
  'merged-cells.xlsx': [`3: ${SITI}`],
  'month-names-old-spelling.xlsx': [
    '2: 1980-11-03 female dose 1 2021-10-02 coronavac',
    '3: 1980-02-03 female dose 1 2021-10-02 coronavac',
    '4: 1980-06-03 female dose 1 2021-10-02 coronavac',
  ],
  'name-in-two-columns.xlsx': ['HEADER_UNSURE'],
  'names-and-titles.xlsx': [`2: ${SITI}`, `3: ${BUDI}`],
  'names-with-signs.xlsx': [
    `2: ${SITI}`,
    `3: ${SITI.replace('dose 1', 'dose 2')}`,
    `4: ${SITI.replace('dose 1', 'dose 3')}`,
    `5: ${BUDI}`,
  ],
  'nik-above-2-to-the-53.xlsx': [`2: ${SITI}`, `3: ${SITI}`, '4: NIK_NUMERIC'],
  'nik-as-e15.csv': ['2: NIK_NUMERIC'],
  'nik-as-number.xlsx': ['2: NIK_NUMERIC', '3: NIK_NUMERIC'],
  'nik-of-the-employer.xlsx': [`2: ${SITI}`, `3: ${BUDI}`],
  'nik-in-the-remark.xlsx': [`2: ${SITI}`, '3: NIK_REMARK', '4: NIK_REMARK'],
  'nik-of-the-parent.xlsx': [`2: ${SITI}`, '3: NIK_DOB', '4: NIK_DOB NIK_SEX', 'NIK_IS_KK'],
  'nik-of-the-parent-by-chance.xlsx': [
    '2: NIK_DOB',
    '3: NIK_DOB',
    '4: 1965-08-17 female dose 1 2021-10-02 coronavac NIK_DOB',
    'NIK_IS_KK',
  ],
  'niks-sorted-alone.xlsx': [
    '2: NIK_DOB NIK_SEX',
    '3: 1953-06-08 male dose 1 2021-10-02 coronavac',
    '4: NIK_DOB NIK_SEX',
    '5: 1959-04-22 male dose 1 2021-10-02 coronavac',
    '6: NIK_DOB NIK_SEX',
    '7: NIK_DOB',
    '8: NIK_DOB',
    '9: NIK_DOB NIK_SEX',
    // These two would have gone out row by row.
    '10: 1974-05-01 female dose 1 2021-10-02 coronavac NIK_DOB',
    '11: NIK_DOB NIK_SEX',
    '12: 1980-03-15 female dose 1 2021-10-02 coronavac NIK_DOB',
    '13: NIK_DOB NIK_SEX',
    'refused: NIK_COL_DOB',
  ],
  'nik-and-corrected-nik.xlsx': ['HEADER_AMBIG'],
  'nik-of-the-mother-twice.xlsx': [`2: ${SITI}`, '3: NIK_IS_MOTHER'],
  'what-registries-ask-for.xlsx': [
    `2: ${SITI}`,
    `3: ${BUDI} VALUE_UNREAD VALUE_UNREAD VALUE_UNREAD VALUE_UNREAD VALUE_UNREAD BATCH_EXPIRED`,
  ],
  'nik-of-the-mother.xlsx': ['2: NIK_EMPTY NAME_ODD', '3: 2021-09-02 male dose 1 2021-10-02 coronavac AGE_MIN'],
  'nik-one-digit-off.xlsx': [
    `2: ${SITI}`,
    '3: 1945-08-17 female dose 2 2021-10-30 coronavac',
    `4: ${BUDI}`,
    `5: ${BUDI}`,
    `6: ${BUDI}`,
  ],
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
  'conversation-at-a-cell.xlsx': [`2: ${SITI}`, '3: ROW_CANCELLED'],
  'note-at-a-cell.ods': [`2: ${SITI}`, '3: ROW_CANCELLED'],
  'note-at-a-merged-cell.xlsx': ['2: ROW_CANCELLED', '3: ROW_CANCELLED', `4: ${SITI}`],
  'note-at-a-cell.xlsx': [`2: ${SITI}`, '3: ROW_CANCELLED', `4: ${SITI}`, '5: ROW_CANCELLED'],
  'not-there-between-rows.xlsx': [
    '2: ROW_HEADER',
    `3: ${SITI}`,
    '4: ROW_HEADER',
    '5: ROW_TITLE',
    '6: ROW_TITLE',
    '7: ROW_HEADER',
    `8: ${SITI}`,
  ],
  'not-vaccinated-flag.xlsx': [
    '2: ROW_NOT_GIVEN',
    `3: ${SITI}`,
    '4: ROW_CANCELLED ROW_NOT_GIVEN',
    '5: ROW_NOT_GIVEN',
    `6: ${SITI}`,
    'REMARK_UNREAD',
  ],
  'not-vaccinated-wide.csv': [
    `2: ${SITI} BATCH_EMPTY SITE_EMPTY`,
    '2: ROW_NOT_GIVEN BATCH_EMPTY SITE_EMPTY',
    `3: ${BUDI} BATCH_EMPTY SITE_EMPTY`,
    '3: ROW_NOT_GIVEN BATCH_EMPTY SITE_EMPTY',
    `4: ${SITI} BATCH_EMPTY SITE_EMPTY`,
    '4: 1945-08-17 female dose 2 2021-10-30 coronavac BATCH_EMPTY SITE_EMPTY',
  ],
  'numbers-in-indonesian.csv': ['2: NIK_NUMERIC', '3: NIK_NUMERIC'],
  'one-nik-for-two-people.xlsx': [`2: ${SITI}`, `3: ${BUDI}`, '4: NIK_DOB', 'NIK_IS_KK'],
  'p-for-pria.xlsx': [
    ...[
      '1950-01-01',
      '1953-06-08',
      '1956-11-15',
      '1959-04-22',
      '1962-09-01',
      '1965-02-08',
      '1968-07-15',
      '1971-12-22',
      '1974-05-01',
      '1977-10-08',
      '1980-03-15',
      '1983-08-22',
    ].map((born, i) => `${i + 2}: ${born} female dose 1 2021-10-02 coronavac${i % 2 === 0 ? '' : ' NIK_SEX'}`),
    'refused: SEX_COL',
  ],
  'people-without-nik.xlsx': [2, 3, 4, 5, 6, 7].map((line) => `${line}: NIK_EMPTY`),
  'person-over-two-rows.xlsx': [`2: ${SITI}`, '3: 1945-08-17 female dose 2 2021-10-30 coronavac', `4: ${BUDI}`],
  'phones.xlsx': [
    `2: ${SITI} PHONE_LOST0`,
    `3: ${BUDI} PHONE_EXP`,
    '4: 1980-11-03 female dose 1 2021-10-02 coronavac PHONE_BAD',
  ],
  'phonetic-runs.xlsx': [`2: ${SITI}`],
  'place-and-date-in-one.xlsx': [`2: ${SITI}`],
  'pre-printed-rows.xlsx': [`2: ${SITI}`, '6: ROW_TOTAL', '8: ROW_TOTAL', '9: ROW_TOTAL', '10: ROW_TOTAL'],
  'prefixed-namespaces.xlsx': [`2: ${SITI}`],
  'ragged.csv': ['2: ROW_SHIFTED', `3: ${BUDI} BATCH_EMPTY SITE_EMPTY`],
  'remark-merged-down.xlsx': ['2: ROW_CANCELLED', '3: ROW_CANCELLED', `4: ${SITI}`],
  'presence-in-unknown-words.xlsx': [
    ...Array.from({ length: 12 }, (_, at) => `${at + 2}: ROW_NOT_GIVEN`),
    'refused: GIVEN_COL',
  ],
  'registration-wishes.xlsx': ['SHEET_WISHES'],
  'rich-text.xlsx': [`2: ${SITI}`],
  'saved-by-calc.ods': [
    `2: ${SITI}`,
    `3: ${BUDI}`,
    '4: NIK_NUMERIC',
    '5: 1943-03-15 female dose 1 2021-10-02 coronavac',
    '6: 1963-03-12 male dose 1 2021-10-02 coronavac',
    'ROW_HIDDEN',
  ],
  'saved-by-calc.xls': [
    `2: ${SITI}`,
    `3: ${BUDI}`,
    '4: NIK_NUMERIC',
    '5: 1943-03-15 female dose 1 2021-10-02 coronavac',
    '6: 1963-03-12 male dose 1 2021-10-02 coronavac',
    'ROW_HIDDEN',
  ],
  'second-table-with-other-columns.xlsx': ['SHEET_TABLES'],
  'semicolons.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'sep-line.csv': [`3: ${SITI}`, `4: ${BUDI}`],
  'sex-spelled-in-many-ways.xlsx': Array.from(
    { length: 10 },
    (_, i) => `${i + 2}: ${i < 5 ? SITI : SITI.replace('female', 'male')}`,
  ),
  'session-merged-down.xlsx': [`2: ${SITI}`, `3: ${BUDI}`, `4: ${SITI}`],
  'sheet-named-waiting-list.xlsx': [`2: ${SITI}`, '2: ROW_TITLE', 'SHEETS'],
  'sheet-without-headings.xlsx': [`2: ${SITI}`, 'SHEET_UNREAD'],
  'shared-strings-last.xlsx': [`2: ${SITI}`],
  'site-and-category-unlisted.xlsx': [`2: ${SITI}`, '3: SITE_UNKNOWN', '4: CATEGORY_UNKNOWN'],
  'status-of-a-marriage.xlsx': [`2: ${SITI}`, `3: ${BUDI}`, `4: ${SITI}`],
  'stray-quote.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'struck-through.xlsx': ['2: ROW_CANCELLED', '3: ROW_CANCELLED DATE_PARSE', `4: ${SITI}`, '5: ROW_CANCELLED'],
  'tab-text.xls': [`2: ${SITI}`, `3: ${BUDI}`],
  'tabs.csv': [`2: ${SITI}`, `3: ${BUDI}`],
  'ticks.xlsx': [
    `2: ${SITI} BATCH_EMPTY`,
    '3: 1980-03-12 male dose 2 2021-10-02 coronavac BATCH_EMPTY',
    '4: 1980-11-03 female dose 3 2021-10-02 coronavac BATCH_EMPTY',
  ],
  'time-beside-the-date.xlsx': [`2: ${SITI}`, `3: ${BUDI}`],
  'title-and-headings-on-every-page.xlsx': [
    `4: ${SITI}`,
    '6: ROW_HEADER',
    '7: ROW_HEADER',
    '8: ROW_HEADER',
    `9: ${BUDI}`,
  ],
  'titles-and-metadata.xlsx': [`7: ${SITI} BATCH_EMPTY`],
  'too-young.xlsx': ['2: 2019-11-03 female dose 1 2021-10-02 coronavac AGE_MIN'],
  'two-fields-in-a-column.xlsx': ['HEADER_SEVERAL'],
  'two-lists-side-by-side.xlsx': ['SHEET_BESIDE'],
  'two-digit-years.xlsx': [
    `2: ${SITI}`,
    '3: 2010-03-12 male dose 1 2021-10-02 coronavac DOB_AMBIG AGE_MIN',
    '4: NIK_LENGTH DOB_AMBIG',
  ],
  'unclosed-quote.csv': ['2: ROW_QUOTE', `3: ${BUDI}`],
  'utf-16-big-endian.csv': [`2: ${SITI}`, `3: ${BUDI}`],
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
  'waiting-for-the-second-dose.xlsx': [`2: ${SITI}`, `4: ${BUDI}`, '5: 1980-03-12 male dose 2 2021-10-30 coronavac'],
  'wide-doses-swapped.xlsx': [
    '3: BATCH_EMPTY DOSE_ORDER',
    '3: BATCH_EMPTY DOSE_ORDER',
    `4: ${BUDI} BATCH_EMPTY`,
    '4: 1980-03-12 male dose 2 2021-10-09 astrazeneca BATCH_EMPTY VACC_MIX DOSE_INTERVAL',
  ],
  'wrapped-names-and-batches.csv': [
    '2: ROW_WRAPPED',
    '3: ROW_WRAPPED NIK_EMPTY DOB_EMPTY DOSE_EMPTY DATE_EMPTY VACC_EMPTY BATCH_EMPTY SITE_EMPTY',
    `4: ${BUDI}`,
    '5: ROW_WRAPPED',
    '6: ROW_WRAPPED',
  ],
  'words-of-programs-for-nothing.csv': [
    ...[2, 3, 4, 5, 6, 7, 8].map((line) => `${line}: ${SITI} SEX_FROM_NIK BATCH_EMPTY SITE_EMPTY`),
    '9: NAME_NULL',
    `10: ${SITI}`,
    '11: DATE_EMPTY',
    'NIK_IS_KK',
  ],
  'ditto-marks.csv': [
    `2: ${SITI}`,
    ...[3, 4, 5, 6, 7, 8, 9, 10].map((line) => `${line}: CELL_DITTO`),
    '11: CELL_DITTO CELL_DITTO',
  ],
  'marks-before-texts.csv': [2, 3, 4, 5].map((line) => `${line}: ${SITI} CELL_CLEANED CELL_CLEANED CELL_CLEANED`),
  'letters-of-another-encoding.csv': [...[2, 3, 4, 5].map((line) => `${line}: CELL_GARBLED`), 'NIK_IS_KK'],
  'letters-written-as-codes.csv': [...[2, 3, 4, 5].map((line) => `${line}: CELL_GARBLED`), 'NIK_IS_KK'],
  'half-of-it-in-utf-8.csv': [`2: ${SITI}`, `3: ${SITI}`, `4: ${SITI}`, `5: ${BUDI}`, 'FILE_ENC'],
  'letters-of-a-mac.csv': [`2: ${SITI}`, `3: ${SITI}`, 'FILE_ENC'],
  'letters-of-a-mac-or-not.csv': ['2: CELL_GARBLED', `3: ${BUDI}`, 'FILE_ENC_PARTS'],
  'letters-of-russia.csv': ['FILE_ENCODING'],
  'windows-1252.csv': [`2: ${SITI}`, 'FILE_ENC'],
  'xml-of-excel-2003.xls': [`2: ${SITI}`],
  'a-story-in-the-name.csv': [`2: ${SITI}`, '3: NAME_LONG'],
  'two-corrections-of-one-row.csv': [`2: ${SITI}`, `3: ${SITI}`, `4: ${BUDI}`],
  'zero-dates.csv': [
    `2: ${SITI} BATCH_EMPTY SITE_EMPTY`,
    `3: ${BUDI} BATCH_EMPTY SITE_EMPTY`,
    '3: 1980-03-12 male dose 2 2021-10-30 coronavac BATCH_EMPTY SITE_EMPTY',
    '4: DOB_PARSE BATCH_EMPTY SITE_EMPTY',
  ],
};

/** What rows say about each other, and what then becomes of each in a check. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  'two-corrections-of-one-row.csv': [`2: ${SITI} fresh`, `3: ${SITI} ROW_COPIES held`, `4: ${BUDI} fresh`],
  'duplicate-rows.xlsx': [
    `2: ${SITI} fresh`,
    `3: ${SITI} DUP_EVENT repeated`,
    `4: ${BUDI} fresh`,
    `5: ${BUDI.replace('10-02', '10-03')} DUP_DIFF held`,
  ],
  'doses-out-of-order-in-two-sheets.xlsx': [
    `2: ${SITI} fresh`,
    `3: ${BUDI} fresh`,
    `2: ${SITI.replace('dose 1 2021-10', 'dose 2 2021-09')} DOSE_ORDER_ROWS held`,
    `3: ${BUDI.replace('dose 1 2021-10-02', 'dose 2 2021-10-30')} fresh`,
  ],
  'family-card-for-everybody.xlsx': [
    `2: ${SITI} fresh`,
    `3: ${SITI} NIK_CONFLICT held`,
    `4: ${SITI} NIK_CONFLICT held`,
    `5: ${BUDI} fresh`,
  ],
  'one-nik-for-two-people.xlsx': [`2: ${SITI} fresh`, `3: ${BUDI} fresh`, '4: NIK_DOB invalid'],
};

const trap = (name: string): string => join(FIXTURES, 'traps', name);
const isSheet = (name: string): boolean => !name.endsWith('.yaml');

describe('a trap of real sheets', () => {
  it.each(Object.entries(TRAPS))('%s', async (name, wanted) => {
    const { rows, notes } = await readTrap(trap(name));
    expect([...rows, ...notes]).toEqual(wanted);
  });

  it.each(Object.entries(TOGETHER))('%s, its rows together', async (name, wanted) => {
    expect((await readTrap(trap(name), 'together')).rows).toEqual(wanted);
  });

  it('has a line in this table for each of its fixtures', () => {
    expect(Object.keys(TRAPS).sort()).toEqual(readdirSync(join(FIXTURES, 'traps')).filter(isSheet).sort());
  });

  it('changes no digit of a NIK that no JavaScript number can hold', async () => {
    const { records } = await readTrap(trap('nik-above-2-to-the-53.xlsx'));
    expect(records.map(({ participant }) => participant.nik)).toEqual(['9101015708459001', '9604015708459003']);
  });

  it.each(['session-merged-down.xlsx', 'html-merged-down.xls', 'merged-by-calc.ods', 'merged-by-calc.xls'])(
    'gives every row what is merged down over it: %s',
    async (name) => {
      const { records } = await readTrap(trap(name));
      const given = records.slice(0, 2).map(({ dose: { vaccine, lot, site } }) => `${vaccine} ${lot} ${site}`);
      expect(given).toEqual(['coronavac B1 Puskesmas Kendal 1', 'coronavac B1 Puskesmas Kendal 1']);
    },
  );

  it('reads the runs of a name in two colours as one name', async () => {
    const { records } = await readTrap(trap('rich-text-of-excel-2003.xls'));
    expect(records.map(({ participant }) => participant.name)).toEqual(['SITI AMINAH', 'BUDI SANTOSO', 'SITI AMINAH']);
  });

  it('changes no sign of a name, and tidies its blanks', async () => {
    const { records } = await readTrap(trap('names-with-signs.xlsx'));
    expect(records.map(({ participant }) => participant.name)).toEqual([
      "NUR'AINI",
      'NUR’AINI',
      'NUR AINI',
      'Drs. H. BUDI, S.Pd',
    ]);
  });
});

describe('a trap that only shows when rows meet', () => {
  it('nik-one-digit-off.xlsx: one woman under two numbers, twins, and a namesake from another kecamatan', async () => {
    const path = join(FIXTURES, 'traps', 'nik-one-digit-off.xlsx');
    const list = listRows();
    await takeInFile(path, {
      door: list,
      read: readSpreadsheet,
      file: toRead(path),
      admitAtOnce: 1,
      cwd: '/',
      report: () => undefined,
      stop: new AbortController().signal,
    });
    const rows = Array.from(list.events(), ({ line, outcome, problems }) =>
      [line, outcome, ...problems.map(({ code, params }) => `${code}:${params?.['r']}`)].join(' '),
    );
    expect(rows).toEqual([
      '2 held NIK_NEAR:3',
      '3 held NIK_NEAR:2',
      '4 waiting',
      '5 waiting',
      '6 waiting DUP_PERSON:4',
    ]);
  });
});

describe('the codes of the validator', () => {
  /**
   * What no sheet shows by itself: what a server will refuse (the training server two rows of this fixture), and what a
   * newer version of it will lack. The test beside each sends it.
   */
  const IN_A_RUN = {
    SERVER_REFUSED: ['perlu-perbaikan.xlsx', 'readme-commands.test.ts'],
    ROW_GONE: ['instants-of-jakarta.csv', 'cli/newer-version.test.ts'],
    SERVER_NO_REASON: ['comma-utf8-bom.csv', 'cli/retry.test.ts'],
    PERSON_UNKNOWN: ['comma-utf8-bom.csv', 'delivery/people.test.ts'],
    PERSON_UNSURE: ['comma-utf8-bom.csv', 'delivery/people.test.ts'],
    SERVER_NO_WORD: ['comma-utf8-bom.csv', 'cli/dhis2.test.ts'],
    SERVER_NO_SITE: ['comma-utf8-bom.csv', 'cli/dhis2.test.ts'],
    SERVER_DELETED: ['comma-utf8-bom.csv', 'cli/dhis2.test.ts'],
    SERVER_OTHER_DOSE: ['comma-utf8-bom.csv', 'cli/dhis2.test.ts'],
    VACC_UNCODED: ['comma-utf8-bom.csv', 'cli/satusehat.test.ts'],
    BATCH_NEEDED: ['comma-utf8-bom.csv', 'cli/satusehat.test.ts'],
    EXPIRY_NEEDED: ['comma-utf8-bom.csv', 'cli/satusehat.test.ts'],
    PROVINCE_DOSE: ['comma-utf8-bom.csv', 'cli/province.test.ts'],
    PROVINCE_ORDER: ['comma-utf8-bom.csv', 'cli/province.test.ts'],
    PROVINCE_NUMBER: ['comma-utf8-bom.csv', 'cli/province.test.ts'],
    PROVINCE_NEAR: ['comma-utf8-bom.csv', 'cli/province.test.ts'],
    PROVINCE_HELD: ['comma-utf8-bom.csv', 'cli/province.test.ts'],
    PROVINCE_TWIN: ['comma-utf8-bom.csv', 'cli/province.test.ts'],
  } as const;

  it('are each raised by a fixture', async () => {
    const paths = ['traps', 'csv'].flatMap((folder) =>
      readdirSync(join(FIXTURES, folder)).map((name) => join(FIXTURES, folder, name)),
    );
    const raised = new Set<string>();
    for (const path of [...paths.filter(isSheet), join(FIXTURES, 'perlu-perbaikan.xlsx')])
      for (const code of (await readTrap(path, 'together')).codes) raised.add(code);
    expect(PROBLEM_CODES.filter((code) => !raised.has(code) && !(code in IN_A_RUN))).toEqual([]);
    // Whoever builds one of these finds out here that it is no exception any more.
    expect(Object.keys(IN_A_RUN).filter((code) => raised.has(code))).toEqual([]);
  }, 60_000);

  it.each(Object.entries(IN_A_RUN))('%s is raised by a fixture that a test imports', (code, [fixture, test]) => {
    const source = readFileSync(join(import.meta.dirname, test), 'utf8');
    expect(source).toContain(code);
    expect(source).toContain(fixture);
  });

  /**
   * Tests that are made of rows: one for each cell a clerk may write, file that a program may save, or state that an
   * entry may be in.
   */
  const TABLES = ['record', 'source', 'contract/ledger', 'intake'].flatMap((folder) =>
    readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(import.meta.dirname, folder, name), 'utf8'))
      .filter((text) => /\b(?:it|test|describe)\.each\b/.test(text)),
  );

  it.each(PROBLEM_CODES)('%s stands in a table test', (code) => {
    expect(TABLES.some((text) => new RegExp(`\\b${code}\\b`).test(text))).toBe(true);
  });
});
