/** What stands before the rows of a worksheet: its size, its views, the widths of its columns. */
import {
  attributeOf,
  childrenOf,
  Edits,
  type Element,
  elementsIn,
  prefixOf,
  rootOf,
  withAttribute,
} from '../../workbook/markup.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';
import { cellName, parseRange, writeRange } from './references.ts';
import { moveReference, type RowMap } from './row-map.ts';

/** A column as we want it. */
export interface ColumnWish {
  /** 0-based. */
  readonly column: number;
  /** In characters; absent: as it is. */
  readonly width?: number;
  readonly hidden: boolean;
  /** Style of its empty cells, made from the one it has; absent: as it is. */
  readonly style?: (now: number) => number;
}

export interface HeadPlan {
  readonly map: RowMap;
  /** The last row that there will be, if it is known. */
  readonly lastRow: number | undefined;
  /** The last column that there will be, 0-based. */
  readonly lastColumn: number;
  readonly columns: readonly ColumnWish[];
  /** The lines of the header, which stays in view when the list is scrolled; absent: it need not. */
  readonly freeze?: { readonly from: number; readonly to: number } | undefined;
}

/** So many lines may be frozen and leave room for the list; of a longer top only the header is. */
const MOST_FROZEN = 10;

/** Without the mark of a sheet that is selected: typing into one of several selected sheets types into all of them. */
export function unselected(head: string): string {
  const { edits } = viewsOf(head);
  return edits.applyTo(head);
}

/** @param head Ends with the opening tag of the rows. @throws NotMarkable for a workbook of the strict standard. */
export function headOf(head: string, plan: HeadPlan): string {
  const { edits, parts, root } = viewsOf(head, plan.map, plan.freeze);
  if (
    attributeOf(root.attributes, prefixOf(root) === '' ? 'xmlns' : `xmlns:${prefixOf(root).slice(0, -1)}`)?.includes(
      'purl.oclc.org',
    )
  )
    throw new NotMarkable('a workbook of the strict standard');
  const named = (name: string): Element | undefined => parts.find((part) => part.name === name);
  const properties = named('sheetPr');
  if (properties && plan.map.prunes)
    edits.setAttributes(properties, withAttribute(properties.attributes, 'filterMode', undefined));
  const dimension = named('dimension');
  const size = dimension && parseRange(attributeOf(dimension.attributes, 'ref') ?? '');
  if (dimension && size) {
    const right = Math.max(size.right, plan.lastColumn);
    const grown = { ...size, right, bottom: plan.lastRow ?? size.bottom };
    edits.setAttributes(dimension, withAttribute(dimension.attributes, 'ref', writeRange(grown)));
  }
  const cols = named('cols');
  const rows = parts.at(-1);
  if (rows?.name !== 'sheetData') throw new NotMarkable('no rows');
  const written = columnsOf(head, cols, plan.columns, prefixOf(root));
  if (cols) edits.replace(cols.from, cols.to, written);
  else edits.replace(rows.from, rows.from, written);
  return edits.applyTo(head);
}

function viewsOf(
  head: string,
  map?: RowMap,
  freeze?: HeadPlan['freeze'],
): { edits: Edits; parts: readonly Element[]; root: Element } {
  const root = rootOf(head);
  if (!root) throw new NotMarkable('no worksheet');
  const edits = new Edits();
  const parts = childrenOf(head, root);
  const views = parts.find(({ name }) => name === 'sheetViews');
  const p = prefixOf(root);
  if (!views && freeze)
    insertView(
      edits,
      parts,
      `<${p}sheetView workbookViewId="0"${frozenFrom(freeze, '')}>${pane(freeze, 0, p)}</${p}sheetView>`,
      p,
    );
  for (const view of views ? childrenOf(head, views) : []) {
    let attributes = withAttribute(view.attributes, 'tabSelected', undefined);
    if (map?.prunes) attributes = moved(attributes, 'topLeftCell', map);
    const inside = childrenOf(head, view);
    if (freeze && !inside.some(isFrozen) && attributeOf(attributes, 'view') !== 'pageLayout') {
      const kept = inside
        .filter(({ name }) => name !== 'pane' && name !== 'selection')
        .map(({ from, to }) => head.slice(from, to));
      edits.replace(
        view.from,
        view.to,
        `<${view.tag}${frozenFrom(freeze, attributes)}>${pane(freeze, frozenColumns(inside), p)}${kept.join('')}</${view.tag}>`,
      );
      continue;
    }
    edits.setAttributes(view, attributes);
    if (!map?.prunes) continue;
    for (const part of inside) {
      if (part.name === 'pane') edits.setAttributes(part, scrolledUp(part.attributes));
      if (part.name !== 'selection') continue;
      const cell = attributeOf(part.attributes, 'activeCell');
      const where = cell === undefined ? undefined : moveReference(cell, map);
      const selection = withAttribute(withAttribute(part.attributes, 'activeCell', where), 'sqref', where);
      edits.setAttributes(part, withAttribute(selection, 'activeCellId', undefined));
    }
  }
  return { edits, parts, root };
}

