import type { TemplateWords } from '../template.ts';
import { fieldsId } from './fields.ts';

export const templateId = {
  sheets: { data: 'Vaksinasi', guide: 'Petunjuk', lists: 'Daftar' },
  exampleMark: 'Contoh',
  columns: fieldsId,
  listedCategory: {
    hint: 'Pilih dari daftar.',
    refusal: 'Pilih dari daftar. Bila kategorinya tidak ada di situ, tanyakan kepada pengelola data.',
  },
  listedSite: {
    hint: 'Pilih dari daftar.',
    refusal: 'Pilih dari daftar. Bila faskesnya tidak ada di situ, tanyakan kepada pengelola data.',
  },
  plainDose: {
    hint: 'Dosis ke berapa: 1, 2, 3, atau 4. Satu baris untuk satu dosis.',
    refusal: 'Pilih 1, 2, 3, atau 4.',
  },
  sexes: ['L', 'P'],
  needs: { required: 'wajib', wanted: 'sebaiknya diisi', optional: 'boleh kosong' },
  refused: 'Belum benar',
  guide: {
    title: 'Cara mengisi',
    intro: 'Isi lembar "Vaksinasi": satu baris untuk satu orang dan satu dosis. Kolom dengan tanda * wajib diisi.',
    headings: { column: 'Kolom', need: 'Perlu diisi?', hint: 'Yang ditulis', example: 'Contoh' },
    stepsTitle: 'Sesudah diisi',
    steps: (file) => [
      'Simpan sebagai berkas Excel (.xlsx). Namanya boleh diganti.',
      `Periksa: vax-upload check "${file}". Baris yang salah disebut nomornya; perbaiki di sini lalu simpan lagi.`,
      `Kirim: vax-upload import "${file}". Baris yang masih salah ditahan dan kembali kepada Anda sebagai lembar perbaikan; yang lain dikirim. Boleh diulang: tidak ada yang terkirim dua kali.`,
    ],
    rulesTitle: 'Perlu diketahui',
    rules: [
      'Baris contoh yang abu-abu selalu dilewati: boleh dibiarkan, dihapus, atau ditimpa (ganti NIK dan namanya).',
      'Judul kolom jangan diubah. Kolom boleh dipindahkan, dan kolom tambahan boleh ada: tidak dibaca.',
      'Menyalin dari berkas lain: pakai Tempel Khusus, Nilai (Paste Special, Values), supaya NIK tetap teks.',
      'Berkas yang sudah diisi berisi data pribadi: jangan dikirim lewat grup percakapan, dan hapus bila tidak diperlukan lagi.',
    ],
    colours: {
      missing: 'Merah muda: wajib diisi, tetapi masih kosong.',
      doubtful: 'Kuning: berbeda dengan NIK. Periksa tanggal lahir, jenis kelamin, dan NIK sekali lagi.',
    },
  },
  page: 'Halaman &P dari &N',
  next: (path, file) => [
    `Sudah ditulis: ${path}`,
    'Selanjutnya: buka berkas itu dengan Excel atau LibreOffice dan isi satu baris untuk setiap dosis. Lembar "Petunjuk" menjelaskan setiap kolom.',
    `Sesudah diisi: \`vax-upload check ${file}\`, lalu \`vax-upload import ${file}\``,
  ],
} as const satisfies TemplateWords;
