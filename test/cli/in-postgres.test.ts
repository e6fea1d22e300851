/** What looks, tells and decides works with a ledger in PostgreSQL as with one in a file, by the built program. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.ts';
import { Clerk, csv, people, person } from './clerk.ts';

const sent = person(1);
const unread = person(30, { nik: `${person(30).nik}9`, born: '99/99/1950' });
const LONG = 60_000;

describe.skipIf(!hasPostgres())('a ledger in PostgreSQL', () => {
  const clerk = new Clerk();
  let postgres: Postgres;
  let server: FakeServer;

  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startFakeServer({});
    const url = await postgres.newDatabase();
    clerk.write(
      'vax-upload.yaml',
      `state: "${url}"\ntarget: { type: json, url: "${server.url}" }\ndelivery: { lookBack: 0s }\n`,
    );
    clerk.write('peserta.csv', csv([...people(4), unread]));
    const ended = await clerk.runs('import', 'peserta.csv', '--lang', 'en');
    expect(ended.exitCode, ended.err).toBe(3);
  }, LONG);
  afterAll(async () => {
    await server.close();
    await postgres[Symbol.asyncDispose]();
  });

  /** @throws where the command does not end as it should. */
  async function told(exitCode: number, ...args: string[]): Promise<string> {
    const ended = await clerk.runs(...args, '--lang', 'en');
    expect(ended.exitCode, ended.err + ended.out).toBe(exitCode);
    return ended.out;
  }

  it('stands before whoever looks', { timeout: LONG }, async () => {
    const status = JSON.parse(await told(0, 'status', '--json')) as object;
    expect(status).toMatchObject({
      entries: { accepted: 4, pending: 0 },
      forPerson: { invalid: 1 },
      lastRun: { exitCode: 3 },
      running: false,
    });
    expect(await told(0, 'runs', '--json')).toContain('"command":"import"');
    expect(await told(0, 'explain', 'peserta.csv', '3')).toContain('on the server');
    expect(await told(0, 'rejects', '-o', 'perbaikan.xlsx')).toContain('perbaikan.xlsx');
    expect(await told(0, 'report', '-o', 'laporan.html')).toContain('laporan.html');
    expect(await told(0, 'find', '--everyone', '-o', 'semua.xlsx')).toContain('semua.xlsx');
    const found = await clerk.hears(`${sent.nik}\n`, 'find', '--nik', '-', '--json');
    expect(JSON.parse(found.out)).toMatchObject({ known: true, records: [{ dose: 1, state: 'accepted' }] });
  });

  it('does what a person decides', { timeout: LONG }, async () => {
    await told(0, 'dismiss', 'peserta.csv', '6');
    expect(JSON.parse(await told(0, 'status', '--json'))).toMatchObject({ dismissed: 1, forPerson: { invalid: 0 } });
    const erased = await clerk.hears(`${sent.nik}\n`, 'purge', '--nik', '-', '--lang', 'en');
    expect(erased.exitCode, erased.err).toBe(0);
    expect(JSON.parse(await told(0, 'status', '--json'))).toMatchObject({ entries: { accepted: 3 } });
  });
});
