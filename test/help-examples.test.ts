/**
 * Every example of every `--help` is typed as it stands there, in a folder where somebody has worked before. The exit
 * code it ends with is one of those that the same page names.
 */
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXIT } from '../src/exit-codes.ts';
import { EXIT_WAYS, exitsOf } from '../src/text/exits.ts';
import type { CommandName } from '../src/text/help.ts';
import { helpPages } from '../src/text/help-pages-for.ts';
import { type FakeServer, startFakeServer } from './support/fake-server.ts';
import { makeOwnCrontab } from './support/own-crontab.ts';
import { hasPostgres, type Postgres, startPostgres } from './support/postgres.ts';
import { type Ended, run } from './support/program.ts';
import { REPOSITORY } from './support/readme.ts';

const { examples } = await helpPages('en');
const commands = Object.keys(examples) as CommandName[];
const PROGRAM = `'${process.execPath}' '${REPOSITORY}bin/vax-upload.js'`;

/** What files are called in the examples of either language. */
const CALLED: readonly (readonly [string, string])[] = [
  ['lembar.xlsx', 'sheet.xlsx'],
  ['import masuk ', 'import inbox '],
  ['lain.csv', 'more.csv'],
  ['laporan.html', 'report.html'],
  ['laporan.csv', 'report.csv'],
  ['jawaban.csv', 'answer.csv'],
  ['perbaikan.xlsx', 'to-correct.xlsx'],
  ['--passphrase-file sandi', '--passphrase-file passphrase'],
  ['belum-ada.xlsx', 'missing.xlsx'],
  ['templat.xlsx', 'template.xlsx'],
  ['satu-baris.csv', 'one-row.csv'],
  ['terdampak.xlsx', 'affected.xlsx'],
];

test('the examples of both languages are the same but for the names of files', async () => {
  const indonesian = (await helpPages('id')).examples;
  for (const command of commands) {
    const typed = indonesian[command].map(([line]) =>
      CALLED.reduce((text, [theirs, ours]) => text.replaceAll(theirs, ours), line),
    );
    expect(typed).toEqual(examples[command].map(([line]) => line));
  }
});

let server: FakeServer;
let postgres: Postgres | undefined;
const folders: string[] = [];
/** Sheets and a configuration; and the same after a first import. */
let fresh: string;
let worked: string;

function folder(from?: string): string {
  const made = mkdtempSync(join(tmpdir(), 'vax-help-'));
  folders.push(made);
  if (from) cpSync(from, made, { recursive: true });
  return made;
}

const shell = (line: string, cwd: string): Promise<Ended> =>
  run('sh', ['-c', line.replace(/^vax-upload/, PROGRAM)], {
    cwd,
    // What a scene has put there stands for programs of this computer that keep what they are told.
    env: { PATH: `${join(cwd, 'bin')}:${process.env['PATH'] ?? ''}` },
  });

