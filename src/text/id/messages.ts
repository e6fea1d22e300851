/** Semua kalimat dalam bahasa Indonesia (every sentence in Indonesian), plain as one would say it to a clerk. */
import { wordsOf } from '../fields.ts';
import type { Messages, Outage } from '../messages.ts';
import type { NextStep } from '../next-step.ts';
import { figuresOf } from '../numbers.ts';
import { columnsId } from './columns.ts';
import { databaseId } from './database.ts';
import { doctorId } from './doctor.ts';
import { doctorHereId } from './doctor-here.ts';
import { errorsId } from './errors.ts';
import { explainId } from './explain.ts';
import { fieldsId } from './fields.ts';
import { inboxId } from './inbox.ts';
import { logsId } from './logs.ts';
import { movingId } from './moving.ts';
import { nextStepId } from './next-step.ts';
import { nightsId } from './nights.ts';
import { notifyId } from './notify.ts';
import { outageCausesId } from './outage-causes.ts';
import { positionId } from './position.ts';
import { provinceId } from './province.ts';
import { reconcileId } from './reconcile.ts';
import { rightsId } from './rights.ts';
import { stayingId } from './staying.ts';

const f = figuresOf('id');
const n = f.number;

/** A file, and which of its sheets, if it has any. */
function place(file: string, sheet: string): string {
  return sheet === '' ? file : `${file}, lembar ${sheet}`;
}

function nextTryOf({ nextTry, trying }: Outage): string {
  if (trying) return ', sedang dicoba lagi';
  return nextTry ? `, coba lagi ${nextTry}` : '';
}

function causeOf(outage: Outage): string {
  if (!outage.cause) return '';
  return ` (${outageCausesId[outage.cause]}${outage.status ? `, HTTP ${outage.status}` : ''})`;
}

const COMMANDS = {
  check: 'Pemeriksaan',
  import: 'Impor',
  resume: 'Lanjutan',
  retry: 'Kirim ulang',
  confirm: 'Konfirmasi',
  push: 'Serahkan ke provinsi',
  pull: 'Ambil dari provinsi',
} as const satisfies Record<NextStep['command'], string>;

/** Who asks a run to stop. */
const STOPPERS = { SIGINT: 'Ctrl-C', SIGTERM: 'oleh sistem' } as const;

