/**
 * Texts that are no value, whatever column they stand in: what programs and people write for "nothing", marks that
 * stand for the cell above, and letters that another program has damaged. The one judgement of this for every field;
 * the readers ask it through text-cell.ts.
 *
 * All of it is decided by the first character for nearly every cell.
 */

/**
 * What programs write for a missing value (pandas, R, SQL, JavaScript, pivot tables), and what people write in a cell
 * that they must not leave empty.
 */
const NOTHING: ReadonlySet<string> = new Set([
  ...'nan null none nil na n/a n\\a n.a n.a. <na> nat nan.0 \\n \\\\n void undefined missing blank empty'.split(' '),
  ...'true false benar salah nihil kosong dbnull system.dbnull nullptr nodata no_data inf -inf infinity #null t/a t.a t.a.'.split(
    ' ',
  ),
  ...[
    '1.#ind',
    '-1.#ind',
    '1.#qnan',
    '-1.#qnan',
    '1.#inf',
    '[object object]',
    'empty string',
    'missing value',
    'no value',
  ],
  ...[
    'not available',
    'not applicable',
    'no data',
    'tidak ada',
    'tdk ada',
    'tak ada',
    'belum ada',
    'blm ada',
    'tidak ada data',
  ],
  ...[
    'tidak tersedia',
    'tdk tersedia',
    'data kosong',
    'belum diisi',
    'blm diisi',
    'tidak diisi',
    'tdk diisi',
    'tidak terisi',
  ],
]);

/** There may be something, and nobody knows what. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'unknown',
  ...[
    'tidak diketahui',
    'tdk diketahui',
    'tidak tahu',
    'tdk tahu',
    'tidak jelas',
    'tdk jelas',
    'tidak tercatat',
    'tdk tercatat',
  ],
  ...['not known', 'not recorded'],
]);

/** Words that alone stand for what the cell above says. */
const DITTO: ReadonlySet<string> = new Set([
  ...'sda idem ibid ditto dito do dst sama same 同上 仝 々'.split(' '),
  's d a',
  'd o',
  'd s t',
  'i d e m',
]);

/**
 * Words of which nothing but such a phrase is made: `sama dengan di atas`, `idem atas`, `same as above`; one of `DITTO`
 * or `ABOVE` is among them.
 */
const PHRASE: ReadonlySet<string> = new Set([
  ...'s d a as the see seperti spt sprti dengan dgn dg dng di lihat tsb tersebut saja semua'.split(' '),
  ...'baris data no nomor yang yg'.split(' '),
]);
const ABOVE: ReadonlySet<string> = new Set(
  'atas diatas atasnya diatasnya sebelumnya above previous saja semua'.split(' '),
);

/** In a column of texts these say nothing: answers to a question, as TRUE is, and what is typed to get past a form. */
const FILLERS: ReadonlySet<string> = new Set([
  ...'ya iya yes y tidak tdk no n ada sudah belum blm ok oke x xx xxx xxxx lupa hilang menyusul'.split(' '),
  ...['tidak terbaca', 'tdk terbaca'],
]);

/** Words that are a person's name as well: Nan, Nil and Null are names, and so are True and Dito. */
const NAMES: ReadonlySet<string> = new Set('nan null none nil na nat true benar dito'.split(' '));

const LONGEST = 24;

