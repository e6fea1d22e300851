/** Nationality: what clerks write for a country, as ISO 3166-1 alpha-2 (`ID`, `IN`). */
import { cellText } from '../cells.ts';
import type { Field } from '../problems.ts';
import type { Cell } from '../source-row.ts';
import { foldLabel } from '../words/fold.ts';
import { remember } from '../words/remember.ts';
import { absent, clean, type FieldReading } from './field-reading.ts';
import { isBlank } from './text-cell.ts';
import { unread } from './unread-value.ts';

/** What people write beside the names of Unicode's CLDR: short names, demonyms, codes of three letters. */
const ALSO: Readonly<Record<string, string>> = {
  ID: 'wni|indonesia|indonesian|ina|idn|ri|nkri|warga negara indonesia',
  US: 'amerika|usa|u s a|us|united states of america|american|amerika serikat',
  GB: 'inggris|england|uk|u k|gbr|great britain|british|britania raya',
  CN: 'china|cina|tiongkok|rrt|rrc|chn|chinese|republik rakyat tiongkok',
  TW: 'taiwan|twn',
  JP: 'jepang|jpn|japanese',
  KR: 'korea selatan|korsel|south korea|kor|republic of korea',
  NL: 'belanda|holland|nld|dutch|the netherlands',
  AU: 'australia|aus|australian',
  IN: 'india|ind|indian',
  MY: 'malaysia|mys|malaysian',
  SG: 'singapura|singapore|sgp|singaporean',
  PH: 'filipina|philippines|phl|filipino',
  TL: 'timor leste|tls|timor timur',
  PG: 'papua nugini|papua new guinea|png',
  DE: 'jerman|germany|deu|german',
  FR: 'perancis|prancis|france|fra|french',
  RU: 'rusia|russia|rus|russian',
  SA: 'arab saudi|saudi arabia|sau',
  AE: 'uni emirat arab|uae|united arab emirates',
  VN: 'vietnam|vnm|vietnamese',
  TH: 'thailand|tha|thai',
  PK: 'pakistan|pak|pakistani',
  BD: 'bangladesh|bgd|bangladeshi',
  MM: 'myanmar|mmr|birma',
  TR: 'turki|turkey|tur|turkiye',
};

/** Letters of countries that are words of clerks: `AS` is the United States to them and American Samoa to ISO. */
const NOT_A_CODE: ReadonlySet<string> = new Set(['AS', 'LN', 'DN']);

const read = remember((text: string): FieldReading<string> | undefined => {
  const folded = foldLabel(text);
  // A foreigner, of no country that is named.
  if (/^(?:wna|asing|orang asing|warga negara asing|foreigner)$/.test(folded)) return absent;
  const code = codeOf(folded) ?? codeOf(folded.replace(/^(?:wna|wn|warga negara(?: asing)?|negara) /, ''));
  return code === undefined ? undefined : clean(code);
});

/** The country of a cell; a foreigner without a country is none. */
export function readCountry(cell: Cell, _: unknown, field: Field): FieldReading<string> {
  const text = cellText(cell);
  if (text === '' || isBlank(text)) return absent;
  return read(text) ?? unread(field, text);
}

function codeOf(folded: string): string | undefined {
  const code = folded.toUpperCase();
  if (code.length === 2 && !NOT_A_CODE.has(code) && codes().has(code)) return code;
  return names().get(folded);
}

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
let known: { readonly codes: ReadonlySet<string>; readonly names: ReadonlyMap<string, string> } | undefined;

/** Codes of CLDR that are no country: its groups, and parts of countries. */
const NO_COUNTRY = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'XK', 'ZZ', 'QO', 'AC', 'CP', 'DG', 'EA', 'IC', 'TA']);

/** The countries by their names in Indonesian and English, made when the first sheet asks. */
function table(): NonNullable<typeof known> {
  if (known) return known;
  const [id, en] = ['id', 'en'].map(
    (language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }),
  );
  const codes = new Set<string>();
  const names = new Map<string, string>();
  for (const code of LETTERS.flatMap((first) => LETTERS.map((second) => first + second))) {
    const english = en?.of(code);
    // What has passed away has the region of its heir: DD is DE.
    const isPast = new Intl.Locale(`und-${code}`).region !== code;
    if (english === undefined || isPast || NO_COUNTRY.has(code)) continue;
    codes.add(code);
    for (const name of [english, id?.of(code) ?? english])
      if (!names.has(foldLabel(name))) names.set(foldLabel(name), code);
  }
  for (const [code, also] of Object.entries(ALSO)) for (const name of also.split('|')) names.set(name, code);
  known = { codes, names };
  return known;
}

function codes(): ReadonlySet<string> {
  return table().codes;
}

function names(): ReadonlyMap<string, string> {
  return table().names;
}
