/** Every request of a run, numbered as they end, whichever line it went over. */
import type { RunEvent } from '../events.ts';
import type { RequestSeen } from '../target/watched.ts';

export function tellRequests(report: (event: RunEvent) => void): (seen: RequestSeen) => void {
  let nth = 0;
  return (seen) => {
    nth += 1;
    report({ event: 'request', nth, ...seen, ms: Math.round(seen.ms) });
  };
}
