/**
 * The ten minutes of an admin: every command of the guide is typed, in its order, in a folder that stands for
 * /srv/kendal. Both languages have the same commands but for names of files.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { buildProgram } from '../src/cli/program.ts';
import { EXIT } from '../src/exit-codes.ts';
import { VERSION } from '../src/version.ts';
import { type FakeServer, startFakeServer } from './support/fake-server.ts';
import { makeOwnCrontab } from './support/own-crontab.ts';
import { run } from './support/program.ts';
import { headings, linesOf, REPOSITORY } from './support/readme.ts';

const DOCS = join(REPOSITORY, 'docs');
const english = readFileSync(join(DOCS, 'guide-admin.md'), 'utf8');
const indonesian = readFileSync(join(DOCS, 'panduan-admin.md'), 'utf8');

/** Lines of `sh`, and what stands in backticks between them, in the order of the page. */
function commandsOf(text: string): string[] {
  const found = text.matchAll(/^```sh\n(.*?)^```$|`(vax-upload [a-z][^`]*)`/gms);
  return [...found].flatMap(([, block, inline]) => block?.trimEnd().split('\n') ?? [inline ?? '']);
}

/** What files and folders are called in the Indonesian guide. */
const CALLED: readonly (readonly [RegExp, string])[] = [
  [/\blembar\.xlsx/g, 'sheet.xlsx'],
  [/\blembar-kosong\.xlsx/g, 'blank-sheet.xlsx'],
  [/\bperbaikan\.xlsx/g, 'to-correct.xlsx'],
  [/\blaporan\.html/g, 'report.html'],
  [/\/masuk\b/g, '/inbox'],
  [/-file frasa\b/g, '-file passphrase'],
];
const inEnglish = (text: string): string => CALLED.reduce((told, [name, by]) => told.replaceAll(name, by), text);

test('both languages have the same chapters, commands and configuration', () => {
  expect(headings(indonesian).map(({ level }) => level)).toEqual(headings(english).map(({ level }) => level));
  expect(commandsOf(indonesian).map(inEnglish)).toEqual(commandsOf(english));
  const yaml = (text: string): string[] =>
    linesOf(text, 'yaml')
      .filter((line) => !line.startsWith('language:'))
      .map(inEnglish);
  expect(yaml(indonesian)).toEqual(yaml(english));
});

test('every page that the guides lead to is there', () => {
  for (const [, link = ''] of (english + indonesian).matchAll(/\]\(([^)#]+)/g))
    if (!link.startsWith('https:')) expect(existsSync(join(DOCS, link)), link).toBe(true);
});

test('it is installed as the package of this version is', () => {
  const [install] = commandsOf(english);
  expect(install).toBe(`npm install --global ./vax-upload-${VERSION}.tgz`);
});

test('the commands of the guide are commands of the program', () => {
  const program = buildProgram(
    async () => undefined,
    () => undefined,
    'en',
  );
  const known = program.commands.map((command) => command.name());
  for (const line of commandsOf(english)) {
    const [, command = ''] = /^vax-upload ([a-z]+)/.exec(line) ?? [];
    if (command !== '') expect(known, line).toContain(command);
  }
});

describe('the commands, one after the other', () => {
  const base = mkdtempSync(join(tmpdir(), 'vax-guide-'));
  const folder = join(base, 'kendal');
  /** Another computer, on which a backup is restored. */
  const elsewhere = join(base, 'baru');
  let server: FakeServer;
  const typed = commandsOf(english).filter((line) => !/^(?:npm|cd) /.test(line));

  beforeAll(async () => {
    server = await startFakeServer({ authorization: 'Bearer rahasia' });
    mkdirSync(folder);
    mkdirSync(elsewhere);
    makeOwnCrontab(folder);
    copyFileSync(join(REPOSITORY, 'fixtures/perlu-perbaikan.xlsx'), join(folder, 'sheet.xlsx'));
    writeFileSync(join(folder, 'token'), 'rahasia\n', { mode: 0o600 });
    writeFileSync(join(folder, 'passphrase'), 'kuda baterai staples betul\n', { mode: 0o600 });
    writeFileSync(join(folder, 'nik.txt'), '3324015708459001\n', { mode: 0o600 });
  });
  afterAll(async () => {
    await server.close();
    rmSync(base, { recursive: true, force: true });
  });

  it.each(typed)('%s', async (line) => {
    const program = `'${process.execPath}' '${REPOSITORY}bin/vax-upload.js'`;
    const here = line.replace(/^vax-upload/, program).replaceAll('/srv/kendal', folder);
    const { exitCode, err } = await run('sh', ['-c', / -$/.test(here) ? `${here} <nik.txt` : here], {
      cwd: placeOf(line),
      env: { HOME: base, PATH: `${join(folder, 'bin')}:${dirname(process.execPath)}:${process.env['PATH']}` },
    });
    // 3: rows of the sheet need a person.
    expect([EXIT.done, EXIT.needsPerson], `${line}\n${err}`).toContain(exitCode);
    expect(err).not.toMatch(/(?:Error|Galat): /);
    if (line === 'vax-upload init') configure();
  });

  it('what is fit to be sent is on the server once', () => {
    expect(server.effects.size).toBeGreaterThan(20);
    for (const { count } of server.effects.values()) expect(count).toBe(1);
  });

  function placeOf(line: string): string {
    if (!/^vax-upload restore /.test(line)) return folder;
    for (const name of ['kendal.bak', 'passphrase', 'token', 'vax-upload.yaml'])
      copyFileSync(join(folder, name), join(elsewhere, name));
    return elsewhere;
  }

  /** The configuration of the guide in place of the one that `init` wrote, and the sheet in the inbox. */
  function configure(): void {
    const yaml = linesOf(english, 'yaml')
      .join('\n')
      .replace(/https:\/\/registry\.example\/v1/, server.url);
    expect(readFileSync(join(folder, 'vax-upload.yaml'), 'utf8')).toContain('url: ');
    // Whom the admin lets know of it is told by a command here; docs/notify.md has the other ways, and tests of its own.
    writeFileSync(join(folder, 'vax-upload.yaml'), `${yaml}\nnotify: { command: 'true' }\n`);
    copyFileSync(join(folder, 'sheet.xlsx'), join(folder, 'inbox', 'sheet.xlsx'));
  }
});
