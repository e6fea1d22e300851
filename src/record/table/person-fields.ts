/** The columns of the person, in the order in which a record is written down. */
import type { FieldTable } from './field-row.ts';
import { OTHER_NUMBERS, OTHER_PEOPLE, OTHERS_AND_THEIR_NAMES } from './other-words.ts';

/** What clerks call them, and where the headings were seen: docs/validation.md. */
export const PERSON_TABLE = {
  /** Nomor Induk Kependudukan: 16 digits, a string from the first byte to the last. */
  nik: {
    kind: 'nik',
    need: 'identity',
    compared: 'key',
    template: true,
    headings: {
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
  },
  /** Number of the family card: that it stands where the NIK should is what it is read for. */
  kk: {
    sent: false,
    headings: {
      tiers: ['no kk, nkk, no kartu keluarga, kartu keluarga, family card no, kk'],
      not: 'nik nama name kepala',
      ties: 'first',
      neverGuessed: true,
      apart: true,
    },
  },
  /** As the sheet has it, trimmed; normalised for comparison only. */
  name: {
    kind: 'name',
    need: 'required',
    compared: 'person',
    template: true,
    headings: {
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
  },
  birthDate: {
    kind: 'birthDate',
    need: 'required',
    compared: 'person',
    template: true,
    headings: {
      tiers: [
        'tgl lahir, birth date, date of birth, dob, tgl bulan tahun lahir',
        'ttl, ttl tgl bulan tahun, tempat tgl lahir, tempat dan tgl lahir, tmpt tgl lahir, tmp tgl lahir',
      ],
      beside: 'birthday, birthdate, date of birth, place and date of birth, born',
      not: OTHERS_AND_THEIR_NAMES,
      ties: 'ask',
    },
  },
  /** Umur, in years or in months: compared with the birth date, and with nothing sent. */
  age: {
    sent: false,
    headings: {
      tiers: ['umur, usia, umur tahun, usia tahun, age', 'umur bulan, usia bulan'],
      beside: 'years, age years, age in years, year',
      not: OTHERS_AND_THEIR_NAMES,
      ties: 'first',
      neverGuessed: true,
    },
  },
  sex: {
    kind: 'sex',
    need: 'required',
    compared: 'content',
    template: true,
    headings: {
      tiers: ['jenis kelamin, jk, j k, l p, lk pr, kelamin, jenis kel, sex, gender'],
      beside: 'm f, f m, p l, l p, male female',
      not: OTHERS_AND_THEIR_NAMES,
      ties: 'ask',
    },
  },
  /** E.164, for example +6281234567890. */
  phone: {
    kind: 'phone',
    need: 'optional',
    compared: 'content',
    template: true,
    headings: {
      tiers: [
        'no hp, hp, no hp wa, no wa hp, no ponsel, ponsel, no kontak, kontak, no telp hp, no hp telp, phone, phone no, mobile, mobile phone, ' +
          'mobile no, cell phone, hp wa',
        'no telp, telp, telp no, no telp rumah',
        'no wa, wa',
      ],
      beside: 'telp, telp no, contact, contact no, mobile phone no, cell, cell phone no, cellular, tel',
      not: OTHERS_AND_THEIR_NAMES,
      ties: 'ask',
    },
  },
  address: {
    kind: 'text',
    need: 'optional',
    compared: 'content',
    template: true,
    headings: {
      tiers: [
        'alamat lengkap, full address',
        'alamat ktp, alamat sesuai ktp',
        'alamat, address',
        'alamat tempat tinggal, alamat rumah, tempat tinggal',
        'alamat domisili, domisili',
        'dusun',
        'kecamatan',
        'rt rw, rt, rw, desa rt rw, kelurahan rt rw, desa kecamatan, kelurahan kecamatan, desa kelurahan kecamatan',
        'kabupaten, kabupaten kota, kota, provinsi, kode kabupaten kota',
      ],
      beside: 'residence, home address, street, domicile, district, sub district, subdistrict, city, province',
      not: `${OTHER_PEOPLE} nik nama name email instansi kantor faskes`,
      ties: 'first',
    },
  },
  /** Kategori sasaran, as the sheet has it. */
  category: {
    kind: 'category',
    need: 'optional',
    compared: 'content',
    template: true,
    headings: {
      tiers: [
        'kategori sasaran, kategori, kelompok sasaran, category, target group, priority group',
        'sasaran, kelompok',
        'kelompok usia, kelompok umur',
        'pekerjaan, jenis pekerjaan, occupation',
        'instansi',
        'tahap',
      ],
      beside: 'group, target, type, job, profession, institution',
      not: OTHERS_AND_THEIR_NAMES,
      ties: 'first',
    },
  },
  /** NIK of the mother: of a newborn without a number of its own, whom a registry finds by it. */
  motherNik: {
    kind: 'otherNik',
    need: 'optional',
    compared: 'content',
    template: false,
    headings: {
      tiers: [
        'nik ibu, nik ibu kandung, no nik ibu, no nik ibu kandung, no ktp ibu, ktp ibu, nik ibu bayi, nik mother, mother nik',
      ],
      not: `${OTHER_NUMBERS} ayah bapak hamil bumil tiri mertua nama name perbaikan`,
      ties: 'first',
      neverGuessed: true,
      apart: true,
      whole: true,
    },
  },
  /** Passport, of a person without a NIK; it is told apart by the country that gave it out. */
  passport: {
    kind: 'passport',
    need: 'optional',
    compared: 'key',
    template: false,
    headings: {
      tiers: ['paspor, no paspor, paspor no, passport, passport no, no passport'],
      not: OTHERS_AND_THEIR_NAMES,
      ties: 'first',
      neverGuessed: true,
      apart: true,
      whole: true,
    },
  },
  /** Permit of limited (KITAS) or permanent (KITAP) stay, of a foreigner without a NIK. */
  kitas: {
    kind: 'stayPermit',
    need: 'optional',
    compared: 'key',
    template: false,
    headings: {
      tiers: [
        'kitas, kitap, no kitas, no kitap, kitas kitap, no kitas kitap, no izin tinggal, stay permit no, residence permit no',
      ],
      not: OTHERS_AND_THEIR_NAMES,
      ties: 'first',
      neverGuessed: true,
      apart: true,
      whole: true,
    },
  },
  /** ISO 3166-1 alpha-2: ID, IN. */
  nationality: {
    kind: 'country',
    need: 'optional',
    compared: 'key',
    template: false,
    headings: {
      tiers: [
        'kewarganegaraan, warga negara, kebangsaan, wni wna, wna wni, nationality, citizenship',
        'negara asal, asal negara, country of origin',
      ],
      not: OTHERS_AND_THEIR_NAMES,
      ties: 'first',
      neverGuessed: true,
      apart: true,
      whole: true,
    },
  },
  /** Place of birth, as the sheet has it. */
  birthPlace: {
    kind: 'place',
    need: 'optional',
    compared: 'content',
    template: false,
    headings: {
      tiers: [
        'tempat lahir, tmpt lahir, tmp lahir, kota lahir, kota tempat lahir, tempat kelahiran, birth place, birthplace, place of birth',
      ],
      not: `${OTHERS_AND_THEIR_NAMES} tgl date`,
      ties: 'first',
      neverGuessed: true,
      apart: true,
      whole: true,
    },
  },
  /** Desa or kelurahan, as the sheet has it. */
  village: {
    kind: 'text',
    need: 'optional',
    compared: 'content',
    template: false,
    headings: {
      tiers: [
        'desa, kelurahan, kel, kelurahan desa, kel desa, desa kelurahan, desa kel',
        'nama desa, nama kelurahan, alamat desa, alamat kelurahan',
      ],
      beside: 'village',
      not: `${OTHERS_AND_THEIR_NAMES} email instansi kantor faskes`,
      ties: 'first',
      whole: true,
    },
  },
  /** Five digits. */
  postalCode: {
    kind: 'postalCode',
    need: 'optional',
    compared: 'content',
    template: false,
    headings: {
      tiers: ['kode pos, kodepos, postal code, zip code, postcode, zip'],
      not: OTHERS_AND_THEIR_NAMES,
      ties: 'first',
      neverGuessed: true,
      apart: true,
      whole: true,
    },
  },
} as const satisfies FieldTable;
