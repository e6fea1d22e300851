import { DISMISSAL, OVERVIEW_TITLES, OWN_COLUMN, OWN_HEADINGS } from '../../correction/format.ts';
import { CORRECTION_HEADINGS, type CorrectionWords } from '../correction.ts';

export const correctionId = {
  overview: 'Ringkasan',
  title: OVERVIEW_TITLES.id,
  own: OWN_HEADINGS.id,
  steps: (file, marked) => [
    '1. Buka lembar berikutnya. Perbaiki sel yang berwarna; catatan pada sel menjelaskan apa yang salah dan cara menulisnya.',
    marked === 'marked'
      ? '2. Sel berwarna untuk NIK, tanggal, dan nomor berformat teks: tulis NIK 16 angka, tanggal hh/bb/tttt.'
      : '2. Semua kolom berformat teks: tulis NIK 16 angka, tanggal hh/bb/tttt.',
    `3. Simpan, lalu taruh berkas ini di folder masuk, atau jalankan: vax-upload import "${file}"`,
    `Biarkan kolom "${OWN_COLUMN} …": dari situ baris asal dikenali. Kosongkan sel "${OWN_HEADINGS.id.reason}" hanya bila alasannya meminta; tulis "${DISMISSAL.id}" di sel itu untuk baris yang tidak boleh dikirim. Baris yang sudah terkirim tidak akan terkirim dua kali.`,
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
  defaults: CORRECTION_HEADINGS,
} satisfies CorrectionWords;
