/**
 * Formats that a library reads: what every source must do, what the library may not do to us, and what is said of files
 * it cannot read.
 */
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import * as library from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { openSource } from '../../src/source/open.ts';
import { OTHER_LIMITS, startReader } from '../../src/source/other/asked-reader.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { sourceContract } from '../contract/source-contract.ts';
import { freshPath } from '../support/xlsx-reading.ts';
import { zipBytes } from '../support/xlsx-writer.ts';
import { readAll } from './csv-fixture.ts';

type Rows = readonly (readonly string[])[];

/** Text cells only. */
function written(rows: Rows, ending: 'xls' | 'xlsb' | 'ods'): string {
  const book = library.utils.book_new(library.utils.aoa_to_sheet(rows.map((row) => [...row])), 'Data');
  const path = freshPath(ending);
  writeFileSync(path, library.write(book, { type: 'buffer', bookType: ending === 'xls' ? 'biff8' : ending }) as Buffer);
  return path;
}

function page(rows: Rows): string {
  const escaped = (text: string): string =>
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('\n', '<br>')
      .replaceAll(' ', '&#32;')
      .replaceAll('\t', '&#9;');
  const table = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('\n');
  const path = freshPath('xls');
  writeFileSync(path, `<html><meta charset="utf-8"><table>${table}</table></html>`);
  return path;
}

for (const ending of ['xls', 'xlsb', 'ods'] as const) {
  sourceContract(`.${ending}`, { write: (rows) => written(rows, ending), open: openSource });
}
sourceContract('an HTML table named .xls', { write: page, open: openSource });

const people: Rows = [
  ['NIK', 'Nama'],
  ...Array.from({ length: 2000 }, (_, i) => [`33240117084${10000 + i}`, `Siti ${i}`]),
];

/** The first answer of a thread that reads this file under these limits. */
async function firstAnswer(path: string, limits: Partial<typeof OTHER_LIMITS>): Promise<RunError | string> {
  const file = {
    bytes: new Uint8Array(readFileSync(path)),
    format: 'xls',
    maxCellChars: 32_767,
    maxRows: 5_000_000,
  } as const;
  const desk = startReader(file, 'lama.xls', { ...OTHER_LIMITS, ...limits });
  try {
    return (await desk.next()).kind;
  } catch (error) {
    if (error instanceof RunError) return error;
    throw error;
  } finally {
    await desk.close();
  }
}

describe('a library that is not to be trusted', () => {
  it('may work for a time, but not for ever, and is then not called damaged', async () => {
    const many = Array.from({ length: 12 }, () => people).flat();
    expect(await firstAnswer(written(many, 'xls'), { processorMs: 1, processorMsPerMb: 0 })).toMatchObject({
      code: 'FILE_TOO_SLOW',
      params: { file: 'lama.xls', seconds: 1 },
    });
  });
  it('may be kept waiting by the machine for as long as it likes', async () => {
    const file = {
      bytes: new Uint8Array(readFileSync(written(people, 'xls'))),
      format: 'xls',
      maxCellChars: 32_767,
      maxRows: 5_000_000,
    } as const;
    const desk = startReader(file, 'lama.xls', { ...OTHER_LIMITS, processorMs: 1000, processorMsPerMb: 0 });
    try {
      const first = desk.next();
      // Both threads share this second and a half, of which the other one uses a part.
      const until = Date.now() + 1500;
      while (Date.now() < until);
      expect((await first).kind).toBe('sheets');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect((await desk.next({ sheet: 0 })).kind).toBe('rows');
    } finally {
      await desk.close();
    }
  });
  it('may need memory, but not all of it', async () => {
    const many = Array.from({ length: 12 }, () => people).flat();
    expect(await firstAnswer(written(many, 'xls'), { maxHeapMb: 8 })).toMatchObject({
      code: 'FILE_TOO_LARGE',
      params: { file: 'lama.xls', limit: 'maxHeapMb', max: 8 },
    });
  });
  it('says that it is done, where nothing is wrong', async () => {
    expect(await firstAnswer(written(people, 'xls'), {})).toBe('sheets');
  });
  it.each(['xls', 'xlsb', 'ods'] as const)('never has a .%s cut anywhere end without an answer', async (ending) => {
    const whole = readFileSync(written(people.slice(0, 20), ending));
    for (const share of [0.1, 0.4, 0.7, 0.95]) {
      const path = freshPath(ending);
      writeFileSync(path, whole.subarray(0, Math.floor(whole.length * share)));
      const ended = await readAll(path).then(
        () => 'rows',
        (error: unknown) => (error instanceof RunError ? error.code : error),
      );
      expect(['FILE_DAMAGED', 'rows']).toContain(ended);
    }
  });
});

