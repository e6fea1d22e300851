/**
 * What Indonesian names have in many forms: titles, degrees, the most frequent given names, and the spellings of before
 * 1972.
 */
import { remember } from '../words/remember.ts';

/** Before a name: religious, noble, civil and academic titles, and forms of address. */
const TITLES: ReadonlySet<string> = new Set(
  `H HJ HAJI HAJJAH KH KYAI KIAI NYAI UST USTAD USTADZ USTADZAH HABIB R RR RADEN RA RM RNG
   DR DRG DRH DRS DRA DRAH IR PROF TN NY NN SDR SDRI AN BPK BP BAPAK IBU ALM ALMH ALMARHUM ALMARHUMAH MR MRS MS`.split(
    /\s+/,
  ),
);

/** Behind a name: academic degrees as the forms abbreviate them, dots removed. */
const DEGREES: ReadonlySet<string> = new Set(
  `SPD SPDI SPDSD MPD MPDI SE SEI MSE SH MH SHI MHI ST MT SKOM MKOM SAG MAG SSOS SSOSI MSI SSI SP MP SPT SIP MIP SPSI MPSI SHUT STP SKED
   SKEP MKEP SKM MKES MKM SST SSTKEB SSTP STKEB AMD AMK AMKEB AMDKEB AMDKEP AMAPD NS APT SFARM MFARM SGZ SKG MM MMKES MBA MSC BSC BA MA PHD LC
   SPA SPOG SPPD SPB SPKK SPM SPJP SPAN`.split(/\s+/),
);

/** Letters of the longest degree. */
export const LONGEST_DEGREE = Math.max(...Array.from(DEGREES, (degree) => degree.length));

export function isTitle(word: string): boolean {
  return TITLES.has(word);
}

export function isDegree(word: string): boolean {
  return DEGREES.has(word);
}

/** Given names that one person writes in several ways; a one-letter M is a matter of its place (names.ts). */
const USUAL_FORMS: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        'MUHAMMAD',
        'MUHAMAD MUHAMED MUHAMMED MOHAMMAD MOHAMAD MOHAMMED MOHAMED MOCHAMMAD MOCHAMAD MUCHAMMAD MUCHAMAD MOKHAMAD MUKHAMAD MOCH MOKH MOH MUH MUCH MHD MHMD MD MOHD MUHD',
      ],
      ['AHMAD', 'ACHMAD AKHMAD AHMED ACH AKH'],
      ['ABDUL', 'ABD ABDL'],
      ['SITI', 'SITTI ST'],
      ['NUR', 'NOOR NOR NOER'],
      ['PUTRI', 'PUTERI'],
      ['BAYI', 'BY'],
    ] as const
  ).flatMap(([usual, forms]) => forms.split(' ').map((form): [string, string] => [form, usual])),
);

export function usualForm(word: string): string {
  return USUAL_FORMS.get(word) ?? word;
}

/**
 * Spellings → the one they become; in this order. Old (Van Ophuijsen, Soewandi) first, then sounds that are written by
 * ear.
 * @internal Exported for its tests.
 */
export const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/OE|OO/g, 'U'],
  [/DJ/g, 'J'],
  [/TJ/g, 'C'],
  [/SJ/g, 'SY'],
  [/NJ/g, 'NY'],
  [/CH|KH/g, 'H'],
  [/ROH/g, 'RAH'],
  [/DH/g, 'D'],
  [/TH/g, 'T'],
  [/SH/g, 'S'],
  [/AE/g, 'AI'],
  [/Q/g, 'K'],
  [/X/g, 'KS'],
  [/[FV]/g, 'P'],
  [/Z/g, 'J'],
  [/Y$/g, 'I'],
  [/(.)\1+/g, '$1'],
];

/**
 * All of them at once: four words in five have none, which one look tells in a third of the time. A sheet has many
 * thousand words, and only some are remembered.
 * @internal Exported for its tests.
 */
export const ANY_SPELLING = /OE|OO|DJ|TJ|SJ|NJ|CH|KH|ROH|DH|TH|SH|AE|Q|X|[FV]|Z|Y$|(.)\1+/;

/**
 * One word, capitals, in the spelling in which its variants agree: SOEHARTO and SUHARTO, WATY and WATI, ZAENAL and
 * JAINAL.
 */
export const spell = remember((word) =>
  ANY_SPELLING.test(word) ? SPELLINGS.reduce((spelt, [from, to]) => spelt.replace(from, to), word) : word,
);
