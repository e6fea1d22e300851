/** The words of the correction sheet itself; what is wrong with a cell is said in codes.ts. */
import type { Field, Severity } from '../record/problems.ts';
import type { OriginalRow } from '../record/record.ts';
import type { Language } from './language.ts';

/** Headings with this beginning are ours: no field is read from such columns when the sheet comes back. */
const OWN_COLUMN = 'vax-upload:';

/**
 * What stands over our columns where a header has two lines, as "Dosis 1" stands over its own: without it they would be
 * read as columns of the last dose.
 */
export const OWN_GROUP = 'vax-upload';

/**
 * Our notes begin so, and end so where a note of the clerk follows: authors do not come back (LibreOffice leaves them
 * out), texts do.
 */
export const NOTE_BEGINNING = 'vax-upload:\n';
export const NOTE_END = '\n—\n';

/** What the clerk had noted beside what we say; undefined where there is nothing else. */
export function withoutOurNote(text: string): string | undefined {
  const lines = text.replace(/\r\n?|_x000D_\n?/g, '\n');
  if (!lines.startsWith(NOTE_BEGINNING)) return text;
  const end = lines.indexOf(NOTE_END);
  return end < 0 ? undefined : lines.slice(end + NOTE_END.length);
}

/**
 * Written into the cell with our reasons, alone, these say: leave this row alone. One for each language, and each is
 * understood in both.
 */
export const DISMISSAL: Readonly<Record<Language, string>> = { id: 'abaikan', en: 'ignore' };

/** Whether a cell with reasons holds that word and nothing else; capitals and a full stop make no difference. */
export function isDismissal(text: string): boolean {
  const word = text.trim().replace(/[.!]$/, '').toLowerCase();
  return Object.values(DISMISSAL).includes(word);
}

export interface CorrectionWords {
  /** Name of the first sheet. It has no header row, so a reader passes over it. */
  readonly overview: string;
  readonly title: string;
  /**
   * How to go on, one line each; `file` is the name of this workbook. `marked`: it is the original, with its cells
   * marked.
   */
  steps(file: string, marked: 'marked' | 'copied'): readonly string[];
  /** What Excel says when something else than a NIK is typed; at most 32 and 225 characters. */
  readonly nikRule: { readonly title: string; readonly text: string };
  /** What Excel says to whoever stands on a cell with reasons; as long as that. */
  readonly dismissalRule: { readonly title: string; readonly text: string };
  readonly headings: {
    readonly problem: string;
    readonly rows: string;
    readonly cure: string;
    readonly places: string;
  };
  readonly sources: {
    readonly title: string;
    readonly here: string;
    readonly file: string;
    readonly sheet: string;
    readonly rows: string;
  };
  /** How to write a date in a column of another order than day first. */
  readonly dateInWords: string;
  /** So many more rows than are listed. */
  more(count: number): string;
  /** What a colour means. */
  readonly severities: Readonly<Record<Severity, string>>;
  readonly lineColumn: string;
  readonly reasonColumn: string;
  /** File and sheet that the row came from, as `writeOrigin` writes them. */
  readonly originColumn: string;
  /**
   * Headings of columns that are added: for values which stood above the header, and for fields that a sheet lacks. In
   * words that a reader knows.
   */
  readonly defaults: Readonly<Partial<Record<Field, string>>>;
}

const DEFAULTS = {
  birthDate: 'Tanggal Lahir',
  sex: 'Jenis Kelamin',
  dose: 'Dosis',
  date: 'Tanggal Vaksinasi',
  vaccine: 'Jenis Vaksin',
  lot: 'No Batch',
  site: 'Faskes',
  category: 'Kategori',
  staff: 'Vaksinator',
} as const;

