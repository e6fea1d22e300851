/** `--set dose=2`, `--set date=2021-10-05`: a value for every row of the sheets that have no column for it. Pure. */
import { RunError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { type Constants, readConstant } from '../record/header/constants.ts';
import { matchHeading } from '../record/header/match-heading.ts';
import { FIELDS } from '../record/problems.ts';
import type { ReadingRules } from '../record/rules.ts';
import { DOSE_FIELDS, type DoseField, isDoseField } from '../record/table/fields.ts';

/**
 * Field → value as it was typed. SET_SYNTAX when there is no `=` or nothing behind it, SET_FIELD when all rows cannot
 * have the field alike, SET_TWICE when one field is given two values.
 */
export function parseSet(flags: readonly string[]): Constants {
  const constants: Partial<Record<DoseField, string>> = {};
  for (const flag of flags) {
    const at = flag.indexOf('=');
    const given = flag.slice(0, at).trim();
    const value = flag.slice(at + 1).trim();
    if (at < 1 || given === '' || value === '') throw new RunError('SET_SYNTAX', { given: flag });
    const field = FIELDS.find((each) => each === given);
    if (field === undefined || !isDoseField(field)) {
      const named = matchHeading(given)?.field;
      const close = field !== undefined ? undefined : named && isDoseField(named) ? named : nearest(given, DOSE_FIELDS);
      throw new RunError('SET_FIELD', {
        field: given,
        fields: DOSE_FIELDS.join(', '),
        ...(close ? { nearest: close } : {}),
      });
    }
    if (constants[field] !== undefined && constants[field] !== value) throw new RunError('SET_TWICE', { field });
    constants[field] = value;
  }
  return constants;
}

/**
 * The same as the cells of a column would say it. @throws RunError SET_VALUE for what no cell of that column may say.
 */
export function checkedSet(constants: Constants, rules: ReadingRules): Constants {
  return Object.fromEntries(
    (Object.entries(constants) as [DoseField, string][]).map(([field, text]) => {
      const read = readConstant(field, text, rules);
      if ('wrong' in read) throw new RunError('SET_VALUE', { given: `${field}=${text}`, code: read.wrong });
      return [field, read.value];
    }),
  );
}
