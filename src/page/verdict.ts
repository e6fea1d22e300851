/** What a night has come to, in one word: the first that holds, the worst first. Pure. */
import { EXIT } from '../exit-codes.ts';
import type { Verdict } from '../text/page.ts';
import { openRecords, type PageFacts, rowsForPerson } from './facts.ts';

/** Codes that say what nobody but a person can mend. */
const BY_CODE: ReadonlyMap<number, Verdict> = new Map([
  [EXIT.bug, 'broken'],
  [EXIT.usage, 'settings'],
  [EXIT.serverRefuses, 'refused-us'],
  [EXIT.disk, 'disk'],
]);

export function verdictOf(facts: PageFacts): Verdict {
  const { night, now } = facts;
  if (!night) return 'never';
  if (facts.running) return 'running';
  const mended = night.exitCode === undefined ? undefined : BY_CODE.get(night.exitCode);
  if (mended) return mended;
  if (night.exitCode === undefined) return 'cut-off';
  if (night.landed === 0 && night.outages > 0 && openRecords(now) > 0) return 'away';
  if (rowsForPerson(now) + now.handedOver + facts.unfinished.length > 0 || refusedFiles(facts).length > 0)
    return 'person';
  return openRecords(now) > 0 ? 'more' : 'done';
}

/** How loud the page says it. */
export type Tone = 'good' | 'calm' | 'attention' | 'bad';

const TONES: Readonly<Record<Verdict, Tone>> = {
  never: 'calm',
  broken: 'bad',
  'refused-us': 'bad',
  disk: 'bad',
  settings: 'bad',
  running: 'calm',
  'cut-off': 'attention',
  away: 'bad',
  person: 'attention',
  more: 'calm',
  done: 'good',
};

export function toneOf(verdict: Verdict): Tone {
  return TONES[verdict];
}

/** Files of the night that were refused as a whole. */
export function refusedFiles({ night }: PageFacts) {
  return (night?.files ?? []).filter(({ refusedBy }) => refusedBy !== undefined);
}
