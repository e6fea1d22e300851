/**
 * OpenDocument spreadsheets: what LibreOffice, Google Sheets, Excel and programs of the web write, cell by cell and row
 * by row.
 */
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/record/source-row.ts';
import { openSource } from '../../src/source/open.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { type OdsSpec, odsBytes, odsRow, odsTable, odsText } from '../support/ods-writer.ts';
import { freshPath } from '../support/xlsx-reading.ts';
import { zipBytes } from '../support/xlsx-writer.ts';
import { readAll } from './csv-fixture.ts';

function save(spec: OdsSpec): string {
  const path = freshPath('ods');
  writeFileSync(path, odsBytes(spec));
  return path;
}

const STYLES = [
  '<number:date-style style:name="dmy"><number:day/><number:month/><number:year/></number:date-style>',
  '<number:date-style style:name="my"><number:month/><number:year/></number:date-style>',
  '<number:date-style style:name="dm"><number:day/><number:month/></number:date-style>',
  '<style:style style:name="day" style:family="table-cell" style:data-style-name="dmy"/>',
  '<style:style style:name="month" style:family="table-cell" style:data-style-name="my"/>',
  '<style:style style:name="noYear" style:family="table-cell" style:data-style-name="dm"/>',
  '<style:style style:name="child" style:family="table-cell" style:parent-style-name="month"/>',
  '<style:style style:name="struck" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>',
  '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style>',
  '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>',
  '<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>',
].join('');

const number = (raw: string): Cell => ({ kind: 'number', raw });
const date = (raw: string, day = raw.slice(0, 10)): Cell => ({ kind: 'date', raw, day });
const cell = (attributes: string, text?: string): string =>
  `<table:table-cell ${attributes}>${text === undefined ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`;

