/** The vaccine column: names people write → the short name and the codes that are sent. */

import { cellText } from '../cells.ts';
import type { Coding } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { Cell } from '../source-row.ts';
import { codedValue } from '../words/code-before.ts';
import { takeDose } from '../words/dose-heading.ts';
import { foldLabel } from '../words/fold.ts';
import { headingWords } from '../words/heading-words.ts';
import { nearestNames } from '../words/nearest-names.ts';
import { remember } from '../words/remember.ts';
import { clean, type FieldReading, wrong } from './field-reading.ts';
import { isCovid } from './programme-rules.ts';
import { cellError, isBlank } from './text-cell.ts';
import { VACCINE_LABELS, VACCINE_NAMES, VACCINES } from './vaccine-table.ts';

/**
 * A product as a record names it. `codes` is empty for a name of the mapping file that has none there and is not built
 * in.
 */
export interface VaccineReading {
  readonly vaccine: string;
  readonly codes: readonly Coding[];
  /** The dose that stands beside the name ("Moderna booster", "Sinovac dosis 2"). */
  readonly dose?: number;
}

type Names = Pick<ReadingRules, 'vaccineNames' | 'writtenNames'>;
const readers = new WeakMap<ReadingRules['vaccineNames'], (text: string) => FieldReading<VaccineReading>>();

/**
 * The vaccine; names of the mapping file come before the built-in ones. VACC_UNKNOWN names what is near, if anything
 * is, and never uses it.
 */
export function readVaccine(cell: Cell | undefined, rules: Names): FieldReading<VaccineReading> {
  let read = readers.get(rules.vaccineNames);
  if (!read) {
    read = remember((text) => readVaccineText(text, rules));
    readers.set(rules.vaccineNames, read);
  }
  return cellError(cell, 'vaccine') ?? read(cellText(cell));
}

function readVaccineText(text: string, rules: Names): FieldReading<VaccineReading> {
  const whole = readProduct(text, rules);
  if (whole.value !== undefined) return whole;
  const value = codedValue(text)?.value;
  const coded = value === undefined ? whole : readProduct(value, rules);
  return coded.value === undefined ? whole : coded;
}

function readProduct(text: string, { vaccineNames: mapped, writtenNames }: Names): FieldReading<VaccineReading> {
  const folded = foldLabel(text);
  if (isBlank(text) && !mapped.has(folded)) return wrong('VACC_EMPTY', 'vaccine');
  const builtIn = mapped.has(folded) ? undefined : builtInName(folded);
  // The file may say that the server wants other codes for a built-in name.
  const known =
    mapped.get(folded) ??
    (builtIn === undefined ? undefined : (mapped.get(foldLabel(builtIn)) ?? { vaccine: builtIn }));
  if (known === undefined) {
    const names = [...writtenNames.vaccines.map((name) => [name, name] as const), ...BUILT_IN];
    const nearest = nearestNames(text, names) ?? nearestNames(withoutFillers(folded), names);
    return wrong('VACC_UNKNOWN', 'vaccine', { v: text, ...(nearest === undefined ? {} : { nearest }) });
  }
  const dose = builtIn === undefined ? undefined : takeDose(headingWords(text))?.dose;
  const product = { vaccine: known.vaccine, codes: known.codes ?? VACCINES.get(known.vaccine) ?? [] };
  return clean(dose === undefined ? product : { ...product, dose });
}

/** The short name of a product of the built-in table, in any of its spellings; undefined for any other text. */
export function knownVaccine(text: string): string | undefined {
  return builtInName(foldLabel(text));
}

/** Words around a name that name nothing. */
const FILLERS =
  /\b(?:vaksin|vaccine|vaksinasi|covid|sars|cov|19|covid19|jenis|merk|merek|dosis [1-4]|dosis|booster|inj|injeksi)\b/g;

/**
 * Joined without blanks, a name is `coronavac` and `corona vac`; `CoronaVac (Sinovac)` is known because both halves
 * mean the same.
 */
function builtInName(folded: string): string | undefined {
  const words = withoutFillers(folded).split(' ').filter(Boolean);
  const whole = VACCINE_NAMES.get(words.join(''));
  if (whole !== undefined) return whole;
  for (let cut = 1; cut < words.length; cut++) {
    const first = VACCINE_NAMES.get(words.slice(0, cut).join(''));
    if (first !== undefined && first === builtInName(words.slice(cut).join(' '))) return first;
  }
  return undefined;
}

function withoutFillers(folded: string): string {
  return folded.replace(FILLERS, ' ');
}

/** Every built-in spelling, and what a product is called in a list, without what that adds in brackets. */
const BUILT_IN = Array.from(
  VACCINE_NAMES,
  ([spelling, name]) => [spelling, (VACCINE_LABELS.get(name) ?? name).replace(/ \(.*/, '')] as const,
);

/**
 * The names for a drop-down, all of which are read: those of the mapping file as it has them, then the built-in
 * products that none of these names again (a mapping file that says what "Sinovac" is called at the server must not be
 * undone by our own "Sinovac (CoronaVac)"). The built-in ones are against COVID-19; in another programme that has a
 * mapping file of its own they only stand in the way.
 */
export function vaccineChoices(mapped: readonly string[], programme: string): readonly string[] {
  if (mapped.length > 0 && !isCovid(programme)) return mapped;
  const named = new Set(mapped.map((name) => builtInName(foldLabel(name))));
  return [...mapped, ...Array.from(VACCINE_LABELS).flatMap(([name, label]) => (named.has(name) ? [] : [label]))];
}
