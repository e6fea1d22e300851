/** When a server counts as down, and how often it is asked then: part of the pace (pace.ts), pure as all of it. */
import type { Random } from '../clock.ts';
import type { Pace } from './pace-state.ts';

/** After so many failures in a row the server counts as down and is tried about every `probe`. */
const OPEN_AFTER = 4;
/** How many of these failures went to a server that was dead already. One at least was under way when it died. */
const QUICK_TRIES = OPEN_AFTER - 1;
/** So much is owed at most: where outages are short and many, the pauses must not outlast them. */
const MOST_OWED = 4;
/** What is owed is paid back over so many pauses. */
const PAID_OVER = 8;
/** Of the pause between probes, the part that is left to chance. */
const PROBE_JITTER = 0.5;

/** The server is taken for down: too many failures in a row, or the retry budget is spent. */
export function isDown({ failures, tokens }: Pick<Pace, 'failures' | 'tokens'>): boolean {
  return failures >= OPEN_AFTER || tokens === 0;
}

/**
 * From the start of one probe to the start of the next, so that a server that lets them hang is found back as soon as
 * another. The first comes at any moment of one `probe` (full jitter), so that those who saw the server die together do
 * not ask together; the others follow evenly, because a server that is back is found soonest so.
 */
export function probePause(pace: Pace, random: Random): number {
  const { probeMs } = pace.settings;
  if (!isDown(pace)) return probeMs * random();
  return probeMs * (1 + pace.owed / PAID_OVER) * (1 + PROBE_JITTER * (random() - 0.5));
}

/**
 * The budget of a server that is down: one request for each `probe`. The quick tries are owed, and each pause pays back
 * a part.
 */
export function owedAfter(pace: Pace, untilNext: number): number {
  const quick = isDown(pace) ? 0 : QUICK_TRIES;
  return Math.min(MOST_OWED, Math.max(0, pace.owed + quick + 1 - untilNext / pace.settings.probeMs));
}

/** The longest that `probePause` ever is, in milliseconds. */
export function longestPause(probeMs: number): number {
  return (1 + PROBE_JITTER / 2) * (1 + MOST_OWED / PAID_OVER) * probeMs;
}
