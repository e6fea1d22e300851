import { execFile, execFileSync } from 'node:child_process';
import { appendFile, chmod, mkdir, realpath, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { openSource } from '../../src/source/open.ts';
import { workbookParts, worksheet, type ZipPart, zipBytes } from '../support/xlsx-writer.ts';
import { readAll, scratchFolder, shown } from './csv-fixture.ts';

const { path, write } = scratchFolder();

async function refusal(file: string): Promise<RunError> {
  const source = await openSource(file).catch((error: unknown) => error);
  if (source instanceof RunError) return source;
  throw source instanceof Error ? source : new Error('was opened');
}

const zip = (...names: string[]): Buffer => zipBytes(names.map((name): ZipPart => ({ name, body: '<x/>' })));
const openDocument = (type: string): Buffer =>
  zipBytes([
    { name: 'mimetype', body: `application/vnd.oasis.opendocument.${type}` },
    { name: 'content.xml', body: '<x/>' },
  ]);
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const compound = (...streams: string[]): Buffer =>
  Buffer.concat([
    COMPOUND,
    Buffer.alloc(300_000),
    ...streams.map((name) => Buffer.concat([Buffer.from(name, 'utf16le'), Buffer.alloc(128)])),
  ]);
const workbook = (): ZipPart[] =>
  workbookParts({
    sheets: [{ name: 'Data', xml: worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>NIK</t></is></c></row>') }],
  });

describe('a file that is no sheet', () => {
  const cases: readonly (readonly [name: string, bytes: string | Uint8Array, code: string, type?: string])[] = [
    ['nothing at all', '', 'FILE_EMPTY'],
    ['only a byte order mark', '\ufeff', 'FILE_EMPTY'],
    ['only the mark of UTF-16', Buffer.from([0xff, 0xfe]), 'FILE_EMPTY'],
    ['only empty lines', '\r\n \t\r\n', 'FILE_EMPTY'],
    ['only empty lines in UTF-16', Buffer.from('\ufeff\r\n\r\n', 'utf16le'), 'FILE_EMPTY'],
    ['a megabyte of spaces', ' '.repeat(1_000_000), 'FILE_EMPTY'],
    ['nothing but zeros, after a power failure', Buffer.alloc(10_000), 'FILE_DAMAGED'],
    ['half of LibreOffice Calc', openDocument('spreadsheet').subarray(0, -30), 'FILE_DAMAGED'],
    ['LibreOffice Calc with nothing in it', openDocument('spreadsheet'), 'FILE_DAMAGED'],
    ['LibreOffice Writer', openDocument('text'), 'FILE_TYPE', 'ODT'],
    ['a Word document', zip('[Content_Types].xml', 'word/document.xml'), 'FILE_TYPE', 'DOCX'],
    ['PowerPoint', zip('[Content_Types].xml', 'ppt/presentation.xml'), 'FILE_TYPE', 'PPTX'],
    ['a binary workbook with nothing in it', zip('[Content_Types].xml', 'xl/workbook.bin'), 'FILE_DAMAGED'],
    ['Apple Numbers', zip('Index/Document.iwa'), 'FILE_TYPE', 'NUMBERS'],
    ['a zip with spreadsheets in it', zip('kendal.xlsx'), 'FILE_TYPE', 'ZIP'],
    ['an empty zip', zip(), 'FILE_TYPE', 'ZIP'],
    ['half of a workbook', zipBytes(workbook()).subarray(0, -60), 'FILE_DAMAGED'],
    ['a workbook behind a password', compound('EncryptionInfo', 'EncryptedPackage'), 'FILE_ENCRYPTED'],
    ['an .xls of Excel 97 with nothing in it', compound('Workbook'), 'FILE_DAMAGED'],
    ['an .xls of Excel 95 with nothing in it', compound('Book'), 'FILE_DAMAGED'],

    ['an old Word document', compound('WordDocument'), 'FILE_TYPE', 'DOC'],
    ['a PDF', '%PDF-1.7\n%âãÏÓ', 'FILE_TYPE', 'PDF'],
    ['a PNG photo', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'FILE_TYPE', 'PNG'],
    ['a JPEG photo', Buffer.from('ffd8ffe000104a464946', 'hex'), 'FILE_TYPE', 'JPEG'],
    ['a gzip', Buffer.from('1f8b0800000000000003', 'hex'), 'FILE_TYPE', 'GZIP'],
    ['a page without a table', '\r\n<div>Silakan masuk</div>', 'FILE_TYPE', 'HTML'],
    ['an HTML page with a mark', '\ufeff<!DOCTYPE html><html>', 'FILE_TYPE', 'HTML'],
    ['an HTML page in UTF-16', Buffer.from('\ufeff<html><p>', 'utf16le'), 'FILE_TYPE', 'HTML'],
    ['XML of something else', '<?xml version="1.0"?><gpx/>', 'FILE_TYPE', 'XML'],
    ['a web page in one file', 'MIME-Version: 1.0\nContent-Type: multipart/related', 'FILE_TYPE', 'MHTML'],
    [
      'a program',
      Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(64), Buffer.from('text')]),
      'FILE_TYPE',
      'BINARY',
    ],
    [
      'binary data without NUL',
      Buffer.from(Array.from({ length: 999 }, (_, index) => 1 + ((index * 7) % 255))),
      'FILE_TYPE',
      'BINARY',
    ],
  ];
  it.each(cases)('%s', async (_name, bytes = '', code, type) => {
    const file = await write(bytes, 'Januari 2022.xls');
    const error = await refusal(file);
    expect(error.params).toMatchObject({ file, ...(type ? { type } : {}) });
    expect(error.code).toBe(code);
    expect(error.exitCode).toBe(65);
  });

  it('a name that leads nowhere', async () => {
    await symlink(path('nowhere.csv'), path('dangling.csv'));
    for (const file of [
      path('no-such.csv'),
      path('dangling.csv'),
      `${await write('a,b')}/deeper.csv`,
      path('x'.repeat(300)),
      'a\0b',
    ]) {
      expect(await refusal(file)).toMatchObject({ code: 'FILE_MISSING', params: { file } });
    }
  });

  it('a folder, and a link to one', async () => {
    await mkdir(path('folder.xlsx'));
    await symlink(path('folder.xlsx'), path('link.xlsx'));
    expect(await refusal(path('folder.xlsx'))).toMatchObject({ code: 'FILE_IS_FOLDER' });
    expect(await refusal(path('link.xlsx'))).toMatchObject({ code: 'FILE_IS_LINK' });
  });

  it('a link, even to a good sheet, with the name of the file itself', async () => {
    const sheet = await write('NIK;Nama\n1;Siti');
    await symlink(sheet, path('good-link.csv'));
    await symlink('good-link.csv', path('link-to-link.csv'));
    const target = await realpath(sheet);
    for (const file of [path('good-link.csv'), path('link-to-link.csv')])
      expect(await refusal(file)).toMatchObject({ code: 'FILE_IS_LINK', params: { file, target } });
  });

  it('a sheet in a folder that is reached by a link is read: it is the file that must be one', async () => {
    await symlink(path('.'), path('folder-link'));
    await write('NIK;Nama\n1;Siti', 'di-folder.csv');
    expect((await readAll(path('folder-link/di-folder.csv'))).rows).toHaveLength(2);
  });

  it('a device, a pipe and a socket, without waiting for anybody', async () => {
    execFileSync('mkfifo', [path('pipe.csv')]);
    await symlink('/dev/zero', path('zero.csv'));
    await symlink(path('pipe.csv'), path('pipe-link.csv'));
    const server = createServer();
    await new Promise<void>((done) => server.listen(path('socket.csv'), done));
    for (const file of ['/dev/null', path('pipe.csv'), path('socket.csv')])
      expect(await refusal(file)).toMatchObject({ code: 'FILE_NOT_REGULAR', params: { file } });
    for (const file of [path('zero.csv'), path('pipe-link.csv')])
      expect(await refusal(file)).toMatchObject({ code: 'FILE_IS_LINK', params: { file } });
    await new Promise((done) => server.close(done));
  });

  it('a file that belongs to somebody else', async () => {
    const file = await write('NIK,Nama\n1,Siti\n', 'private.csv');
    await chmod(path(''), 0o755);
    await chmod(file, 0o000);
    const opener = new URL('../../src/source/open.ts', import.meta.url).href;
    const script = `import(${JSON.stringify(opener)}).then((m) => m.openSource(${JSON.stringify(file)})).then(() => 'opened', (e) => e.code + ' ' + e.params.code).then((said) => console.log(said))`;
    // The superuser may read everything, so the question is asked as nobody.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { ...nobody, cwd: '/' });
    expect(stdout.trim()).toBe('FILE_UNREADABLE EACCES');
  });
});

describe('a file that is a sheet, whatever it is called', () => {
  it('a workbook named .csv', async () => {
    const { rows } = await readAll(await write(zipBytes(workbook()), 'workbook.csv'));
    expect(shown(rows)).toEqual(['1: NIK']);
  });

  it('a text named .xlsx', async () => {
    expect(shown((await readAll(await write('NIK;Nama\n1;Siti', 'text.xlsx'))).rows)).toEqual([
      '1: NIK | Nama',
      '2: 1 | Siti',
    ]);
  });

  it('a text whose first 64 KiB are empty lines', async () => {
    const { rows } = await readAll(await write(`${'\n'.repeat(70_000)}NIK;Nama\n`));
    expect(shown(rows)).toEqual(['70001: NIK | Nama']);
  });

  it('a text that begins with PK, with < or with a percentage', async () => {
    for (const text of ['PKM;Nama\n', '<10 tahun;Nama\n', '%;Nama\n'])
      expect((await readAll(await write(text))).rows).toHaveLength(1);
  });

  it('a text with a few control characters in it', async () => {
    expect((await readAll(await write('NIK;Nama\n1;Si\u0001ti\u0000\n'))).rows).toHaveLength(2);
  });

  it('is refused when another program writes into it meanwhile', async () => {
    const file = await write('NIK;Nama\n1;Siti\n');
    const source = await openSource(file);
    await appendFile(file, '2;Budi\n');
    const reading = (async () => {
      for await (const _ of source.sheets[0]?.rows() ?? []);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'FILE_CHANGED', params: { file } });
    await source.close();
  });
});
