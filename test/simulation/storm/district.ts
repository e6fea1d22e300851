/**
 * A district as the server feels it: the loop of src/delivery/deliver.ts with the real pace (pacer.ts) and no ledger, because five hundred ledgers show nothing more. What is kept: one request at a time in trouble, doubts
 * asked first (in a short trouble last) and sent again with their size frozen.
 */
import type { Random } from '../../../src/clock.ts';
import { allowance } from '../../../src/delivery/pace.ts';
import { isDown } from '../../../src/delivery/probes.ts';
import type { Outage } from '../../../src/target/target.ts';
import type { FakeClock } from '../fake-clock.ts';
import type { Flight, Pacer } from './pacer.ts';
import type { Heard, Task } from './shared-server.ts';

export interface Surroundings {
  readonly clock: FakeClock;
  readonly random: Random;
  /** Hands a request to the server. */
  readonly take: (task: Task) => void;
  readonly timeoutMs: number;
  /** Rows that wait in the beginning. */
  readonly rows: number;
  /** So many rows are known to be on the server. */
  readonly landed: (rows: number) => void;
}

const OUTAGES: Readonly<Record<Exclude<Heard, 'good'>, Outage>> = {
  failed: { kind: 'outage', cause: 'server-error', reachedServer: true },
  refused: { kind: 'outage', cause: 'refused', reachedServer: false },
  silence: { kind: 'outage', cause: 'timeout', reachedServer: true },
};

interface Doubt {
  readonly task: Task;
  askAt: number;
}

/** Begins at once and goes on until everything is delivered. */
export function startDistrict(around: Surroundings, pacer: Pacer, doubtWaitMs: number): void {
  const { clock } = around;
  let left = around.rows;
  let underWay = 0;
  let asking = false;
  let doubts: Doubt[] = [];
  let callOff = (): void => undefined;

  function wakeAt(time: number): void {
    callOff();
    callOff = clock.at(clock.time + Math.max(1, time - clock.now()), next);
  }

  /** As in deliver.ts: a wait, a question, a batch, or nothing. */
  function next(): void {
    for (;;) {
      const now = clock.now();
      const turn = pacer.turn();
      if ('until' in turn) {
        if (turn.until < Number.POSITIVE_INFINITY) wakeAt(turn.until);
        return;
      }
      if (underWay >= turn.concurrency) return;
      const doubt = asking ? undefined : doubts.toSorted((a, b) => a.askAt - b.askAt)[0];
      const isDue = doubt !== undefined && doubt.askAt <= now;
      if (!isDue && left === 0) {
        if (doubt) wakeAt(doubt.askAt);
        return;
      }
      const flight = pacer.enter();
      if (!flight) continue;
      const pace = pacer.pace();
      const recordsFirst = pace.weather === 'trouble' && !isDown(pace) && left > 0;
      if (isDue && !recordsFirst) ask(doubt, flight);
      else {
        const records = Math.min(left, Math.max(1, Math.floor(pace.size)));
        left -= records;
        send(records, flight);
      }
    }
  }

  /** `heard` says whether another request follows in the same flight, which it has begun. */
  function request(records: number, flight: Flight, heard: (answer: Heard, task: Task) => boolean): void {
    underWay += 1;
    exchange(around, records, (answer, task) => {
      underWay -= 1;
      if (!heard(answer, task)) flight.land();
      next();
    });
  }

  function send(records: number, flight: Flight): void {
    const at = clock.now();
    request(records, flight, (answer, task) => {
      if (answer === 'good') {
        around.landed(records);
        flight.tell({ kind: 'passed', entries: records, ms: clock.now() - at });
        return false;
      }
      const outage = OUTAGES[answer];
      flight.tell({ kind: 'outage', outage, ms: clock.now() - at });
      if (outage.reachedServer) doubts.push({ task, askAt: clock.now() + doubtWaitMs });
      else left += records;
      return false;
    });
  }

  function ask(doubt: Doubt, flight: Flight): void {
    asking = true;
    const at = clock.now();
    request(0, flight, (answer) => {
      asking = false;
      doubt.askAt = clock.now() + doubtWaitMs;
      if (answer !== 'good') {
        flight.tell({ kind: 'outage', outage: OUTAGES[answer], ms: clock.now() - at });
        return false;
      }
      flight.tell({ kind: 'answered', alone: false });
      flight.pass();
      const pace = pacer.pace();
      const { records, stored } = doubt.task;
      const turn = allowance(pace, clock.now());
      const isTooLarge = turn.kind === 'go' && pace.weather !== 'fair' && records > turn.size && left > 0;
      if (!stored && turn.kind === 'wait') doubt.askAt = turn.until;
      else if (stored || !isTooLarge) {
        doubts = doubts.filter((other) => other !== doubt);
        if (stored) around.landed(records);
        else {
          send(records, flight);
          return true;
        }
      }
      return false;
    });
  }

  next();
}

/** One request: the server answers, or the client gives up; the server does not hear of that. */
export function exchange(
  { clock, take, timeoutMs }: Surroundings,
  records: number,
  heard: (answer: Heard, task: Task) => void,
): void {
  const end = (answer: Heard): void => {
    if (ended) return;
    ended = true;
    callOff();
    heard(answer, task);
  };
  let ended = false;
  const task: Task = { records, stored: false, hear: end };
  const callOff = clock.at(clock.time + timeoutMs, () => end('silence'));
  take(task);
}
