/** What is to be known of a sheet or a file as a whole, once all its rows are read. */
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSpreadsheet } from '../../src/intake/read-file.ts';
import { freshPath } from '../support/xlsx-reading.ts';
import { workbookParts, worksheet, zipBytes } from '../support/xlsx-writer.ts';
import { allOf, toRead } from './reading.ts';

const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (cells: readonly string[], hidden = false): string =>
  `<row${hidden ? ' hidden="1"' : ''}>${cells.map(text).join('')}</row>`;
const HEADINGS = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin'];
const SITI = ['3324015708459001', 'SITI AMINAH', '17/08/1945', 'P', '1', '02/10/2021', 'Sinovac'];
const plain = worksheet(row(HEADINGS) + row(SITI));

function workbook(...sheets: readonly string[]): string {
  const path = freshPath();
  const named = sheets.map((xml, index) => ({ name: `Lembar ${index + 1}`, xml }));
  writeFileSync(path, zipBytes(workbookParts({ sheets: named })));
  return path;
}

/** Its second sheet is hidden, and so is one of its rows. */
function hidden(): string {
  const path = freshPath();
  const xml = worksheet(row(HEADINGS) + row(SITI) + row(SITI, true));
  const sheets = [
    { name: 'Lembar 1', xml: plain },
    { name: 'Lama', xml, state: 'hidden' as const },
  ];
  writeFileSync(path, zipBytes(workbookParts({ sheets })));
  return path;
}

/** Its second sheet is listed, and its part is nowhere. */
function lost(): string {
  const path = freshPath();
  const sheets = ['Lembar 1', 'Lembar 2'].map((name) => ({ name, xml: plain }));
  writeFileSync(path, zipBytes(workbookParts({ sheets }).filter(({ name }) => name !== 'xl/worksheets/sheet2.xml')));
  return path;
}

function windows1252(): string {
  const path = freshPath('csv');
  writeFileSync(path, Buffer.from(`${HEADINGS.join(';')}\n${SITI.join(';').replace('SITI', 'JOS\u00c9')}\n`, 'latin1'));
  return path;
}

it.each<[string, () => string, readonly (readonly [string, object | undefined])[]]>([
  ['one sheet, nothing hidden', () => workbook(plain), []],
  ['two sheets', () => workbook(plain, plain), [['SHEETS', { n: 2 }]]],
  [
    'three sheets, and one without a list',
    () => workbook(plain, worksheet(row(['Catatan'])), plain, plain),
    [
      ['SHEETS', { n: 2 }],
      ['SHEETS', { n: 3 }],
    ],
  ],
  [
    'a row that a filter hides',
    () => workbook(worksheet(row(HEADINGS) + row(SITI) + row(SITI, true))),
    [['ROW_HIDDEN', { n: 1, rows: '3' }]],
  ],
  [
    'a hidden sheet: the sheet is named, and not its rows one by one',
    hidden,
    [
      ['SHEET_HIDDEN', { n: 2, rows: '2-3' }],
      ['ROW_HIDDEN', { n: 2, rows: '2-3' }],
      ['SHEETS', { n: 2 }],
    ],
  ],
  ['a sheet that is not there', lost, [['SHEET_LOST', expect.objectContaining({ sheet: 'Lembar 2' })]]],
  ['a CSV that is not UTF-8', windows1252, [['FILE_ENC', expect.objectContaining({ encoding: 'Windows-1252' })]]],
])('%s', async (_, make, wanted) => {
  const messages = await allOf(readSpreadsheet(toRead(make())));
  const notes = messages.flatMap((message) => (message.kind === 'sheet-end' ? message.notes : []));
  expect(notes.map(({ code, params }) => [code, params])).toEqual(wanted);
});
