/**
 * Our reader and nothing else, as it is built: every row to its cells. Prints the number of rows. Plain JavaScript, as
 * all programs of this folder: Node would take a twentieth of the time to strip types.
 */
import { openSource } from '../../dist/source/open.js';

const source = await openSource(process.argv[2] ?? '');
let rows = 0;
for (const sheet of source.sheets) {
  for await (const batch of sheet.rows()) for (const { cells } of batch) rows += cells.length > 0 ? 1 : 0;
}
await source.close();
console.log(rows);
