/** Several workers empty one ledger in PostgreSQL: real deliveries over real sockets, each with a ledger of its own. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { deliver } from '../../../src/delivery/deliver.ts';
import type { DeliveryEnd, DeliverySettings } from '../../../src/delivery/delivery.ts';
import type { OpenLedger } from '../../../src/ledger/ledger.ts';
import { openPostgresLedger, type PostgresOptions } from '../../../src/ledger/postgres/open.ts';
import type { RecordKey } from '../../../src/record/record.ts';
import { jsonTarget } from '../../../src/target/json/json.ts';
import type { Target } from '../../../src/target/target.ts';
import { SETTINGS } from '../../delivery/desk.ts';
import { inventedRecord } from '../../support/consignments.ts';
import { type FakeServer, startFakeServer } from '../../support/fake-server.ts';
import { at, Desk, dose, type RowAt } from '../../support/ledger-desk.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { type PostgresHome, postgresHome } from '../../support/postgres-home.ts';

/** So many invented people with two doses each, in the order in which a sheet with a row a dose has them. */
function people(count: number, first = 1): RowAt[] {
  const of = (index: number, number: number) =>
    at(5 + 2 * index + number, dose(inventedRecord(first + index).participant, { number }));
  return Array.from({ length: count }, (_, index) => [of(index, 1), of(index, 2)]).flat();
}

const HOUR = 3_600_000;
/** The clock of a computer that is wrong by so much. */
const wrongBy = (ms: number): Clock => ({ ...systemClock, now: () => systemClock.now() + ms });

