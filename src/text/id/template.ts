import type { TemplateWords } from '../template-words.ts';

export const templateId = {
  sheets: { data: 'Vaksinasi', guide: 'Petunjuk', lists: 'Daftar' },
  exampleMark: 'Contoh',
  columns: {
    nik: {
      heading: 'NIK',
      hint: '16 angka sesuai KTP atau KK, tanpa spasi atau titik. Jangan memakai nomor KK.',
      refusal: 'NIK terdiri dari 16 angka tanpa spasi, titik, atau huruf. Lihat KTP atau KK, lalu ketik lagi.',
      example: '3324015708459001',
    },
    name: {
      heading: 'Nama Lengkap',
      hint: 'Nama sesuai KTP, paling banyak 60 huruf. Gelar boleh ditulis.',
      refusal: 'Nama paling banyak 60 huruf.',
      example: 'Siti Aminah',
    },
    birthDate: {
      heading: 'Tanggal Lahir',
      hint: 'Sesuai KTP: hari/bulan/tahun dengan tahun 4 angka, misalnya 17/08/1945. Sesudah Enter, pastikan hari dan bulan tidak tertukar. Bila ditolak, ketik tahun lebih dulu: 1945-08-17.',
      refusal:
        'Ini bukan tanggal, atau tanggal sesudah hari ini. Ketik hari/bulan/tahun, misalnya 17/08/1945. Bila tetap ditolak, ketik tahun lebih dulu: 1945-08-17.',
      example: '1945-08-17',
    },
    sex: {
      heading: 'Jenis Kelamin',
      hint: 'Pilih L (laki-laki) atau P (perempuan).',
      refusal: 'Pilih L (laki-laki) atau P (perempuan).',
      example: 'P',
    },
    phone: {
      heading: 'No HP',
      hint: 'Nomor HP yang diawali 08, misalnya 081234567890. Kosongkan bila tidak ada.',
      refusal: 'Nomor HP diawali 08 dan terdiri dari 10 sampai 13 angka; nomor luar negeri diawali + dan kode negara.',
      example: '081012345678',
    },
    address: {
      heading: 'Alamat',
      hint: 'Alamat tempat tinggal, bebas.',
      refusal: 'Alamat paling banyak 250 huruf.',
      example: 'Jl. Melati No. 5, RT 02 RW 03',
    },
    category: {
      heading: 'Kategori Sasaran',
      hint: 'Kelompok sasaran, misalnya Lansia, Petugas Publik, Masyarakat Umum, atau Remaja.',
      refusal: 'Kategori paling banyak 100 huruf.',
      example: 'Lansia',
    },
    dose: {
      heading: 'Dosis',
      hint: 'Dosis ke berapa: pilih 1 atau 2. Booster pertama ditulis Booster atau 3, booster kedua Booster 2 atau 4. Satu baris untuk satu dosis.',
      refusal: 'Pilih dari daftar: 1, 2, 3, 4, Booster (sama dengan 3), atau Booster 2 (sama dengan 4).',
      example: '1',
    },
    date: {
      heading: 'Tanggal Vaksinasi',
      hint: 'Hari penyuntikan: hari/bulan/tahun, misalnya 02/10/2021. Sesudah Enter, pastikan hari dan bulan tidak tertukar. Bila ditolak, ketik tahun lebih dulu: 2021-10-02.',
      refusal:
        'Ini bukan tanggal, atau tanggal sesudah hari ini. Ketik hari/bulan/tahun, misalnya 02/10/2021. Bila tetap ditolak, ketik tahun lebih dulu: 2021-10-02.',
      example: '2021-10-02',
    },
    vaccine: {
      heading: 'Jenis Vaksin',
      hint: 'Pilih dari daftar.',
      refusal: 'Pilih dari daftar. Bila vaksinnya tidak ada di situ, tanyakan kepada pengelola data.',
      example: '',
    },
    lot: {
      heading: 'No Batch',
      hint: 'Nomor batch seperti tertulis pada vial.',
      refusal: 'Nomor batch paling banyak 40 huruf dan angka.',
      example: 'CTHSI111A',
    },
    site: {
      heading: 'Faskes',
      hint: 'Nama puskesmas, rumah sakit, atau pos vaksinasi. Tulis selalu sama.',
      refusal: 'Nama faskes paling banyak 150 huruf.',
      example: 'Puskesmas Contoh',
    },
  },
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
    'Berikutnya: buka berkas itu dengan Excel atau LibreOffice dan isi satu baris untuk setiap dosis. Lembar "Petunjuk" menjelaskan setiap kolom.',
    `Sesudah diisi: \`vax-upload check ${file}\`, lalu \`vax-upload import ${file}\``,
  ],
} as const satisfies TemplateWords;
