/** `reconcile`: what stands on paper and what the server has, against a real server on a real socket. */
import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import exceljs from 'exceljs';
import { afterAll, expect, it as test } from 'vitest';
import { naturalKey, recordKey } from '../../src/record/key.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, errorLines, events, expectDiscreet, type Person, people, person } from './clerk.ts';

/** Each starts the program several times and mostly waits for it. */
const it = test.concurrent;
const servers: FakeServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

interface Desk {
  readonly clerk: Clerk;
  readonly server: FakeServer;
}

/** A clerk with a server that answers, and a configuration that does not wait long. */
async function desk(): Promise<Desk> {
  const server = await startFakeServer();
  servers.push(server);
  const clerk = new Clerk();
  configure(clerk, server);
  return { clerk, server };
}

function configure(clerk: Clerk, server: FakeServer, patience = '20s'): void {
  const retry = '{ first: 20ms, cap: 50ms, probe: 100ms }';
  clerk.write(
    'vax-upload.yaml',
    `target: { type: json, url: "${server.url}" }\ndelivery: { timeout: 2s, doubtWait: 100ms, patience: ${patience}, turnedAway: 2s, retry: ${retry} }\n`,
  );
}

const keyOf = ({ nik }: Person): string =>
  recordKey(
    naturalKey({ programme: 'covid19', participant: { nik }, dose: { number: 1 } } as Parameters<typeof naturalKey>[0]),
  );

/** What the server has of a person is gone. */
function forget({ server }: Desk, ...gone: readonly Person[]): void {
  for (const one of gone) expect(server.registry.effects.delete(keyOf(one))).toBe(true);
}

const reconciled = (out: string) => events(out).at(-1) as Record<string, unknown> & { missing: Record<string, number> };
const missing = (out: string) => events(out).filter(({ event }) => event === 'missing');

