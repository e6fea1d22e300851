/** Asks the registry who the people of the next records are, before anything about them is sent. */
import type { Stranger } from '../ledger/delivery-side.ts';
import type { PeopleIndex, Resolution, Stop } from '../target/target.ts';
import type { Course } from './course.ts';
import type { DeliveryParts } from './delivery.ts';
import { NOTHING } from './passage.ts';

/**
 * What was heard is written down first; then the pace hears the weather, as of any request. Returns a stop when that is
 * the server's last word.
 */
export async function resolvePeople(
  parts: DeliveryParts,
  course: Course,
  people: PeopleIndex,
  strangers: readonly Stranger[],
  signal: AbortSignal,
): Promise<Stop | undefined> {
  const { ledger, clock, report } = parts;
  const began = clock.elapsed();
  const asked = strangers.map(({ person }) => person);
  const { results, weather: said } = await people.resolve(asked, signal);
  const ms = clock.elapsed() - began;
  const found = new Map<Stranger, Resolution>();
  for (const stranger of strangers) {
    const resolution = results.get(stranger.person);
    if (resolution) found.set(stranger, resolution);
  }
  const weather = said ?? silentOn(strangers.length - found.size);
  const refused = await ledger.remember(found);
  if (refused > 0) {
    course.settled({ ...NOTHING, refused });
    report({ event: 'batch', ...NOTHING, entries: refused, refused, ms });
  }
  if (found.size > 0) course.answered(false);
  if (weather?.kind === 'stop') return course.turnedAway(weather, ms);
  if (weather) course.outage(weather, ms);
  return undefined;
}

/** Whoever answers, and says nothing of some, has not answered: they would be asked for again without a pause. */
function silentOn(missing: number) {
  return missing > 0 ? ({ kind: 'outage', cause: 'unreadable', reachedServer: true } as const) : undefined;
}
