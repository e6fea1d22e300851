/** What `reconcile` says, in both languages, apart from the other sentences because nobody else says them. */
import type { MissingReason, Repaired } from '../comparison.ts';
import type { Figures } from './numbers.ts';

export interface ReconcileWords {
  /** While the server is being asked. */
  progress(asked: number): string;
  title(target: string, files: number, ms: number): string;
  readonly onPaper: string;
  readonly onServer: string;
  readonly missing: string;
  readonly unexpected: string;
  readonly reasons: Readonly<Record<MissingReason, string>>;
  /** Rows that cannot be sent and were not asked for; `terms` is joined already. */
  apart(terms: string): string;
  row(place: string, reason: string): string;
  unexpectedRow(place: string): string;
  more(rows: number): string;
  /** Shouted: receipts without records. */
  lost(records: number): string;
  /** Files of which nothing is known. */
  unread(files: number): string;
  /** What `--repair` has done, and what comes next. */
  repaired(done: Repaired): string;
  next(complete: boolean, missing: Readonly<Record<MissingReason, number>>): string;
  written(path: string): string;
  readonly headings: Readonly<Record<'file' | 'sheet' | 'line' | 'dose' | 'why', string>>;
  readonly sheets: { readonly sum: string; readonly rows: string };
}

export function reconcileEn({ number: n, duration }: Figures): ReconcileWords {
  return {
    progress: (asked) => `Asking the server: ${n(asked)} ${asked === 1 ? 'record' : 'records'} so far`,
    title: (target, files, ms) =>
      `Paper against ${target}: ${n(files)} ${files === 1 ? 'file' : 'files'}, ${duration(ms)}`,
    onPaper: 'on paper and ready for the server',
    onServer: 'of these on the server',
    missing: 'missing on the server',
    unexpected: 'on the server, no longer on paper',
    reasons: {
      lost: 'LOST: the server gave a receipt and does not have it',
      refused: 'refused by the server; see `vax-upload rejects`',
      held: 'held in the ledger: a person must decide',
      'in-doubt': 'sent, answer lost; `vax-upload resume` asks for it',
      waiting: 'waiting in the ledger; `vax-upload resume` sends it',
      'never-imported': 'never imported on this computer',
      unknown: 'no ledger here knows why',
    },
    apart: (terms) => `Not compared, because they cannot be sent: ${terms}`,
    row: (place, reason) => `${place}: ${reason}`,
    unexpectedRow: (place) => `${place} as it once was: on the server, no longer in the sheet`,
    more: (rows) => `and ${n(rows)} more; -o FILE.xlsx or --rows lists them all`,
    lost: (records) =>
      `LOOK INTO THIS: ${n(records)} ${records === 1 ? 'record has a receipt' : 'records have receipts'} and ${records === 1 ? 'is' : 'are'} not on the server. It was asked twice. Show \`vax-upload explain FILE ROW\` to the server's people; they have deleted or lost what they confirmed. To send them again from these files: \`vax-upload reconcile FILE --repair\`.`,
    unread: (files) =>
      `NOT COMPLETE: ${n(files)} ${files === 1 ? 'file' : 'files'} could not be read (see above); whether the server has their rows is not known.`,
    repaired: ({ again, fresh, left }) => {
      const parts = [
        ...(again > 0 ? [`${n(again)} that the server had lost`] : []),
        ...(fresh > 0 ? [`${n(fresh)} that were never imported`] : []),
      ];
      const rest = left > 0 ? ` ${n(left)} could not be repaired: their rows do not say any more what was sent.` : '';
      if (parts.length === 0) return `Repaired: nothing.${rest} Nothing was changed.`;
      return `Repaired: ${parts.join(' and ')} wait to be sent.${rest} Next: \`vax-upload resume\` sends them.`;
    },
    next: (complete, missing) => {
      if (complete) return 'Complete: every record on paper is on the server.';
      if (missing['never-imported'] + missing.unknown > 0)
        return 'Next: `vax-upload import` these files. What the server has already is not stored twice.';
      if (missing.waiting + missing['in-doubt'] > 0) return 'Next: `vax-upload resume`, then compare again.';
      return missing.refused + missing.held > 0
        ? 'Next: `vax-upload rejects -o FILE`, correct the marked cells and import that file.'
        : 'Next: talk to the people of the server.';
    },
    written: (path) => `Written: ${path} (places and reasons only, no names)`,
    headings: { file: 'File', sheet: 'Sheet', line: 'Row', dose: 'Dose group', why: 'Why' },
    sheets: { sum: 'Comparison', rows: 'Rows' },
  };
}

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
      held: 'ditahan di buku status: perlu keputusan orang',
      'in-doubt': 'terkirim, jawaban hilang; `vax-upload resume` menanyakannya',
      waiting: 'menunggu di buku status; `vax-upload resume` mengirimnya',
      'never-imported': 'belum pernah diimpor di komputer ini',
      unknown: 'tidak ada buku status di sini yang tahu sebabnya',
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
