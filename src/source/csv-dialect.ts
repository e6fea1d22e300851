/** Which delimiter a CSV uses and how many cells its rows have, judged by its first lines. */
import { splitRows } from './csv-cells.ts';
import { frameRows, lineEnd } from './csv-frames.ts';
import { scanLine } from './csv-quotes.ts';

/** How the file is written. */
export interface Dialect {
  /** The delimiter's byte. */
  readonly delimiter: number;
  /** Cells of most rows. */
  readonly usualCells: number;
  /** Bytes and lines taken by a first line `sep=;`, which is an instruction to Excel and no row. */
  readonly skipBytes: number;
  readonly skipLines: number;
}

/**
 * In order of preference when two explain the file equally well: a comma stands in addresses, so it is the last.
 * `;` is what Excel writes with Indonesian settings, tab is its "Unicode Text".
 */
const DELIMITERS = [';', '\t', '|', ','].map((one) => one.charCodeAt(0));

/** Title lines, headings and some rows: enough to tell, little enough to be read twice. */
const SAMPLE_LINES = 200;

/** Judges the beginning of a file (UTF-8, without byte order mark). `whole`: the sample is the whole file. */
export function sniffDialect(sample: Buffer, whole: boolean): Dialect {
  const separator = separatorLine(sample, whole);
  const lines = firstLines(sample, separator?.skipBytes ?? 0, whole);
  const candidates = separator ? [separator.delimiter] : DELIMITERS;
  const judged = candidates.map((delimiter) => ({ delimiter, ...judge(lines, delimiter) }));
  // A sign that occurs once in every row below the header is of addresses.
  const header = Math.min(...judged.filter(({ usualCells }) => usualCells > 1).map(({ from }) => from));
  const even = ({ evenRows, from }: Judged): number => (from <= header ? evenRows : 0);
  const best = judged.reduce((one, other) =>
    (even(other) === even(one) ? other.score > one.score : even(other) > even(one)) ? other : one,
  );
  return {
    delimiter: best.delimiter,
    usualCells: best.usualCells,
    skipBytes: separator?.skipBytes ?? 0,
    skipLines: separator ? 1 : 0,
  };
}

/**
 * `sep=;`, also in quotes and in capitals, alone on the first line. Any ASCII character that can be a delimiter counts.
 */
function separatorLine(sample: Buffer, whole: boolean): { delimiter: number; skipBytes: number } | undefined {
  const ends = lineEnd(sample, 0, whole);
  if (!ends || ends.end > 8) return undefined;
  const match = /^("?)sep=([^"\r\n\w])\1$/i.exec(sample.toString('latin1', 0, ends.end));
  const delimiter = match?.[2]?.charCodeAt(0);
  return delimiter === undefined || delimiter > 0x7e ? undefined : { delimiter, skipBytes: ends.next };
}

/** The first lines of the sample; a last line that may go on is left out, unless it is the only one. */
function firstLines(sample: Buffer, from: number, whole: boolean): Buffer {
  let to = from;
  for (let lines = 0; lines < SAMPLE_LINES && to < sample.length; lines += 1) {
    const ends = lineEnd(sample, to, whole || lines === 0);
    if (!ends) break;
    to = ends.next;
  }
  return sample.subarray(from, to);
}

interface Judged {
  readonly score: number;
  readonly usualCells: number;
  /** Which row is the first to have them, 0-based. */
  readonly from: number;
  /** How many rows have the usual cells, where every row has them that the delimiter splits at all; else 0. */
  readonly evenRows: number;
}

/**
 * The number of cells that explains most of the rows: the one with the largest rows² × delimiters a row. Squared,
 * because agreement between rows is the better evidence: a delimiter that splits every row into the same few beats one
 * that is frequent in addresses. Beyond doubt is one that splits all rows evenly, the header too: it wins over any that
 * occurs more often.
 */
function judge(sample: Buffer, delimiter: number): Judged {
  const lengths: number[] = [];
  // usualCells 1 switches the rules off that need to know what is being looked for here.
  for (const { start, end, brokenAt } of frameRows(sample, true, 1, { delimiter, usualCells: 1 }).frames) {
    if (end === start || brokenAt >= 0) continue;
    const oneLine = (lineEnd(sample, start, true)?.end ?? end) === end;
    lengths.push(
      oneLine
        ? scanLine(sample, start, end, delimiter).cells
        : (splitRows(sample.subarray(start, end), delimiter)[0]?.length ?? 1),
    );
  }
  const rowsOfLength = new Map<number, number>();
  for (const cells of lengths) rowsOfLength.set(cells, (rowsOfLength.get(cells) ?? 0) + 1);
  let best = { score: 0, usualCells: 1 };
  for (const [cells, rows] of rowsOfLength) {
    const score = rows * rows * (cells - 1);
    if (score > best.score || (score === best.score && cells > best.usualCells)) best = { score, usualCells: cells };
  }
  return { ...best, from: lengths.indexOf(best.usualCells), evenRows: evenRows(lengths, best.usualCells) };
}

/**
 * Title lines above the table, and lines that are not split at all, do not count against it; but more than half of all
 * lines must be even.
 */
function evenRows(lengths: readonly number[], usualCells: number): number {
  if (usualCells < 2) return 0;
  const table = lengths.slice(lengths.indexOf(usualCells)).filter((cells) => cells > 1);
  return table.length * 2 > lengths.length && table.every((cells) => cells === usualCells) ? table.length : 0;
}
