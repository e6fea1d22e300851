/** What does not come along from a workbook of somebody else, and one that takes longer than its bytes deserve. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CorrectionInput } from '../../../src/correction/copied/correction-input.ts';
import { markInThread } from '../../../src/correction/marked/in-thread.ts';
import { markWorkbook } from '../../../src/correction/marked/mark-workbook.ts';
import type { MarkedWorkbook } from '../../../src/correction/marked/marked-workbook.ts';
import { PROBLEM_TEXTS } from '../../../src/text/codes.ts';
import { entryNames, zipTexts } from '../../support/plain-workbook.ts';
import { workbookParts, worksheet, type ZipPart, zipBytes } from '../../support/xlsx-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'strangers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STYLES = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/></cellXfs></styleSheet>`;
const HEADINGS = ['NIK', 'Nama'];
const text = (ref: string, said: string): string => `<c r="${ref}" t="inlineStr"><is><t>${said}</t></is></c>`;
const row = (line: number, cells: readonly string[]): string =>
  `<row r="${line}">${cells.map((said, at) => text(`${'AB'[at]}${line}`, said)).join('')}</row>`;

/** A list of `people` with more parts, and links to them from the package. */
function original(
  name: string,
  parts: readonly ZipPart[],
  links: readonly (readonly [type: string, target: string])[] = [],
  people = 2,
) {
  const rows = Array.from({ length: people }, (_, index) => row(index + 2, ['332401', `Orang ${index}`]));
  const own = workbookParts({
    sheets: [{ name: 'OKT', xml: worksheet(row(1, HEADINGS) + rows.join('')) }],
    styles: STYLES,
  });
  const extra = links
    .map(([type, target], n) => `<Relationship Id="x${n}" Type="${type}" Target="${target}"/>`)
    .join('');
  const whole = own.map((part) =>
    part.name === '_rels/.rels'
      ? { ...part, body: String(part.body).replace('</Relationships>', `${extra}</Relationships>`) }
      : part,
  );
  const path = join(folder, name);
  writeFileSync(path, zipBytes([...whole, ...parts]));
  return path;
}

function marking(path: string): MarkedWorkbook {
  const sheet: CorrectionInput = {
    file: 'a.xlsx',
    digest: '9f86d081',
    sheet: 'OKT',
    header: [HEADINGS],
    columns: { nik: 0, name: 1 },
    place: { headerLine: 1, headingLines: [1] },
    rows: [
      { line: 2, cells: [], problems: [{ code: 'NIK_LENGTH', field: 'nik', severity: 'error', params: { n: 6 } }] },
    ],
  };
  const digest = createHash('sha256').update(readFileSync(path)).digest();
  return {
    path: `${path}.out.xlsx`,
    original: { path, digest },
    sheets: [sheet],
    texts: PROBLEM_TEXTS,
    lang: 'id',
    all: false,
  };
}

describe('a workbook with copies of cells from elsewhere, or with something that runs, is not marked: its rows are copied', () => {
  it.each([
    ['links to another workbook', 'xl/externalLinks/externalLink1.xml'],
    ['a connection', 'xl/connections.xml'],
    ['a table that a query fills', 'xl/queryTables/queryTable1.xml'],
    ['the rows behind a pivot table', 'xl/pivotCache/pivotCacheRecords1.xml'],
    ['a data model', 'xl/model/item.data'],
    ['a control', 'xl/activeX/activeX1.xml'],
    ['another document within', 'xl/embeddings/oleObject1.bin'],
    ['a signature', '_xmlsignatures/sig1.xml'],
  ])('%s', async (_what, name) => {
    expect(await markWorkbook(marking(original('with.xlsx', [{ name, body: '<x/>' }])))).toBe(false);
  });
});

it('a ribbon and a task pane are left out, with what hangs on them', async () => {
  const office = 'http://schemas.microsoft.com/office';
  const path = original(
    'ribbon.xlsx',
    [
      { name: 'customUI/customUI14.xml', body: '<customUI/>' },
      {
        name: 'customUI/_rels/customUI14.xml.rels',
        body: '<Relationships><Relationship Id="r" Type="image" Target="images/a.png"/></Relationships>',
      },
      { name: 'customUI/images/a.png', body: 'x' },
      { name: 'xl/webextensions/taskpanes.xml', body: '<taskpanes/>' },
    ],
    [
      [`${office}/2007/relationships/ui/extensibility`, 'customUI/customUI14.xml'],
      [`${office}/2011/relationships/webextensiontaskpanes`, 'xl/webextensions/taskpanes.xml'],
    ],
  );
  const marked = marking(path);
  expect(await markWorkbook(marked)).toBe(true);
  expect((await entryNames(marked.path)).filter((name) => /customUI|webext/.test(name))).toEqual([]);
  expect((await zipTexts(marked.path)).get('_rels/.rels')).not.toMatch(/extensib|taskpane/);
});

it('one that takes longer than its bytes deserve is given up, and nothing of it is left', async () => {
  const marked = marking(original('large.xlsx', [], [], 20_000));
  expect(await markInThread(marked, { anyMs: -1, perMb: 0 })).toBe(false);
  expect(await markInThread(marked)).toBe(true);
});
