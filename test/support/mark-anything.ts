/**
 * Any workbook marked, whether it is a list of people or not: every second row below what may be a heading gets
 * problems, in turn of all kinds.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CorrectionInput, CorrectionRow } from '../../src/correction/copied/correction-input.ts';
import { markWorkbook } from '../../src/correction/marked/mark-workbook.ts';
import { PROBLEM_CODES, type Severity } from '../../src/record/problems.ts';
import { openSource } from '../../src/source/open.ts';
import { PROBLEM_TEXTS } from '../../src/text/codes.ts';

const SEVERITIES: readonly Severity[] = ['error', 'hold', 'warning'];
const FIELDS = ['nik', 'name', 'birthDate', 'sex'] as const;

/** A heading where the first row with two cells is, and below it a list. Sheets without rows below are left out. */
async function sheetsOf(path: string): Promise<CorrectionInput[]> {
  const source = await openSource(path);
  const inputs: CorrectionInput[] = [];
  try {
    for (const sheet of source.sheets) {
      let header: { line: number; cells: string[] } | undefined;
      const rows: CorrectionRow[] = [];
      for await (const chunk of sheet.rows())
        for (const { line, cells } of chunk) {
          const texts = cells.map((cell) => (typeof cell === 'string' ? cell : 'raw' in cell ? String(cell.raw) : ''));
          if (!header) {
            if (texts.filter((text) => text !== '').length > 1) header = { line, cells: texts };
          } else if ((line - header.line) % 2 === 1)
            rows.push({
              line,
              cells: [],
              problems: [line, line + 1].map((n) => ({
                code: PROBLEM_CODES[n % PROBLEM_CODES.length] ?? 'NIK_EMPTY',
                severity: SEVERITIES[n % 3] ?? 'error',
                ...(n % 5 === 0 ? {} : { field: FIELDS[n % 4] ?? 'nik' }),
                params: { v: 'a < b & "c"', n: 15 },
              })),
            });
        }
      if (!header) continue;
      inputs.push({
        file: basename(path),
        digest: '9f86d081',
        sheet: sheet.name,
        header: [header.cells],
        columns: { nik: 0, name: 1, birthDate: 2 },
        place: { headerLine: header.line, headingLines: [header.line] },
        rows,
      });
    }
  } finally {
    await source.close();
  }
  return inputs;
}

/** False when it cannot be marked, or no row is wrong. */
export async function markAnything(path: string, out: string, all: boolean): Promise<boolean> {
  const sheets = await sheetsOf(path);
  if (!sheets.some(({ rows }) => rows.length > 0)) return false;
  const digest = createHash('sha256').update(readFileSync(path)).digest();
  return markWorkbook({
    path: out,
    original: { path, digest },
    sheets,
    texts: PROBLEM_TEXTS,
    lang: 'id',
    all,
  });
}
