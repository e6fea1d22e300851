/** A table of a sheet (Insert > Table): it ends where its rows end. */
import { attributeOf, childrenOf, Edits, rootOf, withAttribute } from '../../workbook/markup.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';
import { parseRange, writeRange } from './references.ts';
import type { RowMap } from './row-map.ts';

/** The part with its rows as they are now; undefined when all of them are gone. */
export function movedTable(xml: string, map: RowMap): string | undefined {
  const root = rootOf(xml);
  const old = root && parseRange(attributeOf(root.attributes, 'ref') ?? '');
  if (!root || !old) throw new NotMarkable('a table without a place');
  const now = map.range(old);
  const hasTotals = Number(attributeOf(root.attributes, 'totalsRowCount') ?? 0) > 0;
  const keepsTotals = hasTotals && map.rowOf(old.bottom) !== undefined;
  // A table has a heading and a row at least.
  if (!now || now.top === now.bottom || map.rowOf(old.top) === undefined) return undefined;
  const edits = new Edits();
  const attributes =
    keepsTotals || !hasTotals ? root.attributes : withAttribute(root.attributes, 'totalsRowCount', undefined);
  edits.setAttributes(root, withAttribute(attributes, 'ref', writeRange(now)));
  for (const part of childrenOf(xml, root)) {
    if (part.name === 'sortState') edits.remove(part);
    if (part.name !== 'autoFilter') continue;
    const bottom = keepsTotals ? now.bottom - 1 : now.bottom;
    edits.replace(
      part.from,
      part.to,
      `<${part.tag}${withAttribute(part.attributes, 'ref', writeRange({ ...now, bottom }))}/>`,
    );
  }
  return edits.applyTo(xml);
}
