import type { PositionWords } from '../position.ts';

export const positionEn: PositionWords = {
  here: (where) => `Now: ${where}`,
  starting: 'not reading or sending yet',
  ending: 'what was to be done is done; the run is about to end',
  up: (since) => `server up since ${since}`,
};
