/**
 * A chart of the page: drawn twice, for a phone and for a desk, because a picture that is shrunk shrinks its words. The
 * style shows one of the two. Pure.
 */
import { type ChartOption, drawSvg } from '../chart-library.ts';
import { type Html, html, trusted } from '../html.ts';

/** How wide a drawing is, in CSS pixels, and what fits into it. */
export interface Canvas {
  readonly width: number;
  /** For a phone. */
  readonly narrow: boolean;
}

const NARROW: Canvas = { width: 296, narrow: true };
const WIDE: Canvas = { width: 760, narrow: false };

/** The colours that charts use, by what they mean; the style says what they are, in light, dark and print. */
export const COLOUR = {
  landed: 'var(--landed)',
  waiting: 'var(--waiting)',
  person: 'var(--person)',
  away: 'var(--away)',
  awayBand: 'var(--away-band)',
  runBand: 'var(--run-band)',
  quiet: 'var(--quiet)',
  ink: 'var(--ink)',
  muted: 'var(--muted)',
  line: 'var(--line)',
} as const;

/** Text in a chart: the page's own letters at a size that is read on a phone. */
export const TEXT = { fontFamily: 'inherit', fontSize: 12, color: COLOUR.muted } as const;
export const STRONG = { ...TEXT, color: COLOUR.ink, fontWeight: 600 } as const;

/**
 * A chart in both widths. `label` says in a sentence what it shows, for who cannot see it; its figures stand in a table
 * beside it.
 */
export function chart(label: string, height: (canvas: Canvas) => number, draw: (canvas: Canvas) => ChartOption): Html {
  const drawing = (canvas: Canvas, name: string): Html => {
    const size = height(canvas);
    const svg = cleaned(drawSvg(draw(canvas), canvas.width, size));
    return html`<svg class="${name}" role="img" aria-label="${label}" viewBox="0 0 ${canvas.width} ${size}">${trusted(svg)}</svg>`;
  };
  return html`${drawing(NARROW, 'phone')}${drawing(WIDE, 'desk')}`;
}

/**
 * What is inside the drawing, with attributes in place of styles: a page without inline styles can forbid them. Marks
 * for a script that we do not have, and for a mouse, are left out.
 */
function cleaned(svg: string): string {
  const inside = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>'));
  return without(inside, '<style', '</style>')
    .replace(/ (?:class|pointer-events|ecmeta_\w+|clip-path)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => asAttributes(style));
}

/** The text without what stands from each `begin` to the next `end`. */
function without(text: string, begin: string, end: string): string {
  const [first = '', ...rest] = text.split(begin);
  return first + rest.map((part) => part.slice(part.indexOf(end) + end.length)).join('');
}

/** `font: …` is said by the style of the page; other properties have an attribute of their name. */
function asAttributes(style: string): string {
  const kept: string[] = [];
  for (const property of style.split(';')) {
    const at = property.indexOf(':');
    const [name, value] = [property.slice(0, at).trim(), property.slice(at + 1).trim()];
    if (name === 'font') kept.push(...fontAttributes(value));
    else if (name !== '' && value !== 'inherit' && name !== 'white-space') kept.push(` ${name}="${value}"`);
  }
  return kept.join('');
}

/** The shorthand, as the library writes it: style, variant, weight, size, family. */
function fontAttributes(font: string): string[] {
  const weight = /\b(?:bold|[5-9]00)\b/.exec(font)?.[0];
  const size = font.split(' ').find((word) => word.endsWith('px'));
  return [...(size ? [` font-size="${size}"`] : []), ...(weight ? [` font-weight="${weight}"`] : [])];
}
