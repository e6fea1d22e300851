/** Semua kalimat dalam bahasa Indonesia (every sentence in Indonesian), plain as one would say it to a clerk. */
import { COLUMN_WORDS } from './column-words.ts';
import { errorsId } from './errors-id.ts';
import type { Messages, NextStep, Outage } from './messages.ts';
import { figuresOf } from './numbers.ts';
import { reconcileId } from './reconcile-words.ts';

const f = figuresOf('id');
const n = f.number;

/** A file, and which of its sheets, if it has any. */
function place(file: string, sheet: string): string {
  return sheet === '' ? file : `${file}, lembar ${sheet}`;
}

const CAUSES = {
  refused: 'sambungan ditolak',
  name: 'nama server tidak ditemukan',
  tls: 'sambungan aman gagal',
  timeout: 'tidak menjawab',
  reset: 'sambungan terputus',
  'server-error': 'galat di server',
  throttled: 'server minta pelan-pelan',
  unreadable: 'jawaban tidak terbaca',
  busy: 'kiriman terakhir masih diproses',
} as const;

function causeOf(outage: Outage): string {
  if (!outage.cause) return '';
  return ` (${CAUSES[outage.cause]}${outage.status ? `, HTTP ${outage.status}` : ''})`;
}

/** Exit codes after which reading again is what is to be done, if something was not read. */
const UNREAD: ReadonlySet<number> = new Set([0, 3, 74, 130, 143]);

const PERSONAL = 'Isinya data pribadi: hapus setelah selesai.';

function nextStep({ exitCode, command, backlog, files, nobody, correctionSheet, unfinished }: NextStep): string {
  if (unfinished && !correctionSheet && UNREAD.has(exitCode))
    return `Selanjutnya: ${exitCode === 74 ? 'atasi dulu masalah yang disebut di atas, lalu jalankan' : 'jalankan'} lagi \`vax-upload import ${unfinished}\`; belum semuanya terbaca. Tidak ada yang terkirim dua kali.`;
  const sheet = correctionSheet ? `buka ${correctionSheet}` : 'buat lembar perbaikan dengan `vax-upload rejects -o BERKAS`';
  switch (exitCode) {
    case 0:
      if (nobody && backlog === 0)
        return 'Selanjutnya: tidak ada yang dikirim, karena belum ada baris yang berisi orang. Isi satu baris untuk setiap dosis di bawah judul kolom (baris contoh selalu dilewati), lalu periksa lagi.';
      return command === 'check'
        ? 'Selanjutnya: semua baris siap. Kirim dengan `vax-upload import`.'
        : backlog > 0
          ? 'Selanjutnya: jalankan `vax-upload resume` untuk mengirim sisa dari pengiriman sebelumnya.'
          : `Selesai: semua baris${files === 0 ? '' : files === 1 ? ' berkas ini' : ' berkas-berkas ini'} sudah ada di server.`;
    case 3:
      if (command === 'check')
        return correctionSheet
          ? `Selanjutnya: ${sheet}, perbaiki sel yang ditandai, simpan, lalu periksa berkas itu lagi. ${PERSONAL}`
          : 'Selanjutnya: perbaiki baris-baris itu di Excel (`vax-upload check BERKAS -o perbaikan.xlsx` menandai selnya) lalu periksa lagi, atau impor sekarang: baris lain dikirim, baris itu disimpan untuk Anda.';
      return `Selanjutnya: ${sheet}, perbaiki sel yang ditandai, lalu impor berkas itu. Hanya baris yang diperbaiki yang dikirim.${correctionSheet ? ` ${PERSONAL}` : ''}`;
    case 5:
      return 'Selanjutnya: tidak ada data yang hilang. Server belum kembali; jalankan lagi `vax-upload resume` nanti malam. Berkas Excel tidak diperlukan.';
    case 10:
      return 'Selanjutnya: tidak ada data yang hilang. Batas waktu tercapai; jalankan lagi `vax-upload resume` nanti malam. Berkas Excel tidak diperlukan.';
    case 7:
      return 'Selanjutnya: server menolak kita. Minta petugas TI memeriksa token dan alamat server (lihat baris-baris di atas), lalu jalankan `vax-upload resume`.';
    case 11:
      return 'Selanjutnya: tidak perlu apa-apa. Pengiriman lain sedang memakai buku status ini; lihat `vax-upload status`.';
    case 65:
      return command === 'check'
        ? 'Selanjutnya: periksa berkas yang disebut di atas, lalu periksa lagi dengan perintah yang sama.'
        : 'Selanjutnya: periksa berkas yang disebut di atas, lalu impor lagi. Yang sudah terbaca dari berkas lain aman.';
    case 74:
      return command === 'check'
        ? 'Selanjutnya: atasi dulu masalah yang disebut di atas, atau pilih tempat lain dengan `-o BERKAS`, lalu periksa lagi.'
        : 'Selanjutnya: atasi dulu masalah yang disebut di atas (ruang di disk, izin menulis), lalu jalankan `vax-upload resume`. Tidak ada data yang hilang.';
    case 130:
    case 143:
      return 'Selanjutnya: jalankan `vax-upload resume` untuk melanjutkan. Data aman, dan tidak ada yang terkirim dua kali.';
    case 2:
      return 'Selanjutnya: betulkan pengaturan yang disebut di atas, lalu jalankan perintah yang sama lagi.';
    case 1:
      return 'Selanjutnya: tolong laporkan bersama baris-baris di atas. Jalankan perintah yang sama lagi: tidak ada yang terkirim dua kali.';
  }
}

