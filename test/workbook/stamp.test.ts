/** The program knows a correction sheet that nobody has touched, and no other file. */
import { appendFileSync, createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, expect, it } from 'vitest';
import { madeOf, stamped, stampOf } from '../../src/workbook/stamp.ts';

const folder = mkdtempSync(join(tmpdir(), 'stamp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'perbaikan.xlsx');
const MADE = madeOf(['a', 1]);

async function writeSheet(at: string): Promise<void> {
  const book = new exceljs.Workbook();
  book.addWorksheet('Peserta').addRows([['NIK'], ['3324011203909870']]);
  await stamped(createWriteStream(at), MADE, (into) => book.xlsx.write(into));
}

it('as it was written, whatever it is called', async () => {
  await writeSheet(path);
  expect(await stampOf(path)).toBe(MADE);
  const renamed = join(folder, 'nama lain.xlsx');
  writeFileSync(renamed, readFileSync(path));
  expect(await stampOf(renamed)).toBe(MADE);
});

it('opens in another program, which leaves no mark when it saves', async () => {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  expect(book.worksheets[0]?.getCell('A2').text).toBe('3324011203909870');
  await book.xlsx.writeFile(join(folder, 'disimpan.xlsx'));
  expect(await stampOf(join(folder, 'disimpan.xlsx'))).toBeUndefined();
});

it.each([
  ['one byte of it changed', (bytes: Buffer) => bytes.fill((bytes[40] ?? 0) ^ 1, 40, 41)],
  ['one byte is missing in front', (bytes: Buffer) => bytes.subarray(1)],
  ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['the mark alone', (bytes: Buffer) => bytes.subarray(-162)],
  ['empty', () => Buffer.alloc(0)],
  ['a text', () => Buffer.from(`NIK,Nama\n${'x'.repeat(400)}`)],
])('%s: none of ours', async (_, change) => {
  const changed = join(folder, 'diubah.xlsx');
  writeFileSync(changed, change(readFileSync(path)));
  expect(await stampOf(changed)).toBeUndefined();
});

it.each([
  ['that is not there', join(folder, 'hilang.xlsx')],
  ['that is a folder', folder],
])('a file %s has none', async (_, at) => {
  expect(await stampOf(at)).toBeUndefined();
});

it('something behind the mark takes it away', async () => {
  const longer = join(folder, 'panjang.xlsx');
  await writeSheet(longer);
  appendFileSync(longer, '\n');
  expect(await stampOf(longer)).toBeUndefined();
});

it('a disk that fails while it is written fails the whole', async () => {
  const into = createWriteStream(join(folder, 'tidak-ada', 'x.xlsx'));
  await expect(stamped(into, MADE, async (to) => void to.write('x'))).rejects.toThrow(/ENOENT/);
});
