/** The built program with a ledger in a real PostgreSQL that is reached over a network: who is let in, and what is told. */
import { chmodSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { freePort } from '../support/free-port.ts';
import { hasPostgres } from '../support/postgres.ts';
import { type NetworkedPostgres, PASSWORD, startNetworkedPostgres } from '../support/postgres-over-network.ts';
import { Clerk, csv, errorLines, expectDiscreet, people } from './clerk.ts';

describe.skipIf(!hasPostgres())('a ledger in PostgreSQL over a network', () => {
  let registry: Awaited<ReturnType<typeof startFakeServer>>;
  let server: NetworkedPostgres;
  const clerk = new Clerk();
  const rows = people(12);
  const config = (url: string, more = ''): void => {
    clerk.write(
      'vax-upload.yaml',
      `target: { url: "${registry.url}" }\nstate:\n  url: ${url}\n  passwordFile: ./password\n${more}delivery: { patience: 1s }\n`,
    );
  };
  beforeAll(async () => {
    registry = await startFakeServer();
    server = await startNetworkedPostgres();
    clerk.write('peserta.csv', csv(rows));
    clerk.write('password', `${PASSWORD}\n`);
    chmodSync(clerk.path('password'), 0o600);
    // It is the home folder too: no .pgpass of whoever runs the tests is met.
    mkdirSync(clerk.path('rumah'));
    clerk.env = { HOME: clerk.path('rumah') };
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await registry.close();
  });

  const at = (database: string, host = 'localhost'): string =>
    `postgresql://importer@${host}:${server.port}/${database}`;

  /** What a run ends with, and the first of its two lines; nothing of a person and no password is in any. */
  async function told(...args: string[]): Promise<readonly [number | undefined, string]> {
    const ended = await clerk.runs(...args, '--lang', 'en');
    expectDiscreet(ended, rows);
    expect(ended.out + ended.err).not.toContain(PASSWORD);
    const [what = '', cure = ''] = errorLines(ended.err);
    if (what !== '') expect(cure).toMatch(/^Try: /);
    return [ended.exitCode, /\[(\w+)\]$/.exec(what)?.[1] ?? ''];
  }

  it('is made at the first import, and takes everything once', async () => {
    config(at(await server.newOwned()), `  caFile: ${server.authority.caFile}\n`);
    expect(await told('import', 'peserta.csv')).toEqual([0, '']);
    expect(registry.registry.effects.size).toBe(rows.length);
    expect(await told('import', 'peserta.csv')).toEqual([0, '']);
    expect(await told('resume')).toEqual([0, '']);
    expect(registry.registry.effects.size).toBe(rows.length);
    expect((await told('doctor'))[0]).toBe(2);
  });

  it('a dead host before the living one costs nothing', async () => {
    const database = await server.newOwned();
    const dead = await freePort();
    config(`postgresql://importer@localhost:${dead},localhost:${server.port}/${database}`);
    expect(await told('import', 'peserta.csv', '--take-in-only')).toEqual([10, '']);
  });

  it('what keeps us out is told in two lines, and nothing is lost', async () => {
    const database = await server.newOwned();
    config(at(database));
    expect(await told('import', 'peserta.csv', '--take-in-only')).toEqual([10, '']);
    clerk.write('password', 'lain\n');
    expect(await told('resume')).toEqual([7, 'DATABASE_LOGIN']);
    clerk.write('password', `${PASSWORD}\n`);
    config(at('tidak_ada'));
    expect(await told('resume')).toEqual([2, 'DATABASE_MISSING']);
    config(`postgresql://reader@localhost:${server.port}/${database}`);
    expect(await told('resume')).toEqual([7, 'DATABASE_RIGHTS']);
    config(`postgresql://importer@localhost:${await freePort()}/${database}`);
    expect(await told('resume')).toEqual([74, 'DATABASE_AWAY']);
    config(at(database));
    expect(await told('resume')).toEqual([0, '']);
  });
});
