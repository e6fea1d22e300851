/** The weather of one run as it is felt: the pace, the counts, and the line that is said when the weather changes. */
import type { BatchCounts } from '../ledger/ledger.ts';
import type { Outage } from '../target/target.ts';
import type { DeliveryParts, DeliverySettings, DeliveryStats } from './delivery.ts';
import { afterAnswer, afterGood, afterOutage, afterSplit, type Pace, startPace } from './pace.ts';

export interface Course {
  pace(): Pace;
  /** Batches that were answered since the last failure of any. */
  passes(): number;
  /** A batch of so many was answered after `ms`. */
  passed(entries: number, ms: number): void;
  /** A question was answered, or a batch was refused as a whole. */
  answered(): void;
  /** No answer that makes sense, `ms` after the request. */
  outage(outage: Outage, ms: number): void;
  /** A batch of so many was too large as a whole. */
  split(entries: number): void;
  /** What was written down for a batch or a doubt. */
  settled(counts: BatchCounts): void;
  stats(): DeliveryStats;
}

export function startCourse(
  { clock, random, report }: Pick<DeliveryParts, 'clock' | 'random' | 'report'>,
  settings: Pick<DeliverySettings, 'pace'>,
): Course {
  let pace = startPace(settings.pace);
  let passes = 0;
  let requests = 0;
  let outages = 0;
  let awayMs = 0;
  let accepted = 0;
  let alreadyThere = 0;
  let refused = 0;

  return {
    pace: () => pace,
    passes: () => passes,
    passed(entries, ms) {
      const now = clock.now();
      requests += 1;
      passes += 1;
      if (pace.weather === 'trouble') {
        awayMs += now - pace.since;
        report({ event: 'weather', state: 'up', since: now });
      }
      pace = afterGood(pace, { entries, ms }, now);
    },
    answered() {
      requests += 1;
      pace = afterAnswer(pace, clock.now());
    },
    outage(outage, ms) {
      const now = clock.now();
      requests += 1;
      passes = 0;
      const before = pace;
      pace = afterOutage(pace, { outage, ms }, now, random);
      if (before.weather !== 'trouble') outages += 1;
      const status = outage.status === undefined ? {} : { status: outage.status };
      report({ event: 'weather', state: 'down', since: pace.since, nextTry: pace.notBefore, cause: outage.cause, ...status });
    },
    split(entries) {
      requests += 1;
      pace = afterSplit(pace, entries);
    },
    settled(counts) {
      accepted += counts.accepted;
      alreadyThere += counts.alreadyThere;
      refused += counts.refused;
    },
    stats: () => ({
      requests,
      outages,
      awayMs: awayMs + (pace.weather === 'trouble' ? clock.now() - pace.since : 0),
      accepted,
      alreadyThere,
      refused,
    }),
  };
}
