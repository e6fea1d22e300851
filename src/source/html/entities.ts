/** Character references of HTML: numbers, and the names that programs write into tables of people. */

/**
 * Those of HTML 2 and the punctuation that word processors write; an unknown name stays as it is, visible to the clerk.
 */
const PAIRS = (
  'amp & lt < gt > quot " apos \' nbsp \u00a0 ensp \u2002 emsp \u2003 thinsp \u2009 ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ ' +
  'hellip … bull • middot · deg ° laquo « raquo » copy © reg ® trade ™ euro € shy \u00ad zwnj \u200c zwj \u200d ' +
  'agrave à aacute á acirc â atilde ã auml ä aring å aelig æ ccedil ç egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï ' +
  'ntilde ñ ograve ò oacute ó ocirc ô otilde õ ouml ö oslash ø ugrave ù uacute ú ucirc û uuml ü yacute ý yuml ÿ szlig ß ' +
  'Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ Ccedil Ç Egrave È Eacute É Ecirc Ê Euml Ë Ntilde Ñ Oacute Ó Ouml Ö Oslash Ø Uacute Ú Uuml Ü'
).split(' ');
const NAMED = new Map(PAIRS.flatMap((word, index) => (index % 2 ? [[PAIRS[index - 1] ?? '', word] as const] : [])));

/** Bytes 80-9F, which pages that think in Windows-1252 write as numbers (HTML standard, 13.2.5.80). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** The text with every reference replaced, once: `&amp;lt;` is `&lt;`. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,8}));?/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED.get(name as string) ?? whole;
    return character(decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal));
  });
}

function character(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252[code - 0x80] ?? '\ufffd';
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  return String.fromCodePoint(code);
}
