/** The fill colours of cells, in all the ways in which a workbook can name them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SourceRow } from '../../src/record/source-row.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { colourOf } from '../../src/source/xlsx/colours.ts';
import { openXlsx } from '../../src/source/xlsx.ts';
import { styles, worksheet, writeWorkbook } from '../support/xlsx-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'xlsx-colours-'));
afterAll(() => rmSync(folder, { recursive: true }));

const THEME = ['FFFFFF', '000000', 'E7E6E6', '44546A', '4472C4', 'ED7D31', 'A5A5A5', 'FFC000', '5B9BD5', '70AD47'];

describe('a colour', () => {
  it.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    ['with its alpha', { rgb: 'FFFFFF00' }, 'FFFF00'],
    ['in small letters, without', { rgb: 'ffc7ce' }, 'FFC7CE'],
    ['by a number', { indexed: '13' }, 'FFFF00'],
    ['by a number for which the workbook has its own', { indexed: '2' }, '123456'],
    ['of the system', { indexed: '64' }, undefined],
    ['of the theme', { theme: '7' }, 'FFC000'],
    // As Excel names them: "Gold, Accent 4, Lighter 80 %", "Blue, Accent 1, Darker 25 %", "White, Background 1, Darker
    // 15 %".
    ['of the theme, lighter', { theme: '7', tint: '0.79998168889431442' }, 'FFF2CC'],
    ['of the theme, darker', { theme: '4', tint: '-0.249977111117893' }, '2F5597'],
    ['white, darker', { theme: '0', tint: '-0.14999847407452621' }, 'D9D9D9'],
    ['of a theme that has fewer', { theme: '12' }, undefined],
    ['of its own choice', { auto: '1' }, undefined],
    ['that is no colour', { rgb: 'kuning' }, undefined],
  ])('%s', (_, named, wanted) => {
    expect(colourOf(new Map(Object.entries(named)), ['', '', '123456'], THEME)).toBe(wanted);
  });
});

/** The rows of a sheet, with colours, whose styles 1 … have these fills; and what stands at its edges. */
async function read(
  rows: string,
  fills: readonly string[],
): Promise<{ rows: SourceRow[]; edges: readonly SourceRow[] }> {
  const list = ['none', 'gray125'].map((pattern) => `<patternFill patternType="${pattern}"/>`).concat(fills);
  const part = styles([0])
    .replace('<cellStyleXfs>', `<fills>${list.map((fill) => `<fill>${fill}</fill>`).join('')}</fills><cellStyleXfs>`)
    .replace(
      /<cellXfs>.*<\/cellXfs>/,
      `<cellXfs>${[0, ...fills.keys()].map((id, at) => `<xf fillId="${at === 0 ? 0 : id + 2}"/>`).join('')}</cellXfs>`,
    );
  const path = writeWorkbook(join(folder, 'colours.xlsx'), {
    sheets: [{ name: 'A', xml: worksheet(rows) }],
    styles: part,
  });
  const source = await openXlsx(path, DEFAULT_LIMITS);
  try {
    const [sheet] = source.sheets;
    const found: SourceRow[] = [];
    for await (const chunk of sheet?.rows(true) ?? []) found.push(...chunk);
    return { rows: found, edges: sheet?.edges ?? [] };
  } finally {
    await source.close();
  }
}

const solid = (colour: string): string =>
  `<patternFill patternType="solid"><fgColor ${colour}/><bgColor indexed="64"/></patternFill>`;
const text = (value: string, style: number): string => `<c s="${style}" t="inlineStr"><is><t>${value}</t></is></c>`;

describe('the cells of a row', () => {
  it.each<[string, string, string | undefined]>([
    ['filled', solid('rgb="FFFFFF00"'), 'FFFF00'],
    ['white', solid('rgb="FFFFFFFF"'), undefined],
    ['hatched', '<patternFill patternType="lightUp"><fgColor rgb="FFFF0000"/></patternFill>', 'lightUp FF0000'],
    ['with a gradient', '<gradientFill><stop position="0"><color rgb="FFFF0000"/></stop></gradientFill>', 'FF0000'],
    ['without a pattern', '<patternFill patternType="none"><fgColor rgb="FFFF0000"/></patternFill>', undefined],
  ])('%s', async (_, fill, wanted) => {
    const found = await read(`<row>${text('A', 0)}${text('B', 1)}</row>`, [fill]);
    expect(found.rows.map(({ fills }) => fills?.[1])).toEqual([wanted]);
    expect(found.edges.map(({ fills }) => fills?.[1])).toEqual(wanted === undefined ? [] : [wanted]);
  });

  it('an empty one beside a text', async () => {
    const { rows } = await read(`<row><c s="1"/>${text(': batal', 0)}</row><row><c s="1"/></row>`, [
      solid('rgb="FFFFFF00"'),
    ]);
    expect(rows).toEqual([{ line: 1, hidden: false, cells: ['', ': batal'], fills: ['FFFF00'] }]);
  });

  it('of the first and the last rows of a long sheet', async () => {
    const middle = Array.from({ length: 20_000 }, () => `<row>${text('Siti Aminah di tengah lembar', 0)}</row>`).join(
      '',
    );
    const { rows, edges } = await read(`<row>${text('awal', 1)}</row>${middle}<row>${text('akhir', 1)}</row>`, [
      solid('rgb="FFFFFF00"'),
    ]);
    expect(rows).toHaveLength(20_002);
    expect(edges.length).toBeLessThan(rows.length);
    expect(edges.filter(({ fills }) => fills !== undefined).map(({ cells }) => cells[0])).toEqual(['awal', 'akhir']);
  });
});
