/** `purge --older-than`, as somebody types it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, errorLines, outcomesOf, people, person } from './clerk.ts';

const clerk = new Clerk();
const server = await startFakeServer({});
afterAll(() => server.close());
const TO = ['--to', server.url] as const;

beforeAll(async () => {
  clerk.write('peserta.csv', csv([...people(3), person(11, { nik: '' })]));
  expect((await clerk.runs('import', 'peserta.csv', ...TO)).exitCode).toBe(3);
});

it('what is younger stays', async () => {
  expect(await clerk.runs('purge', '--older-than', '1d', '--lang', 'en')).toMatchObject({
    exitCode: 0,
    out: 'Nothing is so old that it could be forgotten. What waits is kept in any case.\n',
  });
});

it('what is older goes, and what waits for a person stays; imported again, the rows are sent under the same keys', async () => {
  const { exitCode, out } = await clerk.runs('purge', '--older-than', '0d', '--json');
  expect([exitCode, JSON.parse(out)]).toEqual([0, { entries: 3, rows: 3 }]);
  expect(JSON.parse((await clerk.runs('status', '--json')).out)).toMatchObject({
    entries: { accepted: 0 },
    forPerson: { invalid: 1 },
  });
  const again = await clerk.runs('import', 'peserta.csv', ...TO, '--json');
  expect(outcomesOf(again.out)).toEqual({ 'already-there': 3, invalid: 1 });
  expect(Array.from(server.effects.values(), ({ count }) => count)).toEqual([1, 1, 1]);
});

it.each(['90', '90h', '-1d', '99999d'])('%s is no number of days', async (given) => {
  const { exitCode, err } = await clerk.runs('purge', `--older-than=${given}`, '--lang', 'en');
  expect(exitCode).toBe(2);
  expect(errorLines(err)[1]).toContain('90d');
});

it('without a ledger it says so', async () => {
  const { exitCode, err } = await clerk.runs('purge', '--older-than', '90d', '--state', 'tidak-ada.db');
  expect([exitCode, err]).toEqual([2, expect.stringContaining('LEDGER_MISSING')]);
});
