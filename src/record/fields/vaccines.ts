/** The vaccine column: names people write → the short name and the codes that are sent. */

import { cellText } from '../cells.ts';
import { COVID19 } from '../programme/covid19.ts';
import { type Products, productsOf } from '../programme/products.ts';
import { programmeNamed, programmeOf } from '../programme/programmes.ts';
import type { Programme } from '../programme.ts';
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
import { cellError, isBlank } from './text-cell.ts';

/**
 * A product as a record names it. `codes` is empty for a name of the mapping file that has none there and is not built
 * in.
 */
export interface VaccineReading {
  readonly vaccine: string;
  readonly codes: readonly Coding[];
  /** The series that it is a dose of, in a programme of several. */
  readonly series?: string;
  /** The dose that stands beside the name ("Moderna booster", "Sinovac dosis 2"). */
  readonly dose?: number;
}

/** What the reading of a product depends on. */
export type VaccineRules = Pick<ReadingRules, 'vaccineNames' | 'writtenNames' | 'programme' | 'content'>;
type Reader = (text: string) => FieldReading<VaccineReading>;
const readers = new WeakMap<Programme, WeakMap<ReadingRules['vaccineNames'], Reader>>();

/**
 * The vaccine; names of the mapping file come before the built-in ones. VACC_UNKNOWN names what is near, if anything
 * is, and never uses it.
 */
export function readVaccine(cell: Cell | undefined, rules: VaccineRules): FieldReading<VaccineReading> {
  return cellError(cell, 'vaccine') ?? readerFor(rules)(cellText(cell));
}

/** One for each programme and mapping file, so that what it remembers is of these. */
function readerFor(rules: VaccineRules): Reader {
  const programme = programmeOf(rules);
  const known = readers.get(programme)?.get(rules.vaccineNames);
  if (known) return known;
  const products = productsOf(programme);
  const read = remember((text) => readVaccineText(text, rules, products));
  const ofProgramme = readers.get(programme) ?? new WeakMap<ReadingRules['vaccineNames'], Reader>();
  readers.set(programme, ofProgramme.set(rules.vaccineNames, read));
  return read;
}

function readVaccineText(text: string, rules: VaccineRules, products: Products): FieldReading<VaccineReading> {
  const whole = readProduct(text, rules, products);
  if (whole.value !== undefined) return whole;
  const value = codedValue(text)?.value;
  const coded = value === undefined ? whole : readProduct(value, rules, products);
  return coded.value === undefined ? whole : coded;
}

function readProduct(
  text: string,
  { vaccineNames: mapped, writtenNames }: VaccineRules,
  products: Products,
): FieldReading<VaccineReading> {
  const folded = foldLabel(text);
  if (isBlank(text) && !mapped.has(folded)) return wrong('VACC_EMPTY', 'vaccine');
  const builtIn = mapped.has(folded) ? undefined : nameIn(products, folded);
  // The file may say that the server wants other codes for a built-in name.
  const known =
    mapped.get(folded) ??
    (builtIn === undefined ? undefined : (mapped.get(foldLabel(builtIn)) ?? { vaccine: builtIn }));
  if (known === undefined) {
    const names = [...writtenNames.vaccines.map((name) => [name, name] as const), ...products.spelt];
    const nearest = nearestNames(text, names) ?? nearestNames(withoutFillers(products, folded), names);
    return wrong('VACC_UNKNOWN', 'vaccine', { v: text, ...(nearest === undefined ? {} : { nearest }) });
  }
  const series = products.series.get(known.vaccine);
  // Of which series a dose is, is part of its key: nobody guesses it.
  if (series === undefined && products.series.size > 0) return wrong('VACC_UNKNOWN', 'vaccine', { v: text });
  const dose = builtIn === undefined ? undefined : takeDose(headingWords(text))?.dose;
  const codes = known.codes ?? products.codes.get(known.vaccine) ?? [];
  const product = { vaccine: known.vaccine, codes, ...(series === undefined ? {} : { series }) };
  return clean(dose === undefined ? product : { ...product, dose });
}

/** The short name of a product of a programme, in any of its spellings; undefined for any other text. */
export function knownVaccine(text: string, programme: Programme = COVID19): string | undefined {
  return nameIn(productsOf(programme), foldLabel(text));
}

/**
 * Joined without blanks, a name is `coronavac` and `corona vac`; `CoronaVac (Sinovac)` is known because both halves
 * mean the same.
 */
function nameIn(products: Products, folded: string): string | undefined {
  const words = withoutFillers(products, folded).split(' ').filter(Boolean);
  const whole = products.names.get(words.join(''));
  if (whole !== undefined) return whole;
  for (let cut = 1; cut < words.length; cut++) {
    const first = products.names.get(words.slice(0, cut).join(''));
    if (first !== undefined && first === nameIn(products, words.slice(cut).join(' '))) return first;
  }
  return undefined;
}

function withoutFillers({ fillers }: Products, folded: string): string {
  return folded.replace(fillers, ' ');
}

/**
 * The names for a drop-down, all of which are read: those of the mapping file as it has them, then the built-in
 * products that none of these names again (a mapping file that says what "Sinovac" is called at the server must not be
 * undone by our own "Sinovac (CoronaVac)"). Those that a programme has borrowed only stand in the way of a mapping
 * file.
 */
export function vaccineChoices(mapped: readonly string[], programme: string): readonly string[] {
  const content = programmeNamed(programme);
  if (mapped.length > 0 && content.isBorrowed) return mapped;
  const products = productsOf(content);
  const named = new Set(mapped.map((name) => nameIn(products, foldLabel(name))));
  return [...mapped, ...Array.from(products.labels).flatMap(([name, label]) => (named.has(name) ? [] : [label]))];
}
