/**
 * The cells of one row as the original has them. Rows are taken as latin1, in which every byte is one character: what
 * is not touched goes out as it came in, whatever it means in UTF-8.
 */

import { columnIndex, columnName } from '../../record/header/column-name.ts';
import { attributesIn } from '../../workbook/markup.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';

export interface RawCell {
  /** 0-based. */
  readonly column: number;
  /** Index of its style. */
  readonly style: number;
  /** The `t` attribute; 'n' where there is none. */
  readonly type: string;
  /** Attributes besides r, s and t. */
  readonly others: string;
  /** What stands between the tags. */
  readonly inner: string;
}

export interface RawRow {
  readonly attributes: string;
  readonly cells: readonly RawCell[];
}

const ROW_TAG = /^<[\w.:-]+(\s[^<>]*)?>/;
const CELL_TAG = /<([\w.-]+:)?c(\s[^<>]*|\/)?>/g;
const VALUE = /<(?:[\w.-]+:)?v(?:\s[^<>]*)?>([^<]*)</;
const FORMULA = /<(?:[\w.-]+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/(?:[\w.-]+:)?f>)/g;

/** The number of a row; one that does not say it follows the one before. */
export function rowNumber(row: Buffer, before: number): number {
  const tag = row.toString('latin1', 0, row.indexOf('>'));
  const said = /\sr\s*=\s*["'](\d+)["']/.exec(tag)?.[1];
  return said === undefined ? before + 1 : Number(said);
}

export function parseRow(row: Buffer): RawRow {
  const text = row.toString('latin1');
  const [tag = '', attributes = ''] = ROW_TAG.exec(text) ?? [];
  const cells: RawCell[] = [];
  let last = -1;
  for (const [said, inner] of cellsIn(text, tag.length)) {
    let column = last + 1;
    let style = 0;
    let type = 'n';
    let others = '';
    for (const { name, raw: value, from, to } of attributesIn(said)) {
      if (name === 'r') column = columnIndex(/^[A-Za-z]+/.exec(value)?.[0] ?? '');
      else if (name === 's') style = Number(value);
      else if (name === 't') type = value;
      else others += said.slice(from, to);
    }
    cells.push({ column, style, type, others, inner });
    last = column;
  }
  return { attributes: unclosed(attributes), cells };
}

/** Attributes and content of each cell. Looks for the end of a cell once, from its beginning. */
function* cellsIn(text: string, from: number): Generator<readonly [attributes: string, inner: string]> {
  const tags = new RegExp(CELL_TAG);
  tags.lastIndex = from;
  for (let match = tags.exec(text); match; match = tags.exec(text)) {
    const [, prefix = '', attributes = ''] = match;
    if (attributes.endsWith('/')) {
      yield [unclosed(attributes), ''];
      continue;
    }
    const end = `</${prefix}c>`;
    const at = text.indexOf(end, tags.lastIndex);
    if (at < 0) throw new NotMarkable('a cell without an end');
    yield [attributes, text.slice(tags.lastIndex, at)];
    tags.lastIndex = at + end.length;
  }
}

/** Without the slash of a tag that has no content. */
function unclosed(attributes: string): string {
  return attributes.endsWith('/') ? attributes.slice(0, -1) : attributes;
}

/**
 * Column of the last cell that holds anything; -1 in an empty row. Cells that are only formatted are written without
 * content by every program.
 */
export function lastColumn(row: Buffer, prefix: string): number {
  const end = row.lastIndexOf(`</${prefix}c>`);
  const from = end < 0 ? -1 : row.lastIndexOf(`<${prefix}c `, end);
  if (from < 0) return end < 0 ? -1 : (parseRow(row).cells.at(-1)?.column ?? -1);
  const letters = /\sr\s*=\s*["']([A-Za-z]+)\d/.exec(row.toString('latin1', from, row.indexOf('>', from)))?.[1];
  return letters === undefined ? (parseRow(row).cells.at(-1)?.column ?? -1) : columnIndex(letters);
}

/** What stands in `<v>`, as it is written; '' where there is none. */
export function rawValue({ inner }: RawCell): string {
  return VALUE.exec(inner)?.[1] ?? '';
}

export function hasFormula({ inner }: RawCell): boolean {
  return inner.search(FORMULA) >= 0;
}

/** The cell with the value that its formula had. */
export function withoutFormula(cell: RawCell): RawCell {
  if (!cell.inner.includes('f')) return cell;
  const inner = cell.inner.replace(FORMULA, '');
  // `cm` says that the formula is one of a dynamic array.
  return inner === cell.inner ? cell : { ...cell, inner, others: cell.others.replace(/\scm\s*=\s*["'][^"']*["']/, '') };
}

/** @param text XML of the text, in UTF-8 taken as latin1. */
export function textCell(column: number, style: number, text: string, prefix: string): RawCell {
  const p = prefix;
  return {
    column,
    style,
    type: 'inlineStr',
    others: '',
    inner: `<${p}is><${p}t xml:space="preserve">${text}</${p}t></${p}is>`,
  };
}

export function emptyCell(column: number, style: number): RawCell {
  return { column, style, type: 'n', others: '', inner: '' };
}

/** The row under this number; its cells must be in order. */
export function writeRow(attributes: string, cells: readonly RawCell[], row: number, prefix: string): Buffer {
  const pieces = [`<${prefix}row${attributes}>`];
  for (const { column, style, type, others, inner } of cells) {
    const s = style === 0 ? '' : ` s="${style}"`;
    const t = type === 'n' ? '' : ` t="${type}"`;
    const open = `<${prefix}c r="${columnName(column)}${row}"${s}${t}${others}`;
    pieces.push(inner === '' ? `${open}/>` : `${open}>${inner}</${prefix}c>`);
  }
  pieces.push(`</${prefix}row>`);
  return Buffer.from(pieces.join(''), 'latin1');
}
