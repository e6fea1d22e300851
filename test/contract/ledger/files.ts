/** A file goes in as a whole or not at all, and the same bytes are the same file. */

import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../src/record/identity.ts';
import { at, type Desk, digestOf, dose, refuse, type Sheet, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const A = at(5, dose());
const B = at(6, dose(SITI));
const OTHER_DAY = at(7, dose({}, { date: '2021-10-03' }));
const WRONG = { line: 8, wrong: ['123', 'Agus'] };

export function fileContract(homes: Homes): void {
  describe('a file', () => {
    it('is there when it was closed', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A, B, WRONG]);
      await desk.nextRun();
      expect(await desk.states()).toEqual({ pending: 2 });
      expect(await desk.desk()).toEqual(['kendal.xlsx 8 invalid NIK_LENGTH']);
      expect(await desk.ledger.unfinished()).toEqual([]);
    });

    it('is not there at all when the run died before that, and says that it was begun', async () => {
      const desk = await homes.desk();
      await desk.begin('kendal.xlsx', [A, B, WRONG]);
      await desk.nextRun();
      expect(await desk.states()).toEqual({});
      expect(await desk.claim()).toBeUndefined();
      expect(await desk.desk()).toEqual([]);
      expect(await desk.ledger.unfinished()).toEqual(['kendal.xlsx']);
    });

    it('goes in when it is read again', async () => {
      const desk = await homes.desk();
      await desk.begin('kendal.xlsx', [A, B]);
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', [A, B])).toEqual(['fresh', 'fresh']);
      expect(await desk.ledger.unfinished()).toEqual([]);
      expect((await desk.claim())?.keys).toEqual([A.key, B.key]);
    });

    it('is not waited for any more when another version of it was read', async () => {
      const desk = await homes.desk();
      await desk.begin('kendal.xlsx', [A]);
      await desk.nextRun();
      await desk.import('kendal.xlsx', [A, B]);
      expect(await desk.ledger.unfinished()).toEqual([]);
    });

    it('that is refused as a whole leaves nothing, nor a word', async () => {
      const desk = await homes.desk();
      const { id } = await desk.begin('kendal.xlsx', [A, WRONG]);
      await desk.ledger.abandonFile(id, 'refused');
      expect(await desk.states()).toEqual({});
      expect(await desk.outcomes()).toEqual({});
      expect(await desk.ledger.unfinished()).toEqual([]);
      expect(await desk.import('kendal.xlsx', [A, WRONG])).toEqual(['fresh', 'invalid']);
    });

    it('that was cut short leaves nothing but its name', async () => {
      const desk = await homes.desk();
      const { id } = await desk.begin('kendal.xlsx', [A]);
      await desk.ledger.abandonFile(id, 'cut-short');
      expect(await desk.states()).toEqual({});
      expect(await desk.outcomes()).toEqual({});
      expect(await desk.ledger.unfinished()).toEqual(['kendal.xlsx']);
    });

    it('must not be sent from while another one is being taken in: that would not be durable', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A]);
      const { id } = await desk.begin('other.xlsx', [B]);
      await expect(desk.claim()).rejects.toThrow('being taken in');
      await desk.ledger.closeFile(id, 0);
      expect((await desk.claim())?.keys).toEqual([A.key, B.key]);
    });
  });

  describe('what became of a file', () => {
    const fateOf = async (desk: Desk, lines: Sheet): Promise<unknown> => {
      const known = await desk.ledger.fileOf(digestOf(lines));
      if (!known) return undefined;
      const { rows, outcomes } = await desk.ledger.fateOf(known.id);
      return { rows, ...Object.fromEntries(Object.entries(outcomes).filter(([, count]) => count > 0)) };
    };

    it('is told of any that was taken in to its end, whichever run has read it', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A, WRONG]);
      await desk.import('other.xlsx', [B]);
      expect(await fateOf(desk, [A, WRONG])).toEqual({ rows: 2, waiting: 1, invalid: 1 });
      await desk.nextRun();
      await desk.deliver((key) => (key === A.key ? { kind: 'accepted', receipt: 'r' } : refuse()));
      expect(await fateOf(desk, [A, WRONG])).toEqual({ rows: 2, accepted: 1, invalid: 1 });
      expect(await fateOf(desk, [B])).toEqual({ rows: 1, refused: 1 });
      await desk.nextRun();
      expect(await fateOf(desk, [A, WRONG])).toEqual({ rows: 2, 'already-there': 1, invalid: 1 });
    });

    it('waits with a row that another file speaks for by now', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A]);
      await desk.nextRun();
      await desk.import('copy.xlsx', [A, B]);
      expect(await fateOf(desk, [A])).toEqual({ rows: 1, waiting: 1 });
    });

    it('is not known of one that was begun, refused or never seen', async () => {
      const desk = await homes.desk();
      await desk.begin('kendal.xlsx', [A]);
      await desk.nextRun();
      expect(await fateOf(desk, [A])).toBeUndefined();
      expect(await fateOf(desk, [B])).toBeUndefined();
    });

    it('names its rows that need a person, and no others', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A, WRONG]);
      await desk.import('other.xlsx', [B, { ...WRONG, line: 9 }]);
      await desk.nextRun();
      const known = await desk.ledger.fileOf(digestOf([A, WRONG]));
      const lines: number[] = [];
      for await (const { line } of desk.ledger.rowsForPerson({ file: known?.id ?? 0 })) lines.push(line);
      expect(lines).toEqual([8]);
    });
  });

  describe('taking a file back', () => {
    const EARLIER: readonly (readonly [string, Sheet, 'send' | 'refuse' | 'leave', Sheet])[] = [
      ['a waiting entry that it only repeated', [A], 'leave', [A]],
      ['a waiting entry that it contested', [A], 'leave', [OTHER_DAY]],
      ['a waiting entry that it changed in its place', [A], 'leave', [at(5, dose({ phone: '+6281234567890' }))]],
      [
        'a waiting entry under whose number it brought somebody else',
        [A],
        'leave',
        [at(9, dose({ ...SITI, nik: identityOf(A.record.participant) }))],
      ],
      ['a refused entry that it corrected', [A], 'refuse', [OTHER_DAY]],
      ['a refused entry that it replaced by another key', [A], 'refuse', [at(5, dose({ nik: '3324011203909871' }))]],
      ['a held entry that it decided', [A, OTHER_DAY], 'leave', [A]],
      ['an accepted entry that it found there', [A], 'send', [A, OTHER_DAY]],
      ['a wrong row that it corrected', [WRONG], 'leave', [at(8, dose({ name: 'Agus' }))]],
    ];

    it.each(EARLIER)('leaves as it was: %s', async (_, before, fate, rows) => {
      for (const why of ['refused', 'cut-short'] as const) {
        const desk = await homes.desk();
        await desk.import('kendal.xlsx', before);
        if (fate !== 'leave') await desk.deliver(fate === 'refuse' ? refuse : undefined);
        const then = { states: await desk.states(), desk: await desk.rowsForPerson() };
        await desk.nextRun();
        const { id } = await desk.begin('kendal.xlsx', rows);
        await desk.ledger.abandonFile(id, why);
        expect({ states: await desk.states(), desk: await desk.rowsForPerson() }).toEqual(then);
        expect(await desk.outcomes()).toEqual({});
        // And what waited can still be sent.
        expect(await desk.deliver()).toHaveLength(then.states['pending'] ?? 0);
      }
    });

    it('leaves what the same file brought in an earlier run, and it can still be sent', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A, B, WRONG]);
      await desk.nextRun();
      const { id } = await desk.begin('kendal.xlsx', [A, B, WRONG]);
      await desk.ledger.abandonFile(id, 'refused');
      expect(await desk.desk()).toEqual(['kendal.xlsx 8 invalid NIK_LENGTH']);
      expect(await desk.ledger.unfinished()).toEqual([]);
      expect(await desk.deliver()).toHaveLength(2);
    });

    it('leaves the other files of the run', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A]);
      const { id } = await desk.begin('other.xlsx', [OTHER_DAY, B]);
      await desk.ledger.abandonFile(id, 'refused');
      expect(await desk.outcomes()).toEqual({ waiting: 1 });
      expect(await desk.desk()).toEqual([]);
    });

    it('is nothing when no file is open, as after a failure of the disk', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A]);
      await desk.ledger.abandonFile(1, 'cut-short');
      expect(await desk.states()).toEqual({ pending: 1 });
    });
  });

  describe('the same rows again', () => {
    it('the same file the next night: nothing is sent twice', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A, B]);
      await desk.deliver();
      await desk.nextRun();
      expect(await desk.import('kendal.xlsx', [A, B])).toEqual(['owns', 'owns']);
      expect(await desk.deliver()).toEqual([]);
      expect(await desk.outcomes()).toEqual({ 'already-there': 2 });
    });

    it('the same file under another name', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A, WRONG]);
      await desk.nextRun();
      expect(await desk.import('copy of kendal.xlsx', [A, WRONG])).toEqual(['owns', 'invalid']);
      expect(await desk.desk()).toEqual(['copy of kendal.xlsx 8 invalid NIK_LENGTH']);
    });

    it('the same file twice in one run: its rows are repeated ones', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A, WRONG]);
      expect(await desk.import('kendal.xlsx', [A, WRONG])).toEqual(['repeated', 'invalid']);
      expect(await desk.outcomes()).toEqual({ waiting: 1, repeated: 1, invalid: 2 });
    });

    it('another file with the same rows, in another order', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [A, B]);
      await desk.nextRun();
      expect(await desk.import('other.xlsx', [at(2, B.record), at(3, A.record)])).toEqual(['owns', 'owns']);
      expect(await desk.states()).toEqual({ pending: 2 });
    });

    it('counts what was blank', async () => {
      const desk = await homes.desk();
      const { id } = await desk.begin('kendal.xlsx', [A, { line: 9 }]);
      await desk.ledger.closeFile(id, 12);
      expect(await desk.outcomes()).toEqual({ waiting: 1, skipped: 13 });
    });
  });
}
