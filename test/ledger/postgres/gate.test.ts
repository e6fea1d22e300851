/**
 * Several machines empty one ledger in PostgreSQL: the real loop of delivery with the gate that the ledger itself
 * brings, the real `json` target, a fake server on a real socket.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { deliver } from '../../../src/delivery/deliver.ts';
import type { DeliverySettings } from '../../../src/delivery/delivery.ts';
import { gateView } from '../../../src/delivery/gate-view.ts';
import type { Ledger, OpenLedger } from '../../../src/ledger/ledger.ts';
import { prepare } from '../../../src/ledger/sealed/prepare.ts';
import { jsonTarget } from '../../../src/target/json/json.ts';
import type { Target } from '../../../src/target/target.ts';
import { SETTINGS } from '../../delivery/desk.ts';
import { inventedRecord } from '../../support/consignments.ts';
import { startFakeServer } from '../../support/fake-server.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { postgresHome } from '../../support/postgres-home.ts';

const WIDTH = 3;
const MACHINES = 3;
const ROWS = 120;
const WORK: DeliverySettings = { ...SETTINGS, pace: { ...SETTINGS.pace, batchSize: 8, concurrency: WIDTH } };

/** Counts what is under way at the server. */
function counted(target: Target) {
  const seen = { underWay: 0, most: 0 };
  const felt = async <T>(work: () => Promise<T>): Promise<T> => {
    seen.underWay += 1;
    seen.most = Math.max(seen.most, seen.underWay);
    return work().finally(() => {
      seen.underWay -= 1;
    });
  };
  const over: Target = {
    ...target,
    send: (batch, signal) => felt(() => target.send(batch, signal)),
    find: (sought, signal) => felt(() => target.find(sought, signal)),
  };
  return { over, seen };
}

describe.skipIf(!hasPostgres())('three machines and one ledger in PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  it('go through one gate, which says so, and nothing of it stays when they are gone', async () => {
    const server = await startFakeServer();
    const home = await postgresHome(postgres, { doubtWaitMs: 30, now: Date.now });
    const machines: Pick<OpenLedger, 'beginRun' | 'close'>[] = [];
    for (let n = 0; n < MACHINES; n += 1) machines.push(await home.open());
    const first = await (machines[0] as (typeof machines)[number]).beginRun('import', Date.now());
    await takeIn(first);
    const runs = [first];
    for (const machine of machines.slice(1)) runs.push(await machine.beginRun('resume', Date.now()));
    const clock = systemClock;
    const target = jsonTarget({
      url: server.url,
      version: '0.0.0',
      maxBatch: 100,
      sockets: 4,
      timeoutMs: 2_000,
      clock,
    });
    const { over, seen } = counted(target);
    const views: unknown[] = [];
    const ends = await Promise.all(
      runs.map((ledger) => {
        const gate = ledger.gate;
        if (!gate) throw new Error('a ledger for many machines brings a gate');
        const report = () => void gate.store.read().then(({ state, now }) => views.push(gateView(state, now)));
        const parts = { ledger, target: over, clock, random: Math.random, report, gate };
        return deliver(parts, WORK, { finish: new AbortController().signal, abort: new AbortController().signal });
      }),
    );
    expect(ends.map(({ why }) => why)).toEqual(Array(MACHINES).fill('empty'));
    expect(seen.most).toBeLessThanOrEqual(WIDTH);
    expect(views).toContainEqual(expect.objectContaining({ width: WIDTH }));
    expect([...server.effects.values()].map(({ count }) => count)).toEqual(Array(ROWS).fill(1));
    if (!first.gate) throw new Error('a ledger for many machines brings a gate');
    const { state, now } = await first.gate.store.read();
    expect(gateView(state, now)).toMatchObject({ weather: 'fair', used: 0, waiting: 0 });
    // Nothing of a person.
    const written = JSON.stringify(state);
    for (let n = 1; n <= ROWS; n += 1) {
      const { participant } = inventedRecord(n);
      expect(written).not.toContain(participant.name);
      expect(written).not.toContain(participant.nik);
    }
    for (const machine of machines) await machine.close();
    await target.close();
    await server.close();
    await home.remove();

    async function takeIn(ledger: Ledger): Promise<void> {
      const { id } = await ledger.openFile({ name: 'a.csv', digest: new Uint8Array(32) });
      const layout = { columns: {}, doses: [{ columns: {} }], defaults: {} } as const;
      const sheet = await ledger.openSheet(id, { name: '', headerLine: 1, headings: [], layout });
      const rows = Array.from({ length: ROWS }, (_, n) =>
        prepare(
          { line: n + 1, group: 1, kind: 'valid', record: inventedRecord(n + 1), problems: [], cells: () => [] },
          home.sealer,
        ),
      );
      await ledger.admit(sheet, rows);
      await ledger.closeFile(id, 0);
      await ledger.met();
    }
  });
});
