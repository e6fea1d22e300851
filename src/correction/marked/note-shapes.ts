/**
 * The drawing of the notes (vmlDrawing.vml): the yellow slips and where they hang. Excel shows no note that has none.
 */

import type { Note } from './notes-part.ts';
import { cellName } from './references.ts';
import type { RowMap } from './row-map.ts';

const HEAD =
  '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">' +
  '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>';

/** What a slip looks like; every slip refers to it. */
const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>' +
  '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

/** A slip is so wide, in pixels, and so many characters go into a line of it. */
const WIDTH = 300;
const CHARACTERS = 44;
const ROW_HEIGHT = 20;

/**
 * @param existing The drawing of the sheet, if it has one: with buttons and the notes of the clerk.
 * @param widthOf Width of a column in pixels.
 */
export function noteShapes(
  existing: string | undefined,
  map: RowMap,
  gone: ReadonlySet<string>,
  fresh: readonly Note[],
  widthOf: (column: number) => number,
): string {
  const kept = eachShape(existing ?? `${HEAD}${SHAPE_TYPE}</xml>`, (shape) => moved(shape, map, gone));
  const ids = Array.from(kept.matchAll(/_x0000_s(\d+)/g), ([, id]) => Number(id));
  let id = ids.reduce((most, each) => Math.max(most, each), 1_024);
  const type = kept.includes('id="_x0000_t202"') ? '' : SHAPE_TYPE;
  const shapes = fresh.map((note) => shapeOf(note, ++id, widthOf));
  const end = kept.lastIndexOf('</xml>');
  return kept.slice(0, end) + type + shapes.join('') + kept.slice(end);
}

/** The drawing with every shape as `change` wants it. Programs write no shape within a shape. */
function eachShape(xml: string, change: (shape: string) => string): string {
  const pieces: string[] = [];
  let at = 0;
  for (;;) {
    const from = xml.indexOf('<v:shape', at);
    const end = from < 0 ? -1 : xml.indexOf(SHAPE_END, from);
    if (end < 0) return pieces.join('') + xml.slice(at);
    // <v:shapetype> and <v:shapelayout> begin so too.
    const isShape = /^\s/.test(xml.slice(from + '<v:shape'.length, from + '<v:shape'.length + 1));
    const to = isShape ? end + SHAPE_END.length : from + '<v:shape'.length;
    pieces.push(xml.slice(at, from), isShape ? change(xml.slice(from, to)) : xml.slice(from, to));
    at = to;
  }
}

const SHAPE_END = '</v:shape>';

/** A note's slip with its cell; '' when the note is gone. Buttons and the like stay where they hang. */
function moved(shape: string, map: RowMap, gone: ReadonlySet<string>): string {
  if (!/ObjectType\s*=\s*["']Note["']/.test(shape)) return shape;
  const row = Number(/<x:Row>\s*(\d+)/.exec(shape)?.[1] ?? -1);
  const column = Number(/<x:Column>\s*(\d+)/.exec(shape)?.[1] ?? -1);
  if (row < 0 || column < 0) return shape;
  const now = map.rowOf(row + 1);
  if (now === undefined || gone.has(cellName(column, row + 1))) return '';
  const by = now - 1 - row;
  if (by === 0) return shape;
  return shape
    .replace(/(<x:Row>\s*)\d+/, `$1${now - 1}`)
    .replace(/(<x:Anchor>)([^<]*)(<)/, (_, open: string, anchor: string, close: string) => {
      const places = anchor
        .split(',')
        .map((part, index) => (index === 2 || index === 6 ? ` ${Math.max(0, Number(part) + by)}` : part));
      return `${open}${places.join(',')}${close}`;
    });
}

function shapeOf({ column, row, text }: Note, id: number, widthOf: (column: number) => number): string {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS)), 1);
  const top = Math.max(0, row - 2);
  let right = column + 1;
  let left = WIDTH;
  while (left > widthOf(right) && right < 16_000) {
    left -= widthOf(right);
    right += 1;
  }
  const anchor = `${column + 1}, 12, ${top}, 8, ${right}, ${Math.round(left)}, ${top + Math.ceil((lines * 17) / ROW_HEIGHT) + 1}, 4`;
  return (
    `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>' +
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>' +
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>` +
    `<x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  );
}
