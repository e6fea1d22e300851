/**
 * A district as the server feels it: the loop of src/delivery/deliver.ts with the real pace (src/delivery/pace.ts) and
 * no ledger, because five hundred ledgers show nothing more. What is kept: one request at a time in trouble, doubts
 * asked first (in a short trouble last) and sent again with their size frozen.
 */
import type { Random } from '../../../src/clock.ts';
import { afterAnswer, allowance, startPace } from '../../../src/delivery/pace.ts';
import { afterGood } from '../../../src/delivery/pace-good.ts';
import { afterOutage } from '../../../src/delivery/pace-outage.ts';
import type { Pace, PaceSettings } from '../../../src/delivery/pace-state.ts';
import { isDown } from '../../../src/delivery/probes.ts';
import type { Outage } from '../../../src/target/target.ts';
import type { FakeClock } from '../fake-clock.ts';
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
export function startDistrict(around: Surroundings, settings: PaceSettings, doubtWaitMs: number): void {
  const { clock, random } = around;
  let pace: Pace = startPace(settings);
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
      const turn = allowance(pace, now);
      if (turn.kind === 'wait') {
        wakeAt(turn.until);
        return;
      }
      if (underWay >= turn.concurrency) return;
      const doubt = asking ? undefined : doubts.toSorted((a, b) => a.askAt - b.askAt)[0];
      const recordsFirst = pace.weather === 'trouble' && !isDown(pace) && left > 0;
      if (doubt && doubt.askAt <= now && !recordsFirst) ask(doubt);
      else if (left > 0) {
        const records = Math.min(left, turn.size);
        left -= records;
        send(records);
      } else {
        if (doubt) wakeAt(doubt.askAt);
        return;
      }
    }
  }

  function request(records: number, heard: (answer: Heard, task: Task) => void): void {
    underWay += 1;
    exchange(around, records, (answer, task) => {
      underWay -= 1;
      heard(answer, task);
      next();
    });
  }

  function send(records: number): void {
    const at = clock.now();
    request(records, (answer, task) => {
      if (answer === 'good') {
        around.landed(records);
        pace = afterGood(pace, { entries: records, ms: clock.now() - at }, clock.now());
        return;
      }
      const outage = OUTAGES[answer];
      pace = afterOutage(pace, { outage, ms: clock.now() - at }, clock.now(), random);
      if (outage.reachedServer) doubts.push({ task, askAt: clock.now() + doubtWaitMs });
      else left += records;
    });
  }

  function ask(doubt: Doubt): void {
    asking = true;
    const at = clock.now();
    request(0, (answer) => {
      asking = false;
      doubt.askAt = clock.now() + doubtWaitMs;
      if (answer !== 'good') {
        pace = afterOutage(pace, { outage: OUTAGES[answer], ms: clock.now() - at }, clock.now(), random);
        return;
      }
      pace = afterAnswer(pace, clock.now(), random);
      const { records, stored } = doubt.task;
      const turn = allowance(pace, clock.now());
      const isTooLarge = turn.kind === 'go' && pace.weather !== 'fair' && records > turn.size && left > 0;
      if (!stored && turn.kind === 'wait') doubt.askAt = turn.until;
      else if (stored || !isTooLarge) {
        doubts = doubts.filter((other) => other !== doubt);
        if (stored) around.landed(records);
        else send(records);
      }
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
