/**
 * Refused is not for ever: `retry` and `import --retry-refused`, against a server that learns; and a refusal without a
 * word is in every list.
 */
import { copyFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import exceljs from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import type { RegistryRules } from '../support/fake-registry.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, errorLines, events, expectDiscreet, outcomesOf, people, person, summaryOf } from './clerk.ts';

const clerk = new Clerk();
const unknown = [person(40, { lot: 'LOTBARU1' }), person(41, { lot: 'LOTBARU2' })];
const rows = [...people(3), ...unknown];
clerk.write('peserta.csv', csv(rows));
let server: FakeServer;
const servers: FakeServer[] = [];
afterAll(() => Promise.all(servers.map((each) => each.close())));
const counts = (): number[] => [...server.effects.values()].map(({ count }) => count);

async function newServer(rules: RegistryRules): Promise<void> {
  server = await startFakeServer({ rules });
  servers.push(server);
}

/**
 * A server that does not know the batch numbers that begin with LOTBARU, a ledger of its own, and the sheet taken in.
 */
async function refusedRows(reasons: readonly { message: string }[] = [{ message: 'Batch tidak dikenal' }]) {
  await newServer({
    knows: 'requests',
    refuse: (_, record) => (JSON.stringify(record).includes('LOTBARU') ? reasons : undefined),
  });
  const to = ['--to', server.url, '--state', `buku${servers.length}.db`];
  const first = await clerk.runs('import', 'peserta.csv', ...to, '--json');
  expect([first.exitCode, outcomesOf(first.out)]).toEqual([3, { accepted: 3, refused: 2 }]);
  const learn = (): void => {
    server.registry.rules = { knows: 'requests' };
  };
  return { to, learn };
}

describe('retry', () => {
  it('sends what was refused once more, unchanged, under a new key; the sheet is not needed', async () => {
    const { to, learn } = await refusedRows();
    // As long as the server has learned nothing, it refuses again.
    const early = await clerk.runs('retry', ...to, '--json');
    expect([early.exitCode, outcomesOf(early.out)]).toEqual([3, { refused: 2 }]);
    learn();
    const ended = await clerk.runs('retry', ...to, '--lang', 'en');
    expect(ended.exitCode).toBe(0);
    expect(ended.err).toContain('Sent again, unchanged: 2 records that the server refused.');
    expect(ended.out).toMatch(/^\S+ \S+ Retry: [\s\S]*\n2 records = 2 accepted\n/);
    expectDiscreet(ended, rows);
    expect(counts()).toEqual([1, 1, 1, 1, 1]);
    expect(JSON.parse((await clerk.runs('status', ...to.slice(2), '--json')).out)).toMatchObject({
      entries: { accepted: 5, refused: 0 },
      forPerson: { refused: 0 },
      lastRun: { command: 'retry', exitCode: 0 },
    });
    const life = (await clerk.runs('explain', 'peserta.csv', '5', ...to.slice(2), '--lang', 'en')).out;
    expect(life.match(/batch [\da-f-]{36}/g)?.length).toBe(3);
    expect(life).toContain('now: on the server');
    // Nothing is refused any more: said, and nothing is sent.
    const before = server.requests.length;
    const idle = await clerk.runs('retry', ...to, '--lang', 'id');
    expect([idle.exitCode, server.requests.length]).toEqual([0, before]);
    expect(idle.err).toContain('Tidak ada baris yang ditolak server');
  });

  it('tells scripts how many it sends', async () => {
    const { to, learn } = await refusedRows();
    learn();
    const { out } = await clerk.runs('retry', 'peserta.csv', ...to, '--json');
    expect(events(out)).toContainEqual({ event: 'retry', entries: 2 });
    expect(summaryOf(out)).toMatchObject({ command: 'retry', outcomes: { accepted: 2 }, exitCode: 0 });
  });

  it('one row alone, and the others stay as they are', async () => {
    const { to, learn } = await refusedRows();
    learn();
    const { out, exitCode } = await clerk.runs('retry', 'peserta.csv', '6', ...to, '--json');
    expect([exitCode, outcomesOf(out)]).toEqual([3, { accepted: 1, refused: 1 }]);
  });

  it('what was dismissed is not sent', async () => {
    const { to, learn } = await refusedRows();
    learn();
    expect((await clerk.runs('dismiss', 'peserta.csv', '5', ...to.slice(2))).exitCode).toBe(0);
    const { out } = await clerk.runs('retry', ...to, '--json');
    expect(events(out)).toContainEqual({ event: 'retry', entries: 1 });
    expect(server.effects.size).toBe(4);
  });

  it('killed in the middle of it: resume asks and ends it, and nothing is doubled', async () => {
    const { to, learn } = await refusedRows();
    learn();
    server.always('commit then half-open');
    const running = clerk.starts('retry', ...to);
    const before = server.requests.length;
    while (server.effects.size < 4) await new Promise((wait) => setTimeout(wait, 20));
    expect(server.requests.length).toBeGreaterThan(before);
    running.child.kill('SIGKILL');
    await running.ended();
    server.always('ok');
    clerk.env = { VAX_UPLOAD_DELIVERY_DOUBTWAIT: '100ms' };
    const { out, exitCode } = await clerk.runs('resume', ...to, '--json');
    clerk.env = {};
    expect([exitCode, outcomesOf(out)['refused']]).toEqual([0, undefined]);
    expect(counts()).toEqual([1, 1, 1, 1, 1]);
  });

  it.each([
    ['a row that is on the server', ['peserta.csv', '2'], 'ROW_NOT_REFUSED', 'vax-upload explain peserta.csv 2'],
    ['a row that nobody has read', ['peserta.csv', '99'], 'ROW_UNKNOWN', 'as it was imported'],
    ['a file that nobody has read', ['boja.csv'], 'FILE_UNKNOWN', 'vax-upload retry'],
    ['no row at all', ['peserta.csv', 'tiga'], 'VALUE_WRONG', 'vax-upload retry peserta.csv 17'],
  ])('%s: two lines, and nothing is sent', async (_, args, code, cure) => {
    const { to } = await refusedRows();
    const before = server.requests.length;
    const { exitCode, err } = await clerk.runs('retry', ...args, ...to, '--lang', 'en');
    expect([exitCode, server.requests.length]).toEqual([2, before]);
    expect(errorLines(err)[0]).toContain(`[${code}]`);
    expect(err.replaceAll(/\s+/g, ' ')).toContain(cure);
  });
});

describe('import --retry-refused', () => {
  it('sends the refused rows of these sheets again; without the flag they stay refused', async () => {
    const { to, learn } = await refusedRows();
    learn();
    const without = await clerk.runs('import', 'peserta.csv', ...to, '--json');
    expect([without.exitCode, outcomesOf(without.out)]).toEqual([3, { 'already-there': 3, refused: 2 }]);
    const ended = await clerk.runs('import', 'peserta.csv', '--retry-refused', ...to, '--json');
    expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([0, { 'already-there': 3, accepted: 2 }]);
    expect(counts()).toEqual([1, 1, 1, 1, 1]);
  });
});

describe('a refusal without a reason', () => {
  const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));

  it.each([
    ['comma-utf8-bom.csv', 'csv/comma-utf8-bom.csv'],
    ['semicolon-windows-1252.csv', 'csv/semicolon-windows-1252.csv'],
    ['kendal.xlsx', 'kendal.xlsx'],
  ])(
    'of rows of %s: each is in the list, with the status, and the list is a file that is there',
    async (name, from) => {
      const state = ['--state', `${name}.db`];
      copyFileSync(fixture(from), clerk.path(name));
      let seen = 0;
      await newServer({ refuse: () => (seen++ % 3 === 0 ? [] : undefined) });
      const { out, exitCode } = await clerk.runs('import', name, '--to', server.url, ...state, '--json');
      expect(exitCode).toBe(3);
      const count = outcomesOf(out)['refused'] ?? 0;
      expect(count).toBeGreaterThanOrEqual(4);
      const list = `tolak-${name}.xlsx`;
      const written = events((await clerk.runs('rejects', '-o', list, ...state, '--json')).out).at(-1);
      const { refused: n, invalid, held } = JSON.parse((await clerk.runs('status', ...state, '--json')).out).forPerson;
      expect(written).toMatchObject({ rows: n + invalid + held, path: clerk.path(list) });
      expect(existsSync(String(written?.['path']))).toBe(true);
      // SERVER_NO_REASON, in the words of the clerk.
      const book = new exceljs.Workbook();
      await book.xlsx.readFile(clerk.path(list));
      const cells = book.worksheets.slice(1).flatMap((sheet) => {
        const found: string[] = [];
        sheet.eachRow((row) => row.eachCell((cell) => found.push(cell.text)));
        return found;
      });
      expect(cells.filter((text) => text.includes('without a reason (HTTP 200)')).length).toBe(count);
      // And the advice that stands there is followed.
      expect(cells.join('\n')).toContain('vax-upload retry');
      server.registry.rules = {};
      expect(outcomesOf((await clerk.runs('retry', '--to', server.url, ...state, '--json')).out)['accepted']).toBe(
        count,
      );
    },
  );
});

it('rejects names no file when there is nothing to write', async () => {
  clerk.write('baik.csv', csv(people(2, 60)));
  await newServer({});
  const state = ['--state', 'baik.db'];
  expect((await clerk.runs('import', 'baik.csv', '--to', server.url, ...state)).exitCode).toBe(0);
  const { out } = await clerk.runs('rejects', '-o', 'kosong.xlsx', ...state, '--json');
  expect([JSON.parse(out), existsSync(clerk.path('kosong.xlsx'))]).toEqual([{ rows: 0 }, false]);
});
