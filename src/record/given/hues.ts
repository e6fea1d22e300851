/**
 * Colours as people call them. A colour is `RRGGBB` in capitals, or the name of a pattern; only the former has a hue.
 * Pure.
 */

/**
 * In degrees, from and to; a range that passes 0 begins above its end. What two people call by different names lies in
 * both.
 */
const HUES: readonly (readonly [from: number, to: number, words: string])[] = [
  [345, 16, 'merah red'],
  [14, 50, 'oranye orange oren jingga'],
  [38, 72, 'kuning yellow'],
  [68, 172, 'hijau green ijo'],
  [160, 260, 'biru blue'],
  [255, 300, 'ungu purple violet'],
  [290, 20, 'pink pinky'],
];
const GREY = 'abu kelabu grey gray';

/** Every word for a colour that is known. */
export const COLOUR_WORDS: ReadonlySet<string> = new Set(
  [...HUES.map(([, , words]) => words), GREY].join(' ').split(' '),
);

/** Whether people may call the colour so. */
export function isCalled(colour: string, word: string): boolean {
  const rgb = channelsOf(colour);
  if (rgb === undefined) return false;
  const [red, green, blue] = rgb;
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  if (range < 16) return GREY.split(' ').includes(word);
  const sixth =
    most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  const hue = (sixth * 60 + 360) % 360;
  return HUES.some(
    ([from, to, words]) =>
      words.split(' ').includes(word) && (from < to ? hue >= from && hue <= to : hue >= from || hue <= to),
  );
}

/** So far may a channel be off in a colour that was picked again. */
const NEAR = 24;

/** Whether two colours look the same to somebody who picks one like the other. */
export function isLike(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [channelsOf(a), channelsOf(b)];
  if (first === undefined || second === undefined) return false;
  return first.every((channel, at) => Math.abs(channel - (second[at] ?? 0)) <= NEAR);
}

function channelsOf(colour: string): readonly [number, number, number] | undefined {
  if (!/^[\dA-F]{6}$/.test(colour)) return undefined;
  const value = Number.parseInt(colour, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
