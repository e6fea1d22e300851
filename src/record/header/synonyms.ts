/**
 * What clerks call the columns. Written in the one spelling of heading-words.ts (no, tgl, hp, telp, dosis, vaksin …);
 * `vaksin*` stands for vaksin and vaksinasi. Where the headings were seen: docs/validation.md.
 */
import type { Field } from '../problems.ts';
import { typingMistakes } from '../words/typing-mistakes.ts';

/** How one field is recognised. */
export interface FieldSynonyms {
  readonly field: Field;
  /** Best first: where a sheet has both, "Nama Faskes" is read and "Kode Faskes" is not. */
  readonly tiers: readonly string[];
  /** Too general to be looked for inside a longer heading. */
  readonly alone?: string;
  /** Names of the field beside another one only, mostly in another language: "NIK / ID Number". */
  readonly beside?: string;
  /** Words that make the heading speak of somebody or something else. */
  readonly not: string;
  /** Words of HARMLESS that are none beside a one-word name: "Nama … vaksin" is the vaccine's. */
  readonly notBeside?: string;
  /** What to do with two headings of the same tier: ask the clerk, or take the first because nothing depends on it. */
  readonly ties: 'ask' | 'first';
}

/**
 * Somebody who is not the person vaccinated. "NIK" of an employee is Nomor Induk Karyawan, another number altogether.
 */
const OTHER_PEOPLE =
  'ibu ayah bapak ortu orangtua tua wali suami istri keluarga kk kepala petugas vaksinator kader pendamping dokter bidan perawat ' +
  'penanggung saksi pelapor pendaftar pemohon pengantar perwakilan pemilik kuasa pengasuh pasangan koordinator darurat mother father parent guardian spouse emergency';
const OTHER_NUMBERS = 'karyawan pegawai employee nip nisn nim nis kartu salah lama sebelum sebelumnya';
/** Dates and vials that are not those of the injection. */
const OTHER_EVENTS =
  'rencana jadwal berikut berikutnya selanjutnya kembali tiket entry entri input lapor cetak expired expire expiry exp kadaluarsa ' +
  'kadaluwarsa kedaluwarsa ed sertifikat daftar registrasi hasil swab lahir birth terima plan next due jumlah stok sisa status alergi riwayat sebelum sebelumnya ' +
  'terdahulu pelarut';

