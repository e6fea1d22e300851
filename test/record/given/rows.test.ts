/** What a whole sheet comes to: columns about presence, titles, and lines between rows. */
import { expect, it } from 'vitest';
import { surveyGiven } from '../../../src/record/given/settled.ts';
import { watchColumns } from '../../../src/record/profile/watch.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import { watchTitles } from '../../../src/record/sheet/title-watch.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { HEADINGS, headerOf, only, person, RULES, row, SHEET } from '../rows.ts';

/** The codes that keep back the row of each of these cells in a column of that name; '' for one that is sent. */
function heldIn(heading: string, cells: readonly Cell[], reasons = ''): string[] {
  const found = headerOf([...HEADINGS, heading]);
  const rows = cells.map((cell, index) => row([...person().cells, cell], index + 2));
  const survey = surveyGiven(found.given);
  for (const one of rows) survey.see(one, reasons);
  const header = { ...found, given: survey.columns() };
  return rows.map((one) => {
    const read = readRow(one, header, SHEET, RULES);
    if (read.kind === 'skipped') return read.why;
    return read.readings.flatMap(({ problems }) => problems.map(({ code }) => code)).join(' ');
  });
}

const NO = 'ROW_NOT_GIVEN';
const DITTO = 'CELL_DITTO';

it.each<[string, string, readonly Cell[], readonly string[]]>([
  ['everybody was there', 'Hadir', ['Ya', 'v', 'hadir'], ['', '', '']],
  ['an empty cell below a tick', 'Hadir', ['v', ''], ['', NO]],
  ['an empty cell above the first tick', 'Hadir', ['', 'v'], [NO, '']],
  ['an entirely empty column', 'Hadir', ['', ''], ['', '']],
  ['a sign that may be a cross', 'Hadir', ['x', ''], [NO, NO]],
  ['an unknown word', 'Status Vaksinasi', ['Sudah', 'Gelombang'], ['', NO]],
  ['"Status" of presence', 'Status', ['Sudah', 'Sudah', '', 'Gelombang'], ['', '', NO, NO]],
  ['"Status" of marriage', 'Status', ['Kawin', 'Belum Kawin', 'Cerai Mati', ''], ['', '', '', '']],
  ['"Status" of work', 'Status', ['PNS', 'Honorer', '', 'Tidak Bekerja'], ['', '', '', '']],
  ['"Status" of work, and somebody who died', 'Status', ['PNS', 'Meninggal'], ['', 'ROW_CANCELLED']],
  ['a status of programs', 'status', ['completed', 'completed', 'entered-in-error', 'not-done'], ['', '', NO, NO]],
  ['a column of those who were not there', 'Tidak Hadir', ['', 'v', '-', '0'], ['', 'ROW_CANCELLED', '', '']],
  ['deleted_at', 'deleted_at', ['', 'NULL', '2021-10-05'], ['', '', 'ROW_CANCELLED']],
  ['codes of a legend', 'Hadir (1=ya, 2=tidak)', ['1', '2'], ['', NO]],
  [
    'remarks that say what the one above says',
    'Keterangan',
    ['batal', '"', 'sda', 'idem', '-'],
    ['ROW_CANCELLED', DITTO, DITTO, DITTO, ''],
  ],
  ['remarks', 'Keterangan', ['tdk hadir', 'hadir', ''], ['ROW_CANCELLED', '', '']],
])('%s', (_, heading, cells, wanted) => {
  expect(heldIn(heading, cells)).toEqual(wanted);
});

it('an empty cell stays a no in a correction sheet, which has only some rows of the sheet', () => {
  expect(heldIn('Hadir', [''], 'Sebuah kolom tidak menyatakan bahwa dosis diberikan ("Hadir": "").')).toEqual([NO]);
});

