/**
 * Colours of a styles part as `RRGGBB` (ECMA-376 part 1, 18.8.3 and 18.8.19): written out, by number, or of the theme
 * with a tint.
 */
import { OPEN } from './xml.ts';
import { readPart } from './xml-part.ts';
import { attributesOf } from './xml-text.ts';
import type { Zip } from './zip.ts';

/** The 64 colours that numbers mean where the workbook has no list of its own (18.8.27). */
const INDEXED = (
  '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 ' +
  'C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 ' +
  '99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333'
).split(' ');
/** The theme of Office, in the order in which cells count: light before dark. */
const OFFICE = 'FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72'.split(' ');
const PLACES = [
  'lt1',
  'dk1',
  'lt2',
  'dk2',
  'accent1',
  'accent2',
  'accent3',
  'accent4',
  'accent5',
  'accent6',
  'hlink',
  'folHlink',
];

/** A colour as a style names it. */
export type NamedColour = ReadonlyMap<string, string>;

/** `indexed`: the list of the workbook, where it has one. Undefined for none, and for the colours of the system. */
export function colourOf(named: NamedColour, indexed: readonly string[], theme: readonly string[]): string | undefined {
  const number = (attribute: string): number => Number(named.get(attribute) ?? Number.NaN);
  const plain =
    rgbOf(named.get('rgb')) ??
    (named.has('theme') ? theme[number('theme')] : undefined) ??
    (named.has('indexed') ? (indexed[number('indexed')] ?? INDEXED[number('indexed')]) : undefined);
  const tint = number('tint');
  return plain === undefined || !(Math.abs(tint) <= 1) ? plain : tinted(plain, tint);
}

/** `AARRGGBB` or `RRGGBB`. */
export function rgbOf(text: string | undefined): string | undefined {
  return text !== undefined && /^(?:[\da-f]{2})?[\da-f]{6}$/i.test(text) ? text.slice(-6).toUpperCase() : undefined;
}

/** The colours of the theme part; those of Office for what it does not say. */
export async function readTheme(zip: Zip, part: string | undefined, maxCellChars: number): Promise<readonly string[]> {
  if (part === undefined) return OFFICE;
  const colours = [...OFFICE];
  let place = -1;
  let isScheme = false;
  await readPart(zip, part, 'theme', maxCellChars, (xml, token) => {
    if (token !== OPEN) return;
    // theme/themeElements/clrScheme/accent1/srgbClr
    if (xml.depth === 3) isScheme = xml.localName() === 'clrScheme';
    if (!isScheme) return;
    if (xml.depth === 4) place = PLACES.indexOf(xml.localName());
    if (xml.depth !== 5 || place < 0) return;
    const attributes = attributesOf(xml);
    const rgb = rgbOf(attributes.get('lastClr') ?? attributes.get('val'));
    if (rgb !== undefined) colours[place] = rgb;
  });
  return colours;
}

/**
 * Lighter above 0, darker below, by its luminance in HLS. Scaling each channel alike keeps hue and saturation of HLS.
 */
function tinted(rgb: string, tint: number): string {
  const channels = [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16) / 255);
  const [most, least] = [Math.max(...channels), Math.min(...channels)];
  const light = (most + least) / 2;
  const next = tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint;
  const spread = 1 - Math.abs(2 * light - 1);
  const saturation = spread === 0 ? 0 : (most - least) / spread;
  const range = saturation * (1 - Math.abs(2 * next - 1));
  return channels
    .map((channel) => (most === least ? next : next + ((channel - light) / (most - least)) * range))
    .map((channel) => Math.round(Math.min(1, Math.max(0, channel)) * 255))
    .map((channel) => channel.toString(16).padStart(2, '0').toUpperCase())
    .join('');
}
