/** What the judgement of rows depends on besides the row: handed in, so that record/ stays pure. */
import type { Programme } from './programme.ts';
import type { Coding, IsoDate } from './record.ts';

/** What the mapping file says a vaccine is. */
export interface MappedVaccine {
  /** The short name that is sent. */
  readonly vaccine: string;
  /** Absent: those of the built-in table, if it has the name. */
  readonly codes?: readonly Coding[];
}

/**
 * The names of the mapping file as people write them; ids of the server are left out where people have another name.
 */
export interface WrittenNames {
  readonly vaccines: readonly string[];
  readonly sites: readonly string[];
  readonly categories: readonly string[];
}

export interface ReadingRules {
  /**
   * The day on which the run began, in the zone of the programme (Asia/Jakarta unless configured): nothing later can
   * have happened.
   */
  readonly today: IsoDate;
  /** That zone, in minutes east of UTC: an instant that names it is a day there. */
  readonly zone: number;
  /** The day on which the file that is read was saved, in that zone; where it is known, ages may be of that day. */
  readonly savedOn?: IsoDate;
  /** By how many years the ages of the sheet that is read are off, all alike (age.ts). */
  readonly ageShift?: number;
  /** What the programme is called: part of every key. */
  readonly programme: string;
  /** What it consists of; absent: what is built in under that name (programme/programmes.ts). */
  readonly content?: Programme;
  /**
   * What to do with a person without a NIK (SE HK.02.02/III/15242/2021 allows it): keep the row back as an error, or
   * hold it.
   */
  readonly emptyNik: 'error' | 'hold';
  /** Take an impossible date inside the NIK as a warning (`--lenient-nik`). */
  readonly lenientNik: boolean;
  /** Exchange day and month where the NIK proves that Excel did (`--fix-dates`); otherwise only warn. */
  readonly fixDates: boolean;
  /** Vaccine names of the mapping file, folded; looked at before the built-in table. */
  readonly vaccineNames: ReadonlyMap<string, MappedVaccine>;
  /** Known sites: folded name → the name to send. Empty: any site is taken as it stands. */
  readonly siteNames: ReadonlyMap<string, string>;
  /** Known categories, as the sites. */
  readonly categoryNames: ReadonlyMap<string, string>;
  /** What an unknown name may be said to be near to. */
  readonly writtenNames: WrittenNames;
}
