/**
 * Columns that a correction sheet has and its original has not: those that hold values from outside of the table, and
 * those that the clerk must fill in because the original lacks them. Each has a heading that a reader knows, once.
 */
import { FIELDS, type Field, type ProblemCode } from '../../record/problems.ts';
import type { CorrectionWords } from '../../text/correction.ts';
import { type CorrectionInput, columnOf } from './correction-input.ts';

export interface AddedColumn {
  readonly field: Field;
  /** 0-based. */
  readonly column: number;
  readonly heading: string;
  /** What stands in each of its cells; '' where the clerk must write it. */
  readonly value: string;
}

/** What a row says of a field that stands nowhere in it. */
const MISSING: ReadonlySet<ProblemCode> = new Set([
  'DOB_EMPTY',
  'SEX_UNKNOWN',
  'DATE_EMPTY',
  'DOSE_EMPTY',
  'VACC_EMPTY',
  'PASSPORT_COUNTRY',
]);

/**
 * From this column on. `copied`: what stands above the header is left behind, so that its values need columns; in the
 * marked original only those that were given on the command line do.
 */
export function addedColumns(
  input: CorrectionInput,
  from: number,
  { defaults: headings }: Pick<CorrectionWords, 'defaults'>,
  kind: 'copied' | 'marked',
): readonly AddedColumn[] {
  const missing = missingFields(input);
  const added: AddedColumn[] = [];
  for (const field of FIELDS) {
    const heading = headings[field];
    if (heading === undefined || input.columns[field] !== undefined) continue;
    const isOutside = kind === 'copied' || input.constants?.includes(field);
    const value = isOutside ? input.defaults?.[field] : undefined;
    if (value !== undefined || missing.has(field))
      added.push({ field, column: from + added.length, heading, value: value ?? '' });
  }
  return added;
}

/** The sheet as it is with them: problems of these fields are about their cells. */
export function withAdded(input: CorrectionInput, added: readonly AddedColumn[]): CorrectionInput {
  if (added.length === 0) return input;
  return {
    ...input,
    columns: { ...input.columns, ...Object.fromEntries(added.map(({ field, column }) => [field, column])) },
  };
}

/** Fields that rows lack and for which no column of the sheet stands, not even one of a single dose. */
function missingFields(input: CorrectionInput): ReadonlySet<Field> {
  const found = new Set<Field>();
  const isWide = input.doses?.some(({ number }) => number !== undefined) ?? false;
  const ofDoses = new Set((input.doses ?? []).flatMap(({ columns }) => Object.keys(columns)));
  for (const { problems } of input.rows)
    for (const problem of problems) {
      const { code, field, severity } = problem;
      if (field === undefined || severity !== 'error' || !MISSING.has(code) || found.has(field)) continue;
      const isSaid = input.defaults?.[field] !== undefined || ofDoses.has(field) || (isWide && field === 'dose');
      if (!isSaid && columnOf(input, problem) === undefined) found.add(field);
    }
  return found;
}
