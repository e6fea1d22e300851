/** What a ledger tells: runs, outcomes, rows for a person, the life of a row. */
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/record/table/fields.ts';
import { type OwnReason, refusedByUs } from '../../../src/target/reason.ts';
import { at, dose, HEADINGS, refuse, SITI } from '../../support/ledger-desk.ts';
import type { Homes } from '../ledger-contract.ts';

const FULL = dose({ phone: '+6281234567890' }, { lot: 'CVB 21' });
const OTHER_DAY = dose({}, { date: '2021-10-03' });
const attempt = { at: 5_000, ms: 12, answer: 'reply' };

export function reportContract(homes: Homes): void {
  describe('runs', () => {
    it('knows the last one and how it ended', async () => {
      const desk = await homes.desk();
      await desk.ledger.endRun(5, 77_000);
      await desk.nextRun();
      expect(await desk.ledger.lastRun()).toEqual({ id: 2, started: expect.any(Number), command: 'import' });
      await desk.ledger.endRun(0, 78_000);
      expect(await desk.ledger.lastRun()).toMatchObject({ id: 2, ended: 78_000, exitCode: 0 });
    });

    it('counts only its own readings', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FULL)]);
      await desk.nextRun();
      expect(await desk.outcomes()).toEqual({});
      await desk.import('other.xlsx', [at(5, dose(SITI)), { line: 6, wrong: ['x'] }]);
      expect(await desk.outcomes()).toEqual({ waiting: 1, invalid: 1 });
    });

    it('says where each reading ended', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FULL), at(6, FULL), at(7, dose(SITI)), { line: 8, wrong: ['x'] }]);
      await desk.deliver((key) => (key === at(5, FULL).key ? { kind: 'accepted', receipt: 'r' } : refuse()));
      const fates: string[] = [];
      for await (const { line, outcome, problems } of desk.ledger.readings())
        fates.push([line, outcome, ...problems.map(({ code }) => code)].join(' '));
      expect(fates).toEqual(['5 accepted', '6 repeated DUP_EVENT', '7 refused SERVER_REFUSED', '8 invalid NIK_LENGTH']);
    });
  });

  describe('rows for a person', () => {
    it('come with the cells as they were, or as the record says them in the columns of the sheet', async () => {
      const desk = await homes.desk();
      const wrong = { line: 8, wrong: ['123', 'Agus', '', 'L', '0812'] };
      await desk.import('kendal.xlsx', [at(5, FULL), wrong]);
      await desk.deliver(refuse);
      const [refused, invalid] = await desk.rowsForPerson();
      expect(refused?.sheet.headings).toEqual(HEADINGS);
      expect(refused?.cells).toEqual([
        '3324011203909870',
        'Budi Santoso',
        '12/03/1990',
        'L',
        '+6281234567890',
        '1',
        '02/10/2021',
        'coronavac',
        'CVB 21',
      ]);
      expect(refused?.problems).toEqual([
        { code: 'SERVER_REFUSED', severity: 'error', params: { v: 'NIK tidak terdaftar', code: 'NIK_UNKNOWN' } },
      ]);
      expect(invalid?.cells).toEqual(wrong.wrong);
      expect(invalid?.problems).toEqual([{ code: 'NIK_LENGTH', field: 'nik', severity: 'error', params: { n: 15 } }]);
    });

    it.each<[what: string, ours: OwnReason, field: Field | undefined, value: string | undefined]>([
      ['a vaccine that the server has no option for', 'SERVER_NO_WORD', 'vaccine', 'zifivax'],
      ['a vaccine whose code nobody has told', 'VACC_UNCODED', 'vaccine', 'coronavac (KFA)'],
      ['no batch number, where the server needs it', 'BATCH_NEEDED', 'lot', undefined],
      ['no expiry date, where the server needs it', 'EXPIRY_NEEDED', 'expirationDate', undefined],
      ['a site that its programme does not have', 'SERVER_NO_SITE', 'site', 'RS Lain'],
      ['a record that was deleted there', 'SERVER_DELETED', undefined, undefined],
      ['another dose of that number', 'SERVER_OTHER_DOSE', 'dose', undefined],
      ['the same dose in another office, otherwise', 'PROVINCE_DOSE', 'dose', undefined],
      ['another dose in another office, out of order', 'PROVINCE_ORDER', 'date', undefined],
      ['the number of somebody else in another office', 'PROVINCE_NUMBER', 'nik', undefined],
      ['a namesake with a near number in another office', 'PROVINCE_NEAR', 'nik', undefined],
      ['what the province holds back', 'PROVINCE_HELD', undefined, undefined],
      ['what was refused as the row of another office', 'PROVINCE_TWIN', undefined, undefined],
    ])('%s: said in our words, at its cell', async (_what, ours, field, value) => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FULL)]);
      await desk.deliver(() => ({ kind: 'refused', reasons: [refusedByUs(ours, field, value)] }));
      const [row] = await desk.rowsForPerson();
      const named = { ...(field ? { field } : {}), ...(value === undefined ? {} : { params: { v: value } }) };
      expect(row?.problems).toEqual([{ code: ours, severity: 'error', ...named }]);
    });

    it('shows all sides of what is held, each with its own content', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, dose()), at(6, dose()), at(9, OTHER_DAY)]);
      expect((await desk.rowsForPerson()).map(({ line, cells }) => [line, cells[6]])).toEqual([
        [5, '02/10/2021'],
        [6, '02/10/2021'],
        [9, '03/10/2021'],
      ]);
    });

    it('say which dose was recorded twice', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, dose()), at(9, OTHER_DAY)]);
      const said = (await desk.rowsForPerson()).map(({ problems }) => problems.map(({ params }) => params));
      expect(said).toEqual([[{ d: 1, r: 9, rows: 9 }], [{ d: 1, r: 5, rows: 5 }]]);
    });

    it('are those of the run, or of everything; the other side may be in the file of an earlier run', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, dose())]);
      await desk.nextRun();
      await desk.import('other.xlsx', [at(9, OTHER_DAY)]);
      expect(await desk.desk('run')).toEqual(['other.xlsx 9 held DUP_DIFF:5']);
      expect(await desk.desk('all')).toEqual(['kendal.xlsx 5 held DUP_DIFF:9', 'other.xlsx 9 held DUP_DIFF:5']);
    });

    it('are counted without being listed: refused, invalid, all sides of what is held', async () => {
      const desk = await homes.desk();
      const wrong = { line: 8, wrong: ['123', 'Agus'] };
      await desk.import('kendal.xlsx', [at(5, dose()), at(6, dose()), at(7, dose(SITI)), wrong, at(9, OTHER_DAY)]);
      await desk.deliver(refuse);
      expect(await desk.ledger.countForPerson()).toEqual({ invalid: 1, held: 3, refused: 1 });
    });

    it('count where no entry does: beside one that is accepted, in later runs too, until they are corrected', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, dose())]);
      await desk.deliver();
      const wrong = { line: 6, wrong: ['123', SITI.name, '17/08/1985'] };
      await desk.import('susulan.xlsx', [at(5, OTHER_DAY), wrong, { line: 7 }]);
      await desk.nextRun();
      expect(await desk.states()).toEqual({ accepted: 1 });
      expect(await desk.ledger.countForPerson()).toEqual({ invalid: 1, held: 1, refused: 0 });
      await desk.import('susulan.xlsx', [at(5, dose()), at(6, dose(SITI))]);
      expect(await desk.desk()).toEqual([]);
      expect(await desk.ledger.countForPerson()).toEqual({ invalid: 0, held: 0, refused: 0 });
    });

    it('have both lines of a header that has two', async () => {
      const desk = await homes.desk();
      const { id } = await desk.ledger.openFile({ name: 'wide.xlsx', digest: Buffer.alloc(32, 1) });
      const lines = { above: ['NIK', 'Dosis 1', ''], headings: ['', 'Tanggal', 'Vaksin'] };
      const layout = {
        columns: { nik: 0 },
        doses: [{ number: 1, columns: { date: 1 } }],
        defaults: { site: 'Kendal 1' },
      } as const;
      const sheet = await desk.ledger.openSheet(id, { name: 'OKT', headerLine: 6, ...lines, layout });
      const row = { line: 9, group: 1, kind: 'invalid' as const, problems: null };
      await desk.ledger.admit(sheet, [
        { ...row, row: desk.home.sealer.seal(JSON.stringify({ cells: ['1'], problems: [] }), Buffer.from('row')) },
      ]);
      await desk.ledger.closeFile(id, 0);
      expect((await desk.rowsForPerson())[0]?.sheet).toEqual({ name: 'OKT', headerLine: 6, ...lines, layout });
    });
  });

  describe('the life of a row', () => {
    it('has every batch and every attempt of its entry, and the receipt', async () => {
      const desk = await homes.desk();
      await desk.import('drop/kendal.xlsx', [at(5, FULL)]);
      const first = (await desk.claim())!;
      await desk.ledger.settle(first, new Map([[first.keys[0]!, { kind: 'unsent' }]]), {
        ...attempt,
        answer: 'refused',
      });
      const second = (await desk.claim())!;
      await desk.ledger.settle(second, new Map([[second.keys[0]!, { kind: 'accepted', receipt: 'r-77' }]]), attempt);
      for (const name of ['drop/kendal.xlsx', 'kendal.xlsx']) {
        expect(await desk.ledger.lifeOf(name, 5)).toMatchObject([
          {
            file: 'drop/kendal.xlsx',
            sheet: 'OKT',
            line: 5,
            group: 1,
            kind: 'owner',
            entry: {
              state: 'accepted',
              key: first.keys[0],
              receipt: 'r-77',
              batches: [
                { id: first.id, attempts: [{ answer: 'refused' }] },
                { id: second.id, attempts: [{ at: 5_000, ms: 12, answer: 'reply' }] },
              ],
            },
          },
        ]);
      }
    });

    it('names the row that speaks for a repeated one', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FULL), at(9, FULL)]);
      const [life] = await desk.ledger.lifeOf('kendal.xlsx', 9);
      expect(life).toMatchObject({
        kind: 'repeated',
        entry: { owner: { file: 'kendal.xlsx', sheet: 'OKT', line: 5 } },
      });
    });

    it('knows nothing of rows and files that it has not seen', async () => {
      const desk = await homes.desk();
      await desk.import('kendal.xlsx', [at(5, FULL)]);
      expect(await desk.ledger.lifeOf('kendal.xlsx', 6)).toEqual([]);
      expect(await desk.ledger.lifeOf('%.xlsx', 5)).toEqual([]);
    });
  });
}
