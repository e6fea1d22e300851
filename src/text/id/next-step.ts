import { type NextStep, UNREAD } from '../next-step.ts';
import { provinceId } from './province.ts';

const PERSONAL_ID = 'Isinya data pribadi: hapus setelah selesai.';

export function nextStepId({
  exitCode,
  command,
  backlog,
  files,
  nobody,
  handedOver,
  nothingSent,
  correctionSheet,
  inbox,
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
      if (handedOver === 'files')
        return 'Selanjutnya: unggah berkas-berkasnya, atau serahkan kepada yang mengunggah; lalu `vax-upload confirm --all`, atau `vax-upload confirm JAWABAN.csv` dengan jawaban server per baris. Isinya data pribadi.';
      return `Selanjutnya: ${sheet}, perbaiki sel yang ditandai, lalu ${inbox ? 'taruh lembar itu di folder masuk' : 'impor berkas itu'}. Hanya baris yang diperbaiki yang dikirim.${correctionSheet ? ` ${PERSONAL_ID}` : ''}`;
    case 5:
      return 'Selanjutnya: tidak ada data yang hilang. Server belum kembali; jalankan lagi `vax-upload resume` nanti malam. Berkas Excel tidak diperlukan.';
    case 10:
      if (handedOver === 'province' && backlog === 0) return provinceId.next;
      return nothingSent
        ? 'Selanjutnya: tidak ada data yang hilang. `vax-upload resume` mengirim yang menunggu. Berkas Excel tidak diperlukan.'
        : 'Selanjutnya: tidak ada data yang hilang. Batas waktu tercapai; jalankan lagi `vax-upload resume` nanti malam. Berkas Excel tidak diperlukan.';
    case 7:
      return 'Selanjutnya: server menolak kita. Minta petugas TI memeriksa token dan alamat server (lihat baris-baris di atas), lalu jalankan `vax-upload resume`.';
    case 11:
      return 'Selanjutnya: tidak perlu apa-apa. Pengiriman lain sedang memakai buku kirim ini; lihat `vax-upload status`.';
    case 65:
      return command === 'check'
        ? 'Selanjutnya: periksa berkas yang disebut di atas, lalu periksa lagi dengan perintah yang sama.'
        : `Selanjutnya: periksa berkas yang disebut di atas, lalu ${inbox ? 'taruh lagi di folder masuk' : 'impor lagi'}. Yang sudah terbaca dari berkas lain aman.`;
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