export const CORRECTION_WORDS: Readonly<Record<Language, CorrectionWords>> = {
  id: {
    overview: 'Ringkasan',
    title: 'Baris yang perlu diperbaiki',
    steps: (file, marked) => [
      '1. Buka lembar berikutnya. Perbaiki sel yang berwarna; catatan pada sel menjelaskan apa yang salah dan cara menulisnya.',
      marked === 'marked'
        ? '2. Sel berwarna untuk NIK, tanggal, dan nomor berformat teks: tulis NIK 16 angka, tanggal hh/bb/tttt.'
        : '2. Semua kolom berformat teks: tulis NIK 16 angka, tanggal hh/bb/tttt.',
      `3. Simpan, lalu jalankan: vax-upload import "${file}"`,
      `Biarkan kolom "${OWN_COLUMN} …": dari situ baris asal dikenali. Kosongkan sel "${OWN_COLUMN} alasan" hanya bila alasannya meminta; tulis "${DISMISSAL.id}" di sel itu untuk baris yang tidak boleh dikirim. Baris yang sudah terkirim tidak akan terkirim dua kali.`,
      'Berkas ini berisi data pribadi. Jangan dikirim lewat grup percakapan; hapus setelah selesai.',
    ],
    nikRule: {
      title: 'NIK belum benar',
      text: 'NIK terdiri dari 16 angka tanpa spasi atau titik. Periksa pada KTP atau KK, lalu ketik lagi. Kosongkan sel bila NIK belum diketahui.',
    },
    dismissalRule: {
      title: 'Tidak perlu dikirim?',
      text: 'Pilih "abaikan" bila baris ini tidak boleh dikirim: tidak akan ditanyakan lagi. Bila baris sudah diperbaiki, biarkan sel ini.',
    },
    headings: { problem: 'Masalah', rows: 'Jumlah baris', cure: 'Cara memperbaiki', places: 'Baris di berkas asal' },
    sources: { title: 'Asal', here: 'Lembar di sini', file: 'Berkas asal', sheet: 'Lembar asal', rows: 'Jumlah baris' },
    dateInWords: 'Urutan tanggal di kolom ini lain: tulis bulannya dengan kata, misalnya 2 Okt 2021.',
    more: (count) => `dan ${count} lagi`,
    severities: {
      error: 'harus diperbaiki',
      hold: 'perlu keputusan: mana yang benar',
      warning: 'peringatan saja; tidak menahan baris',
    },
    lineColumn: `${OWN_COLUMN} baris`,
    reasonColumn: `${OWN_COLUMN} alasan`,
    originColumn: `${OWN_COLUMN} asal`,
    defaults: DEFAULTS,
  },
  en: {
    overview: 'Summary',
    title: 'Rows to correct',
    steps: (file, marked) => [
      '1. Open the next sheet. Correct the coloured cells; the note on a cell says what is wrong and how to write it.',
      marked === 'marked'
        ? '2. Coloured cells for NIKs, dates and numbers are text: write a NIK as 16 digits, a date as dd/mm/yyyy.'
        : '2. All columns are text: write a NIK as 16 digits, a date as dd/mm/yyyy.',
      `3. Save, then run: vax-upload import "${file}"`,
      `Leave the columns "${OWN_COLUMN} …": by them the original row is known. Clear a cell "${OWN_COLUMN} reason" only where it says so; write "${DISMISSAL.en}" there for a row that must not be sent. Rows that were sent before are not sent twice.`,
      'This file holds personal data. Do not pass it on in chat groups; delete it when done.',
    ],
    nikRule: {
      title: 'This is no NIK',
      text: 'A NIK is 16 digits without blanks or dots. Look at the identity card (KTP) or family card (KK) and type it again. Leave the cell empty if it is not known.',
    },
    dismissalRule: {
      title: 'Not to be sent?',
      text: 'Choose "ignore" for a row that must not be sent: you are not asked about it again. If you have corrected the row, leave this cell.',
    },
    headings: { problem: 'Problem', rows: 'Rows', cure: 'How to correct it', places: 'Rows of the original file' },
    sources: { title: 'Origin', here: 'Sheet here', file: 'Original file', sheet: 'Original sheet', rows: 'Rows' },
    dateInWords: 'Dates of this column have another order: write the month as a word, for example 2 Oct 2021.',
    more: (count) => `and ${count} more`,
    severities: {
      error: 'to be corrected',
      hold: 'needs a decision: which one is right',
      warning: 'only a warning; the row is not kept back by it',
    },
    lineColumn: `${OWN_COLUMN} row`,
    reasonColumn: `${OWN_COLUMN} reason`,
    originColumn: `${OWN_COLUMN} origin`,
    defaults: DEFAULTS,
  },
};

/** Which of our columns, in whatever language, stands where: 0-based, -1 where there is none. */
export function ownColumn(headings: readonly string[], own: 'lineColumn' | 'originColumn' | 'reasonColumn'): number {
  const names = Object.values(CORRECTION_WORDS).map((words) => words[own]);
  return headings.findIndex((heading) => names.includes(heading.trim()));
}

/** Whether this is the title of the first sheet of a correction workbook, in whatever language. */
export function isOverview(title: string): boolean {
  return Object.values(CORRECTION_WORDS).some((words) => words.title === title.trim());
}

/** Whether a heading is one of ours, or stands over ours where a header has two lines. */
export function isOwnHeading(heading: string): boolean {
  return heading.trim() === OWN_GROUP || heading.trim().startsWith(OWN_COLUMN);
}

const SEPARATOR = ' / ';
const DIGEST = / #([\da-f]{8})$/;

/**
 * `kendal.xlsx / OKT 2021 #9f86d081`, or `kendal.csv #9f86d081` where there are no sheets. Neither a file name nor a
 * sheet name holds a slash. The digest tells the sheets of many days apart that go by one name.
 */
export function writeOrigin({ file, sheet, digest }: Omit<OriginalRow, 'line'>): string {
  return `${file}${sheet === '' ? '' : SEPARATOR}${sheet}${digest === undefined ? '' : ` #${digest}`}`;
}

/** The way back; undefined for an empty cell. */
export function readOrigin(text: string): Omit<OriginalRow, 'line'> | undefined {
  const digest = DIGEST.exec(text)?.[1];
  const place = text.replace(DIGEST, '');
  const at = place.indexOf(SEPARATOR);
  const file = at < 0 ? place : place.slice(0, at);
  if (file === '') return undefined;
  return { file, sheet: at < 0 ? '' : place.slice(at + SEPARATOR.length), ...(digest === undefined ? {} : { digest }) };
}
