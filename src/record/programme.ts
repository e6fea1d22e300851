/**
 * What a vaccination programme is: its products, its series and their doses, and the rules of who gets them when. Data
 * only, so that it can be handed to a thread; what a row needs of it is prepared once (programme/products.ts).
 */
import type { IsoDate } from './record.ts';

/** A vaccine as it is sold. */
export interface Product {
  /** The short name that is sent. */
  readonly name: string;
  /** How a person finds it in a list; a spelling that is read as this product. */
  readonly label: string;
  /** Its code in CVX (http://hl7.org/fhir/sid/cvx), where that has one. */
  readonly cvx?: string;
  /** Its code in ATC (http://www.whocc.no/atc). */
  readonly atc: string;
  /** What people write, folded (words/fold.ts), with `|` between. */
  readonly spellings: string;
  /** The series that it is a dose of, by name, in a programme of several. */
  readonly series?: string;
}

/** Doses that are counted together and protect against the same. */
export interface Series {
  /**
   * Part of the key: lower case, digits and dashes; it may never change. The only series of a programme has none.
   */
  readonly name?: string;
  /**
   * How many doses make a person protected; those behind them are boosters. Headings count a booster as the third dose
   * (words/dose-heading.ts), so that no other number can be read yet.
   */
  readonly primary: 2;
  /** How many are counted, boosters included; at most 4, which is as far as headings count. */
  readonly doses: number;
  /** Words for a booster in a cell, folded; "booster 2" is the second one. */
  readonly boosters: string;
  /** Words beside the number of a dose that say nothing of which one it is. */
  readonly beside: string;
}

/** A rule from `from` on, until a later one for the same dose and product. */
export interface DatedRule {
  readonly from: IsoDate;
  /** Doses it holds for. */
  readonly doses: readonly number[];
  /** Short name of the product; absent: every product that no rule names. */
  readonly vaccine?: string;
  readonly source: string;
}

/** The youngest age, in completed years. */
export interface AgeRule extends DatedRule {
  readonly years: number;
}

/** The fewest days since the dose before. `fromAge`: holds from this age on only, in years. */
export interface IntervalRule extends DatedRule {
  readonly days: number;
  readonly fromAge?: number;
}

/** All that reading knows of a programme. */
export interface Programme {
  readonly products: readonly Product[];
  /** Of several, each has a name, and each product says whose it is: what does not is unknown. */
  readonly series: readonly [Series, ...Series[]];
  /** Words beside the name of a product that say nothing more than which programme it is; folded. */
  readonly words: string;
  /** In order of `from`. They only warn: an injection that was given must be recorded. */
  readonly ages: readonly AgeRule[];
  /** The same. Months are counted as 30 days. */
  readonly intervals: readonly IntervalRule[];
  /** The first dose in the country, and the day before which there was no vaccine anywhere; absent where unknown. */
  readonly begins?: { readonly here: IsoDate; readonly anywhere: IsoDate };
  /** Nothing is known of it, and what is read in it is that of another one. Lists offer nothing of that. */
  readonly isBorrowed?: true;
}
