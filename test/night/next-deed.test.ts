/** What somebody should do next. */
import { expect, it } from 'vitest';
import { EXIT } from '../../src/exit-codes.ts';
import { nextDeed, type Standing } from '../../src/night/next-deed.ts';

const WELL: Standing = {
  running: false,
  exitCode: 0,
  waiting: 0,
  handedOver: 0,
  forPerson: 0,
  unfinished: [],
  unread: 0,
};
const INBOX = { toCorrect: 'to-correct' };
const ALL: Standing = { ...WELL, waiting: 1, handedOver: 1, forPerson: 1, unfinished: ['a.xlsx'] };

it.each<[string, Standing, object]>([
  ['nothing where all is well', WELL, { kind: 'nothing' }],
  ['wait while a run is at work, whatever else there is', { ...ALL, running: true }, { kind: 'wait' }],
  ['look at the server that refuses us', { ...ALL, exitCode: EXIT.serverRefuses }, { kind: 'look-at-server' }],
  ['not at one that refused us when nothing waits', { ...WELL, exitCode: EXIT.serverRefuses }, { kind: 'nothing' }],
  ['free the disk', { ...ALL, exitCode: EXIT.disk }, { kind: 'free-disk' }],
  ['import again what was cut short', ALL, { kind: 'import-again', file: 'a.xlsx' }],
  ['send what waits', { ...ALL, unfinished: [] }, { kind: 'resume' }],
  ['send what a killed run left', { ...ALL, unfinished: [], exitCode: undefined }, { kind: 'resume' }],
  ['say what became of files', { ...ALL, unfinished: [], waiting: 0 }, { kind: 'confirm' }],
  ['correct rows', { ...WELL, forPerson: 2, exitCode: EXIT.needsPerson }, { kind: 'correct' }],
  [
    'put what is corrected there where it came from',
    { ...WELL, forPerson: 2, inbox: INBOX },
    { kind: 'correct', inbox: INBOX },
  ],
  [
    'mend files that were not read: not all is well',
    { ...WELL, unread: 1, exitCode: EXIT.unreadable },
    { kind: 'unread' },
  ],
  ['and put them there again', { ...WELL, unread: 1, inbox: {} }, { kind: 'unread', inbox: {} }],
])('%s', (_, standing, deed) => {
  expect(nextDeed(standing)).toEqual(deed);
});
