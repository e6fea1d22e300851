/** What to do next, as the last line of a summary says it in both languages. */
import type { ExitCode } from '../exit-codes.ts';

/** What the summary needs to know of a run to say what to do next. */
export interface NextStep {
  readonly exitCode: ExitCode;
  readonly command: 'import' | 'resume' | 'retry' | 'check';
  /** Records that still wait in the ledger. */
  readonly backlog: number;
  /**
   * So many files are what the run was about, and the ledger has rows of others that wait for a person; 0: all there
   * is.
   */
  readonly files: number;
  /** Sheets were read, and no row in them holds a person: a blank template, perhaps. */
  readonly nobody: boolean;
  /** Where the correction sheet was written, if it was. */
  readonly correctionSheet?: string;
  /** Files that were not read to their end, as they stand in a command line. */
  readonly unfinished?: string;
}

/** Exit codes after which reading again is what is to be done, if something was not read. */
const UNREAD: ReadonlySet<number> = new Set([0, 3, 74, 130, 143]);

const PERSONAL_EN = 'It holds personal data: delete it when it is done.';

export function nextStepEn({
  exitCode,
  command,
  backlog,
  files,
  nobody,
  correctionSheet,
  unfinished,
}: NextStep): string {
  if (unfinished && !correctionSheet && UNREAD.has(exitCode))
    return `Next: ${exitCode === 74 ? 'mend what is named above, then run' : 'run'} \`vax-upload import ${unfinished}\` again; not everything was read. Nothing is sent twice.`;
  const sheet = correctionSheet
    ? `open ${correctionSheet}`
    : 'write the correction sheet with `vax-upload rejects -o FILE`';
  switch (exitCode) {
    case 0:
      if (nobody && backlog === 0)
        return 'Next: nothing to send, no row holds a person yet. Fill in a row for each dose below the headings (an example row is always passed over), then check again.';
      return command === 'check'
        ? 'Next: every row is ready. Send them with `vax-upload import`.'
        : backlog > 0
          ? 'Next: run `vax-upload resume` to send what waits from earlier runs.'
          : `Nothing left to do: every row${files === 0 ? '' : files === 1 ? ' of this file' : ' of these files'} is on the server.`;
    case 3:
      if (command === 'check')
        return correctionSheet
          ? `Next: ${sheet}, correct the marked cells, save, and check that file again. ${PERSONAL_EN}`
          : 'Next: correct these rows in the spreadsheet (`vax-upload check FILE -o corrections.xlsx` marks the cells) and check again, or import now: the other rows are sent, these are kept for you.';
      return `Next: ${sheet}, correct the marked cells and import that file. Only the corrected rows are sent.${correctionSheet ? ` ${PERSONAL_EN}` : ''}`;
    case 5:
      return 'Next: nothing is lost. The server stayed away; run `vax-upload resume` again tonight. The spreadsheet is not needed.';
    case 10:
      return 'Next: nothing is lost. The time window ended; run `vax-upload resume` again tonight. The spreadsheet is not needed.';
    case 7:
      return 'Next: the server refuses us. Have the credentials and the address looked at (the lines above say which), then run `vax-upload resume`.';
    case 11:
      return 'Next: nothing. Another run is at work on this ledger; see `vax-upload status`.';
    case 65:
      return command === 'check'
        ? 'Next: look at the file named above, then check again.'
        : 'Next: look at the file named above, then import it again. What was read from other files is safe.';
    case 74:
      return command === 'check'
        ? 'Next: mend what is named above, or choose another place with `-o FILE`, then check again.'
        : 'Next: mend what is named above (space on the disk, permission to write), then run `vax-upload resume`. Nothing is lost.';
    case 130:
    case 143:
      return 'Next: run `vax-upload resume` to go on. The state is safe, and nothing is sent twice.';
    case 2:
      return 'Next: correct what is named above and run the same command again.';
    case 1:
      return 'Next: please report this with the lines above. Run the same command again: nothing is sent twice.';
  }
}

const PERSONAL_ID = 'Isinya data pribadi: hapus setelah selesai.';

export function nextStepId({
  exitCode,
  command,
  backlog,
  files,
  nobody,
  correctionSheet,
  unfinished,
}: NextStep): string {
  if (unfinished && !correctionSheet && UNREAD.has(exitCode))
    return `Selanjutnya: ${exitCode === 74 ? 'atasi dulu masalah yang disebut di atas, lalu jalankan' : 'jalankan'} lagi \`vax-upload import ${unfinished}\`; belum semuanya terbaca. Tidak ada yang terkirim dua kali.`;
  const sheet = correctionSheet
    ? `buka ${correctionSheet}`
    : 'buat lembar perbaikan dengan `vax-upload rejects -o BERKAS`';
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
          ? `Selanjutnya: ${sheet}, perbaiki sel yang ditandai, simpan, lalu periksa berkas itu lagi. ${PERSONAL_ID}`
          : 'Selanjutnya: perbaiki baris-baris itu di Excel (`vax-upload check BERKAS -o perbaikan.xlsx` menandai selnya) lalu periksa lagi, atau impor sekarang: baris lain dikirim, baris itu disimpan untuk Anda.';
      return `Selanjutnya: ${sheet}, perbaiki sel yang ditandai, lalu impor berkas itu. Hanya baris yang diperbaiki yang dikirim.${correctionSheet ? ` ${PERSONAL_ID}` : ''}`;
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
      return 'Selanjutnya: betulkan yang disebut di atas, lalu jalankan perintah yang sama lagi.';
    case 1:
      return 'Selanjutnya: tolong laporkan bersama baris-baris di atas. Jalankan perintah yang sama lagi: tidak ada yang terkirim dua kali.';
  }
}
