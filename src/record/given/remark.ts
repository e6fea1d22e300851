/**
 * What a remark says of the dose beside it. Any word of negation, refusal, absence, postponement, another place or
 * error takes it back, unless the remark ends well ("sempat tunda, tgl 20 jadi vaksin"). Pure.
 */

import { remember } from '../words/remember.ts';
import { forgivenMistakes, typingMistakes } from '../words/typing-mistakes.ts';
import { dosesNear } from './dose-words.ts';
import { isFamiliar } from './familiar-words.ts';
import { plainWords, STOP } from './plain-words.ts';
import {
  AGAIN,
  BETWEEN,
  CARDS,
  CORRECTED,
  DENIED_BY_NO,
  DONE,
  DOUBLE,
  FINAL,
  FIRST_STEPS,
  HERE,
  IN_THE_END,
  LONG_ILL,
  NEGATIONS,
  NO_LONGER,
  NOT_OF_THE_DOSE,
  OF_A_PAPER,
  OF_AN_ILLNESS,
  OF_CARDS,
  ONLY,
  PAPERS,
  PLANNED,
  TAKEN_BACK,
  THERE_IS,
  TO_COME,
  TOLD_TO,
  TRIALS,
  UNWELL,
} from './words.ts';

/** What a text says of a dose. */
export type Said =
  /** Nothing against it. `unread`: there are words that nobody has told us of. */
  | { readonly kind: 'nothing'; readonly unread: boolean }
  /**
   * Taken back, or only planned. `doses`: those it speaks of; empty where it names none, and speaks of all.
   */
  | { readonly kind: 'back' | 'plan'; readonly doses: readonly number[] };

const NOTHING: Said = { kind: 'nothing', unread: false };
const UNREAD: Said = { kind: 'nothing', unread: true };

/** What the remark says; the last thing said counts, but for death and records made in error. */
export const readRemark = remember((text: string): Said => {
  if (CROSS.test(text)) return { kind: 'back', doses: [] };
  const words = plainWords(text).map(mended);
  if (words.length <= 2 && TRIALS.has(words[0] ?? '')) return { kind: 'back', doses: [] };
  let said: Said | undefined;
  for (let at = 0; at < words.length; at++) {
    const { kind, next } = eventAt(words, at, said !== undefined);
    if (kind === 'done') said = undefined;
    else if (kind) {
      said = { kind, doses: dosesNear(words, at) };
      if (FINAL.has(words[at] ?? '')) return { kind, doses: [] };
    }
    at = Math.max(at, next - 1);
  }
  if (said) return said;
  return !text.includes('?') && !isUnwell(words) && words.every((word) => word === STOP || isFamiliar(word))
    ? NOTHING
    : UNREAD;
});

/** A cross, with words or without. */
const CROSS = /[✗✘☒❌❎✖]/u;

/** "Demam 38,5", "tensi tinggi": nobody says whether the dose was given. */
function isUnwell(words: readonly string[]): boolean {
  return (
    !words.some((word) => NO_LONGER.has(word)) &&
    words.some(
      (word, at) => UNWELL.has(word) && !words.slice(Math.max(0, at - 3), at).some((one) => NEGATIONS.has(one)),
    )
  );
}

/** Whether it speaks against dose `number`; undefined: a row of which that is not known. */
export function speaksOf(said: Said, number: number | undefined): said is Exclude<Said, { kind: 'nothing' }> {
  return said.kind !== 'nothing' && (said.doses.length === 0 || number === undefined || said.doses.includes(number));
}

interface Event {
  readonly kind: 'back' | 'plan' | 'done' | undefined;
  /** Where to go on reading. */
  readonly next: number;
}

function eventAt(words: readonly string[], at: number, isBack: boolean): Event {
  const word = words[at] ?? '';
  if (NEGATIONS.has(word)) return negated(words, at);
  if (isBack && DONE.has(word) && isInTheEnd(words, at)) return { kind: 'done', next: at + 1 };
  const next = words[at + 1] ?? '';
  if (word === 'no') return DENIED_BY_NO.has(next) ? { kind: 'back', next: at + 2 } : { kind: undefined, next: at + 2 };
  if ((ONLY.has(word) && FIRST_STEPS.has(next)) || (FIRST_STEPS.has(word) && next === 'saja'))
    return { kind: 'back', next: at + 2 };
  if (word === 'sebelum' && (next === 'vaksin' || next === 'suntik')) return { kind: 'back', next: at + 2 };
  if (TOLD_TO.has(word) && words.slice(at + 1, at + 4).some((one) => TO_COME.has(one)))
    return { kind: 'plan', next: at + 1 };
  if (TAKEN_BACK.has(word)) return { kind: isOtherwise(words, at) ? undefined : 'back', next: at + 1 };
  if (PLANNED.has(word)) {
    return { kind: isBack || AGAIN.has(next) ? 'back' : 'plan', next: at + 1 };
  }
  if (isElsewhere(words, at)) return { kind: 'back', next: at + 1 };
  return { kind: undefined, next: at + 1 };
}

