import type { MovingWords } from '../moving.ts';

export const movingId: MovingWords = {
  ask: 'Frasa sandi cadangan (tidak ditampilkan): ',
  askAgain: 'Sekali lagi: ',
  tooShort: (characters) => `paling sedikit ${characters} huruf, misalnya empat kata yang sukar ditebak`,
  notTheSame: 'sama dua kali; yang diketik tadi berbeda',
  made: (path, ledgers, files) => `${path}: ${ledgers} buku kirim${files === '' ? '' : ` dan ${files}`}, tersegel.`,
  keyElsewhere: (option) =>
    `Kuncinya tidak ada di dalamnya: berasal dari \`${option}\`, yang juga harus ada di komputer baru.`,
  notInIt: (files) => `Tidak ada di dalamnya (rahasia dan berkas dari tempat lain; bawa sendiri): ${files}`,
  passphrase: 'Simpan frasa sandi di tempat lain. Tanpa frasa sandi, cadangan tidak dapat dibuka siapa pun.',
  movedAway: (path) =>
    `Mulai sekarang tidak ada yang dikirim dari sini. Di komputer baru: \`vax-upload restore ${path}\`. Bila tetap di sini: \`vax-upload backup --stay\`.`,
  stays: (ledgers) =>
    ledgers === 0
      ? 'Buku kirim ini tidak pernah dipindah; tidak ada yang berubah.'
      : 'Buku kirim ini tetap dipakai di sini. Server ditanya dulu tentang yang menunggu sebelum dikirim. Jangan pakai lagi yang dipindah.',
  restored: (made, ledger) => `Cadangan ${made} sudah dipulihkan: ${ledger}`,
  left: (files) => `Sudah ada, dan dibiarkan seperti itu: ${files}`,
  toBring: (files) => `Bawa sendiri: ${files}`,
  asked:
    'Yang menunggu di dalamnya mungkin sudah terkirim: server ditanya dulu saat dijalankan lagi. Berkas yang diimpor sesudah itu: impor lagi; server mengenali catatannya.',
};
