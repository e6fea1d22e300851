/** A registry that must be asked first who people are. Real ledger, real sockets for the records. */
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import { readSpreadsheet } from '../../src/intake/read-file.ts';
import { takeInFile } from '../../src/intake/take-in-file.ts';
import { prepare } from '../../src/ledger/sealed/prepare.ts';
import { identityOf } from '../../src/record/identity.ts';
import type { Consignment, Outage, Person, Resolution, Resolved, Stop, Target } from '../../src/target/target.ts';
import { toRead } from '../intake/reading.ts';
import { sealer } from '../simulation/people.ts';
import { Desk, SETTINGS } from './desk.ts';

/** People are asked for in questions of so many; a registry that answers a part only ends with the weather. */
class Registry {
  /** Whom each question asked for. */
  readonly questions: (readonly string[])[] = [];
  /** What each record went out with. */
  readonly references: (readonly string[] | undefined)[] = [];
  readonly #script: ((asked: readonly Person[]) => Resolved)[];

  constructor(...script: ((asked: readonly Person[]) => Resolved)[]) {
    this.#script = script;
  }

  readonly wrap = (base: Target): Target => ({
    ...base,
    people: {
      neededBy: ({ participant }) => [{ role: 'participant', identity: identityOf(participant), field: 'nik' }],
      resolve: async (asked) => {
        this.questions.push(asked.map(({ identity }) => identity));
        return (this.#script.shift() ?? everybody)(asked);
      },
    },
    encode: (id, consignments: readonly Consignment[]) => {
      this.references.push(...consignments.map(({ references }) => references));
      return base.encode(id, consignments);
    },
  });
}

const known = (person: Person): [Person, Resolution] => [person, { kind: 'known', reference: `P-${person.identity}` }];
const everybody = (asked: readonly Person[]): Resolved => ({ results: new Map(asked.map(known)) });
const DOWN: Outage = { kind: 'outage', cause: 'reset', reachedServer: true };
const STOP: Stop = { kind: 'stop', why: 'unauthorised', status: 401 };
const PACE = { pace: { batchSize: 16, concurrency: 2, firstMs: 5, capMs: 20, probeMs: 30, slowMs: 1_000 } };

let desk: Desk;
afterEach(() => desk.close());

async function open(rows: number, registry: Registry): Promise<void> {
  desk = await Desk.open(rows, undefined, registry.wrap);
}

const weather = (): unknown[] => desk.events.flatMap((event) => (event.event === 'weather' ? [event.state] : []));

it('everybody is asked for once, before the record goes, and each record goes with its own person', async () => {
  const registry = new Registry();
  await open(40, registry);
  const { why, stats } = await desk.run(PACE);
  expect([why, stats.accepted, await desk.states(), desk.effects()]).toEqual(['empty', 40, { accepted: 40 }, [1]]);
  const asked = registry.questions.flat();
  expect([asked.length, new Set(asked).size]).toEqual([40, 40]);
  expect(registry.references).toEqual(asked.map((identity) => [`P-${identity}`]));
  expect(weather()).toEqual([]);
});

it.each<[what: string, first: (asked: readonly Person[]) => Resolved]>([
  ['the line is lost in the midst', (asked) => ({ results: new Map(asked.slice(0, 2).map(known)), weather: DOWN })],
  ['nobody answers', () => ({ results: new Map(), weather: DOWN })],
  ['it turns us away for once', (asked) => ({ results: new Map(asked.slice(0, 1).map(known)), weather: STOP })],
  ['it says nothing of some', (asked) => ({ results: new Map(asked.slice(0, 3).map(known)) })],
])('%s: that is weather, what was heard is kept, and everything arrives', async (_what, first) => {
  // The first question is about the first record alone; it is answered, so that the server is known to take records.
  const registry = new Registry(everybody, first);
  await open(20, registry);
  const { why } = await desk.run(PACE);
  expect([why, await desk.states(), desk.effects()]).toEqual(['empty', { accepted: 20 }, [1]]);
  expect(weather().slice(0, 2)).toEqual(['down', 'up']);
  const heard = new Set(registry.references.flat());
  expect(heard.size).toBe(20);
});

it('a registry that stays away is waited for as long as any other, and nothing was sent', async () => {
  const down = () => ({ results: new Map(), weather: DOWN });
  const registry = new Registry(...Array.from({ length: 1_000 }, () => down));
  await open(5, registry);
  const { why } = await desk.run({ ...PACE, patienceMs: 200 });
  expect([why, await desk.states(), desk.asked()]).toEqual(['away', { pending: 5 }, '']);
});

it('comma-utf8-bom.csv: whom it does not know, and whom it cannot tell, a person is told; all others arrive', async () => {
  const [stranger, twin] = ['3324015105009260', '3324025805769261'];
  const kindOf = (identity: string) => (identity === stranger ? 'unknown' : identity === twin ? 'unsure' : undefined);
  const resolve = (asked: readonly Person[]): Resolved => ({
    results: new Map(
      asked.map((person) => {
        const kind = kindOf(person.identity);
        return kind ? [person, { kind }] : known(person);
      }),
    ),
  });
  const registry = new Registry(...Array.from({ length: 100 }, () => resolve));
  await open(0, registry);
  const ledger = await desk.ledger();
  const path = join(import.meta.dirname, '../../fixtures/csv/comma-utf8-bom.csv');
  const { tally } = await takeInFile(path, {
    door: ledger,
    async *read(file) {
      for await (const message of readSpreadsheet(file))
        yield message.kind === 'readings'
          ? { ...message, readings: Array.from(message.readings, (reading) => prepare(reading, sealer)) }
          : message;
    },
    file: toRead(path),
    admitAtOnce: 100,
    cwd: '/',
    report: () => undefined,
    stop: new AbortController().signal,
  });
  const { why, stats } = await desk.run(PACE);
  expect([why, stats.refused, stats.accepted]).toEqual(['empty', 2, tally.fresh - 2]);
  const told: unknown[] = [];
  for await (const { problems } of (await desk.ledger()).rowsForPerson('all'))
    told.push(...problems.filter(({ code }) => code.startsWith('PERSON')));
  expect(told).toEqual([
    { code: 'PERSON_UNKNOWN', field: 'nik', severity: 'error' },
    { code: 'PERSON_UNSURE', field: 'nik', severity: 'error' },
  ]);
});

it('an answer that lands while the ledger is being asked for a batch is not passed by', async () => {
  const registry = new Registry();
  await open(24, registry);
  const ledger = await desk.ledger();
  // Nothing can be sent yet; by the time that this is known, the registry has answered.
  const slow: typeof ledger = {
    ...ledger,
    claim: async (...asked) => {
      const batch = await ledger.claim(...asked);
      if (!batch) await new Promise((resolve) => setTimeout(resolve, 50));
      return batch;
    },
  };
  const { people } = desk.target;
  if (!people) throw new Error('people');
  const resolve: typeof people.resolve = async (...asked) => {
    await new Promise((wake) => setTimeout(wake, 20));
    return people.resolve(...asked);
  };
  const target = { ...desk.target, people: { ...people, resolve } };
  const parts = { ledger: slow, target, clock: systemClock, random: Math.random, report: () => undefined };
  const never = new AbortController().signal;
  const { why } = await deliver(
    parts,
    { ...SETTINGS, pace: { ...PACE.pace, batchSize: 3 } },
    { finish: never, abort: never },
  );
  expect([why, await desk.states()]).toEqual(['empty', { accepted: 24 }]);
});
