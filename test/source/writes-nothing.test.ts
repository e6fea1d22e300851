/**
 * Nothing readable by others is left in a temporary folder, ever: reading works in a process that may not write at all,
 * to any folder.
 */
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
const FOLDERS = ['traps', 'csv'].flatMap((folder) =>
  readdirSync(join(FIXTURES, folder))
    .filter((name) => !name.endsWith('.yaml'))
    .map((name) => join(FIXTURES, folder, name)),
);

const SCRIPT = `
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
const [opener, ...files] = process.argv.slice(1);
const { openSource } = await import(opener);
let written = '';
try { writeFileSync(join(tmpdir(), 'vax-may-not-write'), ''); } catch (error) { written = error.code; }
let rows = 0;
for (const file of files) {
  const source = await openSource(file).catch((error) => {
    // One of them cannot be read by anybody.
    if (error.code !== 'FILE_ENCODING') throw error;
  });
  if (!source) continue;
  for (const sheet of source.sheets) for await (const batch of sheet.rows()) rows += batch.length;
  await source.close();
}
console.log(written, files.length, rows);
`;

it('every fixture is read by a process that may not write a single file', async () => {
  const opener = new URL('../../src/source/open.ts', import.meta.url).href;
  const mayRead = ['--permission', '--allow-fs-read=*', '--allow-worker'];
  const files = [join(FIXTURES, 'perlu-perbaikan.xlsx'), ...FOLDERS];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...mayRead,
    '--input-type=module',
    '-e',
    SCRIPT,
    opener,
    ...files,
  ]);
  const [refused, read, rows] = stdout.trim().split(' ');
  expect(refused).toBe('ERR_ACCESS_DENIED');
  expect(Number(read)).toBe(files.length);
  expect(Number(rows)).toBeGreaterThan(300);
}, 60_000);
