import { figuresOf } from '../numbers.ts';
import type { ProvinceWords } from '../province.ts';

const n = figuresOf('id').number;

export const provinceId: ProvinceWords = {
  key: (publicKey, fingerprint) => [
    `Kunci publik provinsi ini: ${publicKey}`,
    `Sidik jarinya, untuk dicocokkan lewat telepon: ${fingerprint}`,
    'Kabupaten menulisnya di vax-upload.yaml masing-masing, sebagai `publicKey:` dari tujuan berjenis province. Ini bukan rahasia: dengannya orang dapat menyegel, tetapi tidak membuka.',
  ],
  parcels: (parcels, records) => `Diterima dari kabupaten: ${n(records)} catatan dalam ${n(parcels)} paket.`,
  aside: (parcels) =>
    `Disisihkan: ${n(parcels)} paket yang tidak dapat dibaca; kabupatennya diberi tahu dan mengirim isinya lagi.`,
  pulled: (accepted, refused) =>
    `Kata provinsi: ${n(accepted)} catatan sudah di server${refused > 0 ? `, ${n(refused)} menunggu orang` : ''}.`,
  again: (records) =>
    `Provinsi tidak punya ${n(records)} catatan yang sudah diserahkan; \`vax-upload push\` berikutnya menyerahkannya lagi.`,
  tooNew: (parcels) =>
    `Program provinsi terlalu lama untuk ${n(parcels)} paket; paket itu menunggu di sana sampai programnya diperbarui.`,
  hint: 'di provinsi; `vax-upload pull` mengambil hasilnya',
  left: (records, parcels) =>
    `Di provinsi: ${n(records)} catatan dalam ${n(parcels)} paket; provinsi yang mengirimkannya.`,
  next: 'Selanjutnya: tidak ada. Provinsi yang mengirim; `vax-upload pull` mengambil hasilnya, misalnya nanti malam. Lembarnya tidak diperlukan.',
  told: (records) => `${n(records)} catatan di provinsi`,
};
