/** Which programme the rules of reading mean. */
import type { Programme, Series } from '../programme.ts';
import type { ReadingRules } from '../rules.ts';
import { COVID19 } from './covid19.ts';

/** What is read where a programme has no data of its own: the products and doses of COVID-19, and none of its rules. */
const BORROWED: Programme = {
  products: COVID19.products,
  series: COVID19.series,
  words: COVID19.words,
  ages: [],
  intervals: [],
  isBorrowed: true,
};

/** By the name that the configuration has: every `covid…` is COVID-19. */
export function programmeNamed(name: string): Programme {
  return name.startsWith('covid') ? COVID19 : BORROWED;
}

/** Rules of reading, as far as they say which programme is read. */
export type ProgrammeRules = Pick<ReadingRules, 'programme' | 'content'>;

/** What the rules carry, or else what is built in under that name. */
export function programmeOf({ programme, content }: ProgrammeRules): Programme {
  return content ?? programmeNamed(programme);
}

/** The series of that name; where a programme of several names none, the one that counts furthest. */
export function seriesOf({ series }: Programme, name: string | undefined): Series {
  return (
    series.find((each) => each.name === name) ?? series.reduce((most, each) => (each.doses > most.doses ? each : most))
  );
}
