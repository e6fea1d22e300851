/** The rules of reading as they are unless somebody sets something, on a certain day. */
import type { IsoDate } from '../../src/record/record.ts';
import type { ReadingRules } from '../../src/record/rules.ts';

export function rulesOn(today: IsoDate): ReadingRules {
  return {
    today,
    zone: 420,
    programme: 'covid19',
    emptyNik: 'error',
    lenientNik: false,
    fixDates: false,
    vaccineNames: new Map(),
    siteNames: new Map(),
    categoryNames: new Map(),
    writtenNames: { vaccines: [], sites: [], categories: [] },
  };
}
