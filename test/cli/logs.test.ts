/** What a run leaves in files: its own log beside the ledger, and the file of `--log`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { run } from '../support/program.ts';
import { Clerk, csv, events, expectDiscreet, PROGRAM, people } from './clerk.ts';

const clerk = new Clerk();
const rows = people(60);
clerk.write('peserta.csv', csv(rows));
let server: FakeServer;
let states = 0;
let state: string;
beforeEach(async () => {
  server = await startFakeServer();
  states += 1;
  state = `state${states}`;
});
afterEach(() => server.close());

const where = (): string[] => ['--to', server.url, '--state', `${state}/buku.db`];

/** The text of each log of a run, in the order of their beginning. */
function logs(): string[] {
  const folder = clerk.path(`${state}/logs`);
  return readdirSync(folder)
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

describe('the log of a run', () => {
  it('tells a run from its first line to its exit code, each request, and nothing of a person', async () => {
    await clerk.runs('import', 'peserta.csv', ...where());
    const [text = '', ...more] = logs();
    expect(more).toEqual([]);
    const all = events(text);
    expect(all[0]).toMatchObject({ event: 'begin', command: 'import', target: `json ${server.url}` });
    expect(all.at(-1)).toMatchObject({ event: 'end', exitCode: 0 });
    expect(all.filter(({ event }) => event === 'request')).toHaveLength(server.requests.length);
    expectDiscreet({ out: text, err: '', exitCode: 0 }, rows);
  }, 60_000);

  it('a run that is killed leaves whole lines', async () => {
    server.always({ do: '503', retryAfterSeconds: 60 });
    const killed = clerk.starts('import', 'peserta.csv', ...where());
    await killed.says(/server down/);
    // The screen is told first.
    await expect.poll(() => logs().join(), { timeout: 20_000 }).toContain('"weather"');
    killed.child.kill('SIGKILL');
    await killed.ended();
    const [text = ''] = logs();
    expect(text.endsWith('\n')).toBe(true);
    const names = events(text).map(({ event }) => event);
    expect(names[0]).toBe('begin');
    expect(names).toContain('weather');
    expect(names).not.toContain('end');
  }, 60_000);

  it('what ends a run before it begins stands there too', async () => {
    await clerk.runs('resume', ...where());
    await clerk.runs('import', 'fehlt.csv', ...where());
    expect(events(logs()[1] ?? '').map(({ event }) => event)).toEqual(['begin', 'failed', 'summary', 'end']);
  }, 60_000);

  it('a folder that cannot be written is said once, and changes nothing', async () => {
    mkdirSync(clerk.path(state));
    writeFileSync(clerk.path(`${state}/logs`), '');
    const { exitCode, err } = await clerk.runs('import', 'peserta.csv', ...where());
    expect(exitCode).toBe(0);
    expect(err.match(/The log of this run cannot be written \(EEXIST\)/g)).toHaveLength(1);
    expect(server.effects.size).toBe(60);
  }, 60_000);
});

/** A disk of 16 kB for the logs alone, where one may be made. */
const onSmallDisk = (folder: string, command: string): string[] => [
  ...['-m', 'sh', '-c', `mount -t tmpfs -o size=16k none '${folder}' && ${command} && cat '${folder}'/run-*`],
];
const canMount = spawnSync('unshare', onSmallDisk('/mnt', 'touch /mnt/run-x')).status === 0;

it.runIf(canMount)(
  'a disk that is full in the middle is said once, changes nothing and leaves whole lines',
  async () => {
    mkdirSync(clerk.path(`${state}/logs`), { recursive: true });
    const args = ['import', 'peserta.csv', ...where(), '--rows'];
    const command = [process.execPath, PROGRAM, ...args].map((word) => `'${word}'`).join(' ');
    const config = { VAX_UPLOAD_DELIVERY_BATCHSIZE: '1' };
    const { exitCode, out, err } = await run('unshare', onSmallDisk(clerk.path(`${state}/logs`), command), {
      ...{ cwd: clerk.folder, env: config },
    });
    expect(exitCode, err).toBe(0);
    expect(err.match(/cannot be written \(ENOSPC\)/g)).toHaveLength(1);
    expect(server.effects.size).toBe(60);
    const log = events(out.slice(out.indexOf('{"at":')));
    expect(log[0]?.['event']).toBe('begin');
    expect(log.map(({ event }) => event)).not.toContain('end');
  },
  60_000,
);

describe('--log FILE', () => {
  it('has what would be printed, with the time of each line, and nothing is printed', async () => {
    const { exitCode, out, err } = await clerk.runs('import', 'peserta.csv', ...where(), '--log', 'malam/malam.log');
    expect([exitCode, out, err]).toEqual([0, '', '']);
    const text = readFileSync(clerk.path('malam/malam.log'), 'utf8');
    expect(text).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d Columns in peserta\.csv/);
    expect(text).toContain('60 rows = 60 accepted');
    expectDiscreet({ out: text, err: '', exitCode: 0 }, rows);
    await clerk.runs('resume', ...where(), '--log', 'malam/malam.log');
    const both = readFileSync(clerk.path('malam/malam.log'), 'utf8');
    expect(both.startsWith(text)).toBe(true);
    expect(both).toMatch(/Nothing to send to/);
  }, 60_000);

  it('has what ended it before it began, which cron is told too', async () => {
    const { err } = await clerk.runs('resume', '--to', 'nirgends', '--log', 'salah.log');
    const text = readFileSync(clerk.path('salah.log'), 'utf8');
    expect(err).toMatch(/^Error: .*CONFIG_VALUE/);
    expect(text.replaceAll(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /gm, '')).toBe(err);
  }, 60_000);

  it('that cannot be written is said, and everything is printed instead', async () => {
    mkdirSync(clerk.path('folder.log'), { recursive: true });
    const { exitCode, err } = await clerk.runs('import', 'peserta.csv', ...where(), '--log', 'folder.log');
    expect(exitCode).toBe(0);
    expect(err).toMatch(/^The file of --log cannot be written \(EISDIR\)/);
    expect(err).toContain('60 rows = 60 accepted');
  }, 60_000);
});
