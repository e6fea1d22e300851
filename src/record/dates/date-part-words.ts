/** Words for the parts of a date: "Tgl | Bln | Thn", `DD/MM/YYYY`, `HH/BB/TTTT`. */

export type DatePart = 'day' | 'month' | 'year';

const PARTS: ReadonlyMap<string, DatePart> = new Map([
  ...['tgl', 'hari', 'hr', 'day', 'dd', 'd', 'hh'].map((word): [string, DatePart] => [word, 'day']),
  ...['bulan', 'bl', 'month', 'mm', 'm', 'bb'].map((word): [string, DatePart] => [word, 'month']),
  ...['tahun', 'year', 'yyyy', 'yy', 'y', 'tttt', 'tt'].map((word): [string, DatePart] => [word, 'year']),
]);

/** The part that a word of a heading (heading-words.ts) stands for. */
export function datePartOf(word: string): DatePart | undefined {
  return PARTS.get(word);
}
