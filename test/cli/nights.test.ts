/** What the program remembers of its runs: `status`, `runs`, `audit`. */
import { userInfo } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHAIN_BEGIN, chained } from '../../src/ledger/audit-chain.ts';
import type { AuditEntry } from '../../src/ledger/history-side.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, errorLines, events, expectDiscreet, people, person } from './clerk.ts';

const clerk = new Clerk();
clerk.env = { TZ: 'Asia/Jakarta' };
const rows = [...people(40), person(50, { nik: '' })];
const server = await startFakeServer({});
afterAll(() => server.close());
const TO = ['--to', server.url] as const;

beforeAll(async () => {
  clerk.write('peserta.csv', csv(rows));
  clerk.write('catatan.csv', 'tidak ada apa-apa\n');
  expect((await clerk.runs('import', 'peserta.csv', 'catatan.csv', ...TO)).exitCode).toBe(65);
});

it('status answers what happened last night, what waits, and what to type next', async () => {
  const ended = await clerk.runs('status', '--lang', 'id');
  expectDiscreet(ended, rows);
  expect(ended.out).toMatch(/Malam ke \w+ \d+ \w+: 40 catatan sampai, tidak ada sisa\n {2}server tidak pernah mati\n/);
  expect(ended.out).toMatch(/ {2}tidak dibaca: .*catatan\.csv/);
  expect(ended.out).toMatch(/Selanjutnya: `vax-upload rejects -o perbaikan\.xlsx`/);
  const status = JSON.parse((await clerk.runs('status', '--json')).out);
  expect(status).toMatchObject({
    running: false,
    nights: [{ accepted: 40, outages: 0, backlog: 0, exitCode: 65, refusedFiles: [{ file: 'catatan.csv' }] }],
    next: { kind: 'correct' },
  });
});

