/**
 * What happens to databases, with the built program on several computers in the midst of it: each time the runs wait it
 * out, and in the end every record is on the server exactly once, and the ledger says so.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { hasPostgres } from '../support/postgres.ts';
import { startTcpPostgres, type TcpPostgres } from '../support/postgres-over-tcp.ts';
import { startStandby } from '../support/postgres-standby.ts';
import { faultsOfDatabase } from './database-autopsy.ts';
import { twoLines } from './exact.ts';
import { type Fired, fire, summaryOf } from './fire.ts';
import type { Home } from './home.ts';
import { type Computers, computersOf } from './outage-loop.ts';
import { type CrashSheets, inventSheets } from './sheets.ts';
import { whyNoStrace } from './strace.ts';
import { faultsOfServer } from './verdict.ts';

const TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'vax-upload%'";

describe.skipIf(!hasPostgres())('a database under several computers', { timeout: 240_000 }, () => {
  let postgres: TcpPostgres;
  let seed = 7_000;
  beforeAll(async () => {
    // Nobody but three workers and an operator comes in.
    postgres = await startTcpPostgres(['max_connections=16', 'superuser_reserved_connections=3']);
    await postgres.sql(operator(), 'CREATE ROLE petugas LOGIN; GRANT CREATE ON DATABASE template1 TO petugas');
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });
  const operator = (database = 'postgres'): string => `postgresql://postgres@127.0.0.1:${postgres.port}/${database}`;

  interface Scene extends AsyncDisposable {
    readonly name: string;
    readonly server: FakeServer;
    readonly sheets: CrashSheets;
    readonly computers: Computers;
    readonly importer: Home;
    /** An import and a resume beside it, together. */
    atWork(): Promise<Fired[]>;
    /** Resolves when so many records are on the server. */
    sent(records: number): Promise<void>;
    /** Runs `resume` until nothing is left, and looks at everything. */
    faults(): Promise<string[]>;
  }

  /** `to`: host and port, or several. */
  async function scene(to?: string, rows = 220): Promise<Scene> {
    seed += 1;
    const name = await postgres.newName();
    await postgres.sql(operator(), `ALTER DATABASE ${name} OWNER TO petugas`);
    const server = await startFakeServer({ always: { do: 'slow', ms: 25 }, rules: { knows: 'requests' } });
    const sheets = inventSheets(seed, rows);
    const hosts = to ?? `127.0.0.1:${postgres.port}`;
    const computers = computersOf(server, `postgresql://petugas@${hosts}/${name}?connect_timeout=2`, [sheets]);
    const [first] = computers.importers;
    if (!first) throw new Error('nobody imports');
    const resume = (): Promise<Fired> => fire(computers.workers[0] as Home, ['resume', '--json'], { within: 120_000 });
    return {
      name,
      server,
      sheets,
      computers,
      importer: first.home,
      atWork: () =>
        Promise.all([
          fire(first.home, ['import', ...sheets.files.keys(), '--json'], { within: 120_000 }),
          wait(1_500).then(resume),
        ]),
      async sent(records) {
        while (server.effects.size < records) await wait(20);
      },
      async faults() {
        for (let runs = 0; runs < 5; runs++) if (summaryOf(await resume())?.backlog === 0) break;
        const { size } = sheets.effects;
        const address = operator(name);
        return [
          ...faultsOfServer(sheets, server.effects),
          ...(await faultsOfDatabase(postgres, address, computers.keyFile, size, server.effects)),
        ];
      },
      async [Symbol.asyncDispose]() {
        computers[Symbol.dispose]();
        await server.close();
      },
    };
  }

  function expectAllDone(ends: readonly Fired[]): void {
    for (const { exitCode, err } of ends) expect([0, 3], err).toContain(exitCode);
  }

  it('that is stopped for some seconds is waited for, and both runs say so', async () => {
    await using s = await scene();
    const ends = s.atWork();
    await s.sent(20);
    await postgres.kill('SIGINT');
    await wait(4_000);
    await postgres.start();
    expectAllDone(await ends);
    const [imported] = await ends;
    expect(imported?.out).toMatch(/"event":"database","state":"down"/);
    expect(imported?.out).toMatch(/"event":"database","state":"up"/);
    expect(await s.faults()).toEqual([]);
  });

  it('that takes no more connections (53300) is waited for', async () => {
    await using s = await scene();
    const others: Client[] = [];
    const ends = s.atWork();
    await s.sent(20);
    // Their connections are ended again and again, until others have all there are.
    for (let times = 0; times < 20; times++) {
      await postgres.sql(operator(), TERMINATE);
      const come = Array.from({ length: 4 }, () =>
        postgres.connect(`postgresql://petugas@127.0.0.1:${postgres.port}/${s.name}`).catch(() => undefined),
      );
      others.push(...(await Promise.all(come)).filter((client) => client !== undefined));
    }
    await wait(3_000);
    for (const client of others) await client.end().catch(() => undefined);
    expectAllDone(await ends);
    expect((await ends).some(({ out }) => out.includes('"why":"crowded","code":"53300"'))).toBe(true);
    expect(await s.faults()).toEqual([]);
  });

  it('behind a network that swallows everything for a while, as the registry goes on answering', async () => {
    await using proxy: DatabaseProxy = await startDatabaseProxy(() => postgres.port);
    await using s = await scene(`127.0.0.1:${proxy.port}`);
    const ends = s.atWork();
    await s.sent(20);
    for (let times = 0; times < 3; times++) {
      proxy.freeze();
      await wait(1_500);
      // Some connections survive it, and some are gone when it is over.
      if (times === 1) proxy.cut();
      proxy.thaw();
      await wait(300);
    }
    expectAllDone(await ends);
    expect(await s.faults()).toEqual([]);
  });

  it('that loses the answer to a commit again and again', async () => {
    await using proxy: DatabaseProxy = await startDatabaseProxy(() => postgres.port);
    await using s = await scene(`127.0.0.1:${proxy.port}`, 150);
    let isOver = false;
    let lost = 0;
    const thief = (async () => {
      while (!isOver) {
        await Promise.race([proxy.lose('answer', 'COMMIT').then(() => (lost += 1)), wait(500)]);
        await wait(400);
      }
    })();
    expectAllDone(await s.atWork());
    isOver = true;
    await thief;
    expect(lost).toBeGreaterThan(3);
    expect(await s.faults()).toEqual([]);
  });

  it.skipIf(whyNoStrace() !== undefined)('whose disk is full (53100) for a while', async () => {
    await using s = await scene();
    const ends = s.atWork();
    await s.sent(20);
    const [data] = await postgres.sql(operator(), 'SHOW data_directory');
    const folder = String(data?.['data_directory']);
    const [first] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
    const [{ oid = '' } = {}] = await postgres.sql(
      operator(s.name),
      'SELECT oid::text FROM pg_database WHERE datname = current_database()',
    );
    // Only files of the tables: a log that cannot be written stops the whole server.
    const files = await postgres.sql(
      operator(s.name),
      "SELECT pg_relation_filepath(oid) AS path FROM pg_class WHERE relnamespace = 'vax_upload'::regnamespace AND relkind IN ('r', 'i')",
    );
    expect(oid).not.toBe('');
    const paths = files.flatMap((row) => ['-P', join(folder, String(row['path']))]);
    const fault = ['-e', 'trace=pwrite64,fallocate,pwritev', '-e', 'inject=pwrite64,fallocate,pwritev:error=ENOSPC'];
    const strace = spawn('strace', ['-f', '-qq', '-o', '/dev/null', '-p', String(first), ...paths, ...fault], {
      stdio: 'ignore',
    });
    await wait(4_000);
    strace.kill('SIGINT');
    await once(strace, 'exit');
    expectAllDone(await ends);
    expect(await s.faults()).toEqual([]);
  });

  it('that stays away longer than the patience: 74 and two lines, and the next run brings it to its end', async () => {
    await using s = await scene();
    const brief = { VAX_UPLOAD_DELIVERY_PATIENCE: '2s' };
    const ended = fire(s.importer, ['import', ...s.sheets.files.keys(), '--quiet'], { env: brief, within: 60_000 });
    await s.sent(20);
    await postgres.kill('SIGKILL');
    const { exitCode, err } = await ended;
    await postgres.start();
    expect(exitCode).toBe(74);
    expect(twoLines(err)).toEqual([]);
    expectAllDone([await fire(s.importer, ['import', ...s.sheets.files.keys(), '--json'])]);
    expect(await s.faults()).toEqual([]);
  });

  it('that is away when the run is stopped is not waited for', async () => {
    await using s = await scene();
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    const ended = fire(s.importer, ['import', ...s.sheets.files.keys()], {
      within: 60_000,
      onStart: (send) => {
        kill = send;
      },
    });
    await s.sent(20);
    await postgres.kill('SIGINT');
    kill('SIGTERM');
    const from = performance.now();
    const { exitCode } = await ended;
    expect(performance.now() - from).toBeLessThan(30_000);
    await postgres.start();
    expect([74, 143]).toContain(exitCode);
  });

  it('whose standby takes over goes on there, with all that was acknowledged', async () => {
    await using standby = await startStandby(postgres);
    await using s = await scene(`127.0.0.1:${postgres.port},127.0.0.1:${standby.port}`);
    const ends = s.atWork();
    await s.sent(30);
    await postgres.kill('SIGKILL');
    await wait(500);
    await standby.promote();
    expectAllDone(await ends);
    expect(faultsOfServer(s.sheets, s.server.effects)).toEqual([]);
    const open = await standby.sql(s.name, 'SELECT count(*) AS n FROM vax_upload.entries WHERE state IN (0, 1, 2)');
    const done = await standby.sql(s.name, 'SELECT count(*) AS n FROM vax_upload.entries WHERE state = 3');
    expect([open, done]).toEqual([[{ n: '0' }], [{ n: String(s.sheets.effects.size) }]]);
  });
});
