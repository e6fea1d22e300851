/** What a row of a correction or of a newer version takes off the list, as a clerk would say it. */
import { describe, expect, it } from 'vitest';
import {
  type Found,
  isNewerVersion,
  isWithdrawn,
  type Likeness,
  needsPerson,
  type OldRow,
  setAside,
  whyAside,
} from '../../src/ledger/rules/older-rows.ts';

const WAITING: OldRow = {
  kind: 'owner',
  entry: 7,
  state: 'pending',
  speaks: true,
  thisRun: false,
  decided: false,
};
const INVALID: OldRow = { ...WAITING, kind: 'invalid', entry: undefined, state: undefined, speaks: false };
const CORRECTED: OldRow = { ...INVALID, kind: 'superseded' };
const ALIKE: Likeness<OldRow> = { isSameRow: () => true, saysElse: () => false };
const ANOTHER: Likeness<OldRow> = { isSameRow: () => false, saysElse: () => true };
const HERE = { is: 'own', named: false } as const;
const ORIGINAL = { is: 'original', named: true } as const;
const COPY = { is: 'copy', named: true } as const;

describe('needs a person', () => {
  it.each<[says: string, old: Partial<OldRow>, needs: boolean]>([
    ['a row that could not be read', { kind: 'invalid', state: undefined }, true],
    ['a row that contradicts another one', { kind: 'held' }, true],
    ['a row that waits to be sent', {}, false],
    ['a row that is on the server', { state: 'accepted' }, false],
    ['a row that the server refused', { state: 'refused' }, true],
    ['a row that the server refused, brought again by this file', { state: 'refused', thisRun: true }, false],
    ['a row that is held beside another one', { state: 'held' }, true],
    ['a row that was corrected', { kind: 'superseded', state: 'held' }, false],
    ['a row that was dismissed', { kind: 'dismissed', state: 'held' }, false],
  ])('%s', (_, old, needs) => {
    expect(needsPerson({ ...WAITING, ...old })).toBe(needs);
  });
});

describe('taken out of play by a row that says something else', () => {
  const nobodyElse = { twin: undefined, isSpokenElsewhere: () => false };

  it.each<[says: string, old: Partial<OldRow>, withdrawn: boolean]>([
    ['what waits', {}, true],
    ['what is on its way', { state: 'sending' }, false],
    ['what is on the server', { state: 'accepted' }, false],
    ['what this file has brought again', { thisRun: true }, false],
    ['a row that only repeats it', { kind: 'repeated' }, false],
    ['a row for which another one speaks by now', { speaks: false }, false],
    ['a row without a record', { entry: undefined, state: undefined }, false],
  ])('%s', (_, old, withdrawn) => {
    expect(isWithdrawn({ where: HERE, old: { ...WAITING, ...old } }, nobodyElse, ALIKE)).toBe(withdrawn);
  });

  it('not what is another row', () => {
    expect(isWithdrawn({ where: HERE, old: WAITING }, nobodyElse, ANOTHER)).toBe(false);
  });

  it('not what another correction of the row has brought', () => {
    expect(isWithdrawn({ where: COPY, old: WAITING }, nobodyElse, ALIKE)).toBe(false);
  });

  it('not the entry with its own key', () => {
    expect(isWithdrawn({ where: HERE, old: WAITING }, { ...nobodyElse, twin: 7 }, ALIKE)).toBe(false);
  });

  it('not what a row of another file says as well', () => {
    const beside = { ...nobodyElse, isSpokenElsewhere: (entry: number) => entry === 7 };
    expect(isWithdrawn({ where: HERE, old: WAITING }, beside, ALIKE)).toBe(false);
  });
});

describe('set aside', () => {
  const aside = (found: readonly Found<OldRow>[], dismisses = false, like = ALIKE, isTaken = false) =>
    setAside(found, dismisses, like, () => isTaken);

  it('a row that could not be read, by the one in its place that can', () => {
    expect(aside([{ where: HERE, old: INVALID }])).toEqual([INVALID]);
  });

  it('not a row that is another one, though it stands in that place', () => {
    expect(aside([{ where: HERE, old: INVALID }], false, ANOTHER)).toEqual([]);
  });

  it('not what this file has taken out of play, which is settled at its end', () => {
    expect(aside([{ where: HERE, old: { ...WAITING, kind: 'held' } }], false, ALIKE, true)).toEqual([]);
  });

  it('also the original, where an earlier copy of the correction sheet has changed nothing', () => {
    const found = [
      { where: ORIGINAL, old: CORRECTED },
      { where: COPY, old: INVALID },
    ];
    expect(aside(found)).toEqual([INVALID, CORRECTED]);
  });

  it('not an original of which it was written down why', () => {
    const found = [
      { where: ORIGINAL, old: { ...CORRECTED, decided: true } },
      { where: COPY, old: INVALID },
    ];
    expect(aside(found)).toEqual([INVALID]);
  });

  it('neither the other one of two corrections that disagree, nor what both correct, by dismissing one', () => {
    const found = [
      { where: ORIGINAL, old: { ...INVALID } },
      { where: COPY, old: { ...INVALID } },
    ];
    const disagree: Likeness<OldRow> = { isSameRow: () => true, saysElse: () => true };
    expect(aside(found, true, disagree)).toEqual([]);
    expect(aside(found, true, ALIKE)).toHaveLength(2);
  });
});

it.each([
  ['the clerk takes it off the list', true, { hasRecord: false, saysElse: true }, 'dismissed'],
  ['it says something else now', false, { hasRecord: true, saysElse: true }, 'replaced'],
  ['it stands there again as it was', false, { hasRecord: true, saysElse: false }, 'nothing'],
  ['it cannot be read yet', false, { hasRecord: false, saysElse: true }, 'nothing'],
] as const)('what is written down when %s', (_, dismisses, now, why) => {
  expect(whyAside(dismisses, now)).toBe(why);
});

it.each([
  ['all its rows', 10, 10, true],
  ['one more than half', 10, 6, true],
  ['half, as two days of one village may have', 10, 5, false],
  ['none', 10, 0, false],
  ['nothing of an empty one', 0, 0, false],
] as const)('a newer version, or the sheet of another day: it has %s', (_, rows, again, isVersion) => {
  expect(isNewerVersion(rows, again)).toBe(isVersion);
});
