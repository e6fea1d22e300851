/**
 * Letters that another program has damaged: the bytes of one encoding shown in another, letters written out as codes,
 * and letters that are lost.
 */

/** What no name and no address holds; the parts are told apart in `PARTS` only to be read. */
const PARTS = [
  // The sign that stands for lost bytes, and control characters in the place of letters.
  /\ufffd|[\u0080-\u009f]/u,
  // UTF-8 shown as Windows-1252 (`RenÃ©e`, `Nurâ€™aini`), or its quotation marks as DOS (`NURÔÇÖAINI`).
  /ÔÇ|[ÃÂâÅÄ][\u00a1-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u,
  // A letter of another alphabet within a word: UTF-8 as Windows-1251, DOS, GBK: `RenГ©e`, `NurΓÇÖaini`, `Ren茅e`.
  /\p{Script=Latin}(?![\p{Script=Latin}\p{Script=Inherited}\p{Lm}])[\p{L}\p{M}]/u,
  /(?![\p{Script=Latin}\p{Script=Inherited}\p{Lm}])[\p{L}\p{M}]\p{Script=Latin}/u,
  // The lines of which DOS made boxes; signs of mathematics, and the end of a half-width Japanese sentence, at a
  // letter: `JOS╔`, `Ren√©e`.
  /[\u2501-\u259f]|\p{L}[\u2200-\u23ff\u25ca\uff61-\uff65ⁿ₧‗]|[\u2200-\u23ff\u25ca\uff61-\uff65ⁿ₧]\p{L}/u,
  // Accented letters of DOS and of old Macs shown as Windows-1252, and the other way round: `Andr‚`, `Mu¤oz`,
  // `Fran‡ois`, `Garc°a`.
  /\p{L}[‚ƒ„†‡ˆ‰‹›¡¢£¤¥¦¨¬¯±¸¿˜]|[ƒ†‡ˆ‰‹›¢£¤¥¦¨¬¯¸¿˜]\p{L}|\p{L}[…«»•°§©®²³¹¶·÷×]\p{L}|\p{L}[“”]\p{Ll}|\p{Ll}[–—]\p{Ll}/u,
  // The same where they have become a capital behind a small letter (`AndrŽ`, `NurÕaini`, `ÔAisyah`), or one that
  // stands where none can (`NURÕAINI`).
  /\p{Ll}(?![A-Z])\p{Lu}|\p{Lu}Ÿ\p{Ll}|(?<!\p{L})[ÐÑÒÓÔÕ]\p{Lu}\p{Ll}|\p{L}Õ(?![ESN])\p{L}/u,
  // … or a small letter among capitals (`MARêA`; é alone is typed so), or one by itself (`Siti ñ Aminah`).
  /\p{Lu}{2}[à-èê-öø-ÿıœšž](?!\p{Ll})|(?<![\p{L}\p{M}\p{N}’'.-])[âãäåæçêëîïñôõöøùûüýÿðþÐÞ](?![\p{L}\p{M}\p{N}’'.-])/u,
  // Four accented letters in a row, or a word of nothing else: Russian, Arabic or Chinese shown as Windows-1252.
  /[À-ÖØ-öø-ÿ]{4}|(?<![\p{L}\p{M}])[À-ÖØ-öø-ÿ]{2,}(?![\p{L}\p{M}])/u,
  // Letters as web pages, addresses of pages, programs, letters by mail and Excel's XML write them: `Nur&#39;aini`,
  // `Siti%20Aminah`, `Ren\u00e9e`, `Ren+AOk-e`.
  /&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z]{2,8}\d{0,2});|%[\dA-Fa-f]{2}|\\[ux][\dA-Fa-f]{2}|\p{L}=[\dA-F]{2}|_x[\dA-Fa-f]{4}_|\p{L}\+[A-Za-z\d/]{3,8}-/u,
  // A letter that an old encoding does not have: `Ren?e`.
  /\p{L}\?\p{L}/u,
];

const DAMAGE = new RegExp(PARTS.map(({ source }) => source).join('|'), 'u');

/** The ASCII signs that are part of such damage. */
const SIGNS = new Uint8Array(128);
for (const sign of '&%\\=_?+') SIGNS[sign.charCodeAt(0)] = 1;

/**
 * What one loop must know of an ASCII character to pass a text: nothing, that it is a blank, or that it is asked about.
 */
const KINDS = new Uint8Array(128);
const BLANK = 1;
const ASKED = 2;
for (let code = 0; code < 128; code++) if (code < 32 || code === 127 || SIGNS[code] === 1) KINDS[code] = ASKED;
KINDS[32] = BLANK;

/**
 * True only for a text of ASCII letters, digits and signs that is tidy (cells.ts) and not damaged: nearly every cell.
 * One loop tells both in half the time of two.
 */
export function isSound(text: string): boolean {
  let before = BLANK;
  for (let i = 0; i < text.length; i++) {
    const kind = KINDS[text.charCodeAt(i)];
    if (kind !== 0 && (kind !== BLANK || before === BLANK)) return false;
    before = kind;
  }
  return before !== BLANK || text === '';
}

/** Whether the text is damaged so. Nearly every text is plain letters, which a loop tells ten times faster. */
export function isGarbled(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127 || SIGNS[code] === 1) return DAMAGE.test(text);
  }
  return false;
}
