/** What dashboards are told: the figures are those of the ledger, quick to get, and name nobody. */
import { mkdirSync } from 'node:fs';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateRow, startRow, toState } from '../../../src/delivery/gate-row.ts';
import { gateView } from '../../../src/delivery/gate-view.ts';
import { people, person } from '../../cli/clerk.ts';
import { type FakeServer, startFakeServer } from '../../support/fake-server.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { type ProvinceHome, province, sheetIn } from '../../support/province-home.ts';

const LONG = 120_000;

describe.skipIf(!hasPostgres())('the views of a ledger in PostgreSQL', () => {
  let postgres: Postgres;
  let server: FakeServer;
  let home: ProvinceHome;
  let owner: Client;
  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startFakeServer({
      rules: {
        refuse: (_, record) => (JSON.stringify(record).includes('DITOLAK-1') ? [{ message: 'ditolak' }] : undefined),
      },
    });
    home = await province(postgres, server.url);
    owner = await home.connect('owner');
    await owner.query('SET search_path TO vax_upload');
  }, LONG);
  afterAll(async () => {
    await owner.end();
    await server.close();
    await postgres[Symbol.asyncDispose]();
  });

  const rowsOf = async (view: string): Promise<Record<string, unknown>[]> => {
    const client = await home.connect('dashboard');
    try {
      return (await client.query(`SELECT * FROM vax_upload.${view}`)).rows;
    } finally {
      await client.end();
    }
  };

  it('count each district by the folder of its sheets', { timeout: LONG }, async () => {
    for (const district of ['kendal', 'batang']) mkdirSync(home.clerk.path(district));
    sheetIn(home, 'kendal/boja.csv', [
      ...people(5),
      person(6, { lot: 'DITOLAK-1' }),
      person(7, { born: 'entah' }),
      // One number and two people: both are held.
      person(8, { nik: person(9).nik, born: person(9).born }),
      person(9),
    ]);
    sheetIn(home, 'batang/limpung.csv', people(3, 30));
    sheetIn(home, 'lain.csv', people(2, 40));
    for (const sheet of ['kendal/boja.csv', 'batang/limpung.csv'])
      await home.runs('importer', 'import', sheet, '--take-in-only');
    const began = Date.now();
    await home.runs('worker', 'resume');
    await home.runs('importer', 'import', 'lain.csv', '--take-in-only');

    const found = new Map((await rowsOf('status_by_district')).map((row) => [String(row['district']), row]));
    expect([...found.keys()].toSorted()).toEqual(['-', 'batang', 'kendal']);
    expect(found.get('batang')).toMatchObject({ files: '1', unfinished_files: '0', waiting: '0', accepted: '3' });
    expect(found.get('-')).toMatchObject({ waiting: '2', accepted: '0', last_accepted: null });
    const kendal = found.get('kendal') ?? {};
    expect(kendal).toMatchObject({ refused: '1', held: '1', rows_for_person: '4' });
    expect((kendal['last_accepted'] as Date).getTime()).toBeGreaterThanOrEqual(began - 1_000);
    expect(kendal['oldest_waiting']).toBeNull();
    const { oldest_waiting: since } = found.get('-') ?? {};
    expect(Math.abs(Date.now() - Number(since))).toBeLessThan(60_000);
  });

  it('and lose no entry: the sums are those of the table', async () => {
    const columns = ['waiting', 'sending', 'in_doubt', 'accepted', 'refused', 'held'];
    const all = await rowsOf('status_by_district');
    const sums = columns.map((column) => all.reduce((sum, row) => sum + Number(row[column]), 0));
    const { rows } = await owner.query('SELECT state, count(*)::int AS n FROM entries GROUP BY state');
    expect(sums).toEqual([0, 1, 2, 3, 4, 5].map((state) => rows.find((row) => Number(row.state) === state)?.n ?? 0));
  });

  it.each([
    ['/srv/kendal/boja.xlsx', 'kendal'],
    ['C:\\masuk\\Kendal\\boja.xlsx', 'Kendal'],
    ['inbox//kendal//boja.xlsx', 'kendal'],
    ['./boja.xlsx', '.'],
    ['boja.xlsx', '-'],
  ])('a file at %s is of %s', async (name, district) => {
    await owner.query('BEGIN');
    await owner.query('DELETE FROM files');
    await owner.query("INSERT INTO files (id, digest, name, run, opened) VALUES (1, 'x', $1, 1, 1)", [name]);
    expect((await owner.query('SELECT district FROM status_by_district')).rows).toEqual([{ district }]);
    // Whoever has handed it over counts for more than what it is called.
    await owner.query(
      "INSERT INTO parcels (id, owner, district, at, rows, files) VALUES (gen_random_uuid(), 'd', 'demak', 1, 1, '{1}')",
    );
    expect((await owner.query('SELECT district FROM status_by_district')).rows).toEqual([{ district: 'demak' }]);
    await owner.query('ROLLBACK');
  });

  it('tell of each run what came of it', async () => {
    const runs = (await rowsOf('status_of_runs')).toSorted((a, b) => Number(a['run']) - Number(b['run']));
    expect(runs.map(({ command }) => command)).toEqual(['import', 'import', 'resume', 'import']);
    expect(runs[2]).toMatchObject({ accepted: '8', refused: '1', exit_code: '3', outages: '0', at_work: false });
    expect(runs.every(({ started, ended }) => started instanceof Date && ended instanceof Date)).toBe(true);
  });

  const SETTINGS = { batchSize: 100, concurrency: 4, firstMs: 1_000, capMs: 60_000, probeMs: 60_000, slowMs: 5_000 };
  const weather = (change: (row: GateRow, now: number) => GateRow) => change;
  const pace = (
    row: GateRow,
    changes: Partial<GateRow['felt']['pace']>,
    more: Partial<GateRow['felt']> = {},
  ): GateRow => ({
    ...row,
    felt: { ...row.felt, ...more, pace: { ...row.felt.pace, ...changes } },
  });
  it.each([
    ['fair', weather((row) => pace(row, { weather: 'fair', concurrency: 3.7 }))],
    ['careful', weather((row) => pace(row, { weather: 'careful', concurrency: 3.7 }))],
    [
      'down since an hour, with a probe on its way and two in the line',
      weather((row, now) => ({
        ...pace(
          row,
          {
            weather: 'trouble',
            failures: 4,
            since: now - 3_600_000,
            notBefore: now + 50_000,
            askedUntil: now + 40_000,
          },
          { last: { cause: 'timeout' } },
        ),
        tokens: [{ id: 'a', worker: 'w1', until: now + 60_000, since: now, what: 'probe' }],
        line: ['w2', 'w3'].map((worker) => ({ worker, until: now + 60_000 })),
      })),
    ],
    ['out of its budget', weather((row, now) => pace(row, { weather: 'trouble', failures: 1, tokens: 0, since: now }))],
    [
      'with tokens that have run out',
      weather((row, now) => ({
        ...pace(row, { weather: 'fair' }),
        tokens: [
          { id: 'a', worker: 'w1', until: now - 1_000, since: now, what: 'work' },
          { id: 'b', worker: 'w2', until: now + 60_000, since: now, what: 'work' },
          { id: 'c', worker: 'w2', until: now + 60_000, since: now, what: 'work' },
        ],
      })),
    ],
  ] as const)('tell the gate as `status` does: %s', async (_, change) => {
    const now = Date.now();
    const state = JSON.parse(JSON.stringify(toState(change(startRow(SETTINGS, now), now))));
    await owner.query(
      "DELETE FROM gate; INSERT INTO gate (target, version, state) VALUES ('t', gen_random_uuid(), '{}')",
    );
    await owner.query('UPDATE gate SET state = $1', [state]);
    const view = gateView(state, now);
    const [row] = await rowsOf('status_of_gate');
    const at = (moment: unknown): number | undefined => (moment as Date | null)?.getTime();
    expect({
      weather: row?.['weather'],
      isDown: row?.['down'],
      since: at(row?.['trouble_since']),
      cause: row?.['trouble'] ?? undefined,
      silentUntil: at(row?.['silent_until']),
      used: Number(row?.['requests']),
      workers: Number(row?.['workers']),
      width: row?.['width'],
      waiting: Number(row?.['workers_waiting']),
      heardAt: at(row?.['heard']),
    }).toEqual({
      weather: view?.weather,
      isDown: view?.isDown,
      since: view?.since,
      cause: view?.last?.cause,
      silentUntil: view?.silentUntil,
      used: view?.used,
      workers: view?.workers,
      width: view?.width,
      waiting: view?.waiting,
      heardAt: view?.heardAt,
    });
  });

  it('name nobody: no column of a person, and no file', async () => {
    const { rows } = await owner.query(
      `SELECT table_name AS view, string_agg(column_name, ' ' ORDER BY ordinal_position) AS columns
       FROM information_schema.columns WHERE table_schema = 'vax_upload' AND table_name LIKE 'status%' GROUP BY 1`,
    );
    expect(Object.fromEntries(rows.map(({ view, columns }) => [view, columns]))).toEqual({
      status_by_district:
        'district files unfinished_files last_import waiting sending in_doubt accepted refused held rows_for_person last_accepted oldest_waiting',
      status_of_runs:
        'run command version target started ended exit_code at_work accepted already_there refused requests outages',
      status_of_gate:
        'target weather down trouble_since trouble next_try silent_until requests workers width workers_waiting heard changed',
    });
    const told = JSON.stringify(await Promise.all(['status_by_district', 'status_of_runs'].map(rowsOf)));
    for (const datum of [person(1).nik, person(1).name, person(1).phone, 'boja', 'Puskesmas'])
      expect(told).not.toContain(datum);
  });

  it('go through an index, and pass no large table', { timeout: LONG }, async () => {
    await owner.query(
      `INSERT INTO files (id, digest, name, run, opened, finished)
         SELECT 1000 + n, decode(lpad(to_hex(n), 8, '0'), 'hex'), 'masuk/d' || n % 50 || '/f' || n || '.csv', 1, 1, 1
         FROM generate_series(1, 500) AS n;
       INSERT INTO entries (id, person, dose, state, who, what, born, run, file, sheet, line, part, batch, sealed)
         SELECT 10000 + n, decode(lpad(to_hex(n), 64, '0'), 'hex'), 1, CASE WHEN n % 20 = 0 THEN 0 ELSE 3 END,
           '', '', 1, 1, 1001 + n / 200, 1, n, 1, 1 + n / 100, decode(repeat('ab', 300), 'hex')
         FROM generate_series(1, 60000) AS n;
       INSERT INTO readings (file, sheet, line, part, run, kind, entry)
         SELECT file, sheet, line, part, 1, 0, id FROM entries WHERE id > 10000`,
    );
    await owner.query('VACUUM ANALYZE entries');
    await owner.query('VACUUM ANALYZE readings');
    const { rows } = await owner.query('EXPLAIN SELECT * FROM status_by_district');
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Index Only Scan using entries_by_file');
    expect(plan).not.toMatch(/Seq Scan on (?:entries|readings)/);
    const began = performance.now();
    expect(await rowsOf('status_by_district')).toHaveLength(53);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
