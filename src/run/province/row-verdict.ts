/**
 * What a province answers for one row of a district: PURE. Of rows of other offices it says that there is one, and
 * nothing that stands in it, not even its line.
 */
import type { RowStanding } from '../../ledger/report-side.ts';
import type { Settled } from '../../parcel/answer.ts';
import { canonicalRecord } from '../../record/key.ts';
import type { Problem } from '../../record/problems.ts';
import type { DoseRecord } from '../../record/record.ts';
import type { Field } from '../../record/table/fields.ts';
import { type Question, refusedByUs, withoutReason } from '../../target/reason.ts';

/** What a hold of ours asks, and at which cell, in the order in which the first is told. */
const ASKED: readonly (readonly [Problem['code'], Question, Field])[] = [
  ['NIK_CONFLICT', 'PROVINCE_NUMBER', 'nik'],
  ['NIK_NEAR', 'PROVINCE_NEAR', 'nik'],
  ['DUP_DIFF', 'PROVINCE_DOSE', 'dose'],
  ['DOSE_ORDER_ROWS', 'PROVINCE_ORDER', 'date'],
];

/** `sent`: what the row says, as its district has sent it. Undefined where nothing is final yet. */
export function verdictFor({ kind, problems, entry }: RowStanding, sent: DoseRecord): Settled | undefined {
  switch (kind) {
    case 'owner':
    case 'repeated':
      return entry?.state === 'held' ? asked(problems) : ofEntry(entry, kind === 'repeated', sent);
    case 'held':
      return asked(problems);
    case 'superseded':
      // Another row of it stands for the dose, or nothing does any more: then its office must know.
      return entry === undefined || entry.state === 'held' ? question('PROVINCE_HELD') : ofEntry(entry, true, sent);
    case 'invalid':
    case 'skipped':
    case 'dismissed':
      return question('PROVINCE_HELD');
  }
}

/** `byOther`: another row speaks for the entry. What a server said of another content may quote that. */
function ofEntry(entry: RowStanding['entry'], byOther: boolean, sent: DoseRecord): Settled | undefined {
  switch (entry?.state) {
    case 'accepted':
      return { kind: entry.already || byOther ? 'already-there' : 'accepted', receipt: entry.receipt ?? '' };
    case 'refused': {
      if (!entry.record || canonicalRecord(entry.record) !== canonicalRecord(sent)) return question('PROVINCE_TWIN');
      return { kind: 'refused', reasons: entry.reasons.length > 0 ? entry.reasons : withoutReason(0) };
    }
    default:
      return undefined;
  }
}

function asked(problems: readonly Problem[]): Settled {
  const [, ours, field] = ASKED.find(([code]) => problems.some((problem) => problem.code === code)) ?? [];
  return ours ? question(ours, field) : question('PROVINCE_HELD');
}

function question(ours: Question, field?: Field): Settled {
  return { kind: 'refused', reasons: [refusedByUs(ours, field)] };
}
