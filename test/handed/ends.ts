/**
 * How each of the handed sheets must end. Judged from what stands in the sheet, by a person who knows such sheets; not
 * from what the program does.
 */
import { boja, got, lettered, withoutPhone } from './people.ts';

export interface End {
  /** What is the matter with the sheet. */
  readonly why: string;
  /** 0: all of it is on the server. 3: rows wait for a person. 65: the file is refused. */
  readonly exit: 0 | 3 | 65;
  /** What must be said of the file as a whole: the code of its error, codes of notes, words of the cure. */
  readonly says?: readonly RegExp[];
  /** Rows that must not arrive: `line` or `sheet!line`, with the codes that say why. */
  readonly held?: Readonly<Record<string, readonly string[]>>;
  /** Every record that must arrive. No other may. */
  readonly arrives: readonly string[];
  /** Texts of cells, here names of people, that must never be printed. The names of those who arrive never are. */
  readonly never?: readonly string[];
}

const BOJA_1 = '1 2021-10-05 coronavac 202110234B Puskesmas Boja';
const OCTOBER_2 = '1 2021-10-02 coronavac - -';
const KENDAL_1 = '1 2021-10-01 coronavac B1 Boja';
const held = (lines: readonly (number | string)[], ...codes: readonly string[]) =>
  Object.fromEntries(lines.map((line) => [line, codes]));
const lines = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const NOTHING_GIVEN = ['DOSE_EMPTY', 'DATE_EMPTY', 'VACC_EMPTY'] as const;

