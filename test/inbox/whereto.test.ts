/** Where a sheet goes after a night. */
import { describe, expect, it } from 'vitest';
import type { RunErrorCode } from '../../src/errors.ts';
import {
  doneWith,
  type Member,
  type Place,
  placeFor,
  type Standing,
  standingOf,
  standingRefused,
} from '../../src/inbox/whereto.ts';
import { OUTCOMES, type Outcome } from '../../src/record/record.ts';

const NONE = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;

describe('how a sheet stands', () => {
  it.each<[what: string, outcomes: Partial<Record<Outcome, number>>, standing: Standing, place: Place]>([
    ['all of it arrived tonight', { accepted: 12 }, 'done', 'done'],
    ['all of it was there before', { 'already-there': 12, repeated: 3, skipped: 4 }, 'done', 'done'],
    ['no row holds a person', { skipped: 30 }, 'done', 'done'],
    ['its wrong rows were dismissed', { accepted: 3, dismissed: 2 }, 'done', 'done'],
    ['the server is away', { waiting: 12 }, 'waiting', 'stay'],
    ['the answer for one row is lost', { accepted: 11, 'in-doubt': 1 }, 'waiting', 'stay'],
    ['rows to correct, and others on their way', { waiting: 1, invalid: 3 }, 'waiting', 'stay'],
    ['rows to correct, all others arrived', { accepted: 9, invalid: 3 }, 'needs-person', 'to-correct'],
    ['rows to decide', { accepted: 9, held: 2 }, 'needs-person', 'to-correct'],
    ['rows that the server refused', { refused: 1 }, 'needs-person', 'to-correct'],
  ])('%s', (_what, outcomes, standing, place) => {
    expect(standingOf({ ...NONE, ...outcomes })).toBe(standing);
    expect(placeFor(standing, false)).toBe(place);
    expect(placeFor(standing, true)).toBe('stay');
  });

  it.each<[code: RunErrorCode, place: Place]>([
    ['FILE_ENCRYPTED', 'to-correct'],
    ['FILE_DAMAGED', 'to-correct'],
    ['HEADER_NONE', 'to-correct'],
    ['DATE_COL_SWAPPED', 'to-correct'],
    ['HEADER_UNSURE', 'stay'],
    ['MAP_COLUMN', 'stay'],
    ['FILE_UNREADABLE', 'stay'],
    ['FILE_CHANGED', 'stay'],
    ['FILE_IS_LEDGER', 'stay'],
  ])('refused with %s: %s', (code, place) => expect(placeFor(standingRefused(code), false)).toBe(place));
});

describe('what is done with in the folder of corrections', () => {
  const original = (is: Member['is']): Member => ({ name: 'boja.xlsx', is });
  const correction = (is: Member['is']): Member => ({ name: 'perbaikan-boja-2026-11-29.xlsx', is });
  const note: Member = { name: 'boja.xlsx.vax-upload.txt', is: 'ours' };

  it.each<[what: string, members: Member[], arrived: boolean, done: string[]]>([
    ['rows still wait', [original('open'), correction('ours')], false, []],
    ['its rows were corrected elsewhere', [original('settled'), correction('ours')], false, ['boja.xlsx', 'perbaikan']],
    [
      'a corrected one of it was done tonight',
      [original('settled'), correction('ours')],
      true,
      ['boja.xlsx', 'perbaikan'],
    ],
    ['the corrected one has rows to correct again', [original('settled'), correction('open')], false, []],
    ['somebody works in it here', [original('settled'), correction('unread')], false, ['boja.xlsx']],
    ['a refused one and its note, and nothing new', [original('ours'), note], false, []],
    ['the same, and a better one was done tonight', [original('ours'), note], true, ['boja.xlsx', 'boja.xlsx.vax']],
    ['a correction sheet alone', [correction('ours')], false, []],
  ])('%s', (_what, members, arrived, done) => {
    const names = doneWith(members, arrived).map(({ name }) => name);
    expect(names).toHaveLength(done.length);
    for (const [at, begins] of done.entries()) expect(names[at]?.startsWith(begins)).toBe(true);
  });
});
