/** The list of what stands on paper, against the judgement of `check` that it listens to. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TakenReading } from '../../src/ledger/sealed/prepare.ts';
import { createPaper, type Paper } from '../../src/reconcile/paper.ts';
import { naturalKey, recordKey } from '../../src/record/key.ts';
import type { DoseRecord } from '../../src/record/record.ts';
import { inventedRecord } from '../support/consignments.ts';

const DIGEST = Buffer.alloc(32, 7);
const SHEET = {
  name: 'Data',
  headerLine: 1,
  headings: [],
  layout: { columns: {}, doses: [{ columns: {} }], defaults: {} },
} as const;

const valid = (record: DoseRecord, line: number): TakenReading => ({
  line,
  group: 1,
  kind: 'valid',
  record,
  problems: [],
  cells: () => [],
});

/** A row of one of few people, so that they meet; `nik` counts from the smallest to the largest there can be. */
const row = fc.record({
  nik: fc.constantFrom('1101010101700001', '3324010101700002', '9999999999999999', '0000000000000000'),
  number: fc.integer({ min: 1, max: 4 }),
  name: fc.constantFrom('Siti Karangan', 'Budi Contoh'),
  date: fc.constantFrom('2021-10-02', '2021-10-03'),
});

const recordOf = ({
  nik,
  number,
  name,
  date,
}: {
  nik: string;
  number: number;
  name: string;
  date: string;
}): DoseRecord => {
  const { participant, dose, programme } = inventedRecord(1);
  return { programme, participant: { ...participant, nik, name }, dose: { ...dose, number, date } };
};

async function readInto(
  paper: Paper,
  name: string,
  rows: readonly DoseRecord[],
  end: 'close' | 'abandon' = 'close',
): Promise<void> {
  const { id } = await paper.openFile({ name, digest: DIGEST });
  const sheet = await paper.openSheet(id, SHEET);
  await paper.admit(
    sheet,
    rows.map((record, index) => valid(record, index + 2)),
  );
  await (end === 'close' ? paper.closeFile(id, 0) : paper.abandonFile(id, 'refused'));
}

const listed = (paper: Paper) =>
  Array.from({ length: paper.size() }, (_, index) => ({
    key: paper.key(index),
    at: paper.place(index),
    held: paper.isHeld(index),
  }));

describe('what stands on paper', () => {
  it('lists each key once, at its first row, and holds as many as check does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
        const records = rows.map(recordOf);
        const paper = createPaper('covid19');
        await readInto(paper, 'a.csv', records);
        const keys = records.map((record) => recordKey(naturalKey(record)));
        expect(listed(paper).map(({ key, at }) => [key, at.line])).toEqual(
          [...new Set(keys)].map((key) => [key, keys.indexOf(key) + 2]),
        );
        expect(listed(paper).filter(({ held }) => !held)).toHaveLength(paper.outcomes().waiting);
      }),
    );
  });

  it('forgets a file that was refused as a whole, and what it held', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 20 }),
        fc.array(row, { maxLength: 20 }),
        fc.array(row, { maxLength: 20 }),
        async (...files) => {
          const [first = [], refused = [], last = []] = files.map((rows) => rows.map(recordOf));
          const [paper, without] = [createPaper('covid19'), createPaper('covid19')];
          await readInto(paper, 'a.csv', first);
          await readInto(paper, 'refused.csv', refused, 'abandon');
          await readInto(paper, 'b.csv', last);
          await readInto(without, 'a.csv', first);
          await readInto(without, 'b.csv', last);
          expect(listed(paper)).toEqual(listed(without));
          expect(paper.outcomes()).toEqual(without.outcomes());
          expect(paper.files()).toEqual(without.files());
        },
      ),
    );
  });

  it('keeps every place when it has to grow', async () => {
    const paper = createPaper('covid19');
    const records = Array.from({ length: 10_000 }, (_, n) =>
      recordOf({ nik: String(3324010101700000 + n), number: 1, name: 'Siti', date: '2021-10-02' }),
    );
    await readInto(paper, 'a.csv', records.slice(0, 6_000));
    await readInto(paper, 'b.csv', records.slice(6_000));
    expect(paper.size()).toBe(10_000);
    for (const n of [0, 4_095, 4_096, 5_999, 6_000, 9_999]) {
      const record = records[n] as DoseRecord;
      expect(paper.person(n)).toEqual({ programme: 'covid19', identity: record.participant.nik, dose: 1 });
      expect(paper.key(n)).toBe(recordKey(naturalKey(record)));
      expect(paper.place(n)).toEqual({
        file: n < 6_000 ? 'a.csv' : 'b.csv',
        sheet: 'Data',
        line: (n % 6_000) + 2,
        group: 1,
      });
    }
  });
});
