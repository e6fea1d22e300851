/** Sheets of people who want to be vaccinated, told from those of people who were. Pure. */
import { headingWords } from '../words/heading-words.ts';
import type { Header } from './columns.ts';
import { namesWish } from './wishes.ts';

const OF_TIME = new Set('tgl date hari waktu bulan schedule jadwal day time kapan'.split(' '));

/**
 * The headings that promise a day, in a sheet that has none of a dose: it is a list of registrations. Empty for any
 * other.
 */
export function wishesInstead({ columns, doses, defaults, ignored }: Header): readonly string[] {
  const hasDate =
    columns.date !== undefined ||
    defaults.date !== undefined ||
    doses.some(
      ({ number, columns: own }) => own.date !== undefined || (number !== undefined && own.dose !== undefined),
    );
  if (hasDate) return [];
  return ignored.filter((heading) => {
    const words = headingWords(heading);
    return namesWish(words) && words.some((word) => OF_TIME.has(word));
  });
}
