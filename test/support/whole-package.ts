/**
 * A workbook of the test writer with what it leaves out and Excel asks for: content types, fonts, fills, borders.
 * Everything else stays as it is.
 */
import { writeFileSync } from 'node:fs';
import { zipBytes as entriesOf } from './plain-workbook.ts';
import { zipBytes } from './xlsx-writer.ts';

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/workbook\.xml$/i, 'sheet.main'],
  [/worksheets\/[^/]+\.xml$/i, 'worksheet'],
  [/styles\.xml$/i, 'styles'],
  [/sharedStrings\.xml$/i, 'sharedStrings'],
];

export async function writeWhole(path: string, out: string): Promise<void> {
  const entries = await entriesOf(path);
  const overrides = [...entries.keys()].flatMap((name) => {
    const kind = KINDS.find(([pattern]) => pattern.test(name))?.[1];
    return kind ? [`<Override PartName="/${name}" ContentType="${SPREADSHEET}.${kind}+xml"/>`] : [];
  });
  const types =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
  const parts = Array.from(entries, ([name, bytes]) => {
    if (name === '[Content_Types].xml' && bytes.toString().includes('/>') && !bytes.includes('<Default'))
      return { name, body: types };
    if (/styles\.xml$/i.test(name)) return { name, body: withLooks(bytes.toString()) };
    return { name, body: bytes, deflate: true };
  });
  writeFileSync(out, zipBytes(parts));
}

function withLooks(styles: string): string {
  if (styles.includes('<fonts')) return styles;
  return styles
    .replace(/<numFmts><\/numFmts>/, '')
    .replace(
      '<cellStyleXfs>',
      '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>' +
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs>',
    );
}