/** Only quotation marks, two commas or slashes, or an arrow; a single apostrophe is the rest of a text prefix. */
const MARK = /^(?:["“”„″〃״ˮ＂]+|['’‘´`′＇]{2,}|,,+|\/\/+|[↑↓⇑⇓⬇⬆^]+)$/u;

/**
 * `nothing`: the cell says nothing. `unknown`: it says that there is something, and not what. `ditto`: it says what the
 * cell above says.
 */
export type NoValue = 'nothing' | 'unknown' | 'ditto';

/**
 * What a tidy text is instead of a value; undefined for a value. Zeros alone are what a link to an empty cell shows.
 */
export function noValueOf(text: string): NoValue | undefined {
  const first = text.charCodeAt(0);
  if (first >= 49 && first <= 57) return text.startsWith('1.#') ? 'nothing' : undefined;
  if (isLetter(first)) return isBegun(text) ? wordOf(text) : undefined;
  if (text === '') return 'nothing';
  if (text.length > LONGEST) return undefined;
  if (first === 48) return ZERO.test(text) ? 'nothing' : undefined;
  return /[\p{L}\p{N}]/u.test(text) ? wordOf(text) : signsOnly(text);
}

const ZERO = /^0{1,8}(?:[.,]0+)?$/;

/** What programs for statistics keep for a value that is missing. */
const MISSING_NUMBER = /^[-–−](?:1|9{1,4})(?:[.,]0+)?$/;

function wordOf(text: string): NoValue | undefined {
  const lower = text.toLowerCase();
  if (NOTHING.has(lower) || MISSING_NUMBER.test(lower)) return 'nothing';
  const phrase = lower.replace(/[\s"'“”.,;:_/*()[\]{}<>-]+/g, ' ').trim();
  if (DITTO.has(phrase)) return 'ditto';
  if (UNKNOWN.has(phrase)) return 'unknown';
  if (NOTHING.has(phrase)) return 'nothing';
  const words = phrase.split(' ');
  if (words.length < 2) return undefined;
  // A program writes its word for each of the columns that it joins: `nan nan`.
  if (words.every((word) => NOTHING.has(word))) return 'nothing';
  const isSaid = (word: string): boolean => ABOVE.has(word) || DITTO.has(word);
  return words.every((word) => PHRASE.has(word) || isSaid(word)) && words.some(isSaid) ? 'ditto' : undefined;
}

/**
 * Signs without a letter or a digit: a ditto mark, alone or between dashes; what fills a cell; or a question mark, a
 * tick and the like.
 */
function signsOnly(text: string): NoValue {
  const mark = text.replace(/[\s.:~=–—−_-]+/g, '');
  if (MARK.test(mark)) return 'ditto';
  return /^[/\\|,;'’‘´`•·()[\]{}<>"“”]*$/.test(mark) ? 'nothing' : 'unknown';
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

/**
 * Whether the first three letters are those of one of the words: true for few names, and thirty times cheaper than
 * looking the words up.
 */
function isBegun(text: string): boolean {
  return text.length <= LONGEST && BEGINNINGS[placeOf(text)] === 1;
}

/**
 * Whether a cell begins with three letters with which none of these words begins: nearly every name and address. It
 * needs no tidying, and is asked of every cell of a text before anything else.
 */
export function isPlainText(cell: string): boolean {
  return (
    isLetter(cell.charCodeAt(0)) &&
    isLetter(cell.charCodeAt(1)) &&
    isLetter(cell.charCodeAt(2)) &&
    BEGINNINGS[placeOf(cell)] === 0
  );
}

const BEGINNINGS = new Uint8Array(32 ** 3);
for (const word of [...NOTHING, ...UNKNOWN, ...DITTO, ...PHRASE, ...ABOVE, ...FILLERS]) BEGINNINGS[placeOf(word)] = 1;

/**
 * Where the first three characters stand in the table; capitals are their small letters, and all signs are one place.
 */
function placeOf(text: string): number {
  return (letterAt(text, 0) * 32 + letterAt(text, 1)) * 32 + letterAt(text, 2);
}

function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return isLetter(code) ? code & 31 : 0;
}

/**
 * Whether a text says nothing in a column of texts, although it does elsewhere: yes or no, `xx`, and the first day and
 * second of Excel.
 */
export function isFiller(text: string): boolean {
  if (text.length > 13) return false;
  return text.charCodeAt(0) === 48 ? ZERO_TIME.test(text) : isBegun(text) && FILLERS.has(text.toLowerCase());
}

const ZERO_TIME = /^(?:0?0[-/. ]0?1[-/. ]1900|0{1,2}:00(?::00)?)$/;

/** Whether a text that is no value may be somebody's whole name after all: a person must say so. */
export function mayBeName(text: string): boolean {
  return text.length <= 5 && isBegun(text) && NAMES.has(text.toLowerCase());
}

/** As pastes, lists and Word's bullets leave them. A dash, a dot or a plus before a digit is a sign of the number. */
const MARKS_BEFORE =
  /^(?:['’‘´`•·▪●○◦‣⁃∙■□☐☑✓✔►▶➢❖→§\uf000-\uf0ff:*>~_\s]|[-–—.+](?!\d)|\d{1,3}[.)]\s+(?=\p{L}\p{L}))+/u;

/**
 * Without what a paste or a list leaves before a text: an apostrophe, a dash, a bullet, a dot, a number in a list, or
 * quotation marks around all of it.
 */
export function withoutMarkBefore(text: string): string {
  const first = text.charCodeAt(0);
  if (isLetter(first) || (first >= 48 && first <= 57 && !mayBeNumbered(text))) return text;
  return withoutQuotes(text.replace(MARKS_BEFORE, '')).replace(MARKS_BEFORE, '');
}

/** Around all of it, or one that never closes; not those of a nickname. */
function withoutQuotes(text: string): string {
  if (!QUOTES.includes(text.charAt(0)) || text === '') return text;
  const inside = text.slice(1);
  if (!HAS_QUOTE.test(inside)) return inside.trimStart();
  const last = inside.slice(0, -1);
  return QUOTES.includes(inside.at(-1) ?? '') && !HAS_QUOTE.test(last) ? last.trim() : text;
}

const QUOTES = '"“”„‚';
const HAS_QUOTE = /["“”„]/;

/** `1. Siti`, `12) Siti`. */
function mayBeNumbered(text: string): boolean {
  for (let at = 1; at <= 3; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 || code === 41) return text.charCodeAt(at + 1) === 32;
    if (code < 48 || code > 57) return false;
  }
  return false;
}
