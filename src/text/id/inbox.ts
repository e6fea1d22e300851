/** What is said of a folder of sheets, in Indonesian. */
import { fileKind } from '../file-words.ts';
import type { InboxWords } from '../inbox.ts';
import type { Figures } from '../numbers.ts';

const WHY = {
  lock: 'berkas kunci dari Excel atau LibreOffice',
  hidden: 'tersembunyi',
  temporary: 'belum selesai ditulis oleh programnya',
  system: 'berkas sistem',
  placeholder: 'hanya tautan ke dokumen di tempat lain: simpan sebagai .xlsx',
  link: 'tautan: tautan tidak diikuti',
  special: 'bukan berkas biasa',
  name: 'huruf pada namanya tidak terbaca: ganti namanya',
  deeper: 'folder di dalam folder: hanya satu tingkat yang dibuka',
  'no-sheet': 'bukan lembar',
  copying: 'masih disalin atau disimpan: lain kali',
  empty: 'kosong, mungkin masih disalin: lain kali',
  'handed-out': 'diperbaiki di sini: taruh di folder masuk, lalu dikirim',
} as const;

export function inboxId({ number }: Figures): InboxWords {
  return {
    looked: (folder, fresh, known) =>
      `${folder}: ${number(fresh)} lembar baru${known > 0 ? `, ${number(known)} sudah dikenal` : ''}`,
    passed: (why, files, more, type) =>
      `Dilewati (${WHY[why]}${type === undefined ? '' : `, tetapi ${fileKind(type, 'id')}`}): ${files.join(', ')}${more > 0 ? ` dan ${number(more)} lainnya` : ''}`,
    toCorrect: (folder, files) =>
      `${folder}: ${number(files)} berkas menunggu orang. Perbaiki sel yang ditandai, simpan, lalu taruh lembar itu di folder masuk.`,
    became: {
      done: 'selesai',
      waiting: (rows) => `${number(rows)} belum terkirim`,
      needsPerson: (rows, waiting) =>
        `${number(rows)} perlu diperbaiki${waiting > 0 ? `, ${number(waiting)} belum terkirim` : ''}`,
      left: 'berubah saat dibaca: lain kali',
      refused: (code, before) => `${before ? 'masih ditolak, belum diubah' : 'ditolak'} [${code}]`,
    },
    rows: (rows) => `${number(rows)} baris`,
    open: ', tetap di sini selama masih dibuka',
    moved: (folder) => `→ ${folder}`,
    more: (files, done, waiting) => {
      const parts = [
        ...(done > 0 ? [`${number(done)} selesai`] : []),
        ...(waiting > 0 ? [`${number(waiting)} masih ada baris yang belum terkirim`] : []),
        ...(files > done + waiting ? [`${number(files - done - waiting)} menunggu orang`] : []),
      ];
      return `${number(files)} berkas lainnya: ${parts.join(', ')}`;
    },
    note: (file, what, tryThis) => [
      `${file} tidak dapat dibaca. Tidak ada isinya yang dikirim.`,
      '',
      what,
      `Yang perlu dilakukan: ${tryThis}`,
      ...(/`[^`]*--map/.test(tryThis)
        ? [
            'Yang diawali --map diketik oleh admin, sesudah `vax-upload check` dan nama berkas ini: tunjukkan catatan ini kepadanya.',
          ]
        : []),
      'Sesudah itu taruh lagi berkasnya di folder masuk.',
    ],
  };
}
