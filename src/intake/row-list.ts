/** Remembers what became of every reading, for those who want to be told of every row (`check --json`, `--rows`). */

import type { RunEvent } from '../events.ts';
import type { Admission } from '../ledger/ledger.ts';
import type { TakenReading } from '../ledger/sealed/prepare.ts';
import type { Problem } from '../record/problems.ts';
import type { Outcome } from '../record/record.ts';
import type { Roll, RollAdmission } from './roll.ts';
import type { Door } from './take-in.ts';

interface Listed {
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  readonly dose: number;
  /** Which dose of the person it is. */
  readonly number: number;
  outcome: Outcome;
  problems: readonly Problem[];
}

export interface RowList extends Door<TakenReading> {
  /** One for each reading, in file order; a row that was held because of a later one is held here. */
  events(): Iterable<Extract<RunEvent, { event: 'row' }>>;
}

/** Holds of one dose, not of all that stands under a number. */
const OF_DOSE: ReadonlySet<Problem['code']> = new Set(['DUP_DIFF', 'DOSE_ORDER_ROWS', 'ROW_COPIES']);

/** Listens at the door of a roll. */
export function listRows(door: Pick<Roll, keyof Door<TakenReading>>): RowList {
  const rows: Listed[] = [];
  /** The rows of each key, to be held together. */
  const families = new Map<string, Listed[]>();
  let file = '';
  let sheet = '';
  /** How many rows there were before the file that is being read, and how those were that it has changed. */
  let before = 0;
  let changed: (readonly [Listed, Pick<Listed, 'outcome' | 'problems'>])[] = [];

  function note(reading: TakenReading, { kind, problems, near = [], doses = [], copies = [] }: RollAdmission): void {
    const listed: Listed = {
      file,
      sheet,
      line: reading.line,
      dose: reading.part,
      number: reading.record?.dose.number ?? 0,
      outcome: outcomeOf(kind),
      problems: problems.length > 0 && kind !== 'dismissed' ? [...reading.problems, ...problems] : reading.problems,
    };
    rows.push(listed);
    if (!reading.record || kind === 'dismissed') return;
    const family = families.get(reading.record.participant.nik);
    if (!family) families.set(reading.record.participant.nik, [listed]);
    else family.push(listed);
    // It repeats a dose that a person must decide about.
    if (kind === 'repeated' && family?.some((other) => other.number === listed.number && other.outcome === 'held'))
      listed.outcome = 'held';
    const why = problems.find((problem) => problem.severity === 'hold');
    const { number } = reading.record.dose;
    if (!why) return;
    // What is wrong with a NIK holds everything under it, and near namesakes with it; a dose recorded twice only that
    // dose, and one out of order both.
    const orderWhy = problems.find(({ code }) => code === 'DOSE_ORDER_ROWS') ?? why;
    const isOfDose = OF_DOSE.has(why.code);
    for (const other of family ?? []) {
      if (!isOfDose || other.number === number) holdWith(other, why, listed.line);
      else if (doses.includes(other.number)) holdWith(other, orderWhy, listed.line);
    }
    for (const nik of near) {
      const nearProblem = problems.find(({ code }) => code === 'NIK_NEAR') ?? why;
      for (const other of families.get(nik) ?? []) holdWith(other, nearProblem, listed.line);
    }
    for (const { nik, dose } of copies) {
      const copiesWhy = problems.find(({ code }) => code === 'ROW_COPIES') ?? why;
      for (const other of families.get(nik) ?? []) if (other.number === dose) holdWith(other, copiesWhy, listed.line);
    }
  }

  function holdWith(other: Listed, why: Problem, line: number): void {
    changed.push([other, { outcome: other.outcome, problems: other.problems }]);
    hold(other, why, line);
  }

  return {
    openFile(identity) {
      file = identity.name;
      before = rows.length;
      changed = [];
      return door.openFile(identity);
    },
    openSheet(fileId, identity) {
      sheet = identity.name;
      return door.openSheet(fileId, identity);
    },
    async admit(sheetId, taken) {
      const readings = [...taken];
      const admissions = await door.admit(sheetId, readings);
      for (const [index, admission] of admissions.entries()) {
        const reading = readings[index];
        if (reading) note(reading, admission);
      }
      return admissions;
    },
    closeFile: (fileId, skipped) => door.closeFile(fileId, skipped),
    abandonFile(fileId, why) {
      for (const [row, was] of changed.toReversed()) Object.assign(row, was);
      const gone = new Set(rows.splice(before));
      for (const [nik, family] of families)
        families.set(
          nik,
          family.filter((row) => !gone.has(row)),
        );
      return door.abandonFile(fileId, why);
    },
    *events() {
      for (const { number: _, ...row } of rows) yield { event: 'row', ...row };
    },
  };
}

function hold(row: Listed, why: Problem, otherLine: number): void {
  if (row.outcome === 'held') return;
  row.outcome = 'held';
  row.problems = [...row.problems, { ...why, params: { ...why.params, r: otherLine, rows: otherLine } }];
}

function outcomeOf(kind: Admission['kind']): Outcome {
  return kind === 'fresh' || kind === 'owns' || kind === 'replaces' || kind === 'settled' ? 'waiting' : kind;
}
