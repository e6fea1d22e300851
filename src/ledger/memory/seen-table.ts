/**
 * Who was seen with which dose, packed: some 70 bytes a row instead of 300 as objects, so that `check` stays small for
 * a million rows (docs/performance.md). Exact where it decides: a NIK is sixteen digits and fits two numbers of eight
 * (packed-number.ts); days are numbers; names are kept as they are.
 */
import { doseSlot } from '../../record/dose-slot.ts';
import { comparableName } from '../../record/fields/names.ts';
import { MOST_NAMESAKES } from '../../record/fields/namesakes.ts';
import { identityOf } from '../../record/identity.ts';
import type { DoseRecord } from '../../record/record.ts';
import type { GivenDose } from '../../record/row/dose-checks.ts';
import { createNumbers } from './packed-number.ts';
import { dayNumber, dayOf, productHash, spread, textHash } from './seen-hash.ts';
import { createNames, createSharedWords } from './seen-names.ts';

/** What is known of one key; `index` addresses it in the calls below. */
export interface SeenTable {
  /** The entries of one identity number, in order of arrival. */
  family(identity: string): readonly number[];
  /**
   * The entries of other people with the same comparable name and birth date, in order of arrival; more than
   * MOST_NAMESAKES where there are too many.
   */
  namesakes(record: DoseRecord): readonly number[];
  isNamesake(index: number, record: DoseRecord): boolean;
  /** Returns its index. `sheet`: any number that tells sheets apart. */
  add(record: DoseRecord, line: number, sheet: number): number;
  identity(index: number): string;
  /** Which dose of the person (record/dose-slot.ts). */
  dose(index: number): number;
  /** In a programme of several; undefined where there is one. */
  series(index: number): string | undefined;
  line(index: number): number;
  sheet(index: number): number;
  /** Its dose, as it is compared with others of the person. */
  given(index: number): GivenDose;
  name(index: number): string;
  isBornOn(index: number, birthDate: string): boolean;
  /** Same date, vaccine and batch number (vaccine and batch by a 32-bit hash: they only ever meet within one key). */
  isSameDose(index: number, record: DoseRecord): boolean;
  repeats(index: number): number;
  addRepeats(index: number, times: number): void;
  /** Why it waits for a person, if it does. */
  held(index: number): Held;
  setHeld(index: number, held: Held): void;
  /** How many entries there are: the index of the next one. */
  size(): number;
  /** Forgets every entry from this index on. */
  truncate(size: number): void;
}

/**
 * `dose`: it was recorded twice, differently; `copies`: correction sheets make other records of the same row; `order`:
 * it and another dose of the person are out of order; `near`: a namesake's number is one slip away; `person`: its
 * identity number stands for two people.
 */
export type Held = (typeof HELD)[number];
/** From the weakest reason to the strongest. */
export const HELD = ['no', 'dose', 'copies', 'order', 'near', 'person'] as const;

/**
 * So many of one name are found, with all doses of one more person: a chain of thousands would have to be walked for
 * each of them.
 */
const NAMESAKES_FOUND = MOST_NAMESAKES + 16;

const START = 1 << 14;
/** One answer for all who meet nobody: nearly everyone. */
const NOBODY: readonly number[] = [];

