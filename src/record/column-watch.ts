/** What no row shows alone: damage that runs through a whole column, seen while the rows flow by and said once, with the rows. */
import { watchBirthDates } from './birth-date-column.ts';
import type { Header } from './columns.ts';
import { watchDoseDates } from './dose-date-column.ts';
import { looksLikeCard, watchFamilies } from './family-card.ts';
import { problem } from './field-reading.ts';
import { countDigits } from './heading-row.ts';
import { type LineStretches, lineStretches } from './line-stretches.ts';
import type { Field, Problem, ProblemCode, Severity } from './problems.ts';
import type { IsoDate } from './record.ts';
import { cellAt, planOf } from './row-plan.ts';
import type { SourceRow } from './source-row.ts';

/** What the columns of a sheet come to, up to the rows seen. Each problem has `n`, how many rows, and `rows`, which ones: `2-13, 15`. */
export interface ColumnVerdict {
  /** NIK_COL_ZERO, NIK_IS_KK or DATE_SWAP_COL: the sheet must not be sent at all. */
  readonly refuse?: Problem;
  /** Warnings about the whole sheet. */
  readonly notes: readonly Problem[];
}

export interface ColumnWatch {
  /** Each row that was read, not the skipped ones, and all that is wrong with it. */
  see(row: SourceRow, problems: readonly Problem[]): void;
  verdict(): ColumnVerdict;
}

/** From so many NIKs on, a share of more than half ending in 0, or of family cards, is damage: of true ones a tenth and none do. */
const ENOUGH_NIKS = 10;

/** Watches one sheet. Costs one pass over three cells a row, and memory for the last 200 NIKs. `today`: no card was issued later. */
export function watchColumns(header: Header, today: IsoDate): ColumnWatch {
  const plan = planOf(header);
  const births = watchBirthDates();
  const families = watchFamilies();
  const columns = new Set(plan.doses.flatMap(({ date, bare }) => [date.at, bare]).filter((at) => at >= 0));
  const given = Array.from(columns, (at) => ({ at, dates: watchDoseDates() }));
  const [zeros, cards, hidden] = [lineStretches(), lineStretches(), lineStretches()];
  let niks = 0;
  return {
    see(row, problems) {
      const { line } = row;
      if (row.hidden) hidden.add(line);
      births.see(cellAt(row, plan.birthDate), line);
      for (const { at, dates } of given) dates.see(cellAt(row, at), line);
      const nik = cellAt(row, plan.nik);
      // A number cell is told row by row (NIK_NUMERIC); here it is about numbers that were damaged first and made text afterwards.
      if (typeof nik !== 'string' || nik.length < 16) return;
      const digits = nik.length === 16 ? nik : nik.replace(/\D/g, '');
      if (digits.length !== 16 || countDigits(digits) !== 16) return;
      niks++;
      if (digits.charCodeAt(15) === 48) zeros.add(line);
      if (problems.length > 0 && looksLikeCard(digits, problems, today)) cards.add(line);
      families.see(digits, cellAt(row, plan.name), line);
    },
    verdict() {
      const notes = [
        ...said('DOB_SWAP_COL', 'birthDate', 'warning', births.mixed()),
        ...said('NIK_IS_KK', 'nik', 'warning', families.shared()),
        ...said('ROW_HIDDEN', undefined, 'warning', hidden),
      ];
      const most = (lines: LineStretches) => (niks >= ENOUGH_NIKS && lines.count() * 2 > niks ? lines : undefined);
      const [refuse] = [
        ...said('NIK_COL_ZERO', 'nik', 'error', most(zeros)),
        ...said('NIK_IS_KK', 'nik', 'error', most(cards)),
        ...given.flatMap(({ dates }) => said('DATE_SWAP_COL', 'date', 'error', dates.mixed())),
      ];
      return refuse ? { refuse, notes } : { notes };
    },
  };
}

function said(code: ProblemCode, field: Field | undefined, severity: Severity, lines: LineStretches | undefined): Problem[] {
  return lines && lines.count() > 0 ? [problem(code, field, severity, { n: lines.count(), rows: lines.text() })] : [];
}
