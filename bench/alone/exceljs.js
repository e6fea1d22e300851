/**
 * exceljs' stream reader and nothing else. Prints the number of rows, and to stderr how many NIKs it left unresolved.
 */
import exceljs from 'exceljs';

let rows = 0;
let unresolved = 0;
const reader = new exceljs.stream.xlsx.WorkbookReader(process.argv[2] ?? '', {
  sharedStrings: 'cache',
  worksheets: 'emit',
});
for await (const sheet of reader) {
  for await (const row of sheet) {
    rows++;
    if (typeof row.getCell(1).value !== 'string') unresolved++;
  }
}
console.log(rows);
if (unresolved > 0) console.error(`${unresolved} rows without the text of the NIK`);
