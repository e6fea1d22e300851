import type { StayWords } from '../staying.ts';

export const stayingEn: StayWords = {
  empty: 'Nothing waits. Resting until new rows come.',
  window: (until) => `The time is over. Resting until ${until}.`,
  trouble: (until) => `Resting; the next try is at ${until}.`,
};
