/** LibreOffice Calc, as a clerk sits before it: a workbook is opened, typed into, and saved. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasCalc } from './calc.ts';

const FILTERS: Readonly<Record<string, string>> = {
  '.xlsx': 'Calc MS Excel 2007 XML',
  '.xls': 'MS Excel 97',
  '.ods': 'calc8',
  '.csv': 'Text - txt - csv (StarCalc)',
};

/** For the name of a test that was not run. */
export const WITHOUT_CALC = hasCalc() ? '' : ' (not looked at: no soffice here)';

/**
 * One thing that the clerk does, as LibreOffice Basic: `book` is the workbook, `sheet` the sheet that was opened last.
 */
export type Deed = string;

export const open = (sheet: string): Deed => `sheet = book.Sheets.getByName("${quoted(sheet)}")`;
/** Types into a cell, as into the line above the sheet: in a cell that is no text, digits become a number. */
export const type = (cell: string, text: string): Deed =>
  `sheet.getCellRangeByName("${cell}").FormulaLocal = "${quoted(text)}"`;
/** 1-based. */
export const deleteRow = (row: number): Deed => `sheet.Rows.removeByIndex(${row - 1}, 1)`;
export const insertRow = (row: number): Deed => `sheet.Rows.insertByIndex(${row - 1}, 1)`;
export const renameSheet = (name: string): Deed => `sheet.Name = "${quoted(name)}"`;
export const deleteSheet = (name: string): Deed => `book.Sheets.removeByName("${quoted(name)}")`;
/** Data > Sort over a range, downwards by its column (0-based). */
export const sortDown = (range: string, column: number): Deed =>
  [
    'Dim field(0) As New com.sun.star.table.TableSortField',
    `field(0).Field = ${column} : field(0).IsAscending = False`,
    'Dim how(1) As New com.sun.star.beans.PropertyValue',
    'how(0).Name = "SortFields" : how(0).Value = field()',
    'how(1).Name = "ContainsHeader" : how(1).Value = False',
    `sheet.getCellRangeByName("${range}").sort(how())`,
  ].join('\n');

/** A program with a profile of its own; `close` takes it away. */
export class Calc {
  readonly #folder = mkdtempSync(join(tmpdir(), 'calc-'));
  #ready = false;

  /**
   * Opens `path`, does all that, and saves as `out`, in the format of its ending. A CSV has the sheet that was opened
   * last.
   */
  edit(path: string, deeds: readonly Deed[], out: string): void {
    const format = FILTERS[extname(out)];
    if (format === undefined) throw new Error(`Calc does not save ${out}`);
    this.#prepare();
    const lines = [
      'Dim book, sheet',
      'Dim hidden(0) As New com.sun.star.beans.PropertyValue',
      'hidden(0).Name = "Hidden" : hidden(0).Value = True',
      `book = StarDesktop.loadComponentFromURL("${pathToFileURL(path).href}", "_blank", 0, hidden())`,
      ...deeds,
      'Dim saved(1) As New com.sun.star.beans.PropertyValue',
      `saved(0).Name = "FilterName" : saved(0).Value = "${format}"`,
      ...(extname(out) === '.csv'
        ? [
            'Dim index, n',
            'For n = 0 To book.Sheets.Count - 1',
            'If book.Sheets.getByIndex(n).Name = sheet.Name Then index = n + 1',
            'Next',
            // As in the dialogue of Calc, semicolons and UTF-8; the last figure is the sheet.
            'saved(1).Name = "FilterOptions" : saved(1).Value = "59,34,76,1,,0,false,true,false,false,false," & index',
          ]
        : []),
      `book.storeToURL("${pathToFileURL(out).href}", saved())`,
      'book.close(True)',
    ];
    writeFileSync(
      join(this.#folder, 'user/basic/Standard/Module1.xba'),
      `<?xml version="1.0" encoding="UTF-8"?>\n<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">` +
        `Sub Main\n${escaped(lines.join('\n'))}\nEnd Sub\n</script:module>`,
    );
    this.#run('macro:///Standard.Module1.Main');
    // Calc adds the name of the sheet to that of a CSV.
    if (extname(out) === '.csv') {
      const stem = basename(out, '.csv');
      const named = readdirSync(dirname(out)).find((name) => name.startsWith(`${stem}-`) && name.endsWith('.csv'));
      if (named !== undefined) renameSync(join(dirname(out), named), out);
    }
    if (!existsSync(out)) throw new Error(`Calc has not saved ${out}`);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The first start makes the profile, and would write over a macro that is there already. */
  #prepare(): void {
    if (this.#ready) return;
    this.#run('--terminate_after_init');
    this.#ready = true;
  }

  #run(...args: readonly string[]): void {
    const profile = `-env:UserInstallation=${pathToFileURL(this.#folder).href}`;
    // A macro that fails, as for a sheet that is not there, leaves the program open for ever.
    const within = { timeout: 100_000, killSignal: 'SIGKILL' } as const;
    execFileSync('soffice', [profile, '--headless', '--norestore', ...args], { stdio: 'ignore', ...within });
  }
}

function quoted(text: string): string {
  return text.replaceAll('"', '""');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
