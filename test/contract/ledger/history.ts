/** What a ledger remembers of nights: minutes, outages, files, facilities, and who has done what. */
import { describe, expect, it } from 'vitest';
import { CHAIN_BEGIN, chained } from '../../../src/ledger/audit-chain.ts';
import type { AuditEntry, RunSummary } from '../../../src/ledger/history-side.ts';
import { OUTCOMES } from '../../../src/record/record.ts';
import { at, dose, refuse, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const KENDAL = 'Puskesmas Kendal 1';
const BUDI = dose({}, { site: KENDAL });
const ANI = dose({ nik: '3324014101800001', name: 'Ani Lestari', birthDate: '1980-01-01' });
const MINUTE = { minute: 100, accepted: 3, alreadyThere: 1, refused: 2, requests: 4 };
const NOTHING = { minutes: [], outages: [], files: [] };

const SUMMARY: RunSummary = {
  files: 1,
  rows: 9,
  readings: 9,
  outcomes: { ...(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as RunSummary['outcomes']), accepted: 9 },
  backlog: 0,
  problems: [],
  requests: 3,
  outages: 1,
  awayMs: 60_000,
  ms: 90_000,
};

async function audited(entries: AsyncIterable<AuditEntry>): Promise<AuditEntry[]> {
  const all: AuditEntry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}

export function historyContract(homes: Homes): void {
  describe('nights', () => {
    it('are remembered minute by minute, over all runs', async () => {
      const desk = await homes.desk();
      await desk.ledger.note({ ...NOTHING, minutes: [MINUTE, { ...MINUTE, minute: 102 }] });
      await desk.ledger.note({ ...NOTHING, minutes: [MINUTE] });
      await desk.nextRun();
      await desk.ledger.note({ ...NOTHING, minutes: [MINUTE] });
      const thrice = { minute: 100, accepted: 9, alreadyThere: 3, refused: 6, requests: 12 };
      expect(await desk.ledger.minutes(0)).toEqual([thrice, { ...MINUTE, minute: 102 }]);
      expect(await desk.ledger.minutes(101 * 60_000)).toEqual([{ ...MINUTE, minute: 102 }]);
    });

    it('know how often the server was away, and whether it came back', async () => {
      const desk = await homes.desk();
      const first = { since: 1_000, cause: 'refused' };
      await desk.ledger.note({ ...NOTHING, outages: [first, { since: 5_000, cause: 'status', status: 503 }] });
      await desk.ledger.note({ ...NOTHING, outages: [{ ...first, until: 3_000 }] });
      const [run] = await desk.ledger.runs(1);
      expect(run?.outages).toEqual([
        { ...first, until: 3_000 },
        { since: 5_000, cause: 'status', status: 503 },
      ]);
    });

    it('know the files of each run, and why one was not read', async () => {
      const desk = await homes.desk();
      const files = [
        { name: 'a.xlsx', rows: 5 },
        { name: 'b.xlsx', rows: 0, why: 'FILE_EMPTY' },
      ];
      await desk.ledger.note({ ...NOTHING, files });
      await desk.ledger.note({ ...NOTHING, files: [{ name: 'a.xlsx', rows: 2 }] });
      const [run] = await desk.ledger.runs();
      expect(run?.files).toEqual([{ name: 'a.xlsx', rows: 7 }, files[1]]);
      expect((await audited(desk.ledger.audit())).at(-1)).toMatchObject({
        deed: 'not-read',
        detail: { run: 1, file: 'b.xlsx', why: 'FILE_EMPTY' },
      });
    });

    it('end with a last word, newest first; a run that was killed has none', async () => {
      const desk = await homes.desk();
      await desk.ledger.note({ ...NOTHING, minutes: [MINUTE] });
      await desk.nextRun();
      await desk.ledger.endRun(3, 9_000, SUMMARY);
      const { minute: _, ...landed } = MINUTE;
      expect(await desk.ledger.runs()).toMatchObject([
        { id: 2, ended: 9_000, exitCode: 3, summary: SUMMARY },
        { id: 1, landed, seen: MINUTE.minute * 60_000, command: 'import' },
      ]);
      expect((await desk.ledger.runs(2))[1]).not.toHaveProperty('summary');
      expect(await desk.ledger.runs(1)).toHaveLength(1);
    });
  });

  describe('facilities', () => {
    it('are counted with what became of their records and rows', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [
        at(5, BUDI),
        at(6, dose(SITI, { site: KENDAL.toUpperCase() })),
        at(7, ANI),
        { line: 8, wrong: ['x'], site: 'Puskesmas Weleri' },
      ]);
      await desk.deliver((key) => (key === at(6, dose(SITI)).key ? refuse() : { kind: 'accepted', receipt: 'r' }));
      const none = { accepted: 0, waiting: 0, inDoubt: 0, refused: 0, invalid: 0, held: 0 };
      expect(await desk.ledger.sites()).toEqual([
        { ...none, name: KENDAL, accepted: 1, refused: 1 },
        { ...none, name: 'Puskesmas Weleri', invalid: 1 },
        { ...none, accepted: 1 },
      ]);
    });

    it('have no name where it may be more than that', async () => {
      const desk = await homes.desk();
      const numbers = ['3324011203909870', '0812 3456 7890', 'Pkm a@b.id', 'x'.repeat(81)];
      await desk.import(
        'kendal.xlsx',
        numbers.map((site, index) => ({ line: 5 + index, wrong: ['x', String(index)], site })),
      );
      expect(await desk.ledger.sites()).toMatchObject([{ invalid: numbers.length }]);
    });

    it('that a file brought which was taken back are not there', async () => {
      const desk = await homes.desk();
      const { id } = await desk.begin('a.xlsx', [at(5, BUDI)]);
      await desk.ledger.abandonFile(id, 'refused');
      await desk.import('kendal.xlsx', [at(5, BUDI)]);
      expect(await desk.ledger.sites()).toMatchObject([{ name: KENDAL, waiting: 1 }]);
    });
  });

  it('problems that stand open are counted by rows', async () => {
    const desk = await homes.desk();
    await desk.import('kendal.xlsx', [
      at(5, BUDI),
      at(6, dose(SITI)),
      { line: 8, wrong: ['x'] },
      { line: 9, wrong: ['y'] },
    ]);
    await desk.deliver(refuse);
    expect(await desk.ledger.openProblems()).toEqual([
      { code: 'NIK_LENGTH', severity: 'error', rows: 2 },
      { code: 'SERVER_REFUSED', severity: 'error', rows: 2 },
    ]);
  });

  describe('the audit', () => {
    it('says who has done what, in order, and hangs together', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, BUDI), { line: 8, wrong: ['x'] }]);
      await desk.deliver(refuse);
      await desk.ledger.retry({ kind: 'all' });
      await desk.ledger.endRun(3, 9_000, SUMMARY);
      const entries = await audited(desk.ledger.audit());
      const deeds = entries.filter(({ deed }) => deed !== 'bound');
      expect(deeds.map(({ deed, detail: { run: _, ...detail } }) => [deed, detail])).toEqual([
        ['began', { command: 'import', target: expect.any(String) }],
        ['took-in', { file: 'kendal.xlsx', sha256: expect.stringMatching(/^[0-9a-f]{64}$/), fresh: 1, invalid: 1 }],
        ['retried', { entries: 1 }],
        ['ended', { exitCode: 3, files: 1, rows: 9, accepted: 9, backlog: 0 }],
      ]);
      let before = CHAIN_BEGIN;
      for (const { hash, detail, ...entry } of entries) {
        expect(hash).toBe(chained(before, entry, JSON.stringify(detail)));
        before = hash;
      }
      expect(entries.map(({ number }) => number)).toEqual(entries.map((_, index) => index + 1));
    });
  });
}
