/** styles.xml, for the one thing that is needed of it: which cell styles show a number as a day. */
import { isBuiltInDayFormat, isDayFormat } from './date-format.ts';
import { OPEN } from './xml.ts';
import { readPart } from './xml-part.ts';
import { attributesOf } from './xml-text.ts';
import type { Zip } from './zip.ts';

/** For each cell style (the `s` of a cell, an index into `cellXfs`): whether it shows a day. */
export type DayStyles = readonly boolean[];

/** Reads the styles part. @throws XlsxFault FILE_DAMAGED. */
export async function readDayStyles(zip: Zip, part: string, maxCellChars: number): Promise<DayStyles> {
  const custom = new Map<string, boolean>();
  const formats: string[] = [];
  let list = '';
  await readPart(zip, part, 'styleSheet', maxCellChars, (xml, token) => {
    if (token !== OPEN) return;
    if (xml.depth === 2) list = xml.localName();
    if (xml.depth !== 3) return;
    if (list === 'numFmts' && xml.localName() === 'numFmt') {
      const attributes = attributesOf(xml);
      custom.set(attributes.get('numFmtId') ?? '', isDayFormat(attributes.get('formatCode') ?? ''));
    } else if (list === 'cellXfs' && xml.localName() === 'xf') {
      formats.push(attributesOf(xml).get('numFmtId') ?? '0');
    }
  });
  return formats.map((id) => custom.get(id) ?? isBuiltInDayFormat(Number(id)));
}
