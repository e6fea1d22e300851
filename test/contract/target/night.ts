/**
 * A night in small: the real delivery over the real target empties a ledger through all kinds of weather. Every record
 * arrives once, and nobody who listens hears anything of a person.
 */
import { expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { deliver } from '../../../src/delivery/deliver.ts';
import type { DeliverySettings } from '../../../src/delivery/delivery.ts';
import type { RunEvent } from '../../../src/events.ts';
import { prepare } from '../../../src/ledger/sealed/prepare.ts';
import { createSealer } from '../../../src/ledger/sealed/seal.ts';
import { connectInMemory } from '../../../src/ledger/sqlite/connection.ts';
import { ledgerOver } from '../../../src/ledger/sqlite/open.ts';
import type { Consignment, Target } from '../../../src/target/target.ts';
import type { Passage } from '../../support/gateway.ts';
import { IMPATIENT_MS, NEVER, type Stand } from './stand.ts';

const DOUBT_WAIT_MS = 60;
const SETTINGS: DeliverySettings = {
  pace: { batchSize: 4, concurrency: 2, firstMs: 5, capMs: 20, probeMs: 30, slowMs: 10_000 },
  doubtWaitMs: DOUBT_WAIT_MS,
  lookBackMs: 0,
  keyLifeMs: 600_000,
  patienceMs: 60_000,
  turnedAwayMs: 30_000,
  graceMs: 500,
};

/** Empties a ledger that holds these records. */
async function deliverAll(
  stand: Stand,
  target: Target,
  people: readonly Consignment[],
  settings: Partial<DeliverySettings> = {},
) {
  const sealer = createSealer(Buffer.alloc(32, 7));
  const connection = connectInMemory(sealer, () => systemClock.now());
  const doubtWaitMs = settings.doubtWaitMs ?? DOUBT_WAIT_MS;
  const ledger = await ledgerOver(connection, { doubtWaitMs }).beginRun('import', systemClock.now());
  const { id } = await ledger.openFile({ name: 'a.csv', digest: new Uint8Array(32) });
  const layout = { columns: {}, doses: [{ columns: {} }], defaults: {} } as const;
  const sheet = await ledger.openSheet(id, { name: '', headerLine: 1, headings: [], layout });
  const rows = people.map(({ record }, index) =>
    prepare({ line: index + 2, group: 1, kind: 'valid', record, problems: [], cells: () => [] }, sealer),
  );
  await ledger.admit(sheet, rows);
  await ledger.closeFile(id, 0);
  await ledger.met();
  const events: RunEvent[] = [];
  const parts = {
    ledger,
    target,
    clock: systemClock,
    random: Math.random,
    report: (event: RunEvent) => events.push(event),
  };
  const end = await deliver(parts, { ...SETTINGS, ...settings }, { finish: NEVER, abort: NEVER });
  const counts = await ledger.count();
  connection.close();
  return { end, counts, heard: JSON.stringify([events, stand.told, end]) };
}

/** What a server's error says of the record that it does not like; nobody may hear it. */
const LOUD = 'tetangga-yang-mendengar';

/** Errors as registries and what stands before them write them, with the number of a person in each. */
function errorsAbout(nik: string): Passage[] {
  const said = `${LOUD}: value '${nik}' of nik%7C${nik} is not unique`;
  const issue = [{ severity: 'error', code: 'processing', diagnostics: said, expression: [`Patient.where(${nik})`] }];
  const report = { errorReports: [{ message: said, errorCode: 'E9999', trackerType: 'EVENT', uid: 'a1234567890' }] };
  const bodies: readonly [status: number, body: unknown][] = [
    [400, { resourceType: 'OperationOutcome', issue }],
    [409, { resourceType: 'OperationOutcome', issue }],
    [500, { resourceType: 'OperationOutcome', issue }],
    [200, { resourceType: 'OperationOutcome', issue }],
    [422, { type: `urn:${LOUD}`, title: said, status: 422, detail: said, errors: [{ field: said, message: said }] }],
    [
      409,
      { httpStatus: 'Conflict', httpStatusCode: 409, status: 'ERROR', message: said, response: { status: 'ERROR' } },
    ],
    [409, { status: 'ERROR', validationReport: report, stats: { created: 0, ignored: 9, total: 9 } }],
    [500, { fault: { faultstring: said, detail: { errorcode: said } } }],
    [400, { metaData: { code: 400, message: said }, response: null }],
    [500, said],
  ];
  return bodies.map(([status, body]) => ({
    do: 'say',
    status,
    body: JSON.stringify(body),
    type: 'application/json',
    headers: { 'x-request-id': 'r-1', warning: `199 - "${said}"` },
  }));
}

export function night(stand: () => Stand): void {
  it('all arrive once through all weather, and no event tells of anybody', async () => {
    const { bench, gateway } = stand();
    const target = stand().connect({ timeoutMs: IMPATIENT_MS });
    const nik = bench.invent(1, 1)[0]?.record.participant.nik ?? '';
    await stand().warmUp();
    const weather: Passage[] = [
      'lose answer',
      'lose request',
      'freeze',
      { do: 'say', status: 502 },
      { do: 'say', status: 504, done: true },
      { do: 'say', status: 200 },
      { do: 'say', status: 429, headers: { 'retry-after': '0' } },
      { do: 'say', status: 413 },
      { do: 'cut', at: 0.6, length: 'told' },
      { do: 'cut', at: 0.6, length: 'untold' },
      { do: 'shorten', at: 0.7 },
      { do: 'rewrite', json: bench.shorten },
      ...errorsAbout(nik),
    ];
    gateway.next(...weather.flatMap((one) => [one, 'pass' as const]));
    // How many requests that takes is the target's affair: more people come until all of the weather has passed.
    for (let night = 0; night === 0 || (night < 8 && gateway.ahead > 0); night += 1) {
      const people = bench.invent(30, 1 + 30 * night);
      const { end, counts, heard } = await deliverAll(stand(), target, people);
      expect({ why: end.why, counts }).toMatchObject({ why: 'empty', counts: { accepted: people.length } });
      expect(new Set(await stand().effects(people))).toEqual(new Set([1]));
      expectDiscreet(heard, people);
    }
    expect(gateway.ahead).toBe(0);
  });

  it('a search that lags doubles nothing, even where no key may be used again', async () => {
    const { bench, gateway } = stand();
    if (!bench.lag || stand().target.traits.finds === 'never') return;
    const people = bench.invent(8, 1);
    await stand().warmUp();
    bench.lag(150);
    gateway.next('lose answer', 'pass', { do: 'say', status: 504, done: true });
    const { end, counts } = await deliverAll(stand(), stand().target, people, { doubtWaitMs: 200, keyLifeMs: 1 });
    expect({ why: end.why, counts }).toMatchObject({ why: 'empty', counts: { accepted: people.length } });
    expect(new Set(await stand().effects(people))).toEqual(new Set([1]));
  });

  it('what it finds out of a server that only has errors tells of nobody', async () => {
    const { bench, gateway, target, people } = stand();
    const canary = bench.invent(1, 500)[0];
    const nik = people[0]?.record.participant.nik ?? '';
    const findings: unknown[] = [];
    for (const error of errorsAbout(nik)) {
      gateway.always(error);
      findings.push(await target.examine(undefined, NEVER), await target.examine(canary, NEVER));
    }
    expectDiscreet(JSON.stringify([findings, stand().told]), people);
  });
}

function expectDiscreet(heard: string, people: readonly Consignment[]): void {
  expect(heard).not.toContain(LOUD);
  for (const { record } of people) {
    const { nik, name } = record.participant;
    for (const part of [nik, name]) if (part !== undefined) expect(heard.includes(part)).toBe(false);
  }
}
