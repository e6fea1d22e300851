/**
 * Texts that are no value, whatever column they stand in: what programs and people write for "nothing", marks that stand for the cell above, and
 * letters that another program has damaged. The one judgement of this for every field; the readers ask it through text-cell.ts.
 *
 * All of it is decided by the first character for nearly every cell.
 */

/** What programs write for a missing value (pandas, R, SQL, JavaScript, pivot tables), and what people write in a cell that they must not leave empty. */
const NOTHING: ReadonlySet<string> = new Set([
  ...'nan null none nil na n/a n.a n.a. <na> nat \\n undefined missing blank empty true false nihil kosong'.split(' '),
  ...['not available', 'no data', 'tidak ada', 'tdk ada', 'tak ada', 'belum ada', 'blm ada'],
]);

/** There may be something, and nobody knows what. */
const UNKNOWN: ReadonlySet<string> = new Set(['unknown', 'tidak diketahui', 'tidak tahu', 'tdk tahu', 'tidak jelas']);

/** Words that stand for what the cell above says; beside them, the spellings with which they begin, for `isBegun`. */
const SAME_AS_ABOVE: ReadonlySet<string> = new Set([
  ...'sda idem ibid ditto dito sama same'.split(' '),
  ...['s d a', 's d a atas', 's.d.a', 's/d/a', 's-d-a', 'sda di atas', 'sda diatas', 'sda atas'],
  ...['sama dengan atas', 'sama dengan di atas', 'sama dengan diatas', 'sama seperti di atas', 'sama seperti diatas'],
  ...['sama di atas', 'sama diatas', 'seperti di atas', 'seperti diatas', 'lihat atas', 'lihat di atas'],
  ...['idem atas', 'idem di atas', 'idem diatas', 'same as above', 'as above', 'ditto above', 'see above'],
]);

/** Words that are a person's name as well: Nan, Nil and Null are names, and so are True and Dito. */
const NAMES: ReadonlySet<string> = new Set('nan null none nil na nat true dito ditto sama'.split(' '));

const LONGEST = 24;

/** Only quotation marks, two commas, or an arrow; a single apostrophe is the rest of a text prefix. */
const MARK = /^(?:["“”„″〃״ˮ]+|['’‘´`′]{2,}|,,+|[↑↓⇑⇓⬇⬆]+)$/u;

/** `nothing`: the cell says nothing. `unknown`: it says that there is something, and not what. `ditto`: it says what the cell above says. */
export type NoValue = 'nothing' | 'unknown' | 'ditto';

/** What a tidy text is instead of a value; undefined for a value. Zeros alone are what a link to an empty cell shows. */
export function noValueOf(text: string): NoValue | undefined {
  const first = text.charCodeAt(0);
  if (first >= 49 && first <= 57) return undefined;
  if (isLetter(first)) return isBegun(text, first) ? wordOf(text) : undefined;
  if (text === '') return 'nothing';
  if (text.length > LONGEST) return undefined;
  if (first === 48) return /^0{1,8}(?:[.,]0+)?$/.test(text) ? 'nothing' : undefined;
  return /[\p{L}\p{N}]/u.test(text) ? wordOf(text) : signsOnly(text);
}

function wordOf(text: string): NoValue | undefined {
  const lower = text.toLowerCase();
  if (NOTHING.has(lower)) return 'nothing';
  const words = lower.replace(/[\s"'“”._/()[\]{}<>-]+/g, ' ').trim();
  if (SAME_AS_ABOVE.has(words)) return 'ditto';
  return UNKNOWN.has(words) ? 'unknown' : NOTHING.has(words) ? 'nothing' : undefined;
}

/** Signs without a letter or a digit: a ditto mark, alone or between dashes; what fills a cell; or a question mark, a tick and the like. */
function signsOnly(text: string): NoValue {
  const mark = text.replace(/[\s.:~=–—−_-]+/g, '');
  if (MARK.test(mark)) return 'ditto';
  return /^[/\\|,;'’‘´`•·()[\]{}<>"“”]*$/.test(mark) ? 'nothing' : 'unknown';
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

/** Whether the first two letters are those of one of the words: true for few names, and thirty times cheaper than looking the words up. */
function isBegun(text: string, first: number): boolean {
  return text.length <= LONGEST && BEGINNINGS[pair(first, text.charCodeAt(1))] === 1;
}

const BEGINNINGS = new Uint8Array(32 * 32);
for (const word of [...NOTHING, ...UNKNOWN, ...SAME_AS_ABOVE]) BEGINNINGS[pair(word.charCodeAt(0), word.charCodeAt(1))] = 1;

/** Where two characters stand in the table; capitals are their small letters, and all signs are few places. */
function pair(first: number, second: number): number {
  return (first & 31) * 32 + (second & 31);
}

/** Whether a text that is no value may be somebody's whole name after all: a person must say so. */
export function mayBeName(text: string): boolean {
  return text.length <= 5 && isBegun(text, text.charCodeAt(0)) && NAMES.has(text.toLowerCase());
}

const MARKS_BEFORE = /^(?:['’‘´`•·▪●○◦‣⁃∙:*>\s]|[-–—.](?!\d))+/u;

/** Without what a paste or a list leaves before a text: an apostrophe, a dash, a bullet, a dot. A dash or a dot before a digit is a sign of the number. */
export function withoutMarkBefore(text: string): string {
  const first = text.charCodeAt(0) | 32;
  if ((first >= 97 && first <= 122) || (first >= 48 && first <= 57)) return text;
  return text.replace(MARKS_BEFORE, '');
}
