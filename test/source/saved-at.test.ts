/** When a workbook says that it was saved. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSource } from '../../src/source/open.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { workbookParts, worksheet, zipBytes } from '../support/xlsx-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'saved-at-'));
const core = (modified: string): string =>
  `<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dcterms="d">${modified}</cp:coreProperties>`;

test.each<[string, string | undefined, string | undefined]>([
  [
    'as Excel writes it',
    core('<dcterms:modified xsi:type="dcterms:W3CDTF">2021-10-05T20:15:00Z</dcterms:modified>'),
    '2021-10-05T20:15:00.000Z',
  ],
  ['with a zone', core('<dcterms:modified>2021-10-05T08:15:00+07:00</dcterms:modified>'), '2021-10-05T01:15:00.000Z'],
  ['it does not say', core('<dc:creator>openpyxl</dc:creator>'), undefined],
  ['what it says is no moment', core('<dcterms:modified>2021-99-99Tkemarin</dcterms:modified>'), undefined],
  ['it has no such part', undefined, undefined],
])('%s', async (name, data, wanted) => {
  const parts = workbookParts({ sheets: [{ name: 'Data', xml: worksheet('<row><c><v>1</v></c></row>') }] });
  const path = join(folder, `${name}.xlsx`);
  writeFileSync(path, zipBytes(data === undefined ? parts : [...parts, { name: 'docProps/core.xml', body: data }]));
  const source = await openSource(path, DEFAULT_LIMITS);
  await source.close();
  expect(source.savedAt === undefined ? undefined : new Date(source.savedAt).toISOString()).toBe(wanted);
});
