/** Notes at cells (comments), in every format that is read for them. */
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/source/open.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { odsBytes, odsRow, odsTable } from '../support/ods-writer.ts';
import { save } from '../support/xlsx-reading.ts';
import { workbookParts, worksheet, type ZipPart, zipBytes } from '../support/xlsx-writer.ts';

type Notes = readonly (readonly [ref: string, xml: string])[];
const row = (text: string): string => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`;
const parts = (notes: Notes, behind = ''): ZipPart[] =>
  workbookParts({
    sheets: [
      {
        name: 'A',
        xml: worksheet(row('satu') + row('dua') + row('tiga')).replace('</sheetData>', `</sheetData>${behind}`),
        notes,
      },
    ],
  });

/** `line column text` of every note. */
async function notesIn(bytes: Buffer): Promise<string[]> {
  const source = await openSource(save(bytes), DEFAULT_LIMITS);
  try {
    const found: string[] = [];
    for (const sheet of source.sheets)
      for await (const chunk of sheet.rows())
        for (const { line, notes = [] } of chunk)
          found.push(...notes.map(({ column, text }) => `${line} ${column} ${text}`));
    return found;
  } finally {
    await source.close();
  }
}

describe('a note', () => {
  it.each<[string, Notes, string, readonly string[]]>([
    ['of a cell', [['A2', '<t>batal</t>']], '', ['2 0 batal']],
    [
      'in runs, of two people',
      [
        ['B1', '<r><t>Admin:</t></r><r><t>\ntunda</t></r>'],
        ['C1', '<t>sudah</t>'],
      ],
      '',
      ['1 1 Admin:\ntunda', '1 2 sudah'],
    ],
    [
      'of a cell merged over three rows',
      [['A1', '<t>batal</t>']],
      '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>',
      ['1 0 batal', '2 0 batal', '3 0 batal'],
    ],
    ['of a place that is none', [['XYZW1', '<t>batal</t>']], '', []],
  ])('%s', async (_, notes, behind, wanted) => {
    expect(await notesIn(zipBytes(parts(notes, behind)))).toEqual(wanted);
  });

  it.each<[string, (part: ZipPart) => readonly ZipPart[]]>([
    ['whose part is cut off', (part) => [{ ...part, body: String(part.body).slice(0, -40) }]],
    ['whose part is something else', (part) => [{ ...part, body: '<styleSheet/>' }]],
    ['whose part is not there', () => []],
  ])('%s refuses the file: what it says of a dose is not passed over', async (_, change) => {
    const broken = parts([['A2', '<t>batal</t>']]).flatMap((part) =>
      part.name === 'xl/comments1.xml' ? change(part) : [part],
    );
    await expect(notesIn(zipBytes(broken))).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('of an .ods, without its author and day', async () => {
    const note =
      '<office:annotation><dc:creator xmlns:dc="dc">Admin</dc:creator><dc:date xmlns:dc="dc">2021-10-02</dc:date><text:p>batal <text:span>semua</text:span></text:p></office:annotation>';
    const cell = (text: string, before = ''): string =>
      `<table:table-cell office:value-type="string">${before}<text:p>${text}</text:p></table:table-cell>`;
    const bytes = odsBytes({ tables: odsTable(odsRow(cell('satu') + cell('dua', note)) + odsRow(cell('tiga'))) });
    expect(await notesIn(bytes)).toEqual(['1 1 batal semua']);
  });
});
