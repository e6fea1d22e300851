/** Small sheets by chance: few people, few doses, few contents, so that rows meet each other in every way. */
import fc from 'fast-check';
import type { DoseRecord } from '../../src/record/record.ts';
import { dose, foreign, type SheetLine, SITI } from './ledger-desk.ts';

/** Each is one digit from each other. */
const NIKS = ['3324011203909870', '3324011203909871', '3324011203909872'] as const;
/** Two spellings of one name, and somebody else. */
const NAMES = [{ name: 'Budi Santoso' }, { name: 'H. BUDI SANTOSA' }, SITI] as const;

export const anyRecord: fc.Arbitrary<DoseRecord> = fc
  .record({
    nik: fc.constantFrom(...NIKS),
    who: fc.constantFrom(NAMES[0], NAMES[0], NAMES[0], NAMES[1], NAMES[2]),
    number: fc.constantFrom(1, 1, 2),
    date: fc.constantFrom('2021-10-02', '2021-10-02', '2021-10-03'),
    phone: fc.constantFrom(undefined, '+6281234567890'),
  })
  .map(({ nik, who, number, date, phone }) => dose({ ...who, nik, ...(phone ? { phone } : {}) }, { number, date }));

const anyLine: fc.Arbitrary<Omit<SheetLine, 'line'>> = fc.oneof(
  { weight: 8, arbitrary: anyRecord.map((record) => ({ record })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom({ wrong: ['332401', 'Budi Santoso'] }, { wrong: ['', 'Siti Rahayu', '17/08/1985'] }),
  },
  { weight: 1, arbitrary: fc.constant({}) },
);

/** A sheet of a few lines, from line 5 on; some of them correct a row of `kendal.xlsx`. */
export const anySheet: fc.Arbitrary<readonly SheetLine[]> = fc
  .array(fc.tuple(anyLine, fc.option(fc.integer({ min: 5, max: 9 }), { nil: undefined, freq: 6 }), fc.boolean()), {
    maxLength: 6,
  })
  .map((lines) =>
    lines.map(([line, corrects, confirmed], index) => ({
      line: 5 + index,
      ...line,
      ...(corrects === undefined ? {} : { origin: { file: 'kendal.xlsx', sheet: 'OKT', line: corrects, confirmed } }),
    })),
  );

/** What a correction says of its row. */
const anyOrigin: fc.Arbitrary<NonNullable<SheetLine['origin']>> = fc
  .record({
    file: fc.constantFrom('kendal.xlsx', 'kendal.xlsx', 'susulan.xlsx'),
    sheet: fc.constantFrom('OKT', 'OKT', 'OKT', 'NOV'),
    line: fc.integer({ min: 5, max: 9 }),
    says: fc.constantFrom('confirmed', 'confirmed', 'nothing', 'nothing', 'dismissed'),
    named: fc.boolean(),
  })
  .map(({ says, named, ...place }) => ({
    ...place,
    confirmed: says === 'confirmed',
    ...(says === 'dismissed' ? { dismissed: true } : {}),
    ...(named ? { digest: 'latest' } : {}),
  }));

/**
 * A sheet of a few lines, from line 5 on; some of them correct a row of another one. `digest` of an origin: whatever
 * that file has. In a wide sheet two groups stand in each line.
 */
export const anySheetOfAnyKind: fc.Arbitrary<readonly SheetLine[]> = fc
  .tuple(
    fc.array(fc.tuple(anyLine, fc.option(anyOrigin, { nil: undefined, freq: 4 })), { maxLength: 6 }),
    fc.constantFrom(1, 1, 1, 2),
  )
  .map(([lines, groups]) =>
    lines.map(([line, origin], index) => ({
      line: 5 + Math.floor(index / groups),
      group: 1 + (index % groups),
      ...line,
      ...(origin ? { origin } : {}),
    })),
  );

/** Under one of three near NIKs, a far one, or a passport. */
function numbered(record: DoseRecord, nik: number): DoseRecord {
  if (nik === 4) return foreign(record);
  return { ...record, participant: { ...record.participant, nik: NIKS[nik] ?? '3324021203909001' } };
}

/**
 * One after the other, under near numbers, a far one and a passport. Whoever has a dose is always spelt alike in it, as
 * the first reading of a dose speaks for it.
 */
export const anyPeople: fc.Arbitrary<readonly DoseRecord[]> = fc
  .record({
    who: fc.array(fc.constantFrom(...NAMES, NAMES[0]), { minLength: 10, maxLength: 10 }),
    rows: fc.array(
      fc.record({
        nik: fc.nat(4),
        number: fc.constantFrom(1, 2),
        date: fc.constantFrom('2021-10-02', '2021-10-02', '2021-10-02', '2021-10-03'),
      }),
      { maxLength: 7 },
    ),
  })
  .map(({ who, rows }) =>
    rows.map(({ nik, number, date }) => numbered(dose({ ...who[nik * 2 + number - 1] }, { number, date }), nik)),
  );

export const FILE_NAMES = ['kendal.xlsx', 'susulan.xlsx', 'perbaikan.xlsx'] as const;
