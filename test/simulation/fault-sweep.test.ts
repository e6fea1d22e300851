/**
 * Every call of an import to the world outside, each gone wrong in four ways; then the clerk tries again, and nothing
 * must be lost or doubled.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { FAULT_KINDS, importWithFault, type SweepEnd } from './fault-sweep.ts';
import { type ReadSheet, readThirtyRows } from './thirty-rows.ts';

let sheet: ReadSheet;
let untouched: SweepEnd;
beforeAll(async () => {
  sheet = await readThirtyRows();
  untouched = await importWithFault(sheet, undefined, 0);
});

it('with no fault: every row has its outcome, and each record one effect', () => {
  const { picture, wrong, runs } = untouched;
  expect(wrong).toEqual([]);
  expect(runs).toBe(1);
  expect(picture.outcomes).toEqual({
    there: 23,
    refused: 2,
    held: 2,
    invalid: 1,
    repeated: 1,
    dismissed: 0,
    skipped: 1,
    waiting: 0,
    'in-doubt': 0,
  });
  expect(Object.values(picture.effects)).toEqual(Array(23).fill(1));
});

describe.each(FAULT_KINDS)('%s at the Nth call', (kind) => {
  it('ends as if nothing had happened, whatever N', async () => {
    const struck = new Set<string>();
    for (let nth = 0; ; nth += 1) {
      const end = await importWithFault(sheet, kind, nth);
      if (end.struck === undefined) break;
      struck.add(end.struck);
      expect({ wrong: end.wrong, picture: end.picture }, `${kind} at call ${nth}, ${end.struck}`).toEqual({
        wrong: [],
        picture: untouched.picture,
      });
    }
    // The sweep went through all of it.
    for (const call of [
      'ledger.openFile',
      'file.read',
      'ledger.admit',
      'ledger.closeFile',
      'ledger.claim',
      'target.send',
      'ledger.settle',
    ])
      expect([...struck]).toContain(call);
    for (const call of [
      'target.find',
      'ledger.resend',
      'ledger.release',
      'ledger.postpone',
      'clock.sleep',
      'ledger.endRun',
    ])
      expect([...struck]).toContain(call);
  });
});
