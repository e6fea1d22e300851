import type { DoctorWords } from '../doctor.ts';
import { isAway } from '../doctor.ts';
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
        bad: ({ cause, status }) =>
          isAway(cause)
            ? {
                what: `Server sedang mati: ${CAUSES[String(cause)] ?? String(cause)}${http(status)}.`,
                tryThis:
                  'Untuk itu tidak ada yang perlu diperbaiki di sini: pengiriman menunggunya. Coba lagi nanti; bila tidak pernah menjawab, periksa `target.url`.',
              }
            : {
                what: `Server tidak memberi jawaban yang dapat dimengerti: ${CAUSES[String(cause)] ?? String(cause)}${http(status)}.`,
                tryThis:
                  'Periksa `target.url` dan `target.type` di vax-upload.yaml, jaringan, dan proksi; lalu jalankan lagi.',
              },
      },
      admitted: {
        good: () => 'Server menerima token atau kata sandi kita.',
        unsure: () => ({ what: 'Belum diketahui apakah server menerima token atau kata sandi kita.', tryThis: CANARY }),
        bad: ({ status }) => ({
          what: `Server menolak token atau kata sandi kita${http(status)}.`,
          tryThis: 'Periksa `auth` di bawah `target` di vax-upload.yaml; minta token atau izinnya diperbarui.',
        }),
      },
      'canary-known': {
        good: () => 'Server mengenal orang di catatan percobaan.',
        unsure: () => ({
          what: 'Belum diketahui apakah server mengenal orang di catatan percobaan: pertanyaan tidak dijawab.',
          tryThis: 'Tanyakan lagi bila server sudah pulih.',
        }),
        bad: () => ({
          what: 'Server tidak mengenal orang di catatan percobaan.',
          tryThis: 'Pakai baris orang yang dikenal server, lalu tanyakan lagi.',
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
      'dhis2-metadata': {
        good: ({ units }) =>
          `Server punya semua yang disebut konfigurasi; ${n(Number(units))} nama dan kode tempat dikenal.`,
        unsure: () => ({
          what: 'Belum diketahui apakah server punya semua yang disebut konfigurasi.',
          tryThis: 'Jalankan lagi bila server sudah pulih.',
        }),
        bad: ({ key, word, nearest, why }) => ({
          what:
            why === 'unmapped'
              ? `Server meminta "${word}", tetapi tidak ada kolom yang masuk ke sana (${key}).`
              : `Di server tidak ada tepat satu "${word}" (${key}).`,
          tryThis: `${nearest === undefined ? '' : `Maksudnya "${nearest}"? `}Tulis UID, kode, atau namanya di bawah \`target.dhis2\` dalam vax-upload.yaml persis seperti di server.`,
        }),
      },
      'dhis2-unique': {
        good: ({ name }) => `Tidak ada dua orang dengan satu "${name}": orang yang sudah ada akan dikenali.`,
        unsure: ({ name }) => ({
          what: `Beberapa orang dapat punya satu "${name}": server tidak memberi tahu bila orangnya sudah ada. Setiap kali sebelum mengirim, server ditanya dulu.`,
          tryThis: 'Minta atribut itu dibuat unik di seluruh sistem (bukan hanya di satu unit).',
        }),
        bad: () => ({
          what: 'Tidak ada atribut untuk NIK: orang yang sudah ada di server tidak akan dikenali.',
          tryThis: 'Sebutkan di bawah `target.dhis2` dalam vax-upload.yaml: `attributes: { nik: … }`.',
        }),
      },
      'dhis2-rights': {
        good: () => 'Pengguna ini boleh menulis orang, pendaftaran, dan dosis program ini.',
        unsure: () => ({
          what: 'Belum diketahui apakah pengguna ini boleh menulis: superuser lolos setiap pemeriksaan, atau server tidak menyebutkannya.',
          tryThis: 'Jalankan lagi dengan pengguna (atau token) yang akan dipakai setiap malam.',
        }),
        bad: ({ what, name }) => ({
          what: `Pengguna ini tidak boleh menulis data "${name}" (${what}).`,
          tryThis: 'Minta pengaturan berbaginya (sharing) memberi pengguna ini "can capture data".',
        }),
      },
      'dhis2-units': {
        good: ({ open, count }) =>
          `Dosis boleh dicatat di ${n(Number(open))} dari ${n(Number(count))} tempat program ini.`,
        unsure: () => ({
          what: 'Belum diketahui di tempat mana dosis boleh dicatat.',
          tryThis: 'Jalankan lagi bila server sudah pulih.',
        }),
        bad: ({ unit }) => ({
          what:
            unit === undefined
              ? 'Dosis tidak boleh dicatat di tempat mana pun dalam program ini.'
              : `Dosis tidak boleh dicatat di ${unit}.`,
          tryThis: 'Minta pengelola server memberi pengguna ini unit itu, atau unit di atasnya.',
        }),
      },
      'fhir-version': {
        good: ({ version }) => `Server memakai FHIR R4 (${version}).`,
        unsure: () => ({
          what: 'Server tidak menyebutkan versi FHIR yang dipakainya.',
          tryThis:
            'Tanyakan ke pengelola server apakah itu R4 (4.0.1), dan apakah `target.url` adalah alamat pangkal API-nya.',
        }),
        bad: ({ version }) => ({
          what: `Server memakai FHIR ${version}, bukan R4 (4.0.1).`,
          tryThis: 'Minta alamat API R4 dari pengelola server, lalu tulis di `target.url`.',
        }),
      },
      'fhir-create': {
        good: () =>
          'Server menerima data orang (Patient) dan dosis (Immunization) yang baru, menurut keterangannya sendiri.',
        unsure: () => ({
          what: 'Server tidak menyebutkan apakah ia menerima data orang dan dosis yang baru.',
          tryThis: CANARY,
        }),
        bad: ({ types }) => ({
          what: `Menurut keterangannya sendiri, server tidak menerima data baru jenis ini: ${types}.`,
          tryThis: 'Minta pengelola server mengizinkan `create` untuk jenis itu.',
        }),
      },
      'fhir-form': {
        good: ({ form }) => `Server menerima bundle seperti yang dikirim (${form}), menurut keterangannya sendiri.`,
        unsure: ({ form }) => ({
          what: `Server tidak menyebutkan apakah ia menerima bundle seperti yang dikirim (${form}).`,
          tryThis:
            'Berkas uji akan membuktikannya: `vax-upload doctor --canary BERKAS`; bila tidak ada transaction, tulis `target.fhir.bundle: batch`.',
        }),
        bad: ({ form }) => ({
          what: `Server tidak menerima bundle seperti yang dikirim (${form}).`,
          tryThis: 'Ubah `target.fhir.bundle` ke nilai yang lain, lalu jalankan lagi.',
        }),
      },
      'fhir-other-form': {
        good: ({ form }) => `Dengan \`target.fhir.bundle: ${form}\` pun server mengenali catatan yang sudah ada.`,
        unsure: ({ form }) => ({
          what: `Belum diketahui apakah server mengenali catatan yang sudah ada dengan \`target.fhir.bundle: ${form}\`.`,
          tryThis: 'Tidak perlu diapa-apakan: cara itu tidak dipakai.',
        }),
        bad: ({ form }) => ({
          what: `Dengan \`target.fhir.bundle: ${form}\` server tidak mengenali catatan yang sudah ada, dan menyimpan catatan uji sekali lagi.`,
          tryThis: 'Biarkan `target.fhir.bundle` seperti sekarang, dan minta agar catatan uji kedua dihapus.',
        }),
      },
      organization: {
        good: ({ id }) => `Server mengenal organisasi kita ${id}.`,
        unsure: ({ id }) => ({
          what: `Belum diketahui apakah server mengenal organisasi kita ${id}.`,
          tryThis: 'Jalankan lagi bila server sudah pulih.',
        }),
        bad: ({ id }) => ({
          what: `Server tidak mengenal organisasi kita ${id}.`,
          tryThis:
            'Tulis nomor yang diberikan bersama client id sebagai `organization` di bawah `satusehat` di vax-upload.yaml.',
        }),
      },
      location: {
        good: ({ id }) => `Server mengenal tempat pemberian ${id}.`,
        unsure: ({ id }) => ({
          what: `Belum diketahui apakah server mengenal tempat pemberian ${id}.`,
          tryThis: 'Jalankan lagi bila server sudah pulih.',
        }),
        bad: ({ id }) => ({
          what: `Server tidak mengenal tempat pemberian ${id}.`,
          tryThis: 'Tulis id tempat milik organisasi Anda sebagai `location` di bawah `satusehat` di vax-upload.yaml.',
        }),
      },
      province: {
        good: () => 'Provinsi menerima paket, dan kuncinya sama dengan yang diberikan.',
        unsure: ({ why }) => ({
          what: `Belum diketahui apakah provinsi menerima paket: basis datanya tidak menjawab (${why}).`,
          tryThis: 'Tanyakan lagi bila jaringan sudah ada.',
        }),
        bad: ({ why }) => ({
          what: `Provinsi tidak menerima paket dari sini (${why}).`,
          tryThis:
            'Jalankan `vax-upload push`: perintah itu menyebutkan apa yang menghalangi, dan tidak mengirim apa pun sebelum diperbaiki.',
        }),
      },
      folder: {
        good: ({ path }) => `Folder ${path} ada, dan berkas dapat ditulis ke sana.`,
        unsure: ({ path }) => ({
          what: `Belum diketahui apakah berkas dapat ditulis ke ${path}.`,
          tryThis: 'Jalankan lagi setelah drive-nya tersambung.',
        }),
        bad: ({ path, code }) => ({
          what: `Berkas tidak dapat ditulis ke ${path} (${code}).`,
          tryThis: 'Pasang flash disk, sambungkan drive, buat foldernya, atau beri izin menulis; lalu jalankan lagi.',
        }),
      },
    },
    withoutCanary:
      'Belum diperiksa: apakah catatan yang dikirim dua kali hanya ada satu. Untuk itu sebutkan lembar dengan satu baris yang boleh disimpan di sana: `vax-upload doctor --canary BERKAS`.',
    onlyAway: 'Server sedang mati. Selain itu tidak ada yang perlu diperbaiki.',
    sum: (bad, unsure, notes, hadCanary) => {
      if (bad > 0) return `${n(bad)} hal harus diperbaiki sebelum mengirim.`;
      if (unsure > 0) return `${n(unsure)} hal belum diketahui; selebihnya baik.`;
      if (notes > 0) return `${n(notes)} hal perlu diketahui (!); tidak ada yang menghalangi pengiriman.`;
      return hadCanary ? 'Semua baik. Selanjutnya: `vax-upload import BERKAS`.' : 'Yang diperiksa baik.';
    },
  };
}
