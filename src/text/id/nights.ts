import { EXIT } from '../../exit-codes.ts';
import { countsIn } from '../deed-counts.ts';
import { typedPath } from '../file-words.ts';
import type { NightTexts } from '../nights.ts';
import type { Figures } from '../numbers.ts';

const day = new Intl.DateTimeFormat('id', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

const ENDED: Readonly<Record<number, string>> = {
  [EXIT.done]: 'semua selesai',
  [EXIT.bug]: 'kesalahan program',
  [EXIT.usage]: 'pengaturan salah',
  [EXIT.needsPerson]: 'ada baris yang perlu dilihat',
  [EXIT.serverAway]: 'server tidak kembali',
  [EXIT.serverRefuses]: 'server menolak',
  [EXIT.windowEnded]: 'waktu habis',
  [EXIT.busy]: 'ada proses lain',
  [EXIT.unreadable]: 'ada berkas tak terbaca',
  [EXIT.disk]: 'disk bermasalah',
  [EXIT.interrupted]: 'dihentikan',
  [EXIT.terminated]: 'dihentikan',
};

export function nightsId(f: Figures): NightTexts {
  const n = f.number;
  const records = (count: number): string => `${n(count)} catatan`;
  const counted = countsIn(
    {
      rows: 'baris',
      files: 'berkas',
      fresh: 'baru',
      owns: 'sudah dikenal',
      replaces: 'diperbaiki',
      repeated: 'berulang',
      held: 'ditahan',
      invalid: 'perlu perbaikan',
      settled: 'sudah beres',
      dismissed: 'diabaikan',
      skipped: 'dilewati',
      accepted: 'diterima',
      'already-there': 'sudah ada',
      refused: 'ditolak',
      waiting: 'menunggu',
      'in-doubt': 'belum pasti',
      inDoubt: 'belum pasti',
      backlog: 'tersisa',
      entries: 'catatan',
    },
    n,
  );
  return {
    day: (iso) => day.format(Date.parse(iso)).replace(',', ''),
    lastNight: (when, landed, left) =>
      `Malam ke ${when}: ${records(landed)} sampai${left === undefined ? '' : left === 0 ? ', tidak ada sisa' : `, sisa ${n(left)}`}`,
    away: (times, ms, longest) =>
      times === 1
        ? `server mati sekali, ${f.duration(ms)}`
        : `server mati ${n(times)} kali, seluruhnya ${f.duration(ms)}, paling lama ${f.duration(longest)}`,
    workers: (n) => `Sedang bekerja: ${n} proses`,
    worker: (run, command, since) => `proses ${run}, ${command}, sejak ${since}`,
    moreWorkers: (n) => `dan ${n} lagi; \`vax-upload runs\` menampilkannya`,
    awayNow: (since) => `Server sedang mati sejak ${since}; tidak ada data yang hilang.`,
    gateAsked: (run) => `proses ${run} sedang menanyainya, mewakili semua`,
    gateTries: (at, run) => `dicoba lagi ${at}${run === undefined ? '' : ` oleh proses ${run}`}, satu mewakili semua`,
    gateWorks: (used, width, runs, waiting) =>
      `Ke server: ${n(used)} dari paling banyak ${n(width)} permintaan sekaligus, dari ${n(runs)} proses${waiting === 0 ? '' : `; ${n(waiting)} mengantre`}`,
    neverAway: 'server tidak pernah mati',
    refusedFile: (what) => `tidak dibaca: ${what}`,
    moreRefused: (files) => `dan ${n(files)} lagi tidak dibaca; lihat \`vax-upload runs\``,
    estimate: (tonight, nights) =>
      nights <= 1
        ? `Malam ini: kira-kira ${n(tonight)}, lalu tidak ada lagi yang menunggu.`
        : `Malam ini: kira-kira ${n(tonight)}; dengan laju ini semua sampai dalam ${n(nights)} malam.`,
    next: (deed) => {
      switch (deed.kind) {
        case 'wait':
          return 'Selanjutnya: tunggu saja. Pengiriman sedang berjalan; ikuti dengan `vax-upload status --watch`.';
        case 'look-at-server':
          return 'Selanjutnya: `vax-upload doctor` menunjukkan apa yang salah pada server atau pengaturan.';
        case 'free-disk':
          return 'Selanjutnya: kosongkan ruang di disk, lalu `vax-upload resume`. Tidak ada yang hilang.';
        case 'import-again':
          return `Selanjutnya: \`vax-upload import ${typedPath(deed.file)}\` sekali lagi; berkas itu belum selesai dibaca.`;
        case 'resume':
          return 'Selanjutnya: `vax-upload resume` mengirim yang menunggu (atau tunggu malam).';
        case 'confirm':
          return 'Selanjutnya: unggah berkasnya, lalu `vax-upload confirm`.';
        case 'pull':
          return 'Selanjutnya: `vax-upload pull` mengambil kata provinsi tentang catatan yang dikirimkannya.';
        case 'correct':
          if (deed.inbox?.toCorrect !== undefined)
            return `Selanjutnya: perbaiki lembar di folder ${deed.inbox.toCorrect} (atau \`vax-upload rejects -o perbaikan.xlsx\`), lalu taruh di folder masuk.`;
          return `Selanjutnya: \`vax-upload rejects -o perbaikan.xlsx\`, perbaiki, lalu ${deed.inbox ? 'taruh di folder masuk' : 'impor'}.`;
        case 'unread':
          return `Selanjutnya: perbaiki berkas yang tidak dibaca (\`vax-upload runs\` menyebut sebabnya), lalu ${deed.inbox ? 'taruh lagi di folder masuk' : 'impor lagi'}.`;
        case 'nothing':
          return 'Selanjutnya: tidak ada. Semuanya sudah di server.';
      }
    },
    ended: (exitCode) => (exitCode === undefined ? 'terputus' : `${exitCode} ${ENDED[exitCode] ?? ''}`.trimEnd()),
    running: 'berjalan',
    heads: {
      night: 'Malam ke',
      run: 'Ke',
      began: 'Mulai',
      command: 'Perintah',
      lasted: 'Lama',
      landed: 'Sampai',
      refused: 'Ditolak',
      left: 'Sisa',
      away: 'Server mati',
      end: 'Akhir',
    },
    noRuns: 'Belum pernah dijalankan.',
    deeds: {
      began: ({ run, command, target }) => `mulai ke-${run}: ${command}, untuk ${target}`,
      'took-in': ({ file, sha256, ...rest }) => `mencatat ${file} (SHA-256 ${sha256})${counted(rest)}`,
      'not-read': ({ file, why }) => `tidak membaca ${file}: ${why}`,
      ended: ({ run, exitCode, ...rest }) => `selesai ke-${run} dengan kode ${exitCode}${counted(rest)}`,
      bound: ({ target }) => `buku kirim ini untuk ${target}`,
      moved: ({ from, to }) => `buku kirim pindah dari ${from} ke ${to}`,
      dismissed: ({ file, line, sheet, ...rest }) =>
        `mengabaikan baris ${line} dari ${file}${sheet === undefined ? '' : `, lembar ${sheet}`}${counted(rest)}`,
      retried: ({ file, line, ...rest }) =>
        `mengirim lagi yang ditolak${file === undefined ? '' : ` dari ${file}`}${line === undefined ? '' : `, baris ${line}`}${counted(rest)}`,
      'taken-back': (rest) => `menarik kembali yang terbukti tidak ada di server${counted(rest)}`,
      confirmed: ({ batch, ...rest }) => `memberi kabar tentang kiriman ${batch}${counted(rest)}`,
      lost: ({ batch, ...rest }) => `memberi kabar bahwa kiriman ${batch} tidak sampai${counted(rest)}`,
      faded: ({ before }) => `melupakan nama dan isi dari yang diterima sebelum ${iso(before)}`,
      purged: ({ before, ...rest }) => `menghapus yang diterima sebelum ${iso(before)}${counted(rest)}`,
      erased: (rest) => `menghapus satu orang${counted(rest)}`,
      readmitted: (rest) => `menerima lagi baris seseorang yang sudah dihapus${counted(rest)}`,
      rekeyed: () => 'mengganti kunci',
      listed: ({ file }) => `meminta daftar semua orang yang datanya terbaca, ke ${file}`,
      'backed-up': () => 'membuat cadangan',
      stayed: () => 'tetap dipakai di sini: pindah komputer dibatalkan',
      restored: () => 'memulihkan dari cadangan',
    },
    auditWhole: (entries, hash) => `${n(entries)} langkah, tidak ada yang hilang. Hash terakhir: ${hash}`,
    auditEmpty: 'Belum ada yang dilakukan.',
  };
}

function iso(at: string | number | boolean | undefined): string {
  return typeof at === 'number' && Math.abs(at) < 8.64e15 ? new Date(at).toISOString().slice(0, 10) : '…';
}
