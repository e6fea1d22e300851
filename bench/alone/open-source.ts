/** Our reader and nothing else: every row to its cells. Prints the number of rows. */
import type { openSource as OpenSource } from '../../src/source/open.ts';

// As it is built: the sources would be compiled first.
const built = new URL('../../dist/source/open.js', import.meta.url).href;
const { openSource } = (await import(built)) as { openSource: typeof OpenSource };
const source = await openSource(process.argv[2] ?? '');
let rows = 0;
for (const sheet of source.sheets) {
  for await (const batch of sheet.rows()) for (const { cells } of batch) rows += cells.length > 0 ? 1 : 0;
}
await source.close();
console.log(rows);
