/**
 * The words around columns whose headings are not clear: the question on a terminal, and the list of what is
 * remembered.
 */
import type { Language } from './language.ts';

/** Fields come as words of `fields`, headings in quotes, numbers as text. */
export interface ColumnWords {
  /** A field of one dose of a wide sheet. */
  ofDose(field: string, dose: number): string;
  /** A file and, if it has any, its sheet. */
  place(file: string, sheet: string): string;
  none: string;
  near(guess: string, flags: string): string;
  readonly ask: {
    unsure(place: string, line: number): string;
    tie(place: string, line: number, field: string): string;
    missing(place: string, line: number, field: string): string;
    headings(list: string): string;
    proposed: string;
    /** After the proposals; `last` is the largest of their numbers. */
    confirm(last: number): string;
    which(field: string): string;
    /** Before the number is typed. */
    number: string;
    noColumn: string;
    again: string;
    unanswered: string;
  };
  remembered(headings: number, path: string): string;
  notRemembered(path: string, code: string): string;
  readonly list: {
    readonly titles: readonly [string, string, string, string, string];
    empty: string;
    forget: string;
    forgotten(number: number): string;
  };
}

const en: ColumnWords = {
  ofDose: (field, dose) => `${field} (dose ${dose})`,
  place: (file, sheet) => (sheet === '' ? file : `${file}, sheet ${sheet}`),
  none: '(not read)',
  near: (guess, flags) => `Not read, though it may be ${guess}. If it is, add ${flags}`,
  ask: {
    unsure: (place, line) => `${place}: some headings are not clear (header in line ${line}).`,
    tie: (place, line, field) => `${place}: two columns could be the ${field} (header in line ${line}).`,
    missing: (place, line, field) => `${place}: no column was recognised as the ${field} (header in line ${line}).`,
    headings: (list) => `Headings as they stand: ${list}`,
    proposed: 'Is this right?',
    confirm: (last) =>
      `y = yes, all of it; n = no, none of it; ${last === 1 ? '1' : `1-${last}`} = another column for that number`,
    which: (field) => `Which column holds the ${field}?`,
    number: 'Number:',
    noColumn: 'no column',
    again: 'Please type one of these and press Enter.',
    unanswered: 'No answer: nothing was remembered.',
  },
  remembered: (headings, path) =>
    `Remembered for sheets of this form: ${headings} ${headings === 1 ? 'column' : 'columns'} in ${path}. \`vax-upload mappings\` lists and forgets them.`,
  notRemembered: (path, code) =>
    `The columns could not be remembered in ${path} (${code}); the next time you will have to say them again.`,
  list: {
    titles: ['no', 'heading', 'holds', 'confirmed in', 'on'],
    empty: 'Nothing is remembered: no form had headings that needed to be confirmed.',
    forget:
      'Take one out with `vax-upload mappings forget NUMBER`, or all of them with `vax-upload mappings forget all`.',
    forgotten: (number) => (number === 1 ? 'One form is forgotten.' : `${number} forms are forgotten.`),
  },
};

const id: ColumnWords = {
  ofDose: (field, dose) => `${field} (dosis ${dose})`,
  place: (file, sheet) => (sheet === '' ? file : `${file}, lembar ${sheet}`),
  none: '(tidak dibaca)',
  near: (guess, flags) => `Tidak dibaca, padahal mungkin ${guess}. Kalau benar, tambahkan ${flags}`,
  ask: {
    unsure: (place, line) => `${place}: ada judul kolom yang belum jelas (judul di baris ${line}).`,
    tie: (place, line, field) => `${place}: ada dua kolom yang cocok untuk ${field} (judul di baris ${line}).`,
    missing: (place, line, field) => `${place}: kolom ${field} tidak dikenali (judul di baris ${line}).`,
    headings: (list) => `Judul seperti tertulis: ${list}`,
    proposed: 'Apakah ini benar?',
    confirm: (last) =>
      `y = ya, semua benar; t = tidak, semua salah; ${last === 1 ? '1' : `1-${last}`} = pilih kolom lain untuk nomor itu`,
    which: (field) => `Kolom mana yang berisi ${field}?`,
    number: 'Nomor:',
    noColumn: 'tidak ada',
    again: 'Ketik salah satu, lalu tekan Enter.',
    unanswered: 'Tidak dijawab: tidak ada yang diingat.',
  },
  remembered: (headings, path) =>
    `Diingat untuk lembar dengan judul yang sama: ${headings} kolom di ${path}. \`vax-upload mappings\` menampilkan dan melupakannya.`,
  notRemembered: (path, code) => `Arti kolom tidak dapat disimpan di ${path} (${code}); lain kali perlu disebut lagi.`,
  list: {
    titles: ['no', 'judul kolom', 'berisi', 'dari berkas', 'pada'],
    empty: 'Belum ada yang diingat: semua judul kolom dikenali dengan sendirinya.',
    forget:
      'Lupakan satu dengan `vax-upload mappings forget NOMOR`, atau semua dengan `vax-upload mappings forget all`.',
    forgotten: (number) => `${number} bentuk lembar dilupakan.`,
  },
};

export const COLUMN_WORDS: Readonly<Record<Language, ColumnWords>> = { en, id };
