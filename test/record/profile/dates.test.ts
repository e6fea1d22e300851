/**
 * What columns of dates say together: their order of day and month, and times of day that are midnights of another
 * clock.
 */
import { describe, expect, test } from 'vitest';
import type { Meaning } from '../../../src/record/header/form.ts';
import { findHeader } from '../../../src/record/header/header.ts';
import { watchColumns } from '../../../src/record/profile/watch.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import type { ReadingRules } from '../../../src/record/rules.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { RULES, row, SHEET } from '../rows.ts';

interface Told {
  readonly map?: Readonly<Record<string, Meaning>>;
  readonly rules?: Partial<ReadingRules>;
}

/** The refusal, as `CODE rows flags`, or else the notes; line 1 is the header. */
function verdict(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  { map = {}, rules = {} }: Told = {},
): string {
  const found = findHeader([row(headings, 1)], new Map(Object.entries(map)));
  if (found.kind !== 'found') return found.kind;
  const all = { ...RULES, ...rules };
  const watch = watchColumns(found.header, { headings, told: new Map() }, all);
  for (const [index, cells] of rows.entries()) {
    const at = row(cells, index + 2);
    const read = readRow(at, found.header, SHEET, all);
    if (read.kind === 'read') watch.see(at, read);
  }
  const { refuse, notes } = watch.verdict();
  if (refuse) return [refuse.code, refuse.params?.['rows'], refuse.params?.['map'] ?? ''].join(' ').trim();
  return notes.map(({ code, params }) => `note ${code} ${params?.['rows']}`).join(', ');
}

const HEADINGS = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin'];
const nikOf = (n: number): string => `33240157084590${String(n).padStart(2, '0')}`;
const NAMES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const given = (dates: readonly Cell[], told: Told & { heading?: string } = {}): string =>
  verdict(
    HEADINGS.map((text) => (text === 'Tgl Vaksin' ? (told.heading ?? text) : text)),
    dates.map((date, n) => [nikOf(n + 1), `WARGA ${NAMES[n % 26]}`, '17/08/1945', 'P', '1', date, 'Sinovac']),
    told,
  );
