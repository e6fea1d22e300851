/**
 * `node test/truth/main.ts [PROGRAM] [--only TEXT] [--said]`: every sheet through the built program (or through another
 * one's `bin/vax-upload.js`, to compare versions), one line a sheet and the counts. `--only`: sheets whose name holds
 * the text; `--said`: with what the program said.
 */
import { parseArgs } from 'node:util';
import { tableOf } from './count-sheets.ts';
import { importSheet, type SheetResult } from './import-sheet.ts';
import { allTruths } from './sheet-truth.ts';

const { values, positionals } = parseArgs({
  options: { only: { type: 'string', default: '' }, said: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const results: SheetResult[] = [];
for (const truth of await allTruths()) {
  if (!truth.file.includes(values.only)) continue;
  const result = await importSheet(truth, positionals[0]);
  results.push(result);
  if (values.said) console.log(`${truth.file}: ${truth.why}\n${result.said}${result.wrong.join('\n')}\n`);
}
console.log(tableOf(results));
