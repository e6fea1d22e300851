/** The thread that reads rows as they are typed: no judgement, only text. */
import { workerData } from 'node:worker_threads';
import { cellAsText } from '../record/fields/text-cell.ts';
import { withFar } from '../record/sheet/far-cells.ts';
import { type MergedBelow, withMerged } from '../record/sheet/merged-cells.ts';
import { openSource } from '../source/open.ts';
import { serve } from '../thread/thread-side.ts';
import type { CellsData, FromCells } from './typed-rows.ts';

void serve<FromCells>(async (say) => {
  const { path, limits, sheets } = workerData as CellsData;
  const source = await openSource(path, limits);
  try {
    for (const sheet of source.sheets) {
      const wanted = sheets.get(sheet.name);
      if (!wanted) continue;
      for await (const chunk of sheet.rows()) {
        const rows = chunk
          .filter(({ line }) => line > wanted.header.line && (wanted.lines?.has(line) ?? true))
          .map((row) => ({
            line: row.line,
            cells: withMerged(withFar(row, widthOf(wanted.header)), wanted.header).cells.map((cell, at) =>
              cellAsText(cell, wanted.orders.get(at)),
            ),
          }))
          .filter(({ cells }) => wanted.lines !== undefined || cells.some((cell) => cell !== ''));
        if (rows.length > 0) await say({ sheet: sheet.name, rows });
      }
    }
  } finally {
    await source.close();
  }
});

/** Columns up to the last one that is read. */
function widthOf({ columns, doses }: MergedBelow): number {
  return 1 + Math.max(0, ...[columns, ...doses.map((dose) => dose.columns)].flatMap((of) => Object.values(of)));
}
