/** The weather of one run as it is felt: the pace, the counts, and the line that is said when the weather changes. */
import type { BatchCounts } from '../ledger/ledger.ts';
import type { Outage } from '../target/target.ts';
import type { DeliveryParts, DeliverySettings, DeliveryStats } from './delivery.ts';
import { afterGood, afterOutage, afterSplit, type Pace, startPace } from './pace.ts';

export interface Course {
  pace(): Pace;
  /** When a batch was last answered; 0 when none was. */
  passedAt(): number;
  /** An answer that made sense. `passed`: to a batch, not to a question. */
  good(ms: number, passed: boolean): void;
  outage(outage: Outage): void;
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
  let passedAt = 0;
  let requests = 0;
  let outages = 0;
  let awayMs = 0;
  let accepted = 0;
  let alreadyThere = 0;
  let refused = 0;

  return {
    pace: () => pace,
    passedAt: () => passedAt,
    good(ms, passed) {
      const now = clock.now();
      requests += 1;
      if (passed) passedAt = now;
      if (pace.weather === 'trouble') {
        awayMs += now - pace.since;
        report({ event: 'weather', state: 'up', since: now });
      }
      pace = afterGood(pace, ms, now, random);
    },
    outage(outage) {
      const now = clock.now();
      requests += 1;
      const before = pace;
      pace = afterOutage(pace, outage, now, random);
      if (pace === before) return;
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
