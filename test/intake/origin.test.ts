/** What a row of a correction sheet says of itself: where it came from, and whether the clerk has confirmed it. */
import { describe, expect, it } from 'vitest';
import { ownColumnsIn } from '../../src/intake/origin.ts';
import type { Cell } from '../../src/record/source-row.ts';

const ID = ['NIK', 'vax-upload: baris', 'vax-upload: asal', 'vax-upload: alasan'];
const EN = ['NIK', 'vax-upload: row', 'vax-upload: reason', ' vax-upload: origin '];
const PLACE = { file: 'kendal.xlsx', sheet: 'OKT', line: 5 };
const NIK = '3324011203909870';
const FROM = 'kendal.xlsx / OKT';
/** Cells without ours. */
const theirs = (cells: readonly Cell[]): unknown[] => cells.map((cell, column) => (column === 0 ? cell : ''));

const read = (headings: readonly string[], cells: readonly Cell[]) =>
  ownColumnsIn(headings).originOf({ line: 2, hidden: false, cells });

describe('the origin of a row', () => {
  it.each<[string, readonly string[], Cell[], boolean]>([
    ['reasons as they were', ID, [NIK, '5', FROM, 'NIK hampir sama'], false],
    ['reasons emptied', ID, [NIK, '5', FROM, ''], true],
    ['nothing but blanks left', ID, [NIK, '5', FROM, ' \n '], true],
    ['the row ends before the empty cell', ID, [NIK, '5', FROM], true],
    ['in English, the reasons in the middle', EN, [NIK, '5', '', FROM], true],
    ['in English, not emptied', EN, [NIK, '5', 'The NIKs differ', FROM], false],
    ['the column of the reasons is gone', ID.slice(0, 3), [NIK, '5', FROM], false],
    ['its heading is gone', [...ID.slice(0, 3), ''], [NIK, '5', FROM, ''], false],
  ])('%s', (_, headings, cells, confirmed) => {
    expect(read(headings, cells)).toEqual({ ...PLACE, confirmed, cells: theirs(cells) });
  });

  it('names the bytes of the file, where it says so', () => {
    expect(read(ID, [NIK, '5', 'kendal.xlsx / OKT #9f86d081', ''])).toMatchObject({ ...PLACE, digest: '9f86d081' });
    expect(read(ID, [NIK, '5', 'kendal.csv #9f86d081', ''])).toMatchObject({
      file: 'kendal.csv',
      sheet: '',
      digest: '9f86d081',
    });
  });

  it.each<[string, readonly string[], Cell[]]>([
    ['a sheet without our columns', ['NIK', 'Nama'], [NIK, 'Budi']],
    ['a row of an --all sheet that was fine', ID, [NIK, '5', '', '']],
    ['no line', ID, [NIK, 'x', FROM, '']],
    ['a file that no system can name', ID, [NIK, '5', 'kendal\0.xlsx / OKT', '']],
    ['a text that somebody has pasted there', ID, [NIK, '5', 'kendal '.repeat(500), '']],
    ['a sheet that nobody can name', ID, [NIK, '5', `kendal.xlsx / ${'OKT '.repeat(500)}`, '']],
  ])('%s says nothing', (_, headings, cells) => {
    expect(read(headings, cells)).toBeUndefined();
  });
});