beforeAll(async () => {
  server = await startFakeServer({
    rules: {
      refuse: (_, record) =>
        JSON.stringify(record).includes('LOT-TIDAK-DIKENAL') ? [{ message: 'Batch tidak dikenal' }] : undefined,
    },
  });
  fresh = folder();
  copyFileSync(join(REPOSITORY, 'fixtures/perlu-perbaikan.xlsx'), join(fresh, 'sheet.xlsx'));
  const row = '3324010101509003,Karangan Contoh,01/01/1950,04/10/2021,Sinovac';
  writeFileSync(join(fresh, 'more.csv'), `No KTP,Nama,Tgl Lahir,Tgl Vaksin,Vaksin\n${row}\n`);
  writeFileSync(join(fresh, 'one-row.csv'), `NIK,Nama,Tgl Lahir,Tgl Vaksin,Vaksin,Dosis\n${row},1\n`);
  writeFileSync(join(fresh, 'nik.txt'), '3324010101509003\n');
  writeFileSync(join(fresh, 'passphrase'), 'kuda baterai staples betul\n', { mode: 0o600 });
  writeFileSync(join(fresh, 'vax-upload.yaml'), `target: { type: json, url: "${server.url}" }\n`);
  mkdirSync(join(fresh, 'folder'));
  mkdirSync(join(fresh, 'inbox'));
  copyFileSync(join(fresh, 'one-row.csv'), join(fresh, 'inbox', 'boja.csv'));
  copyFileSync(join(fresh, 'sheet.xlsx'), join(fresh, 'inbox/boja.xlsx'));
  worked = folder(fresh);
  for (const sheet of ['sheet.xlsx', 'more.csv --map "No KTP=nik" --set dose=1'])
    expect([EXIT.done, EXIT.needsPerson]).toContain((await shell(`vax-upload import ${sheet}`, worked)).exitCode);
});
afterAll(async () => {
  await server.close();
  await postgres?.[Symbol.asyncDispose]();
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

/** Where the examples of a command are typed, in their order, if it is not where somebody has worked before. */
const SCENES: Partial<Record<CommandName, () => Promise<string>>> = {
  import: async () => folder(fresh),
  check: async () => folder(fresh),
  doctor: async () => folder(fresh),
  init: async () => folder(),
  notify: async () => {
    const here = folder(fresh);
    writeFileSync(join(here, 'vax-upload.yaml'), 'notify: { command: "cat >told.json" }\n');
    return here;
  },
  confirm: handedOver,
  restore: backedUp,
  schedule: ownCrontab,
  schema: manyMachines,
  push: provinceOfItself,
  pull: provinceOfItself,
};

/** Another computer, with the backup of this one. */
async function backedUp(): Promise<string> {
  const [old, here] = [folder(worked), folder()];
  expect((await shell('vax-upload backup -o a.bak --passphrase-file passphrase', old)).exitCode).toBe(EXIT.done);
  for (const name of ['a.bak', 'passphrase']) copyFileSync(join(old, name), join(here, name));
  return here;
}

/** That of whoever runs the tests is left alone. */
async function ownCrontab(): Promise<string> {
  const here = folder(fresh);
  makeOwnCrontab(here);
  return here;
}

/** An empty database, of which the configuration speaks. */
async function manyMachines(): Promise<string> {
  postgres ??= await startPostgres();
  const here = folder();
  writeFileSync(join(here, 'vax-upload.yaml'), `state: "${await postgres.newDatabase()}"\n`);
  return here;
}

/** A ledger that is a province, and whose records are left with that very province: both ends in one folder. */
async function provinceOfItself(): Promise<string> {
  const here = await manyMachines();
  const state = readFileSync(join(here, 'vax-upload.yaml'), 'utf8');
  const target = `target: { type: province, url: ${state.slice('state: '.length).trim()}`;
  writeFileSync(join(here, 'vax-upload.yaml'), `${state}${target} }\n`);
  const { publicKey } = JSON.parse((await shell('vax-upload push --show-key --json', here)).out) as Record<
    string,
    string
  >;
  writeFileSync(join(here, 'vax-upload.yaml'), `${state}${target}, publicKey: ${publicKey} }\n`);
  return here;
}

/** Files in a folder, and what the server's people have sent back about the first of them. */
async function handedOver(): Promise<string> {
  const here = folder(fresh);
  writeFileSync(join(here, 'vax-upload.yaml'), 'target: { type: files, maxBatch: 10, files: { folder: ./folder } }\n');
  expect((await shell('vax-upload import sheet.xlsx', here)).exitCode).toBe(EXIT.needsPerson);
  const [file = ''] = readdirSync(join(here, 'folder')).filter((name) => name.endsWith('.csv'));
  const keys = readFileSync(join(here, 'folder', file), 'utf8').match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g);
  writeFileSync(join(here, 'answer.csv'), ['key;Status', ...(keys ?? []).map((key) => `${key};Berhasil`)].join('\n'));
  return here;
}

/** Goes on until it is stopped. */
const STAYING = 'vax-upload resume --stay';
/** Their examples need a database. */
const IN_POSTGRES: ReadonlySet<CommandName> = new Set<CommandName>(['schema', 'push', 'pull']);
const tried = commands.filter((command) => command !== 'sandbox' && (!IN_POSTGRES.has(command) || hasPostgres()));
describe.each(tried)('the examples of %s', (command) => {
  test('do what they say, and end as the page says', async () => {
    const here = await (SCENES[command]?.() ?? folder(worked));
    const codes = exitsOf(command).flatMap((way): readonly number[] => EXIT_WAYS[way]);
    for (const [line] of examples[command]) {
      if (line === STAYING) continue;
      expect(line).toMatch(new RegExp(`^vax-upload ${command}\\b`));
      const { exitCode, err } = await shell(line, here);
      expect(codes, `${line}\n${err}`).toContain(exitCode);
      expect(err, line).not.toMatch(/(?:Error|Galat): /);
    }
  });
});

test.each(examples.sandbox)('%s: until Ctrl-C', async (line) => {
  const child = spawn('sh', ['-c', `exec ${line.replace(/^vax-upload/, PROGRAM)} --port 0`], {
    cwd: folder(fresh),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('http://')) resolve();
    });
  });
  child.kill('SIGINT');
  expect(await ended).toBe(EXIT.done);
});

test(`${STAYING}: until it is stopped`, async () => {
  expect(examples.resume.map(([line]) => line)).toContain(STAYING);
  const child = spawn('sh', ['-c', `exec ${STAYING.replace(/^vax-upload/, PROGRAM)}`], {
    cwd: folder(worked),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await new Promise<void>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (/Resting|Beristirahat/.test(text)) resolve();
    });
  });
  child.kill('SIGTERM');
  expect(await ended).toBe(EXIT.terminated);
});
