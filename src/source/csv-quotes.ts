/**
 * Quotes on one physical line of a CSV, byte by byte, by the rules that csv-parse follows with `relax_quotes`:
 * a cell is quoted when its very first character is a quote; inside, two quotes are one; a quote anywhere else is
 * itself. All positions are byte offsets into the text; delimiters and quotes are single ASCII bytes, so UTF-8 needs no
 * decoding here.
 */
export const QUOTE = 0x22;

/** What reading one line from a cell's beginning to the end of the line came to. */
export interface LineScan {
  /** Cells when read as one row; delimiters after a quote that never closes on this line are counted as well. */
  readonly cells: number;
  /** Where the quote stands that is still open at the end of the line; -1 when none is. */
  readonly openAt: number;
  /**
   * Where a cell begins whose quotes do not tell which delimiters are its own, or -1: it holds a delimiter and its
   * closing quote is followed by more text (`"Siti, "Ani";`), or a space stands before a quote that does not close in
   * it (`, "Jl. A, RT 1"`).
   */
  readonly strayAt: number;
}

/** Reads the line in [from, to), which begins outside quotes. */
export function scanLine(text: Uint8Array, from: number, to: number, delimiter: number): LineScan {
  let cells = 1;
  let strayAt = -1;
  let at = from;
  for (;;) {
    if (at < to && text[at] === QUOTE) {
      const close = closingQuote(text, at + 1, to);
      if (close < 0) return { cells: cells + count(text, at, to, delimiter), openAt: at, strayAt };
      if (close + 1 < to && text[close + 1] !== delimiter && strayAt < 0 && count(text, at, close, delimiter) > 0)
        strayAt = at;
      at = close + 1;
      while (at < to && text[at] !== delimiter) at += 1;
    } else {
      const begin = at;
      while (at < to && text[at] !== delimiter) at += 1;
      if (strayAt < 0 && opensAfterSpace(text, begin, at)) strayAt = begin;
    }
    if (at >= to) return { cells, openAt: -1, strayAt };
    at += 1;
    cells += 1;
  }
}

/**
 * Whether [from, to) is spaces and a quote, with an odd number of quotes: the writer meant a quoted cell and a
 * delimiter cut it.
 */
function opensAfterSpace(text: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && text[at] === 0x20) at += 1;
  return at > from && at < to && text[at] === QUOTE && count(text, at, to, QUOTE) % 2 === 1;
}

/** The first quote in [from, to) that is not one of a pair; -1 when there is none. */
export function closingQuote(text: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    if (text[at] !== QUOTE) at += 1;
    else if (at + 1 < to && text[at + 1] === QUOTE) at += 2;
    else return at;
  }
  return -1;
}

function count(text: Uint8Array, from: number, to: number, byte: number): number {
  let found = 0;
  for (let at = from; at < to; at += 1) if (text[at] === byte) found += 1;
  return found;
}