export const ENDS: Readonly<Record<string, End>> = {
  '01-not-vaccinated-flag.xlsx': {
    why: 'a column says who was not vaccinated',
    exit: 3,
    held: held([4, 6], 'ROW_NOT_GIVEN'),
    arrives: got(BOJA_1, boja(1, 2, 4, 6)),
  },
  '02-time-column.xlsx': {
    why: 'a column of times beside the dates is no rival',
    exit: 0,
    arrives: got(BOJA_1, boja()),
  },
  '03-pandas-duplicate-headings.csv': {
    why: 'headings renamed by a program: the second of a pair is the second dose, whatever its suffix',
    exit: 0,
    arrives: [
      ...got('1 2021-10-05 coronavac 2021A -', withoutPhone(boja(1, 2, 3, 4))),
      ...got('2 2021-11-02 coronavac 2021B -', withoutPhone(boja(1, 2, 3, 4))),
    ],
  },
  '04-us-dates-as-text.csv': {
    why: 'a column of texts that can only be month first',
    exit: 65,
    says: [/DATE_COL_ORDER/, /--map "Tgl Vaksin=date:mdy"/],
    arrives: [],
  },
  '04g-two-days-half-converted.xlsx': {
    why: 'two session days, one of them turned into 10 May by a US Excel',
    exit: 65,
    says: [/DATE_COL_SWAPPED/],
    arrives: [],
  },
  '05-nik-column-sorted-alone.xlsx': {
    why: 'the NIKs were sorted without their people',
    exit: 65,
    says: [/NIK_COL_DOB/],
    arrives: [],
  },
  '06b-ditto-marks-in-batch-and-site.xlsx': {
    why: 'twelve ways to write "as above"',
    exit: 3,
    held: held(lines(3, 13), 'CELL_DITTO'),
    arrives: got(BOJA_1, boja(1)),
  },
  '07-literal-apostrophes.csv': {
    why: 'apostrophes that a text format left behind',
    exit: 0,
    arrives: got(BOJA_1, boja()),
  },
  '08-child-with-parents-nik.xlsx': {
    why: 'children under the NIK of a parent',
    exit: 3,
    held: held([3, 4], 'NIK_DOB'),
    arrives: got(BOJA_1, boja(1)),
    never: ['Aisha Putri Nurlaila', 'Rafa Abimanyuwan'],
  },
  '09-mac-roman.csv': {
    why: 'apostrophes of a Mac, which are letters elsewhere',
    exit: 0,
    says: [/FILE_ENC(?!_)/],
    arrives: [
      ...got(BOJA_1, [
        '3324075708610001 Nur’aini Wulansari 1961-08-17 female +6281231000000',
        '3324070403580005 Ma’ruf Zainuri 1958-03-04 male +6281231007919',
        ...boja(3, 4, 5, 6),
      ]),
    ],
  },
  '09-pcare.xlsx': {
    why: 'an export of PCare: a day of registration, and the number of the dose inside the vaccine',
    exit: 3,
    held: held(lines(2, 7), 'DATE_EMPTY'),
    arrives: [],
  },
  '09f-half-utf8-half-1252.csv': {
    why: 'two encodings in one file',
    exit: 0,
    says: [/FILE_ENC(?!_)/],
    arrives: [
      ...got(BOJA_1, [
        '3324075708610001 Renée Nur’aini 1961-08-17 female +6281231000000',
        '3324070403580005 Jürgen Mulyadi 1958-03-04 male +6281231007919',
        '3324076511720009 Ma’ruf Aïsyah 1972-11-25 female +6281231015838',
        ...boja(4),
      ]),
      '3324074107850009 Aimée Lestarini 1985-07-01 female +6281234567890 dose 1 2021-10-05 coronavac A1 Puskesmas Boja',
    ],
  },
  '11-first-last-name.xlsx': {
    why: 'first and last name in two columns: asked, with headings of this sheet',
    exit: 65,
    says: [/--map "Nama Depan=name" --map "Nama Belakang=name"/],
    arrives: [],
    never: ['Wagiyem', 'Lestarini'],
  },
  '13-hanya-judul.xlsx': {
    why: 'dose, vaccine and day stand in the words of the title only',
    exit: 3,
    held: held(lines(4, 9), ...NOTHING_GIVEN),
    arrives: [],
  },
  '15-two-tables-side-by-side.xlsx': {
    why: 'two lists side by side: one has to move below the other',
    exit: 65,
    says: [/side by side|next to each other/i, /below/i],
    arrives: [],
  },
  '15b-second-table-renamed-as-advised.xlsx': {
    why: 'the same two lists, the right one with other headings: still ten people',
    exit: 65,
    says: [/side by side|next to each other/i, /below/i],
    arrives: [],
  },
  '20c-batch-and-site-merged-down.xlsx': {
    why: 'batch and site merged over six rows',
    exit: 0,
    arrives: got(BOJA_1, boja()),
  },
  '21b-protected-sheet-near-niks.xlsx': {
    why: 'one woman under two numbers that differ in a digit',
    exit: 3,
    held: held([2, 3], 'NIK_NEAR'),
    arrives: got(BOJA_1, boja(3, 4, 5)),
  },
  '23a-status-status.xlsx': {
    why: 'twenty-seven words that say no',
    exit: 3,
    held: held(lines(3, 29), 'ROW_NOT_GIVEN'),
    arrives: got(BOJA_1, boja(1)),
  },
  '24-batch-zero-padded-by-format.xlsx': {
    why: 'the zeros of the batch number are in the format of its cell',
    exit: 0,
    arrives: got('1 2021-10-05 coronavac 0012345 Puskesmas Boja', boja(1, 2, 3)),
  },
  '30b-registration-wishes.xlsx': {
    why: 'dates that people wished for',
    exit: 65,
    says: [/SHEET_WISHES/],
    arrives: [],
  },
  '31-bilingual-headings.xlsx': { why: 'each heading in two languages', exit: 0, arrives: got(BOJA_1, boja(1, 2, 3)) },
  '38-age-contradicts.xlsx': {
    why: 'ages of somebody else',
    exit: 3,
    held: held([3, 4, 5], 'AGE_DOB'),
    arrives: got(BOJA_1, boja(1)),
  },
  '39-nik-and-corrected-nik.xlsx': {
    why: 'a column of corrected NIKs, filled where they were corrected',
    exit: 65,
    says: [/HEADER_AMBIG/, /copy them over "NIK"/],
    arrives: [],
  },
  '40-null-placeholders.csv': {
    why: 'twelve words of programs for nothing',
    exit: 0,
    arrives: got('1 2021-10-05 coronavac - -', withoutPhone(boja(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))),
  },
  '42-sex-p-for-pria-w-for-wanita.xlsx': { why: 'P is pria here', exit: 65, says: [/SEX_COL/, /"P"/], arrives: [] },
  '48-kobo-repeat-group.xlsx': {
    why: 'the doses lie in a sheet of their own',
    exit: 3,
    held: held(['Vaksinasi!2', 'Vaksinasi!3', 'Vaksinasi!4'], ...NOTHING_GIVEN),
    arrives: [],
  },
  '56b-batch-and-site-wrapped.xlsx': {
    why: 'cells that go on in a row of their own',
    exit: 3,
    held: held([2, 3, 4, 5], 'ROW_WRAPPED'),
    arrives: got(BOJA_1, boja(3)),
  },
  '58-midnight-of-jakarta-in-utc.csv': {
    why: 'midnights of Jakarta as an instant of UTC; the NIKs prove it',
    exit: 0,
    says: [/DATE_UTC_COL/],
    arrives: got(BOJA_1, boja()),
  },
  '65-birth-date-in-three-columns.xlsx': {
    why: 'a birth date in three columns',
    exit: 0,
    arrives: got('1 2021-10-05 coronavac - -', withoutPhone(boja(1, 2, 3, 4, 5))),
  },
  'A-inlineStr-with-v-concatenated.xlsx': {
    why: 'cells with a value beside their text, and no doses',
    exit: 3,
    held: { 2: [...NOTHING_GIVEN, 'NIK_SEX'], 3: NOTHING_GIVEN },
    arrives: [],
    never: ['Siti Aminah'],
  },
  'A-iso-instant-in-t-d-cell-read-as-previous-day.xlsx': {
    why: 'birth dates as instants of UTC; the NIK has the day after. No doses',
    exit: 3,
    says: [/DATE_UTC_COL/],
    held: held([2, 3], ...NOTHING_GIVEN),
    arrives: [],
    never: ['Siti Aminah'],
  },
  'A-ods-value-without-text-p-lost.ods': {
    why: 'cells with a value and no text',
    exit: 0,
    arrives: [
      '3324015503550001 Siti Aminah 1955-03-15 female - dose 2 2021-10-01 coronavac B1 Boja at Kendal',
      '3324015503550002 Ani Lestari 1955-03-15 female - dose 1 2021-10-01 coronavac B1 Boja',
    ],
  },
  'A-xml2003-rich-text-loses-text.xls': {
    why: 'a name in three colours',
    exit: 0,
    arrives: [`3324015503550001 Siti Aminah Lestari 1955-03-15 female - dose ${KENDAL_1}`],
  },
  'B-ods-hidden-sheet-read-as-visible.ods': {
    why: 'people of a hidden sheet are read, and said to be hidden',
    exit: 0,
    says: [/ROW_HIDDEN/],
    arrives: [
      `3324015503550001 Siti Aminah 1955-03-15 female - dose ${KENDAL_1}`,
      `3324015503550002 Siti Ani 1955-03-15 female - dose ${KENDAL_1}`,
      `3324015503550003 Siti Umi 1955-03-15 female - dose ${KENDAL_1}`,
    ],
  },
  'B-workbook-part-not-in-xl-folder-refused.xlsx': {
    why: 'a sound workbook in another folder, with nobody in it: not damaged',
    exit: 65,
    says: [/HEADER_NONE/],
    arrives: [],
  },
  'C-delimiter-comma-chosen-5-columns.csv': {
    why: 'semicolons split every line; the address has more commas. Neighbouring NIKs, and no dose',
    exit: 3,
    says: [/"nik":"NIK".*"date":"Tgl Vaksin"/],
    held: held(lines(2, 9), 'DOSE_EMPTY'),
    arrives: [],
    never: ['Siti Aminah'],
  },
  'C-memory-1GB-value-in-last-column.xlsx': {
    why: '5,000 rows with a stray value in the last column Excel has; women under the NIKs of men',
    exit: 65,
    says: [/SEX_COL/],
    arrives: [],
    never: ['Siti Aminah'],
  },
  'C-ods-without-styles-part-called-damaged.ods': {
    why: 'no part of styles, and two of three rows are hidden; an address of x says nothing',
    exit: 0,
    says: [/ROW_HIDDEN/],
    arrives: [
      `3324015503550001 Siti Aminah 1955-03-15 female - dose ${KENDAL_1}`,
      `3324015503550002 Siti Ani 1955-03-15 female - dose ${KENDAL_1}`,
      `3324015503550003 Budi 1955-03-15 female - dose ${KENDAL_1}`,
    ],
  },
  'grow-1.xlsx': {
    why: 'a sheet that grows, on its first day: one NIK is half typed',
    exit: 3,
    held: held([3], 'NIK_LENGTH'),
    arrives: got(OCTOBER_2, lettered(1, 3, 4, 5)),
  },
  'grow-2.xlsx': {
    why: 'the same sheet a day later',
    exit: 3,
    held: held([3], 'NIK_LENGTH'),
    arrives: got(OCTOBER_2, lettered(1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)),
  },
  'hidden-sheet.xlsx': {
    why: 'a second sheet that is hidden is read, and said to be hidden',
    exit: 0,
    says: [/ROW_HIDDEN/],
    arrives: got(OCTOBER_2, lettered(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
  },
  'leak-form.csv': {
    why: 'a filled form is no list, and what stands in it is not printed',
    exit: 65,
    says: [/HEADER_NONE/],
    arrives: [],
    never: ['Siti Aminah', 'Melati', '081012345678'],
  },
  'leak-no-header-names-only.csv': {
    why: 'people without headings are not printed as if they were headings',
    exit: 65,
    says: [/HEADER_NONE/],
    arrives: [],
    never: ['Siti Aminah', 'Budi Santoso', 'Ahmad Fauzi', 'Melati', 'Kenanga', 'Mawar'],
  },
  'second-sheet-misspelt.xlsx': {
    why: 'the only column of names of the second sheet is mistyped, and is theirs all the same: nobody is left out',
    exit: 0,
    arrives: got('1 2021-10-02 coronavac - -', lettered(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)),
    never: ['SITI AMINAH', 'Dewi Lestari'],
  },
  'sex-two-tick-columns.xlsx': {
    why: 'the sex is a tick under L or P',
    exit: 0,
    arrives: got(OCTOBER_2, lettered(1, 2, 3, 4, 5)),
  },
  'vaccine-and-lot-in-one-column-title-says-sinovac.xlsx': {
    why: 'one column for two fields, and a title that says another vaccine',
    exit: 65,
    says: [/"Vaksin \/ No Batch"/],
    arrives: [],
  },
};
