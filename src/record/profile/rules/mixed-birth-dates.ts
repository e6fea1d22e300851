/** DOB_SWAP_COL: birth dates that an Excel in US English has exchanged, beside those that it left as text. */
import type { OrderTally } from '../date-orders.ts';
import { type ColumnRule, noted, refused } from '../finding.ts';

/**
 * So many dates of each kind make the signature of a US English Excel: by chance it comes about once in 1,300 sheets.
 */
const ENOUGH_DATES = 5;
/** So many date cells with the NIK's day and month exchanged are no accident of one or two people. */
const ENOUGH_NIKS = 3;

/**
 * The signature alone is a note; the NIKs of most rows that could be exchanged prove it, and then only `--fix-dates`,
 * or a person, lets the column in.
 */
export const mixedBirthDates: ColumnRule = ({ header, births }) => {
  const { at, contradicted, cells, texts, orders, exchanged, confirmed, corrected } = births;
  const mixed = !contradicted && cells.count() >= ENOUGH_DATES && texts >= ENOUGH_DATES;
  const looked = corrected || header.writings.get(at)?.order !== undefined;
  const proven = [
    ...(exchanged.count() >= ENOUGH_NIKS && exchanged.count() > confirmed ? [exchanged] : []),
    ...[orders.dayMonth, orders.yearFirst].filter(isExchanged).map(({ against }) => against),
  ];
  return [
    ...noted('DOB_SWAP_COL', 'birthDate', mixed ? cells : undefined),
    ...(looked ? [] : proven.flatMap((lines) => refused('DOB_SWAP_COL', 'birthDate', lines))),
  ];
};

/**
 * Texts that such an Excel has saved, in a CSV for example: days above the 12th are right, and most of the others are
 * exchanged.
 */
function isExchanged({ counts: { sure, right, noDay, byNik } }: OrderTally): boolean {
  return byNik >= ENOUGH_NIKS && byNik > right && sure > 0 && noDay === 0;
}
