/** I6: a server that is down is left alone. */
import type { Weather } from '../../src/sandbox/weather.ts';
import type { SeenRequest } from './model-server.ts';
import type { Scenario } from './scenario.ts';

/**
 * The quick tries before the server counts as down, and those of the other requests that were under way, for each
 * process.
 */
const QUICK_TRIES = 14;

/**
 * The most requests in one outage: the quick tries of each run, then a question and a record for each probe, which come
 * at least half a `probe` apart. A question about more keys than the server takes is asked in parts. Where people must
 * be asked for, a question about each of them: what was answered is never asked again.
 */
function mostRequests(outageMs: number, scenario: Scenario, runs: number): number {
  const { settings, maxRecords, rowsPerNight, strangers } = scenario;
  const { batchSize, probeMs } = settings.pace;
  const parts = Math.ceil(batchSize / maxRecords);
  const people = strangers ? rowsPerNight.reduce((sum, rows) => sum + rows, 0) : 0;
  return runs * QUICK_TRIES * parts + ((1 + parts) * outageMs) / (probeMs / 2) + people;
}

export function checkOutages(
  requests: readonly SeenRequest[],
  weatherAt: (time: number) => Weather,
  scenario: Scenario,
  runs: number,
): string[] {
  const perSpell = new Map<Weather, number>();
  for (const { time } of requests) {
    const weather = weatherAt(time);
    if (weather.state === 'down') perSpell.set(weather, (perSpell.get(weather) ?? 0) + 1);
  }
  return [...perSpell].flatMap(([spell, count]) => {
    const most = mostRequests(spell.until - spell.from, scenario, runs);
    return count <= most
      ? []
      : [`${count} requests in an outage of ${Math.round((spell.until - spell.from) / 60_000)} minutes`];
  });
}
