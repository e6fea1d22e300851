/** The XML of Excel 2003, and the flat form of OpenDocument: one XML document with all sheets. */
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/record/source-row.ts';
import { openSource } from '../../src/source/open.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { freshPath } from '../support/xlsx-reading.ts';
import { readAll } from './csv-fixture.ts';

const NAMES = [
  'xmlns="urn:schemas-microsoft-com:office:spreadsheet"',
  'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"',
  'xmlns:x="urn:schemas-microsoft-com:office:excel"',
  'xmlns:html="http://www.w3.org/TR/REC-html40"',
].join(' ');
const STYLES = [
  ['Default', ''],
  ['day', '<NumberFormat ss:Format="Short Date"/>'],
  ['code', '<NumberFormat ss:Format="dd\\-mmm\\-yyyy;@"/>'],
  ['month', '<NumberFormat ss:Format="mmm\\ yy"/>'],
  ['noYear', '<NumberFormat ss:Format="d/m"/>'],
  ['standard', '<NumberFormat ss:Format="Standard"/>'],
  ['struck', '<Font ss:StrikeThrough="1"/>'],
]
  .map(([id, body]) => `<Style ss:ID="${id}">${body}</Style>`)
  .join('')
  .concat('<Style ss:ID="child" ss:Parent="month"><Font ss:Bold="1"/></Style>');

const book = (sheets: string, head = ''): string =>
  `<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook ${NAMES}>${head}<Styles>${STYLES}</Styles>${sheets}</Workbook>`;
const sheet = (rows: string, name = 'Data', behind = ''): string =>
  `<Worksheet ss:Name="${name}"><Table>${rows}</Table>${behind}</Worksheet>`;
const data = (type: string, value: string, attributes = ''): string =>
  `<Cell${attributes}><Data ss:Type="${type}">${value}</Data></Cell>`;
const text = (value: string, attributes = ''): string => data('String', value, attributes);

function save(xml: string | Uint8Array): string {
  const path = freshPath('xls');
  writeFileSync(path, xml);
  return path;
}

describe('what a cell of the XML of Excel 2003 holds', () => {
  it.each<[string, string, readonly Cell[]]>([
    ['a text', text('3324011708450001'), ['3324011708450001']],
    ['blanks and lines of a text', text(' Jl. Melati&#10;RT 1 '), [' Jl. Melati\nRT 1 ']],
    ['a number', data('Number', '3.324011708450001E+15'), [{ kind: 'number', raw: '3.324011708450001E+15' }]],
    ['no number', data('Number', 'NaN'), [{ kind: 'error', raw: '#NUM!' }]],
    ['a tick', data('Boolean', '1'), [{ kind: 'boolean', raw: '1' }]],
    ['an error', data('Error', '#N/A'), [{ kind: 'error', raw: '#N/A' }]],
    [
      'a day',
      data('DateTime', '1945-08-17T00:00:00.000', ' ss:StyleID="day"'),
      [{ kind: 'date', raw: '1945-08-17T00:00:00.000', day: '1945-08-17' }],
    ],
    [
      'a day whose month alone is shown',
      data('DateTime', '1945-08-01T00:00:00.000', ' ss:StyleID="month"'),
      [{ kind: 'date', raw: '1945-08-01T00:00:00.000', day: '1945-08-01', hides: 'day' }],
    ],
    [
      'the same in a style that inherits',
      data('DateTime', '1945-08-01T00:00:00.000', ' ss:StyleID="child"'),
      [{ kind: 'date', raw: '1945-08-01T00:00:00.000', day: '1945-08-01', hides: 'day' }],
    ],
    [
      'a day without its year',
      data('DateTime', '2021-08-17T00:00:00.000', ' ss:StyleID="noYear"'),
      [{ kind: 'date', raw: '2021-08-17T00:00:00.000', day: '2021-08-17', hides: 'year' }],
    ],
    ['a time of day', data('DateTime', '1899-12-31T12:00:00.000'), [{ kind: 'number', raw: '0.5' }]],
    ['day 0', data('DateTime', '1899-12-31T00:00:00.000'), [{ kind: 'date', raw: '0', day: '' }]],
    [
      'a number shown as a day',
      data('Number', '44471', ' ss:StyleID="code"'),
      [{ kind: 'date', raw: '44471', day: '2021-10-02' }],
    ],
    [
      'a number in the format that is called Standard',
      data('Number', '44471', ' ss:StyleID="standard"'),
      [{ kind: 'number', raw: '44471' }],
    ],
    [
      'rich text',
      '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">Siti <B>Ami<Font html:Color="#FF0000">nah</Font></B> L</ss:Data></Cell>',
      ['Siti Aminah L'],
    ],
    [
      'a note of a colleague',
      `<Cell><Data ss:Type="String">Siti</Data><Comment ss:Author="x"><ss:Data xmlns="http://www.w3.org/TR/REC-html40">salah</ss:Data></Comment></Cell>`,
      ['Siti'],
    ],
    ['a formula that nothing has calculated', '<Cell ss:Formula="=RC[1]"/>', [{ kind: 'uncalculated' }]],
    ['the result of a formula', data('Number', '7', ' ss:Formula="=3+4"'), [{ kind: 'number', raw: '7' }]],
    ['cells that are skipped', text('A') + text('B', ' ss:Index="4"') + text('C'), ['A', '', '', 'B', 'C']],
    ['a cell merged across', text('A', ' ss:MergeAcross="2"') + text('B'), ['A', '', '', 'B']],
  ])('%s', async (_, cells, wanted) => {
    const { rows } = await readAll(save(book(sheet(`<Row>${cells}</Row>`))));
    expect(rows.flatMap((row) => row.cells)).toEqual(wanted);
  });
  it('counts the days of a workbook of 1904', async () => {
    const head = '<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>';
    const cells = data('Number', '43009', ' ss:StyleID="day"');
    expect((await readAll(save(book(sheet(`<Row>${cells}</Row>`), head)))).rows[0]?.cells).toEqual([
      { kind: 'date', raw: '43009', day: '2021-10-02' },
    ]);
  });
});