it('times are those of the configuration where the computer runs in another zone', async () => {
  clerk.env = {};
  clerk.write('timur.yaml', 'reading: { timeZone: Asia/Jayapura }\n');
  const [first] = events((await clerk.runs('runs', '--last', '1', '--json')).out);
  const zone = { timeZone: 'Asia/Jayapura', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const began = new Intl.DateTimeFormat('en', zone).format(new Date(String(first?.['started'])));
  for (const command of ['runs', 'status', 'audit'])
    expect((await clerk.runs(command, '--config', 'timur.yaml', '--lang', 'id')).out, command).toContain(` ${began}`);
  clerk.env = { TZ: 'Asia/Jakarta' };
});

it('runs lists them, the last one first, with the files that were not read', async () => {
  expect((await clerk.runs('resume', ...TO)).exitCode).toBe(3);
  const { out } = await clerk.runs('runs', '--lang', 'en');
  expect(out).toMatch(
    /^Run +Began .*\n +2 +\S+ \S+ +resume .*3 rows need a person\n +1 .* import .* 40 .*\n {2}not read: .*catatan\.csv/,
  );
  expect((await clerk.runs('runs', '--last', '1', '--lang', 'en')).out.trim().split('\n')).toHaveLength(2);
  const [resume, first] = events((await clerk.runs('runs', '--json')).out);
  expect(resume).toMatchObject({ run: 2, exitCode: 3, who: userInfo().username });
  expect(first).toMatchObject({ files: [{ file: 'catatan.csv', error: expect.any(String) }, { rows: 41 }] });
  const wrong = await clerk.runs('runs', '--last', 'semua', '--lang', 'id');
  expect([wrong.exitCode, errorLines(wrong.err).length]).toEqual([2, 2]);
});

it('a run that is killed is said to be at work while it is, and broken off when it is not', async () => {
  const slow = await startFakeServer({ always: 'half-open' });
  try {
    const other = new Clerk();
    other.write('peserta.csv', csv(people(5)));
    const run = other.starts('import', 'peserta.csv', '--to', slow.url, '--lang', 'en');
    await run.says(/Sending 5 records/);
    expect(JSON.parse((await other.runs('status', '--json')).out)).toMatchObject({
      running: true,
      next: { kind: 'wait' },
    });
    expect((await other.runs('runs', '--lang', 'en')).out).toContain('at work');
    expect((await other.runs('status', '--lang', 'en')).out).not.toContain('has been away');
    run.child.kill('SIGKILL');
    await run.ended();
    expect((await other.runs('status', '--lang', 'en')).out).toContain('broken off: the program or the computer died');
    expect(JSON.parse((await other.runs('status', '--json')).out)).toMatchObject({
      running: false,
      next: { kind: 'resume' },
    });
  } finally {
    await slow.close();
  }
});

it('while the server is away, a run at work says since when', async () => {
  const gone = await startFakeServer({});
  await gone.down();
  const other = new Clerk();
  other.write('peserta.csv', csv(people(5)));
  const run = other.starts('import', 'peserta.csv', '--to', gone.url, '--lang', 'en');
  await run.says(/server down since/);
  expect((await other.runs('status', '--lang', 'en')).out).toContain('The server has been away since');
  const { awaySince, nights } = JSON.parse((await other.runs('status', '--json')).out);
  expect(Date.now() - Date.parse(awaySince)).toBeLessThan(60_000);
  expect(nights[0].awayMs).toBeGreaterThan(0);
  run.child.kill('SIGTERM');
  await run.ended();
  await gone.close();
});

it('status --watch goes on until somebody ends it, and that is no error', async () => {
  const watching = clerk.starts('status', '--watch', '--lang', 'en');
  await watching.says(/Next: /);
  watching.child.kill('SIGINT');
  expect((await watching.ended()).exitCode).toBe(0);
});

describe('the audit', () => {
  it('says who has done what, and hangs together for whoever keeps a copy', async () => {
    const ended = await clerk.runs('audit', '--json');
    expectDiscreet(ended, rows);
    const lines = events(ended.out) as (Record<string, unknown> & { detail: AuditEntry['detail'] })[];
    let before = CHAIN_BEGIN;
    for (const { number, ms, who, version, deed, detail, hash } of lines) {
      const entry = { number, at: ms, who, version, deed } as Omit<AuditEntry, 'detail' | 'hash'>;
      expect(hash).toBe(chained(before, entry, JSON.stringify(detail)));
      before = String(hash);
    }
    expect(lines.map(({ deed }) => deed).slice(0, 5)).toEqual(['bound', 'began', 'took-in', 'not-read', 'ended']);
  });

  it('has every deed of a person', async () => {
    expect((await clerk.runs('dismiss', 'peserta.csv', '42')).exitCode).toBe(0);
    expect((await clerk.runs('retry', ...TO)).exitCode).toBe(0);
    expect((await clerk.runs('purge', '--older-than', '1d')).exitCode).toBe(0);
    expect((await clerk.runs('rekey')).exitCode).toBe(0);
    const { out } = await clerk.runs('audit', '--lang', 'id');
    for (const said of [
      /mengabaikan baris 42 dari peserta\.csv: 1 baris/,
      /mengirim lagi yang ditolak/,
      /menghapus yang diterima sebelum/,
      /mengganti kunci/,
    ])
      expect(out).toMatch(said);
    expect(out).toMatch(/\d+ langkah, tidak ada yang hilang\. Hash terakhir: [0-9a-f]{64}\n$/);
  });

  it.each([
    ['taken out', 'DELETE FROM audit WHERE id = 3'],
    ['cut off at the end', 'DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)'],
    ['changed', "UPDATE audit SET who = 'somebody else' WHERE id = 2"],
  ])('tells that an entry was %s', async (_, sql) => {
    const db = new DatabaseSync(clerk.path('.vax-upload/ledger.db'));
    db.exec('BEGIN');
    db.exec(sql);
    db.exec('COMMIT');
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    const ended = await clerk.runs('audit', '--lang', 'en');
    db.close();
    expect([ended.exitCode, errorLines(ended.err)[0]]).toEqual([74, expect.stringContaining('LEDGER_CHANGED')]);
  });
});
