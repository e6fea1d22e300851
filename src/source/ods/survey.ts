/** The first pass through a document: that it is whole and within the limits, which sheets it has, and which cells are merged down. */
import type { MergedDown } from '../merged-down.ts';
import type { SourceLimits } from '../source.ts';
import { XlsxFault } from '../xlsx/fault.ts';
import { utf8Bytes } from '../xlsx/xml-part.ts';
import type { Zip } from '../xlsx/zip.ts';
import { OdsDocument } from './document.ts';
import { Repetition } from './rows.ts';
import { OdsStyles } from './styles.ts';

export const CONTENT = 'content.xml';
const STYLES = 'styles.xml';

export interface OdsTable {
  readonly name: string;
  readonly hidden: boolean;
  readonly merged: MergedDown[];
}

export interface OdsSurvey {
  readonly styles: OdsStyles;
  readonly tables: readonly OdsTable[];
}

/** @throws XlsxFault FILE_DAMAGED, FILE_TOO_LARGE, FILE_TYPE for a document that is no spreadsheet. */
export async function survey(zip: Zip, limits: SourceLimits): Promise<OdsSurvey> {
  const styles = new OdsStyles();
  const tables: OdsTable[] = [];
  const repetition = new Repetition(limits);
  const document = new OdsDocument(styles, limits, {
    table: (name, hidden) => {
      tables.push({ name, hidden, merged: [] });
      repetition.begin();
    },
    row: (row) => repetition.add(row),
    merged: (range) => tables.at(-1)?.merged.push(range),
  });
  // Some writers have no styles of their own and leave the part out. Those of the content replace those of their name.
  if (zip.has(STYLES)) await zip.check([STYLES], undefined, (_, bytes) => readStyles(bytes, styles, limits));
  await zip.check([CONTENT], undefined, async (_, bytes) => {
    for await (const chunk of utf8Bytes(bytes)) document.feed(chunk);
    document.finish();
  });
  if (!document.isSpreadsheet) throw new XlsxFault('FILE_TYPE', 'a document without sheets', { type: 'OPENDOCUMENT' });
  return { styles, tables };
}

async function readStyles(bytes: AsyncIterable<Buffer>, styles: OdsStyles, limits: SourceLimits): Promise<void> {
  const nobody = { table: () => undefined, row: () => undefined, merged: () => undefined };
  const document = new OdsDocument(styles, limits, nobody);
  for await (const chunk of utf8Bytes(bytes)) document.feed(chunk);
  document.finish();
}
