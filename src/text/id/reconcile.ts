import type { Figures } from '../numbers.ts';
import type { ReconcileWords } from '../reconcile.ts';

export function reconcileId({ number: n, duration }: Figures): ReconcileWords {
  return {
    progress: (asked) => `Bertanya ke server: ${n(asked)} catatan sejauh ini`,
    title: (target, files, ms) => `Berkas dibandingkan dengan ${target}: ${n(files)} berkas, ${duration(ms)}`,
    onPaper: 'di berkas dan siap untuk server',
    onServer: 'di antaranya ada di server',
    missing: 'belum ada di server',
    unexpected: 'ada di server, tidak lagi di berkas',
    reasons: {
      lost: 'HILANG: server memberi bukti tetapi tidak memilikinya',
      refused: 'ditolak server; lihat `vax-upload rejects`',
      held: 'ditahan di buku kirim: perlu keputusan orang',
      'in-doubt': 'terkirim, jawaban hilang; `vax-upload resume` menanyakannya',
      waiting: 'menunggu di buku kirim; `vax-upload resume` mengirimnya',
      'never-imported': 'belum pernah diimpor di komputer ini',
      unknown: 'tidak ada buku kirim di sini yang tahu sebabnya',
    },
    apart: (terms) => `Tidak dibandingkan karena tidak dapat dikirim: ${terms}`,
    row: (place, reason) => `${place}: ${reason}`,
    unexpectedRow: (place) => `${place} yang dulu: ada di server, tidak lagi di berkas`,
    more: (rows) => `dan ${n(rows)} lagi; -o BERKAS.xlsx atau --rows menampilkan semuanya`,
    lost: (records) =>
      `PERIKSA INI: ${n(records)} catatan punya bukti tetapi tidak ada di server. Server sudah ditanya dua kali. Tunjukkan \`vax-upload explain BERKAS BARIS\` kepada pengelola server; mereka menghapus atau kehilangan yang sudah mereka terima. Untuk mengirimnya lagi dari berkas ini: \`vax-upload reconcile BERKAS --repair\`.`,
    unread: (files) =>
      `BELUM LENGKAP: ${n(files)} berkas tidak terbaca (lihat di atas); apakah baris-barisnya ada di server, tidak diketahui.`,
    repaired: ({ again, fresh, left }) => {
      const parts = [
        ...(again > 0 ? [`${n(again)} yang hilang di server`] : []),
        ...(fresh > 0 ? [`${n(fresh)} yang belum pernah diimpor`] : []),
      ];
      const rest =
        left > 0 ? ` ${n(left)} tidak dapat dipulihkan: barisnya tidak lagi sama dengan yang dulu dikirim.` : '';
      if (parts.length === 0) return `Dipulihkan: tidak ada.${rest} Tidak ada yang diubah.`;
      return `Dipulihkan: ${parts.join(' dan ')} menunggu dikirim.${rest} Selanjutnya: \`vax-upload resume\` mengirimnya.`;
    },
    next: (complete, missing) => {
      if (complete) return 'Lengkap: setiap catatan di berkas ada di server.';
      if (missing['never-imported'] + missing.unknown > 0)
        return 'Selanjutnya: `vax-upload import` berkas ini. Yang sudah ada di server tidak disimpan dua kali.';
      if (missing.waiting + missing['in-doubt'] > 0) return 'Selanjutnya: `vax-upload resume`, lalu bandingkan lagi.';
      return missing.refused + missing.held > 0
        ? 'Selanjutnya: `vax-upload rejects -o BERKAS`, perbaiki sel yang ditandai, lalu impor berkas itu.'
        : 'Selanjutnya: hubungi pengelola server.';
    },
    written: (path) => `Ditulis: ${path} (hanya tempat dan sebab, tanpa nama)`,
    headings: { file: 'Berkas', sheet: 'Lembar', line: 'Baris', dose: 'Kelompok dosis', why: 'Sebab' },
    sheets: { sum: 'Perbandingan', rows: 'Baris' },
  };
}
