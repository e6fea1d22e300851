/** Workbooks as a clerk has them: all cells text, several sheets. */
import exceljs from 'exceljs';

export type ClerkSheets = Readonly<Record<string, readonly (readonly string[])[]>>;

/** Writes a workbook with these sheets at `path`. */
export async function writeClerkWorkbook(path: string, sheets: ClerkSheets): Promise<void> {
  const book = new exceljs.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows.map((cells) => [...cells]));
  await book.xlsx.writeFile(path);
}

/** Opens a workbook, lets the clerk change it, and saves it. */
export async function correctWorkbook(path: string, change: (book: exceljs.Workbook) => void): Promise<void> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  // Rules for whole columns are a million of single cells to ExcelJS, and take it eight seconds to write.
  for (const sheet of book.worksheets) Object.assign(sheet, { dataValidations: { model: {} } });
  change(book);
  await book.xlsx.writeFile(path);
}
