/** Ctrl-C and SIGTERM at every stage: the state is safe, and afterwards each record is on the server exactly once. */
import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { hasTerminal, PTY } from '../support/typing.ts';
import { Clerk, csv, expectDiscreet, PROGRAM, people, type Running, summaryOf } from './clerk.ts';

const clerk = new Clerk();
clerk.env = {
  VAX_UPLOAD_DELIVERY_DOUBTWAIT: '100ms',
  VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms',
  VAX_UPLOAD_DELIVERY_RETRY_CAP: '200ms',
};
const rows = people(60);
clerk.write('peserta.csv', csv(rows));
let server: FakeServer;
let ledgers = 0;
let state: readonly string[];

beforeEach(async () => {
  server = await startFakeServer();
  ledgers += 1;
  state = ['--to', server.url, '--state', `buku${ledgers}.db`];
});
afterEach(() => server.close());

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** When a submission has come to the server. */
async function submission(nth: number): Promise<void> {
  while (server.requests.filter(({ path }) => path.endsWith('/submissions')).length < nth)
    await new Promise((next) => setTimeout(next, 10));
}

/** Resumes to the end and looks at the server. */
async function expectEachOnce(count: number): Promise<void> {
  server.always('ok');
  const ended = await clerk.runs('resume', ...state, '--json');
  expect(ended.exitCode, ended.err).toBe(0);
  expect(server.effects.size).toBe(count);
  expect([...server.effects.values()].filter((effect) => effect.count !== 1)).toEqual([]);
}

describe.each(SIGNALS)('%s while a slow answer is awaited', (signal, exitCode) => {
  it(`the batch in flight is finished, nothing new is sent, exit ${exitCode}; resume sends the rest once`, async () => {
    server.next({ do: 'slow', ms: 1_200 });
    const run = clerk.starts('import', 'peserta.csv', ...state, '--json');
    await submission(1);
    run.child.kill(signal);
    const ended = await run.ended();
    expect(ended.exitCode).toBe(exitCode);
    const { outcomes, rows: read } = summaryOf(ended.out);
    expect(read).toBe(60);
    expect(outcomes['accepted']).toBe(server.effects.size);
    expect(outcomes).toMatchObject({ 'in-doubt': 0, waiting: 60 - server.effects.size });
    expect(server.effects.size).toBeGreaterThan(0);
    expectDiscreet(ended, rows);
    await expectEachOnce(60);
  });
});

it('a second Ctrl-C cuts the batch in flight: it is in doubt, and is asked for before anything else', async () => {
  server.always({ do: 'slow', ms: 6_000 });
  const run = clerk.starts('import', 'peserta.csv', ...state);
  await submission(1);
  run.child.kill('SIGINT');
  await run.says(/Asked to stop \(Ctrl-C\): the batch in flight is being finished/);
  run.child.kill('SIGINT');
  const ended = await run.ended();
  // before the answer came
  expect(server.effects.size).toBe(0);
  expect(ended.exitCode).toBe(130);
  expect(ended.out).toMatch(/in doubt +\d+ +sent, answer lost/);
  expect(ended.out).toContain('run `vax-upload resume` to go on');
  expect((await clerk.runs('explain', 'peserta.csv', '2', ...state)).out).toContain(
    'now: in doubt; the server is asked before it is sent again',
  );
  expect((await clerk.runs('status', ...state)).out).toMatch(/in doubt +[1-9]/);
  // The server stores it all the same, after we have gone.
  while (server.effects.size === 0) await new Promise((next) => setTimeout(next, 50));
  const before = server.requests.length;
  await expectEachOnce(60);
  expect(server.requests[before]?.path).toMatch(/\/lookups$/);
});

it('while the server is away: at once, and nothing is lost', async () => {
  await server.down();
  // The next try is an hour away.
  const { env } = clerk;
  clerk.env = { VAX_UPLOAD_DELIVERY_RETRY_FIRST: '1h', VAX_UPLOAD_DELIVERY_RETRY_CAP: '1h' };
  const run = clerk.starts('import', 'peserta.csv', ...state);
  clerk.env = env;
  await run.says(/server down since/);
  run.child.kill('SIGINT');
  const ended = await run.ended();
  expect(ended.exitCode).toBe(130);
  expect(ended.out).toContain('60 rows = 60 waiting');
  expect((await clerk.runs('explain', 'peserta.csv', '2', ...state)).out).toContain('now: waiting to be sent');
  await server.up();
  await expectEachOnce(60);
});

