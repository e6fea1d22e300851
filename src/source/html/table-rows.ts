/** The rows of all tables of a page, one below the other, as Excel shows them when it opens the page. */
import type { SourceRow } from '../../record/source-row.ts';
import type { Repeats } from '../merged-down.ts';
import { Covered } from './covered.ts';
import { decodeReferences } from './entities.ts';
import { tagsOf } from './tags.ts';

/** Columns A to XFD; a `colspan` beyond is nonsense. */
const MAX_COLUMNS = 16_384;
const MAX_ROWS_SPANNED = 65_534;
/** Elements that strike their text through. */
const STRIKES = new Set(['s', 'strike', 'del']);
/** Elements that begin a line of their own. */
const BLOCKS = new Set(['br', 'p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

interface OpenCell {
  text: string;
  columns: number;
  rows: number;
  isStruck: boolean;
}

interface OpenRow {
  /** Where the next cell goes, before it is known what is covered. */
  column: number;
  /** As far as the last that says anything. */
  cells: string[];
  hidden: boolean;
  isStruck: boolean;
  struck: number[];
  /** How many of the covered stretches lie before `column`. */
  passed: number;
}

/**
 * The rows of all tables. A merged cell says its text once, at its upper left corner, and to the rows below as
 * `merged`; a table inside of a cell is text of that cell. `repeats` counts what is merged.
 */
export function* tableRows(html: string, repeats: Repeats): Generator<SourceRow> {
  let line = 0;
  let depth = 0;
  let row: OpenRow | undefined;
  let cell: OpenCell | undefined;
  let strikes = 0;
  const covered = new Covered();
  const endCell = (): void => {
    if (!cell || !row) return;
    covered.pass(row);
    const from = row.column;
    const columns = Math.min(cell.columns, MAX_COLUMNS - from);
    const text = tidy(cell.text);
    const isStruck = cell.isStruck || row.isStruck;
    row.column += columns;
    if (columns > 0 && text !== '') {
      while (row.cells.length < from) row.cells.push('');
      row.cells.push(text);
      if (isStruck) row.struck.push(from);
    }
    if (cell.rows > 1 && columns > 0)
      covered.add({ from, to: from + columns, until: line + cell.rows, cell: text, top: line + 1, isStruck });
    cell = undefined;
    strikes = 0;
  };
  function* endRow(): Generator<SourceRow> {
    endCell();
    if (!row) return;
    line += 1;
    const { hidden, cells, struck } = row;
    row = undefined;
    const merged = covered.below(line);
    repeats.add(covered.looked);
    const also = { ...(struck.length > 0 ? { struck } : {}), ...(merged.length > 0 ? { merged } : {}) };
    if (cells.length > 0) yield { line, hidden, cells, ...also };
  }
  for (const part of tagsOf(html)) {
    if (typeof part === 'string') {
      if (cell) {
        cell.text += part.replace(/[ \t\r\n\f]+/g, ' ');
        cell.isStruck ||= strikes > 0 && part.trim() !== '';
      }
      continue;
    }
    const { name, closes, attributes } = part;
    if (name === 'table') {
      if (closes) {
        if (depth === 1) yield* endRow();
        depth = Math.max(0, depth - 1);
      } else depth += 1;
      if (depth <= 1) covered.clear();
    } else if (depth > 1) {
      if (cell && (name === 'tr' || name === 'td' || name === 'th' || BLOCKS.has(name))) cell.text += ' ';
    } else if (depth === 0) {
      // text between tables
    } else if (name === 'tr') {
      yield* endRow();
      if (!closes) row = rowOf(isHidden(attributes), strikesThrough(attributes));
    } else if (name === 'td' || name === 'th') {
      endCell();
      // A cell without a row begins one, as browsers have it.
      if (!closes) row ??= rowOf(false, false);
      if (!closes)
        cell = {
          text: '',
          columns: span(attributes, 'colspan', MAX_COLUMNS),
          rows: span(attributes, 'rowspan', MAX_ROWS_SPANNED),
          isStruck: strikesThrough(attributes),
        };
    } else if (cell && STRIKES.has(name)) {
      strikes = Math.max(0, strikes + (closes ? -1 : 1));
    } else if (cell && strikesThrough(attributes)) {
      cell.isStruck = true;
    } else if (cell && BLOCKS.has(name) && (name === 'br' || cell.text.trim() !== '')) {
      cell.text += '\n';
    }
  }
  yield* endRow();
}

function rowOf(hidden: boolean, isStruck: boolean): OpenRow {
  return { column: 0, cells: [], hidden, isStruck, struck: [], passed: 0 };
}

/** Blanks in the page's own text mean nothing at the ends of a line; written as a reference they are text. */
function tidy(text: string): string {
  return decodeReferences(text.replace(/(?<! ) *\n */g, '\n').replace(/^[ \n]+|(?<![ \n])[ \n]+$/g, ''));
}

function span(attributes: string, name: 'colspan' | 'rowspan', most: number): number {
  const at = attributes.toLowerCase().indexOf(name);
  const digits =
    at < 0
      ? undefined
      : /^\s*=\s*(?:["']\s*)?(\d{1,6})/.exec(attributes.slice(at + name.length, at + name.length + 40));
  return Math.min(most, Math.max(1, Number(digits?.[1] ?? 1)));
}

function strikesThrough(attributes: string): boolean {
  const [, ...behind] = attributes.split(/text-decoration/i);
  return behind.some((text) => /^[^;"']*?line-through/i.test(text));
}

function isHidden(attributes: string): boolean {
  return /display\s*:\s*none|(?:^|\s)hidden(?:\s|=|$)/i.test(attributes);
}
