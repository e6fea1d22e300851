/** What becomes of a valid row whose key the ledger has: every line of the rules, as a clerk would say it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdmissionDecision, decideAdmission, type Standing } from '../../src/ledger/rules/admission.ts';
import { ENTRY_STATES, type EntryState, nextState } from '../../src/ledger/states.ts';

/** What the row is to the entry: the very same, the same dose with another phone number, or another dose. */
const LIKENESS = {
  same: { sameDose: true, identical: true },
  phone: { sameDose: true, identical: false },
  other: { sameDose: false, identical: false },
} as const;

type Line = readonly [
  says: string,
  state: EntryState,
  likeness: keyof typeof LIKENESS,
  decision: AdmissionDecision,
  samePlace?: boolean,
];

const THIS_RUN: readonly Line[] = [
  ['the same row twice', 'pending', 'same', 'repeated'],
  ['the same dose, once without a phone number', 'pending', 'phone', 'repeated'],
  ['one dose on two days', 'pending', 'other', 'conflict'],
  ['a third day for a dose that is held already', 'held', 'other', 'conflict'],
  ['one of the held rows again', 'held', 'same', 'repeated'],
  ['a row like one that was refused a moment ago', 'refused', 'same', 'repeated'],
  ['another day for one that was refused a moment ago', 'refused', 'other', 'conflict'],
  ['again a row that is on the server', 'accepted', 'phone', 'repeated'],
  ['another day for a row that is on the server', 'accepted', 'other', 'conflict-with-sent'],
  ['another day for a row that is on its way', 'sending', 'other', 'conflict-with-sent'],
  ['another day for a row in doubt', 'in-doubt', 'other', 'conflict-with-sent'],
];

const LATER_RUN: readonly Line[] = [
  ['the sheet of yesterday, delivered', 'accepted', 'same', 'owns'],
  ['delivered, and a phone number was added since', 'accepted', 'phone', 'owns'],
  ['delivered, and now another day', 'accepted', 'other', 'conflict-with-sent'],
  ['delivered, and now another day in its very place', 'accepted', 'other', 'conflict-with-sent', true],
  ['on its way', 'sending', 'same', 'owns'],
  ['in doubt', 'in-doubt', 'phone', 'owns'],
  ['in doubt, and now another day', 'in-doubt', 'other', 'conflict-with-sent'],
  ['refused, nothing changed', 'refused', 'same', 'owns'],
  ['refused, the phone number corrected', 'refused', 'phone', 'replaces'],
  ['refused, the day corrected', 'refused', 'other', 'replaces'],
  ['held, and one of the rows brought alone', 'held', 'same', 'replaces'],
  ['held, and the day corrected', 'held', 'other', 'replaces'],
  ['waiting, the same sheet again', 'pending', 'same', 'owns'],
  ['waiting, the same dose from another office with a phone number', 'pending', 'phone', 'owns'],
  ['waiting, the phone number corrected in its place', 'pending', 'phone', 'replaces', true],
  ['waiting, the day corrected in its place', 'pending', 'other', 'replaces', true],
  ['waiting, another day from elsewhere', 'pending', 'other', 'conflict'],
];

function named([says, state, likeness, decision, samePlace = false]: Line) {
  return { says, state, likeness, decision, samePlace };
}

describe('a row meets an entry of the same run', () => {
  it.each(THIS_RUN.map(named))('$says ($state, $likeness): $decision', ({ state, likeness, decision }) => {
    const given = { state, thisRun: true, ...LIKENESS[likeness] };
    for (const samePlace of [false, true])
      for (const unchangedFile of [false, true])
        expect(decideAdmission({ ...given, samePlace, unchangedFile })).toBe(decision);
  });
});

describe('a row meets an entry of an earlier run', () => {
  it.each(['same', 'phone', 'other'] as const)(
    'held, and the same file again as it was (%s): nobody has decided',
    (likeness) => {
      const standing = {
        state: 'held',
        thisRun: false,
        samePlace: true,
        unchangedFile: true,
        ...LIKENESS[likeness],
      } as const;
      expect(decideAdmission(standing)).toBe('owns');
    },
  );

  it.each(LATER_RUN.map(named))('$says ($state, $likeness): $decision', ({ state, likeness, decision, samePlace }) => {
    expect(decideAdmission({ state, thisRun: false, samePlace, unchangedFile: false, ...LIKENESS[likeness] })).toBe(
      decision,
    );
  });
});

describe('a row that was corrected after the server took it', () => {
  const corrected = { state: 'accepted', thisRun: false, samePlace: true, ...LIKENESS.other } as const;
  it.each([
    ['replaces it where the server takes corrections', { update: true, unchangedFile: false }, 'replaces'],
    ['is held where it does not', { update: false, unchangedFile: false }, 'conflict-with-sent'],
    ['the same file again corrects nothing', { update: true, unchangedFile: true }, 'conflict-with-sent'],
    ['nor does what came in this run', { update: true, unchangedFile: false, thisRun: true }, 'conflict-with-sent'],
    ['what is under way stays', { update: true, unchangedFile: false, state: 'in-doubt' }, 'conflict-with-sent'],
    ['the same dose is not sent again', { update: true, unchangedFile: false, ...LIKENESS.same }, 'owns'],
  ] as const)('%s', (_, changes, decision) => {
    expect(decideAdmission({ ...corrected, ...changes })).toBe(decision);
  });
});

const anyStanding: fc.Arbitrary<Standing> = fc
  .record({
    state: fc.constantFrom(...ENTRY_STATES),
    thisRun: fc.boolean(),
    samePlace: fc.boolean(),
    unchangedFile: fc.boolean(),
    likeness: fc.constantFrom(...Object.values(LIKENESS)),
  })
  .map(({ likeness, ...rest }) => ({ ...rest, ...likeness }));

describe('in every case', () => {
  it('the entry can do what was decided', () => {
    fc.assert(
      fc.property(anyStanding, (given) => {
        const decision = decideAdmission(given);
        if (decision === 'conflict') expect(nextState(given.state, 'conflicted')).toBe('held');
        if (decision === 'replaces') expect(nextState(given.state, 'corrected')).toBe('pending');
      }),
    );
  });

  it('other content never passes for the same dose within a run, nor for what is on the server', () => {
    fc.assert(
      fc.property(anyStanding, (given) => {
        const decision = decideAdmission(given);
        if (!given.sameDose && (given.thisRun || given.state === 'accepted')) expect(decision).toMatch(/^conflict/);
      }),
    );
  });

  it('the very same row never holds anything', () => {
    fc.assert(
      fc.property(anyStanding, (given) => {
        if (given.identical) expect(decideAdmission(given)).not.toMatch(/^conflict/);
      }),
    );
  });
});
