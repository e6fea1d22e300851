/** A sign of life now and then, for whoever reads a log. */

/** At most one in this time. */
const BEAT_MS = 10 * 60_000;
const LOOK_MS = 60_000;

export interface Heartbeat {
  /** Beats if it is time; called with every event, so that it goes by the clock that was handed in. */
  look(): void;
  /** Something was said that tells as much. */
  said(): void;
  stop(): void;
}

/** `now`: epoch milliseconds. While no event comes, a timer looks; it does not keep the program alive. */
export function startHeartbeat(now: () => number, beat: () => void): Heartbeat {
  let last = now();
  const look = (): void => {
    if (now() - last < BEAT_MS) return;
    last = now();
    beat();
  };
  const timer = setInterval(look, LOOK_MS);
  timer.unref();
  return {
    look,
    said: () => {
      last = now();
    },
    stop: () => clearInterval(timer),
  };
}