export const id = {
  language: 'id',
  figures: f,
  errorWord: 'Galat:',
  tryWord: 'Coba:',
  errors: errorsId,
  fields: {
    nik: 'NIK',
    kk: 'No. KK',
    name: 'nama',
    birthDate: 'tanggal lahir',
    age: 'umur',
    sex: 'jenis kelamin',
    phone: 'no. HP',
    address: 'alamat',
    category: 'kategori',
    dose: 'dosis',
    date: 'tanggal vaksinasi',
    vaccine: 'vaksin',
    lot: 'no. batch',
    site: 'tempat',
    staff: 'vaksinator',
    rowNumber: 'nomor urut',
  },
  outcomes: {
    accepted: 'diterima',
    'already-there': 'sudah ada',
    refused: 'ditolak',
    invalid: 'perlu perbaikan',
    repeated: 'berulang',
    held: 'ditahan',
    waiting: 'menunggu',
    'in-doubt': 'belum pasti',
    skipped: 'dilewati',
  },
  outcomeHints: {
    'already-there': 'di server dari sebelumnya',
    refused: 'oleh server; lihat lembar perbaikan',
    invalid: 'betulkan di lembar perbaikan',
    repeated: 'catatan yang sama ada di baris lain',
    held: 'perlu keputusan orang',
    waiting: 'tersimpan, belum dikirim',
    'in-doubt': 'terkirim, jawaban hilang; ditanyakan dulu ke server',
    skipped: 'baris tanpa catatan',
  },
  readyToSend: 'siap dikirim',

  reading: {
    progress: (file, rows, share) => `Membaca ${file}: ${n(rows)} baris${share === undefined ? '' : ` (${f.percent(share)})`}`,
    columns: (file, sheet, pairs) => `Kolom di ${place(file, sheet)}: ${pairs}`,
    sameColumns: (file, sheet) => `Kolom di ${place(file, sheet)}: sama seperti sebelumnya`,
    ignored: (headings) => `Tidak dibaca: ${headings}`,
    defaults: (pairs) => `Dari atas tabel: ${pairs}`,
    file: (file, sheet, rows) => `Terbaca ${place(file, sheet)}: ${n(rows)} baris`,
    takenIn: (fresh, known) =>
      `Tersimpan di buku status: ${n(fresh)} catatan baru${known > 0 ? `, ${n(known)} sudah dikenal` : ''}. Berkas Excel tidak diperlukan lagi.`,
    row: (file, sheet, line, outcome, problems) =>
      `${file}${sheet ? `, ${sheet}` : ''}, baris ${line}: ${outcome}${problems ? `: ${problems}` : ''}`,
    inRows: (many, rows) => `${n(many)} baris: ${rows}`,
  },

  delivering: {
    start: (waiting, inDoubt, target) =>
      `Mengirim ${n(waiting)} catatan ke ${target}${inDoubt > 0 ? `; ${n(inDoubt)} belum pasti, ditanyakan dulu` : ''}`,
    nothing: (target) => `Tidak ada yang perlu dikirim ke ${target}`,
    pace: (rate, left) => (left ? `${rate}, sisa ${left}` : rate),
    starting: 'mulai',
    progress: (done, total) => `${n(done)} dari ${n(total)} catatan terkirim`,
    down: (outage) =>
      `server mati sejak ${outage.since}${causeOf(outage)}${outage.nextTry ? `, coba lagi ${outage.nextTry}` : ''}; tidak ada data yang hilang`,
    downShort: (outage) => `server mati sejak ${outage.since}${outage.nextTry ? `, coba lagi ${outage.nextTry}` : ''}`,
    up: (away) => (away === undefined ? 'server hidup kembali' : `server hidup kembali setelah ${f.duration(away)}`),
    doubts: (asked, there, absent, unknown) => {
      const parts = [
        ...(there > 0 ? [`${n(there)} sudah ada`] : []),
        ...(absent > 0 ? [`${n(absent)} belum ada dan dikirim lagi`] : []),
        ...(unknown > 0 ? [`${n(unknown)} masih belum pasti`] : []),
      ];
      return `${n(asked)} catatan yang belum pasti ditanyakan ke server: ${parts.join(', ')}`;
    },
    stopping: (why, sending) =>
      why === 'window'
        ? 'Batas waktu tercapai: kiriman yang sedang berjalan diselesaikan dulu.'
        : !sending
          ? `Diminta berhenti (${why}): pembacaan dihentikan. Impor lagi berkasnya nanti; tidak ada yang hilang.`
          : `Diminta berhenti (${why}): kiriman yang sedang berjalan diselesaikan dulu. Sekali lagi untuk berhenti seketika; itu pun aman.`,
    correctionSheet: (path, rows) => `Lembar perbaikan: ${path} (${n(rows)} baris; berisi data pribadi, simpan baik-baik)`,
  },

  summary: {
    title: (command, files, ms) => {
      const what = command === 'check' ? 'Pemeriksaan' : command === 'resume' ? 'Lanjutan' : 'Impor';
      return `${what}: ${files > 0 ? `${n(files)} berkas, ` : ''}${f.duration(ms)}`;
    },
    total: 'jumlah',
    check: (rows, terms) => `${n(rows)} baris = ${terms}`,
    checkDoses: (rows, readings, skipped, total, terms) =>
      `${n(rows)} baris berisi ${n(readings)} dosis${skipped > 0 ? ` dan ${n(skipped)} dilewati` : ''}: ${n(total)} = ${terms}`,
    checkRecords: (records, terms) => `${n(records)} catatan = ${terms}`,
    nothingRead: 'Tidak ada yang perlu dikerjakan: tidak ada baris.',
    mismatch: 'ANGKA-ANGKA INI TIDAK COCOK. Ini kesalahan program; tolong laporkan. Buku status tidak rusak.',
    notTwice: (there) => `Tidak ada yang terkirim dua kali: ${n(there)} sudah ada di server dari pengiriman sebelumnya.`,
    traffic: (requests, outages, away) =>
      `${n(requests)} permintaan${outages > 0 ? `; server mati ${outages === 1 ? 'sekali' : `${n(outages)} kali`}, seluruhnya ${f.duration(away)}` : ''}`,
    backlog: (records) => `Masih menunggu di buku status, dari sekarang dan sebelumnya: ${n(records)} catatan`,
    otherRows: (rows) =>
      `Masih ada ${n(rows)} baris lain dari impor sebelumnya yang menunggu ditangani; daftarnya: \`vax-upload rejects -o BERKAS\`.`,
    problemsTitle: 'Masalah tersering',
    problem: (sentence, rows, severity) => `${sentence}: ${n(rows)} baris${severity === 'warning' ? ' (peringatan saja)' : ''}`,
    moreProblems: (kinds) => `dan ${n(kinds)} jenis masalah lain`,
    next: nextStep,
  },

  status: {
    title: (path, target) => `Buku status ${path}, untuk ${target}`,
    lastRun: (command, started, ended, exitCode) =>
      `Terakhir dijalankan: ${command}, ${started} sampai ${ended ?? '…'}${exitCode === undefined ? ' (masih berjalan, atau dihentikan paksa)' : `, kode keluar ${exitCode}`}`,
    neverRun: 'Belum pernah dijalankan.',
    needCorrection: 'perlu perbaikan',
  },

  explain: {
    title: (file, sheet, line, dose) =>
      `${place(file, sheet)}, baris ${line}${dose === undefined ? '' : `, kelompok dosis ${dose}`}`,
    read: (at) => `dibaca ${at}`,
    kinds: {
      owner: 'catatan tersendiri',
      repeated: 'catatan yang sama ada di baris lain; dikirim sekali',
      held: 'ditahan: perlu keputusan orang',
      invalid: 'tidak dikirim: perlu diperbaiki di berkas',
      skipped: 'dilewati: bukan catatan vaksinasi',
      superseded: 'digantikan: baris ini ada lagi di berkas yang lebih baru',
    },
    problem: (field, sentence) => `masalah${field ? ` (${field})` : ''}: ${sentence}`,
    owner: (file, sheet, line) => `diwakili ${place(file, sheet)}, baris ${line}`,
    key: (key) => `kunci ${key}`,
    batch: (id) => `kiriman ${id}`,
    attempt: (at, answer, ms) => `  ${at} ${answer === 'question' ? 'ditanyakan ke server' : answer} (${n(ms)} md)`,
    state: {
      pending: 'sekarang: menunggu dikirim',
      sending: 'sekarang: sedang dikirim',
      'in-doubt': 'sekarang: belum pasti; server ditanya dulu sebelum dikirim lagi',
      accepted: 'sekarang: sudah di server',
      refused: 'sekarang: ditolak server; lihat lembar perbaikan',
      held: 'sekarang: ditahan; perlu keputusan orang',
    },
    receipt: (receipt) => `bukti ${receipt}`,
    reason: (code) => `alasan server: ${code ?? 'lihat lembar perbaikan'}`,
  },

  columns: COLUMN_WORDS.id,
  reconcile: reconcileId(f),

  rejects: {
    written: (path, rows) =>
      `${path}: ${n(rows)} baris perlu diperbaiki. Berisi data pribadi: simpan dengan aman dan hapus setelah selesai.`,
    nothing: 'Tidak ada baris yang perlu diperbaiki; tidak ada berkas yang ditulis.',
  },

  sandbox: {
    ready: (url, weather) => `Server latihan di ${url}, cuaca: ${weather}`,
    howTo: (url) => `Di terminal lain: vax-upload import BERKAS --to ${url} --state latihan.db`,
    stop: 'Ctrl-C untuk menghentikan.',
  },

  bug: {
    what: 'Ini kesalahan di dalam program, bukan di berkas Anda. Yang sudah terbaca aman di buku status.',
    messageWithheld: '(pesan disembunyikan: mungkin berisi data)',
    causedBy: 'disebabkan oleh',
    program: (version, node) => `vax-upload ${version}${node ? `, Node ${node}` : ''}`,
    tryThis:
      'Jalankan perintah yang sama lagi; tidak ada yang terkirim dua kali. Jika terulang, laporkan baris-baris di atas sebagai issue vax-upload (README, "Bantuan"). Di dalamnya tidak ada data pribadi.',
  },
} as const satisfies Messages;
