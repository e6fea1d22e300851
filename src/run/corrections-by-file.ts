/** Rows that need a person, put together file by file as the correction sheet takes them. */
import { basename } from 'node:path';
import type { CorrectionInput, CorrectionRow } from '../correction/copied/correction-input.ts';
import { readTypedRows } from '../intake/typed-rows.ts';
import type { KnownFile, SheetIdentity } from '../ledger/intake-side.ts';
import type { RowForPerson } from '../ledger/report-side.ts';
import { shortDigest } from '../record/row/original-row.ts';
import { DEFAULT_LIMITS } from '../source/source.ts';

/** A file and what is wrong in it. */
export interface FileToCorrect {
  readonly from: KnownFile;
  /** All sheets of it that have a header, with the rows that need a person; some may have none. */
  readonly sheets: readonly CorrectionInput[];
}

/**
 * One file after the other. `wantsCells`: whether the text of the rows is needed; where the original itself is marked
 * it is not.
 */
export async function* filesToCorrect(
  rows: AsyncIterable<RowForPerson>,
  wantsCells: (file: KnownFile) => Promise<boolean>,
): AsyncGenerator<FileToCorrect> {
  let file: Collecting | undefined;
  for await (const row of rows) {
    if (file?.from !== row.from) {
      if (file) yield finished(file);
      file = { from: row.from, withCells: await wantsCells(row.from), rows: new Map() };
    }
    add(file, row);
  }
  if (file) yield finished(file);
}

/**
 * The same with the text of its rows as the file at `path` has it. `all`: every row of the file, those without a
 * problem too.
 */
export async function withTypedRows(file: FileToCorrect, path: string, all: boolean): Promise<FileToCorrect> {
  const { from, sheets } = file;
  const byName = new Map(sheets.map(({ sheet, rows }) => [sheet, new Map(rows.map((row) => [row.line, row]))]));
  const typed = new Map<string, CorrectionRow[]>(sheets.map(({ sheet }) => [sheet, []]));
  const wanted = from.sheets.flatMap(({ name, headerLine, layout: { columns, doses, orders = [] } }) => {
    const rows = byName.get(name);
    return rows && (all || rows.size > 0)
      ? [
          [
            name,
            {
              header: { line: headerLine, columns, doses },
              orders: new Map(orders),
              ...(all ? {} : { lines: new Set(rows.keys()) }),
            },
          ] as const,
        ]
      : [];
  });
  for await (const { sheet, rows } of readTypedRows({ path, limits: DEFAULT_LIMITS, sheets: new Map(wanted) }))
    for (const { line, cells } of rows)
      typed.get(sheet)?.push({ ...(byName.get(sheet)?.get(line) ?? { line, problems: [] }), cells });
  return { from, sheets: sheets.map((input) => ({ ...input, rows: typed.get(input.sheet) ?? [] })) };
}

interface Collecting {
  readonly from: KnownFile;
  readonly withCells: boolean;
  readonly rows: Map<SheetIdentity, Map<number, CorrectionRow>>;
}

/** A row of a wide sheet with two doses is one row with the problems of both. */
function add({ withCells, rows }: Collecting, row: RowForPerson): void {
  let ofSheet = rows.get(row.sheet);
  if (!ofSheet) {
    ofSheet = new Map();
    rows.set(row.sheet, ofSheet);
  }
  const before = ofSheet.get(row.line);
  const problems = row.problems.map((problem) => ({ ...problem, dose: row.group }));
  const cells = withCells ? row.cells : [];
  ofSheet.set(row.line, {
    line: row.line,
    cells: before ? before.cells.map((cell, column) => cell || (cells[column] ?? '')) : cells,
    problems: [...(before?.problems ?? []), ...problems],
    ...(row.origin ? { origin: row.origin } : {}),
  });
}

function finished({ from, rows }: Collecting): FileToCorrect {
  return { from, sheets: from.sheets.map((sheet) => inputOf(from, sheet, [...(rows.get(sheet)?.values() ?? [])])) };
}

function inputOf(
  { name: file, digest }: KnownFile,
  sheet: SheetIdentity,
  rows: readonly CorrectionRow[],
): CorrectionInput {
  const { name, above, headings, headerLine, layout } = sheet;
  const { lines, ...places } = layout;
  return {
    file: basename(file),
    sheet: name,
    digest: shortDigest(digest),
    header: above ? [above, headings] : [headings],
    ...places,
    ...(lines ? { place: { headerLine, headingLines: lines } } : {}),
    rows,
  };
}
