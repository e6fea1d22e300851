/** `rekey`, as somebody types it, killed as well. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, PROGRAM, people } from './clerk.ts';

const clerk = new Clerk();
const server = await startFakeServer({});
afterAll(() => server.close());

beforeAll(async () => {
  clerk.write('vax-upload.yaml', `target: { url: "${server.url}" }\nlanguage: en\n`);
  clerk.write('peserta.csv', csv(people(3)));
  expect((await clerk.runs('import', 'peserta.csv', '--take-in-only')).exitCode).toBe(10);
});

it('gives a new key, and everything goes on', async () => {
  const old = readFileSync(clerk.path('.vax-upload/ledger.key'));
  const { exitCode, out } = await clerk.runs('rekey');
  expect([exitCode, out]).toEqual([0, expect.stringContaining('A new key opens')]);
  expect(readFileSync(clerk.path('.vax-upload/ledger.key')).equals(old)).toBe(false);
  expect((await clerk.runs('resume')).exitCode).toBe(0);
  expect(server.effects.size).toBe(3);
});

it('killed at any moment, the key that is there opens the ledger', { timeout: 120_000 }, async () => {
  for (const ms of [60, 100, 140, 170, 200, 230, 260, 300]) {
    const child = spawn(process.execPath, [PROGRAM, 'rekey'], {
      cwd: clerk.folder,
      env: { PATH: process.env['PATH'] },
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    await new Promise((ended) => child.on('close', ended));
    clearTimeout(timer);
    const { exitCode, err } = await clerk.runs('status');
    expect(exitCode, `${ms} ms: ${err}`).toBe(0);
  }
  expect((await clerk.runs('rekey')).exitCode).toBe(0);
  expect(existsSync(clerk.path('.vax-upload/ledger.key.next'))).toBe(false);
});

it('takes a passphrase, from a file or the environment, and says what to write into the configuration', async () => {
  clerk.write('frasa', 'kuda besi tua\n');
  chmodSync(clerk.path('frasa'), 0o600);
  const { exitCode, out } = await clerk.runs('rekey', '--passphrase-file', 'frasa', '--lang', 'id');
  expect([exitCode, out.replaceAll(/\s+/g, ' ')]).toEqual([
    0,
    expect.stringContaining(`passphraseFile: ${clerk.path('frasa')}`),
  ]);
  clerk.write(
    'vax-upload.yaml',
    `target: { url: "${server.url}" }\nprivacy: { passphraseFile: ./frasa }\nlanguage: en\n`,
  );
  expect((await clerk.runs('import', 'peserta.csv')).exitCode).toBe(0);
  clerk.write('vax-upload.yaml', `target: { url: "${server.url}" }\nlanguage: en\n`);
  const without = await clerk.runs('status');
  expect([without.exitCode, without.err]).toEqual([2, expect.stringContaining('LEDGER_KEY_WRONG')]);
  clerk.env = { VAX_UPLOAD_PASSPHRASE: 'kuda besi tua' };
  expect((await clerk.runs('status')).exitCode).toBe(0);
  const unsaid = await clerk.runs('rekey');
  expect([unsaid.exitCode, unsaid.err]).toEqual([2, expect.stringContaining('--passphrase-file')]);
  clerk.env = {};
});

it('a key and a passphrase at once is a wrong setting', async () => {
  clerk.write('dua.yaml', 'privacy: { keyCommand: "echo x", passphraseFile: ./frasa }\n');
  const { exitCode, err } = await clerk.runs('status', '--config', 'dua.yaml');
  expect([exitCode, err]).toEqual([2, expect.stringContaining('keyCommand | passphraseFile')]);
});