describe('what a cell of an .ods holds', () => {
  it.each<[string, string, readonly Cell[]]>([
    ['a text', cell('office:value-type="string"', 'Siti'), ['Siti']],
    ['a text in the value alone', cell('office:value-type="string" office:string-value="Siti"'), ['Siti']],
    ['a text without a type', cell('', 'Siti'), ['Siti']],
    [
      'sixteen digits',
      cell('office:value-type="float" office:value="3324011708450001"', '3,32E+015'),
      [number('3324011708450001')],
    ],
    ['a number that shows nothing', cell('office:value-type="float" office:value="2"'), [number('2')]],
    ['a number in the text alone', cell('office:value-type="float"', '2'), ['2']],
    ['a percentage', cell('office:value-type="percentage" office:value="0.5"', '50%'), [number('0.5')]],
    ['money', cell('office:value-type="currency" office:currency="IDR" office:value="5"', 'Rp 5'), [number('5')]],
    ['a day', cell('office:value-type="date" office:date-value="1955-03-15"', '15/03/55'), [date('1955-03-15')]],
    ['a day that shows nothing', cell('office:value-type="date" office:date-value="1955-03-15"'), [date('1955-03-15')]],
    [
      'a day with a time',
      cell('office:value-type="date" office:date-value="2021-10-02T08:30:00"', 'x'),
      [date('2021-10-02T08:30:00')],
    ],
    ['a day that is none', cell('office:value-type="date" office:date-value="2021-02-30"'), [date('2021-02-30', '')]],
    [
      'day 0, of a link to an empty cell',
      cell('office:value-type="date" office:date-value="1899-12-30"'),
      [date('0', '')],
    ],
    [
      'a time of day kept as a date',
      cell('office:value-type="date" office:date-value="1899-12-30T12:00:00"'),
      [number('0.5')],
    ],
    ['a time of day', cell('office:value-type="time" office:time-value="PT18H00M00S"', '18:00'), [number('0.75')]],
    [
      'a month, whose day the program has put in',
      cell('table:style-name="month" office:value-type="date" office:date-value="1945-08-01"', 'Agu 45'),
      [{ kind: 'date', raw: '1945-08-01', day: '1945-08-01', hides: 'day' }],
    ],
    [
      'the same in a style that inherits',
      cell('table:style-name="child" office:value-type="date" office:date-value="1945-08-01"'),
      [{ kind: 'date', raw: '1945-08-01', day: '1945-08-01', hides: 'day' }],
    ],
    [
      'a day without its year',
      cell('table:style-name="noYear" office:value-type="date" office:date-value="2021-08-17"'),
      [{ kind: 'date', raw: '2021-08-17', day: '2021-08-17', hides: 'year' }],
    ],
    [
      'a number that a style shows as a day',
      cell('table:style-name="day" office:value-type="float" office:value="44471"'),
      [{ kind: 'date', raw: '44471', day: '2021-10-02' }],
    ],
    [
      'a tick',
      cell('office:value-type="boolean" office:boolean-value="true"', 'WAHR'),
      [{ kind: 'boolean', raw: '1' }],
    ],
    ['no tick', cell('office:value-type="boolean" office:boolean-value="false"'), [{ kind: 'boolean', raw: '0' }]],
    [
      'an error',
      cell(
        'table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"',
        '#N/A',
      ),
      [{ kind: 'error', raw: '#N/A' }],
    ],
    [
      'an error of Calc',
      cell('table:formula="of:=A1:B2" office:value-type="float" office:value="0"', 'Err:504'),
      [{ kind: 'error', raw: 'Err:504' }],
    ],
    ['a formula that nothing has calculated', cell('table:formula="of:=A1"'), [{ kind: 'uncalculated' }]],
    [
      'a formula whose result is empty',
      cell('table:formula="of:=A1" office:value-type="string" office:string-value=""'),
      [],
    ],
    [
      'the text of a formula',
      cell('table:formula="of:=A1" office:value-type="string" office:string-value="Siti"', 'Siti'),
      ['Siti'],
    ],
    [
      'lines',
      '<table:table-cell office:value-type="string"><text:p>Jl. Melati</text:p><text:p>RT 1</text:p></table:table-cell>',
      ['Jl. Melati\nRT 1'],
    ],
    [
      'blanks',
      cell('office:value-type="string"', '\n  <text:s text:c="2"/>A<text:s/> B<text:tab/>C<text:line-break/>D  '),
      ['  A  B\tC\nD'],
    ],
    [
      'runs of two colours',
      cell('office:value-type="string"', 'Si<text:span text:style-name="T9">ti <text:a>Ami</text:a></text:span>nah'),
      ['Siti Aminah'],
    ],
    [
      'a note of a colleague, and a drawing',
      '<table:table-cell office:value-type="string"><office:annotation><text:p>salah</text:p></office:annotation><text:p>Siti</text:p><draw:frame><draw:text-box><text:p>logo</text:p></draw:text-box></draw:frame></table:table-cell>',
      ['Siti'],
    ],
    [
      'signs of XML',
      cell('office:value-type="string"', 'Nur&apos;aini &amp; &lt;Siti&gt; &#201;'),
      ["Nur'aini & <Siti> É"],
    ],
    [
      'the same value three times',
      cell('table:number-columns-repeated="3" office:value-type="float" office:value="1"'),
      [number('1'), number('1'), number('1')],
    ],
    [
      'text below a merged cell, which nobody sees',
      `${odsText('Siti')}<table:covered-table-cell><text:p>lama</text:p></table:covered-table-cell>${odsText('P')}`,
      ['Siti', '', 'P'],
    ],
    [
      'blanks to the end of the sheet',
      `${odsText('Siti')}<table:table-cell table:number-columns-repeated="16383"/>`,
      ['Siti'],
    ],
  ])('%s', async (_, cells, wanted) => {
    const { rows } = await readAll(save({ styles: STYLES, tables: odsTable(odsRow(cells)) }));
    expect(rows.flatMap((row) => row.cells)).toEqual(wanted);
  });
});

