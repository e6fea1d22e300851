import { appendFileSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { DEFAULT_LIMITS, type SourceLimits } from '../../src/source/source.ts';
import { openXlsx } from '../../src/source/xlsx.ts';
import { freshPath, readWorkbook, readXlsx, save } from '../support/xlsx-reading.ts';
import {
  sharedStrings,
  styles,
  type WorkbookSpec,
  workbookParts,
  worksheet,
  type ZipPart,
  zipBytes,
} from '../support/xlsx-writer.ts';

const CELL = '<c r="A1" t="s"><v>0</v></c>';
const GOOD: WorkbookSpec = {
  sheets: [{ name: 'Data', xml: worksheet(`<row r="1">${CELL}</row>`) }],
  sharedStrings: sharedStrings('<si><t>3324015708450001</t></si>'),
  styles: styles([0]),
};

async function failure(reading: Promise<unknown>): Promise<RunError> {
  const outcome = await reading.then(
    () => 'was read',
    (error: unknown) => error,
  );
  if (outcome instanceof RunError) return outcome;
  throw outcome instanceof Error ? outcome : new Error('the file was read');
}

const sheetFailure = (xml: string | Buffer, limits?: Partial<SourceLimits>) =>
  failure(readWorkbook({ ...GOOD, sheets: [{ name: 'Data', xml }] }, limits));

/** The good workbook with one part turned into something else. */
const partFailure = (name: string, change: (part: ZipPart) => ZipPart, limits?: Partial<SourceLimits>) =>
  failure(
    readXlsx(save(zipBytes(workbookParts(GOOD).map((part) => (part.name === name ? change(part) : part)))), limits),
  );

const SHEET = 'xl/worksheets/sheet1.xml';
const STRINGS = 'xl/sharedStrings.xml';

describe('XML that is refused as damaged', () => {
  const laughs =
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
  const external = '<!DOCTYPE w SYSTEM "file:///etc/hostname"><worksheet/>';
  it.each([
    ['a billion laughs', laughs],
    ['an external entity', external],
    ['an entity that XML does not know', worksheet('<row><c t="str"><v>&nbsp;</v></c></row>')],
    ['an entity without end', worksheet('<row><c t="str"><v>A & B</v></c></row>')],
    ['a character that XML forbids', worksheet('<row><c t="str"><v>&#0;</v></c></row>')],
    ['half of a surrogate pair', worksheet('<row><c t="str"><v>&#xD83D;</v></c></row>')],
    ['tags that cross', worksheet('<row><c></row></c>')],
    ['a sheet that ends in the middle', worksheet('<row><c t="str"><v>x</v></c></row>').slice(0, -20)],
    ['a sheet that ends inside a tag', worksheet('').slice(0, -3)],
    ['a comment without end', worksheet('<!-- x')],
    ['two roots', `${worksheet('')}<worksheet/>`],
    ['text after the root', `${worksheet('')}x`],
    ['another root', '<html/>'],
    ['nothing at all', ''],
    ['bytes that are not UTF-8', Buffer.from(worksheet('<row><c t="str"><v>Jos\xe9</v></c></row>'), 'latin1')],
    ['a character cut at the end', Buffer.concat([Buffer.from(worksheet('')), Buffer.from([0xc3])])],
    ['Windows-1252, even if it says so', '<?xml version="1.0" encoding="windows-1252"?><worksheet/>'],
    [
      'half of a UTF-16 character',
      Buffer.concat([Buffer.from(`\ufeff${worksheet('')}`, 'utf16le'), Buffer.from([0x20])]),
    ],
    ['a shared string beyond the last', worksheet('<row><c t="s"><v>1</v></c></row>')],
    ['a negative shared string', worksheet('<row><c t="s"><v>-1</v></c></row>')],
    ['a shared string that is no number', worksheet('<row><c t="s"><v>0.5</v></c></row>')],
    ['a shared string in two pieces', worksheet('<row><c t="s"><v>0<!-- -->0</v></c></row>')],
    ['a cell type nobody knows', worksheet('<row><c t="x"><v>1</v></c></row>')],
    ['a column beyond XFD', worksheet('<row><c r="XFE1"><v>1</v></c></row>')],
    ['a column beyond everything', worksheet('<row><c r="ZZZZZZZZZZZ1"><v>1</v></c></row>')],
    ['a reference without column', worksheet('<row><c r="17"><v>1</v></c></row>')],
    ['the same cell twice', worksheet('<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
    ['cells out of order', worksheet('<row><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
    ['the same row twice', worksheet('<row r="2"/><row r="2"/>')],
    ['row zero', worksheet('<row r="0"/>')],
    ['a row number that is none', worksheet('<row r="x"/>')],
    ['an attribute without quotes', worksheet('<row r=1/>')],
    ['an attribute without a value', worksheet('<row r/>')],
    ['elements without end of depth', worksheet('<a>'.repeat(1000))],
  ])('%s', async (_, xml) => {
    const error = await sheetFailure(xml);
    expect([error.code, error.params['file']]).toEqual(['FILE_DAMAGED', expect.stringMatching(/^kendal-\d+\.xlsx$/)]);
  });
});

describe('entities in any part are refused, resolved in none', () => {
  const DOCTYPE = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b SYSTEM "file:///etc/passwd">]>';
  it.each([SHEET, STRINGS, 'xl/workbook.xml', 'xl/styles.xml', 'xl/_rels/workbook.xml.rels'])('%s', async (name) => {
    const error = await partFailure(name, (part) => ({
      ...part,
      body: `${DOCTYPE}${String(part.body).replace(/^<\?xml[^>]*\?>\s*/, '')}`,
    }));
    expect(error.code).toBe('FILE_DAMAGED');
  });
});

describe('a zip that is not whole', () => {
  it.each<[string, string, (part: ZipPart) => ZipPart]>([
    ['another checksum of the sheet', SHEET, (part) => ({ ...part, lie: { crc32: 1 } })],
    ['another checksum of the shared strings', STRINGS, (part) => ({ ...part, lie: { crc32: 1 } })],
    ['less than the directory says', SHEET, (part) => ({ ...part, lie: { uncompressedSize: 100_000 } })],
    ['more than the directory says', SHEET, (part) => ({ ...part, lie: { uncompressedSize: 10 } })],
    ['a method nobody knows', SHEET, (part) => ({ ...part, lie: { method: 99 } })],
    ['bytes that do not inflate', SHEET, (part) => ({ ...part, deflate: false, lie: { method: 8 } })],
    ['no sheet where the workbook points', SHEET, (part) => ({ ...part, name: 'xl/worksheets/elsewhere.xml' })],
    ['no shared strings where the workbook points', STRINGS, (part) => ({ ...part, name: 'xl/elsewhere.xml' })],
  ])('%s', async (_, name, change) => {
    expect((await partFailure(name, change)).code).toBe('FILE_DAMAGED');
  });

  it('gives no row at all of a sheet whose checksum is wrong', async () => {
    const parts = workbookParts(GOOD).map((part) => (part.name === SHEET ? { ...part, lie: { crc32: 1 } } : part));
    expect((await failure(openXlsx(save(zipBytes(parts)), DEFAULT_LIMITS))).code).toBe('FILE_DAMAGED');
  });

  it('cut anywhere', async () => {
    const whole = zipBytes(workbookParts(GOOD));
    for (let length = 0; length < whole.length; length += 97) {
      expect((await failure(readXlsx(save(whole.subarray(0, length))))).code).toBe('FILE_DAMAGED');
    }
  });

  it('with two entries of one name', async () => {
    const parts = workbookParts(GOOD);
    expect((await failure(readXlsx(save(zipBytes([...parts, ...parts.slice(-1)]))))).code).toBe('FILE_DAMAGED');
  });

  it('whose directory lies beyond what a number can hold', async () => {
    const whole = zipBytes(workbookParts(GOOD));
    const locator = Buffer.alloc(20, 0xff);
    locator.writeUInt32LE(0x07064b50, 0);
    const bytes = Buffer.concat([whole.subarray(0, -22), locator, whole.subarray(-22)]);
    expect((await failure(readXlsx(save(bytes)))).code).toBe('FILE_DAMAGED');
  });

  it('with two tabs on one sheet', async () => {
    const sheets = [GOOD.sheets[0], { ...GOOD.sheets[0], target: 'worksheets/sheet1.xml', part: 'xl/unused.xml' }];
    expect((await failure(readWorkbook({ ...GOOD, sheets: sheets as WorkbookSpec['sheets'] }))).code).toBe(
      'FILE_DAMAGED',
    );
  });
});

describe('a file behind a password', () => {
  it.each([
    ['an entry with the old encryption', 0x01],
    ['an entry with strong encryption', 0x41],
  ])('%s', async (_, flags) => {
    expect((await partFailure(SHEET, (part) => ({ ...part, lie: { flags } }))).code).toBe('FILE_ENCRYPTED');
  });
});

describe('a file larger than the limits', () => {
  it.each<[string, Partial<SourceLimits>, string | number]>([
    ['rows', { maxRows: 2 }, 'maxRows'],
    ['characters in a cell of its own', { maxCellChars: 9 }, 'maxCellChars'],
    ['entries', { maxEntries: 3 }, 'maxEntries'],
    ['bytes of an entry', { maxEntryBytes: 300 }, 'maxEntryBytes'],
  ])('%s', async (_, limits, limit) => {
    const error = await sheetFailure(worksheet('<row><c t="str"><v>ten letters</v></c></row>'.repeat(3)), limits);
    expect([error.code, error.params['limit'], error.params['max']]).toEqual([
      'FILE_TOO_LARGE',
      limit,
      Object.values(limits)[0],
    ]);
  });
  it('characters in a shared string, counted as characters', async () => {
    const spec = { ...GOOD, sharedStrings: sharedStrings('<si><t>éééééééééé</t></si>') };
    expect((await failure(readWorkbook(spec, { maxCellChars: 9 }))).params).toMatchObject({
      limit: 'maxCellChars',
      max: 9,
    });
    expect((await readWorkbook(spec, { maxCellChars: 10 }))[0]?.rows).toHaveLength(1);
  });
  it('a zip bomb in the sheet, in the shared strings, in the workbook', async () => {
    for (const name of [SHEET, STRINGS, 'xl/workbook.xml']) {
      const error = await partFailure(name, (part) => ({
        ...part,
        body: `${part.body}${'<!---->'.repeat(4_000_000)}`,
        deflate: true,
      }));
      expect([error.code, error.params['limit']]).toEqual(['FILE_TOO_LARGE', 'maxRatio']);
    }
  });
  it('ten thousand entries and one, under the limits of every day', async () => {
    const none = Array.from({ length: 10_001 }, (_, n) => ({ name: `xl/media/${n}.png`, body: '' }));
    const error = await failure(readXlsx(save(zipBytes([...workbookParts(GOOD), ...none]))));
    expect([error.code, error.params['limit']]).toEqual(['FILE_TOO_LARGE', 'maxEntries']);
  });
  it('a cell of one character more than Excel allows, under the limits of every day', async () => {
    const cell = (length: number) => worksheet(`<row><c t="str"><v>${'x'.repeat(length)}</v></c></row>`);
    expect((await sheetFailure(cell(32_768))).params).toMatchObject({ limit: 'maxCellChars' });
    expect((await readWorkbook({ ...GOOD, sheets: [{ name: 'Data', xml: cell(32_767) }] }))[0]?.rows).toHaveLength(1);
  });
  it('entries that share their bytes, each of them harmless', async () => {
    const sheets = Array.from({ length: 40 }, (_, n) => ({ name: `S${n}`, xml: worksheet(' '.repeat(900_000)) }));
    const parts = workbookParts({ ...GOOD, sheets }).map((part) => ({ ...part, deflate: true }));
    expect((await failure(readXlsx(save(zipBytes(parts))))).params).toMatchObject({ limit: 'maxRatio' });
  });
  it('a comment that never seems to end', async () => {
    const noise = Array.from({ length: 400_000 }, (_, i) => (i * 7919).toString(36)).join('');
    expect((await sheetFailure(worksheet(`<!--${noise}-->`))).code).toBe('FILE_TOO_LARGE');
  });
});

describe('a file that is something else', () => {
  it.each([
    ['xlsb', ['xl/workbook.bin']],
    ['docx', ['word/document.xml']],
    ['ods', ['mimetype', 'content.xml']],
    ['zip', ['foto.jpg']],
  ])('%s', async (type, names) => {
    const error = await failure(readXlsx(save(zipBytes(names.map((name) => ({ name, body: 'x' }))))));
    expect([error.code, error.params['type']]).toEqual(['FILE_TYPE', type]);
  });
  it('no zip at all', async () => {
    expect((await failure(readXlsx(save(Buffer.from('NIK;Nama\n'))))).code).toBe('FILE_DAMAGED');
  });
  it('not there', async () => {
    expect((await failure(readXlsx(freshPath()))).code).toBe('FILE_MISSING');
  });
});

describe('a file that changes while it is read', () => {
  const rows = Array.from(
    { length: 60_000 },
    (_, i) => `<row><c t="str"><v>${(i * 7919).toString(36)}</v></c></row>`,
  ).join('');
  it('is said to have changed, and reading ends', async () => {
    const path = save(zipBytes(workbookParts({ ...GOOD, sheets: [{ name: 'Data', xml: worksheet(rows) }] })));
    const source = await openXlsx(path, DEFAULT_LIMITS);
    truncateSync(path, 2000);
    appendFileSync(path, 'x');
    const read = async () => {
      for await (const _ of source.sheets[0]?.rows() ?? []);
    };
    expect((await failure(read())).code).toBe('FILE_CHANGED');
    await source.close();
  });
});
