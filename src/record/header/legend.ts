/**
 * A legend in a heading: "JK (1=Perempuan, 2=Laki-laki)", "Dosis [1: Pertama; 2: Kedua]". It says how the cells of its
 * column are read. Pure.
 */

import { cellText } from '../cells.ts';
import type { Cell } from '../source-row.ts';

/** Code, in small letters → what it stands for. */
export type Legend = ReadonlyMap<string, string>;

/** Between two codes with what they stand for. */
const BETWEEN = /[,;|/\n]| (?=(?:\d{1,3}|\p{L}{1,2}\d{0,2}) ?[=:.)→–—-])| (?=\d \p{L}{3})/u;
const PAIR = /^(\d{1,3}|\p{L}{1,2}\d{0,2})(?: ?[=:.)→–—]| ?->?| (?=\p{L}{3})) ?(\p{L}.*)$/u;
const CODE = /^(?:\d{1,3}|\p{L}{1,2}\d{0,2})$/u;
/** Where a legend without brackets begins. */
const FIRST = /(?<![\p{L}\p{N}])(?:\d{1,3}|\p{L}{1,2}\d{0,2}) ?[=:.)] ?\p{L}/u;
const BRACKETED = /[([{][^()[\]{}]*[)\]}]?/g;
const NONE: Legend = new Map();
/** A longer text is no heading. */
const LONGEST = 300;

/** The legend of a heading, or of a remark below it; empty for one that has none. */
export function legendOf(heading: string): Legend {
  return mayHaveLegend(heading) ? found(heading).legend : NONE;
}

/** The heading without its legend. */
export function withoutLegend(heading: string): string {
  return mayHaveLegend(heading) ? found(heading).rest : heading;
}

function mayHaveLegend(heading: string): boolean {
  return (
    heading.length <= LONGEST &&
    /[=:.)\]–—→-]/.test(heading) &&
    /(?<!\p{L})(?:\d|\p{L}{1,2}\d?)(?![\p{L}\d])/u.test(heading)
  );
}

function found(text: string): { readonly legend: Legend; readonly rest: string } {
  const heading = text.replace(/[^\S\n]+/g, ' ');
  for (const bracketed of heading.match(BRACKETED) ?? []) {
    const legend = pairsOf(bracketed.slice(1).replace(/[)\]}]$/, ''));
    if (legend.size > 0) return { legend, rest: heading.replace(bracketed, ' ').trim() };
  }
  const at = heading.search(FIRST);
  const legend = at > 0 ? pairsOf(heading.slice(at)) : NONE;
  if (legend.size === 0) return { legend: NONE, rest: text };
  const before = heading.slice(0, at).trim();
  return { legend, rest: /[:([{-]$/.test(before) ? before.slice(0, -1).trim() : before };
}

/** At least two codes, of which no two are alike: "1=Laki-laki, 2=Perempuan", or "Laki-laki=1, Perempuan=2". */
function pairsOf(text: string): Legend {
  const pieces = text.split(BETWEEN).map((piece) => piece.trim());
  const pairs = pieces.flatMap((piece): [string, string][] => {
    const [, code = '', meaning = ''] = PAIR.exec(piece) ?? [];
    return code === '' || meaning.includes('=') ? [] : [[code.toLowerCase(), meaning]];
  });
  const reversed = pieces.flatMap((piece): [string, string][] => {
    const [meaning = '', code = '', ...more] = piece.split('=').map((side) => side.trim());
    return more.length === 0 && CODE.test(code) && meaning.length > code.length ? [[code.toLowerCase(), meaning]] : [];
  });
  const chosen = reversed.length > pairs.length ? reversed : pairs;
  const legend = new Map(chosen);
  return legend.size > 1 && legend.size === chosen.length ? legend : NONE;
}

/**
 * The cell as its column's legend reads it. A code that the legend does not have stands for nothing that anybody knows:
 * it is said as it is, so that the readers do not take it for a code of their own.
 */
export function decoded(cell: Cell, legend: Legend): Cell {
  if (cell === '' || (typeof cell === 'object' && cell.kind !== 'number')) return cell;
  const text = cellText(cell);
  const code = text.toLowerCase().replace(/^(\d+)[.,]0+$/, '$1');
  const meaning = legend.get(code) ?? legend.get(code.replace(/^0+(?=\d)/, ''));
  if (meaning !== undefined) return meaning;
  return /^\d{1,3}$/.test(code) && [...legend.keys()].some((known) => /^\d/.test(known)) ? `kode ${text}` : cell;
}
