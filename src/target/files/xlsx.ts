/**
 * A batch as a workbook. Every cell is a text: Excel would make a number of a NIK and a day of a batch number. The same
 * records are the same bytes, so that a file that is there already can be told from another one.
 */
import type { Consignment } from '../target.ts';
import { cellsOf, type Template } from './template.ts';

/** When a workbook was made is nobody's business here, and no second try may differ in it. */
const MADE = new Date(Date.UTC(2000, 0, 1));
const TEXT = '@';
const [NARROWEST, WIDEST] = [8, 40];

export async function xlsxOf(batch: string, consignments: readonly Consignment[], template: Template): Promise<Buffer> {
  // Loaded only here: exceljs takes most of a second.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = 'vax-upload';
  workbook.lastModifiedBy = 'vax-upload';
  workbook.created = MADE;
  workbook.modified = MADE;
  const sheet = workbook.addWorksheet(template.sheet, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = template.columns.map(({ heading }, index) => ({
    header: heading,
    key: String(index),
    width: Math.min(WIDEST, Math.max(NARROWEST, heading.length + 2)),
    style: { numFmt: TEXT },
  }));
  sheet.getRow(1).font = { bold: true };
  for (const one of consignments)
    sheet.addRow(cellsOf(one, batch, template).map((cell) => (cell === '' ? null : cell)));
  return withoutTimes(Buffer.from(await workbook.xlsx.writeBuffer()));
}

const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
/** 1 January 1980, the first day that a zip knows. */
const FIRST_DAY = (1 << 5) | 1;

/** Takes the time of writing out of each entry of a small zip (APPNOTE 4.3.7, 4.3.12, 4.3.16; no comment behind it). */
function withoutTimes(zip: Buffer): Buffer {
  const end = zip.length - 22;
  if (zip.readUInt32LE(end) !== END) throw new Error('exceljs has written a zip of another form');
  let at = zip.readUInt32LE(end + 16);
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries -= 1) {
    const local = zip.readUInt32LE(at + 42);
    if (zip.readUInt32LE(at) !== CENTRAL || zip.readUInt32LE(local) !== LOCAL)
      throw new Error('exceljs has written a zip of another form');
    stampFirstDay(zip, at + 12);
    stampFirstDay(zip, local + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

function stampFirstDay(zip: Buffer, at: number): void {
  zip.writeUInt16LE(0, at);
  zip.writeUInt16LE(FIRST_DAY, at + 2);
}