const OF_SOMEBODY = /^(?:orang(?:nya)?|ybs|peserta|sasaran|bersangkutan|anak(?:nya)?|warga|pasien)$/;

/**
 * "tidak ada keluhan" says nothing of the dose, "tidak batal" that it was given, and everything else that it was not.
 */
function negated(words: readonly string[], at: number): Event {
  if (words[at] === 'jangan') return { kind: 'back', next: at + 1 };
  let object = at + 1;
  while (BETWEEN.has(words[object] ?? '') || words[object] === 'jadi') object++;
  const denied = words[object];
  const isOpen = denied === undefined || denied === STOP;
  // "tidak ada" alone answers another question; "tidak" alone answers this one.
  if (isOpen && THERE_IS.has(words[object - 1] ?? '') && !OF_SOMEBODY.test(words[at - 1] ?? ''))
    return { kind: undefined, next: object };
  if (!isOpen && (NOT_OF_THE_DOSE.has(denied) || DOUBLE.has(denied))) return { kind: undefined, next: object + 1 };
  if (OF_CARDS.has(denied ?? '') && isOfACard(words, at)) return { kind: undefined, next: object + 1 };
  if (words[at] === 'tanpa' && !/^(?:keterangan|kabar|izin|berita|alasan|ket|vaksin)$/.test(denied ?? ''))
    return { kind: undefined, next: object };
  // "belum booster": the dose that is still to come.
  return { kind: 'back', next: Math.min(object + 1, words.length) };
}

/** "Kartu belum diambil". */
function isOfACard(words: readonly string[], at: number): boolean {
  const thought = words.slice(words.lastIndexOf(STOP, at) + 1, at);
  return thought.some((word) => CARDS.has(word)) && !thought.some((word) => word === 'vaksin' || word === 'suntik');
}

/** "gagal ginjal", "sakit jantung", "salah satu", "izin orang tua", "riwayat sakit". */
function isOtherwise(words: readonly string[], at: number): boolean {
  const [before = '', word = '', after = ''] = [words[at - 1], words[at], words[at + 1]];
  switch (word) {
    case 'sakit':
      return OF_AN_ILLNESS.has(after) || LONG_ILL.has(before) || before === 'rumah';
    case 'meninggal':
      return before === 'cerai';
    case 'gagal':
    case 'stopped':
    case 'failed':
      return OF_AN_ILLNESS.has(after) || LONG_ILL.has(before);
    case 'salah':
      return after === 'satu';
    case 'left':
      return /^(?:arm|deltoid|hand|thigh|side|upper)$/.test(after);
    case 'izin':
      return (
        /^(?:orang|ortu|orangtua|ibu|bapak|wali|suami|dokter|dr|tertulis)$/.test(after) ||
        /^(?:surat|ada|dapat|lembar)$/.test(before)
      );
    case 'mundur':
      return before === 'tidak';
    case 'pindah':
      return /^(?:dari|datang)$/.test(after);
    case 'kosong':
    case 'habis':
      return /^(?:perut|makan|sarapan)$/.test(before) || /^(?:perut|makan)$/.test(after) || isOfAPaper(words, at);
    case 'takut':
      return /^(?:awalnya|sempat|semula)$/.test(before);
    case 'undur':
    case 'stop':
      return after === 'merokok';
    case 'ganda':
      return before === 'kembar';
    default:
      return OF_A_PAPER.has(word) && isOfAPaper(words, at);
  }
}

/** "NIK menyusul", "sertifikat belum jadi, menyusul": a paper or a number is late, lost or missing, not the dose. */
function isOfAPaper(words: readonly string[], at: number): boolean {
  const from = words.lastIndexOf(STOP, at) + 1;
  const thought = words.slice(from, at);
  return thought.some((word) => PAPERS.has(word)) && !thought.some((word) => word === 'vaksin' || word === 'suntik');
}