const date = (day: string, raw = '44000'): Cell => ({ kind: 'date', raw, day });
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('texts of doses prove another order', () => {
  test.each<[string, Cell[], string]>([
    ['month first', ['10/5/2021', '10/6/2021', '10/13/2021', '10/20/2021'], 'DATE_ORDER_COL 4-5'],
    ['with zeros and dashes', ['10-05-2021', '10-13-2021'], 'DATE_ORDER_COL 3'],
    ['with dots', ['10.05.2021', '10.13.2021'], 'DATE_ORDER_COL 3'],
    ['with blanks', ['10 05 2021', '10 13 2021'], 'DATE_ORDER_COL 3'],
    ['two digits', ['10/5/21', '10/13/21'], 'DATE_ORDER_COL 3'],
    ['one row alone of a few', ['10/5/2021', '10/13/2021'], 'DATE_ORDER_COL 3'],
    ['eight digits', ['10052021', '10132021', '10142021'], 'DATE_ORDER_COL 3-4'],
    ['behind a weekday', ['Tue 10/5/2021', 'Wed, 10/13/2021'], 'DATE_ORDER_COL 3'],
    ['behind an apostrophe', ["'10/5/2021", "'10/13/2021"], 'DATE_ORDER_COL 3'],
    [
      'one row of many, which stands among them month first',
      [...times(20, '10/5/2021'), '10/13/2021'],
      'DATE_ORDER_COL 22',
    ],
    ['with a time', ['10/5/2021 8:15', '10/13/2021 14:30'], 'DATE_ORDER_COL 3'],
    ['AM and PM, all days up to the 12th', ['10/5/2021 8:15:00 AM', '10/6/2021 1:02:00 PM'], 'DATE_ORDER_COL 2-3'],
    [
      'put together from two sources',
      ['10/5/2021', '10/13/2021', '10/14/2021', '13/10/2021', '14/10/2021'],
      'DATE_ORDER_COL 3-4',
    ],
  ])('%s', (_, dates, wanted) => {
    expect(given(dates)).toBe(`${wanted} --map "Tgl Vaksin=date:mdy"`);
  });

  test('days that are still to come on the day of the run', () => {
    const rules = { today: '2021-10-12' };
    expect(given(['10/9/2021', '10/11/2021', '10/12/2021'], { rules })).toBe(
      'DATE_ORDER_COL 3-4 --map "Tgl Vaksin=date:mdy"',
    );
  });

  test('days from before the programme began', () => {
    expect(given(['10/1/2021', '11/1/2021', '11/2/2021'])).toBe('DATE_ORDER_COL 2-3 --map "Tgl Vaksin=date:mdy"');
  });

  test.each<[string, Cell[]]>([
    ['year, day, month', ['2021-05-10', '2021-13-10', '2021-14-10']],
    ['with slashes and a time', ['2021/05/10 08:15:00', '2021/13/10 08:20:00']],
    ['eight digits', ['20210510', '20211310', '20211410']],
  ])('%s', (_, dates) => {
    expect(given(dates)).toMatch(/^DATE_ORDER_COL .*--map "Tgl Vaksin=date:ydm"$/);
  });

  test('a heading that says month first over days that come first', () => {
    const heading = 'Tgl Vaksin (MM/DD/YYYY)';
    expect(given(['05/10/2021', '13/10/2021', '14/10/2021'], { heading })).toBe(
      `DATE_ORDER_COL 3-4 --map "${heading}=date:dmy"`,
    );
    expect(given(['10/05/2021', '10/13/2021', '10/14/2021'], { heading })).toBe('');
  });

  test.each<[string, Cell[]]>([
    ['days first', ['05/10/2021', '13/10/2021', '14/10/2021']],
    ['one day', times(12, '05/10/2021')],
    ['two days', ['05/10/2021', '06/10/2021', '05/10/2021']],
    ['one slip of the finger', ['13/10/2021', '14/10/2021', '10/15/2021', '15/10/2021', '16/10/2021']],
    ['one slip among days up to the 12th', [...times(20, '05/10/2021'), '10/13/2021']],
    ['one year mistyped', [...times(20, '05/01/2022'), '05/01/2021']],
    ['months as words', ['5 Okt 2021', 'October 13, 2021', '13 Okt 2021']],
    ['days first, with AM', ['05/10/2021 8:15 AM', '13/10/2021 8:20 AM']],
    ['a database', ['2021-10-05', '2021-10-13']],
    ['eight digits', ['05102021', '13102021', '14102021']],
    ['eight digits, year first', ['20211005', '20211013', '20102021']],
    ['behind a place', ['Kendal, 05/10/2021', 'Kendal, 13/10/2021']],
    ['no dates at all', ['sudah', '-', '']],
    ['once a month, on the 10th', ['10/05/2021', '10/06/2021', '10/07/2021', '10/08/2021', '10/09/2021']],
  ])('a sound column: %s', (_, dates) => {
    expect(given(dates)).toBe('');
  });

  test('birth dates that come day first before AM are no American program’s', () => {
    const rows = [1, 2].map((n) => [
      nikOf(n),
      `W ${NAMES[n]}`,
      '17/8/1945 12:00:00 AM',
      'P',
      '1',
      `${n}/10/2021 8:15:00 AM`,
      'Sinovac',
    ]);
    expect(verdict(HEADINGS, rows)).toBe('');
  });

  test('a heading that says day first stands against AM and PM', () => {
    expect(given(['5/10/2021 8:15 AM', '6/10/2021 8:15 AM'], { heading: 'Tgl Vaksin (dd/mm/yyyy)' })).toBe('');
  });

  test.each<Meaning>(['date:mdy', 'date:dmy', 'date:mdy:local'])(
    'what a person has looked at is let in: %s',
    (meaning) => {
      expect(given(['10/5/2021', '10/13/2021'], { map: { 'Tgl Vaksin': meaning } })).toBe('');
    },
  );

  test('each column of a wide sheet is judged', () => {
    const wide = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Dosis 1', 'Vaksin 1', 'Tgl Dosis 2', 'Vaksin 2'];
    const rows = ['11/9/2021', '11/23/2021'].map((second, n) => [
      nikOf(n + 1),
      `WARGA ${NAMES[n]}`,
      '17/08/1945',
      'P',
      '05/10/2021',
      'Sinovac',
      second,
      'Sinovac',
    ]);
    expect(verdict(wide, rows)).toBe('DATE_ORDER_COL 3 --map "Tgl Dosis 2=date:mdy" --map "Tgl Dosis 1=date:mdy"');
    // Whoever says it of one column only is asked about the other.
    expect(verdict(wide, rows, { map: { 'Tgl Dosis 2': 'date:mdy' } })).toBe(
      'DATE_ORDER_COL 2-3 --map "Tgl Dosis 1=date:mdy"',
    );
    expect(verdict(wide, rows, { map: { 'Tgl Dosis 2': 'date:mdy', 'Tgl Dosis 1': 'date:dmy' } })).toBe('');
    const sure = rows.map((cells) => cells.with(4, '13/10/2021'));
    expect(verdict(wide, sure)).toBe('DATE_ORDER_COL 3 --map "Tgl Dosis 2=date:mdy"');
  });

  const doses = (...pairs: (readonly [string, string])[]) =>
    verdict(
      ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Dosis 1', 'Vaksin 1', 'Tgl Dosis 2', 'Vaksin 2'],
      pairs.map(([first, second], n) => [
        nikOf(n + 1),
        `W ${NAMES[n]}`,
        '17/08/1945',
        'P',
        first,
        'Sinovac',
        second,
        'Sinovac',
      ]),
    );

  test('the doses of most rows are in order with the month first only', () => {
    expect(
      doses(
        ['9/8/2021', '10/6/2021'],
        ['9/9/2021', '10/7/2021'],
        ['9/10/2021', '10/8/2021'],
        ['9/11/2021', '10/9/2021'],
      ),
    ).toBe('DATE_ORDER_COL 2-5 --map "Tgl Dosis 1=date:mdy" --map "Tgl Dosis 2=date:mdy"');
  });

  test('doses in order as they are read, or one row that is not', () => {
    expect(doses(['08/09/2021', '06/10/2021'], ['09/09/2021', '07/10/2021'], ['10/09/2021', '08/10/2021'])).toBe('');
    expect(doses(['08/09/2021', '06/10/2021'], ['09/09/2021', '07/10/2021'], ['10/10/2021', '08/09/2021'])).toBe('');
  });

  test('what has been said of a column is said again with what is found next', () => {
    const stamps = times(3, '10/4/2021 5:00:00 PM');
    expect(given(stamps)).toBe('DATE_ORDER_COL 2-4 --map "Tgl Vaksin=date:mdy"');
    expect(given(stamps, { map: { 'Tgl Vaksin': 'date:mdy' } })).toBe(
      'DATE_UTC_COL 2-4 --map "Tgl Vaksin=date:mdy:utc"',
    );
    expect(given(stamps, { map: { 'Tgl Vaksin': 'date:mdy:utc' } })).toBe('');
  });

  test('a column that is called "Dosis 1" and holds days', () => {
    const bare = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis 1', 'Jenis Vaksin'];
    const rows = ['10/5/2021', '10/13/2021'].map((day, n) => [
      nikOf(n + 1),
      `W ${NAMES[n]}`,
      '17/08/1945',
      'P',
      day,
      'Sinovac',
    ]);
    expect(verdict(bare, rows)).toBe('DATE_ORDER_COL 3 --map "Dosis 1=date:mdy"');
    expect(verdict(bare, rows, { map: { 'Dosis 1': 'date:mdy' } })).toBe('');
  });
});

