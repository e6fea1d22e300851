import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { openXlsx } from '../../src/source/xlsx.ts';
import { sourceContract } from '../contract/source-contract.ts';
import { dateCell, numberCell, readWorkbook, readXlsx, save } from '../support/xlsx-reading.ts';
import {
  sharedStrings,
  styles,
  type WorkbookSpec,
  workbookParts,
  worksheet,
  type ZipPart,
  zipBytes,
} from '../support/xlsx-writer.ts';

const STRINGS = sharedStrings('<si><t>3324015708450001</t></si><si><t>Siti</t></si><si><t>Kendal</t></si>');

sourceContract('xlsx', {
  open: (path) => openXlsx(path, DEFAULT_LIMITS),
  write: (rows) => {
    const texts = [...new Set(rows.flat())];
    const numbers = new Map(texts.map((text, i) => [text, i]));
    const items = texts.map(
      (text) => `<si><t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></si>`,
    );
    const cell = (text: string) => `<c t="s">${text === '' ? '' : `<v>${numbers.get(text)}</v>`}</c>`;
    const xml = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
    const sheets = [{ name: 'Data', xml: worksheet(xml) }];
    return save(zipBytes(workbookParts({ sheets, sharedStrings: sharedStrings(items.join('')) })));
  },
});

describe('rows', () => {
  const rowsOf = async (xml: string) =>
    (await readWorkbook({ sheets: [{ name: 'Data', xml: worksheet(xml) }] }))[0]?.rows ?? [];
  const cell = '<c t="str"><v>x</v></c>';
  it.each([
    ['numbers as Excel shows them, gaps and all', `<row r="3">${cell}</row><row r="7">${cell}</row>`, [3, 7]],
    ['without numbers they follow one another', `<row>${cell}</row><row>${cell}</row>`, [1, 2]],
    ['without a number after one with', `<row r="5">${cell}</row><row>${cell}</row>`, [5, 6]],
    [
      'rows without content are left out, and counted in the numbers',
      `<row r="1"/><row><c s="1"/></row><row>${cell}</row>`,
      [3],
    ],
  ])('%s', async (_, xml, lines) => {
    expect((await rowsOf(xml)).map((row) => row.line)).toEqual(lines);
  });
  it.each([
    ['hidden by the user or a filter', 'hidden="1"', true],
    ['hidden, in words', "hidden='true'", true],
    ['of height zero', 'ht="0" customHeight="1"', true],
    ['of height zero by no will of anyone', 'ht="0"', false],
    ['shown', 'hidden="0" ht="15" customHeight="1" spans="1:3"', false],
  ])('%s', async (_, attributes, hidden) => {
    expect((await rowsOf(`<row r="1" ${attributes}>${cell}</row>`))[0]?.hidden).toBe(hidden);
  });
});

describe('sheets', () => {
  const sheet = (text: string) => worksheet(`<row><c t="str"><v>${text}</v></c></row>`);
  it('come in the order of the tabs, hidden ones marked, charts left out', async () => {
    const found = await readWorkbook({
      sheets: [
        { name: 'Dosis 1 &amp; 2', xml: sheet('a') },
        { name: 'Grafik', xml: '<chartsheet/>', type: 'chartsheet', target: 'chartsheets/sheet1.xml' },
        { name: 'Rahasia', xml: sheet('b'), state: 'hidden' },
        { name: 'Sangat', xml: sheet('c'), state: 'veryHidden' },
      ],
    });
    expect(found.map(({ name, hidden, rows }) => [name, hidden, rows[0]?.cells[0]])).toEqual([
      ['Dosis 1 & 2', false, 'a'],
      ['Rahasia', true, 'b'],
      ['Sangat', true, 'c'],
    ]);
  });
  it.each([
    ['absolute', '/xl/worksheets/data.xml', 'xl/worksheets/data.xml'],
    ['relative with a step up', '../sheets/data.xml', 'sheets/data.xml'],
    ['in another case', 'Worksheets/DATA.xml', 'xl/worksheets/data.xml'],
    ['with a backslash in the zip', 'worksheets/data.xml', 'xl\\worksheets\\data.xml'],
    ['with a slash before it in the zip', 'worksheets/data.xml', '/xl/worksheets/data.xml'],
    ['with an escaped blank', 'worksheets/my%20data.xml', 'xl/worksheets/my data.xml'],
  ])('are found where the relationship points: %s', async (_, target, part) => {
    expect((await readWorkbook({ sheets: [{ name: 'Data', xml: sheet('a'), target, part }] }))[0]?.rows).toHaveLength(
      1,
    );
  });
});

