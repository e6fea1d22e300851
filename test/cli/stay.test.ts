/** `resume --stay` with the built program: a worker that goes on until it is stopped. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.ts';
import { Clerk, csv, events, expectDiscreet, people, type Running } from './clerk.ts';

/** How often the worker has said that nothing waits. */
const rests = ({ said }: Running): number => said.err.split('Nothing waits. Resting').length - 1;
const ENGLISH = ['--lang', 'en'] as const;

let registry: FakeServer;
beforeEach(async () => {
  registry = await startFakeServer();
  return () => registry.close();
});

describe.skipIf(!hasPostgres())('a worker that stays at a ledger in PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  /** A worker and an importer on the same ledger: they share the folder, and with it the key. */
  async function atWork(
    more = '',
  ): Promise<{ clerk: Clerk; worker: Running; takeIn: (name: string, count: number, from: number) => Promise<void> }> {
    const clerk = new Clerk();
    const state = await postgres.newDatabase();
    clerk.write(
      'vax-upload.yaml',
      `target: { url: "${registry.url}" }\nstate: "${state}"\ndelivery: { doubtWait: 1s${more} }\n`,
    );
    const takesIn = async (name: string, count: number, from = 0): Promise<void> => {
      const rows = people(count, from);
      clerk.write(name, csv(rows));
      const ended = await clerk.runs('import', name, '--take-in-only', ...ENGLISH);
      expect(ended.exitCode).toBe(10);
      expectDiscreet(ended, rows);
    };
    await takesIn('a.csv', 5);
    const worker = clerk.starts('resume', '--stay', ...ENGLISH);
    return { clerk, worker, takeIn: takesIn };
  }

  const arrived = (count: number): Promise<void> =>
    expect.poll(() => registry.effects.size, { timeout: 40_000 }).toBe(count);
  const resting = (worker: Running, times: number): Promise<void> =>
    expect.poll(() => rests(worker), { timeout: 40_000 }).toBe(times);

  async function stopped(worker: Running): Promise<void> {
    worker.child.kill('SIGTERM');
    expect((await worker.ended()).exitCode).toBe(143);
  }

  it('hears of a file that is in, without looking, and each time of work is a run that has ended', async () => {
    const { clerk, worker, takeIn } = await atWork();
    await arrived(5);
    await resting(worker, 1);
    const began = performance.now();
    await takeIn('b.csv', 7, 5);
    await arrived(12);
    // It looks by itself once a minute only.
    expect(performance.now() - began).toBeLessThan(45_000);
    await resting(worker, 2);
    await stopped(worker);
    const { out } = await clerk.runs('resume', '--json');
    expect(events(out).at(-1)).toMatchObject({ event: 'summary', exitCode: 0, backlog: 0 });
    expect([...registry.effects.values()].every(({ count }) => count === 1)).toBe(true);
  });

  it('lives on when the database is restarted, and hears of what comes then', async () => {
    const { worker, takeIn } = await atWork(', patience: 1s');
    await arrived(5);
    await resting(worker, 1);
    await postgres.kill('SIGINT');
    await postgres.start();
    await takeIn('b.csv', 3, 5);
    await arrived(8);
    await resting(worker, 2);
    await stopped(worker);
  });

  it('sleeps while its time window is closed, and says so once', async () => {
    const { worker } = await atWork(', window: { maxDuration: 1ms }');
    await worker.says(/The time is over\. Resting until /);
    expect(registry.effects.size).toBe(0);
    await stopped(worker);
    expect(worker.said.err.split('Resting until').length - 1).toBe(1);
  });
});

describe('a worker that stays at a ledger in a file', () => {
  it('rests without holding it, and is stopped at once', async () => {
    const clerk = new Clerk();
    clerk.write('vax-upload.yaml', `target: { url: "${registry.url}" }\n`);
    clerk.write('a.csv', csv(people(3)));
    const worker = clerk.starts('resume', '--stay', ...ENGLISH);
    await worker.says(/Nothing waits\. Resting until new rows come\./);
    expect((await clerk.runs('import', 'a.csv', ...ENGLISH)).exitCode).toBe(0);
    worker.child.kill('SIGINT');
    expect((await worker.ended()).exitCode).toBe(130);
  });
});