/** Men, born as their NIKs say. */
const born = (niks: readonly string[], cells: readonly Cell[], told: Told = {}): string =>
  verdict(
    HEADINGS,
    niks.map((day, n) => [
      `332401${day}9${String(n + 101)}`,
      `W ${NAMES[n % 26]}`,
      cells[n] ?? '',
      'L',
      '1',
      '02/10/2021',
      'Sinovac',
    ]),
    told,
  );
/** 4 March 1980, 5 April 1981, 7 June 1982, 17 August 1945. */
const NIKS = ['040380', '050481', '070682', '170845'];

describe('birth dates that the NIKs show in another order', () => {
  test.each<[string, Cell[], string]>([
    ['texts', ['3/4/1980', '4/5/1981', '6/7/1982', '8/17/1945'], 'DATE_ORDER_COL 2-5 --map "Tgl Lahir=birthDate:mdy"'],
    ['all up to the 12th', ['3/4/1980', '4/5/1981', '6/7/1982'], 'DATE_ORDER_COL 2-4 --map "Tgl Lahir=birthDate:mdy"'],
    ['two digits', ['3/4/80', '4/5/81', '6/7/82', '8/17/45'], 'DATE_ORDER_COL 2-5 --map "Tgl Lahir=birthDate:mdy"'],
    [
      'year, day, month',
      ['1980-04-03', '1981-05-04', '1982-07-06', '1945-17-08'],
      'DATE_ORDER_COL 2-5 --map "Tgl Lahir=birthDate:ydm"',
    ],
    ['date cells', ['1980-04-03', '1981-05-04', '1982-07-06'].map((day) => date(day)), 'DOB_SWAP_COL 2-4'],
    [
      'date cells beside texts with the day first',
      [...['1980-04-03', '1981-05-04', '1982-07-06'].map((day) => date(day)), '17/08/1945'],
      'DOB_SWAP_COL 2-4',
    ],
    ['the same, saved as text', ['03/04/1980', '04/05/1981', '06/07/1982', '17/08/1945'], 'DOB_SWAP_COL 2-4'],
    ['as a database writes it', ['1980-04-03', '1981-05-04', '1982-07-06', '1945-08-17'], 'DOB_SWAP_COL 2-4'],
  ])('%s', (_, cells, wanted) => {
    expect(born(NIKS.slice(0, cells.length), cells)).toBe(wanted);
  });

  test.each<[string, Cell[]]>([
    ['as the NIKs say', ['04/03/1980', '05/04/1981', '07/06/1982', '17/08/1945']],
    ['date cells', ['1980-03-04', '1981-04-05', '1982-06-07', '1945-08-17'].map((day) => date(day))],
    ['one row exchanged', ['3/4/1980', '05/04/1981', '07/06/1982', '17/08/1945']],
    ['one date cell exchanged', [date('1980-04-03'), date('1981-04-05'), date('1982-06-07')]],
    ['one month of 17', ['04/03/1980', '05/04/1981', '07/06/1982', '08/17/1945']],
  ])('a sound column: %s', (_, cells) => {
    expect(born(NIKS.slice(0, cells.length), cells)).toBe('');
  });

  test('is let in by a person, or corrected by the NIKs', () => {
    const texts = ['3/4/1980', '4/5/1981', '6/7/1982', '8/17/1945'];
    const cells = ['1980-04-03', '1981-05-04', '1982-07-06'].map((day) => date(day));
    // And the dates of the doses, which may be either, with it.
    expect(born(NIKS, texts, { map: { 'Tgl Lahir': 'birthDate:mdy' } })).toBe(
      'DATE_ORDER_COL 2-5 --map "Tgl Vaksin=date:mdy"',
    );
    expect(born(NIKS, texts, { map: { 'Tgl Lahir': 'birthDate:mdy', 'Tgl Vaksin': 'date:dmy' } })).toBe('');
    expect(born(NIKS.slice(0, 3), cells, { rules: { fixDates: true } })).toBe('');
  });
});