/** Whether the clerk has frozen lines already. */
function isFrozen({ name, attributes }: Element): boolean {
  return (
    name === 'pane' &&
    /frozen/i.test(attributeOf(attributes, 'state') ?? '') &&
    Number(attributeOf(attributes, 'ySplit') ?? 0) > 0
  );
}

/** How many columns are frozen. */
function frozenColumns(inside: readonly Element[]): number {
  const there = inside.find(
    ({ name, attributes }) => name === 'pane' && /frozen/i.test(attributeOf(attributes, 'state') ?? ''),
  );
  return Number((there && attributeOf(there.attributes, 'xSplit')) ?? 0);
}

type Frozen = NonNullable<HeadPlan['freeze']>;

/** The attributes of a view whose first line is the first one that is frozen. */
function frozenFrom({ from, to }: Frozen, attributes: string): string {
  return withAttribute(attributes, 'topLeftCell', to > MOST_FROZEN ? cellName(0, from) : undefined);
}

/** @param columns How many columns the clerk has frozen. */
function pane({ from, to }: Frozen, columns: number, p: string): string {
  const lines = to > MOST_FROZEN ? to - from + 1 : to;
  const where = columns > 0 ? 'bottomRight' : 'bottomLeft';
  const first = cellName(columns, to + 1);
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ''} ySplit="${lines}"`;
  const below = `<${p}selection pane="${where}" activeCell="${first}" sqref="${first}"/>`;
  return `<${p}pane${split} topLeftCell="${first}" activePane="${where}" state="frozen"/>${below}`;
}

/** Views stand behind the properties and the size of a sheet (ECMA-376 part 1, 18.3.1.99). */
function insertView(edits: Edits, parts: readonly Element[], view: string, p: string): void {
  const next = parts.find(({ name }) => name !== 'sheetPr' && name !== 'dimension');
  if (next) edits.replace(next.from, next.from, `<${p}sheetViews>${view}</${p}sheetViews>`);
}

function moved(attributes: string, name: string, map: RowMap): string {
  const reference = attributeOf(attributes, name);
  return reference === undefined ? attributes : withAttribute(attributes, name, moveReference(reference, map));
}

/** The list begins at its first row, below what is frozen, wherever it was scrolled to. */
function scrolledUp(attributes: string): string {
  const range = parseRange(attributeOf(attributes, 'topLeftCell') ?? '');
  if (!range) return attributes;
  const frozen = /frozen/.test(attributeOf(attributes, 'state') ?? '')
    ? Number(attributeOf(attributes, 'ySplit') ?? 0)
    : 0;
  return withAttribute(attributes, 'topLeftCell', cellName(range.left, frozen + 1));
}

/** `<cols>` anew: what covers our columns is cut around them, all else stays as it was. */
function columnsOf(head: string, cols: Element | undefined, wishes: readonly ColumnWish[], p: string): string {
  const wished = new Map(wishes.map((wish) => [wish.column + 1, wish]));
  const pieces: { min: number; written: string }[] = [];
  for (const col of cols ? elementsIn(head, cols.inner, cols.innerEnd) : []) {
    const min = Number(attributeOf(col.attributes, 'min'));
    const max = Number(attributeOf(col.attributes, 'max'));
    const cuts = [...wished.keys()].filter((column) => column >= min && column <= max).sort((a, b) => a - b);
    let from = min;
    for (const cut of cuts) {
      if (from < cut) pieces.push(piece(p, col.attributes, from, cut - 1));
      pieces.push(piece(p, asWished(col.attributes, wished.get(cut)), cut, cut));
      wished.delete(cut);
      from = cut + 1;
    }
    if (from <= max) pieces.push(piece(p, col.attributes, from, max));
  }
  for (const [column, wish] of wished)
    if (wish.width !== undefined || wish.style) pieces.push(piece(p, asWished('', wish), column, column));
  pieces.sort((a, b) => a.min - b.min);
  return pieces.length === 0 ? '' : `<${p}cols>${pieces.map(({ written }) => written).join('')}</${p}cols>`;
}

function piece(p: string, attributes: string, min: number, max: number): { min: number; written: string } {
  return { min, written: `<${p}col${withAttribute(withAttribute(attributes, 'min', min), 'max', max)}/>` };
}

function asWished(attributes: string, wish: ColumnWish | undefined): string {
  if (!wish) return attributes;
  let wished = withAttribute(attributes, 'hidden', wish.hidden ? 1 : undefined);
  if (wish.width !== undefined) wished = withAttribute(withAttribute(wished, 'width', wish.width), 'customWidth', 1);
  else if (!wish.hidden && !Number(attributeOf(wished, 'width'))) wished = withAttribute(wished, 'width', 12);
  // A group that is folded would hide the column again.
  if (!wish.hidden) wished = withAttribute(wished, 'collapsed', undefined);
  if (wish.style) wished = withAttribute(wished, 'style', wish.style(Number(attributeOf(attributes, 'style') ?? 0)));
  return wished;
}
