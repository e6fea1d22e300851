/** `check` judges as `import` does: the roll, the list of rows and the ledger come to the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listRows } from '../../src/intake/row-list.ts';
import type { Admission } from '../../src/ledger/ledger.ts';
import { ABOUT_OTHERS } from '../../src/ledger/rules/about-others.ts';
import type { TakenReading } from '../../src/ledger/sealed/prepare.ts';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { connectInMemory } from '../../src/ledger/sqlite/connection.ts';
import { ledgerOver } from '../../src/ledger/sqlite/open.ts';
import type { Problem } from '../../src/record/problems.ts';
import { type DoseRecord, OUTCOMES, type Outcome } from '../../src/record/record.ts';
import { at, Desk, dose, LAYOUT, type Sheet, SITI } from '../support/ledger-desk.ts';
import { anyPeople, anySheet } from '../support/small-sheets.ts';

const sealer = createSealer(Buffer.alloc(32, 5));

/** A file and whether it is refused as a whole after all its rows were seen. */
interface File {
  readonly sheet: Sheet;
  readonly refused: boolean;
}

interface CameTo {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** `0.5 held`: file, line and outcome of each row. */
  readonly rows: readonly string[];
  readonly kinds: readonly string[];
}

async function byLedger(files: readonly File[]): Promise<CameTo> {
  const connection = connectInMemory(sealer, () => 1);
  try {
    const desk = new Desk({
      sealer,
      open: async () => ledgerOver(connection, { doubtWaitMs: 1 }),
      remove: async () => undefined,
    });
    await desk.nextRun();
    const kinds: string[] = [];
    for (const [index, { sheet, refused }] of files.entries()) {
      const file = await desk.begin(String(index), sheet);
      kinds.push(...file.admissions.map(said));
      if (refused) await desk.ledger.abandonFile(file.id, 'refused');
      else await desk.ledger.closeFile(file.id, 3);
    }
    const rows: string[] = [];
    for await (const { file, line, outcome } of desk.ledger.readings()) rows.push(`${file}.${line} ${outcome}`);
    // What the summary says of two rows, and what the rows of the correction sheet say.
    const forPerson = await desk.rowsForPerson('run');
    expect(await desk.ledger.countAboutOthers()).toEqual(
      counted(forPerson.flatMap(({ problems }) => problems.filter(({ code }) => ABOUT_OTHERS.has(code)))),
    );
    return { outcomes: await desk.ledger.outcomes(), rows, kinds };
  } finally {
    connection.close();
  }
}

async function byRoll(files: readonly File[]): Promise<CameTo> {
  const list = listRows();
  const roll = list.ledger;
  const kinds: string[] = [];
  for (const [index, { sheet, refused }] of files.entries()) {
    const { id } = await list.openFile({ name: String(index), digest: new Uint8Array(32) });
    const sheetId = await list.openSheet(id, { name: '', headerLine: 4, headings: [], layout: LAYOUT });
    kinds.push(...(await list.admit(sheetId, sheet.map(taken))).map(said));
    if (refused) await list.abandonFile(id, 'refused');
    else await list.closeFile(id, 3);
  }
  const rows = Array.from(list.events(), ({ file, line, outcome }) => `${file}.${line} ${outcome}`);
  const readings = files.filter((file) => !file.refused).flatMap(({ sheet }) => sheet.map(taken));
  expect(roll.aboutOthers()).toEqual(counted(readings.flatMap((reading) => roll.holdsOf(reading))));
  return { outcomes: roll.outcomes(), rows, kinds };
}

function said({ kind, problems }: Admission): string {
  return kind === 'dismissed'
    ? kind
    : [kind, ...problems.map(({ code, params }) => `${code}:${params?.['r'] ?? params?.['rows'] ?? ''}`)].join(' ');
}

