import type { MappingFileTexts } from '../mapping.ts';

export const mappingId: MappingFileTexts = {
  title: [
    'Berkas pemetaan: nama vaksin, faskes, dan kategori menurut server, dan nama yang ditulis orang di lembar. Hapus tanda "#" untuk memakai sebuah baris.',
    'Satu baris berisi `nama di server: [nama di lembar]`. Huruf besar, titik, dan spasi tidak berpengaruh: "PKM. Kendal I" sama dengan "pkm kendal i". Nama yang mirip angka atau berisi titik dua, koma, atau kurung ditulis di antara tanda kutip.',
    'Berkas ini berlaku setelah vax-upload.yaml berisi `mapping: ./mapping.yaml` di bawah `reading:`. Sesudah mengubahnya, impor lembar itu lagi: hanya baris yang tadinya tertahan yang dikirim.',
  ],
  vaccines:
    'Vaksin. Nama di server berupa nama pendek: huruf kecil, angka, dan tanda hubung. `codes` boleh dihilangkan; untuk vaksin bawaan, kode di sini menggantikan kode bawaan.',
  builtIn: 'Sudah dikenal beserta ejaan yang lazim, jadi tidak perlu ditulis:',
  sites:
    'Faskes dan pos. Tanpa satu baris pun di sini, faskes dikirim seperti tertulis di lembar; begitu ada satu baris, hanya yang terdaftar yang diterima dan yang lain ditahan. Sebuah baris boleh berakhir dengan titik dua.',
  categories: 'Kategori sasaran; aturannya sama dengan faskes.',
};