it.each<[string, string, readonly string[]]>([
  ['ROW_NOT_GIVEN in most rows, of a word that nobody knows', 'Gelombang dua', ['GIVEN_COL']],
  ['words that say no are no strange column', 'Tidak', []],
])('%s', (_, word, wanted) => {
  const header = headerOf([...HEADINGS, 'Status Vaksinasi']);
  const watch = watchColumns(header, { headings: [...HEADINGS, 'Status Vaksinasi'], told: new Map() }, RULES);
  for (let line = 2; line < 14; line++) {
    const one = row([...person().cells, word], line);
    const read = readRow(one, header, SHEET, RULES);
    if (read.kind === 'read') watch.see(one, read);
  }
  const { refuse } = watch.verdict();
  expect(refuse ? [refuse.code] : []).toEqual(wanted);
});

it.each<[string, string, readonly string[]]>([
  ['REMARK_UNREAD, once for all of them', 'lihat lampiran', ['REMARK_UNREAD']],
  ['remarks that say nothing of the dose', 'guru SD', []],
])('%s', (_, remark, wanted) => {
  const header = headerOf([...HEADINGS, 'Keterangan']);
  const watch = watchColumns(header, { headings: [...HEADINGS, 'Keterangan'], told: new Map() }, RULES);
  for (const line of [2, 3]) {
    const one = row([...person().cells, remark], line);
    const read = readRow(one, header, SHEET, RULES);
    if (read.kind === 'read') watch.see(one, read);
  }
  expect(watch.verdict().notes.flatMap(({ code, params }) => (code === 'REMARK_UNREAD' ? [code, params] : []))).toEqual(
    wanted.flatMap((code) => [code, { n: 2, rows: '2-3' }]),
  );
});

/**
 * What becomes of each row below these titles: `+` sent, `-` held with ROW_TITLE, `=` a title. A number stands for a
 * person.
 */
function below(
  titles: readonly string[],
  rows: readonly (string | 1)[],
  sheet = 'Sheet1',
  extra: readonly string[] = [],
): string {
  const top = [...titles.map((title) => [title]), [...HEADINGS, ...extra]].map((cells, index) => row(cells, index + 1));
  const header = headerOf([...HEADINGS, ...extra]);
  const watch = watchTitles({ ...header, lines: [top.length], line: top.length }, top, sheet);
  return rows
    .map((text, index) => {
      const one = text === 1 ? person() : only({ No: text });
      const source = {
        ...one,
        line: top.length + 1 + index,
        cells: [...one.cells, ...(text === 1 ? extra.map(() => 'Ya') : [])],
      };
      const read = watch.see(source, readRow(source, header, SHEET, RULES));
      if (read.kind === 'skipped') return read.why === 'ROW_HEADER' ? '=' : '.';
      return read.readings[0].problems.some(({ code }) => code === 'ROW_TITLE') ? '-' : '+';
    })
    .join('');
}

it.each<[string, string, string]>([
  ['no title', below([], [1, 1]), '++'],
  ['an ordinary title', below(['DATA VAKSINASI COVID-19'], [1]), '+'],
  ['a list of people called off', below(['DAFTAR PESERTA BATAL VAKSIN'], [1, 1]), '--'],
  ['a plan', below(['RENCANA VAKSINASI'], [1]), '-'],
  ['a plan, and a column that says who came', below(['RENCANA VAKSINASI'], [1], '', ['Hadir']), '+'],
  ['people called off, whatever a column says', below(['BATAL VAKSIN'], [1], '', ['Hadir']), '-'],
  ['the name of the sheet', below([], [1], 'Daftar Tunggu'), '-'],
  ['a line between rows', below([], [1, 'TIDAK HADIR', 1, 1]), '+=--'],
  ['until those who were there', below([], ['TIDAK HADIR', 1, 'HADIR', 1]), '=-=+'],
  ['a village is no end of it', below([], [1, 'TIDAK HADIR', 1, 'DUSUN A', 1]), '+=-.-'],
  ['a village after a village is', below([], ['DUSUN A', 1, 'TIDAK HADIR', 1, 'DUSUN B', 1]), '.+=-.+'],
  ['a count below the rows', below([], [1, 'Tidak hadir : 5 orang', 1]), '+.+'],
])('below %s: %s', (_, found, wanted) => {
  expect(found).toBe(wanted);
});