/**
 * "jadi vaksin", "akhirnya hadir", "sudah vaksin tgl 20", "sudah diperbaiki": not in a thought about the future or
 * another place.
 */
function isInTheEnd(words: readonly string[], at: number): boolean {
  const from = words.lastIndexOf(STOP, at) + 1;
  const stop = words.indexOf(STOP, at);
  const thought = words.slice(from, stop < 0 ? words.length : stop);
  const here = at - from;
  if (
    thought.slice(0, here).some((word) => PLANNED.has(word) && word !== 'mau') ||
    (thought.slice(here).some((word) => PLANNED.has(word)) && thought[here] !== 'mau')
  )
    return false;
  if (thought.some((word) => NEGATIONS.has(word)) || thought.some((_, index) => isElsewhere(thought, index)))
    return false;
  if (thought.some((word, index) => isPlaceWord(word) && isNotHere(thought[index + 1]))) return false;
  const before = words.slice(Math.max(0, at - 4), at);
  const isDated = thought.some((word) => word === 'tgl' || /\d/.test(word) || word === 'ini');
  return before.some(
    (word) => IN_THE_END.has(word) || (word === 'sudah' && (isDated || CORRECTED.has(words[at] ?? ''))),
  );
}

function isPlaceWord(word: string): boolean {
  return word === 'di' || word === 'at' || word === 'in';
}

function isNotHere(word: string | undefined): boolean {
  return word !== undefined && word !== STOP && !HERE.has(word) && !/\d/.test(word);
}

/**
 * "sudah vaksin di Semarang", "pernah vaksin", "vaksin di tempat lain", "luar kota". A card or an address from
 * elsewhere is no dose from elsewhere.
 */
function isElsewhere(words: readonly string[], at: number): boolean {
  const word = words[at];
  const before = words.slice(Math.max(0, at - 4), at).join(' ');
  if (word === 'luar')
    return (
      !/\b(?:ktp|warga|domisili|alamat|asal|penduduk|dari|nik|kk)\b/.test(before) &&
      !/^(?:biasa|ruangan|gedung)$/.test(words[at + 1] ?? '')
    );
  if (word === 'lain')
    return /\b(?:tempat|faskes|puskesmas|kota|daerah|desa|rs|klinik|kabupaten|hari|waktu|kali|vaksin|orang)\b/.test(
      words.slice(Math.max(0, at - 1), at).join(' '),
    );
  if (word === 'another' || word === 'other')
    return /^(?:place|facility|site|hospital|clinic|town|day|city|district|person)$/.test(words[at + 1] ?? '');
  if (word === 'sedang' || word === 'berada' || word === 'posisi')
    return words[at + 1] === 'di' && isNotHere(words[at + 2]);
  if (word !== 'vaksin' && word !== 'suntik' && word !== 'dosis') return false;
  if (word !== 'dosis' && /\b(?:pernah|sebelumnya)$/.test(before)) return true;
  if (!/\b(?:sudah|pernah|dapat|ikut)\b/.test(before)) return false;
  if (/^(?:tni|polri|polres|kodim|koramil|polsek|lanal|lanud)$/.test(words[at + 1] ?? '')) return true;
  const place =
    words.indexOf('di', at) >= 0
      ? words.indexOf('di', at)
      : words.findIndex((one, index) => index > at && isPlaceWord(one));
  return place > at && !words.slice(at, place).includes(STOP) && isNotHere(words[place + 1]);
}

const LONG_WORDS = [...TAKEN_BACK, 'terdaftar', 'dijadwalkan', 'direncanakan', 'menunggu'].filter(
  (word) => word.length >= 6,
);

/** A long word with a slip is the word that it was to be: "dibatlkan", "meningal". */
function mended(word: string): string {
  if (word.length < 6 || TAKEN_BACK.has(word) || PLANNED.has(word) || isFamiliar(word)) return word;
  const meant = LONG_WORDS.find(
    (known) =>
      known.length >= 7 &&
      Math.abs(known.length - word.length) <= 1 &&
      known[0] === word[0] &&
      typingMistakes(word, known) <= Math.min(1, forgivenMistakes(known.length)),
  );
  return meant ?? word;
}
