/**
 * Our own columns beside those of the clerk: the line of the original, the reasons, and (hidden) the file that the row
 * came from.
 */
import type { Language } from '../../text/language.ts';
import { OWN_HEADINGS, ownColumn } from '../format.ts';

/** Where they stand, 0-based. */
export interface OwnColumns {
  readonly line: number;
  readonly reason: number;
  /** By it `import` knows the row again. Of no use to people, hence hidden. */
  readonly origin: number;
  /** The sheet came with them: it is a correction sheet that came back. */
  readonly cameBack: boolean;
}

type Own = 'line' | 'origin' | 'reason';

/** Widths in characters. */
export const OWN_WIDTHS: Readonly<Record<Own, number>> = { line: 12, origin: 30, reason: 70 };

/**
 * The columns of an earlier correction where there are some, in whatever language; the others at the right of
 * everything, the reasons last.
 */
export function ownColumns(headings: readonly string[], width: number): OwnColumns {
  let next = width;
  const place = (own: Own): number => {
    const there = ownColumn(headings, own);
    return there >= 0 ? there : next++;
  };
  const cameBack = ownColumn(headings, 'reason') >= 0;
  return { line: place('line'), origin: place('origin'), reason: place('reason'), cameBack };
}

/** Column → its heading. */
export function ownHeadings(
  { line, origin, reason }: OwnColumns,
  language: Language,
): readonly (readonly [number, string])[] {
  const own = OWN_HEADINGS[language];
  return [
    [line, own.line],
    [origin, own.origin],
    [reason, own.reason],
  ];
}
