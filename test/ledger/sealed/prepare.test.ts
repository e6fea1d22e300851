/** A reading made ready for the ledger: what its fingerprints tell apart, and what is left of its problems. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ownerOf,
  prepare,
  ROW_OWNER,
  readProblems,
  type TakenReading,
  writeProblems,
} from '../../../src/ledger/sealed/prepare.ts';
import { createSealer } from '../../../src/ledger/sealed/seal.ts';
import { canonicalRecord } from '../../../src/record/key.ts';
import { FIELDS, PROBLEM_CODES, type Problem } from '../../../src/record/problems.ts';
import type { DoseRecord } from '../../../src/record/record.ts';
import { dose, SITI } from '../../support/ledger-desk.ts';

const sealer = createSealer(Buffer.alloc(32, 3));
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');

function prints(record: DoseRecord) {
  const { record: prepared } = prepare(
    { line: 5, group: 1, kind: 'valid', record, problems: [], cells: () => [] },
    sealer,
  );
  return {
    person: hex(prepared?.person),
    dose: prepared?.dose,
    who: hex(prepared?.who),
    what: hex(prepared?.what),
    namesake: hex(prepared?.namesake),
  };
}

const A = prints(dose());

describe('what an earlier version has written', () => {
  const full = dose(
    { phone: '+6281234567890', address: 'Jl. Melati 5', category: 'Lansia' },
    { lot: 'cvb-1', site: 'Kendal 2', codes: [{ system: 's', code: 'c' }] },
  );
  const { record: prepared } = prepare(
    { line: 5, group: 1, kind: 'valid', record: full, problems: [], cells: () => [] },
    sealer,
  );

  it('has the fingerprint of the NIK in its programme', () => {
    expect(hex(prepared?.person)).toBe(hex(sealer.fingerprint('covid19 3324011203909870').subarray(0, 16)));
  });

  it('has the same body, so that an entry of before is the same record', () => {
    const body = sealer.open(prepared?.sealed ?? Buffer.alloc(0), ownerOf(prepared?.person ?? Buffer.alloc(0), 1));
    expect(body.toString()).toBe(
      '{"programme":"covid19","participant":{"nik":"3324011203909870","name":"Budi Santoso","birthDate":"1990-03-12",' +
        '"sex":"male","phone":"+6281234567890","address":"Jl. Melati 5","category":"Lansia"},"dose":{"number":1,' +
        '"date":"2021-10-02","vaccine":"coronavac","codes":[{"system":"s","code":"c"}],"lot":"cvb-1","site":"Kendal 2"}}',
    );
  });
});

describe('the fingerprints of a record', () => {
  it.each<[string, DoseRecord, Partial<typeof A>]>([
    ['the spelling of the name', dose({ name: 'H. BUDI  SANTOSO, S.Pd' }), {}],
    [
      'the phone number, the address, the category, the sex',
      dose({ phone: '+62811', address: 'x', category: 'y', sex: 'female' }),
      {},
    ],
    ['the site and the codes', dose({}, { site: 'Kendal 2', codes: [{ system: 's', code: 'c' }] }), {}],
    [
      'small and capital letters of the batch number',
      dose({}, { lot: 'cvb-1' }),
      { what: prints(dose({}, { lot: 'CVB-1' })).what },
    ],
  ])('do not change with %s', (_, record, same) => {
    expect(prints(record)).toEqual({ ...A, ...same });
  });

  it.each<[string, DoseRecord, readonly (keyof typeof A)[]]>([
    ['the NIK', dose({ nik: '3324011203909871' }), ['person', 'who', 'what']],
    ['the programme', dose({}, {}, 'bias'), ['person', 'who', 'what', 'namesake']],
    ['the dose', dose({}, { number: 2, date: '2021-10-02' }), ['dose']],
    ['the name', dose({ name: SITI.name }), ['who', 'namesake']],
    ['the birth date', dose({ birthDate: '1990-03-13' }), ['who', 'namesake']],
    ['the day', dose({}, { date: '2021-10-03' }), ['what']],
    ['the vaccine', dose({}, { vaccine: 'pfizer' }), ['what']],
    ['the batch number', dose({}, { lot: 'CVB-2' }), ['what']],
  ])('change with %s, and nothing else does', (_, record, changed) => {
    const other = prints(record);
    expect(Object.keys(A).filter((key) => other[key as keyof typeof A] !== A[key as keyof typeof A])).toEqual(changed);
  });

  it('are 16 bytes and three times 8, and say nothing to who has another secret', () => {
    const { record } = prepare(
      { line: 5, group: 1, kind: 'valid', record: dose(), problems: [], cells: () => [] },
      createSealer(Buffer.alloc(32, 4)),
    );
    const fingerprints = [record?.person, record?.who, record?.what, record?.namesake];
    expect(fingerprints.map((print) => print?.length)).toEqual([16, 8, 8, 8]);
    expect(fingerprints.map(hex).filter((print) => Object.values(A).includes(print))).toEqual([]);
  });
});

describe('what is sealed', () => {
  it('is the whole record, for its own entry only', () => {
    const { record } = prepare(
      { line: 5, group: 1, kind: 'valid', record: dose({ phone: '+62811' }), problems: [], cells: () => [] },
      sealer,
    );
    const owner = ownerOf(record!.person, record!.dose);
    expect(sealer.open(record!.sealed, owner).toString()).toBe(canonicalRecord(dose({ phone: '+62811' })));
    expect(() => sealer.open(record!.sealed, ownerOf(record!.person, 2))).toThrow();
  });

  it('are cells and problems of a row that is wrong; a skipped row has nothing', () => {
    const problems: Problem[] = [{ code: 'DATE_PARSE', field: 'date', severity: 'error', params: { v: '32 Okt' } }];
    const wrong: TakenReading = { line: 5, group: 2, kind: 'invalid', problems, cells: () => ['1', 'Budi', '32 Okt'] };
    const prepared = prepare(wrong, sealer);
    expect(JSON.parse(sealer.open(prepared.row!, ROW_OWNER).toString())).toEqual({
      cells: ['1', 'Budi', '32 Okt'],
      problems,
    });
    expect(prepare({ ...wrong, kind: 'skipped' }, sealer)).toEqual({
      line: 5,
      group: 2,
      kind: 'skipped',
      problems: 'DATE_PARSE:date:error',
    });
  });

  it('asks for the cells only of a row that is wrong', () => {
    const cells = () => {
      throw new Error('asked for');
    };
    prepare({ line: 5, group: 1, kind: 'valid', record: dose(), problems: [], cells }, sealer);
    prepare({ line: 5, group: 1, kind: 'skipped', problems: [], cells }, sealer);
    expect(() => prepare({ line: 5, group: 1, kind: 'invalid', problems: [], cells }, sealer)).toThrow('asked for');
  });

  it('keeps the row that a correction sheet names', () => {
    const origin = { file: 'kendal.xlsx', sheet: 'OKT', line: 12, confirmed: true, cells: [] };
    expect(
      prepare({ line: 2, group: 1, kind: 'valid', record: dose(), problems: [], origin, cells: () => [] }, sealer)
        .origin,
    ).toEqual(origin);
  });
});

const anyProblem: fc.Arbitrary<Problem> = fc
  .record({
    code: fc.constantFrom(...PROBLEM_CODES),
    field: fc.option(fc.constantFrom(...FIELDS), { nil: undefined }),
    severity: fc.constantFrom('error', 'hold', 'warning'),
    other: fc.option(fc.nat(1_000_000), { nil: undefined }),
  })
  .map(({ field, other, ...rest }) => ({
    ...rest,
    ...(field ? { field } : {}),
    ...(other === undefined ? {} : { params: { r: other, rows: other } }),
  }));

describe('written problems', () => {
  it('come back with code, field, severity and the line of the other row', () => {
    fc.assert(
      fc.property(fc.array(anyProblem), (problems) => {
        expect(readProblems(writeProblems(problems))).toEqual(problems);
      }),
    );
  });

  it('never hold what a cell said', () => {
    expect(
      writeProblems([{ code: 'SEX_UNKNOWN', field: 'sex', severity: 'error', params: { v: 'Budi Santoso' } }]),
    ).toBe('SEX_UNKNOWN:sex:error');
    expect(writeProblems([{ code: 'DUP_DIFF', severity: 'hold', params: { r: '3324011203909870' } }])).toBe(
      'DUP_DIFF::hold',
    );
  });

  it('of a dose recorded twice say which dose, where that is known', () => {
    const written = writeProblems([
      { code: 'DUP_DIFF', severity: 'hold', params: { d: 2, r: 9 } },
      { code: 'NIK_NEAR', severity: 'hold', params: { r: 7 } },
    ]);
    expect(readProblems(written, 2).map(({ params }) => params)).toEqual([
      { d: 2, r: 9, rows: 9 },
      { r: 7, rows: 7 },
    ]);
  });

  it('are nothing when there are none', () => {
    expect(writeProblems([])).toBeNull();
    expect(readProblems(null)).toEqual([]);
  });
});
