/** What each field is called in Indonesian, and what the blank workbook says of its column. */
import type { FieldWords } from '../fields.ts';

export const fieldsId = {
  nik: {
    word: 'NIK',
    heading: 'NIK',
    hint: '16 angka sesuai KTP atau KK, tanpa spasi atau titik. Jangan memakai nomor KK.',
    refusal: 'NIK terdiri dari 16 angka tanpa spasi, titik, atau huruf. Lihat KTP atau KK, lalu ketik lagi.',
    example: '3324015708459001',
  },
  kk: { word: 'No. KK' },
  name: {
    word: 'nama',
    heading: 'Nama Lengkap',
    hint: 'Nama sesuai KTP, paling banyak 60 huruf. Gelar boleh ditulis.',
    refusal: 'Nama paling banyak 60 huruf.',
    example: 'Siti Aminah',
  },
  birthDate: {
    word: 'tanggal lahir',
    heading: 'Tanggal Lahir',
    hint: 'Sesuai KTP: hari/bulan/tahun dengan tahun 4 angka, misalnya 17/08/1945. Sesudah Enter, pastikan hari dan bulan tidak tertukar. Bila ditolak, ketik tahun lebih dulu: 1945-08-17.',
    refusal:
      'Ini bukan tanggal, atau tanggal sesudah hari ini. Ketik hari/bulan/tahun, misalnya 17/08/1945. Bila tetap ditolak, ketik tahun lebih dulu: 1945-08-17.',
    example: '1945-08-17',
  },
  age: { word: 'umur' },
  sex: {
    word: 'jenis kelamin',
    heading: 'Jenis Kelamin',
    hint: 'Pilih L (laki-laki) atau P (perempuan).',
    refusal: 'Pilih L (laki-laki) atau P (perempuan).',
    example: 'P',
  },
  phone: {
    word: 'no. HP',
    heading: 'No HP',
    hint: 'Nomor HP yang diawali 08, misalnya 081234567890. Kosongkan bila tidak ada.',
    refusal: 'Nomor HP diawali 08 dan terdiri dari 10 sampai 13 angka; nomor luar negeri diawali + dan kode negara.',
    example: '081012345678',
  },
  address: {
    word: 'alamat',
    heading: 'Alamat',
    hint: 'Alamat tempat tinggal, bebas.',
    refusal: 'Alamat paling banyak 250 huruf.',
    example: 'Jl. Melati No. 5, RT 02 RW 03',
  },
  category: {
    word: 'kategori',
    heading: 'Kategori Sasaran',
    hint: 'Kelompok sasaran, misalnya Lansia, Petugas Publik, Masyarakat Umum, atau Remaja.',
    refusal: 'Kategori paling banyak 100 huruf.',
    example: 'Lansia',
  },
  dose: {
    word: 'dosis',
    heading: 'Dosis',
    hint: 'Dosis ke berapa: pilih 1 atau 2. Booster pertama ditulis Booster atau 3, booster kedua Booster 2 atau 4. Satu baris untuk satu dosis.',
    refusal: 'Pilih dari daftar: 1, 2, 3, 4, Booster (sama dengan 3), atau Booster 2 (sama dengan 4).',
    example: '1',
  },
  date: {
    word: 'tanggal vaksinasi',
    heading: 'Tanggal Vaksinasi',
    hint: 'Hari penyuntikan: hari/bulan/tahun, misalnya 02/10/2021. Sesudah Enter, pastikan hari dan bulan tidak tertukar. Bila ditolak, ketik tahun lebih dulu: 2021-10-02.',
    refusal:
      'Ini bukan tanggal, atau tanggal sesudah hari ini. Ketik hari/bulan/tahun, misalnya 02/10/2021. Bila tetap ditolak, ketik tahun lebih dulu: 2021-10-02.',
    example: '2021-10-02',
  },
  vaccine: {
    word: 'vaksin',
    heading: 'Jenis Vaksin',
    hint: 'Pilih dari daftar.',
    refusal: 'Pilih dari daftar. Bila vaksinnya tidak ada di situ, tanyakan kepada pengelola data.',
    example: '',
  },
  lot: {
    word: 'no. batch',
    heading: 'No Batch',
    hint: 'Nomor batch seperti tertulis pada vial.',
    refusal: 'Nomor batch paling banyak 40 huruf dan angka.',
    example: 'CTHSI111A',
  },
  site: {
    word: 'tempat',
    heading: 'Faskes',
    hint: 'Nama puskesmas, rumah sakit, atau pos vaksinasi. Tulis selalu sama.',
    refusal: 'Nama faskes paling banyak 150 huruf.',
    example: 'Puskesmas Contoh',
  },
  staff: { word: 'vaksinator' },
  rowNumber: { word: 'nomor urut' },
} as const satisfies FieldWords;
