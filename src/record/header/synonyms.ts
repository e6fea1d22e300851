/** What clerks call the columns, as the table of fields has it, and the words around those names. */
import type { Headings } from '../table/field-row.ts';
import { FIELDS, type Field, headingsOf } from '../table/fields.ts';
import { OTHER_PEOPLE } from '../table/other-words.ts';
import { typingMistakes } from '../words/typing-mistakes.ts';

/** How one field is recognised. */
export interface FieldSynonyms extends Headings {
  readonly field: Field;
}

export const SYNONYMS: readonly FieldSynonyms[] = FIELDS.map((field) => ({ field, ...headingsOf(field) }));

/** Every word of the table. */
export const FIELD_WORDS: ReadonlySet<string> = new Set(
  SYNONYMS.flatMap(({ tiers, alone = '', not, notBeside = '' }) =>
    [...tiers, alone, not, notBeside].flatMap((names) => names.replace(/(?<!\w)(\w+)\*/g, '$1 $1asi').split(/[\s,]+/)),
  ),
);

/** Words that add nothing: around a one-word synonym only these may stand ("NIK (16 digit, wajib diisi)"). */
export const HARMLESS: ReadonlySet<string> = new Set(
  (
    'sesuai ktp e el elektronik lengkap pasien peserta sasaran penerima calon warga penduduk anak siswa santri lansia balita remaja dewasa ' +
    'dd mm yy yyyy hh bb tt tttt format contoh wajib harus diisi isi angka digit huruf kapital besar text teks yang aktif bisa ' +
    'dapat dihubungi di pada saat untuk dan atau the of full required optional opsional l p laki perempuan m f vaksin vaksinasi 1 2 3 4 16 paspor passport'
  ).split(' '),
);

const SOMEBODY_ELSE: ReadonlySet<string> = new Set(OTHER_PEOPLE.split(' '));
/** What stands over the columns of the person ("DATA PESERTA"): none of these is a mistyped parent. */
const NOBODY_ELSE: ReadonlySet<string> = new Set([
  ...HARMLESS,
  'data',
  'dosis',
  'no',
  'tgl',
  'nama',
  'nik',
  'dua',
  'tiga',
]);

/** Whether the words speak of a parent, a guardian or the staff, so that "NIK" below them is not the person's. */
export function namesSomebodyElse(words: readonly string[]): boolean {
  return words.some((word) => isOrResembles(word, SOMEBODY_ELSE, NOBODY_ELSE));
}

/**
 * Whether a word is one of `others` or one typing mistake away from one, so that "NIK Iby" is no more the person's than
 * "NIK Ibu". A word of `own` is never a mistyped one: "nik" is not "nip".
 */
export function isOrResembles(word: string, others: ReadonlySet<string>, own: ReadonlySet<string>): boolean {
  if (others.has(word)) return true;
  if (own.has(word)) return false;
  for (const other of others) {
    if (Math.abs(other.length - word.length) <= 1 && typingMistakes(word, other) === 1) return true;
  }
  return false;
}
