/** One spelling for labels, so that "NO. HP", "No_HP" and "no hp" are the same heading. */

/**
 * Lower case, no accents, every run of punctuation, symbols and spaces one space, none at the ends: `Tgl. Lahir (KTP)`
 * → `tgl lahir ktp`. For headings, vaccine names and site names; never for what is sent.
 */
export function foldLabel(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
