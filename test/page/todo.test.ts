/** What a morning has come to, and what somebody has to do then. */
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/exit-codes.ts';
import type { LedgerNow, PageFacts } from '../../src/page/facts.ts';
import { todoOf } from '../../src/page/todo.ts';
import { toneOf, verdictOf } from '../../src/page/verdict.ts';
import { KENDAL, KENDAL_NIGHT } from '../support/invented-nights.ts';

const NAMES = { sheet: 'sheet.xlsx', corrections: 'corrections.xlsx' };
const DONE: LedgerNow = { waiting: 0, inDoubt: 0, handedOver: 0, invalid: 0, held: 0, refused: 0, landed: 9 };

function morning(now: Partial<LedgerNow>, night: Partial<typeof KENDAL_NIGHT> = {}, more: Partial<PageFacts> = {}) {
  return { ...KENDAL, now: { ...DONE, ...now }, night: { ...KENDAL_NIGHT, files: [], exitCode: 0, ...night }, ...more };
}

const { night: _, ...NEVER } = morning({});
const { exitCode: __, ...KILLED } = KENDAL_NIGHT;

const CASES: readonly (readonly [
  name: string,
  facts: PageFacts,
  verdict: string,
  tone: string,
  todo: readonly string[],
])[] = [
  ['nothing has run yet', NEVER, 'never', 'calm', ['first-import: vax-upload import sheet.xlsx']],
  ['everything has arrived', morning({}), 'done', 'good', ['nothing']],
  ['something is left', morning({ waiting: 5 }), 'more', 'calm', ['go-on 5: vax-upload resume']],
  ['something is in doubt', morning({ inDoubt: 2 }), 'more', 'calm', ['go-on 2: vax-upload resume']],
  [
    'rows wait for a person',
    morning({ invalid: 1, held: 2, refused: 3 }),
    'person',
    'attention',
    ['correct 6: vax-upload rejects -o corrections.xlsx'],
  ],
  ['batches lie in files', morning({ handedOver: 7 }), 'person', 'attention', ['confirm 7: vax-upload confirm']],
  [
    'a file was refused',
    morning({}, { files: [{ name: 'a b.xls', typed: 'masuk/a b.xls', rows: 0, refusedBy: 'FILE_ENCRYPTED' }] }),
    'person',
    'attention',
    ['refused-file a b.xls: vax-upload import "masuk/a b.xls"'],
  ],
  [
    'files were read in part; of one with its whole path only the name is said',
    morning({}, {}, { unfinished: ['b.csv', '/home/siti/c.csv', 'C:\\\\Siti\\\\d.csv'] }),
    'person',
    'attention',
    ['read-again b.csv: vax-upload import b.csv', 'read-again c.csv', 'read-again d.csv'],
  ],
  [
    'the server was away all night',
    morning({ waiting: 5 }, { landed: 0, outages: 1, exitCode: EXIT.serverAway }),
    'away',
    'bad',
    ['go-on 5: vax-upload resume'],
  ],
  [
    'the server was away at the end, and much arrived before',
    morning({ waiting: 5 }, { exitCode: EXIT.serverAway }),
    'more',
    'calm',
    ['go-on 5: vax-upload resume'],
  ],
  [
    'the server refuses us: until that is mended nothing goes on by itself',
    morning({ waiting: 5, held: 1 }, { exitCode: EXIT.serverRefuses }),
    'refused-us',
    'bad',
    ['ask-access: vax-upload doctor', 'correct 1: vax-upload rejects -o corrections.xlsx'],
  ],
  [
    'the disk is full',
    morning({ waiting: 5 }, { exitCode: EXIT.disk }),
    'disk',
    'bad',
    ['free-disk: vax-upload doctor'],
  ],
  [
    'a setting is wrong',
    morning({ waiting: 5 }, { exitCode: EXIT.usage }),
    'settings',
    'bad',
    ['mend-settings: vax-upload doctor'],
  ],
  ['a bug', morning({ waiting: 5 }, { exitCode: EXIT.bug }), 'broken', 'bad', ['report-bug: vax-upload status']],
  [
    'the power went',
    { ...morning({ waiting: 5 }), night: KILLED },
    'cut-off',
    'attention',
    ['refused-file susulan boja.xls: vax-upload import "susulan boja.xls"', 'go-on 5: vax-upload resume'],
  ],
  [
    'a run is at work',
    { ...morning({ waiting: 5 }), night: { ...KILLED, files: [] }, running: true },
    'running',
    'calm',
    ['wait: vax-upload status'],
  ],
];

describe('a morning after which', () => {
  it.each(CASES)('%s', (_name, facts, verdict, tone, todo) => {
    const found = verdictOf(facts);
    expect([found, toneOf(found)]).toEqual([verdict, tone]);
    const shown = todoOf(facts, NAMES).map(({ deed, what, many, command }) => {
      const words = [deed, what, many].filter((word) => word !== undefined).join(' ');
      return command === undefined ? words : `${words}: ${command}`;
    });
    expect(shown).toEqual(todo);
  });
});

it('of many files only some are said one by one', () => {
  const unfinished = Array.from({ length: 30 }, (_each, at) => `${at}.csv`);
  expect(todoOf(morning({}, {}, { unfinished }), NAMES)).toHaveLength(5);
});
