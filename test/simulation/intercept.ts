/**
 * Ports through a gate: every call of a process to the world outside passes one function, which can let it pass, fail
 * it, or let the process die there.
 */
import type { Clock } from '../../src/clock.ts';
import type { GateStore } from '../../src/ledger/gate-side.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { PeopleIndex, Target } from '../../src/target/target.ts';

/** Does `work`, or something worse. `call` is the port's name and the method's. */
export type Gate = <T>(call: string, work: () => Promise<T>) => Promise<T>;

/** A promise of a process that is no more. A new one each time: reactions on one that lives for ever would pile up. */
export function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

export function gatedLedger(ledger: Ledger, gate: Gate): Ledger {
  const gated = Object.entries(ledger).map(([name, method]) =>
    STREAMS.has(name) || typeof method !== 'function'
      ? [name, method]
      : [
          name,
          (...given: unknown[]) =>
            gate(`ledger.${name}`, () => Reflect.apply(method, ledger, given) as Promise<unknown>),
        ],
  );
  return Object.fromEntries(gated) as Ledger;
}

/** These return iterables, not promises; only reports use them. */
const STREAMS = new Set(['rowsForPerson', 'readings']);

export function gatedTarget(target: Target, gate: Gate): Target {
  const { people } = target;
  const resolve: PeopleIndex['resolve'] | undefined =
    people && ((asked, signal) => gate('target.people.resolve', () => people.resolve(asked, signal)));
  return {
    ...target,
    ...(people && resolve ? { people: { ...people, resolve } } : {}),
    send: (batch, signal) => gate('target.send', () => target.send(batch, signal)),
    find: (keys, signal) => gate('target.find', () => target.find(keys, signal)),
  };
}

export function gatedStore(store: GateStore, gate: Gate): GateStore {
  return {
    read: () => gate('gate.read', () => store.read()),
    write: (seen, state) => gate('gate.write', () => store.write(seen, state)),
  };
}

export function gatedClock(clock: Clock, gate: Gate): Clock {
  return {
    now: () => clock.now(),
    elapsed: () => clock.elapsed(),
    sleep: (ms, signal) => gate('clock.sleep', () => clock.sleep(ms, signal)),
  };
}

/**
 * A process that dies at its `diesAt`th step; before a call and after it are two steps. Nothing it had begun is undone,
 * and nothing returns to it.
 */
export class Life {
  dead = false;
  steps = 0;
  /** Where it died. */
  at = '';
  readonly #diesAt: number;

  constructor(diesAt: number) {
    this.#diesAt = diesAt;
  }

  readonly gate: Gate = async (call, work) => {
    if (this.#isDeadAt(`before ${call}`)) return never();
    try {
      const result = await work();
      return this.#isDeadAt(`after ${call}`) ? await never() : result;
    } catch (error) {
      if (this.dead) return never();
      throw error;
    }
  };

  #isDeadAt(step: string): boolean {
    if (!this.dead && this.steps++ === this.#diesAt) {
      this.dead = true;
      this.at = step;
    }
    return this.dead;
  }
}
