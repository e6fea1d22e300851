/** One line of progress that fits the screen, whatever its width: what matters least goes first. Pure. */

export interface BarParts {
  /** Done, 0 to 1. */
  readonly share: number;
  readonly percent: string;
  /** "1,220/2,340". */
  readonly counts: string;
  /** Rate and time left, or the weather. */
  readonly tail: string;
}

/** How the two ends of the bar are coloured; the widths are measured before. */
export type Paint = (filled: string, empty: string) => string;

const WIDEST_BAR = 30;
const NARROWEST_BAR = 10;
const GAP = '  ';

/**
 * The line for a screen of `columns`. One column stays free: a terminal that wraps as soon as the last one is
 * written would leave half a bar behind on each redraw.
 */
export function barLine(parts: BarParts, columns: number, paint: Paint = (filled, empty) => filled + empty): string {
  const room = Math.max(1, columns - 1);
  const full = `${parts.percent.padStart(4)}${GAP}${parts.counts}${GAP}${parts.tail}`;
  const barWidth = Math.min(WIDEST_BAR, room - width(full) - 1);
  if (barWidth >= NARROWEST_BAR) {
    const filled = Math.round(Math.min(1, Math.max(0, parts.share)) * barWidth);
    return `${paint('█'.repeat(filled), '░'.repeat(barWidth - filled))} ${full}`;
  }
  const shorter = [full.trimStart(), `${parts.percent}${GAP}${parts.tail}`, parts.tail];
  return shorter.find((line) => width(line) <= room) ?? cut(parts.tail, room);
}

/** `text` in at most `room` columns, with an ellipsis where it was cut. */
export function cut(text: string, room: number): string {
  const letters = [...text];
  return letters.length <= room ? text : `${letters.slice(0, Math.max(0, room - 1)).join('')}…`;
}

/** A name in at most `room` columns: its beginning and its end, which tell files apart, stay. */
export function cutMiddle(name: string, room: number): string {
  const letters = [...name];
  if (letters.length <= room) return name;
  const end = Math.floor((room - 1) / 2);
  return `${letters.slice(0, room - 1 - end).join('')}…${letters.slice(letters.length - end).join('')}`;
}

/** All we write is Latin: a character is a column. */
export function width(text: string): number {
  return [...text].length;
}
