import { describe, expect, it } from 'vitest';
import { nextWork, type Situation, type Work } from '../../src/delivery/next-work.ts';

const NEVER = Number.POSITIVE_INFINITY;
/** Fair weather, nothing in doubt, nothing under way, something to send. */
const CALM: Situation = {
  windowLeftMs: NEVER,
  patience: NEVER,
  turn: { size: 100, concurrency: 2 },
  flights: 0,
  askingLeftBehind: false,
  quietMs: 0,
  longestAskMs: 600_000,
  unsure: false,
  met: true,
  hadWork: true,
  lookBackAhead: false,
  strangersAhead: false,
  nothingToSend: false,
  idle: false,
};
const DUE = { dueInMs: 0, leftBehind: false };
const OLD = { dueInMs: -5_000, leftBehind: true };
const LATER = { dueInMs: 40_000, leftBehind: false };
const EMPTY = { nothingToSend: true } as const;

const SEND: Work = { kind: 'send', size: 100 };
const ASK: Work = { kind: 'ask' };
const A_LANDING: Work = { kind: 'wait', ms: NEVER };
const wait = (ms: number): Work => ({ kind: 'wait', ms });
const end = (why: Extract<Work, { kind: 'end' }>['why']): Work => ({ kind: 'end', why });

type Rows = readonly (readonly [what: string, situation: Partial<Situation>, work: Work])[];

const TABLES: Readonly<Record<string, Rows>> = {
  'the end': [
    ['the server will not serve us', { stopped: 'stopped' }, end('stopped')],
    ['somebody pressed Ctrl-C', { stopped: 'interrupted', doubt: DUE }, end('interrupted')],
    ['the window is over', { windowLeftMs: 0 }, end('window')],
    ['patience is over', { patience: 0, turn: { waitMs: 60_000 } }, end('away')],
    ['nothing is left', EMPTY, end('empty')],
    ['Ctrl-C before the window, the window before patience', { windowLeftMs: -1, patience: 0 }, end('window')],
  ],
  'what was acknowledged before an outage': [
    ['is asked for before anything new is sent', { lookBackAhead: true }, { kind: 'look-back' }],
    ['and before the end', { lookBackAhead: true, ...EMPTY }, { kind: 'look-back' }],
    ['a doubt that is due comes first', { lookBackAhead: true, doubt: DUE }, ASK],
    ['beside another request', { lookBackAhead: true, flights: 1 }, { kind: 'look-back' }],
    ['not while the server is silent', { lookBackAhead: true, turn: { waitMs: 9_000 } }, wait(9_000)],
  ],
  'what the pace says': [
    ['silence', { turn: { waitMs: 9_000 }, doubt: OLD }, wait(9_000)],
    ['silence is cut short by the window', { turn: { waitMs: 9_000 }, windowLeftMs: 2_000 }, wait(2_000)],
    ['and by patience', { turn: { waitMs: 9_000 }, patience: 3_000 }, wait(3_000)],
    ['as many requests as may be are under way', { flights: 2, doubt: DUE }, A_LANDING],
    ['one more may go', { flights: 1 }, SEND],
  ],
  'the computer has slept through the patience': [
    ['one more try is made', { patience: 'one more try' }, SEND],
    ['it is under way', { patience: 'one more try', flights: 1, turn: { waitMs: 500 } }, wait(500)],
    ['it has failed', { patience: 'one more try', turn: { waitMs: 500 } }, end('away')],
  ],
  doubts: [
    ['one that is due goes before records', { doubt: DUE }, ASK],
    ['one that is not due waits, and records go', { doubt: LATER }, SEND],
    ['where nothing is to be sent, its moment is waited for', { doubt: LATER, ...EMPTY }, wait(40_000)],
    ['what an earlier run left is asked for at once', { doubt: OLD }, ASK],
    ['nothing new is sent before it was asked for', { doubt: { dueInMs: 7_000, leftBehind: true } }, wait(7_000)],
    ['nor while the question is under way', { askingLeftBehind: true, flights: 1 }, A_LANDING],
    [
      'one that is put off for longer than any rule does',
      { doubt: { dueInMs: 600_001, leftBehind: false } },
      { kind: 'postpone' },
    ],
  ],
  'a registry that must be asked who people are': [
    ['is asked before their records are sent', { strangersAhead: true }, { kind: 'resolve' }],
    ['also while others are under way', { strangersAhead: true, flights: 1 }, { kind: 'resolve' }],
    ['not in its silence', { strangersAhead: true, turn: { waitMs: 9_000 } }, wait(9_000)],
    ['not when all requests are under way', { strangersAhead: true, flights: 2 }, A_LANDING],
    ['not after Ctrl-C', { strangersAhead: true, stopped: 'interrupted' }, end('interrupted')],
    ['a doubt that is due goes before', { strangersAhead: true, doubt: DUE }, ASK],
    [
      'not before what an earlier run left was asked for',
      { strangersAhead: true, doubt: { dueInMs: 7_000, leftBehind: true } },
      wait(7_000),
    ],
    ['not before it has answered at all', { strangersAhead: true, met: false }, { kind: 'greet' }],
    ['while the question is under way, what is known goes', { flights: 1 }, SEND],
    ['and where nothing is, the answer is waited for', { flights: 1, ...EMPTY }, A_LANDING],
    [
      'what it does not answer in trouble tells as well as a record',
      { strangersAhead: true, unsure: true, doubt: DUE },
      { kind: 'resolve' },
    ],
  ],
  'it is open whether the server is down': [
    ['a record tells, not a question', { unsure: true, doubt: DUE }, SEND],
    ['where there is none, the question', { unsure: true, doubt: DUE, ...EMPTY }, ASK],
    ['what an earlier run left is asked for all the same', { unsure: true, doubt: OLD }, ASK],
    ['questions are silent, records are not', { unsure: true, doubt: DUE, quietMs: 5_000 }, SEND],
    ['only questions are left, and they are silent', { doubt: DUE, quietMs: 5_000, ...EMPTY }, wait(5_000)],
  ],
  'a server that has never answered': [
    ['is asked a question before it gets a record', { met: false }, { kind: 'greet' }],
    ['which is waited for', { met: false, flights: 1 }, A_LANDING],
    ['a doubt is a question too', { met: false, doubt: DUE }, ASK],
    ['nothing to send, no question', { met: false, hadWork: false, ...EMPTY }, end('empty')],
  ],
  'requests are under way': [
    ['and nothing else is to be done', { flights: 1, ...EMPTY }, A_LANDING],
    ['the window may end first', { flights: 1, ...EMPTY, windowLeftMs: 800 }, wait(800)],
  ],
};

describe.each(Object.entries(TABLES))('%s', (_name, rows) => {
  it.each(rows)('%s', (_what, situation, work) => {
    expect(nextWork({ ...CALM, ...situation })).toEqual(work);
  });
});

it('a situation can be printed', () => {
  expect(JSON.parse(JSON.stringify({ ...CALM, doubt: DUE }))).toMatchObject({ flights: 0, doubt: DUE, met: true });
});