describe('rows and sheets of the XML of Excel 2003', () => {
  it.each<[string, string, readonly string[]]>([
    ['hidden by a filter', `<Row ss:Hidden="1">${text('A')}</Row><Row>${text('B')}</Row>`, ['1 hidden A', '2 B']],
    ['of no height', `<Row ss:AutoFitHeight="0" ss:Height="0">${text('A')}</Row>`, ['1 hidden A']],
    [
      'after a gap',
      `<Row>${text('A')}</Row><Row ss:Index="9">${text('B')}</Row><Row>${text('C')}</Row>`,
      ['1 A', '9 B', '10 C'],
    ],
    ['after empty rows that look alike', `<Row ss:Span="3"/><Row>${text('A')}</Row>`, ['5 A']],
    [
      'below a merged cell',
      `<Row>${text('A', ' ss:MergeDown="1"')}${text('B')}</Row><Row>${text('C', ' ss:Index="2"')}</Row>`,
      ['1 A|B', '2 |C merged 0:A'],
    ],
    ['struck through', `<Row>${text('A')}${text('B', ' ss:StyleID="struck"')}</Row>`, ['1 A|B struck 1']],
    ['struck through by the row', `<Row ss:StyleID="struck">${text('A')}</Row>`, ['1 A struck 0']],
    [
      'struck through by the column',
      `<Column/><Column ss:Index="3" ss:StyleID="struck"/><Row>${text('A')}${text('B')}${text('C')}</Row>`,
      ['1 A|B|C struck 2'],
    ],
    ['below ten thousand columns that are described', `${'<Column/>'.repeat(10_000)}<Row>${text('A')}</Row>`, ['1 A']],
    [
      'below columns up to the last',
      `<Column ss:Index="2" ss:StyleID="struck" ss:Span="16382"/><Row>${text('A')}${text('B')}</Row>`,
      ['1 A|B struck 1'],
    ],
    [
      'with one word struck through',
      '<Row><Cell><Data ss:Type="String">Siti <S>Ani</S></Data></Cell><Cell><Data ss:Type="String"><S><B>x</B></S></Data></Cell><Cell><Data ss:Type="String">P</Data></Cell></Row>',
      ['1 Siti Ani|x|P struck 0,1'],
    ],
  ])('%s', async (_, rows, wanted) => {
    const read = await readAll(save(book(sheet(rows))));
    expect(
      read.rows.map(
        ({ line, hidden, cells, struck, merged }) =>
          `${line}${hidden ? ' hidden' : ''} ${cells.join('|')}${struck ? ` struck ${struck}` : ''}${merged ? ` merged ${merged.map((one) => `${one.column}:${one.cell}`)}` : ''}`,
      ),
    ).toEqual(wanted);
  });

  it('hidden sheets are known, and sheets are read in any order', async () => {
    const hidden =
      '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>';
    const sheets = ['A', 'B', 'C'].map((name) =>
      sheet(`<Row>${text(`in ${name}`)}</Row>`, name, name === 'B' ? hidden : ''),
    );
    const source = await openSource(save(book(sheets.join(''))));
    try {
      expect(source.sheets.map((one) => `${one.name} ${one.hidden}`)).toEqual(['A false', 'B true', 'C false']);
      const read: string[] = [];
      for (const index of [1, 2, 0])
        for await (const rows of source.sheets[index]?.rows() ?? [])
          read.push(...rows.map(({ cells }) => String(cells[0])));
      expect(read).toEqual(['in B', 'in C', 'in A']);
      expect(source.progress().bytes).toBe(source.progress().totalBytes);
    } finally {
      await source.close();
    }
  });

  it.each<[string, (xml: string) => Uint8Array, readonly string[]]>([
    ['UTF-8 with a mark', (xml) => Buffer.from(`\ufeff${xml}`), []],
    ['UTF-16', (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le'), []],
    ['Windows-1252 that says so', (xml) => Buffer.from(xml.replace('?>', ' encoding="windows-1252"?>'), 'latin1'), []],
    ['Windows-1252 that does not', (xml) => Buffer.from(xml, 'latin1'), ['FILE_ENC']],
  ])('in %s', async (_, encode, notes) => {
    const source = await openSource(save(encode(book(sheet(`<Row>${text('JOSÉ')}</Row>`)))));
    try {
      for await (const rows of source.sheets[0]?.rows() ?? []) expect(rows[0]?.cells).toEqual(['JOSÉ']);
      expect(source.notes.map(({ code }) => code)).toEqual(notes);
    } finally {
      await source.close();
    }
  });
});

describe('XML that is none of it, or is made to hurt', () => {
  it.each<[string, string, string]>([
    ['a cell in column 99,999,999', book(sheet(`<Row>${text('A', ' ss:Index="99999999"')}</Row>`)), 'FILE_DAMAGED'],
    ['a row at line 99,999,999', book(sheet(`<Row ss:Index="99999999">${text('A')}</Row>`)), 'FILE_DAMAGED'],
    [
      'a cell that goes back',
      book(sheet(`<Row>${text('A', ' ss:Index="3"')}${text('B', ' ss:Index="2"')}</Row>`)),
      'FILE_DAMAGED',
    ],
    [
      'a row that goes back',
      book(sheet(`<Row ss:Index="3">${text('A')}</Row><Row ss:Index="2">${text('B')}</Row>`)),
      'FILE_DAMAGED',
    ],
    ['a number that is none', book(sheet(`<Row>${text('A', ' ss:Index="x"')}</Row>`)), 'FILE_DAMAGED'],
    ['a tag that does not close', book('<Worksheet>'), 'FILE_DAMAGED'],
    ['an ampersand that is not escaped', book(sheet(`<Row>${text('Nur & Siti')}</Row>`)), 'FILE_DAMAGED'],
    ['a cell of a megabyte', book(sheet(`<Row>${text('A'.repeat(40_000))}</Row>`)), 'FILE_TOO_LARGE'],
    ['other XML', '<?xml version="1.0"?><orang><nama>Siti</nama></orang>', 'FILE_TYPE'],
  ])('%s', async (_, xml, code) => {
    await expect(readAll(save(xml), DEFAULT_LIMITS)).rejects.toMatchObject({ code });
  });
});

it('XML that is written to while it is read is said to be that', async () => {
  const path = save(book(sheet(`<Row>${text('A')}</Row>`)));
  const source = await openSource(path);
  try {
    writeFileSync(path, '<Workbook><a></b></Workbook>');
    const rows = source.sheets[0]?.rows()[Symbol.asyncIterator]();
    await expect(rows?.next()).rejects.toMatchObject({ code: 'FILE_CHANGED' });
  } finally {
    await source.close();
  }
});

describe('the flat form of OpenDocument', () => {
  const names = ['office', 'table', 'text', 'style'].map((name) => `xmlns:${name}="urn:${name}"`).join(' ');
  const flat = (body: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?><office:document ${names} office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles><style:style style:name="ta" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body>${body}</office:body></office:document>`;
  it('is read like an .ods', async () => {
    const cells =
      '<table:table-cell office:value-type="float" office:value="2"/><table:table-cell><text:p>Siti</text:p></table:table-cell>';
    const table = `<table:table table:name="A" table:style-name="ta"><table:table-row>${cells}</table:table-row></table:table>`;
    const source = await openSource(save(flat(`<office:spreadsheet>${table}</office:spreadsheet>`)));
    try {
      expect(source.sheets.map(({ name, hidden }) => `${name} ${hidden}`)).toEqual(['A true']);
      for await (const rows of source.sheets[0]?.rows() ?? [])
        expect(rows[0]?.cells).toEqual([{ kind: 'number', raw: '2' }, 'Siti']);
    } finally {
      await source.close();
    }
  });
  it('of a letter is no sheet', async () => {
    await expect(readAll(save(flat('<office:text/>')))).rejects.toMatchObject({ code: 'FILE_TYPE' });
  });
});