describe('SIGHUP', () => {
  it.skipIf(!hasTerminal)(
    'a terminal that is closed ends the run as SIGTERM does, and the batch in flight is finished',
    async () => {
      server.always({ do: 'slow', ms: 1_200 });
      const line = [process.execPath, PROGRAM, 'import', 'peserta.csv', ...state].join(' ');
      const terminal = spawn(PTY, ['-qec', `stty cols 100 rows 40; exec ${line}`, '/dev/null'], {
        cwd: clerk.folder,
        env: { PATH: process.env['PATH'], TERM: 'xterm', SHELL: '/bin/sh', ...clerk.env },
        stdio: ['ignore', 'ignore', 'ignore'],
      });
      await submission(1);
      terminal.kill('SIGKILL');
      let status = '';
      while (!/last run.*exit code/i.test(status)) status = (await clerk.runs('status', ...state)).out;
      expect(status).toContain('exit code 143');
      expect(status).toMatch(/in doubt +0/);
      expect(server.effects.size).toBeGreaterThan(0);
      expect(status).toMatch(new RegExp(`accepted +${server.effects.size}\\b`));
      await expectEachOnce(60);
    },
  );

  it('without a terminal, as after nohup, the run goes on to its end', async () => {
    server.next({ do: 'slow', ms: 600 });
    const run = clerk.starts('import', 'peserta.csv', ...state);
    await submission(1);
    run.child.kill('SIGHUP');
    expect((await run.ended()).exitCode).toBe(0);
    expect(server.effects.size).toBe(60);
  });
});

describe('while reading', () => {
  const many = people(1_000, 10_000);
  /** A long file: the same people again and again, so that reading takes its time and the server little. */
  const long = csv(Array.from({ length: 150 }, () => many).flat());

  async function stopped(signal: 'SIGINT' | 'SIGTERM'): Promise<Running> {
    clerk.write('panjang.csv', long);
    const run = clerk.starts('import', 'panjang.csv', ...state);
    await run.says(/Columns in panjang.csv/);
    await new Promise((later) => setTimeout(later, 400));
    run.child.kill(signal);
    return run;
  }

  it.each(SIGNALS)(
    '%s stops at once; nothing of the file is kept, and it is to be imported again',
    async (signal, exitCode) => {
      const run = await stopped(signal);
      const ended = await run.ended();
      expect(ended.exitCode).toBe(exitCode);
      expect(ended.err).not.toContain('Read panjang.csv');
      const by = signal === 'SIGINT' ? 'Ctrl-C' : 'by the system';
      expect(ended.err).toContain(`Asked to stop (${by}): nothing more is read.`);
      expect(ended.err).not.toContain('no longer needed');
      expect(ended.out).not.toContain('DO NOT ADD UP');
      expect(ended.out).toContain('run `vax-upload import panjang.csv` again; not everything was read.');
      expect(server.requests).toEqual([]);
      expectDiscreet(ended, many.slice(0, 50));
    },
  );

  it('resume sends nothing of a file that was not read to its end, and says so with exit 3; importing it again does', async () => {
    expect((await (await stopped('SIGINT')).ended()).exitCode).toBe(130);
    const resumed = await clerk.runs('resume', ...state);
    expect(resumed.exitCode).toBe(3);
    expect(resumed.err).toContain('[FILE_UNFINISHED]');
    expect(server.effects.size).toBe(0);
    // Somebody has made it shorter meanwhile: the name counts.
    clerk.write('panjang.csv', csv([...many, ...many]));
    const again = await clerk.runs('import', 'panjang.csv', ...state, '--json');
    expect(again.exitCode).toBe(0);
    expect(summaryOf(again.out)).toMatchObject({ rows: 2_000, outcomes: { accepted: 1_000, repeated: 1_000 } });
    expect([...server.effects.values()].every(({ count }) => count === 1)).toBe(true);
  });

  it('check stops as well', async () => {
    clerk.write('panjang.csv', long);
    const run = clerk.starts('check', 'panjang.csv', '--json');
    await new Promise((later) => setTimeout(later, 600));
    run.child.kill('SIGTERM');
    const ended = await run.ended();
    expect(ended.exitCode).toBe(143);
    expect(summaryOf(ended.out).exitCode).toBe(143);
  });
});
