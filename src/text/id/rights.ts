import { placeOf } from '../explain.ts';
import { figuresOf } from '../numbers.ts';
import type { RightsWords } from '../rights.ts';

const STATES = {
  pending: 'menunggu dikirim',
  sending: 'sedang dikirim',
  'in-doubt': 'sudah dikirim; belum pasti sampai atau tidak',
  accepted: 'sudah di server',
  refused: 'ditolak server; lihat lembar perbaikan',
  held: 'ditahan; perlu keputusan orang',
} as const;

const n = figuresOf('id').number;

export const rightsId: RightsWords = {
  ask: {
    nik: 'NIK (tidak ditampilkan): ',
    passport: 'Negara dan paspor (tidak ditampilkan): ',
    kitas: 'KITAS (tidak ditampilkan): ',
  },
  expected: {
    nik: 'vax-upload find --nik - (lalu 16 angkanya lewat masukan, bukan di perintah)',
    passport: 'vax-upload find --passport - (lalu negara dan nomornya, IN C7654321, lewat masukan)',
    kitas: 'vax-upload find --kitas - (lalu nomornya, 2C11JE1234T, lewat masukan)',
  },
  nothing: (path) => `Tidak ada data orang ini di ${path}.`,
  known: (records, rows, target) =>
    `Data orang ini: ${n(records)} dosis, di ${n(rows)} baris.${target === '' ? '' : ` Server: ${target}`}`,
  dose: (dose, state, handedOver, body) =>
    `dosis ${dose} ${handedOver ? 'ada di berkas yang sudah diserahkan' : STATES[state]}${body ? '; catatannya disimpan di sini, tersegel' : '; di sini hanya tersimpan sidiknya'}`,
  references: (since) => `sebutan server untuk orang ini disimpan di sini, tersegel, sejak ${since}`,
  similar: 'Nomor yang hanya berbeda satu ketukan ada di baris berikut; periksa apakah itu orang ini:',
  namesakes: 'Nama dan tanggal lahir yang sama, dengan nomor lain:',
  mentions: 'Nomor ini ada di catatan orang lain yang masih menunggu (sebagai orang tua atau vaksinator):',
  titles: 'Nomor ini ada di atas tabel pada:',
  place: (file, sheet, line) => `${placeOf(file, sheet, 'lembar')}${line === undefined ? '' : `, baris ${line}`}`,
  more: (places) => `dan ${n(places)} lagi`,
  erased: (at) => `Data orang ini dihapus di sini ${at}; barisnya dilewati bila datang lagi.`,
  elsewhere: [
    'Yang tidak diperiksa: berkas Excel itu sendiri, lembar perbaikan, berkas yang sudah diserahkan, cadangan, dan server.',
    'Nomor yang salah ketik lebih dari satu kali tidak dapat ditemukan dengan nomor ini.',
  ],
  purged: {
    done: (entries, rows) => `Dihapus di sini: ${n(entries)} dosis dan ${n(rows)} baris.`,
    receipts: (target, receipts) =>
      `Server tetap menyimpan salinannya. Minta pengelola ${target} menghapusnya; nomor buktinya, yang di sini tidak diketahui lagi: ${receipts}`,
    server: (target) => `Bila server punya data orang ini, pengelolanya yang menghapus: ${target}`,
    files: (files) => `Hapus sendiri yang masih ada di berkas, dan di lembar perbaikan di sampingnya: ${files}`,
    kept: 'Satu tanda tetap disimpan agar baris yang sama tidak dikirim lagi. Tanda itu tidak berisi nomor atau nama; `purge --undo` membuangnya.',
    readmitted: (marks) =>
      marks === 0
        ? 'Tidak ada orang dengan nomor ini yang dihapus di sini.'
        : `Mulai sekarang baris orang ini diterima lagi (${n(marks)} tanda dibuang). Impor lagi berkasnya.`,
  },
  everyone: {
    written: (path, rows) =>
      `${path}: ${n(rows)} baris orang yang datanya dapat dibaca di buku kirim ini bila kuncinya ada.`,
    nothingReadable: 'Tidak ada data orang yang dapat dibaca di buku kirim ini, dengan atau tanpa kuncinya.',
    others: (people, records) =>
      `Yang hanya dikenal dari sidiknya, dan hanya terlihat oleh yang mencoba nomornya: ${n(people)} orang, ${n(records)} dosis. Siapa mereka ada di berkas berikut:`,
    file: (file, people, records) => `${file}: ${n(people)} orang, ${n(records)} dosis`,
    columns: ['Berkas', 'Lembar', 'Baris', 'Keadaan'],
    sheets: ['Dapat dibaca', 'Dari sidik'],
    counted: ['Berkas', 'Orang', 'Dosis'],
  },
};
