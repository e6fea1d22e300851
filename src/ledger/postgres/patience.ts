/**
 * The one retry layer of a ledger in PostgreSQL. What can pass is waited out: a connection that broke, a server that
 * restarts, a disk that is full, a lock that somebody else has. Nothing above it and nothing below it tries again.
 *
 * All that one program does in a database goes through one of these, so an outage has one beginning and one end, is
 * told of once, and is waited out once: whoever asks after the patience is over tries once more and waits no longer.
 */
import type { Clock, Random } from '../../clock.ts';
import type { DatabaseAddress } from '../../postgres/address.ts';
import { databaseAway, judgeDatabaseError, type PassingWhy, sqlState } from '../../postgres/database-error.ts';
import { BrokenOff } from '../intake-side.ts';

/** The database went away or is back. `since`: epoch milliseconds; `code`: SQLSTATE, or the system's word. */
export type DatabaseWeather =
  | { readonly state: 'down'; readonly since: number; readonly why: PassingWhy; readonly code: string }
  | { readonly state: 'up'; readonly since: number; readonly awayMs: number };

export interface PatienceParts {
  readonly address: Pick<DatabaseAddress, 'name' | 'user' | 'database'>;
  readonly clock: Clock;
  readonly random: Random;
  /** The longest outage that is waited out, in milliseconds. */
  readonly patienceMs: number;
  /** The same before anything has come to something, where somebody looks on: the address may be mistyped. */
  readonly firstMs?: number | undefined;
  /** How a run is asked to stop: what is away then is not waited for much longer. */
  readonly stop?: { readonly finish: AbortSignal; readonly abort: AbortSignal } | undefined;
  readonly tell?: ((weather: DatabaseWeather) => void) | undefined;
}

export interface Patience {
  /**
   * Does `once` until it comes to something. It throws what it meets, and ends soon when its signal says so.
   * @throws RunError of the database, with its exit code; DATABASE_AWAY when the patience is over
   */
  persist<T>(once: (cut: AbortSignal) => Promise<T>): Promise<T>;
  /** A single try of what cannot be done again here. It is cut where a run that was asked to stop would hang in it. */
  watched<T>(work: (cut: AbortSignal) => Promise<T>): Promise<T>;
  /** What an error means that can pass; undefined for any other. */
  passing(error: unknown): Passing | undefined;
  /** Any other error: the one of the run that it stands for, or itself. */
  known(error: unknown): unknown;
  /** Whether the database is away, as far as is known. */
  isAway(): boolean;
}

export interface Passing {
  readonly why: PassingWhy;
  readonly code: string;
}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 10_000;
/** Who has what we want will soon be done with it. */
const LONGEST_CONFLICT_PAUSE_MS = 1_000;
/** A restart that is over sooner is not worth a line. */
const TELL_AFTER_MS = 2_000;
/** Locks are waited for without a word until then. */
const TELL_CONFLICT_AFTER_MS = 60_000;
/** So long is tried after a stop: what a request has brought shall be written down. */
const AFTER_STOP_MS = 10_000;
/** So long a statement may say nothing after a stop, and after a second one. systemd kills after 90 s. */
const SILENT_AFTER_STOP_MS = 45_000;
const SILENT_AFTER_ABORT_MS = 5_000;
/** Two who bring the same row meet once or twice; what meets for ever is a bug. */
const MOST_TWINS = 8;

/** An outage that calls wait for. */
interface Outage {
  /** By the clock that nobody sets. */
  readonly since: number;
  told: boolean;
  /** How many wait. */
  calls: number;
}