describe('date cells that an American Excel has exchanged', () => {
  test.each<[string, Cell[]]>([
    [
      'two days, half of them made dates',
      ['13/10/2021', date('2021-05-10'), '13/10/2021', date('2021-05-10'), '13/10/2021', date('2021-05-10')],
    ],
    [
      'a day between them that could be either',
      [...times(3, date('2021-11-10')), ...times(3, date('2021-05-10')), ...times(4, '20/10/2021')],
    ],
    [
      'five days made dates, one left as text',
      [...['02', '03', '04', '05', '06'].map((month) => date(`2021-${month}-10`)), ...times(5, '13/10/2021')],
    ],
    ['saved as CSV, where a date begins with its year', [...times(3, '13/10/2021'), ...times(3, '2021-05-10')]],
    ['with times', [...times(3, '13/10/2021'), ...times(3, '2021-05-10 00:00:00')]],
  ])('%s', (_, dates) => {
    expect(given(dates)).toMatch(/^DATE_SWAP_COL /);
    expect(given(dates, { map: { 'Tgl Vaksin': 'date:dmy' } })).toBe('');
  });

  test.each<[string, Cell[]]>([
    ['days of two programs, some above the 12th', [...times(3, '13/10/2021'), ...times(3, '2021-05-10'), '2021-10-14']],
    ['days of one week', [...times(3, '13/10/2021'), ...times(3, '2021-10-11')]],
  ])('texts that are none: %s', (_, dates) => {
    expect(given(dates)).toBe('');
  });

  test('days that are still to come, and none above the 12th', () => {
    const dates = ['2021-05-10', '2021-11-10', '2021-12-10'].map((day) => date(day));
    expect(given(dates, { rules: { today: '2021-10-14' } })).toBe('DATE_SWAP_COL 3-4');
    expect(given(dates)).toBe('');
    expect(given([...dates, date('2021-09-14')], { rules: { today: '2021-10-14' } })).toBe('');
  });

  test('doses of a wide sheet that are in order only when they are exchanged', () => {
    const wide = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Dosis 1', 'Vaksin 1', 'Tgl Dosis 2', 'Vaksin 2'];
    const rows = (first: readonly string[], second: readonly string[]) =>
      first.map((day, n) => [
        nikOf(n + 1),
        `W ${NAMES[n]}`,
        '17/08/1945',
        'P',
        date(day),
        'Sinovac',
        date(second[n] ?? ''),
        'Sinovac',
      ]);
    // 8, 9 and 10 September, then 6, 7 and 8 October.
    const days = [
      ['2021-08-09', '2021-09-09', '2021-10-09'],
      ['2021-06-10', '2021-07-10', '2021-08-10'],
    ] as const;
    expect(verdict(wide, rows(...days))).toBe('DATE_SWAP_COL 2-4');
    expect(verdict(wide, rows(days[1], days[0]))).toBe('');
  });

  test.each<[string, Cell[]]>([
    ['May in one sheet and October in another', [...times(3, date('2021-05-10')), ...times(3, '25/05/2021')]],
    ['texts and dates of one week', [...times(3, date('2021-10-05')), ...times(3, '13/10/2021')]],
    ['two rows of each', [...times(2, date('2021-05-10')), ...times(2, '13/10/2021')]],
  ])('nothing proves it: %s', (_, dates) => {
    expect(given(dates)).toBe('');
  });
});

