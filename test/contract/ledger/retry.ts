/** Refused is not for ever: what goes out again, and in whose company. */
import { describe, expect, it } from 'vitest';
import type { ToRetry } from '../../../src/ledger/deciding-side.ts';
import type { Verdict } from '../../../src/target/target.ts';
import { at, type Desk, dose, refuse, type Sheet, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const AGUS = { nik: '3324011203909871', name: 'Agus Salim' };
const RINA = { nik: '3324015203909872', name: 'Rina Lestari', sex: 'female' } as const;
const KENDAL = [at(5, dose()), at(6, dose(SITI)), at(7, dose(AGUS)), { line: 8, wrong: ['x'] }];
const BOJA = [at(5, dose(RINA))];

export function retryContract(homes: Homes): void {
  /** All that Kendal and Boja brought is refused, except Siti. */
  async function refused(): Promise<Desk> {
    const desk = await homes.desk();
    await desk.import('drop/kendal.xlsx', KENDAL);
    await desk.import('boja.xlsx', BOJA);
    await desk.deliver((key) => (key === at(6, dose(SITI)).key ? { kind: 'accepted', receipt: 'r' } : refuse()));
    expect(await desk.states()).toEqual({ accepted: 1, refused: 3 });
    return desk;
  }

  describe('what the server refused is sent again', () => {
    it.each<[what: string, which: ToRetry, entries: number | 'unknown']>([
      ['everything', { kind: 'all' }, 3],
      ['nothing of a run that has read no sheet', { kind: 'run' }, 0],
      ['a file by its name alone', { kind: 'file', file: 'kendal.xlsx' }, 2],
      ['a file by its path', { kind: 'file', file: 'drop/kendal.xlsx' }, 2],
      ['one row', { kind: 'file', file: 'kendal.xlsx', line: 7 }, 1],
      ['a row that is on the server', { kind: 'file', file: 'kendal.xlsx', line: 6 }, 0],
      ['a row that could not be read', { kind: 'file', file: 'kendal.xlsx', line: 8 }, 0],
      ['a row that nobody has read', { kind: 'file', file: 'kendal.xlsx', line: 99 }, 'unknown'],
      ['a file that nobody has read', { kind: 'file', file: 'weleri.xlsx' }, 'unknown'],
    ])('%s', async (_what, which, entries) => {
      const desk = await refused();
      const ledger = await desk.nextRun();
      expect(await ledger.retry(which)).toEqual(
        entries === 'unknown' ? { kind: 'unknown' } : { kind: 'retried', entries },
      );
      const n = entries === 'unknown' ? 0 : entries;
      expect(await desk.states()).toEqual({
        accepted: 1,
        ...(n < 3 ? { refused: 3 - n } : {}),
        ...(n > 0 ? { pending: n } : {}),
      });
    });

    it('of this run: the rows that its sheets bring again, as they were', async () => {
      const desk = await refused();
      const ledger = await desk.nextRun();
      expect(await desk.import('drop/kendal.xlsx', KENDAL)).toEqual(['owns', 'owns', 'owns', 'invalid']);
      expect(await ledger.retry({ kind: 'run' })).toEqual({ kind: 'retried', entries: 2 });
      await desk.deliver();
      expect(await desk.outcomes()).toEqual({ accepted: 2, 'already-there': 1, invalid: 1 });
    });

    it('under a new key, with the same body, and once: a process that dies leaves it waiting', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, dose())]);
      const first = await desk.claim();
      if (!first) throw new Error('nothing was claimed');
      await desk.settle(first, refuse);
      expect(await (await desk.nextRun()).retry({ kind: 'all' })).toEqual({ kind: 'retried', entries: 1 });
      const ledger = await desk.nextRun();
      expect(await ledger.retry({ kind: 'all' })).toEqual({ kind: 'retried', entries: 0 });
      const second = await desk.claim();
      expect(second?.keys).toEqual(first.keys);
      expect(second?.id).not.toBe(first.id);
      // It dies while it is sent: in doubt, as anything else.
      await desk.nextRun();
      expect(await desk.states()).toEqual({ 'in-doubt': 1 });
      expect(await desk.ledger.retry({ kind: 'all' })).toEqual({ kind: 'retried', entries: 0 });
    });

    it('after everything else, and apart from it', async () => {
      const desk = await refused();
      const ledger = await desk.nextRun();
      await ledger.retry({ kind: 'all' });
      const fresh = [at(5, dose({ nik: '3324011203909873', name: 'Joko Widodo Contoh' }))];
      await desk.import('weleri.xlsx', fresh);
      expect((await desk.claim())?.keys).toEqual([fresh[0]?.key]);
      expect((await desk.claim())?.keys).toHaveLength(3);
      expect(await desk.claim()).toBe(undefined);
    });

    it('a row that a person has dismissed is not', async () => {
      const desk = await refused();
      await desk.nextRun();
      const origin = { file: 'boja.xlsx', sheet: 'OKT', line: 5, confirmed: false, dismissed: true };
      await desk.import('perbaikan-boja.xlsx', [at(2, dose(RINA), { origin, cells: [] })]);
      expect(await desk.ledger.retry({ kind: 'file', file: 'boja.xlsx' })).toEqual({ kind: 'retried', entries: 0 });
    });

    it('refused in a correction sheet: by the name of that, and by the file and the line that it corrects', async () => {
      const desk = await homes.desk();
      const wrong: Sheet = [{ line: 5, wrong: ['332401120390987', 'Budi Santoso', '12/03/1990'] }];
      await desk.import('kendal.xlsx', wrong);
      const { from } = (await desk.rowsForPerson())[0] ?? {};
      const digest = Buffer.from(from?.digest ?? [])
        .toString('hex')
        .slice(0, 8);
      const origin = { file: 'kendal.xlsx', sheet: 'OKT', line: 5, digest, confirmed: false, dismissed: false };
      await desk.nextRun();
      await desk.import('perbaikan-kendal.xlsx', [
        at(2, dose(), { origin, cells: ['3324011203909870', 'Budi Santoso'] }),
      ]);
      for (const which of [
        { file: 'kendal.xlsx' },
        { file: 'kendal.xlsx', line: 5 },
        { file: 'perbaikan-kendal.xlsx', line: 2 },
      ]) {
        await desk.deliver(refuse);
        await desk.nextRun();
        expect(await desk.ledger.retry({ kind: 'file', ...which })).toEqual({ kind: 'retried', entries: 1 });
      }
    });

    it('and refused once more it needs a person once more', async () => {
      const desk = await refused();
      const before = await desk.desk();
      await (await desk.nextRun()).retry({ kind: 'all' });
      expect((await desk.desk()).filter((row) => row.includes('refused'))).toEqual([]);
      await desk.deliver(refuse);
      expect(await desk.desk()).toEqual(before);
    });
  });

  describe('what the server took and is proven to lack', () => {
    const FIRST = dose();
    const OTHER_DAY = dose({}, { date: '2021-10-03' });
    it.each<[what: string, lost: boolean, now: Sheet, kinds: string[], states: object]>([
      ['waits again when its row is read again', true, [at(5, FIRST)], ['replaces'], { pending: 1 }],
      [
        'wherever the row stands now, and once',
        true,
        [at(7, FIRST), at(9, FIRST)],
        ['replaces', 'repeated'],
        { pending: 1 },
      ],
      ['not where the row says something else by now', true, [at(5, OTHER_DAY)], ['held'], { accepted: 1 }],
      ['not where nobody asks for it', false, [at(5, FIRST)], ['owns'], { accepted: 1 }],
    ])('%s', async (_what, lost, now, kinds, states) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FIRST)]);
      await desk.deliver();
      const ledger = await desk.nextRun();
      if (lost) await ledger.takeBack([1]);
      expect(await desk.import('kendal.xlsx', now)).toEqual(kinds);
      expect(await desk.states()).toEqual(states);
    });

    it('goes out in a new batch, with a receipt of its own; a run that dies before the end of the sheet has changed nothing', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FIRST)]);
      await desk.deliver();
      await (await desk.nextRun()).takeBack([1]);
      await desk.begin('kendal.xlsx', [at(5, FIRST)]);
      await (await desk.nextRun()).takeBack([1]);
      expect(await desk.states()).toEqual({ accepted: 1 });
      await desk.import('kendal.xlsx', [at(5, FIRST)]);
      expect(await desk.deliver(() => ({ kind: 'accepted', receipt: 'new' }))).toEqual([at(5, FIRST).key]);
      const [life] = await desk.ledger.lifeOf('kendal.xlsx', 5);
      expect(life?.entry).toMatchObject({ state: 'accepted', receipt: 'new' });
      expect(life?.entry?.batches).toHaveLength(2);
    });
  });

  describe('a refusal without a reason stands in the list as well', () => {
    it.each<[what: string, verdict: Verdict, v: string | number]>([
      [
        'with the status that the target has kept',
        { kind: 'refused', reasons: [{ code: 'HTTP_422', message: '', status: 422 }] },
        422,
      ],
      ['nothing answered', { kind: 'refused', reasons: [{ code: 'SERVER_ERROR', message: '', status: 0 }] }, '–'],
      ['as earlier versions wrote it down', { kind: 'refused', reasons: [] }, '–'],
    ])('%s', async (_what, verdict, v) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, dose())]);
      await desk.deliver(() => verdict);
      const [row] = await desk.rowsForPerson();
      expect(row?.problems).toEqual([{ code: 'SERVER_NO_REASON', severity: 'error', params: { v } }]);
    });
  });
}
