/** Every command in the READMEs is run as it stands there, in a folder that looks like a fresh clone. */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXIT } from '../src/exit-codes.ts';
import { type Checkout, checkout } from './support/checkout.ts';
import { type FakeServer, startFakeServer } from './support/fake-server.ts';
import { type Ended, run } from './support/program.ts';
import { linesOf, REPOSITORY, readmeText } from './support/readme.ts';

const LONG = 120_000;

/**
 * What `npx vax-upload` comes to in a checkout. npx itself writes into the user's npm cache and builds the checkout
 * once more: .ci/run tries it.
 */
const NPX = `npx() { shift; '${process.execPath}' '${REPOSITORY}bin/vax-upload.js' "$@"; }`;

function shell(command: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return run('sh', ['-c', `${NPX}\n${command}`], { cwd, within: LONG, env });
}

/**
 * The exit code each command of the READMEs ends with, in their order. `sheet.xlsx` is a sheet with rows that need a
 * person.
 */
const COMMANDS: Readonly<Record<string, number>> = {
  'npm ci && npx vax-upload import fixtures/kendal.xlsx --to sandbox': EXIT.done,
  'npm ci && npm test': EXIT.done,
  'npx vax-upload import fixtures/perlu-perbaikan.xlsx --to sandbox': EXIT.needsPerson,
  'npx vax-upload sandbox': EXIT.done,
  'npx vax-upload init': EXIT.done,
  'npx vax-upload template -o template.xlsx': EXIT.done,
  'npx vax-upload check sheet.xlsx': EXIT.needsPerson,
  'npx vax-upload check sheet.xlsx -o to-correct.xlsx': EXIT.needsPerson,
  'npx vax-upload doctor': EXIT.done,
  'npx vax-upload import sheet.xlsx --dry-run': EXIT.needsPerson,
  'npx vax-upload import sheet.xlsx': EXIT.needsPerson,
  'npx vax-upload resume --until 05:00': EXIT.needsPerson,
  'npx vax-upload status': EXIT.done,
  'npx vax-upload runs': EXIT.done,
  'npx vax-upload explain sheet.xlsx 17': EXIT.done,
  'npx vax-upload rejects -o corrections.xlsx': EXIT.done,
  'npx vax-upload report -o report.html': EXIT.done,
  'npx vax-upload dismiss sheet.xlsx 9': EXIT.done,
  'npx vax-upload retry': EXIT.needsPerson,
  'npx vax-upload confirm': EXIT.done,
  'npx vax-upload reconcile sheet.xlsx': EXIT.done,
  'npx vax-upload mappings': EXIT.done,
  'npx vax-upload purge --older-than 90d': EXIT.done,
  'npx vax-upload rekey': EXIT.done,
  'npx vax-upload audit': EXIT.done,
  'npx vax-upload import inbox/ --sort': EXIT.needsPerson,
  'npx vax-upload schedule --print cron': EXIT.done,
  'npx vax-upload notify': EXIT.done,
};
const [trial, tests, corrections, sandbox, init, ...daily] = Object.keys(COMMANDS) as [
  string,
  string,
  string,
  string,
  string,
  ...string[],
];

test('there is no command in the READMEs that is not run here', () => {
  for (const name of ['README.md', 'README.id.md'] as const)
    expect(linesOf(readmeText(name), 'sh')).toEqual(Object.keys(COMMANDS));
});

describe('the first command', () => {
  // Both languages at the same time: nearly all of their half minute is waiting.
  const runs: Record<string, Promise<Ended>> = {};
  const clones: Checkout[] = [];
  const withoutInstall = (command: string) => command.replace(/^npm ci && /, '');

  beforeAll(async () => {
    for (const language of ['en', 'id']) {
      const clone = await checkout('sheets');
      clones.push(clone);
      runs[language] = shell(withoutInstall(trial), clone.folder, { LANG: `${language}_ID.UTF-8` });
    }
  });
  afterAll(async () => {
    for (const clone of clones) await clone[Symbol.asyncDispose]();
  });

  test.each([
    ['en', 'README.md'],
    ['id', 'README.id.md'],
  ] as const)('shows what the transcript shows (%s)', { timeout: LONG }, async (language, readme) => {
    const { exitCode, out, err } = (await runs[language]) as Ended;
    expect(exitCode, err).toBe(EXIT.done);
    const transcript = linesOf(readmeText(readme), 'text');
    expect(transcript[0]).toBe(`$ ${withoutInstall(trial)}`);
    const cut = transcript.indexOf('⋮');
    const said = err.split('\n').map(shape);
    for (const line of transcript.slice(1, cut).filter((each) => !each.includes('█'))) {
      const start = shape(line.replace(/…$/, ''));
      expect(
        said.some((each) => (line.endsWith('…') ? each.startsWith(start) : each === start)),
        line,
      ).toBe(true);
    }
    const [, outages = '0'] = /(?:away|mati) (\d+) (?:times|kali)/.exec(out) ?? [];
    expect(Number(outages)).toBeGreaterThanOrEqual(2);
    const summary = out.split('\n').map((line) => line.trimEnd());
    expect(summary.map(shape)).toContain(shape(transcript[cut + 1] ?? '?'));
    for (const line of transcript.slice(cut + 2)) expect(summary).toContain(line);
  });

  test('npm ci agrees with the lock file', { timeout: LONG }, async () => {
    await using clone = await checkout('sources');
    const { exitCode, err } = await shell('npm ci --dry-run --ignore-scripts --offline', clone.folder);
    expect(exitCode, err).toBe(0);
  });
});