describe.skipIf(!hasPostgres())('workers on one ledger in PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  let home: PostgresHome;
  let server: FakeServer;
  const opened: OpenLedger[] = [];
  const targets: Target[] = [];
  /** The people whose doses are under way in a request, and how often one was in two of them. */
  const flying = new Map<string, number>();
  let met = 0;
  let rows: readonly RowAt[] = [];

  async function given(count: number, more: Partial<PostgresOptions> = {}): Promise<void> {
    home = await postgresHome(postgres, more);
    server = await startFakeServer();
    rows = people(count);
    const desk = new Desk(home);
    await desk.nextRun();
    await desk.import('kendal.xlsx', rows);
    await desk.ledger.met();
    await desk.leave();
  }

  afterEach(async () => {
    for (const target of targets.splice(0)) await target.close();
    for (const ledger of opened.splice(0)) await ledger.close();
    await server.close();
    await home.remove();
    flying.clear();
    met = 0;
  });

  /** Everybody who is in a request is told to `flying` while it is under way. */
  function watched(target: Target): Target {
    const whose = new Map(rows.map(({ key, record }) => [key, record.participant.nik ?? '']));
    return {
      ...target,
      async send(batch, signal) {
        const inside = new Set(batch.keys.map((key: RecordKey) => whose.get(key) ?? ''));
        for (const nik of inside) {
          if (flying.has(nik)) met += 1;
          flying.set(nik, (flying.get(nik) ?? 0) + 1);
        }
        const answer = await target.send(batch, signal);
        for (const nik of inside) {
          const left = (flying.get(nik) ?? 1) - 1;
          if (left > 0) flying.set(nik, left);
          else flying.delete(nik);
        }
        return answer;
      },
    };
  }

  interface WorkerOptions {
    readonly clock?: Clock;
    readonly leaseMs?: number;
    readonly gate?: boolean;
    readonly settings?: Partial<DeliverySettings>;
    readonly timeoutMs?: number;
    readonly wrap?: (target: Target) => Target;
  }

  /** One worker, as a process of its own has it; it ends when nothing is left for it. */
  async function worker({
    clock = systemClock,
    leaseMs = 60_000,
    gate = false,
    settings = {},
    timeoutMs = 5_000,
    wrap = (target) => target,
  }: WorkerOptions = {}): Promise<DeliveryEnd> {
    const ledger = await openPostgresLedger({ ...(await home.options()), clock, leaseMs, doubtWaitMs: 30 });
    opened.push(ledger);
    const run = await ledger.beginRun('resume', clock.now());
    const target = jsonTarget({ url: server.url, version: '0.0.0', maxBatch: 100, sockets: 4, timeoutMs, clock });
    targets.push(target);
    return deliver(
      {
        ledger: run,
        target: wrap(watched(target)),
        clock: ledger.clock ?? clock,
        random: Math.random,
        report: () => undefined,
        ...(gate && run.gate ? { gate: run.gate } : {}),
      },
      { ...SETTINGS, doubtWaitMs: 30, ...settings },
      { finish: new AbortController().signal, abort: new AbortController().signal },
    );
  }

  async function states(): Promise<Record<string, number>> {
    const ledger = await openPostgresLedger(await home.options());
    opened.push(ledger);
    const counts = await (await ledger.beginRun('resume', systemClock.now())).count();
    return Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
  }

  const effects = (): number[] => [...new Set([...server.effects.values()].map(({ count }) => count))];
  const lookups = (): number => server.requests.filter(({ path }) => path.endsWith('lookups')).length;

  it.each([
    ['each at its own pace', false],
    ['through one gate', true],
  ])('send each record once, and nobody in two requests at once: six of them, %s', async (_, gate) => {
    await given(90);
    server.next('ok', 'commit then reset', 'ok', '503', 'ok', 'reset before reading', 'commit then 504');
    const pace = { ...SETTINGS.pace, batchSize: 7, concurrency: 3 };
    const ends = await Promise.all(Array.from({ length: 6 }, () => worker({ gate, settings: { pace } })));
    expect(ends.map(({ why }) => why)).toEqual(Array(6).fill('empty'));
    expect(await states()).toEqual({ accepted: 180 });
    expect([server.effects.size, effects(), met]).toEqual([180, [1], 0]);
    // What was found on the server after a lost answer is there already.
    expect(ends.reduce((sum, { stats }) => sum + stats.accepted + stats.alreadyThere, 0)).toBe(180);
  });

  it.each([
    ['right', 0],
    ['an hour fast', HOUR],
    ['an hour slow', -HOUR],
  ])('keep what they send for as long as it takes, with a clock that is %s', async (_, wrong) => {
    await given(3);
    server.always({ do: 'slow', ms: 1_200 });
    const leaseMs = 400;
    const sending = worker({ clock: wrongBy(wrong), leaseMs });
    await expect.poll(() => server.requests.length, { timeout: 30_000 }).toBe(1);
    // The other one has a clock that is wrong the other way, and looks for what is abandoned all the time.
    const other = worker({ clock: wrongBy(-wrong), leaseMs });
    const ends = await Promise.all([sending, other]);
    expect(ends.map(({ stats }) => stats.alreadyThere)).toEqual([0, 0]);
    expect(await states()).toEqual({ accepted: 6 });
    expect([lookups(), effects()]).toEqual([0, [1]]);
  });

  it.each([
    ['right', 0],
    ['an hour fast', HOUR],
    ['an hour slow', -HOUR],
  ])('ask within two leases for what one of them has died with; its clock was %s', async (_, wrong) => {
    await given(3);
    const leaseMs = 1_500;
    /** It has sent, and never hears, writes or renews anything again. */
    const dying = worker({
      clock: { ...wrongBy(wrong), sleep: () => new Promise(() => undefined) },
      leaseMs,
      wrap: (target) => ({
        ...target,
        async send(batch, signal) {
          await target.send(batch, signal);
          return new Promise(() => undefined);
        },
      }),
    });
    dying.catch(() => undefined);
    await expect.poll(() => server.effects.size, { timeout: 30_000 }).toBeGreaterThan(0);
    const began = performance.now();
    // There is something else to do for it at first; then it waits until the lease is over.
    const { why, stats } = await worker({ leaseMs, clock: wrongBy(-wrong) });
    expect([why, stats.accepted + stats.alreadyThere]).toEqual(['empty', 6]);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(await states()).toEqual({ accepted: 6 });
    expect(effects()).toEqual([1]);
  });

  it('do not take what somebody has locked for a moment for the end', async () => {
    await given(5);
    const admission = await postgres.connect(home.address);
    await admission.query('BEGIN');
    await admission.query('SELECT 1 FROM vax_upload.entries FOR UPDATE');
    const working = worker();
    await wait(700);
    expect(server.requests.length).toBe(0);
    await admission.query('ROLLBACK');
    await admission.end();
    expect(await working).toMatchObject({ why: 'empty', stats: { accepted: 10 } });
  });

  it('settle while a file is being taken in', async () => {
    await given(60);
    const desk = new Desk(home);
    await desk.nextRun();
    const { id } = await desk.begin('boja.xlsx', people(140, 61));
    // The file is open: its rows and the turn are ours, and the workers go on.
    expect(await worker({ settings: { pace: { ...SETTINGS.pace, batchSize: 10 } } }).catch(String)).toMatchObject({
      stats: { accepted: 120 },
    });
    await desk.ledger.closeFile(id, 0);
    await desk.leave();
    expect(await states()).toEqual({ accepted: 120, pending: 280 });
  });
});
