/**
 * What a cell says in a column about presence, screening or being vaccinated. Lists of bad words leak, so here only
 * words that are known to be good say that the dose was given. Pure.
 */

import { cellText } from '../cells.ts';
import type { Cell } from '../source-row.ts';
import { codedValue } from '../words/code-before.ts';
import { remember } from '../words/remember.ts';
import { plainWords, STOP } from './plain-words.ts';
import { readRemark } from './remark.ts';
import { NEGATIONS } from './words.ts';

/**
 * `mark`: a sign of which nobody knows whether it is a tick or a cross; it says at least that such a column is ticked.
 */
export type Presence = 'yes' | 'no' | 'mark' | 'unknown' | 'blank';

/** What the heading says of codes: "(1 = hadir, 2 = tidak)". */
export type Legend = ReadonlyMap<string, 'yes' | 'no'>;

const TICK = /^(?:[✓✔√☑✅🗸🗹👍ü]\ufe0f?|v{1,3})$/iu;
const CROSS = /^(?:[✗✘☒❌❎×✖û☐⬜]\ufe0f?|0+|[-–—_.]+|n|f|t|tk|th|a|null|nil|nihil|no|false|salah)$/iu;
const MARK = /^(?:[x*•●○o+■#]{1,3})$/iu;
/** A day or a time of day at which somebody was there. */
const STAMP =
  /^(?:\d{1,2}[/. -](?:\d{1,2}|\p{L}{3,9})[/. -]\d{2,4}|\d{4}-\d{2}-\d{2})?(?:[ T]?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?(?:wib|wita|wit|am|pm))?)?$/iu;

const GOOD = new Set(
  (
    'ya iya yes y ok oke okay sudah selesai done complete completed lengkap hadir h datang vaksin suntik diberikan diberi given administered ' +
    'layak lolos lulus eligible memenuhi sehat fit normal lanjut berhasil sukses success successful present visited p benar betul true ' +
    'ms wis uwis wes sampun inggih nggih enggih atos parantos rampung sip full terlayani dilayani terlaksana tuntas finish finished divaksin pass passed received immunized immunised terimunisasi setuju bersedia aman baik'
  ).split(' '),
);
/** Beside a good word, these add nothing. */
const BESIDE = new Set(
  (
    'di ke pada tgl tepat waktu hari ini jam pagi siang sore syarat untuk dosis dose pertama kedua ketiga satu dua tiga i ii iii booster tahap dan and penuh semua wib ' +
    'full fully partial partially first second third sinovac coronavac astrazeneca az moderna pfizer sinopharm janssen covid skrining screening lolos status orang peserta'
  ).split(' '),
);
/** Alone they say that a dose was given: "Dosis 1", "Booster", "Sinovac". */
const GIVEN = new Set(
  'dosis dose booster pertama kedua ketiga sinovac coronavac astrazeneca az moderna pfizer sinopharm janssen'.split(
    ' ',
  ),
);

const wordsSay = remember((text: string): Presence => {
  const whole = saidBy(text);
  const coded = whole === 'unknown' ? codedValue(text) : undefined;
  return coded && /\d/.test(coded.code) ? saidBy(coded.value) : whole;
});

function saidBy(text: string): Presence {
  const said = readRemark(text);
  const words = plainWords(text).filter((word) => word !== STOP);
  if (said.kind !== 'nothing') return 'no';
  // "Sudah?" is a question, and "0 dosis" none.
  if (words.length === 0 || text.includes('?') || words.some((word) => NEGATIONS.has(word))) return 'unknown';
  if (/^0+$/.test(words[0] ?? '')) return 'no';
  const isKnown = words.every((word) => GOOD.has(word) || BESIDE.has(word) || /^[\d_]+$/.test(word));
  return isKnown && words.some((word) => GOOD.has(word) || GIVEN.has(word)) ? 'yes' : 'unknown';
}

/**
 * `measures`: the column may hold what was measured ("120/80", "36,5"). `counts`: a figure from 1 to 4 is how many
 * doses.
 */
export function presenceOf(
  cell: Cell,
  legend: Legend,
  also: { readonly measures?: boolean; readonly counts?: boolean } = {},
): Presence {
  if (cell === '') return 'blank';
  if (typeof cell === 'object') {
    if (cell.kind === 'boolean') return /^(?:1|true)$/i.test(cell.raw) ? 'yes' : 'no';
    if (cell.kind === 'date') return cell.day === '' ? 'blank' : 'yes';
    if (cell.kind === 'error' || cell.kind === 'uncalculated') return 'unknown';
  }
  const text = cellText(cell);
  if (text === '') return 'blank';
  const coded = legend.size > 0 ? legend.get(text.toLowerCase()) : undefined;
  if (coded) return coded;
  if (TICK.test(text)) return 'yes';
  if (CROSS.test(text)) return 'no';
  if (MARK.test(text)) return 'mark';
  if (/^\d+(?:[.,]0+)?$/.test(text)) {
    const number = Number.parseInt(text, 10);
    return number === 1 || (also.counts && number <= 4) ? 'yes' : 'unknown';
  }
  if (STAMP.test(text)) return 'yes';
  if (also.measures && /^[\d\s/.,°c%-]+(?:mmhg|c|kg)?$/i.test(text)) return 'yes';
  return wordsSay(text);
}