export const SYNONYMS: readonly FieldSynonyms[] = [
  {
    field: 'nik',
    tiers: [
      'nik, no nik, no ktp, no ktp nik, no nik ktp, nik ktp, nik no ktp, nik pasien, nik peserta, nik sasaran, nik anak, nik penerima, ' +
        'nik siswa, nik santri, nik warga, nik ibu hamil, nik bumil, no induk kependudukan, no identitas, no identitas ktp, ktp, ' +
        'identity no, identity card no, national id, national id no, id card no',
    ],
    beside:
      'id, id no, id card, identification no, identity, citizen id, citizen no, resident no, population no, personal id, national identity no, nin, ktp no, nik no',
    not: `${OTHER_PEOPLE} ${OTHER_NUMBERS} nama name`,
    ties: 'ask',
  },
  {
    field: 'kk',
    tiers: ['no kk, nkk, no kartu keluarga, kartu keluarga, family card no, kk'],
    not: 'nik nama name kepala',
    ties: 'first',
  },
  {
    field: 'name',
    tiers: [
      'nama, nama lengkap, nama peserta, nama pasien, nama sasaran, nama anak, nama sesuai ktp, nama penerima, nama penerima vaksin*, ' +
        'nama peserta vaksin*, nama siswa, nama santri, nama warga, nama penduduk, nama karyawan, nama pegawai, nama ibu hamil, nama bumil, ' +
        'nama calon penerima, name, full name, patient name, participant name',
    ],
    beside:
      'complete name, name of patient, name of participant, recipient name, person name, client name, beneficiary name, fullname',
    not: `${OTHER_PEOPLE} nik panggilan alias faskes puskesmas sekolah instansi desa`,
    notBeside: 'vaksin vaksinasi',
    ties: 'ask',
  },
  {
    field: 'birthDate',
    tiers: [
      'tgl lahir, birth date, date of birth, dob, tgl bulan tahun lahir',
      'ttl, ttl tgl bulan tahun, tempat tgl lahir, tempat dan tgl lahir, tmpt tgl lahir, tmp tgl lahir',
    ],
    beside: 'birthday, birthdate, date of birth, place and date of birth, born',
    not: `${OTHER_PEOPLE} nik nama name`,
    ties: 'ask',
  },
  {
    field: 'age',
    tiers: ['umur, usia, umur tahun, usia tahun, age', 'umur bulan, usia bulan'],
    beside: 'years, age years, age in years, year',
    not: `${OTHER_PEOPLE} nik nama name`,
    ties: 'first',
  },
  {
    field: 'sex',
    tiers: ['jenis kelamin, jk, j k, l p, lk pr, kelamin, jenis kel, sex, gender'],
    beside: 'm f, f m, p l, l p, male female',
    not: `${OTHER_PEOPLE} nik nama name`,
    ties: 'ask',
  },
  {
    field: 'phone',
    tiers: [
      'no hp, hp, no hp wa, no wa hp, no ponsel, ponsel, no kontak, kontak, no telp hp, no hp telp, phone, phone no, mobile, mobile phone, ' +
        'mobile no, cell phone, hp wa',
      'no telp, telp, telp no, no telp rumah',
      'no wa, wa',
    ],
    beside: 'telp, telp no, contact, contact no, mobile phone no, cell, cell phone no, cellular, tel',
    not: `${OTHER_PEOPLE} nik nama name`,
    ties: 'ask',
  },
  {
    field: 'address',
    tiers: [
      'alamat lengkap, full address',
      'alamat ktp, alamat sesuai ktp',
      'alamat, address',
      'alamat tempat tinggal, alamat rumah, tempat tinggal',
      'alamat domisili, domisili',
      'dusun',
      'desa, kelurahan, kel, kelurahan desa, kel desa, desa kelurahan, desa kel',
      'kecamatan',
      'rt rw, rt, rw',
      'kabupaten, kabupaten kota, kota, provinsi, kode kabupaten kota',
    ],
    beside: 'residence, home address, street, domicile, village, district, sub district, subdistrict, city, province',
    not: `${OTHER_PEOPLE} nik nama name email instansi kantor faskes`,
    ties: 'first',
  },
  {
    field: 'category',
    tiers: [
      'kategori sasaran, kategori, kelompok sasaran, category, target group, priority group',
      'sasaran, kelompok',
      'kelompok usia, kelompok umur',
      'pekerjaan, jenis pekerjaan, occupation',
      'instansi',
      'tahap',
    ],
    beside: 'group, target, type, job, profession, institution',
    not: `${OTHER_PEOPLE} nik nama name`,
    ties: 'first',
  },
  {
    field: 'dose',
    tiers: [
      'dosis, dosis ke, vaksin* ke, dosis vaksin*, vaksin* dosis, vaksin* dosis ke, tahap vaksin*, vaksin* tahap, kedatangan ke, kunjungan ke, ' +
        'suntikan ke, suntik ke, dosis no',
    ],
    beside: 'dosis no, dosis sequence, sequence, dosis number, ke, no dosis, which dosis',
    not: OTHER_EVENTS,
    ties: 'ask',
  },
  {
    field: 'date',
    tiers: [
      'tgl vaksin*, tgl suntik, tgl suntikan, tgl penyuntikan, tgl pelayanan, tgl imunisasi, tgl pemberian, tgl pemberian vaksin*, ' +
        'tgl kunjungan, tgl pelaksanaan, tgl pelaksanaan vaksin*, tgl dosis, vaksinasi date, date of vaksinasi, date vaccinated, waktu vaksin*, vaksin date',
    ],
    alone: 'tgl, date, hari tgl, tgl kegiatan, hari tgl vaksin*, hari tgl pelaksanaan',
    beside:
      'date given, date of injection, injection date, date of immunization, immunization date, date of service, service date, visit date, date of visit, tgl, date, waktu, hari, day',
    not: OTHER_EVENTS,
    ties: 'ask',
  },
  {
    field: 'vaccine',
    tiers: [
      'jenis vaksin*, nama vaksin, merk vaksin, merk, produk, produk vaksin, jenis merk vaksin, type vaksin, tipe vaksin, vaksin name, ' +
        'vaksin type, vaksin product, product, brand, vaksin brand, vaksin yang digunakan, vaksin yang diberikan, vaksin* jenis, vaksin* merk, vaksin* nama',
    ],
    alone: 'vaksin',
    beside: 'vaksin, product name, type, name, type of vaksin, name of vaksin, brand name, jenis, merk',
    not: `${OTHER_EVENTS} petugas`,
    ties: 'ask',
  },
  {
    field: 'lot',
    tiers: [
      'no batch, batch, batch vaksin, no batch vaksin*, batch no, no lot, lot, lot no, no lot vaksin, no batch lot, vaksin lot, vaksin batch',
    ],
    beside: 'batch lot, lot batch, batch no, lot no',
    not: OTHER_EVENTS,
    ties: 'ask',
  },
  {
    field: 'site',
    tiers: [
      'faskes, nama faskes, fasilitas kesehatan, nama fasilitas kesehatan, fasyankes, tempat vaksin*, tempat pelayanan, tempat pelaksanaan, ' +
        'tempat pelaksanaan vaksin*, tempat suntik, vaksin* tempat, vaksin* lokasi, vaksin* faskes, lokasi vaksin*, pos vaksin*, sentra vaksin*, faskes vaksin*, tempat imunisasi, ' +
        'site, vaksinasi site, facility, health facility, facility name, place of vaksinasi',
      'lokasi, location',
      'puskesmas, nama puskesmas',
      'posyandu, nama posyandu, pos imunisasi',
      'kode faskes, kode puskesmas',
    ],
    beside:
      'place, venue, health center, health centre, clinic, place of service, service point, facility, location, tempat, primary health care',
    not: `${OTHER_EVENTS} asal rujukan tinggal domisili petugas`,
    ties: 'ask',
  },
  {
    field: 'staff',
    tiers: [
      'vaksinator, nama vaksinator, petugas, nama petugas, petugas entry, petugas vaksin*, vaccinator, staff, officer',
    ],
    not: 'nik',
    ties: 'first',
  },
  { field: 'rowNumber', tiers: [], alone: 'no, no urut, urut, row, row no, nomer', not: '', ties: 'first' },
];

