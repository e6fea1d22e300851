/** Transactions of a real PostgreSQL over a line that fails: done once, done again, and known to be done. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COMMITS_TABLE } from '../../../src/ledger/postgres/commits.ts';
import type { Database } from '../../../src/ledger/postgres/database.ts';
import type { DatabaseWeather } from '../../../src/ledger/postgres/patience.ts';
import { type DatabaseProxy, startDatabaseProxy } from '../../support/database-proxy.ts';
import { hasPostgres } from '../../support/postgres.ts';
import { databaseAt } from '../../support/postgres-home.ts';
import { startTcpPostgres, type TcpPostgres } from '../../support/postgres-over-tcp.ts';

describe.skipIf(!hasPostgres())('a database that fails', { timeout: 60_000 }, () => {
  let postgres: TcpPostgres;
  let proxy: DatabaseProxy;
  let name: string;
  let direct: string;
  const open: Database[] = [];

  beforeAll(async () => {
    postgres = await startTcpPostgres();
    proxy = await startDatabaseProxy(() => postgres.port);
  });
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await postgres[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    proxy.thaw();
    name = await postgres.newName();
    direct = `postgresql://postgres@127.0.0.1:${postgres.port}/${name}`;
    await postgres.sql(direct, `CREATE SCHEMA vax_upload`);
    await postgres.sql(direct, `SET search_path = vax_upload; ${COMMITS_TABLE}; CREATE TABLE t (n int)`);
    return async () => {
      await Promise.all(open.splice(0).map((database) => database.close()));
    };
  });

  function over(more: Parameters<typeof databaseAt>[1] = {}): Database {
    const database = databaseAt(`postgresql://postgres@127.0.0.1:${proxy.port}/${name}?connect_timeout=1`, more);
    open.push(database);
    return database;
  }
  const rows = async (): Promise<number> =>
    Number((await postgres.sql(direct, 'SELECT count(*) AS n FROM vax_upload.t'))[0]?.['n']);
  const put = (database: Database, n = 1): Promise<number> =>
    database.transaction((tx) => tx.change('INSERT INTO t VALUES ($1)', [n]));

  it.each(['answer', 'question'] as const)('a COMMIT whose %s was lost is done once', async (what) => {
    const database = over();
    await put(database);
    const lost = proxy.lose(what, 'COMMIT');
    await put(database, 2);
    await lost;
    expect(await rows()).toBe(2);
  });

  it('a COMMIT that is held by a partition, and comes through later, is waited for and not done twice', async () => {
    const database = over();
    await put(database);
    // The next message after the note is the COMMIT: nothing of it arrives until the network is back.
    let tries = 0;
    const done = database.transaction(async (tx) => {
      tries += 1;
      await tx.change('INSERT INTO t VALUES (2)');
      if (tries === 1) setTimeout(() => proxy.freeze(), 0);
      await wait(50);
    });
    await wait(300);
    proxy.thaw();
    await done;
    expect(await rows()).toBe(2);
  });

  it('an answer that was lost with the server, killed before it wrote anything down, is not believed', async () => {
    const database = over();
    await put(database);
    const lost = proxy.lose('question', 'COMMIT');
    const done = put(database, 2);
    await lost;
    await postgres.kill('SIGKILL');
    await postgres.start();
    // Whoever comes first is given the number of the transaction that nobody remembers.
    for (let times = 0; times < 20; times++) await postgres.sql(direct, 'INSERT INTO vax_upload.t VALUES (3)');
    await done;
    expect(await rows()).toBe(22);
  });

  it('a connection that broke between two statements is taken up again from the beginning', async () => {
    const database = over();
    let tries = 0;
    await database.transaction(async (tx) => {
      await tx.change('INSERT INTO t VALUES (1)');
      if (++tries === 1) proxy.cut();
      await wait(20);
      await tx.change('INSERT INTO t VALUES (2)');
    });
    expect(tries).toBe(2);
    expect(await rows()).toBe(2);
  });

  it('a server that is stopped and started is waited for, and told of once each', async () => {
    const told: DatabaseWeather[] = [];
    const database = over({ tell: (weather) => told.push(weather) });
    await put(database);
    await postgres.kill('SIGINT');
    const done = Promise.all([put(database), put(database), put(database)]);
    await wait(3_500);
    await postgres.start();
    await done;
    expect(told).toMatchObject([{ state: 'down' }, { state: 'up' }]);
    expect(await rows()).toBe(4);
  });

  it('whoever was terminated by an operator goes on', async () => {
    const database = over();
    let tries = 0;
    await database.transaction(async (tx) => {
      const [me] = await tx.query('SELECT pg_backend_pid() AS pid');
      if (++tries === 1) await postgres.sql(direct, `SELECT pg_terminate_backend(${me?.['pid']})`);
      await tx.change('INSERT INTO t VALUES (1)');
    });
    expect([tries, await rows()]).toEqual([2, 1]);
  });

  it('a COPY that the server refuses in the midst of it leaves nothing behind, and the connection is of use', async () => {
    const database = over();
    const lines = function* (last: string): Iterable<Buffer> {
      for (let n = 0; n < 200_000; n++) yield Buffer.from(`${n}\n`);
      yield Buffer.from(last);
    };
    const copy = (last: string) => database.transaction((tx) => tx.copyIn('COPY t FROM STDIN', lines(last)));
    await expect(copy('no number\n')).rejects.toMatchObject({ code: '22P02' });
    expect(await rows()).toBe(0);
    await copy('1\n');
    expect(await rows()).toBe(200_001);
  });

  it('a COPY whose rows cannot be made is broken off, and the connection is of use', async () => {
    const database = over();
    const lines = function* (): Iterable<Buffer> {
      yield Buffer.from('1\n');
      throw new Error('no more rows');
    };
    await expect(database.transaction((tx) => tx.copyIn('COPY t FROM STDIN', lines()))).rejects.toThrow('no more rows');
    await put(database);
    expect(await rows()).toBe(1);
  });

  it('a COPY in the midst of which the line breaks is done again', async () => {
    const database = over();
    let tries = 0;
    const lines = function* (mine: number): Iterable<Buffer> {
      for (let n = 0; n < 100_000; n++) {
        if (mine === 1 && n === 50_000) proxy.cut();
        yield Buffer.from(`${n}\n`);
      }
    };
    await database.transaction((tx) => tx.copyIn('COPY t FROM STDIN', lines(++tries)));
    expect([tries, await rows()]).toEqual([2, 100_000]);
  });

  it('two who bring the same row in the same moment end with one', async () => {
    await postgres.sql(direct, 'CREATE UNIQUE INDEX once ON vax_upload.t (n)');
    const database = over();
    const bring = () =>
      database.transaction(async (tx) => {
        const there = await tx.query('SELECT 1 FROM t WHERE n = 7');
        await wait(30);
        if (there.length === 0) await tx.change('INSERT INTO t VALUES (7)');
        return there.length;
      });
    expect((await Promise.all([bring(), bring(), bring()])).toSorted()).toEqual([0, 1, 1]);
    expect(await rows()).toBe(1);
  });

  it('a row that is always there already is a bug, and is not tried for ever', async () => {
    await postgres.sql(direct, 'CREATE UNIQUE INDEX once ON vax_upload.t (n)');
    const database = over();
    await put(database, 7);
    await expect(put(database, 7)).rejects.toMatchObject({ code: '23505' });
  });

  it('a silent network ends a statement, and the work is done again when it is back', async () => {
    const database = over({ silenceMs: 700 });
    await put(database);
    let tries = 0;
    const done = database.transaction(async (tx) => {
      if (++tries === 1) proxy.freeze();
      await tx.change('INSERT INTO t VALUES (2)');
    });
    await wait(2_500);
    proxy.thaw();
    await done;
    expect(await rows()).toBe(2);
  });

  it('after the patience it ends with DATABASE_AWAY (74), and whoever asks then waits no longer', async () => {
    const told: DatabaseWeather[] = [];
    const database = over({ patienceMs: 2_500, tell: (weather) => told.push(weather) });
    await put(database);
    proxy.freeze();
    proxy.cut();
    await expect(put(database)).rejects.toMatchObject({ code: 'DATABASE_AWAY', exitCode: 74 });
    const from = performance.now();
    await expect(put(database)).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
    expect(performance.now() - from).toBeLessThan(2_400);
    expect(told.map(({ state }) => state)).toEqual(['down']);
    proxy.thaw();
    await put(database);
    expect(told.map(({ state }) => state)).toEqual(['down', 'up']);
    expect(await rows()).toBe(2);
  });

  it('one that has not answered yet is not waited for as long as one that has', async () => {
    const more = { patienceMs: 60_000, firstMs: 1_000 };
    const [fresh, known] = [over(more), over(more)];
    await put(known);
    proxy.freeze();
    proxy.cut();
    const from = performance.now();
    const waits = put(known);
    await expect(put(fresh)).rejects.toMatchObject({ code: 'DATABASE_AWAY', exitCode: 74 });
    expect(performance.now() - from).toBeLessThan(10_000);
    proxy.thaw();
    await waits;
    expect(await rows()).toBe(2);
  });

  it('a run that is stopped a second time waits for nobody', async () => {
    const [finish, abort] = [new AbortController(), new AbortController()];
    const database = over({ stop: { finish: finish.signal, abort: abort.signal } });
    await put(database);
    proxy.freeze();
    proxy.cut();
    const done = put(database);
    setTimeout(() => finish.abort(), 200);
    setTimeout(() => abort.abort(), 600);
    const from = performance.now();
    await expect(done).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
    expect(performance.now() - from).toBeLessThan(3_000);
  });

  it('a stop hangs up on a server that says nothing', async () => {
    const [finish, abort] = [new AbortController(), new AbortController()];
    const database = over({ stop: { finish: finish.signal, abort: abort.signal } });
    await put(database);
    const done = database.transaction(async (tx) => {
      proxy.freeze();
      await tx.change('INSERT INTO t VALUES (2)');
    });
    abort.abort();
    await expect(done).rejects.toMatchObject({ code: 'DATABASE_AWAY' });
    proxy.thaw();
    expect(await rows()).toBe(1);
  });

  it('closing does not wait for a server that says nothing', async () => {
    const database = over();
    await put(database);
    proxy.freeze();
    const from = performance.now();
    await database.close();
    expect(performance.now() - from).toBeLessThan(8_000);
  });

  it('what is noted of commits is taken away at the end', async () => {
    const database = over();
    await Promise.all([put(database), put(database)]);
    const noted = () => postgres.sql(direct, 'SELECT 1 FROM vax_upload.commits');
    expect((await noted()).length).toBeGreaterThan(0);
    await database.close();
    expect(await noted()).toEqual([]);
  });

  it('a transaction that only looks leaves nothing behind', async () => {
    const database = over();
    await database.transaction((tx) => tx.query('SELECT 1'));
    expect(await postgres.sql(direct, 'SELECT 1 FROM vax_upload.commits')).toEqual([]);
  });
});
