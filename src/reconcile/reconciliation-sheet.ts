/**
 * What `reconcile` found, as a workbook: the sum, and a line for each row that is missing or unexpected. Rows are named
 * by file, sheet and line; names and NIKs stand in the clerk's own file and are not copied.
 */
import type { Writable } from 'node:stream';
import type { ListedRow, Reconciliation } from '../comparison.ts';
import { MISSING_REASONS } from '../comparison.ts';
import { writeFileWhole } from '../disk/write-file.ts';
import type { Messages } from '../text/messages.ts';
import { HEADING, TITLE } from '../workbook/look.ts';

/** Excel ends at 1,048,576 rows; what does not fit into this many sheets of them is nobody's reading. */
const MAX_ROWS = 1_000_000;

/** Writes the workbook whole or not at all (0600); throws as writeFileWhole does. */
export async function writeReconciliation(path: string, found: Reconciliation, messages: Messages): Promise<void> {
  await writeFileWhole(path, (into) => writeWorkbook(into, found, messages));
}

async function writeWorkbook(
  into: Writable,
  found: Reconciliation,
  { reconcile: say, outcomes }: Messages,
): Promise<void> {
  // Loaded only here: exceljs takes most of a second.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: into, useStyles: true, useSharedStrings: false });
  workbook.creator = 'vax-upload';
  const sum = workbook.addWorksheet(say.sheets.sum);
  sum.columns = [{ width: 60 }, { width: 14 }];
  const title = sum.addRow([say.title(found.target, found.files, found.ms)]);
  title.getCell(1).style = TITLE;
  title.commit();
  for (const row of [
    [say.onPaper, found.onPaper],
    [say.onServer, found.onServer],
    ...MISSING_REASONS.map((why) => [`${say.missing}: ${say.reasons[why]}`, found.missing[why]]),
    [say.unexpected, found.unexpected.length],
    ...(['invalid', 'held', 'repeated', 'skipped'] as const).map((outcome) => [
      outcomes[outcome],
      found.outcomes[outcome],
    ]),
  ])
    sum.addRow(row).commit();
  sum.commit();

  let left = 0;
  let sheet: ReturnType<typeof workbook.addWorksheet> | undefined;
  let number = 0;
  for (const { at, why } of listedRows(found)) {
    if (left === 0) {
      sheet?.commit();
      number += 1;
      sheet = workbook.addWorksheet(number === 1 ? say.sheets.rows : `${say.sheets.rows} ${number}`);
      sheet.columns = [{ width: 40 }, { width: 24 }, { width: 10 }, { width: 10 }, { width: 60 }];
      const { file, sheet: name, line, dose, why: reason } = say.headings;
      const heading = sheet.addRow([file, name, line, dose, reason]);
      for (let column = 1; column <= 5; column++) heading.getCell(column).style = HEADING;
      heading.commit();
      left = MAX_ROWS;
    }
    left -= 1;
    sheet
      ?.addRow([at.file, at.sheet, at.line, at.group, why === 'unexpected' ? say.unexpected : say.reasons[why]])
      .commit();
  }
  sheet?.commit();
  await workbook.commit();
}

function* listedRows(found: Reconciliation): Iterable<ListedRow> {
  yield* found.rows();
  for (const at of found.unexpected) yield { at, why: 'unexpected' };
}
