/** The profiles of a sheet: what its columns hold, gathered in the same pass in which its rows are read. */

import { cellAt } from '../cells.ts';
import type { Header, HeaderForm } from '../header/columns.ts';
import type { Meanings } from '../header/form.ts';
import { shownIn } from '../header/shown-heading.ts';
import type { ReadRow } from '../row/read-row.ts';
import { planOf } from '../row/row-plan.ts';
import type { ReadingRules } from '../rules.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { countDigits } from '../words/count-digits.ts';
import { type BirthDates, gatherBirthDates } from './birth-dates.ts';
import { type DoseDates, gatherDoseDates } from './dose-dates.ts';
import { type DosePairs, gatherDosePairs } from './dose-pairs.ts';
import { gatherFamilies } from './families.ts';
import { gatherIdentities, type Identities } from './identities.ts';
import { gatherInstants, type Instants } from './instants.ts';
import { gatherNiks, type NikColumn } from './nik-column.ts';
import { gatherRemarks, type Remarks } from './remarks.ts';
import { gatherUnreadNiks, type UnreadNiks, unreadColumns } from './unread-niks.ts';

/** Everything that a rule of columns may ask. */
export interface SheetProfile {
  readonly header: Header;
  /** What the columns are called, in their order. */
  readonly headings: readonly string[];
  /** What a person has said of headings. */
  readonly told: Meanings;
  /** A heading as a message may name it. */
  readonly shown: (heading: string) => string;
  /** Rows that are hidden and were read. */
  readonly hidden: LineStretches;
  readonly niks: NikColumn;
  /** Rows whose number neighbours have under other names. */
  readonly families: LineStretches;
  readonly identities: Identities;
  readonly unread: readonly UnreadNiks[];
  readonly remarks: Remarks;
  readonly births: BirthDates;
  /** One for each column that holds dates of doses. */
  readonly doses: readonly DoseDates[];
  /** One for each two doses of a wide sheet that follow each other. */
  readonly pairs: readonly DosePairs[];
  /** One for each column of dates, 0-based. */
  readonly instants: readonly (Instants & { readonly at: number })[];
}

export interface SheetGatherer {
  see(row: SourceRow, read: ReadRow): void;
  profile(): SheetProfile;
}

/** What a sheet is judged by besides its rows. */
export type ProfileRules = Pick<ReadingRules, 'today' | 'programme' | 'content' | 'zone' | 'fixDates'>;

/** What the columns are called, in their order, and what a person has said of that. */
export type Columns = Pick<HeaderForm, 'headings' | 'told' | 'byLetter'>;

/** Costs one pass over the columns that are read, and memory for the last 200 NIKs. */
export function gatherSheet(header: Header, form: Columns, rules: ProfileRules): SheetGatherer {
  const { headings, told } = form;
  const plan = planOf(header);
  const hidden = lineStretches();
  const niks = gatherNiks(rules.today);
  const families = gatherFamilies(plan.name);
  const identities = gatherIdentities(plan.sex);
  const unread = gatherUnreadNiks(unreadColumns(header));
  const remarks = gatherRemarks(header);
  const births = gatherBirthDates(plan, rules);
  const columns = new Set(plan.doses.flatMap(({ date, bare }) => [date.at, bare]).filter((at) => at >= 0));
  const doses = Array.from(columns, (at) => gatherDoseDates(at, plan, rules));
  const pairs = gatherDosePairs(plan);
  const dated = [plan.birthDate, ...columns].filter((at) => at >= 0);
  const instants = dated.map((at) => ({ at, gatherer: gatherInstants(at, plan, rules.zone) }));
  const gatherers = [
    niks,
    families,
    identities,
    unread,
    remarks,
    births,
    ...doses,
    ...pairs,
    ...instants.map(({ gatherer }) => gatherer),
  ];
  return {
    see(row, read) {
      if (row.hidden) hidden.add(row.line);
      const seen = { row, nik: sixteenDigits(cellAt(row, plan.nik)), read };
      for (const gatherer of gatherers) gatherer.see(seen);
    },
    profile: () => ({
      header,
      headings,
      told,
      shown: shownIn(form),
      hidden,
      niks: niks.profile(),
      families: families.profile(),
      identities: identities.profile(),
      unread: unread.profile(),
      remarks: remarks.profile(),
      births: births.profile(),
      doses: doses.map((gatherer) => gatherer.profile()),
      pairs: pairs.map((gatherer) => gatherer.profile()),
      instants: instants.map(({ at, gatherer }) => ({ at, ...gatherer.profile() })),
    }),
  };
}

function sixteenDigits(cell: Cell): string | undefined {
  if (typeof cell !== 'string' || cell.length < 16) return undefined;
  const digits = cell.length === 16 ? cell : cell.replace(/\D/g, '');
  return digits.length === 16 && countDigits(digits) === 16 ? digits : undefined;
}