describe('an old workbook behind a password', () => {
  /** With the record FILEPASS behind the first record of the stream, as every program puts it. */
  function locked(body: readonly number[], bookType: 'biff8' | 'biff5'): string {
    const book = library.utils.book_new(library.utils.aoa_to_sheet(people.slice(0, 9).map((row) => [...row])), 'Data');
    const container = library.CFB.read(library.write(book, { type: 'buffer', bookType }) as Buffer, { type: 'buffer' });
    const entry = ['/Workbook', '/Book'].map((name) => library.CFB.find(container, name)).find((one) => one != null);
    if (!entry) throw new Error('no stream');
    const stream = Buffer.from(entry.content as Uint8Array);
    const first = 4 + stream.readUInt16LE(2);
    const header = Buffer.alloc(4);
    header.writeUInt16LE(0x2f, 0);
    header.writeUInt16LE(body.length, 2);
    entry.content = Buffer.concat([stream.subarray(0, first), header, Buffer.from(body), stream.subarray(first)]);
    entry.size = entry.content.length;
    const path = freshPath('xls');
    writeFileSync(path, library.CFB.write(container, { type: 'buffer' }) as Buffer);
    return path;
  }
  const filler = (length: number): number[] => Array.from({ length }, (_, i) => (i * 37) % 256);
  it.each<[string, 'biff8' | 'biff5', readonly number[]]>([
    ['scrambled with XOR', 'biff8', [0, 0, 0x12, 0x34, 0x56, 0x78]],
    ['scrambled with XOR, before Excel 97', 'biff5', [0x12, 0x34, 0x56, 0x78]],
    ['RC4 of Excel 97', 'biff8', [1, 0, 1, 0, 1, 0, ...filler(48)]],
    ['RC4 of Excel 2002', 'biff8', [1, 0, 2, 0, 2, 0, ...filler(200)]],
    ['RC4 of Excel 2003', 'biff8', [1, 0, 4, 0, 2, 0, ...filler(200)]],
    ['a way that no program knows', 'biff8', [1, 0, 9, 0, 9, 0, ...filler(48)]],
    ['a record that is too short', 'biff8', [1, 0]],
  ])('%s', async (_, bookType, body) => {
    await expect(readAll(locked(body, bookType))).rejects.toMatchObject({ code: 'FILE_ENCRYPTED' });
  });
});

describe('a sheet of an .xlsb that the library cannot find or read', () => {
  const damage: Record<
    string,
    (part: { content?: unknown; size?: number }, container: ReturnType<typeof library.CFB.read>) => void
  > = {
    'that is not there': (_, container) => library.CFB.utils.cfb_del(container, '/xl/worksheets/sheet2.bin'),
    'that is no sheet': (part) => {
      part.content = Buffer.alloc(4000, 0xff);
      part.size = 4000;
    },
  };
  function broken(kind: string, names: readonly string[]): string {
    const book = library.utils.book_new();
    for (const name of names)
      library.utils.book_append_sheet(
        book,
        library.utils.aoa_to_sheet(people.slice(0, 4).map((row) => [...row])),
        name,
      );
    const container = library.CFB.read(library.write(book, { type: 'buffer', bookType: 'xlsb' }) as Buffer, {
      type: 'buffer',
    });
    const part = library.CFB.find(container, '/xl/worksheets/sheet2.bin');
    if (!part) throw new Error('no part');
    damage[kind]?.(part, container);
    const path = freshPath('xlsb');
    writeFileSync(path, library.CFB.write(container, { type: 'buffer', fileType: 'zip' }) as Buffer);
    return path;
  }
  it.each(Object.keys(damage))('is said by its name, and the others are read: one %s', async (kind) => {
    const source = await openSource(broken(kind, ['Oktober', 'November', 'Desember']));
    try {
      expect(source.sheets.map(({ name }) => name)).toEqual(['Oktober', 'Desember']);
      expect(source.notes).toMatchObject([{ code: 'SHEET_LOST', params: { sheet: 'November' } }]);
    } finally {
      await source.close();
    }
  });
});

