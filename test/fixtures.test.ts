/** The files in fixtures/ are what fixtures/README.md and expected.json say, and what their generator makes today. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import expected from '../fixtures/expected.json' with { type: 'json' };
import { csvFixtures } from '../fixtures/make/csv.ts';
import type { FodsCell, FodsSheet } from '../fixtures/make/fods.ts';
import { kendal } from '../fixtures/make/kendal.ts';
import { needsCorrection } from '../fixtures/make/needs-correction.ts';
import { type PlainCell, sheetCells, zipTexts } from './support/plain-workbook.ts';

const FOLDER = join(import.meta.dirname, '..', 'fixtures');
type Cells = ReadonlyMap<string, PlainCell>;

function columnOf(cells: Cells, column: string, from: number): readonly string[] {
  const values: string[] = [];
  for (const [ref, cell] of cells)
    if (ref.replace(/\d+/, '') === column && Number(ref.replace(/\D+/, '')) >= from) values.push(cell.value);
  return values;
}

/** What the generator put into a column, as text. */
function madeColumn(sheet: FodsSheet | undefined, column: number, from: number): readonly string[] {
  const cells = (sheet?.rows ?? []).slice(from - 1).map((row): FodsCell => row[column] ?? '');
  return cells.flatMap((cell) => (cell === '' || cell.value === '' ? [] : [cell.value]));
}

describe.each(['kendal.xlsx', 'perlu-perbaikan.xlsx'])('%s', (name) => {
  it('was saved by LibreOffice Calc and is small enough to keep', async () => {
    const app = (await zipTexts(join(FOLDER, name))).get('docProps/app.xml');
    expect(app).toMatch(/<Application>LibreOffice\//);
    expect(statSync(join(FOLDER, name)).size).toBeLessThan(400_000);
  });
});

describe('kendal.xlsx', () => {
  let sheets: readonly Cells[];
  beforeAll(async () => {
    const texts = await zipTexts(join(FOLDER, 'kendal.xlsx'));
    sheets = [1, 2].map((n) => sheetCells(texts, `xl/worksheets/sheet${n}.xml`));
  });

  /** Every row of a participant, without its position in the sheet and its age formula. */
  const participants = (): readonly string[] =>
    sheets.flatMap((cells) =>
      Array.from({ length: 2100 }, (_, i) => i + 9)
        .filter((row) => cells.has(`B${row}`))
        .map((row) => [...'BCDFGHIJKLM'].map((column) => cells.get(`${column}${row}`)?.value ?? '').join('|')),
    );

  it('has as many rows, distinct participants and repeated rows as announced', () => {
    const rows = participants();
    const niks = new Set(rows.map((row) => row.slice(0, 16)));
    expect(rows).toHaveLength(expected['kendal.xlsx'].rows);
    // Equal NIK means equal in everything: rows that repeat, never rows that contradict each other.
    expect(new Set(rows).size).toBe(niks.size);
    expect(niks.size).toBe(expected['kendal.xlsx'].distinct);
    expect(rows.length - niks.size).toBe(expected['kendal.xlsx'].repeated);
  });

  it('holds every NIK as text, with a serial that nobody bears', () => {
    for (const cells of sheets) {
      for (const [ref, cell] of cells) {
        if (!/^B(9|\d\d+)$/.test(ref)) continue;
        expect(cell.type).toBe('s');
        expect(cell.value).toMatch(/^3324(0[1-9]|1\d|20)([04][1-9]|[1256]\d|[37][01])(0[1-9]|1[0-2])\d\d9\d{3}$/);
      }
    }
  });

  it('is what the generator makes', () => {
    const { sheets: made, counts } = kendal();
    expect(counts).toEqual(expected['kendal.xlsx']);
    sheets.forEach((cells, s) => {
      expect(columnOf(cells, 'B', 9)).toEqual(madeColumn(made[s], 1, 9));
      expect(columnOf(cells, 'H', 9)).toEqual(madeColumn(made[s], 7, 9));
    });
  });

  it('has no two people of one name and birth date, who would look like one person with two NIKs', () => {
    const persons = participants().map((row) => row.split('|').slice(0, 3).join('|'));
    const byFace = new Set(persons.map((person) => person.slice(17).toUpperCase()));
    expect(byFace.size).toBe(new Set(persons).size);
  });
});

describe('perlu-perbaikan.xlsx', () => {
  it('is what the generator makes, with the traps in the bytes', async () => {
    const { sheets: made, counts } = needsCorrection();
    expect(counts).toEqual(expected['perlu-perbaikan.xlsx']);
    const texts = await zipTexts(join(FOLDER, 'perlu-perbaikan.xlsx'));
    const cells = sheetCells(texts, 'xl/worksheets/sheet1.xml');
    expect(columnOf(cells, 'C', 5)).toEqual(
      madeColumn(made[0], 2, 5).map((value) => (value === 'NA()' ? '#N/A' : value)),
    );
    const types = Object.entries(counts.problems).map(([line, code]) => [code, cells.get(`B${line}`)?.type] as const);
    expect(types.filter(([code, type]) => code === 'NIK_NUMERIC' && type === 'n')).toHaveLength(3);
    expect(types.filter(([code, type]) => code === 'CELL_ERROR' && type === 'e')).toHaveLength(1);
    expect(texts.get('xl/worksheets/sheet1.xml')).toMatch(/<row r="5"[^>]* hidden="true"/);
    expect(counts.valid + counts.repeated + counts.invalid + counts.held).toBe(counts.rows);
  });
});

describe('CSV files', () => {
  const made = csvFixtures();
  it.each(Object.keys(made))('%s is what the generator makes, byte for byte', (name) => {
    expect(readFileSync(join(FOLDER, 'csv', name)).equals(made[name]?.bytes ?? new Uint8Array())).toBe(true);
    expect(expected[`csv/${name}` as keyof typeof expected]).toEqual(made[name]?.counts);
  });

  it('invent other people than the workbooks', () => {
    const inWorkbooks = new Set(
      [...kendal().sheets, ...needsCorrection().sheets].flatMap((sheet) => madeColumn(sheet, 1, 1)),
    );
    const inCsv = Object.values(made).flatMap(
      (fixture) =>
        Buffer.from(fixture.bytes)
          .toString('latin1')
          .match(/\b3324\d{12}\b/g) ?? [],
    );
    expect(inCsv.length).toBeGreaterThan(100);
    expect(inCsv.filter((nik) => inWorkbooks.has(nik))).toEqual([]);
  });
});