/** A line without its time, with every number as 0, and without what a question found: what is the same in each run. */
function shape(line: string): string {
  return line
    .replace(/^(?:\d{4}-\d\d-\d\d \d\d[:.]\d\d[:.]\d\d |)(?:\d\d[:.]\d\d )?/, '')
    .replaceAll(/\d+(?:[.,:]\d+)*/g, '0')
    .replace(/^(Asked the server about 0|Menanyakan 0) .*/, '$1')
    .trimEnd();
}

test('the second command builds and tests', { timeout: LONG }, async () => {
  await using clone = await checkout('sources');
  const { exitCode, out, err } = await shell(tests.replace(/^npm ci && /, ''), clone.folder, { CI: '1' });
  expect(exitCode, out + err).toBe(COMMANDS[tests]);
  expect(out).toMatch(/Tests .*\d+ passed/);
  expect(await readdir(join(clone.folder, 'dist'))).toContain('cli.js');
});

test('the training server runs until Ctrl-C', { timeout: LONG }, async () => {
  await using clone = await checkout('sheets');
  // Any free port: another one may be in use on this machine.
  const args = sandbox.split(' ').slice(2);
  const child = spawn(process.execPath, [`${REPOSITORY}bin/vax-upload.js`, ...args, '--port', '0'], {
    cwd: clone.folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const page = await new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const [url] = /http:\/\/[\d.]+:\d+\/\?token=[\w-]+/.exec(text) ?? [];
      if (url) resolve(url);
    });
  });
  expect(await (await fetch(page)).text()).toContain('<html');
  child.kill('SIGINT');
  expect(await ended).toBe(COMMANDS[sandbox]);
});

describe('every day', () => {
  let clone: Checkout;
  let server: FakeServer;
  beforeAll(async () => {
    clone = await checkout('sheets');
    server = await startFakeServer({ authorization: 'Bearer rahasia' });
    await copyFile(join(clone.folder, 'fixtures/perlu-perbaikan.xlsx'), join(clone.folder, 'sheet.xlsx'));
    await mkdir(join(clone.folder, 'inbox'));
    await copyFile(join(clone.folder, 'fixtures/perlu-perbaikan.xlsx'), join(clone.folder, 'inbox/boja.xlsx'));
    await writeFile(join(clone.folder, 'token'), 'rahasia\n', { mode: 0o600 });
  });
  afterAll(async () => {
    await server.close();
    await clone[Symbol.asyncDispose]();
  });

  test('the sheet with rows that need a person gets a correction sheet', { timeout: LONG }, async () => {
    const { exitCode, out, err } = await shell(corrections, clone.folder);
    expect(exitCode, err).toBe(COMMANDS[corrections]);
    // perlu-perbaikan.xlsx has two rows for SERVER_REFUSED.
    expect(out).toMatch(/^ *refused +2 /m);
    expect((await readdir(join(clone.folder, 'fixtures'))).join()).toMatch(
      /perbaikan-perlu-perbaikan-\d{4}-\d\d-\d\d\.xlsx/,
    );
  });

  test('a configuration is made, and the one of the README put in its place', { timeout: LONG }, async () => {
    expect((await shell(init, clone.folder)).exitCode).toBe(COMMANDS[init]);
    const configuration = join(clone.folder, 'vax-upload.yaml');
    expect(await readFile(configuration, 'utf8')).toContain('#url: ');
    const yaml = linesOf(readmeText('README.md'), 'yaml').join('\n');
    await writeFile(configuration, yaml.replace(/https:\/\/registry\.example\/v1/, server.url));
  });

  test.each(daily)('%s', { timeout: LONG }, async (command) => {
    // Somebody is told of these days too, as an admin has set it up.
    const { exitCode, err } = await shell(command, clone.folder, { VAX_UPLOAD_NOTIFY_COMMAND: 'cat >told.json' });
    expect(exitCode, err).toBe(COMMANDS[command]);
    expect(err).not.toMatch(/^(Error|Galat): /m);
  });

  test('what is fit to be sent is on the server once', () => {
    expect(server.effects.size).toBeGreaterThan(20);
    for (const { count } of server.effects.values()) expect(count).toBe(1);
  });

  test('the line for cron runs with absolute paths from any folder', { timeout: LONG }, async () => {
    const [line = ''] = linesOf(readmeText('README.md'), 'crontab');
    const [, command = ''] = /^(?:[\d*,/-]+ ){5}(.+)$/.exec(line) ?? [];
    const here = command.replaceAll('/srv/vax-upload/', REPOSITORY).replaceAll('/srv/kendal', clone.folder);
    expect(here).not.toContain('/srv/');
    const { exitCode, out, err } = await shell(here, '/', { PATH: '/usr/bin:/bin' });
    expect(exitCode).toBe(EXIT.needsPerson);
    expect(out + err).toBe('');
    expect(await readFile(join(clone.folder, 'vax-upload.log'), 'utf8')).toContain(server.url);
  });
});
