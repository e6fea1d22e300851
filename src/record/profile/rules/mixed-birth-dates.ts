/** DOB_SWAP_COL: birth dates that an Excel in US English has exchanged, beside those that it left as text. */
import { type ColumnRule, noted } from '../finding.ts';

/** So many dates of each kind make the signature of a US English Excel: by chance it comes about once in 1,300 sheets. */
const ENOUGH_DATES = 5;

export const mixedBirthDates: ColumnRule = ({ births: { contradicted, cells, texts } }) => {
  const mixed = !contradicted && cells.count() >= ENOUGH_DATES && texts >= ENOUGH_DATES;
  return noted('DOB_SWAP_COL', 'birthDate', mixed ? cells : undefined);
};
