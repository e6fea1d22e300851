/** The steps of an entry, each with the words of the drawing in states.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRY_STATES, type EntryEvent, type EntryState, nextState } from '../../src/ledger/states.ts';

const EVENTS: readonly EntryEvent[] = [
  'claimed',
  'not-resolved',
  'accepted',
  'already-there',
  'refused',
  'unsent',
  'in-doubt',
  'found-sending',
  'resent',
  'released',
  'conflicted',
  'corrected',
];

const STEPS: readonly (readonly [EntryState, EntryEvent, EntryState])[] = [
  ['pending', 'claimed', 'sending'],
  ['pending', 'not-resolved', 'refused'],
  ['pending', 'conflicted', 'held'],
  ['pending', 'corrected', 'pending'],
  ['sending', 'accepted', 'accepted'],
  ['sending', 'already-there', 'accepted'],
  ['sending', 'refused', 'refused'],
  ['sending', 'unsent', 'pending'],
  ['sending', 'in-doubt', 'in-doubt'],
  ['sending', 'found-sending', 'in-doubt'],
  ['in-doubt', 'accepted', 'accepted'],
  ['in-doubt', 'already-there', 'accepted'],
  ['in-doubt', 'refused', 'refused'],
  ['in-doubt', 'in-doubt', 'in-doubt'],
  ['in-doubt', 'resent', 'sending'],
  ['in-doubt', 'released', 'pending'],
  ['refused', 'conflicted', 'held'],
  ['refused', 'corrected', 'pending'],
  ['held', 'conflicted', 'held'],
  ['held', 'corrected', 'pending'],
];

describe('an entry', () => {
  it.each(STEPS)('that is %s and is %s becomes %s', (state, event, next) => {
    expect(nextState(state, event)).toBe(next);
  });

  it('can do nothing else', () => {
    const possible = ENTRY_STATES.flatMap((state) =>
      EVENTS.flatMap((event) => (nextState(state, event) ? [`${state} ${event}`] : [])),
    );
    expect(possible.toSorted()).toEqual(STEPS.map(([state, event]) => `${state} ${event}`).toSorted());
  });

  it('that is accepted stays accepted, whatever happens', () => {
    expect(EVENTS.map((event) => nextState('accepted', event))).toEqual(EVENTS.map(() => undefined));
  });

  it('never changes its content while it is on its way or in doubt', () => {
    for (const event of ['conflicted', 'corrected'] as const)
      for (const state of ['sending', 'in-doubt'] as const) expect(nextState(state, event)).toBeUndefined();
  });

  it('goes to the server only from pending, by way of sending', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 }), (events) => {
        let state: EntryState = 'pending';
        let sent = false;
        for (const event of events) {
          const next = nextState(state, event);
          if (!next) continue;
          if (event === 'claimed') sent = true;
          state = next;
          if (state === 'accepted') expect(sent).toBe(true);
        }
      }),
    );
  });

  it('can be settled from every state but held and refused, which wait for a person', () => {
    const reachable = (from: EntryState, events: readonly EntryEvent[]): Set<EntryState> => {
      const seen = new Set([from]);
      for (const state of seen) for (const event of events) seen.add(nextState(state, event) ?? state);
      return seen;
    };
    const alone = EVENTS.filter((event) => event !== 'conflicted' && event !== 'corrected');
    for (const state of ['pending', 'sending', 'in-doubt'] as const)
      expect(reachable(state, alone)).toContain('accepted');
    for (const state of ['held', 'refused'] as const) expect(reachable(state, alone)).toEqual(new Set([state]));
  });
});