export function patienceWith(parts: PatienceParts): Patience {
  const { address, clock, random, patienceMs, firstMs = patienceMs, stop, tell } = parts;
  let hasWorked = false;
  let outage: Outage | undefined;
  let stoppedAt = Number.POSITIVE_INFINITY;
  stop?.finish.addEventListener('abort', () => {
    stoppedAt = clock.elapsed();
  });

  function passing(error: unknown): Passing | undefined {
    const judged = judge(error);
    return judged?.kind === 'passing' ? judged : undefined;
  }

  function judge(error: unknown): ReturnType<typeof judgeDatabaseError> {
    if (error instanceof BrokenOff) return judge(error.cause);
    if (error instanceof Overtaken) return { kind: 'passing', why: 'conflict', code: 'overtaken' };
    // Somebody else has brought the same row in the same moment: it is there when we look again.
    if (sqlState(error) === '23505') return { kind: 'passing', why: 'conflict', code: '23505' };
    return judgeDatabaseError(error, address);
  }

  /** @throws whatever does not pass. */
  function passingOr(error: unknown): Passing {
    const judged = judge(error);
    if (!judged) throw error;
    if (judged.kind === 'final') throw judged.error;
    return judged;
  }

  function join(since: number): void {
    outage ??= { since, told: false, calls: 0 };
    outage.calls += 1;
  }

  function tellOf(found: Passing): void {
    if (!outage || outage.told) return;
    const lasted = clock.elapsed() - outage.since;
    if (lasted < (isOfOthers(found) ? TELL_CONFLICT_AFTER_MS : TELL_AFTER_MS)) return;
    outage.told = true;
    tell?.({ state: 'down', since: clock.now() - lasted, why: found.why, code: found.code });
  }

  function succeeded(): void {
    const over = outage;
    if (!over || over.calls > 0) return;
    outage = undefined;
    if (over.told) tell?.({ state: 'up', since: clock.now(), awayMs: clock.elapsed() - over.since });
  }

  /** Whether waiting goes on. */
  function isHopeless(found: Passing, since: number): boolean {
    const began = isOfOthers(found) ? since : Math.min(since, outage?.since ?? since);
    const longest = hasWorked || isOfOthers(found) ? patienceMs : Math.min(patienceMs, firstMs);
    if (clock.elapsed() - began >= longest || stop?.abort.aborted) return true;
    const afterStop = Math.max(stoppedAt, began);
    return Number.isFinite(afterStop) && clock.elapsed() - afterStop >= AFTER_STOP_MS;
  }

  function pause(found: Passing, tries: number): Promise<void> {
    const longest = isOfOthers(found) ? LONGEST_CONFLICT_PAUSE_MS : LONGEST_PAUSE_MS;
    // Full jitter: five hundred workers that lost one server do not come back together.
    const ms = random() * Math.min(longest, FIRST_PAUSE_MS * 2 ** Math.min(tries, 12));
    if (!stop) return clock.sleep(ms);
    // A stop ends a pause, and only once: after it there are some more tries.
    return clock.sleep(ms, stop.finish.aborted ? stop.abort : stop.finish);
  }

  async function persist<T>(once: (cut: AbortSignal) => Promise<T>): Promise<T> {
    let since = Number.POSITIVE_INFINITY;
    let hasJoined = false;
    let twins = 0;
    const leave = (): void => {
      if (hasJoined && outage) outage.calls -= 1;
      hasJoined = false;
    };
    try {
      for (let tries = 0; ; tries++) {
        const cut = new AbortController();
        let found: Passing;
        try {
          const result = await watchedBy(cut, once);
          hasWorked = true;
          leave();
          succeeded();
          return result;
        } catch (error) {
          found = passingOr(error);
          if (found.code === '23505' && ++twins > MOST_TWINS) throw error;
          since = Math.min(since, clock.elapsed());
          if (!hasJoined) join(since);
          hasJoined = true;
          tellOf(found);
          if (cut.signal.aborted || isHopeless(found, since)) throw databaseAway(found, address);
        }
        await pause(found, tries);
      }
    } finally {
      leave();
    }
  }

  async function watchedBy<T>(cut: AbortController, work: (cut: AbortSignal) => Promise<T>): Promise<T> {
    if (!stop) return work(cut.signal);
    const over = new AbortController();
    const cutAfter = (asked: AbortSignal, ms: number): void => {
      const begin = (): void =>
        void clock.sleep(ms, over.signal).then(() => {
          if (!over.signal.aborted) cut.abort();
        });
      if (asked.aborted) begin();
      else asked.addEventListener('abort', begin, { once: true, signal: over.signal });
    };
    cutAfter(stop.finish, SILENT_AFTER_STOP_MS);
    cutAfter(stop.abort, SILENT_AFTER_ABORT_MS);
    try {
      return await work(cut.signal);
    } finally {
      over.abort();
    }
  }

  return {
    persist,
    passing,
    watched: (work) => watchedBy(new AbortController(), work),
    known(error) {
      const judged = judge(error);
      return judged?.kind === 'final' ? judged.error : error;
    },
    isAway: () => outage !== undefined,
  };
}

/** Somebody else has changed what was about to be written, and was not locked. */
export class Overtaken extends Error {}

/** What other programs do in the same database: it is there, and will have time for us. */
function isOfOthers({ why }: Passing): boolean {
  return why === 'conflict' || why === 'slow';
}

/** The connection is of no use any more: a statement that it has prepared stays as the table was then. */
export function spoilsConnection(passing: Passing): boolean {
  return !isOfOthers(passing) || passing.code === '0A000';
}