it('a complete sheet, compared on the computer that imported it and on one that never did', async () => {
  const here = await desk();
  const rows = people(120);
  here.clerk.write('a.csv', csv([...rows, rows[3] as Person]));
  expect((await here.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(0);
  const elsewhere = new Clerk();
  configure(elsewhere, here.server);
  elsewhere.write('a.csv', csv([...rows, rows[3] as Person]));
  for (const clerk of [here.clerk, elsewhere]) {
    const asJson = await clerk.runs('reconcile', 'a.csv', '--json');
    expect(asJson.exitCode).toBe(0);
    expect(reconciled(asJson.out)).toMatchObject({
      event: 'reconciled',
      onPaper: 120,
      onServer: 120,
      unexpected: 0,
      apart: { invalid: 0, held: 0, repeated: 1, skipped: 0 },
      exitCode: 0,
    });
    expectDiscreet(asJson, rows);
    const asTable = await clerk.runs('reconcile', 'a.csv', '--lang', 'en');
    expect(asTable.exitCode).toBe(0);
    expect(asTable.out).toMatch(
      /on paper and ready for the server +120\n +of these on the server +120\n +missing on the server +0\n/,
    );
    expect(asTable.out).toContain('Complete: every record on paper is on the server.');
  }
});

it('says of each missing row where it stands and why', async () => {
  const at = await desk();
  const refused = person(1);
  at.server.registry.rules = {
    refuse: (key) => (key === keyOf(refused) ? [{ code: 'AGE', message: 'too young' }] : undefined),
  };
  const rows = people(6);
  at.clerk.write('a.csv', csv(rows));
  expect((await at.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(3);
  // Taken in and not sent, not taken in, contested on paper, and wrong.
  at.clerk.write('b.csv', csv([person(20)]));
  expect((await at.clerk.runs('import', 'b.csv', '--take-in-only', '-q')).exitCode).toBe(10);
  at.clerk.write(
    'c.csv',
    csv([person(30), person(31), { ...person(31), date: '05/10/2021' }, { ...person(32), nik: '123' }, person(4)]),
  );
  const ended = await at.clerk.runs('reconcile', 'a.csv', 'b.csv', 'c.csv', '--json');
  expect(ended.exitCode).toBe(3);
  expect(missing(ended.out)).toEqual([
    { event: 'missing', file: 'a.csv', sheet: '', line: 3, dose: 1, why: 'refused' },
    { event: 'missing', file: 'b.csv', sheet: '', line: 2, dose: 1, why: 'waiting' },
    { event: 'missing', file: 'c.csv', sheet: '', line: 2, dose: 1, why: 'never-imported' },
  ]);
  expect(reconciled(ended.out)).toMatchObject({
    files: 3,
    onPaper: 8,
    onServer: 5,
    missing: { refused: 1, waiting: 1, 'never-imported': 1, lost: 0, held: 0, 'in-doubt': 0, unknown: 0 },
    apart: { invalid: 1, held: 2, repeated: 1, skipped: 0 },
    exitCode: 3,
  });
  expectDiscreet(ended, [...rows, person(30), person(31)]);
});

it('writes a workbook of places and reasons, for its owner alone', async () => {
  const at = await desk();
  at.clerk.write('a.csv', csv(people(3)));
  const ended = await at.clerk.runs('reconcile', 'a.csv', '-o', 'beda.xlsx', '--lang', 'en');
  expect(ended.exitCode).toBe(3);
  expect(ended.out).toContain('a.csv, row 2: no ledger here knows why');
  expect(statSync(at.clerk.path('beda.xlsx')).mode & 0o777).toBe(0o600);
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(at.clerk.path('beda.xlsx'));
  const cells = (name: string) =>
    workbook
      .getWorksheet(name)
      ?.getSheetValues()
      .flatMap((row) => (Array.isArray(row) ? [row.slice(1)] : []));
  expect(cells('Comparison')).toContainEqual(['on paper and ready for the server', 3]);
  expect(cells('Rows')?.slice(1)).toEqual(
    [2, 3, 4].map((line) => ['a.csv', undefined, line, 1, 'no ledger here knows why']),
  );
  const all = JSON.stringify([cells('Comparison'), cells('Rows')]);
  for (const { nik, name } of people(3)) expect(all.includes(nik) || all.includes(name)).toBe(false);
});

it('shouts when the server has lost what it confirmed, whether it is on paper still or not', async () => {
  const at = await desk();
  const rows = people(5);
  at.clerk.write('a.csv', csv(rows));
  expect((await at.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(0);
  at.clerk.write('a.csv', csv(rows.slice(0, 3)));
  forget(at, rows[0] as Person, rows[4] as Person);
  const ended = await at.clerk.runs('reconcile', 'a.csv', '--json');
  expect(ended.exitCode).toBe(3);
  expect(missing(ended.out)).toEqual([
    { event: 'missing', file: 'a.csv', sheet: '', line: 2, dose: 1, why: 'lost' },
    { event: 'missing', file: 'a.csv', sheet: '', line: 6, dose: 1, why: 'lost' },
  ]);
  expect(events(ended.out).filter(({ event }) => event === 'unexpected')).toEqual([
    { event: 'unexpected', file: 'a.csv', sheet: '', line: 5, dose: 1 },
  ]);
  expect(reconciled(ended.out)).toMatchObject({ onPaper: 3, onServer: 2, unexpected: 1, missing: { lost: 2 } });
  const table = await at.clerk.runs('reconcile', 'a.csv', '--lang', 'en');
  expect(table.out).toContain('LOOK INTO THIS: 2 records have receipts and are not on the server.');
});

it('repairs what the server has lost, from the sheet, and says what it did; resume sends it once', async () => {
  const at = await desk();
  const rows = people(5);
  at.clerk.write('a.csv', csv(rows));
  expect((await at.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(0);
  // One is no longer on paper: of it nothing is kept that could be sent.
  at.clerk.write('a.csv', csv([...rows.slice(0, 4), person(9)]));
  forget(at, rows[0] as Person, rows[2] as Person, rows[4] as Person);
  // The server restored its records, and its memory of our keys with them: it would answer an old key as before.
  const advised = /`vax-upload (reconcile) FILE (--repair)`/.exec(
    (await at.clerk.runs('reconcile', 'a.csv', '--lang', 'en')).out,
  );
  const [, command = '', flag = ''] = advised ?? [];
  const ended = await at.clerk.runs(command, 'a.csv', flag, '--json');
  expect(ended.exitCode).toBe(10);
  expect(reconciled(ended.out)).toMatchObject({
    missing: { lost: 3, 'never-imported': 1 },
    repaired: { again: 2, fresh: 1, left: 0 },
    exitCode: 10,
  });
  expectDiscreet(ended, rows);
  const status = JSON.parse((await at.clerk.runs('status', '--json')).out);
  expect(status).toMatchObject({ entries: { pending: 3, accepted: 3 }, lastRun: { command: 'repair', exitCode: 10 } });
  expect((await at.clerk.runs('resume', '-q')).exitCode).toBe(0);
  for (const one of [rows[0], rows[2], person(9)]) expect(at.server.effects.get(keyOf(one as Person))?.count).toBe(1);
  // Nothing is lost any more that stands on paper: nothing is repaired twice.
  const again = await at.clerk.runs('reconcile', 'a.csv', '--repair', '--lang', 'en');
  expect(again.out).toContain('Repaired: nothing. Nothing was changed.');
});

it('repairs nothing whose row says something else by now, and says so', async () => {
  const at = await desk();
  const rows = people(2);
  at.clerk.write('a.csv', csv(rows));
  expect((await at.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(0);
  at.clerk.write('a.csv', csv([rows[0] as Person, { ...(rows[1] as Person), date: '06/10/2021' }]));
  forget(at, rows[1] as Person);
  const ended = await at.clerk.runs('reconcile', 'a.csv', '--repair', '--lang', 'id');
  expect(ended.exitCode).toBe(3);
  expect(ended.out.replaceAll(/\s+/g, ' ')).toContain('1 tidak dapat dipulihkan: barisnya tidak lagi sama');
  expect(JSON.parse((await at.clerk.runs('status', '--json')).out)).toMatchObject({
    entries: { accepted: 2, pending: 0 },
  });
});

it('does not shout for an index that lags behind', async () => {
  const at = await desk();
  at.clerk.write('a.csv', csv(people(3)));
  expect((await at.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(0);
  at.server.lookups.next('finds nothing', 'finds nothing');
  const ended = await at.clerk.runs('reconcile', 'a.csv', '--json');
  expect(reconciled(ended.out)).toMatchObject({ onServer: 3, missing: { lost: 0 } });
  expect(ended.exitCode).toBe(0);
});

it('waits an outage out', async () => {
  const at = await desk();
  at.clerk.write('a.csv', csv(people(40)));
  expect((await at.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(0);
  await at.server.down();
  const running = at.clerk.starts('reconcile', 'a.csv', '--lang', 'en');
  await running.says(/server down since/);
  await sleep(150);
  await at.server.up();
  const ended = await running.ended();
  expect(ended.exitCode).toBe(0);
  expect(ended.err.match(/server down since/g)).toHaveLength(1);
  expect(ended.err).toContain('server is back');
  expect(ended.out).toMatch(/of these on the server +40/);
});

it('gives up after its patience with exit 5 and says that nothing was changed', async () => {
  const at = await desk();
  configure(at.clerk, at.server, '400ms');
  at.clerk.write('a.csv', csv(people(4)));
  await at.server.down();
  const ended = await at.clerk.runs('reconcile', 'a.csv', '--lang', 'en', '--json');
  expect(ended.exitCode).toBe(5);
  expect(events(ended.out).at(-1)).toEqual({ event: 'failed', code: 'COMPARISON_AWAY', exitCode: 5 });
  expect(errorLines(ended.err)[0]).toContain('did not come to its end. Nothing was changed.');
});

it('ends with 10 when the time window ends before the server is back', async () => {
  const at = await desk();
  at.clerk.write('a.csv', csv(people(4)));
  await at.server.down();
  const ended = await at.clerk.runs('reconcile', 'a.csv', '--max-duration', '1s');
  expect(ended.exitCode).toBe(10);
});

it('a page of HTML with 200 is no registry: exit 7 where it was never met, an outage where it was', async () => {
  const at = await desk();
  at.clerk.write('a.csv', csv(people(4)));
  at.server.lookups.always('200 with an HTML page');
  expect((await at.clerk.runs('reconcile', 'a.csv')).exitCode).toBe(7);
  at.server.lookups.always('ok');
  expect((await at.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(0);
  at.server.lookups.next('200 with an HTML page', '200 with an HTML page');
  expect((await at.clerk.runs('reconcile', 'a.csv')).exitCode).toBe(0);
});

it('credentials that are not taken: exit 7', async () => {
  const at = await desk();
  at.server.authorization = 'Bearer right';
  at.clerk.write('a.csv', csv(people(2)));
  const ended = await at.clerk.runs('reconcile', 'a.csv', '--json');
  expect([ended.exitCode, events(ended.out).at(-1)?.['code']]).toEqual([7, 'SERVER_UNAUTHORISED']);
});

it('a ledger of another server is refused before anything is read', async () => {
  const at = await desk();
  at.clerk.write('a.csv', csv(people(2)));
  expect((await at.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(0);
  const other = await desk();
  const ended = await at.clerk.runs('reconcile', 'a.csv', '--to', other.server.url, '--json');
  expect([ended.exitCode, events(ended.out).at(-1)?.['code']]).toEqual([2, 'TARGET_MISMATCH']);
});

it('a file that cannot be read costs 65, and the others are compared', async () => {
  const at = await desk();
  at.clerk.write('a.csv', csv(people(2)));
  const ended = await at.clerk.runs('reconcile', 'gone.csv', 'a.csv', '--json');
  expect(ended.exitCode).toBe(65);
  expect(reconciled(ended.out)).toMatchObject({ files: 1, unread: 1, onPaper: 2, onServer: 0 });
});

it.each([
  ['one that is not there', ['gone.csv', 'a.csv'], 1],
  ['one without headings, in which nobody is found', ['a.csv', 'kosong.csv'], 1],
  ['all of them', ['gone.csv', 'kosong.csv'], 2],
] as const)('is never "complete" with a file that cannot be read: %s', async (_, files, unread) => {
  const at = await desk();
  at.clerk.write('a.csv', csv(people(2)));
  at.clerk.write('kosong.csv', 'Laporan\nApa saja\n');
  expect((await at.clerk.runs('import', 'a.csv', '-q')).exitCode).toBe(0);
  const { out, exitCode } = await at.clerk.runs('reconcile', ...files, '--lang', 'en');
  expect(exitCode).toBe(65);
  expect(out).not.toContain('Complete:');
  expect(out).toContain(`NOT COMPLETE: ${unread} file`);
  expect(reconciled((await at.clerk.runs('reconcile', ...files, '--json')).out)).toMatchObject({
    unread,
    exitCode: 65,
  });
});

it('asks in questions of a thousand, after it has felt its way', async () => {
  const at = await desk();
  at.clerk.write(
    'a.csv',
    csv(
      people(800).concat(
        // Another name as well: the same one under a number one digit off would be held.
        Array.from({ length: 800 }, (_, n) => {
          const { nik, name, ...rest } = person(n);
          return { ...rest, name: `${name} Kedua`, nik: `${nik.slice(0, 5)}2${nik.slice(6)}` };
        }),
      ),
    ),
  );
  const ended = await at.clerk.runs('reconcile', 'a.csv', '--json');
  const sizes = at.server.requests.map(({ records }) => records);
  expect(sizes.slice(0, 4)).toEqual([1, 4, 16, 64]);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(reconciled(ended.out)['onPaper']);
});
