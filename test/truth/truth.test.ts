/**
 * Sheets that were made, together with their truth, by people who had not read the program. Nothing false
 * may arrive of any of them, and what is beyond doubt must arrive unhelped. `node test/truth/main.ts` prints the table.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { countsOf, tableOf } from './count-sheets.ts';
import { importSheet, type SheetResult } from './import-sheet.ts';
import { judgeSheet } from './judge-sheet.ts';
import { KNOWN_FALSE, LEAST_ARRIVED } from './known.ts';
import { allTruths, type SheetTruth } from './sheet-truth.ts';

const truths = await allTruths();

describe('the set', () => {
  const results: SheetResult[] = [];

  beforeAll(async () => {
    const waiting = [...truths];
    const clerk = async () => {
      for (let truth = waiting.shift(); truth; truth = waiting.shift()) results.push(await importSheet(truth));
    };
    await Promise.all([clerk(), clerk()]);
  }, 600_000);

  test('has sound sheets, traps and mixed ones', () => {
    expect(truths.length).toBeGreaterThanOrEqual(40);
    for (const kind of ['sound', 'trap', 'mixed'] as const) {
      expect(truths.filter((truth) => truth.kind === kind).length).toBeGreaterThanOrEqual(10);
    }
  });

  test('nothing false arrives of any sheet', () => {
    const wrong = results.filter(({ verdict }) => verdict === 'false');
    if (wrong.length > 0) console.log(tableOf(wrong));
    expect(wrong.map(({ truth }) => truth.file).sort(), countsOf(results)).toEqual([...KNOWN_FALSE].sort());
  });

  test('what is beyond doubt arrives unhelped, no less than before', () => {
    expect(
      results.reduce((sum, { arrived }) => sum + arrived, 0),
      countsOf(results),
    ).toBeGreaterThanOrEqual(LEAST_ARRIVED);
  });

  test('every sheet ends with a code that a clerk can act upon', () => {
    const odd = results.filter(({ exitCode }) => ![0, 3, 65].includes(exitCode ?? -1));
    expect(odd.map(({ truth }) => truth.file)).toEqual([]);
  });
});

describe('the judgement', () => {
  const siti = {
    nik: '1',
    name: 'Siti',
    birthDate: '1990-01-01',
    sex: 'female',
    dose: 1,
    date: '2021-10-02',
    vaccine: 'moderna',
  } as const;
  const records = [{ ...siti, lot: null }];
  const truth: SheetTruth = { file: '', kind: 'mixed', why: '', records, may: [{ ...siti, dose: 2 }] };
  const got = (number: number, more: object = {}) => ({
    participant: { nik: '1', name: 'Siti', birthDate: '1990-01-01', sex: 'female' },
    dose: { number, date: '2021-10-02', vaccine: 'moderna', ...more },
  });
  test.each([
    ['all that must arrive, and a record that may', [got(1), got(2, { lot: 'A' })], 0, 'complete'],
    ['a record that must arrive is missing', [got(2)], 3, 'held'],
    ['nothing, and the file was refused', [], 65, 'refused'],
    ['nothing, and the program went on', [], 3, 'held'],
    ['another day', [got(1, { date: '2021-02-10' })], 0, 'false'],
    ['a lot that the sheet does not have', [got(1, { lot: 'A' })], 0, 'false'],
    ['a dose that nobody got', [got(1), got(3)], 0, 'false'],
    ['a record twice', [got(1), got(1)], 0, 'false'],
  ])('%s', (_, arrived, exitCode, verdict) => {
    expect(judgeSheet(truth, arrived, exitCode).verdict).toBe(verdict);
  });
});
