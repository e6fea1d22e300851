/**
 * NIK_REMARK: a remark that names another NIK than the one beside it, "NIK yang benar 3324…": which of the two is this
 * person's is not ours to say.
 */

import { cellAt, cellText } from '../cells.ts';
import { problem } from '../fields/field-reading.ts';
import { nikFacts } from '../fields/nik.ts';
import { namesSomebodyElse } from '../header/synonyms.ts';
import type { Problem } from '../problems.ts';
import type { IsoDate } from '../record.ts';
import type { SourceRow } from '../source-row.ts';
import { headingWords } from '../words/heading-words.ts';
import type { RowPlan } from './row-plan.ts';

/** Sixteen digits, as people group them. */
const NUMBER = /(?<![\d.-])\d(?:[ .-]?\d){15}(?!\d)/g;
/** Words that say whose number it is; another number of sixteen digits in a remark may be of a card or a receipt. */
const OWN = new Set(['nik', 'ktp']);

/**
 * The problem, or undefined. `nik`: as the row has it. A number that is said to be of a parent or a family card is none
 * of this person's; one that nothing is said of is, when it has the birth date of the row.
 */
export function otherNikInRemarks(
  row: SourceRow,
  plan: Pick<RowPlan, 'remarks'>,
  nik: string | undefined,
  birthDate: IsoDate | undefined,
): Problem | undefined {
  for (const at of plan.remarks) {
    const cell = cellAt(row, at);
    if (typeof cell !== 'string' || cell.length < 16) continue;
    const text = cellText(cell);
    for (const { 0: written, index } of text.matchAll(NUMBER)) {
      const number = written.replace(/\D/g, '');
      const facts = number === nik ? undefined : nikFacts(number);
      if (facts === undefined) continue;
      const words = headingWords(text.slice(0, index));
      if (namesSomebodyElse(words)) continue;
      const isOwn =
        words.some((word) => OWN.has(word)) || (birthDate !== undefined && facts.birthDates.includes(birthDate));
      if (isOwn) return problem('NIK_REMARK', 'nik', 'hold');
    }
  }
  return undefined;
}
