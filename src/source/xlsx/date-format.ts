/** Which number formats show a day, and what of it. */
import type { HiddenPart } from '../../record/source-row.ts';

/**
 * Built-in formats that show a day (ECMA-376 part 1, 18.8.30, with the East Asian ones). 18-21 and 45-47 show a time of
 * day or an elapsed time; 32 and 33 likewise. 34, 35, 55, 56 are days in Japanese and Korean and times in Chinese
 * files: taken as days, since a time of day alone is below 1 and is no day anyway.
 */
export function isBuiltInDayFormat(id: number): boolean {
  return (
    (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || (id >= 34 && id <= 36) || (id >= 50 && id <= 58)
  );
}

/**
 * Whether a custom format code shows a day: a `d`, a `y` or a month outside of quotes, escapes and brackets. `m` counts
 * as minutes beside hours or seconds, unless it is written `mmm` or longer. `[$-421]dd mmmm yyyy` is a day; `[h]:mm`,
 * `hh:mm`, `0,00` are not.
 */
export function isDayFormat(code: string): boolean {
  const bare = withoutLiterals(code);
  if (/[dy]|mmm/.test(bare)) return true;
  // Elapsed hours stand in brackets, which are gone from `bare`.
  return bare.includes('m') && !/[hs]/.test(bare) && !/\[[hms]+\]/i.test(code);
}

/** What a format that shows a day leaves out; `ddd` and `dddd` are days of the week. */
export function hiddenPart(code: string): HiddenPart | undefined {
  const bare = withoutLiterals(code);
  if (!/(?:^|[^d])dd?(?!d)/.test(bare)) return 'day';
  return bare.includes('y') || bare.includes('e') ? undefined : 'year';
}

/** The same for the built-in formats: `d-mmm` is 16 and `mmm-yy` is 17. */
export function builtInHiddenPart(id: number): HiddenPart | undefined {
  return id === 17 ? 'day' : id === 16 ? 'year' : undefined;
}

/** In lower case, without what a format shows as it stands. */
function withoutLiterals(code: string): string {
  return code
    .replace(/"[^"]*"?|\\.|[_*].|\[[^\]]*\]?/g, '')
    .replace(/AM\/PM|A\/P|General/gi, '')
    .toLowerCase();
}
