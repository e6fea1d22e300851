/**
 * exceljs' stream writer and nothing else: `exceljs-write.ts FILE ROWS` writes so many rows of a correction sheet, one
 * coloured cell with a note in each.
 */
import exceljs from 'exceljs';

const [filename = '', rows = '0'] = process.argv.slice(2);
const REASON =
  'NIK tersimpan sebagai angka; digit terakhirnya sudah hilang di Excel. Ketik ulang NIK dari KTP, misalnya 3324011708450001.';
const book = new exceljs.stream.xlsx.WorkbookWriter({ filename, useStyles: true, useSharedStrings: false });
const sheet = book.addWorksheet('Data');
sheet.addRow(Array.from({ length: 13 }, (_, column) => `Kolom ${column + 1}`)).commit();
for (let n = 2; n <= Number(rows) + 1; n++) {
  const texts = [
    'Karangan Contoh',
    '17/08/1945',
    'P',
    '081012345678',
    'Dsn. Contoh RT 01 RW 01',
    '1',
    '02/10/2021',
    'Sinovac',
    'CTHSI111A',
  ];
  const row = sheet.addRow([`3.32401${n}E+15`, ...texts, String(n), REASON, 'contoh.xlsx / Data']);
  const cell = row.getCell(1);
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } };
  cell.note = REASON;
  row.commit();
}
sheet.commit();
await book.commit();
