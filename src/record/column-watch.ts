/** What no row shows alone: damage that runs through a whole column, seen while the rows flow by. */
import { digitsAt } from './calendar.ts';
import type { Header } from './columns.ts';
import { problem } from './field-reading.ts';
import { countDigits } from './heading-row.ts';
import { namesAlike } from './names.ts';
import type { Problem } from './problems.ts';
import { cellAt, planOf } from './row-plan.ts';
import type { Cell, SourceRow } from './source-row.ts';
import { cellText } from './text-cell.ts';

/** What the columns of a sheet come to, up to the rows seen. */
export interface ColumnVerdict {
  /** NIK_COL_ZERO: the sheet must not be sent at all. */
  readonly refuse?: Problem;
  /** Warnings about the whole sheet. */
  readonly notes: readonly Problem[];
}

export interface ColumnWatch {
  /** Each row that was read, not the skipped ones. */
  see(row: SourceRow): void;
  verdict(): ColumnVerdict;
}

/** From so many NIKs on, a share of more than half ending in 0 is damage: of true ones a tenth do. */
const ENOUGH_NIKS = 10;
/** So many dates of each kind make the signature of a US English Excel: by chance it comes about once in 1,300 sheets. */
const ENOUGH_DATES = 5;
/** A family stands together; remembering more rows would cost memory for sheets of a million. */
const NEIGHBOURS = 200;

/** Watches one sheet. Costs one pass over three cells a row, and memory for the last 200 NIKs. */
export function watchColumns(header: Header): ColumnWatch {
  const plan = planOf(header);
  const births = watchBirthDates();
  const families = watchFamilies();
  let niks = 0;
  let endingInZero = 0;
  let hidden = 0;
  return {
    see(row) {
      if (row.hidden) hidden++;
      births.see(cellAt(row, plan.birthDate));
      const nik = cellAt(row, plan.nik);
      // A number cell is told row by row (NIK_NUMERIC); here it is about numbers that were damaged first and made text afterwards.
      if (typeof nik !== 'string' || nik.length < 16) return;
      const digits = nik.length === 16 ? nik : nik.replace(/\D/g, '');
      if (digits.length !== 16 || countDigits(digits) !== 16) return;
      niks++;
      if (digits.charCodeAt(15) === 48) endingInZero++;
      families.see(digits, cellAt(row, plan.name));
    },
    verdict() {
      const notes: Problem[] = [];
      const [mixed, shared] = [births.mixed(), families.shared()];
      if (mixed > 0) notes.push(problem('DOB_SWAP_COL', 'birthDate', 'warning', { n: mixed }));
      if (shared > 0) notes.push(problem('NIK_IS_KK', 'nik', 'warning', { n: shared }));
      if (hidden > 0) notes.push(problem('ROW_HIDDEN', undefined, 'warning', { n: hidden }));
      if (niks < ENOUGH_NIKS || endingInZero * 2 <= niks) return { notes };
      return { refuse: problem('NIK_COL_ZERO', 'nik', 'error', { n: endingInZero, m: niks }), notes };
    },
  };
}

/**
 * An Excel in US English takes `03/04/1980` for 4 March and makes it a date, and leaves `17/08/1945`, which is no day to it, as text. So all its dates
 * have days up to 12, and all dates left as text have days above.
 */
function watchBirthDates(): { see(cell: Cell): void; mixed(): number } {
  let dates = 0;
  let texts = 0;
  let contradicted = false;
  return {
    see(cell) {
      if (contradicted) return;
      if (typeof cell === 'object') {
        if (cell.kind !== 'date' || cell.day === '') return;
        dates++;
        if (digitsAt(cell.day, 8, 10) > 12) contradicted = true;
        return;
      }
      const day = leadingDay(cell);
      if (day === undefined) return;
      texts++;
      if (day <= 12) contradicted = true;
    },
    mixed: () => (!contradicted && dates >= ENOUGH_DATES && texts >= ENOUGH_DATES ? dates : 0),
  };
}

/** The day of a text such as 17/08/1945: one or two digits, then a separator and a digit. Dates with names of months prove nothing. */
function leadingDay(text: string): number | undefined {
  const length = text.charCodeAt(1) >= 48 && text.charCodeAt(1) <= 57 ? 2 : 1;
  const separator = text.charCodeAt(length);
  const day = digitsAt(text, 0, length);
  const next = text.charCodeAt(length + 1);
  const isDate = (separator === 47 || separator === 45 || separator === 46) && next >= 48 && next <= 57;
  return isDate && day > 0 ? day : undefined;
}

/** One number under different names in neighbouring rows: the family card's, pasted for everyone in the house. */
function watchFamilies(): { see(nik: string, name: Cell): void; shared(): number } {
  const recent = new Map<string, string>();
  const ring: string[] = [];
  const shared = new Set<string>();
  let at = 0;
  return {
    see(nik, name) {
      const before = recent.get(nik);
      if (before !== undefined) {
        const now = cellText(name);
        if (shared.size < NEIGHBOURS && before !== now && before !== '' && now !== '' && !namesAlike(before, now))
          shared.add(nik);
        return;
      }
      const oldest = ring[at];
      if (oldest !== undefined) recent.delete(oldest);
      ring[at] = nik;
      at = (at + 1) % NEIGHBOURS;
      recent.set(nik, cellText(name));
    },
    shared: () => shared.size,
  };
}