describe('days that a program wrote as instants', () => {
  const UTC = '--map "Tgl Vaksin=date:utc"';

  test.each<[string, Cell[], string]>([
    ['midnight of Jakarta', times(3, '2021-10-04 17:00:00'), `DATE_UTC_COL 2-4 ${UTC}`],
    ['of Makassar', times(3, '04/10/2021 16:00'), `DATE_UTC_COL 2-4 ${UTC}`],
    ['of Jayapura, with a Z', times(3, '2021-10-04T15:00:00.000Z'), `DATE_UTC_COL 2-4 ${UTC}`],
    ['in American', times(3, '13/10/2021 5:00:00 PM'), `DATE_UTC_COL 2-4 ${UTC}`],
    ['rounded down', ['2021-10-04 23:59:59', '2021-10-13 23:59:59'], `DATE_UTC_COL 2-3 ${UTC}`],
    ['date cells', times(3, date('2021-10-04', '44473.7083333333')), `DATE_UTC_COL 2-4 ${UTC}`],
    [
      'cells without the format of a date',
      times(3, { kind: 'number', raw: '44473.7083333333' }),
      `DATE_UTC_COL 2-4 ${UTC}`,
    ],
    ['the same as text', times(3, '44473.7083333333'), `DATE_UTC_COL 2-4 ${UTC}`],
    ['cells of ISO 8601', times(3, date('2021-10-04', '2021-10-04T17:00:00Z')), `DATE_UTC_COL 2-4 ${UTC}`],
    ['one among days', ['2021-10-04 17:00:00', '05/10/2021', '13/10/2021'], `DATE_UTC_COL 2 ${UTC}`],
    ['a few hours among them', [...times(5, '2021-10-04 17:00:00'), '2021-10-05 08:15:00'], `DATE_UTC_COL 2-6 ${UTC}`],
  ])('%s', (_, dates, wanted) => {
    expect(given(dates)).toBe(wanted);
  });

  test.each<[string, Cell[]]>([
    ['times of day', ['2021-10-05 08:15:00', '2021-10-05 14:30:00', '2021-10-05 15:00:00', '2021-10-05 16:10:00']],
    ['full hours of an afternoon', ['13', '15', '15', '16', '16', '17', '17'].map((hour) => `05/10/2021 ${hour}:00`)],
    ['every full hour of an afternoon', ['13', '14', '15', '16', '17'].map((hour) => `05/10/2021 ${hour}:00`)],
    ['midnights', times(4, '2021-10-05 00:00:00')],
    ['date cells with times', [date('2021-10-05', '44474.34'), date('2021-10-05', '44474.61')]],
    ['instants of the zone of the sheet', times(3, '2021-10-05T08:15:00+07:00')],
    ['in the afternoon of that zone', times(3, '2021-10-05T16:00:00+07:00')],
    ['mornings in UTC', times(3, '2021-10-05T01:15:00Z')],
  ])('a sound column: %s', (_, dates) => {
    expect(given(dates)).toBe('');
  });

  test.each<Meaning>(['date:utc', 'date:local'])('what a person has looked at is let in: %s', (meaning) => {
    expect(given(times(3, '2021-10-04 17:00:00'), { map: { 'Tgl Vaksin': meaning } })).toBe('');
  });

  test('the NIKs prove the birth dates, and with them the doses, and that is said', () => {
    const rows = [1, 2, 3].map((n) => [
      nikOf(n),
      `W ${NAMES[n]}`,
      '1945-08-16 17:00:00',
      'P',
      '1',
      '2021-10-04 17:00:00',
      'Sinovac',
    ]);
    expect(verdict(HEADINGS, rows)).toBe('note DATE_UTC_COL 2-4, note DATE_UTC_COL 2-4');
  });

  test('the doses of a wide sheet are asked about at once', () => {
    const wide = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Dosis 1', 'Vaksin 1', 'Tgl Dosis 2', 'Vaksin 2'];
    const rows = [1, 2, 3].map((n) => [
      nikOf(n),
      `W ${NAMES[n]}`,
      '17/08/1945',
      'P',
      '2021-10-04 17:00:00',
      'Sinovac',
      '2021-11-01 17:00:00',
      'Sinovac',
    ]);
    expect(verdict(wide, rows)).toBe('DATE_UTC_COL 2-4 --map "Tgl Dosis 1=date:utc" --map "Tgl Dosis 2=date:utc"');
  });

  test('birth dates that no NIK proves refuse the file', () => {
    const cells = times(4, '1945-08-20 17:00:00');
    expect(born(NIKS, cells)).toBe('DATE_UTC_COL 2-5 --map "Tgl Lahir=birthDate:utc"');
    expect(
      born(NIKS, ['1980-03-03 17:00:00', '1981-04-04 17:00:00', '1982-06-06 17:00:00', '1945-08-20 17:00:00']),
    ).toBe('note DATE_UTC_COL 2-4');
  });
});
