/**
 * `kill -USR1` at every moment of a run: one line says where it is, and Node's debugger, which would open at this
 * signal, stays shut.
 */
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { freePort } from '../support/free-port.ts';
import { Clerk, csv, expectDiscreet, people, type Running } from './clerk.ts';

const clerk = new Clerk();
const rows = people(60);
clerk.write('peserta.csv', csv(rows));
let server: FakeServer;
let debuggerPort: number;
let ledgers = 0;

beforeEach(async () => {
  server = await startFakeServer();
  debuggerPort = await freePort();
  ledgers += 1;
  clerk.env = {
    VAX_UPLOAD_STATE: `buku${ledgers}.db`,
    VAX_UPLOAD_DELIVERY_BATCHSIZE: '20',
    VAX_UPLOAD_DELIVERY_CONCURRENCY: '1',
    VAX_UPLOAD_DELIVERY_RETRY_FIRST: '3s',
    // Where Node's debugger would listen.
    NODE_OPTIONS: `--inspect-port=${debuggerPort}`,
  };
});
afterEach(() => server.close());

function someoneListens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

async function submission(nth: number): Promise<void> {
  while (server.requests.filter(({ path }) => path.endsWith('/submissions')).length < nth)
    await new Promise((next) => setTimeout(next, 10));
}

async function ask(run: Running, answer: RegExp): Promise<void> {
  run.child.kill('SIGUSR1');
  await run.says(answer);
  expect(await someoneListens(debuggerPort)).toBe(false);
}

const SENDING = /Now: \d+ of 60 records delivered, .+; server up since \d\d:\d\d/;

describe.each([
  ['plain lines', [], /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d Now: \d+ of 60/m],
  ['-q, because it was asked for', ['-q'], /^Now: \d+ of 60/m],
  ['--json, in words on stderr', ['--json'], /^Now: \d+ of 60/m],
] as const)('%s', (_, flags, form) => {
  it('says where it is while it sends, and goes on', async () => {
    server.next('ok');
    server.always({ do: 'slow', ms: 400 });
    const run = clerk.starts('import', 'peserta.csv', '--to', server.url, ...flags);
    await submission(2);
    await ask(run, SENDING);
    const ended = await run.ended();
    expect(ended.exitCode, ended.err).toBe(0);
    expect(run.said.err).toMatch(form);
    expect(server.effects.size).toBe(60);
    expectDiscreet(ended, rows);
    if (!flags.some((flag) => flag === '--json')) return;
    const lines = ended.out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toContainEqual({
      event: 'position',
      phase: 'sending',
      done: expect.any(Number),
      total: 60,
      server: 'up',
      since: expect.any(String),
    });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ event: 'summary' });
  });
});

it('says since when the server is away and when it is tried next', async () => {
  server.next('ok');
  server.always('503');
  const run = clerk.starts('import', 'peserta.csv', '--to', server.url);
  await run.says(/server down since/);
  await ask(run, /Now: \d+ of 60 records delivered; server down since [\d:]+, next try [\d:]+/);
  run.child.kill('SIGTERM');
  expect((await run.ended()).exitCode).toBe(143);
});

it('says what it reads while it reads', async () => {
  clerk.write('besar.csv', csv(people(20_000)));
  const run = clerk.starts('check', 'besar.csv');
  await run.says(/Columns in besar.csv/);
  await ask(run, /Now: Reading besar.csv: [\d,]+ rows?/);
  await run.ended();
});

describe('before the program has listened, and in commands that have nothing to say', () => {
  it.each([15, 30, 60, 90, 120, 160])('%d ms after the start', async (ms) => {
    const run = clerk.starts('sandbox');
    await new Promise((next) => setTimeout(next, ms));
    run.child.kill('SIGUSR1');
    const ended = run.ended();
    const ready = await run.says(/Ctrl-C/).then(
      () => true,
      () => false,
    );
    // Node's own beginnings: the signal has its usual effect, and nothing was done yet.
    if (!ready) return expect((await ended).exitCode).toBeUndefined();
    await new Promise((next) => setTimeout(next, 100));
    expect(await someoneListens(debuggerPort)).toBe(false);
    run.child.kill('SIGINT');
    await ended;
  });
});
