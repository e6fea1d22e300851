import { describe, expect, it, test } from 'vitest';
import { RunError } from '../../src/errors.ts';
import type { SourceRow } from '../../src/record/source-row.ts';
import { tableRows } from '../../src/source/html/table-rows.ts';
import { type MergedDown, Repeats, spread, spreadDown } from '../../src/source/merged-down.ts';
import { mergedDownIn } from '../../src/source/xlsx/merge-cells.ts';
import { readWorkbook } from '../support/xlsx-reading.ts';
import { worksheet } from '../support/xlsx-writer.ts';

const row = (line: number, ...cells: string[]): SourceRow => ({ line, hidden: false, cells });
const told = (rows: readonly SourceRow[]): string[] =>
  rows.map(
    ({ line, merged = [] }) =>
      `${line}: ${merged.map(({ column, cell, from }) => `${column}=${cell} (${from})`).join(', ')}`,
  );

test.each<[string, MergedDown[], SourceRow[], string[]]>([
  ['no merged cell', [], [row(1, 'a'), row(2, 'b')], ['1: ', '2: ']],
  [
    'over three rows',
    [{ column: 0, top: 1, bottom: 3 }],
    [row(1, 'a'), row(2), row(3), row(4)],
    ['1: ', '2: 0=a (1)', '3: 0=a (1)', '4: '],
  ],
  [
    'one below the other',
    [
      { column: 0, top: 1, bottom: 2 },
      { column: 0, top: 3, bottom: 4 },
    ],
    [row(1, 'a'), row(2), row(3, 'b'), row(4)],
    ['1: ', '2: 0=a (1)', '3: ', '4: 0=b (3)'],
  ],
  [
    'two columns, not in order',
    [
      { column: 1, top: 2, bottom: 3 },
      { column: 0, top: 1, bottom: 3 },
    ],
    [row(1, 'a'), row(2, '', 'b'), row(3)],
    ['1: ', '2: 0=a (1)', '3: 0=a (1), 1=b (2)'],
  ],
  ['an empty one', [{ column: 1, top: 1, bottom: 2 }], [row(1, 'a'), row(2)], ['1: ', '2: ']],
  [
    'whose first row holds nothing and is not there',
    [{ column: 0, top: 1, bottom: 3 }],
    [row(2, 'x'), row(3)],
    ['2: ', '3: '],
  ],
])('%s', (_, ranges, rows, expected) => {
  expect(told(rows.map(spreadDown(ranges)))).toEqual(expected);
});

describe('the list of an xlsx', () => {
  async function* pieces(xml: string, size: number): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(xml);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const list =
    '<mergeCells count="4"><mergeCell ref="A1:I1"/><mergeCell ref="B2:C4"/><mergeCell ref="$D$7:$D$5"></mergeCell><x:mergeCell ref=\'AA9:AA10\'/></mergeCells>';
  const found = [
    { column: 1, top: 2, bottom: 4 },
    { column: 3, top: 5, bottom: 7 },
    { column: 26, top: 9, bottom: 10 },
  ];
  it.each([3, 9, 10, 11, 64, 10_000])('in pieces of %i bytes', async (size) => {
    expect(await mergedDownIn(pieces(`<worksheet><sheetData><row/></sheetData>${list}</worksheet>`, size))).toEqual(
      found,
    );
  });
  it('is not there', async () => {
    expect(
      await mergedDownIn(
        pieces('<worksheet><sheetData><c><is><t>mergeCells A1:A3</t></is></c></sheetData></worksheet>', 7),
      ),
    ).toEqual([]);
  });
  it('is read from a whole file, in UTF-16 too', async () => {
    const rows = '<row><c t="str"><v>a</v></c></row><row><c/><c t="str"><v>b</v></c></row>';
    const xml = worksheet(rows).replace(
      '</sheetData>',
      '</sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
    );
    for (const body of [xml, Buffer.from(`\ufeff${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le')]) {
      const [sheet] = await readWorkbook({ sheets: [{ name: 'Data', xml: body }] });
      expect(told(sheet?.rows ?? [])).toEqual(['1: ', '2: 0=a (1)']);
    }
  });
});

describe('a sheet that is merged to hurt', () => {
  it('a thousand columns merged down over rows without end', async () => {
    const ranges = Array.from({ length: 1_000 }, (_, column) => ({ column, top: 1, bottom: 1_048_576 }));
    async function* rows() {
      yield [row(1, ...ranges.map(({ column }) => String(column)))];
      for (let line = 2; ; line += 1) yield [row(line, 'a')];
    }
    let read = 0;
    const all = async (): Promise<void> => {
      for await (const chunk of spread(rows(), ranges, { file: 'a.xlsx', sheet: 'OKT' })) read += chunk.length;
    };
    await expect(all()).rejects.toMatchObject({
      code: 'FILE_TOO_LARGE',
      params: { file: 'a.xlsx', sheet: 'OKT', limit: 'maxRepeatedCells' },
    });
    expect(read).toBe(10_486);
  });

  it('a page whose rows each begin a cell down to the end', () => {
    const html = `<table>${Array.from({ length: 5_000 }, (_, n) => `<tr><td rowspan=65534>${n % 2 === 0 ? n : ''}</td></tr>`).join('')}</table>`;
    expect(() => [...tableRows(html, new Repeats({ file: 'a.xls' }))]).toThrow(RunError);
  });
});
