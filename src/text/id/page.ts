/** The words of the page that `report` writes, in Indonesian. */
import { figuresOf } from '../numbers.ts';
import type { Deed, PageWords } from '../page.ts';

const { number: n } = figuresOf('id');

const DEEDS_ID: Readonly<Record<Deed, (what: string, many: number) => string>> = {
  'first-import': () => 'Impor lembar Excel yang pertama.',
  'report-bug': () =>
    'Ada kesalahan di dalam program. Minta admin melaporkannya; tidak ada data yang hilang, dan malam berikutnya berlanjut.',
  'ask-access': () => 'Server menolak kita. Minta admin memeriksa token dan alamat server.',
  'free-disk': () => 'Disk penuh atau rusak. Minta admin menyediakan ruang; malam berikutnya berlanjut.',
  'mend-settings': () => 'Pengaturan salah. Minta admin memeriksanya.',
  'read-again': (file) => `${file} belum terbaca sampai habis. Impor lagi berkas itu.`,
  'refused-file': (file) =>
    `${file} tidak dapat diterima. Minta diperbaiki, lalu impor lagi atau taruh lagi di folder masuk.`,
  correct: (_, rows) =>
    `${n(rows)} baris menunggu orang. Petugas membetulkan sel yang diwarnai di lembar perbaikan, lalu mengimpornya atau menaruhnya di folder masuk; selebihnya berjalan sendiri. Lembar itu dibuat dengan:`,
  confirm: (_, records) => `${n(records)} catatan ada di dalam berkas: unggah ke server, lalu konfirmasikan.`,
  pull: (_, records) =>
    `${n(records)} catatan ada di provinsi, yang mengirimkannya. Hasilnya diambil malam berikutnya, atau dengan:`,
  'go-on': (_, records) =>
    `Untuk ${n(records)} catatan yang masih menunggu tidak perlu apa-apa: malam berikutnya melanjutkan. Bila belum ada jadwal malam, jalankan:`,
  wait: () =>
    'Untuk yang masih menunggu tidak perlu apa-apa: pengiriman sedang berjalan. Sudah sampai mana, terlihat dengan:',
  nothing: () => 'Tidak ada: semua catatan sudah di server, dan tidak ada baris yang menunggu orang.',
};

