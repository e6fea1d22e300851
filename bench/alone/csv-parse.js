/** csv-parse and nothing else: every row to an array of fields. Prints the number of rows. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

let rows = 0;
const parser = createReadStream(process.argv[2] ?? '').pipe(parse({ delimiter: ';', bom: true }));
for await (const fields of parser) rows += fields.length > 0 ? 1 : 0;
console.log(rows);
