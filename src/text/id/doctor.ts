import type { DoctorWords } from '../doctor.ts';
import type { Figures } from '../numbers.ts';
import { outageCausesId } from './outage-causes.ts';

const CAUSES: Readonly<Record<string, string>> = outageCausesId;
const http = (status: unknown): string => (typeof status === 'number' && status > 0 ? ` (HTTP ${status})` : '');
const CANARY =
  'Sebutkan satu berkas uji: lembar dengan satu baris yang boleh disimpan di sana, `vax-upload doctor --canary BERKAS`.';

export function doctorId({ number: n }: Figures): DoctorWords {
  return {
    title: (target) => `Yang sebenarnya dilakukan ${target}:`,
    findings: {
      reached: {
        good: () => 'Server menjawab dan memakai API ini.',
        unsure: () => ({
          what: 'Belum diketahui apakah server memakai API ini: ia tidak dapat ditanya tanpa menyimpan sesuatu.',
          tryThis: CANARY,
        }),
        bad: ({ cause, status }) => ({
          what: `Server tidak memberi jawaban yang dapat dimengerti: ${CAUSES[String(cause)] ?? String(cause)}${http(status)}.`,
          tryThis:
            'Periksa `target.url` dan `target.type` di vax-upload.yaml, jaringan, dan proxy; lalu jalankan lagi.',
        }),
      },
      admitted: {
        good: () => 'Server menerima token atau kata sandi kita.',
        unsure: () => ({ what: 'Belum diketahui apakah server menerima token atau kata sandi kita.', tryThis: CANARY }),
        bad: ({ status }) => ({
          what: `Server menolak token atau kata sandi kita${http(status)}.`,
          tryThis: 'Periksa `auth` di bawah `target` di vax-upload.yaml; minta token atau izinnya diperbarui.',
        }),
      },
      'canary-taken': {
        good: () => 'Server menerima sebuah catatan.',
        unsure: () => ({
          what: 'Belum diketahui apakah server menerima catatan: tidak ada jawaban.',
          tryThis: 'Jalankan lagi bila server sudah pulih.',
        }),
        bad: () => ({
          what: 'Server tidak menerima catatan uji.',
          tryThis: 'Impor lembar uji itu: lembar koreksi menyebutkan mengapa barisnya ditolak.',
        }),
      },
      'canary-once': {
        good: () => 'Catatan yang dikirim dua kali hanya ada satu di server.',
        unsure: () => ({
          what: 'Belum diketahui apakah catatan yang dikirim dua kali hanya ada satu: kiriman kedua tidak dijawab.',
          tryThis: 'Jalankan lagi bila server sudah pulih.',
        }),
        bad: () => ({
          what: 'CATATAN YANG DIKIRIM DUA KALI MENJADI DUA: server ini tidak mengenali catatan yang sudah ada.',
          tryThis:
            'Minta pengelola server agar catatan yang sudah ada dikenali (lihat docs/targets), dan agar catatan uji kedua dihapus.',
        }),
      },
      'canary-found': {
        good: () => 'Catatan dapat dicari di server dan ditemukan.',
        unsure: () => ({
          what: 'Belum diketahui apakah catatan dapat ditemukan: pertanyaan tidak dijawab.',
          tryThis: 'Jalankan lagi beberapa menit kemudian: indeks server mungkin terlambat.',
        }),
        bad: () => ({
          what: 'Server tidak menemukan catatan yang baru saja diterimanya.',
          tryThis:
            'Jalankan lagi beberapa menit kemudian: indeks server mungkin terlambat. `delivery.doubtWait` harus lebih lama daripada itu.',
        }),
      },
    },
    withoutCanary:
      'Belum diperiksa: apakah catatan yang dikirim dua kali hanya ada satu. Untuk itu sebutkan lembar dengan satu baris yang boleh disimpan di sana: `vax-upload doctor --canary BERKAS`.',
    sum: (bad, unsure, hadCanary) => {
      if (bad > 0) return `${n(bad)} hal harus diperbaiki sebelum mengirim.`;
      if (unsure > 0) return `${n(unsure)} hal belum diketahui; selebihnya baik.`;
      return hadCanary ? 'Semua baik. Selanjutnya: `vax-upload import BERKAS`.' : 'Yang diperiksa baik.';
    },
  };
}
