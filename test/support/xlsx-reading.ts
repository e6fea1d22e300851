/** Writing small workbooks into a folder of their own and reading them whole. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dense } from '../../src/record/sheet/far-cells.ts';
import type { Cell, SourceRow } from '../../src/record/source-row.ts';
import { DEFAULT_LIMITS, type SourceLimits } from '../../src/source/source.ts';
import { openXlsx } from '../../src/source/xlsx.ts';
import { ownFolder } from './own-folder.ts';
import { type WorkbookSpec, workbookParts, worksheet, zipBytes } from './xlsx-writer.ts';

let files = 0;

/** A path in this test's folder that no file has yet. */
export function freshPath(ending = 'xlsx'): string {
  return join(ownFolder('vax-xlsx'), `kendal-${++files}.${ending}`);
}

/** Writes the bytes to a new file. */
export function save(bytes: Buffer): string {
  const path = freshPath();
  writeFileSync(path, bytes);
  return path;
}

export interface ReadSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly SourceRow[];
}

/** Everything that the file holds. */
export async function readXlsx(path: string, limits: Partial<SourceLimits> = {}): Promise<readonly ReadSheet[]> {
  const source = await openXlsx(path, { ...DEFAULT_LIMITS, ...limits });
  try {
    const sheets: ReadSheet[] = [];
    for (const sheet of source.sheets) {
      const rows: SourceRow[] = [];
      for await (const batch of sheet.rows()) rows.push(...batch);
      sheets.push({ name: sheet.name, hidden: sheet.hidden, rows });
    }
    return sheets;
  } finally {
    await source.close();
  }
}

/** Everything that a workbook holds once it has been a file. */
export function readWorkbook(spec: WorkbookSpec, limits?: Partial<SourceLimits>): Promise<readonly ReadSheet[]> {
  return readXlsx(save(zipBytes(workbookParts(spec))), limits);
}

/** The cells of the only row of a sheet, each in its column, from the XML inside its `<row>`. */
export async function readCells(xml: string, rest: Partial<WorkbookSpec> = {}): Promise<readonly Cell[]> {
  const [sheet] = await readWorkbook({
    ...rest,
    sheets: [{ name: 'Data', xml: worksheet(`<row r="1">${xml}</row>`) }],
  });
  const [row] = sheet?.rows ?? [];
  return row ? dense(row).cells : [];
}

export function numberCell(raw: string): Cell {
  return { kind: 'number', raw };
}

export function dateCell(raw: string, day: string): Cell {
  return { kind: 'date', raw, day };
}
