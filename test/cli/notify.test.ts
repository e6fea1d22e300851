/**
 * Who hears of a run, and what it does to the run: nothing. The program itself, a watchman, a webhook, a command, and
 * whatever can go wrong with them.
 */
import { readFileSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { freePort } from '../support/free-port.ts';
import { hasSquid, type Squid, startSquid } from '../support/squid.ts';
import { CHECK, Watchman } from '../support/watchman.ts';
import { Clerk, csv, expectDiscreet, people } from './clerk.ts';

const clerk = new Clerk();
const rows = people(20);
clerk.write('peserta.csv', csv(rows));
const watchman = new Watchman();
let server: FakeServer;
let ledgers = 0;

beforeAll(() => watchman.start());
afterAll(() => watchman.stop());
beforeEach(async () => {
  server = await startFakeServer();
  watchman.pings.length = 0;
  watchman.moods = [];
  ledgers += 1;
  rmSync(clerk.path('told.json'), { force: true });
  clerk.env = { VAX_UPLOAD_STATE: `buku${ledgers}.db`, VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms' };
});
afterEach(() => server.close());

function configure(notify: string, more = ''): void {
  clerk.write('vax-upload.yaml', `target: { url: ${JSON.stringify(server.url)} }\nnotify: { ${notify} }\n${more}`);
}

const everybody = (): string =>
  `name: Kendal 1, ping: { url: ${JSON.stringify(watchman.url)} }, command: "cat >told.json", webhook: { url: ${JSON.stringify(watchman.url.replace(CHECK, 'hook'))} }`;
const pings = (): readonly string[] =>
  watchman.pings.flatMap(({ path }) => (path.includes(CHECK) ? [path.split('/').at(-1) ?? ''] : []));
const hooks = (): readonly Record<string, unknown>[] =>
  watchman.pings.flatMap(({ path, body }) => (path.includes('hook') ? [JSON.parse(body)] : []));

describe('everybody is told of a run', () => {
  it('at its beginning and at its end, with counts, under one number', async () => {
    configure(everybody());
    const ended = await clerk.runs('import', 'peserta.csv');
    expect(ended.exitCode, ended.err).toBe(0);
    expect(pings()).toEqual(['start', '0']);
    const [start, end] = watchman.pings.filter(({ path }) => path.includes(CHECK));
    expect(start?.rid).toBe(end?.rid);
    const [hook] = hooks();
    expect(hook).toMatchObject({
      verdict: 'done',
      exitCode: 0,
      landed: 20,
      rows: 20,
      command: 'import',
      run: start?.rid,
    });
    expect(JSON.parse(readFileSync(clerk.path('told.json'), 'utf8'))).toEqual(hook);
    expectDiscreet({ ...ended, out: ended.out + JSON.stringify(watchman.pings) }, rows);
    expect(JSON.stringify(watchman.pings)).not.toContain('peserta.csv');
  });

  it.each([
    ['a run that has nothing to do', ['resume'], 0, ['start', '0']],
    ['rows that wait for a person', ['import', 'salah.csv'], 3, ['start', '0']],
    ['a file that is not there', ['import', 'tidak-ada.csv'], 65, ['start', '65']],
    ['a row to retry that nobody knows', ['retry', 'lain.csv', '7'], 2, ['start', '2']],
    ['a setting that cannot be followed', ['resume', '--to', 'http://registry.example/v1'], 2, ['2']],
  ] as const)('%s', async (_, args, exitCode, expected) => {
    configure(everybody());
    clerk.write('salah.csv', csv(people(2).map((person) => ({ ...person, nik: '12' }))));
    const ended = await clerk.runs(...args);
    expect(ended.exitCode, ended.err).toBe(exitCode);
    expect(pings()).toEqual(expected);
    expect(hooks()).toMatchObject([{ exitCode }]);
    expectDiscreet({ ...ended, out: JSON.stringify(watchman.pings) }, rows);
  });

  it('a server that stays away wakes nobody, and says how much waits', async () => {
    configure(everybody());
    clerk.env['VAX_UPLOAD_DELIVERY_PATIENCE'] = '300ms';
    server.always('503');
    expect((await clerk.runs('import', 'peserta.csv')).exitCode).toBe(5);
    expect(pings()).toEqual(['start', '0']);
    expect(hooks()).toMatchObject([
      { verdict: 'waiting', exitCode: 5, backlog: 20, errors: [{ code: 'SERVER_AWAY' }] },
    ]);
  });

  it('a server that refuses us is a failure', async () => {
    configure(everybody());
    server.always('401');
    expect((await clerk.runs('import', 'peserta.csv')).exitCode).toBe(7);
    expect(pings()).toEqual(['start', '7']);
    expect(hooks()[0]?.['text']).toMatch(/FAILED: /);
  });

  it('a run that finds another at work has not begun; one that is stopped is noted', async () => {
    configure(everybody());
    server.always({ do: 'slow', ms: 1_500 });
    const first = clerk.starts('import', 'peserta.csv');
    await first.says(/Sending 20/);
    expect((await clerk.runs('resume')).exitCode).toBe(11);
    expect(pings()).toEqual(['start', 'log']);
    first.child.kill('SIGTERM');
    expect((await first.ended()).exitCode).toBe(143);
    expect(pings()).toEqual(['start', 'log', 'log']);
    expect(hooks().map(({ verdict }) => verdict)).toEqual(['busy', 'stopped']);
  });
});

describe('a bug', () => {
  it.each([
    ['in a timer, which nothing catches', 'setTimeout(() => { throw new TypeError("Siti"); }, 3_000)'],
    ['in what the run does', 'Intl.DateTimeFormat.prototype.formatToParts = () => { throw new TypeError("Siti"); }'],
  ])('%s: a failure, and no word of its message', async (_, code) => {
    configure(everybody());
    server.always({ do: 'slow', ms: 9_000 });
    clerk.env['NODE_OPTIONS'] = `--import=${pathToFileURL(clerk.path(clerk.write('bug.mjs', code))).href}`;
    const ended = await clerk.runs('import', 'peserta.csv');
    expect(ended.exitCode, ended.err).toBe(1);
    expect(pings().at(-1)).toBe('1');
    expect(hooks()).toMatchObject([{ verdict: 'failed', exitCode: 1 }]);
    expect(JSON.stringify(watchman.pings)).not.toContain('Siti');
  });
});

// Without squid (Debian: squid-openssl or squid) there is no proxy to ask.
describe.skipIf(!hasSquid())('where only a proxy leads outside', () => {
  let squid: Squid;
  beforeAll(async () => {
    squid = await startSquid();
  });
  afterAll(() => squid[Symbol.asyncDispose]());

  it.each([
    ['HTTP_PROXY', '', () => ({ HTTP_PROXY: squid.url })],
    ['the option', 'yes', () => ({})],
  ])('a ping goes through it: %s', async (_, option, env) => {
    const url = watchman.url.replace('127.0.0.1', 'registry.test');
    const proxy = option ? `, proxy: "${squid.url}"` : '';
    configure(`ping: { url: "${url}", allowHttp: true${proxy} }`);
    Object.assign(clerk.env, env());
    const ended = await clerk.runs('notify');
    expect(ended.exitCode, ended.out).toBe(0);
    expect(pings()).toEqual(['log']);
  });
});

describe('nobody is told', () => {
  it.each([
    ['check', ['check', 'peserta.csv'], 0],
    ['a dry run', ['import', 'peserta.csv', '--dry-run'], 0],
    ['what is only taken in', ['import', 'peserta.csv', '--take-in-only'], 10],
    ['status', ['status'], 2],
  ] as const)('of %s', async (_, args, exitCode) => {
    configure(everybody());
    expect((await clerk.runs(...args)).exitCode).toBe(exitCode);
    expect(watchman.pings).toEqual([]);
  });

  it.each([
    ['problems', 'nothing went wrong', ['import', 'peserta.csv'], 0, 0],
    ['news', 'nothing happened', ['resume'], 0, 0],
    ['news', 'something landed', ['import', 'peserta.csv'], 0, 1],
    ['problems', 'something went wrong', ['import', 'tidak-ada.csv'], 65, 1],
  ] as const)('who wants only %s, where %s', async (on, _, args, exitCode, told) => {
    configure(`on: ${on}, ${everybody()}`);
    expect((await clerk.runs(...args)).exitCode).toBe(exitCode);
    expect(hooks()).toHaveLength(told);
    expect(pings()).toHaveLength(2);
  });
});

describe('whatever goes wrong with telling', () => {
  const broken = (): string =>
    `timeout: 800ms, ping: { url: ${JSON.stringify(watchman.url)} }, command: 'trap "" TERM; sleep 60', webhook: { url: ${JSON.stringify(watchman.url.replace(CHECK, 'hook'))}, tokenFile: ./tidak-ada }`;

  it.each([
    ['plain lines', []],
    ['-q', ['-q']],
    ['--json', ['--json']],
  ] as const)('is a warning within its limit, and the run ends as it would have (%s)', async (_, flags) => {
    configure(broken());
    watchman.moods = ['hang', 'hang', 'hang', 'hang', 'hang', 'hang'];
    const ended = await clerk.runs('import', 'peserta.csv', ...flags);
    expect(ended.exitCode, ended.err).toBe(0);
    expect(server.effects.size).toBe(20);
    for (const code of ['NOTIFY_AWAY', 'NOTIFY_COMMAND', 'SECRET_UNREADABLE'])
      expect(ended.err).toMatch(new RegExp(`Warning: .+\\[${code}\\]\n(?:[-\\d]+ [:\\d]+ )?Try: `));
    // The address is a secret, wherever it might be said.
    expect(ended.out + ended.err).not.toContain(CHECK);
    if (flags.some((flag) => flag === '--json'))
      expect(JSON.parse(ended.out.trim().split('\n').at(-1) ?? '')).toMatchObject({ event: 'summary', exitCode: 0 });
  });

  it('a line that is left open at the end holds nobody up: the exit code comes at once', async () => {
    configure(everybody());
    const code = 'import { createServer } from "node:net"; createServer().listen(0, "127.0.0.1");';
    clerk.env['NODE_OPTIONS'] = `--import=${pathToFileURL(clerk.path(clerk.write('open.mjs', code))).href}`;
    const ended = await clerk.runs('import', 'peserta.csv');
    expect(ended.exitCode, ended.err).toBe(0);
    expect(pings()).toEqual(['start', '0']);
  });

  it('a command for a secret that never ends is ended with the limit', async () => {
    configure(`timeout: 1s, webhook: { url: ${JSON.stringify(watchman.url)}, tokenCommand: "sleep 600" }`);
    const began = performance.now();
    const ended = await clerk.runs('import', 'peserta.csv');
    expect(ended.exitCode, ended.err).toBe(0);
    expect(ended.err).toContain('SECRET_UNREADABLE');
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('a signal after the end ends the waiting at once, and the exit code stays', async () => {
    configure('timeout: 60s, command: "echo >begun; sleep 60"');
    const run = clerk.starts('import', 'peserta.csv');
    await run.says(/Nothing left to do/);
    const began = performance.now();
    await new Promise((next) => setTimeout(next, 300));
    run.child.kill('SIGINT');
    const ended = await run.ended();
    expect(ended.exitCode).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(ended.err).not.toContain('Asked to stop');
  });

  it('the ledger is free while others are told', async () => {
    configure('timeout: 20s, command: "test -e free && exit 0; touch begun; while [ ! -e free ]; do sleep 0.1; done"');
    const run = clerk.starts('import', 'peserta.csv');
    await run.says(/Nothing left to do/);
    clerk.write('free', '');
    expect((await clerk.runs('resume')).exitCode).toBe(0);
    expect((await run.ended()).exitCode).toBe(0);
  });

  it('nothing of it is asked of the registry', async () => {
    configure('on: always');
    await clerk.runs('import', 'peserta.csv');
    const without = server.requests.length;
    clerk.env['VAX_UPLOAD_STATE'] = 'lain.db';
    configure(everybody());
    await clerk.runs('import', 'peserta.csv');
    expect(server.requests.length - without).toBe(without);
  });
});

describe('`vax-upload notify`', () => {
  it('tries every way; the state of the check stays as it is', async () => {
    configure(everybody());
    const ended = await clerk.runs('notify');
    expect(ended.exitCode, ended.err).toBe(0);
    expect(ended.out.match(/^✓ /gm)).toHaveLength(3);
    expect(ended.out).toContain('Every way works.');
    expect(pings()).toEqual(['log']);
    expect(hooks()).toMatchObject([{ event: 'test', name: 'Kendal 1' }]);
    expect(ended.out).not.toContain(CHECK);
  });

  it('says what does not work and what to do, for people and for scripts', async () => {
    const port = await freePort();
    configure(`ping: { url: "http://127.0.0.1:${port}/${CHECK}" }, command: "exit 9"`);
    const people = await clerk.runs('notify');
    expect(people.exitCode).toBe(2);
    expect(people.out).toMatch(/^✗ The ping did not get through to 127\.0\.0\.1:\d+: .+ \[NOTIFY_AWAY\]\n {2}\S/);
    expect(people.out).toContain('(exit 9). [NOTIFY_COMMAND]');
    const script = await clerk.runs('notify', '--json');
    expect(
      script.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { event: 'told', way: 'ping', host: `127.0.0.1:${port}`, code: 'NOTIFY_AWAY' },
      { event: 'told', way: 'command', code: 'NOTIFY_COMMAND' },
      { event: 'told-all', bad: 2, exitCode: 2 },
    ]);
  });

  it.each([
    ['nobody is named', 'on: always', /\[NOTIFY_NONE\]/],
    ['a ping without an address', 'ping: { success: 0 }', /notify\.ping\.url.*\[CONFIG_VALUE\]/],
    [
      'a user without a password',
      'email: { host: a.example, user: x, from: a@b.c, to: a@b.c }',
      /notify\.email\.passwordFile/,
    ],
    [
      'a password in the open',
      'email: { host: a.example, user: x, passwordFile: ./p, security: none, from: a@b.c, to: a@b.c }',
      /notify\.email\.security/,
    ],
    ['an address that is none', 'email: { host: a.example, from: a@b.c, to: "a@b.c, Kepala" }', /notify\.email\.to/],
    ['a word for a time', 'timeout: lama', /notify\.timeout/],
    ['a mistyped option', 'pinng: {}', /notify\.ping/],
  ])('%s', async (_, notify, said) => {
    configure(notify);
    const ended = await clerk.runs('notify');
    expect(ended.exitCode).toBe(2);
    expect(ended.err).toMatch(said);
  });

  it.each([
    ['plain http to another computer', 'ping: { url: "http://hc.example/UUID" }', 'NOTIFY_PLAIN'],
    ['a file without an address in it', 'ping: { urlFile: ./alamat }', 'NOTIFY_ADDRESS'],
  ])('%s', async (_, notify, code) => {
    clerk.write('alamat', 'belum ada\n');
    const { chmodSync } = await import('node:fs');
    chmodSync(clerk.path('alamat'), 0o600);
    configure(notify);
    const ended = await clerk.runs('notify');
    expect([ended.exitCode, /\[(NOTIFY_\w+)\]/.exec(ended.out)?.[1]]).toEqual([2, code]);
  });
});