function counted(problems: readonly Problem[]): Map<Problem['code'], number> {
  const counts = new Map<Problem['code'], number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

function taken({ line, part = 1, record, wrong, origin }: Sheet[number]): TakenReading {
  const kind = record ? 'valid' : wrong ? 'invalid' : 'skipped';
  const from = origin ? { origin: { ...origin, cells: [] } } : {};
  return { line, part, kind, ...(record ? { record } : {}), ...from, problems: [], cells: () => wrong ?? [] };
}

const A = dose();
const SECOND = dose({}, { number: 2 });
const OTHER_DAY = dose({}, { date: '2021-10-03' });
const EARLIER = dose({}, { number: 2, date: '2021-09-01' });
const ON_ONE_DAY = dose({}, { number: 2, date: '2021-10-02' });
const NEAR = dose({ nik: '3324011203909871' });
/** The same person, but another comparable name. */
const SPELT = dose({ name: 'Budi Santosa' }, { number: 2 });
const SITI_SAME_NIK = dose({ ...SITI, nik: A.participant.nik });
/** Nobody's neighbour. */
const FAR = dose({ nik: '3324021203909001' });
const FROM = { origin: { file: 'kendal.xlsx', sheet: 'OKT', line: 5, confirmed: false } };
const kept = (...sheet: Sheet): File => ({ sheet, refused: false });
const refused = (...sheet: Sheet): File => ({ sheet, refused: true });

describe('the roll, the list and the ledger agree about', () => {
  it.each<[string, File[]]>([
    ['a row repeated after its dose was contested', [kept(at(5, A), at(6, OTHER_DAY), at(7, A))]],
    ['a number of two people', [kept(at(5, A), at(6, SITI_SAME_NIK), at(7, A))]],
    [
      'a number of two people whose second one has no dose of her own, and another dose',
      [kept(at(5, SECOND), at(6, dose({ ...SITI, nik: A.participant.nik }, { number: 2 })), at(7, A))],
    ],
    ['a contest brought by a file that was refused', [kept(at(5, A)), refused(at(5, OTHER_DAY), at(6, SITI_SAME_NIK))]],
    [
      'a contest of days, made one of people by a file that was refused',
      [kept(at(5, A), at(6, OTHER_DAY)), refused(at(5, SITI_SAME_NIK)), kept(at(5, SECOND))],
    ],
    ['two near numbers of one name', [kept(at(5, A), at(6, NEAR), at(7, SECOND))]],
    ['near numbers in a file that was refused', [kept(at(5, A)), refused(at(5, NEAR)), kept(at(5, SECOND))]],
    [
      'near numbers, one of which is two people’s, and a dose under another spelling',
      [kept(at(5, NEAR), at(6, dose({ ...SITI, nik: NEAR.participant.nik })), at(7, A), at(8, SPELT))],
    ],
    ['a second dose before the first', [kept(at(5, A)), kept(at(5, EARLIER))]],
    [
      'a second dose on the day of the first, and the first again',
      [kept(at(5, ON_ONE_DAY), at(6, A), at(7, A), at(8, ON_ONE_DAY))],
    ],
    [
      'a dose of two days, one of them that of the other dose',
      [kept(at(5, A), at(6, OTHER_DAY), at(7, dose({}, { number: 2, date: '2021-10-03' })))],
    ],
    ['doses out of order in a file that was refused', [kept(at(5, A)), refused(at(5, EARLIER)), kept(at(5, SECOND))]],
    ['doses out of order under a number of two people', [kept(at(5, A), at(6, EARLIER), at(7, SITI_SAME_NIK))]],
    ['two correction sheets that make two people of one row', [kept(at(2, A, FROM)), kept(at(2, FAR, FROM))]],
    ['two that make two doses of it', [kept(at(2, A, FROM), at(3, SECOND, FROM))]],
    ['two that say two days of it', [kept(at(2, A, FROM)), kept(at(2, OTHER_DAY, FROM))]],
    ['three of which two agree', [kept(at(2, A, FROM)), kept(at(2, FAR, FROM)), kept(at(2, A, FROM))]],
    ['three that all say something else', [kept(at(2, A, FROM), at(3, FAR, FROM), at(4, OTHER_DAY, FROM))]],
    ['two that agree', [kept(at(2, A, FROM)), kept(at(2, A, FROM))]],
    ['one that disagrees and was refused', [kept(at(2, A, FROM)), refused(at(2, FAR, FROM)), kept(at(2, A, FROM))]],
    [
      'a row of no correction sheet that says what one of two copies says',
      [kept(at(5, A)), kept(at(2, FAR, FROM), at(3, A, FROM))],
    ],
    ['the same, the other way round', [kept(at(2, FAR, FROM), at(3, A, FROM)), kept(at(5, A))]],
    ['a row that repeats one of a file that was refused', [refused(at(5, A)), kept(at(5, A), at(6, A))]],
  ])('%s', async (_, files) => {
    expect(await byRoll(files)).toEqual(await byLedger(files));
  });

  it('any files of a run: every row, every word at the door, and the sums', async () => {
    const anyFile = fc.record({ sheet: anySheet, refused: fc.nat(5).map((n) => n === 0) });
    await fc.assert(
      fc.asyncProperty(fc.array(anyFile, { maxLength: 4 }), async (files) => {
        const [roll, ledger] = [await byRoll(files), await byLedger(files)];
        expect(roll).toEqual(ledger);
        const blank = 3 * files.filter((file) => !file.refused).length;
        for (const outcome of OUTCOMES) {
          const listed = roll.rows.filter((row) => row.endsWith(` ${outcome}`)).length;
          expect(roll.outcomes[outcome], outcome).toBe(listed + (outcome === 'skipped' ? blank : 0));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('rows in another order: the same rows are held', async () => {
    const heldOf = async (rows: readonly DoseRecord[], order: readonly number[], cut: number): Promise<number[]> => {
      const sheet = order.map((index, position) => at(5 + position, rows[index] ?? A));
      const files = [kept(...sheet.slice(0, cut)), kept(...sheet.slice(cut))];
      const [roll, ledger] = [await byRoll(files), await byLedger(files)];
      expect(roll).toEqual(ledger);
      return order.filter((_, position) => {
        const [file, line] = position < cut ? [0, 5 + position] : [1, 5 + position];
        return roll.rows.includes(`${file}.${line} held`);
      });
    };
    const anyOrder = anyPeople.chain((rows) => {
      const indices = rows.map((_, index) => index);
      return fc.record({
        rows: fc.constant(rows),
        order: fc.shuffledSubarray(indices, { minLength: rows.length, maxLength: rows.length }),
        cut: fc.nat(rows.length),
      });
    });
    await fc.assert(
      fc.asyncProperty(anyOrder, async ({ rows, order, cut }) => {
        const asTheyCame = await heldOf(
          rows,
          rows.map((_, index) => index),
          rows.length,
        );
        expect((await heldOf(rows, order, cut)).toSorted((a, b) => a - b)).toEqual(asTheyCame);
      }),
      { numRuns: 200 },
    );
  });

  it('the same row a thousand times, and then one that contests it', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => at(5 + index, A));
    for (const last of [A, OTHER_DAY, SITI_SAME_NIK]) {
      const files = [kept(...many, at(2_000, last))];
      expect(await byRoll(files)).toEqual(await byLedger(files));
    }
  });
});
