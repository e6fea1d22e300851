/** What a row has come to that was corrected or dismissed before, and which decision is about it. */
import { describe, expect, it } from 'vitest';
import { type Decided, decisionFor, endOf, type StandsThere } from '../../src/ledger/rules/decided-rows.ts';

/** Places are called by their letter, and a decision points to one; `-` is dismissed. */
function endIn(places: Readonly<Record<string, StandsThere>>, decisions: Readonly<Record<number, string>>) {
  const decision = (id: number): Decided<string> | undefined => {
    const by = decisions[id];
    return by === undefined ? undefined : { id, line: 1, group: 1, by: by === '-' ? undefined : by };
  };
  const first = decision(1);
  return first && endOf(first, { standsAt: (place) => places[place], decision });
}

const sent: StandsThere = { kind: 'owner', entry: 5, decision: undefined };
const moved = (decision: number): StandsThere => ({ kind: 'superseded', entry: undefined, decision });

describe('where a settled row ended', () => {
  it.each([
    ['in the row that corrects it', { a: sent }, { 1: 'a' }, { kind: 'superseded', entry: 5 }],
    [
      'in a correction of its correction',
      { a: moved(2), b: sent },
      { 1: 'a', 2: 'b' },
      { kind: 'superseded', entry: 5 },
    ],
    ['nowhere: a person has dismissed it', {}, { 1: '-' }, { kind: 'dismissed' }],
    ['nowhere: its correction was dismissed', { a: moved(2) }, { 1: 'a', 2: '-' }, { kind: 'dismissed' }],
    ['unknown: the correction is gone', {}, { 1: 'a' }, undefined],
    ['unknown: the decision about the correction is gone', { a: moved(2) }, { 1: 'a' }, undefined],
    ['unknown: the correction holds no record', { a: { ...sent, entry: undefined } }, { 1: 'a' }, undefined],
    ['unknown: the correction was set aside', { a: { ...sent, kind: 'superseded' as const } }, { 1: 'a' }, undefined],
    ['unknown: a damaged ledger goes round in a circle', { a: moved(1) }, { 1: 'a' }, undefined],
  ] as const)('%s', (_, places, decisions, end) => {
    expect(endIn(places, decisions)).toEqual(end);
  });
});

describe('the decision about a row', () => {
  const made = [
    { id: 1, line: 3, group: 1 },
    { id: 2, line: 8, group: 1 },
    { id: 3, line: 8, group: 2 },
  ];

  it.each([
    ['that of its line', 8, 1, [], 2],
    ['the first, where its row has moved', 5, 1, [], 1],
    ['the next one, where two rows say the same', 3, 1, [1], 2],
    ['none, where each has found its row', 3, 1, [1, 2], undefined],
    ['that of its group of a wide row', 3, 2, [], 3],
    ['none of another group', 3, 4, [], undefined],
  ] as const)('%s', (_, line, group, used, id) => {
    expect(decisionFor(made, { line, group }, new Set(used))?.id).toBe(id);
  });
});