describe('rows and sheets of an .ods', () => {
  const shape = async (spec: OdsSpec): Promise<readonly string[]> =>
    (await readAll(save({ styles: STYLES, ...spec }))).rows.map(
      ({ line, hidden, cells, struck, merged }) =>
        `${line}${hidden ? ' hidden' : ''} ${cells.join('|')}${struck ? ` struck ${struck}` : ''}${merged ? ` merged ${merged.map((one) => `${one.column}:${one.cell}`)}` : ''}`,
    );
  it.each<[string, string, readonly string[]]>([
    [
      'hidden by a person',
      odsRow(odsText('A'), ' table:visibility="collapse"') + odsRow(odsText('B')),
      ['1 hidden A', '2 B'],
    ],
    [
      'hidden by a filter',
      odsRow(odsText('A'), ' table:visibility="filter"') + odsRow(odsText('B')),
      ['1 hidden A', '2 B'],
    ],
    [
      'folded away',
      `<table:table-row-group table:display="false">${odsRow(odsText('A'))}</table:table-row-group>${odsRow(odsText('B'))}`,
      ['1 hidden A', '2 B'],
    ],
    [
      'a heading that is printed on each page',
      `<table:table-header-rows>${odsRow(odsText('A'))}</table:table-header-rows>${odsRow(odsText('B'))}`,
      ['1 A', '2 B'],
    ],
    [
      'empty rows between',
      `${odsRow(odsText('A'))}${odsRow('<table:table-cell/>', ' table:number-rows-repeated="7"')}${odsRow(odsText('B'))}`,
      ['1 A', '9 B'],
    ],
    ['one row three times', odsRow(odsText('A'), ' table:number-rows-repeated="3"'), ['1 A', '2 A', '3 A']],
    [
      'a cell merged down',
      odsRow(odsText('A', ' table:number-rows-spanned="2"') + odsText('B')) +
        odsRow(`<table:covered-table-cell/>${odsText('C')}`),
      ['1 A|B', '2 |C merged 0:A'],
    ],
    [
      'a cell that is struck through',
      odsRow(odsText('A') + odsText('B', ' table:style-name="struck"')),
      ['1 A|B struck 1'],
    ],
    [
      'a word that is struck through',
      odsRow(odsText('A<text:span text:style-name="T1">B</text:span>') + odsText('C')),
      ['1 AB|C struck 0'],
    ],
    [
      'struck through by the style of the row',
      odsRow(odsText('A'), ' table:default-cell-style-name="struck"'),
      ['1 A struck 0'],
    ],
    [
      'struck through by the style of the column',
      `<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="struck"/>${odsRow(odsText('A') + odsText('B') + odsText('C'))}`,
      ['1 A|B|C struck 2'],
    ],
    [
      'a deleted row that the program remembers',
      `${odsRow(odsText('A'))}<table:shapes><draw:frame><table:table>${odsRow(odsText('B'))}</table:table></draw:frame></table:shapes>`,
      ['1 A'],
    ],
  ])('%s', async (_, rows, wanted) => {
    expect(await shape({ tables: odsTable(rows) })).toEqual(wanted);
  });

  it('sheets are read in any order, and which of them is hidden is known', async () => {
    const tables = ['A', 'B', 'C']
      .map((name) => odsTable(odsRow(odsText(`in ${name}`)), name, name === 'B' ? 'gone' : 'shown'))
      .join('');
    const source = await openSource(save({ styles: STYLES, tables }));
    try {
      expect(source.sheets.map(({ name, hidden }) => `${name} ${hidden}`)).toEqual(['A false', 'B true', 'C false']);
      const read: string[] = [];
      for (const index of [2, 0, 1, 1])
        for await (const rows of source.sheets[index]?.rows() ?? [])
          read.push(...rows.map(({ cells }) => String(cells[0])));
      expect(read).toEqual(['in C', 'in A', 'in B', 'in B']);
    } finally {
      await source.close();
    }
  });

  it('a sheet that is left in the middle does not disturb the next', async () => {
    const many = odsRow(odsText('A'), ' table:number-rows-repeated="2000"');
    const source = await openSource(save({ tables: odsTable(many, 'A') + odsTable(odsRow(odsText('B')), 'B') }));
    try {
      for await (const rows of source.sheets[0]?.rows() ?? []) if (rows.length > 0) break;
      const rows = [];
      for await (const batch of source.sheets[1]?.rows() ?? []) rows.push(...batch);
      expect(rows).toEqual([{ line: 1, hidden: false, cells: ['B'] }]);
    } finally {
      await source.close();
    }
  });

  it.each<[string, OdsSpec]>([
    ['without a mimetype', { tables: odsTable(odsRow(odsText('A'))), bare: true }],
    [
      'with styles of its own',
      {
        tables: odsTable(odsRow(odsText('A'))),
        parts: [{ name: 'styles.xml', body: '<office:document-styles xmlns:office="o"/>' }],
      },
    ],
  ])('%s', async (_, spec) => {
    expect((await readAll(save(spec))).rows.map(({ cells }) => cells)).toEqual([['A']]);
  });

  it('takes named styles from their own part', async () => {
    const named = `<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:table="t"><office:styles>${STYLES}</office:styles></office:document-styles>`;
    const { rows } = await readAll(
      save({
        tables: odsTable(odsRow(odsText('A', ' table:style-name="struck"'))),
        parts: [{ name: 'styles.xml', body: named }],
      }),
    );
    expect(rows).toEqual([{ line: 1, hidden: false, cells: ['A'], struck: [0] }]);
  });
});

