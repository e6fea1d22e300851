/** Our words as options of an option set: PURE. The option that is most like a word is never taken. */
import type { Field } from '../../record/table/fields.ts';
import { foldLabel } from '../../record/words/fold.ts';
import type { Option, Slot } from './metadata.ts';

/** The option for a value of ours, as DHIS2 wants it: its code. Undefined where none is meant. */
export function chooseOption({ options = [], words, field }: Slot, value: string): string | undefined {
  const said = wordFor(words, value);
  if (said !== undefined) return optionNamed(options, said);
  for (const word of [value, ...usualWords(field, value, options)]) {
    const option = optionNamed(options, word);
    if (option !== undefined) return option;
  }
  return undefined;
}

/** What the configuration says for a word of ours. */
export function wordFor(words: Slot['words'], ours: string): string | undefined {
  return Object.hasOwn(words, ours) ? words[ours] : undefined;
}

/** By code, then by code or name in any capitals; two that fit are none. */
export function optionNamed(options: readonly Option[], word: string): string | undefined {
  const exact = options.find(({ code }) => code === word);
  if (exact) return exact.code;
  const folded = foldLabel(word);
  const [first, second] = options.filter(({ code, name }) => foldLabel(code) === folded || foldLabel(name) === folded);
  return first && !second ? first.code : undefined;
}

/**
 * How the COVID-19 packages of DHIS2 call what we call otherwise (metadata-package-development, COVAC_Tracker). No
 * option means two of our words.
 */
const USUAL: Readonly<Record<string, readonly string[]>> = { pfizer: ['biontechpfizer'], 'sputnik-v': ['gamaleya'] };

function usualWords(field: Field | undefined, value: string, options: readonly Option[]): readonly string[] {
  if (field === 'dose') {
    // Where boosters have an option of their own, a third dose may be one, and the configuration must say so.
    const hasBoosters = options.some(({ code, name }) => /booster/i.test(`${code} ${name}`));
    return hasBoosters && Number(value) > 2 ? [] : [`DOSE${value}`, `DOSE_${value}`];
  }
  return field === 'vaccine' && Object.hasOwn(USUAL, value) ? (USUAL[value] ?? []) : [];
}