/** Every word of the table. */
export const FIELD_WORDS: ReadonlySet<string> = new Set(
  SYNONYMS.flatMap(({ tiers, alone = '', not, notBeside = '' }) =>
    [...tiers, alone, not, notBeside].flatMap((names) => names.replace(/(?<!\w)(\w+)\*/g, '$1 $1asi').split(/[\s,]+/)),
  ),
);

/** Words that add nothing: around a one-word synonym only these may stand ("NIK (16 digit, wajib diisi)"). */
export const HARMLESS: ReadonlySet<string> = new Set(
  (
    'sesuai ktp e el elektronik lengkap pasien peserta sasaran penerima calon warga penduduk anak siswa santri lansia balita remaja dewasa ' +
    'dd mm yy yyyy hh bb tt tttt format contoh wajib harus diisi isi angka digit huruf kapital besar text teks yang aktif bisa ' +
    'dapat dihubungi di pada saat untuk dan atau the of full required optional opsional l p laki perempuan m f vaksin vaksinasi 1 2 3 4 16 paspor passport'
  ).split(' '),
);

const SOMEBODY_ELSE: ReadonlySet<string> = new Set(OTHER_PEOPLE.split(' '));
/** What stands over the columns of the person ("DATA PESERTA"): none of these is a mistyped parent. */
const NOBODY_ELSE: ReadonlySet<string> = new Set([
  ...HARMLESS,
  'data',
  'dosis',
  'no',
  'tgl',
  'nama',
  'nik',
  'dua',
  'tiga',
]);

/** Whether the words speak of a parent, a guardian or the staff, so that "NIK" below them is not the person's. */
export function namesSomebodyElse(words: readonly string[]): boolean {
  return words.some((word) => isOrResembles(word, SOMEBODY_ELSE, NOBODY_ELSE));
}

/**
 * Whether a word is one of `others` or one typing mistake away from one, so that "NIK Iby" is no more the person's than
 * "NIK Ibu". A word of `own` is never a mistyped one: "nik" is not "nip".
 */
export function isOrResembles(word: string, others: ReadonlySet<string>, own: ReadonlySet<string>): boolean {
  if (others.has(word)) return true;
  if (own.has(word)) return false;
  for (const other of others) {
    if (Math.abs(other.length - word.length) <= 1 && typingMistakes(word, other) === 1) return true;
  }
  return false;
}
