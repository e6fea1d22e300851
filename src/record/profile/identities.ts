/** The NIKs beside the birth dates and sexes of their rows, and the ages beside the birth dates. */

import { cellAt, cellText } from '../cells.ts';
import type { Sex } from '../record.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';
import type { Gatherer } from './seen-row.ts';

/** One word of the column of the sex. */
export interface SexWord {
  readonly sex: Sex;
  /** Rows whose NIK says the same. */
  readonly agree: number;
  /** Rows whose NIK says the other. */
  readonly differ: number;
}

export interface Identities {
  /** Rows with an age and a birth date to compare. */
  readonly aged: number;
  /** Those where the two differ. */
  readonly otherAge: LineStretches;
  /** Rows with a NIK and a birth date to compare. */
  readonly compared: number;
  /** Those where the two differ, other than by day and month exchanged. */
  readonly differ: LineStretches;
  /** How many of them followed upon each other at most, among the compared. */
  readonly longestRun: number;
  /** As the sheet writes them; of rows whose NIK has their birth date, so that it is the person's. */
  readonly sexes: ReadonlyMap<string, SexWord>;
  /** Rows of such a NIK that says the other sex. */
  readonly otherSex: LineStretches;
}

/** A column has few spellings; more would be something else. */
const MOST_WORDS = 40;

/** `sexAt`: the column of the sex, -1 for none. */
export function gatherIdentities(sexAt: number): Gatherer<Identities> {
  const [differ, otherSex, otherAge] = [lineStretches(), lineStretches(), lineStretches()];
  const sexes = new Map<string, { readonly sex: Sex; agree: number; differ: number }>();
  let [compared, run, longestRun, aged] = [0, 0, 0, 0];
  return {
    see({ row, read: { person, readings } }) {
      if (person?.birthDate.value === undefined) return;
      const [{ problems }] = readings;
      if (person.age !== undefined) {
        aged++;
        if (problems.some(({ code }) => code === 'AGE_DOB')) otherAge.add(row.line);
      }
      if (person.nik.value === undefined) return;
      if (problems.some(({ code }) => code === 'NIK_IS_KK')) return;
      compared++;
      if (problems.some(({ code }) => code === 'NIK_DOB')) {
        differ.add(row.line);
        run++;
        if (run > longestRun) longestRun = run;
        return;
      }
      run = 0;
      const sex = person.sex.value;
      if (sex === undefined) return;
      const written = cellText(cellAt(row, sexAt));
      let word = sexes.get(written);
      if (word === undefined) {
        if (sexes.size >= MOST_WORDS) return;
        word = { sex, agree: 0, differ: 0 };
        sexes.set(written, word);
      }
      if (problems.every(({ code }) => code !== 'NIK_SEX')) {
        word.agree++;
        return;
      }
      word.differ++;
      otherSex.add(row.line);
    },
    profile: () => ({ aged, otherAge, compared, differ, longestRun, sexes, otherSex }),
  };
}