describe('the file as a whole', () => {
  const spec: WorkbookSpec = {
    sheets: [
      { name: 'Data', xml: worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>20163</v></c></row>') },
    ],
    sharedStrings: STRINGS,
    styles: styles([0, 14]),
  };
  const expected = [{ line: 1, hidden: false, cells: ['3324015708450001', dateCell('20163', '1955-03-15')] }];
  const prefixed = (part: ZipPart): ZipPart => ({
    ...part,
    body: String(part.body)
      .replaceAll(/<(\/?)([a-zA-Z])/g, '<$1x:$2')
      .replaceAll('xmlns=', 'xmlns:x='),
  });
  const encoded = (encoding: 'utf16le' | 'utf16be' | 'bom') => (part: ZipPart) => {
    const text = String(part.body).replace(
      'encoding="UTF-8"',
      encoding === 'bom' ? 'encoding="UTF-8"' : 'encoding="UTF-16"',
    );
    const body = encoding === 'bom' ? Buffer.from(`\ufeff${text}`) : Buffer.from(`\ufeff${text}`, 'utf16le');
    return { ...part, body: encoding === 'utf16be' ? body.swap16() : body };
  };
  const strict = (part: ZipPart): ZipPart => ({
    ...part,
    body: String(part.body)
      .replaceAll(
        'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
        'http://purl.oclc.org/ooxml/spreadsheetml/main',
      )
      .replaceAll(
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
        'http://purl.oclc.org/ooxml/officeDocument/relationships',
      ),
  });
  it.each<[string, readonly ZipPart[]]>([
    ['in the order of Excel, shared strings last', workbookParts(spec)],
    ['in the opposite order', workbookParts(spec).toReversed()],
    [
      'shared strings first',
      workbookParts(spec).toSorted((a, b) => Number(b.name.includes('shared')) - Number(a.name.includes('shared'))),
    ],
    ['nothing compressed', workbookParts(spec).map((part) => ({ ...part, deflate: false }))],
    ['everything compressed', workbookParts(spec).map((part) => ({ ...part, deflate: true }))],
    ['prefixed names', workbookParts(spec).map(prefixed)],
    ['the strict namespaces', workbookParts(spec).map(strict)],
    ['a byte order mark in every part', workbookParts(spec).map(encoded('bom'))],
    ['UTF-16, little end first', workbookParts(spec).map(encoded('utf16le'))],
    ['UTF-16, big end first', workbookParts(spec).map(encoded('utf16be'))],
    [
      'another prefix for relationships',
      workbookParts(spec).map((p) => ({
        ...p,
        body: String(p.body).replaceAll('r:id', 'rel:id').replaceAll('xmlns:r=', 'xmlns:rel='),
      })),
    ],
    ['no package relationships', workbookParts(spec).filter((part) => part.name !== '_rels/.rels')],
    [
      'macros and parts nobody asks for',
      [...workbookParts(spec), { name: 'xl/vbaProject.bin', body: 'x', lie: { method: 99 } }],
    ],
  ])('reads %s', async (_, parts) => {
    expect((await readXlsx(save(zipBytes(parts))))[0]?.rows).toEqual(expected);
  });

  it('reads a workbook without shared strings and styles', async () => {
    expect(
      (await readWorkbook({ sheets: [{ name: 'Data', xml: worksheet('<row><c><v>1</v></c></row>') }] }))[0]?.rows[0]
        ?.cells,
    ).toEqual([numberCell('1')]);
  });

  it('reads characters that are cut by the pieces in which the file is unpacked', async () => {
    const texts = Array.from({ length: 30_000 }, (_, i) => `${'x'.repeat(i % 7)}é😀 &amp; ${i}`);
    const rows = texts.map((text) => `<row><c t="str"><v>${text}</v></c></row>`).join('');
    const [sheet] = await readWorkbook({ sheets: [{ name: 'Data', xml: worksheet(rows) }] });
    expect(sheet?.rows.map((row) => row.cells[0])).toEqual(texts.map((text) => text.replace('&amp;', '&')));
  });

  it('reads a sheet with 60 tabs without complaint', async () => {
    const sheets = Array.from({ length: 60 }, (_, i) => ({
      name: `Hari ${i}`,
      xml: worksheet('<row><c><v>1</v></c></row>'),
    }));
    expect(await readWorkbook({ sheets })).toHaveLength(60);
  });
});
