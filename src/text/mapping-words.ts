/** What the mapping file that `init` writes says of itself. */
import type { Language } from './language.ts';

export interface MappingFileTexts {
  /** At the top, a paragraph each. */
  readonly title: readonly string[];
  readonly vaccines: string;
  /** Before the list of built-in names. */
  readonly builtIn: string;
  readonly sites: string;
  readonly categories: string;
}

export const MAPPING_FILE: Readonly<Record<Language, MappingFileTexts>> = {
  en: {
    title: [
      'The mapping file: what the server calls vaccines, facilities and categories, and how sheets call them. Take a "#" away to set a line.',
      'A line is `name of the server: [names in the sheets]`. Capitals, dots and blanks do not matter: "PKM. Kendal I" is "pkm kendal i". A name that looks like a number or holds a colon, a comma or a bracket stands in quotation marks.',
      'It counts once vax-upload.yaml says `mapping: ./mapping.yaml` under `reading:`. After a change, import the sheet again: only rows that were kept back are sent.',
    ],
    vaccines:
      'Vaccines. The name of the server is a short one: small letters, digits and hyphens. `codes` may be left out; for a built-in vaccine they replace the built-in ones.',
    builtIn: 'Built in, with their usual spellings, so that nothing has to be written for them:',
    sites:
      'Facilities and posts. Without any line here a site is sent as the sheet has it; with one line or more, only those listed are taken and others are kept back. A line may end with the colon.',
    categories: 'Categories (kategori sasaran); the same as for the facilities.',
  },
  id: {
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
  },
};
