/** Which columns are read, and as what: every column of every dose is named. */
import { describe, expect, it } from 'vitest';
import { findHeader } from '../../../src/record/header/header.ts';
import { readColumns } from '../../../src/record/header/read-columns.ts';

function told(...lines: readonly (readonly string[])[]): string[] {
  const rows = lines.map((cells, index) => ({ line: index + 1, hidden: false, cells }));
  const search = findHeader(
    rows,
    new Map([
      ['Nama Depan', 'name'],
      ['Nama Belakang', 'name'],
    ]),
  );
  if (search.kind !== 'found') throw new Error(search.kind);
  return readColumns(search.header, search.form.headings).map(
    ({ field, dose, group, headings }) => `${field}${dose ?? ''}${group ? `#${group}` : ''} ${headings.join('+')}`,
  );
}
const WHO = ['NIK', 'Nama', 'Tgl Lahir'];

describe('columns that are read', () => {
  it('of one dose a row: each by its field, and no dose is named', () => {
    expect(told([...WHO, 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin'])).toEqual([
      'nik NIK',
      'name Nama',
      'birthDate Tgl Lahir',
      'dose Dosis',
      'date Tgl Vaksin',
      'vaccine Jenis Vaksin',
    ]);
  });

  it('of two doses a row: the second is named too, and what holds for both is named once', () => {
    const wide = ['Tgl Dosis 1', 'Vaksin Dosis 1', 'Batch Dosis 1', 'Tgl Dosis 2', 'Vaksin Dosis 2', 'Batch Dosis 2'];
    expect(told([...WHO, ...wide, 'Faskes']).slice(3)).toEqual([
      // Its cells say the product, and by that whether the dose was given.
      'dose1 Vaksin Dosis 1',
      'dose2 Vaksin Dosis 2',
      'date1 Tgl Dosis 1',
      'date2 Tgl Dosis 2',
      'lot1 Batch Dosis 1',
      'lot2 Batch Dosis 2',
      'site Faskes',
    ]);
  });

  it('of four doses', () => {
    const days = [1, 2, 3, 4].map((dose) => `Tgl Vaksin ${dose}`);
    expect(told([...WHO, ...days]).slice(3)).toEqual(days.map((heading, index) => `date${index + 1} ${heading}`));
  });

  it('of a day beside that of the second dose: the first', () => {
    expect(told([...WHO, 'Tgl Vaksin', 'Tgl Vaksin 2']).slice(3)).toEqual(['date1 Tgl Vaksin', 'date2 Tgl Vaksin 2']);
  });

  it('of a date and a name in parts: all of them', () => {
    const person = ['3324010101509003', 'Siti', 'Karangan', '1', '1', '1950', '04/10/2021'];
    expect(
      told(['NIK', 'Nama Depan', 'Nama Belakang', 'Tgl Lahir', 'Bln Lahir', 'Thn Lahir', 'Tgl Vaksin'], person),
    ).toEqual([
      'nik NIK',
      'name Nama Depan+Nama Belakang',
      'birthDate Tgl Lahir+Bln Lahir+Thn Lahir',
      'date Tgl Vaksin',
    ]);
  });
});
