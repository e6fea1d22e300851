/**
 * Servers that will not have us, or are not there: the exit code says who has to do something, and every row is kept.
 */
import { existsSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import type { Weather } from '../support/fake-weather.ts';
import { Clerk, csv, errorLines, expectDiscreet, people, summaryOf } from './clerk.ts';

const clerk = new Clerk();
const rows = people(6);
clerk.write('peserta.csv', csv(rows));
clerk.env = {
  VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms',
  VAX_UPLOAD_DELIVERY_RETRY_CAP: '200ms',
  VAX_UPLOAD_DELIVERY_TURNEDAWAY: '5s',
};
const server = await startFakeServer();
afterAll(() => server.close());
/** Nobody listens there: port 9 is `discard`, which no machine runs. */
const NOBODY = 'http://127.0.0.1:9/v1';

const CASES: readonly (readonly [name: string, weather: Weather, exitCode: number, code: string])[] = [
  ['a web page that answers 200 to everything', '200 with an HTML page', 7, 'SERVER_MISCONFIGURED'],
  ['credentials that are refused', '401', 7, 'SERVER_UNAUTHORISED'],
  ['no permission', '403', 7, 'SERVER_UNAUTHORISED'],
  ['an address with nothing behind it', '404', 7, 'SERVER_MISCONFIGURED'],
];

it.each(CASES)('%s: exit %s', async (name, weather, exitCode, code) => {
  server.always(weather);
  server.lookups.always(weather);
  for (const [lang, words] of [['en', ['Error', 'Try']] as const, ['id', ['Galat', 'Coba']] as const]) {
    const ended = await clerk.runs(
      'import',
      'peserta.csv',
      '--to',
      server.url,
      '--json',
      '--lang',
      lang,
      '--state',
      `${code}-${weather}-${lang}.db`,
    );
    expect(ended.exitCode, name).toBe(exitCode);
    const said = errorLines(ended.err);
    expect(said.map((line) => line.slice(0, line.indexOf(':')))).toEqual(words);
    expect(said[0]).toContain(`[${code}]`);
    expect(summaryOf(ended.out)).toMatchObject({ rows: 6, outcomes: { waiting: 6 }, exitCode });
    expectDiscreet(ended, rows);
  }
  expect(server.effects.size).toBe(0);
});

it('plain http to another computer only where somebody has allowed it: nothing is taken in for it otherwise', async () => {
  const url = 'http://192.0.2.1/v1';
  const refused = await clerk.runs(
    'import',
    'peserta.csv',
    '--to',
    url,
    '--take-in-only',
    '--state',
    'polos.db',
    '--json',
  );
  expect(refused.exitCode).toBe(2);
  expect(errorLines(refused.err)[0]).toContain('[TARGET_PLAIN]');
  expect(existsSync(clerk.path('polos.db'))).toBe(false);
  clerk.write('polos.yaml', `target: { url: "${url}", allowHttp: true }\n`);
  const allowed = await clerk.runs('import', 'peserta.csv', '--config', 'polos.yaml', '--take-in-only', '--json');
  expect(allowed.exitCode).toBe(10);
  expect(summaryOf(allowed.out).outcomes).toMatchObject({ waiting: 6 });
});

it('nobody listens, and the window is short: exit 10, everything is saved', async () => {
  const ended = await clerk.runs('import', 'peserta.csv', '--to', NOBODY, '--max-duration', '4s', '--state', 'sepi.db');
  expect(ended.exitCode).toBe(10);
  expect(errorLines(ended.err)).toEqual([]);
  expect(ended.err).toMatch(/server down since .*nothing is lost/);
  expect(ended.out).toContain('6 rows = 6 waiting');
});

it('nobody listens longer than the patience lasts: exit 5 in two lines', async () => {
  clerk.env['VAX_UPLOAD_DELIVERY_PATIENCE'] = '600ms';
  const ended = await clerk.runs('resume', '--to', NOBODY, '--state', 'sepi.db', '--json');
  delete clerk.env['VAX_UPLOAD_DELIVERY_PATIENCE'];
  expect(ended.exitCode).toBe(5);
  expect(errorLines(ended.err)[0]).toContain(`${NOBODY} stayed away. Everything is saved. [SERVER_AWAY]`);
  expect(summaryOf(ended.out)).toMatchObject({ outcomes: { waiting: 6 }, exitCode: 5, outages: 1 });
});

it('once the server is well, resume delivers each record once, without the sheet', async () => {
  server.always('ok');
  server.lookups.always('ok');
  const ended = await clerk.runs('resume', '--to', server.url, '--state', 'SERVER_UNAUTHORISED-401-en.db', '--json');
  expect(ended.exitCode).toBe(0);
  expect(summaryOf(ended.out).outcomes).toMatchObject({ accepted: 6 });
  expect([...server.effects.values()].map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1]);
});
