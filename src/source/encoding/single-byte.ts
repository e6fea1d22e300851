/**
 * Encodings of one byte a character, which share ASCII and differ above it. Tables of our own:
 * TextDecoder('windows-1252') returns control characters for 80-9F on several Node versions (nodejs/node #56542,
 * #60888), and it knows no code page of DOS for Western Europe.
 */

/**
 * `windows-1252`: Windows in Indonesia and Western Europe. `macintosh`: Mac Roman, what Excel on a Mac calls CSV.
 * `cp850`: DOS, with the letters of CP437.
 */
export type SingleByte = 'windows-1252' | 'macintosh' | 'cp850';

/** Bytes 80-FF. Those without a meaning are U+FFFD: visible damage. */
const UPPER_HALVES: Readonly<Record<SingleByte, readonly string[]>> = {
  'windows-1252': [
    '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ',
    '\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿',
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß',
    'àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  ],
  macintosh: [
    'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü',
    '†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø',
    '¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ',
    '‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
  ],
  cp850: [
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ',
    'áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐',
    '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀',
    'ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  ],
};

const TABLES = new Map(
  Object.entries(UPPER_HALVES).map(([encoding, halves]) => [encoding as SingleByte, Array.from(halves.join(''))]),
);

/** A text whose characters are bytes (`latin1`), as this encoding means it. */
export function decodeBytes(bytes: string, encoding: SingleByte): string {
  const table = TABLES.get(encoding) ?? [];
  return bytes.replace(/[\x80-\xff]/g, (one) => table[one.charCodeAt(0) - 0x80] ?? LOST);
}

const LOST = '\ufffd';

/**
 * The letters in which Windows-1252 (Icelandic there: Ð Ý Þ ð ý þ) and the Turkish Windows-1254 (Ğ İ Ş ğ ı ş) differ,
 * and nothing else does. Where an encoding is only guessed they stay unread.
 */
const TURKISH_OR_ICELANDIC = /[\xd0\xdd\xde\xf0\xfd\xfe]/g;

/** Text in an encoding that nothing names; characters whose meaning cannot be told are U+FFFD. `bytes`: as `latin1`. */
export function decodeGuessed(bytes: string, encoding: SingleByte | 'unknown'): string {
  if (encoding === 'unknown') return bytes.replace(/[\x80-\xff]/g, LOST);
  return decodeBytes(encoding === 'windows-1252' ? bytes.replace(TURKISH_OR_ICELANDIC, LOST) : bytes, encoding);
}