it('an .xlsb whose parts lie outside of xl/ is read', async () => {
  const container = library.CFB.read(readFileSync(written(people.slice(0, 3), 'xlsb')), { type: 'buffer' });
  const parts = container.FullPaths.flatMap((path: string, index: number) => {
    const content = container.FileIndex[index]?.content;
    const name = path.replace(/^Root Entry\//, '');
    if (name === '' || name.endsWith('/') || content === undefined) return [];
    const body = Buffer.from(content as Uint8Array);
    const moved = /\.rels$|\.xml$/.test(name)
      ? Buffer.from(body.toString('latin1').replaceAll('xl/', 'isi/'), 'latin1')
      : body;
    return [{ name: name.replace(/^xl\//, 'isi/'), body: moved }];
  });
  const path = freshPath('xlsb');
  writeFileSync(path, zipBytes(parts));
  expect((await readAll(path)).rows.map(({ cells }) => cells[0])).toEqual(['NIK', people[1]?.[0], people[2]?.[0]]);
});

describe('limits of what a library is given', () => {
  it.each<['xls' | 'xlsb' | 'ods', string, Record<string, number>]>([
    ['xls', 'maxRows', { maxRows: 5 }],
    ['ods', 'maxRows', { maxRows: 5 }],
    ['xlsb', 'maxCellChars', { maxCellChars: 3 }],
  ])('.%s: %s', async (ending, limit, limits) => {
    const reading = readAll(written(people.slice(0, 9), ending), { ...DEFAULT_LIMITS, ...limits });
    await expect(reading).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', params: { limit } });
  });
  it('an .ods that is a zip bomb', async () => {
    const path = freshPath('ods');
    const body = `<office:document-content xmlns:office="o">${'<a/>'.repeat(2_000_000)}</office:document-content>`;
    const mimetype = { name: 'mimetype', body: 'application/vnd.oasis.opendocument.spreadsheet' };
    writeFileSync(path, zipBytes([mimetype, { name: 'content.xml', body, deflate: true }]));
    await expect(readAll(path)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', params: { limit: 'maxRatio' } });
  });
  it('an .xlsb that is a zip bomb', async () => {
    const path = freshPath('xlsb');
    writeFileSync(path, zipBytes([{ name: 'xl/workbook.bin', body: ' '.repeat(8_000_000), deflate: true }]));
    await expect(readAll(path)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', params: { limit: 'maxRatio' } });
  });
  it('an .ods with entities of its own and of the machine', async () => {
    const path = freshPath('ods');
    const doctype =
      '<!DOCTYPE d [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
    const cell = '<table:table-cell office:value-type="string"><text:p>x&b;&c;</text:p></table:table-cell>';
    const body = `<?xml version="1.0"?>${doctype}<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="A"><table:table-row>${cell}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
    const mimetype = { name: 'mimetype', body: 'application/vnd.oasis.opendocument.spreadsheet' };
    const manifest = { name: 'META-INF/manifest.xml', body: '<manifest/>' };
    writeFileSync(
      path,
      zipBytes([mimetype, { name: 'content.xml', body }, { name: 'styles.xml', body: '<x/>' }, manifest]),
    );
    expect(await readAll(path).then(({ rows }) => JSON.stringify(rows), String)).not.toMatch(/haha|root:/);
  });
  it('text with a NUL in it is a library that has lost its place, and no name', async () => {
    await expect(
      readAll(
        written(
          [
            ['NIK', 'Nama'],
            ['3324011708450001', 'SI\0TI'],
          ],
          'xls',
        ),
      ),
    ).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });
  it('a file that is larger than anything such a program writes', async () => {
    const path = written(people.slice(0, 9), 'xls');
    truncateSync(path, OTHER_LIMITS.maxFileBytes + 1);
    await expect(readAll(path)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE', params: { limit: 'maxFileBytes' } });
  });
  it('an .ods whose cell repeats itself a billion times', async () => {
    const path = freshPath('ods');
    const cell =
      '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>';
    const body = `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`;
    const mimetype = { name: 'mimetype', body: 'application/vnd.oasis.opendocument.spreadsheet' };
    const manifest = { name: 'META-INF/manifest.xml', body: '<manifest/>' };
    writeFileSync(
      path,
      zipBytes([mimetype, { name: 'content.xml', body }, { name: 'styles.xml', body: '<x/>' }, manifest]),
    );
    await expect(readAll(path)).rejects.toMatchObject({ params: { file: path } });
  }, 60_000);
});

describe('the XML of Excel 2003', () => {
  const book = (cells: string, doctype = ''): string =>
    `<?xml version="1.0"?>${doctype}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Data"><Table><Row>${cells}</Row></Table></Worksheet></Workbook>`;
  const write = (xml: string): string => {
    const path = freshPath('xls');
    writeFileSync(path, xml);
    return path;
  };
  it('tells text from numbers', async () => {
    const cells =
      '<Cell><Data ss:Type="String">3324011708450001</Data></Cell><Cell><Data ss:Type="Number">3324011708450000</Data></Cell>';
    expect((await readAll(write(book(cells)))).rows[0]?.cells).toEqual([
      '3324011708450001',
      { kind: 'number', raw: '3324011708450000' },
    ]);
  });
  it('never resolves an entity, of the file or of the machine', async () => {
    const doctype = '<!DOCTYPE Workbook [<!ENTITY a "haha"><!ENTITY b SYSTEM "file:///etc/passwd">]>';
    const cells = '<Cell><Data ss:Type="String">&a;&b;</Data></Cell>';
    const read = await readAll(write(book(cells, doctype))).then(({ rows }) => JSON.stringify(rows), String);
    expect(read).not.toMatch(/haha|root:/);
  });
});

describe('a page', () => {
  it.each([
    [
      'references in names',
      '<table><tr><td>Nur&#039;aini &amp; Jos&eacute; &lt;b&gt;</td></tr></table>',
      ["1: Nur'aini & José <b>"],
    ],
    [
      'a title across the table, and a header over two lines',
      '<table><tr><td colspan=2>Data</td></tr><tr><td rowspan=2>NIK</td><td>Dosis</td></tr><tr><td>1</td></tr></table>',
      ['1: Data', '2: NIK | Dosis', '3:  | 1'],
    ],
    [
      'two tables, one below the other',
      '<table><tr><td>a</td></tr></table><table><tr><td>b</td></tr></table>',
      ['1: a', '2: b'],
    ],
    [
      'a table within a cell',
      '<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>',
      ['1: a  b | c'],
    ],
    ['nothing ever closed', '<table><tr><td>a<td>b<tr><td>c', ['1: a | b', '2: c']],
    [
      'scripts and comments',
      '<script>if (a<b) "<table>"</script><!-- <td> --><table><tr><td>a<!-- x --></td></tr></table>',
      ['1: a'],
    ],
    [
      'sixteen digits',
      '<table><tr><td>3324011708450001</td><td>03/04/1980</td></tr></table>',
      ['1: 3324011708450001 | 03/04/1980'],
    ],
  ])('with %s', async (_, html, rows) => {
    const path = freshPath('xls');
    writeFileSync(path, html);
    expect((await readAll(path)).rows.map(({ line, cells }) => `${line}: ${cells.join(' | ')}`)).toEqual(rows);
  });
  it('tells a hidden row', async () => {
    const path = freshPath('xls');
    writeFileSync(path, '<table><tr style="display:none"><td>a</td></tr></table>');
    expect((await readAll(path)).rows).toEqual([{ line: 1, hidden: true, cells: ['a'] }]);
  });
  it('whose cell is merged over a million rows and columns costs what its letters do', async () => {
    const path = freshPath('xls');
    const people = Array.from({ length: 50_000 }, (_, i) => `<tr><td rowspan=2>${i}</td></tr>`).join('');
    writeFileSync(
      path,
      `<table><tr><td>NIK</td></tr><tr><td rowspan=1000000 colspan=1000000>x</td></tr>${people}</table>`,
    );
    const { user } = process.cpuUsage();
    expect((await readAll(path)).rows).toHaveLength(2);
    expect(process.cpuUsage().user - user).toBeLessThan(5_000_000);
  });
  it('of a million opening brackets is read at once', async () => {
    const path = freshPath('xls');
    writeFileSync(path, `<table><tr><td>${'<'.repeat(1_000_000)}</td></tr>`);
    await expect(readAll(path)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  });
});