export function createSeenTable(): SeenTable {
  let capacity = START;
  let count = 0;
  // Columns; the dose stands above the 27 bits that eight digits need.
  let high = new Uint32Array(capacity);
  let low = new Uint32Array(capacity);
  let birth = new Uint32Array(capacity);
  let date = new Uint32Array(capacity);
  let product = new Uint32Array(capacity);
  let lines = new Uint32Array(capacity);
  let sheets = new Uint32Array(capacity);
  let held = new Uint8Array(capacity);
  /** Of each entry the vaccine, as its place in the list of those that were seen. */
  let vaccines = new Uint8Array(capacity);
  const products = createSharedWords();
  /** The same of its series; the first place is that of none. */
  let seriesPlaces = new Uint8Array(capacity);
  const seriesNames: (string | undefined)[] = [undefined];

  function placeOfSeries(name: string | undefined): number {
    const known = seriesNames.indexOf(name);
    return known >= 0 ? known : seriesNames.push(name) - 1;
  }

  const seriesOf = (index: number) => seriesNames[seriesPlaces[index] ?? 0];
  const numberAt = (index: number) => (high[index] ?? 0) >>> DIGIT_BITS;

  const numbers = createNumbers();
  const repeats = new Map<number, number>();
  const names = createNames(START);
  // Open addressing over indices + 1; 0 is free. Never more than half full.
  let slots = new Uint32Array(capacity * 2);
  // The same by name and birth date, with their hash, which is not worked out again when the table grows.
  let namesakeHash = new Uint32Array(capacity);
  let namesakeSlots = new Uint32Array(capacity * 2);

  function grow(): void {
    capacity *= 2;
    high = larger(high);
    low = larger(low);
    birth = larger(birth);
    date = larger(date);
    product = larger(product);
    lines = larger(lines);
    sheets = larger(sheets);
    namesakeHash = larger(namesakeHash);
    held = largerBytes(held);
    vaccines = largerBytes(vaccines);
    seriesPlaces = largerBytes(seriesPlaces);
    slots = new Uint32Array(capacity * 2);
    namesakeSlots = new Uint32Array(capacity * 2);
    for (let index = 0; index < count; index++) place(index);
  }

  function place(index: number): void {
    placeByNumber(index);
    placeByName(index);
  }

  function placeByName(index: number): void {
    const hash = namesakeHash[index] ?? 0;
    const mask = namesakeSlots.length - 1;
    let slot = hash & mask;
    for (let same = 0; namesakeSlots[slot] !== 0; slot = (slot + 1) & mask)
      if (namesakeHash[(namesakeSlots[slot] ?? 0) - 1] === hash && ++same === NAMESAKES_FOUND) return;
    namesakeSlots[slot] = index + 1;
  }

  function placeByNumber(index: number): void {
    const mask = slots.length - 1;
    let slot = spread(digits(high[index]), low[index] ?? 0) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = index + 1;
  }

  /** A record is looked for and then added; making its name comparable is the dearest part of both. */
  let hashed: DoseRecord | undefined;
  let latestHash = 0;
  function hashOf(record: DoseRecord): number {
    if (hashed !== record) {
      hashed = record;
      latestHash = textHash(comparableName(record.participant.name), dayNumber(record.participant.birthDate));
    }
    return latestHash;
  }

  function isNamesake(index: number, { participant }: DoseRecord): boolean {
    return (
      birth[index] === dayNumber(participant.birthDate) &&
      comparableName(names.of(index)) === comparableName(participant.name)
    );
  }

  return {
    family(identity) {
      const [a, b] = numbers.halves(identity);
      const mask = slots.length - 1;
      let found: number[] | undefined;
      for (let slot = spread(a, b) & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
        const index = (slots[slot] ?? 0) - 1;
        if (low[index] === b && digits(high[index]) === a) found = append(found, index);
      }
      return found ?? NOBODY;
    },
    namesakes(record) {
      const hash = hashOf(record);
      const [a, b] = numbers.halves(identityOf(record.participant));
      const mask = namesakeSlots.length - 1;
      let found: number[] | undefined;
      for (let slot = hash & mask; namesakeSlots[slot] !== 0; slot = (slot + 1) & mask) {
        const index = (namesakeSlots[slot] ?? 0) - 1;
        if (namesakeHash[index] !== hash || (low[index] === b && digits(high[index]) === a)) continue;
        if (isNamesake(index, record)) found = append(found, index);
      }
      return found ?? NOBODY;
    },
    isNamesake,
    add(record, line, sheet) {
      const { participant, dose } = record;
      if (count === capacity) grow();
      const [a, b] = numbers.halves(identityOf(participant));
      high[count] = a | (dose.number << DIGIT_BITS);
      low[count] = b;
      birth[count] = dayNumber(participant.birthDate);
      date[count] = dayNumber(dose.date);
      product[count] = productHash(dose);
      lines[count] = line;
      sheets[count] = sheet;
      vaccines[count] = products.numberOf(dose.vaccine);
      seriesPlaces[count] = dose.series === undefined ? 0 : placeOfSeries(dose.series);
      namesakeHash[count] = hashOf(record);
      names.write(count, participant.name);
      place(count);
      count += 1;
      return count - 1;
    },
    identity: (index) => numbers.whole(digits(high[index]), low[index] ?? 0),
    dose(index) {
      const series = seriesOf(index);
      const number = numberAt(index);
      return series === undefined ? number : doseSlot({ series, number });
    },
    series: seriesOf,
    line: (index) => lines[index] ?? 0,
    sheet: (index) => sheets[index] ?? 0,
    given: (index) => ({
      number: numberAt(index),
      date: dayOf(date[index] ?? 0),
      vaccine: products.word(vaccines[index] ?? 0) ?? '',
    }),
    name: names.of,
    isBornOn: (index, birthDate) => birth[index] === dayNumber(birthDate),
    isSameDose: (index, { dose }) => date[index] === dayNumber(dose.date) && product[index] === productHash(dose),
    repeats: (index) => repeats.get(index) ?? 0,
    addRepeats: (index, times) => repeats.set(index, (repeats.get(index) ?? 0) + times),
    held: (index) => HELD[held[index] ?? 0] ?? 'no',
    setHeld: (index, why) => {
      held[index] = HELD.indexOf(why);
    },
    size: () => count,
    truncate(size) {
      for (const index of repeats.keys()) if (index >= size) repeats.delete(index);
      held.fill(0, size);
      count = size;
      slots.fill(0);
      namesakeSlots.fill(0);
      for (let index = 0; index < count; index++) place(index);
    },
  };
}

function larger(old: Uint32Array): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(old.length * 2);
  next.set(old);
  return next;
}

function largerBytes(old: Uint8Array): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(old.length * 2);
  next.set(old);
  return next;
}

const DIGIT_BITS = 27;

function digits(high: number | undefined): number {
  return (high ?? 0) & ((1 << DIGIT_BITS) - 1);
}

function append(list: number[] | undefined, index: number): number[] {
  if (list === undefined) return [index];
  list.push(index);
  return list;
}
