/** The surroundings of a run: languages, colours, pipes, the environment of cron, quiet. */
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { run } from '../support/program.ts';
import { Clerk, csv, events, PROGRAM, people, summaryOf } from './clerk.ts';

const server = await startFakeServer();
afterAll(() => server.close());
const clerk = new Clerk();
clerk.write('peserta.csv', csv(people(4)));
clerk.write('bahasa.yaml', 'language: id\n');
const NODE = `"${process.execPath}" "${PROGRAM}"`;
const ID = 'Pemeriksaan';
const EN = 'Check:';

describe('the language', () => {
  const cases: readonly (readonly [
    name: string,
    env: Record<string, string>,
    flags: readonly string[],
    title: string,
  ])[] = [
    ['nothing said: English', {}, [], EN],
    ['LANG=id_ID.UTF-8', { LANG: 'id_ID.UTF-8' }, [], ID],
    ['LC_ALL beats LANG', { LANG: 'id_ID.UTF-8', LC_ALL: 'C.UTF-8' }, [], EN],
    ['the configuration beats LANG', { LANG: 'en_US.UTF-8' }, ['--config', 'bahasa.yaml'], ID],
    ['VAX_UPLOAD_LANG beats the configuration', { VAX_UPLOAD_LANG: 'en' }, ['--config', 'bahasa.yaml'], EN],
    [
      '--lang beats everything',
      { LANG: 'id_ID.UTF-8', VAX_UPLOAD_LANG: 'id' },
      ['--config', 'bahasa.yaml', '--lang', 'en'],
      EN,
    ],
  ];
  it.each(cases)('%s', async (_, env, flags, title) => {
    clerk.env = env;
    const { out, exitCode } = await clerk.runs('check', 'peserta.csv', ...flags);
    clerk.env = {};
    expect(exitCode).toBe(0);
    expect(out).toContain(title);
  });

  it('a language that we do not speak is refused', async () => {
    expect((await clerk.runs('check', 'peserta.csv', '--lang', 'fr')).err).toContain('--lang id | en');
  });
});

describe('stdout and stderr', () => {
  it('results on the one, progress on the other, and no colours without a screen', async () => {
    const { out, err } = await clerk.runs('import', 'peserta.csv', '--to', server.url, '--state', 'a.db');
    expect(out).toMatch(/Import: 1 file/);
    expect(out).toContain('4 rows = 4 accepted');
    expect(out).not.toContain('Columns in');
    expect(
      err
        .split('\n')
        .filter(Boolean)
        .every((line) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /.test(line)),
    ).toBe(true);
    expect(out + err).not.toContain('\u001B');
  });

  it('-q says nothing unless something is wrong; rows that were asked for are a result', async () => {
    expect(await clerk.runs('check', 'peserta.csv', '-q')).toEqual({ exitCode: 0, out: '', err: '' });
    const rows = await clerk.runs('check', 'peserta.csv', '-q', '--rows');
    expect(rows.out.trim().split('\n')).toHaveLength(4);
    const wrong = await clerk.runs('import', 'tidak-ada.csv', '--to', server.url, '-q', '--state', 'b.db');
    expect([wrong.exitCode, wrong.out, wrong.err.trim().split('\n')]).toEqual([
      65,
      '',
      [expect.any(String), expect.any(String)],
    ]);
  });

  it('`| head -1` closes the pipe early: the run goes on, and its exit code stays true', async () => {
    clerk.write('banyak.csv', csv(people(3_000, 1_000)));
    const line = `${NODE} import banyak.csv --to ${server.url} --state pipa.db --json; echo "exit $?" >&2`;
    const before = server.effects.size;
    const { out, err } = await run('sh', ['-c', `{ ${line}; } | head -1`], { cwd: clerk.folder });
    expect(events(out).map(({ event }) => event)).toEqual(['file']);
    expect(err.trim()).toBe('exit 0');
    expect(server.effects.size).toBe(before + 3_000);
  });

  it('a closed stdout and stderr are no failure', async () => {
    const { out } = await run('sh', ['-c', `${NODE} check peserta.csv >&- 2>&-; echo $?`], { cwd: clerk.folder });
    expect(out.trim()).toBe('0');
  });
});

describe('the environment', () => {
  it('of cron: PATH and HOME, and nothing else', async () => {
    const line = `env -i PATH="$PATH" HOME="${clerk.folder}" ${NODE} import peserta.csv --to ${server.url} --state cron.db`;
    const { exitCode, out } = await run('sh', ['-c', line], { cwd: clerk.folder });
    expect(exitCode).toBe(0);
    expect(out).toContain('4 rows = 4 already there');
  });

  it('VAX_UPLOAD_… sets any option, a flag beats it', async () => {
    clerk.env = {
      VAX_UPLOAD_TO: server.url,
      VAX_UPLOAD_STATE: 'lingkungan.db',
      VAX_UPLOAD_JSON: '1',
      VAX_UPLOAD_DELIVERY_BATCHSIZE: '2',
    };
    const { out, exitCode } = await clerk.runs('import', 'peserta.csv');
    expect(exitCode).toBe(0);
    expect(summaryOf(out).outcomes).toMatchObject({ 'already-there': 4 });
    expect(
      events(out)
        .filter(({ event }) => event === 'batch')
        .every(({ entries }) => Number(entries) <= 2),
    ).toBe(true);
    expect((await clerk.runs('resume', '--to', 'http://127.0.0.1:9/v1')).exitCode).toBe(2);
    clerk.env = { VAX_UPLOAD_DELIVERY_BATCHSIZES: '2' };
    expect((await clerk.runs('status')).err).toContain('Did you mean VAX_UPLOAD_DELIVERY_BATCHSIZE?');
    clerk.env = { VAX_UPLOAD_DELIVERY_TIMEOUT: 'lama' };
    expect((await clerk.runs('status')).err).toContain('The value of VAX_UPLOAD_DELIVERY_TIMEOUT cannot be used');
    clerk.env = {};
  });

  it('the shared temporary folder, which others can prepare: no code is kept there or taken from there', async () => {
    const shared = join(clerk.folder, 'tmp');
    mkdirSync(join(shared, 'node-compile-cache'), { recursive: true });
    clerk.env = { TMPDIR: shared };
    expect((await clerk.runs('import', 'peserta.csv', '--to', server.url, '--state', 'sementara.db')).exitCode).toBe(0);
    clerk.env = {};
    expect(readdirSync(shared, { recursive: true })).toEqual(['node-compile-cache']);
  });
});