export const pageId: PageWords = {
  lang: 'id',
  title: (day) => `Laporan malam, ${day}`,
  report: 'Laporan malam',
  span: (from, to, zone) => `${from} sampai ${to} ${zone}`,
  verdicts: {
    never: 'Belum ada malam',
    broken: 'Kesalahan program',
    'refused-us': 'Server menolak kita',
    disk: 'Disk penuh atau rusak',
    settings: 'Ada yang harus dibetulkan',
    running: 'Masih berjalan',
    'cut-off': 'Terputus',
    away: 'Server belum hidup kembali',
    person: 'Perlu orang',
    more: 'Dilanjutkan malam nanti',
    done: 'Semua beres',
  },
  answer: {
    landed: (records) => `${n(records)} catatan sampai di server`,
    never: 'Belum ada yang dikirim',
    noneAway: 'Tidak ada yang sampai: server mati',
    none: 'Tidak ada yang sampai di server',
    nothingToSend: 'Tidak ada yang perlu dikirim',
    running: 'Pengiriman masih berjalan: ini angka sampai sekarang.',
    cutOff:
      'Pengiriman terakhir terputus (mungkin listrik padam). Tidak ada data yang hilang; pengiriman berikutnya melanjutkan.',
    refusedUs:
      'Server tidak mengizinkan kita masuk. Tidak ada data yang hilang, tetapi tidak ada yang sampai sebelum itu dibetulkan.',
    safe: 'Tidak ada data yang hilang: yang belum sampai tersimpan, dan dikirim begitu server hidup kembali.',
    progress: (share, landed, all) => `${share} dari semuanya sudah di server: ${n(landed)} dari ${n(all)} catatan.`,
  },
  figures: {
    left: 'Masih harus dikirim',
    leftNone: 'semua yang siap sudah sampai',
    leftUntil: (day, nights) => `selesai sekitar ${day} dengan laju ini (${n(nights)} malam lagi)`,
    leftUnknown: 'belum dapat diperkirakan: akhir-akhir ini tidak ada yang sampai',
    person: 'Menunggu orang',
    personNone: 'tidak ada yang perlu dilihat orang',
    personRows: (invalid, held, refused) =>
      [
        ...(invalid > 0 ? [`${n(invalid)} perlu perbaikan`] : []),
        ...(held > 0 ? [`${n(held)} perlu keputusan`] : []),
        ...(refused > 0 ? [`${n(refused)} ditolak server`] : []),
      ].join(', '),
    handedOver: (records) => `${n(records)} catatan diserahkan sebagai berkas`,
    away: 'Server mati',
    awayNever: 'tidak pernah',
    awayNone: 'server selalu menjawab',
    awayTimes: (times) => (times === 1 ? 'sekali' : `${n(times)} kali`),
    records: () => 'catatan',
    rows: () => 'baris',
  },
  todo: {
    title: 'Yang masih harus dikerjakan',
    lead: '',
    deed: (deed, what, many) => DEEDS_ID[deed](what, many),
    command: 'Perintah',
  },
  night: {
    title: 'Malam itu, menit demi menit',
    lead: 'Catatan yang sampai tiap menit. Garis di bawahnya: kapan program bekerja dan kapan server mati.',
    keys: { landed: 'sampai', running: 'bekerja', away: 'server mati' },
    peak: (perMinute, at) => `Paling banyak ${perMinute} per menit, pukul ${at}.`,
    label: (landed, peak, outages, away) =>
      `Grafik: ${n(landed)} catatan sampai. ${peak} Server ${outages === 0 ? 'selalu menjawab' : `mati ${n(outages)} kali, seluruhnya ${away}`}.`,
    nothing: 'Tidak ada yang sampai pada malam ini.',
    away: 'server mati',
    columns: ['Waktu', 'Sampai', 'Server mati'],
    awayTitle: 'Kapan server mati',
    awayColumns: ['Dari', 'Sampai', 'Selama'],
    longest: (shown, all) => `${n(shown)} yang terlama dari ${n(all)} kali.`,
    goesOn: 'belum hidup',
  },
  nights: {
    title: 'Bagaimana sisanya berkurang',
    lead: 'Yang masih menunggu pada akhir setiap malam, dan yang sampai pada malam itu.',
    left: 'Masih menunggu pada akhir malam',
    landed: 'Sampai pada malam itu',
    label: (nights, first, last) =>
      `Grafik ${n(nights)} malam terakhir: setelah malam pertama ${n(first)} catatan masih menunggu, setelah malam terakhir ${n(last)}.`,
    columns: ['Pagi tanggal', 'Sampai', 'Sisa', 'Server mati'],
    first: 'Ini malam pertama; mulai malam kedua di sini ada grafik.',
  },
  outcomes: {
    title: 'Apa yang terjadi dengan baris-barisnya',
    lead: 'Setiap baris yang dibaca berakhir pada tepat satu dari hasil ini.',
    label: (rows) => `Grafik: apa yang terjadi dengan ${n(rows)} baris; tabel memuat angka yang sama.`,
    columns: ['Hasil', 'Arti', 'Baris'],
    nothing: 'Tidak ada baris yang dibaca pada malam ini.',
    filesTitle: 'Berkas malam itu',
    fileColumns: ['Berkas', 'Baris', 'Apa yang terjadi'],
    fileRead: 'terbaca',
    moreFiles: (more) => `dan ${n(more)} berkas lain`,
  },
  facilities: {
    title: 'Menurut faskes',
    lead: 'Semua catatan sejak awal, termasuk yang malam tadi.',
    keys: { landed: 'sampai', waiting: 'menunggu', person: 'perlu orang' },
    label: (many) => `Grafik: catatan ${n(many)} faskes; tabel memuat angka yang sama.`,
    columns: ['Faskes', 'Sampai', 'Menunggu', 'Perlu orang'],
    unnamed: 'faskes tidak disebut',
    others: (many, landed, waiting, forPerson) =>
      `Dan ${n(many)} faskes lain: ${n(landed)} sampai, ${n(waiting)} menunggu, ${n(forPerson)} perlu orang.`,
    nothing: 'Belum ada faskes yang diketahui.',
    more: (many) => `dan ${n(many)} lagi: berkas --csv memuat semuanya`,
  },
  problems: {
    title: 'Masalah tersering dan cara mengatasinya',
    lead: 'Pada baris yang menunggu orang. Lembar perbaikan menunjukkan selnya.',
    columns: ['Masalah', 'Baris', 'Yang membantu'],
    warning: 'hanya peringatan',
    nothing: 'Tidak ada masalah.',
    more: (many) => `dan ${n(many)} jenis masalah lain`,
  },
  names: { sheet: 'lembar.xlsx', corrections: 'perbaikan.xlsx' },
  table: 'Angkanya sebagai tabel',
  total: 'Jumlah',
  written: (files) => [
    `Laporan: ${files.join(', ')}`,
    'Isinya hanya jumlah serta nama berkas dan faskes, tanpa data orang. Buka di peramban, atau kirimkan.',
  ],
  made: (at, version) => `Dibuat ${at} oleh vax-upload ${version}.`,
  privacy: 'Tanpa data pribadi: hanya jumlah, serta nama berkas dan faskes.',
};
