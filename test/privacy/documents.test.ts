/** Every command of the documents on privacy and on moving, in both languages, is typed as it stands there. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXIT } from '../../src/exit-codes.ts';
import { csv, people, person } from '../cli/clerk.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { type Ended, run } from '../support/program.ts';
import { REPOSITORY } from '../support/readme.ts';

const NPX = `npx() { shift; '${process.execPath}' '${REPOSITORY}bin/vax-upload.js' "$@"; }`;
const read = (name: string): string => readFileSync(`${REPOSITORY}docs/${name}`, 'utf8');

/** The commands of a document, those in lists as well. */
function commandsOf(name: string): string[] {
  return Array.from(read(name).matchAll(/^ *```sh\n(.*?)^ *```$/gms), ([, body = '']) => body.trim().split('\n'))
    .flat()
    .map((line) => line.trim());
}

const server = await startFakeServer();
const folders: string[] = [];
afterAll(async () => {
  await server.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function computer(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vax-privacy-'));
  folders.push(folder);
  writeFileSync(join(folder, 'passphrase'), 'kuda baterai staples betul\n', { mode: 0o600 });
  writeFileSync(join(folder, 'nik.txt'), `${person(1).nik}\n`);
  return folder;
}

const typed = (line: string, cwd: string): Promise<Ended> => run('sh', ['-c', `${NPX}\n${line}`], { cwd });

let office: string;
beforeAll(async () => {
  office = computer();
  writeFileSync(join(office, 'vax-upload.yaml'), `target: { type: json, url: "${server.url}" }\n`);
  writeFileSync(join(office, 'peserta.csv'), csv([...people(4), person(9, { born: 'entah' })]));
  expect((await typed('npx vax-upload import peserta.csv', office)).exitCode).toBe(EXIT.needsPerson);
});

test.each([
  ['privacy.md', 'privasi.md'],
  ['moving.md', 'pindah.md'],
])('%s and %s have the same commands, letters and articles', (english, indonesian) => {
  expect(commandsOf(english).length).toBeGreaterThan(3);
  expect(commandsOf(indonesian)).toEqual(commandsOf(english));
  const articles = (name: string): string[] =>
    Array.from(read(name).matchAll(/\((?:Art|Ps)\.\s+(\d[\d(), a-g]*)/g), ([, which = '']) =>
      (which.match(/\d+/g) ?? []).join(' '),
    );
  expect(articles(indonesian)).toEqual(articles(english));
});

test('moving: from the old computer to the new one, and back', { timeout: 120_000 }, async () => {
  const [backup = '', restore = '', resume = '', stay = '', weekly = ''] = commandsOf('moving.md');
  const there = computer();
  const done = async (line: string, cwd: string, exitCode: number = EXIT.done): Promise<void> => {
    const ended = await typed(line, cwd);
    expect(ended.exitCode, `${line}\n${ended.err}`).toBe(exitCode);
  };
  await done(backup, office);
  copyFileSync(join(office, 'ledger.bak'), join(there, 'ledger.bak'));
  await done(restore, there);
  await done(resume, there, EXIT.needsPerson);
  await done(stay, office);
  await done(weekly, office);
});

test('privacy: rights of a person, and the day after a theft', { timeout: 120_000 }, async () => {
  let here = office;
  for (const line of commandsOf('privacy.md')) {
    if (line.includes(' restore ')) {
      here = computer();
      copyFileSync(join(office, 'weekly.bak'), join(here, 'weekly.bak'));
    }
    const ended = await typed(line, here);
    expect(ended.exitCode, `${line}\n${ended.err}`).toBe(EXIT.done);
    expect(ended.err).not.toMatch(/Error|Galat/);
  }
});
