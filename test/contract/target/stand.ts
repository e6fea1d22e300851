/** One test's bench: the server, the gateway in front of it, the target, and three people. */
import { expect } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import type { RecordKey } from '../../../src/record/record.ts';
import {
  type Answer,
  type Batch,
  type Consignment,
  type FindAnswer,
  type Found,
  type Outage,
  type Stop,
  soughtOf,
  type Target,
  type Verdict,
} from '../../../src/target/target.ts';
import type { RequestSeen } from '../../../src/target/watched.ts';
import { batchOf } from '../../support/consignments.ts';
import { type Gateway, openGateway } from '../../support/gateway.ts';
import type { TargetBench, Way } from './bench.ts';

export const NEVER = new AbortController().signal;
/** Longer than a busy machine needs for an answer … */
const PATIENT_MS = 30_000;
/** … and what a test waits for where none comes. */
export const IMPATIENT_MS = 900;
/** Nobody else has these numbers. */
const STRANGERS = 900;

export class Stand {
  readonly bench: TargetBench;
  readonly gateway: Gateway;
  readonly target: Target;
  readonly people: readonly Consignment[];
  readonly keys: readonly RecordKey[];
  /** What was told of every request. */
  readonly told: RequestSeen[] = [];
  readonly #targets: Target[] = [];
  /** Goes straight to the server: whom a record needs was asked for in other weather. */
  readonly #index: Target;

  private constructor(bench: TargetBench, gateway: Gateway) {
    this.bench = bench;
    this.gateway = gateway;
    this.target = this.connect();
    const way = { version: '1.2.3', sockets: 1, timeoutMs: PATIENT_MS, clock: systemClock };
    this.#index = bench.connect(bench.url, way);
    this.#targets.push(this.#index);
    this.people = bench.invent(Math.min(3, this.target.traits.maxBatch), 1);
    this.keys = this.people.map(({ key }) => key);
  }

  static async open(bench: TargetBench): Promise<Stand> {
    return new Stand(bench, await openGateway(bench.url));
  }

  /** Another target for the same server; closed with the stand. */
  connect(way: Partial<Way> = {}): Target {
    const target = this.bench.connect(this.gateway.url, {
      version: '1.2.3',
      sockets: 4,
      timeoutMs: PATIENT_MS,
      clock: systemClock,
      sawRequest: (seen) => this.told.push(seen),
      ...way,
    });
    this.#targets.push(target);
    return target;
  }

  /** People whom no other part of a test has. */
  strangers(count: number): Consignment[] {
    return this.bench.invent(count, STRANGERS);
  }

  /** The batch as the ledger would freeze it: with the references that the registry has for its people. */
  async batch(people: readonly Consignment[] = this.people, id: string = crypto.randomUUID()): Promise<Batch> {
    return batchOf(this.target, await referred(this.#index, people), id);
  }

  async send(people: readonly Consignment[] = this.people, id?: string, target = this.target): Promise<Answer> {
    return target.send(await this.batch(people, id), NEVER);
  }

  find(people: readonly Consignment[] = this.people, target = this.target): Promise<FindAnswer> {
    return target.find(people.map(soughtOf), NEVER);
  }

  async effects(people: readonly Consignment[] = this.people): Promise<readonly number[]> {
    return this.bench.effects(people.map(({ key }) => key));
  }

  /** What a target asks once, before it sends anything, is asked. */
  async warmUp(target = this.target): Promise<void> {
    const people = this.bench.invent(1, STRANGERS + 90);
    verdictsOf(await target.send(await this.batch(people), NEVER));
    this.gateway.seen.length = 0;
    this.told.length = 0;
  }

  /** Fails where the answer says of a record what is not so. */
  async expectTrue(answer: Answer, people: readonly Consignment[] = this.people): Promise<void> {
    const effects = await this.effects(people);
    for (const [index, { key }] of people.entries()) {
      const said = saidOf(answer, key);
      const effect = effects[index];
      expect({ said, effect }).toEqual({ said, effect: said === 'there' ? 1 : said === 'not there' ? 0 : effect });
      expect(effect).toBeLessThanOrEqual(1);
    }
  }

  /** The weather is over: questions tell the truth, and whatever is missing can be sent, once. */
  async expectMended(people: readonly Consignment[] = this.people): Promise<void> {
    this.gateway.always('pass');
    const { finds, safeToResend } = this.target.traits;
    if (finds !== 'never') {
      const effects = await this.effects(people);
      const found = foundOf(await this.find(people));
      expect(people.map(({ key }) => (found.get(key) === 'absent' ? 0 : 1))).toEqual(effects);
      const missing = people.filter(({ key }) => found.get(key) === 'absent');
      if (missing.length > 0) await this.send(missing);
    } else if (safeToResend) await this.send(people);
    expect(await this.effects(people)).toEqual(people.map(() => 1));
  }

  async close(): Promise<void> {
    for (const target of this.#targets) await target.close();
    await this.gateway.close();
    await this.bench.close();
  }
}

/** With the references that the registry gives for those whom the records need. */
async function referred(target: Target, people: readonly Consignment[]): Promise<readonly Consignment[]> {
  const { people: index } = target;
  if (!index) return people;
  const needed = people.map(({ record }) => index.neededBy(record));
  const { results, weather } = await index.resolve(needed.flat(), NEVER);
  expect(weather).toBeUndefined();
  return people.map((consignment, at) => ({
    ...consignment,
    references: (needed[at] ?? []).map((person) => {
      const resolution = results.get(person);
      if (resolution?.kind !== 'known') throw new Error(`the bench's server does not know the ${person.role}`);
      return resolution.reference;
    }),
  }));
}

/** What an answer claims of a record; undefined where it claims nothing. */
function saidOf(answer: Answer, key: RecordKey): 'there' | 'not there' | undefined {
  switch (answer.kind) {
    case 'reply': {
      const kind = answer.verdicts.get(key)?.kind;
      if (kind === 'accepted' || kind === 'already-there') return 'there';
      return kind === 'refused' || kind === 'unsent' ? 'not there' : undefined;
    }
    case 'outage':
      return answer.reachedServer ? undefined : 'not there';
    default:
      return answer.unsent ? 'not there' : undefined;
  }
}

/** The verdicts of a reply that nothing has ended; the test fails where it is none. */
export function verdictsOf(answer: Answer): ReadonlyMap<RecordKey, Verdict> {
  expect(answer).toMatchObject({ kind: 'reply' });
  expect('weather' in answer ? answer.weather : undefined).toBeUndefined();
  return answer.kind === 'reply' ? answer.verdicts : new Map();
}

export function foundOf(answer: FindAnswer): ReadonlyMap<RecordKey, Found> {
  expect(answer).toMatchObject({ kind: 'found' });
  return answer.kind === 'found' ? answer.results : new Map();
}

/** What went wrong, of the whole batch or of the rest of it. */
export function weatherOf(answer: Answer): Outage | Stop | Exclude<Answer, Outage | Stop> | undefined {
  return answer.kind === 'reply' ? answer.weather : answer;
}

export function receiptsOf(
  verdicts: ReadonlyMap<RecordKey, Verdict>,
  keys: readonly RecordKey[],
): (string | undefined)[] {
  return keys.map((key) => {
    const verdict = verdicts.get(key);
    return verdict && 'receipt' in verdict ? verdict.receipt : undefined;
  });
}