describe('an .ods that is none, or is made to hurt', () => {
  const code = async (path: string, limits = DEFAULT_LIMITS): Promise<unknown> =>
    readAll(path, limits).then(
      () => 'read',
      (error: unknown) => error,
    );
  const row = odsRow(odsText('A'));
  it.each<[string, OdsSpec, string, object]>([
    ['a tag that does not close', { tables: `${odsTable(row)}<table:table>` }, 'FILE_DAMAGED', {}],
    ['an element too deep', { tables: odsTable(`${'<a>'.repeat(300)}${'</a>'.repeat(300)}`) }, 'FILE_DAMAGED', {}],
    [
      'a row ten million times',
      { tables: odsTable(odsRow(odsText('A'), ' table:number-rows-repeated="9999999"')) },
      'FILE_TOO_LARGE',
      { limit: 'maxRows' },
    ],
    [
      'a wide row a million times',
      {
        tables: odsTable(
          odsRow(odsText('A', ' table:number-columns-repeated="16384"'), ' table:number-rows-repeated="1048576"'),
        ),
      },
      'FILE_TOO_LARGE',
      { limit: 'maxRepeatedCells' },
    ],
    [
      'a blank a billion times',
      { tables: odsTable(odsRow(odsText('A<text:s text:c="999999999"/>'))) },
      'FILE_TOO_LARGE',
      { limit: 'maxCellChars' },
    ],
    [
      'a cell of a megabyte',
      { tables: odsTable(odsRow(odsText('A'.repeat(40_000)))) },
      'FILE_TOO_LARGE',
      { limit: 'maxCellChars', line: 1 },
    ],
  ])('%s', async (_, spec, wanted, params) => {
    expect(await code(save(spec))).toMatchObject({ code: wanted, params });
  });
  it('one behind a password', async () => {
    const manifest =
      '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    const parts = [{ name: 'META-INF/manifest.xml', body: manifest }];
    expect(await code(save({ tables: odsTable(row), parts }))).toMatchObject({ code: 'FILE_ENCRYPTED' });
  });
  it('one that is written to while it is read', async () => {
    const path = save({ tables: odsTable(odsRow(odsText('A'), ' table:number-rows-repeated="2000"')) });
    const source = await openSource(path);
    try {
      writeFileSync(path, Buffer.alloc(5000, 0xff));
      const rows = source.sheets[0]?.rows()[Symbol.asyncIterator]();
      await expect(rows?.next()).rejects.toMatchObject({ code: 'FILE_CHANGED' });
    } finally {
      await source.close();
    }
  });
  it('a letter without a mimetype', async () => {
    const path = freshPath('ods');
    const body =
      '<office:document-content xmlns:office="o"><office:body><office:text/></office:body></office:document-content>';
    writeFileSync(path, zipBytes([{ name: 'content.xml', body }]));
    expect(await code(path)).toMatchObject({ code: 'FILE_TYPE', params: { type: 'OPENDOCUMENT' } });
  });
  it('a style that is its own parent', async () => {
    const styles = '<style:style style:name="a" style:family="table-cell" style:parent-style-name="a"/>';
    expect(await code(save({ styles, tables: odsTable(odsRow(odsText('A', ' table:style-name="a"'))) }))).toBe('read');
  });
});
