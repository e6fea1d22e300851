import type { ColumnWords } from '../columns.ts';
import { fieldsId } from './fields.ts';

export const columnsId: ColumnWords = {
  ofDose: (field, dose) => (field === fieldsId.dose.word ? `${field} ${dose}` : `${field} (dosis ${dose})`),
  ofGroup: (field, group) => `${field} (kelompok ${group})`,
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