export const id = {
  language: 'id',
  figures: f,
  errorWord: 'Galat:',
  tryWord: 'Coba:',
  errors: errorsId,
  fields: wordsOf(fieldsId),
  outcomes: {
    accepted: 'diterima',
    'already-there': 'sudah ada',
    refused: 'ditolak',
    invalid: 'perlu perbaikan',
    repeated: 'berulang',
    held: 'ditahan',
    waiting: 'menunggu',
    'in-doubt': 'belum pasti',
    dismissed: 'diabaikan',
    skipped: 'dilewati',
  },
  outcomeHints: {
    'already-there': 'server sudah punya sebelumnya',
    refused: 'oleh server; lihat lembar perbaikan',
    invalid: 'perbaiki isi selnya',
    repeated: 'catatan yang sama ada di baris lain',
    held: 'perlu keputusan orang',
    waiting: 'tersimpan, belum dikirim',
    'in-doubt': 'terkirim, jawaban hilang; ditanyakan dulu ke server',
    dismissed: 'dikeluarkan dari daftar oleh orang; tidak dikirim',
    skipped: 'baris tanpa catatan',
  },
  handedOver: { label: 'diserahkan', hint: 'sudah di berkas; menunggu `vax-upload confirm`' },
  readyToSend: 'siap dikirim',

  reading: {
    progress: (file, rows, share) =>
      `Membaca ${file}: ${n(rows)} baris${share === undefined ? '' : ` (${f.percent(share)})`}`,
    columns: (file, sheet, pairs) => `Kolom di ${place(file, sheet)}: ${pairs}`,
    sameColumns: (file, sheet) => `Kolom di ${place(file, sheet)}: sama seperti sebelumnya`,
    ignored: (headings) => `Tidak dibaca: ${headings}`,
    set: (pairs) => `Dari --set, untuk semua baris: ${pairs}`,
    setUnused: (fields) => `Tidak dipakai dari --set: ${fields}; lembar punya kolomnya sendiri, itulah yang dibaca`,
    notSent: (field) => `${field} (tidak dikirim)`,
    defaults: (pairs) => `Dari atas tabel: ${pairs}`,
    file: (file, sheet, rows) => `Terbaca ${place(file, sheet)}: ${n(rows)} baris`,
    takenIn: (fresh, known) =>
      `Tersimpan di buku kirim: ${n(fresh)} catatan baru${known > 0 ? `, ${n(known)} sudah dikenal` : ''}. Berkas Excel tidak diperlukan lagi.`,
    row: (file, sheet, line, outcome, problems) =>
      `${file}${sheet ? `, ${sheet}` : ''}, baris ${line}: ${outcome}${problems ? `: ${problems}` : ''}`,
    inRows: (many, rows) => `${n(many)} baris: ${rows}`,
  },

  delivering: {
    moved: (from, to) => `Mulai sekarang buku kirim ini menuju ${to}, tidak lagi ke ${from}.`,
    again: (entries) =>
      entries === 0
        ? 'Tidak ada baris yang ditolak server; tidak ada yang dikirim ulang.'
        : `Dikirim ulang tanpa perubahan: ${n(entries)} catatan yang ditolak server.`,
    start: (waiting, inDoubt, target) =>
      `Mengirim ${n(waiting)} catatan ke ${target}${inDoubt > 0 ? `; ${n(inDoubt)} belum pasti, ditanyakan dulu` : ''}`,
    nothing: (target) => `Tidak ada yang perlu dikirim ke ${target}`,
    pace: (rate, left) => (left ? `${rate}, sisa ${left}` : rate),
    starting: 'mulai',
    progress: (done, total) => `${n(done)} dari ${n(total)} catatan terkirim`,
    down: (outage) =>
      `server mati sejak ${outage.since}${causeOf(outage)}${nextTryOf(outage)}; tidak ada data yang hilang`,
    downShort: (outage) => `server mati sejak ${outage.since}${nextTryOf(outage)}`,
    up: (away) => (away === undefined ? 'server hidup kembali' : `server hidup kembali setelah ${f.duration(away)}`),
    copy: (entries, asked, safe) => {
      const lead = 'Buku kirim ini disalin, dipindah atau dipulihkan sejak terakhir dijalankan';
      if (asked && entries === 0) return `${lead}. Tidak ada yang menunggu di dalamnya.`;
      if (asked) return `${lead}. ${n(entries)} catatan yang menunggu mungkin sudah terkirim: server ditanya dulu.`;
      return `${lead}. ${safe ? 'Server ini boleh menerimanya dua kali.' : 'Server ini tidak dapat ditanya: yang sudah dikirim salinan lain bisa sampai dua kali. Hentikan sekarang bila salinan itu masih dipakai.'}`;
    },
    lookBack: (asked, gone) =>
      `Server kehilangan ${n(gone)} dari ${n(asked)} catatan terakhir yang sudah diterimanya sebelum mati. Catatan itu ditanyakan sekali lagi lalu dikirim ulang.`,
    doubts: (asked, there, absent, unknown) => {
      const one = asked === 1;
      const parts = [
        ...(there > 0 ? [`${n(there)} sudah sampai`] : []),
        ...(absent > 0 ? [`${n(absent)} belum sampai dan dikirim lagi`] : []),
        ...(unknown > 0 ? [`${n(unknown)} belum diketahui dan nanti ditanyakan lagi`] : []),
      ];
      const all = {
        [there]: one ? 'sudah sampai' : 'semuanya sudah sampai',
        [absent]: one ? 'belum sampai dan dikirim lagi' : 'belum ada yang sampai; semuanya dikirim lagi',
        [unknown]: 'belum diketahui; nanti ditanyakan lagi',
      }[asked];
      return `Menanyakan ${n(asked)} catatan ke server: ${all ?? parts.join(', ')}`;
    },
    clock: (here, server) =>
      `Jam komputer ini menunjukkan ${here}, jam server ${server}. Salah satunya keliru, dan tanggal di masa depan dinilai menurut jam ini: betulkan, lalu impor lagi berkasnya.`,
    stopping: (why, sending) =>
      why === 'window'
        ? 'Batas waktu tercapai: kiriman yang sedang berjalan diselesaikan dulu.'
        : !sending
          ? `Diminta berhenti (${STOPPERS[why]}): pembacaan dihentikan. Impor lagi berkasnya nanti; tidak ada yang hilang.`
          : `Diminta berhenti (${STOPPERS[why]}): kiriman yang sedang berjalan diselesaikan dulu. Sekali lagi untuk berhenti seketika; itu pun aman.`,
    request: ({ nth, to, id, status, requestId, cause, ms }) =>
      `Permintaan ${n(nth)} ke ${to}${id === undefined ? '' : ` ${id}`}: ${cause ? outageCausesId[cause] : `HTTP ${status}`}, ${n(ms)} ms${requestId === undefined ? '' : ` (x-request-id ${requestId})`}`,
    untouched: (file) => `${file}: lembar perbaikan yang belum diubah; dilewati`,
    correctionSheet: (path, rows) =>
      `Lembar perbaikan: ${path} (${n(rows)} baris; berisi data pribadi, simpan baik-baik)`,
  },

  position: positionId,
  notify: notifyId(f),

  summary: {
    title: (command, files, ms) => {
      return `${COMMANDS[command]}: ${files > 0 ? `${n(files)} berkas, ` : ''}${f.duration(ms)}`;
    },
    total: 'jumlah',
    check: (rows, terms) => `${n(rows)} baris = ${terms}`,
    checkDoses: (rows, readings, skipped, total, terms) =>
      `${n(rows)} baris berisi ${n(readings)} dosis${skipped > 0 ? ` dan ${n(skipped)} dilewati` : ''}: ${n(total)} = ${terms}`,
    checkRecords: (records, terms) => `${n(records)} catatan = ${terms}`,
    nothingRead: 'Tidak ada yang perlu dikerjakan: tidak ada baris.',
    mismatch: 'ANGKA-ANGKA INI TIDAK COCOK. Ini kesalahan program; tolong laporkan. Buku kirim tidak rusak.',
    notTwice: (there) =>
      `Tidak ada yang terkirim dua kali: ${n(there)} sudah ada di server dari pengiriman sebelumnya.`,
    traffic: (requests, outages, away) =>
      `${n(requests)} permintaan${outages > 0 ? `; server mati ${outages === 1 ? 'sekali' : `${n(outages)} kali`}, seluruhnya ${f.duration(away)}` : ''}`,
    handedOver: (records, files) =>
      `${n(records)} catatan dalam ${n(files)} berkas sudah diserahkan dan belum dikonfirmasi: lihat \`vax-upload confirm\`.`,
    backlog: (records) => `Masih menunggu di buku kirim, dari sekarang dan sebelumnya: ${n(records)} catatan`,
    otherRows: (rows) =>
      `Masih ada ${n(rows)} baris lain dari impor sebelumnya yang menunggu ditangani; daftarnya: \`vax-upload rejects -o BERKAS\`.`,
    gone: (rows) =>
      `${f.number(rows)} baris yang masih menunggu tidak ada lagi di berkasnya; ditahan, perlu keputusan orang.`,
    problemsTitle: 'Masalah tersering',
    problem: (sentence, rows, severity) =>
      `${sentence}: ${n(rows)} baris${severity === 'warning' ? ' (peringatan saja)' : ''}`,
    moreProblems: (kinds) => `dan ${n(kinds)} jenis masalah lain`,
    next: nextStepId,
  },

  nights: nightsId(f),
  status: {
    title: (path, target) => `Buku kirim ${path}, untuk ${target}`,
    lastRun: (command, started, ended, exitCode, running) =>
      ended === undefined
        ? `Terakhir dijalankan: ${command}, sejak ${started}, ${running ? 'masih berjalan' : 'terputus: program atau komputernya mati'}`
        : `Terakhir dijalankan: ${command}, ${started} sampai ${ended}, kode keluar ${exitCode}`,
    neverRun: 'Belum pernah dijalankan.',
    needCorrection: 'perlu perbaikan',
  },

  explain: explainId(f),
  rights: rightsId,
  moving: movingId,
  columns: columnsId,
  reconcile: reconcileId(f),
  doctor: doctorId(f),
  province: provinceId,
  inbox: inboxId(f),
  database: databaseId,
  staying: stayingId,
  logs: logsId,
  doctorHere: doctorHereId(f),
  dryRun: {
    title: (target, shown, records, revealed) =>
      shown === 0
        ? `Tidak ada yang akan dikirim ke ${target}.`
        : `Akan dikirim ke ${target}: ${n(records)} catatan. Di bawah ini permintaan untuk ${n(shown)} catatan pertama; tidak ada yang dikirim.${revealed ? '' : ' Data pribadi disembunyikan; --reveal menampilkannya.'}`,
  },
  checkServer: {
    title: (target, asked, refused) =>
      refused === 0
        ? `${target} akan menerima semuanya (${n(asked)} catatan). Tidak ada yang disimpan.`
        : `${target} akan menolak ${n(refused)} dari ${n(asked)} catatan. Tidak ada yang disimpan.`,
    row: (where, field, code) => `${where}: ${[field, code].filter(Boolean).join(', ') || 'tanpa alasan'}`,
    more: (rows) => `dan ${n(rows)} lagi; --rows menampilkan semuanya`,
  },

  confirming: {
    done: ({ accepted, refused, lost, unknown, open }) => [
      ...(accepted > 0 ? [`Dikonfirmasi: ${n(accepted)} catatan sudah ada di server.`] : []),
      ...(refused > 0
        ? [`Ditolak server: ${n(refused)} catatan; \`vax-upload rejects -o BERKAS\` menulisnya beserta alasannya.`]
        : []),
      ...(lost > 0
        ? [`Tidak pernah sampai: ${n(lost)} catatan menunggu lagi; \`vax-upload resume\` menulisnya ke berkas baru.`]
        : []),
      ...(unknown > 0
        ? [`${n(unknown)} baris jawaban bukan milik catatan yang menunggu konfirmasi, dan tidak mengubah apa pun.`]
        : []),
      ...(open > 0 ? [`Belum dikonfirmasi: ${n(open)} catatan.`] : []),
    ],
    nothing: 'Tidak ada yang menunggu konfirmasi: semua catatan yang diserahkan sudah dikonfirmasi.',
    batch: (id, records, at) => `${id}  ${n(records)} catatan, ditulis ${at}`,
    howTo:
      'Sudah diunggah: `vax-upload confirm BERKAS` (atau `--all`). Dengan jawaban server per baris: `vax-upload confirm JAWABAN.csv`. Tidak pernah sampai: `vax-upload confirm --lost BERKAS`.',
  },
  rekeyed: (ledgers, setting) => [
    `Kunci baru membuka ${ledgers.join(', ')}.`,
    setting === undefined
      ? 'Kunci lama kini hanya membuka salinan lama. Simpan salinan kunci baru, tetapi jangan di samping buku kirim.'
      : `Tulis \`${setting}\` di bawah \`privacy:\` pada vax-upload.yaml. Kunci lama masih membuka sampai kunci baru dipakai; sesudah itu hapuslah.`,
  ],
  purged: (entries, rows) =>
    entries === 0 && rows === 0
      ? 'Belum ada yang cukup lama untuk dilupakan. Yang menunggu tetap disimpan.'
      : `Dilupakan: ${n(entries)} catatan yang sudah ada di server, dan ${n(rows)} baris. Yang menunggu tetap disimpan. Bila diimpor lagi, baris-baris itu dikirim lagi dengan kunci yang sama.`,
  dismissed: (file, line) => `Baris ${line} dari ${file} diabaikan: tidak dikirim, dan tidak ditanyakan lagi.`,
  rejects: {
    written: (path, rows) =>
      `${path}: ${n(rows)} baris perlu diperbaiki. Perbaiki sel yang ditandai, impor berkas itu, lalu hapus: isinya data pribadi.`,
    nothing: 'Tidak ada baris yang perlu diperbaiki; tidak ada berkas yang ditulis.',
  },

  sandbox: {
    ready: (url, weather) => `Server latihan, cuaca: ${weather}. Halamannya, hanya untuk komputer ini: ${url}`,
    howTo: (url) => `Di terminal lain: vax-upload import BERKAS --to ${url} --state latihan.db`,
    stop: 'Ctrl-C untuk menghentikan.',
  },

  bug: {
    what: 'Ini kesalahan di dalam program, bukan di berkas Anda. Yang sudah terbaca aman di buku kirim.',
    causedBy: 'disebabkan oleh',
    program: (version, node) => `vax-upload ${version}${node ? `, Node ${node}` : ''}`,
    tryThis:
      'Jalankan perintah yang sama lagi; tidak ada yang terkirim dua kali. Jika terulang, laporkan baris-baris di atas sebagai issue vax-upload (README, "Bantuan"). Di dalamnya tidak ada data pribadi.',
  },
} as const satisfies Messages;
