/** The columns of a dose, which a wide sheet has once a dose, in the order in which a record is written down. */
import type { FieldTable } from './field-row.ts';
import { OTHER_EVENTS } from './other-words.ts';

/** What clerks call them, and where the headings were seen: docs/validation.md. */
export const DOSE_TABLE = {
  /** Of a programme of several series: which one, by its name there. It comes with the vaccine. */
  series: { kind: 'series', need: 'optional', compared: 'key', template: false },
  /** 1, 2, 3 (booster) or 4 (second booster). */
  dose: {
    kind: 'doseNumber',
    need: 'required',
    compared: 'key',
    template: true,
    property: 'number',
    headings: {
      tiers: [
        'dosis, dosis ke, vaksin* ke, dosis vaksin*, vaksin* dosis, vaksin* dosis ke, tahap vaksin*, vaksin* tahap, kedatangan ke, kunjungan ke, ' +
          'suntikan ke, suntik ke, dosis no',
      ],
      beside: 'dosis no, dosis sequence, sequence, dosis number, ke, no dosis, which dosis',
      not: OTHER_EVENTS,
      ties: 'ask',
    },
  },
  /** The day of the injection. */
  date: {
    kind: 'date',
    need: 'required',
    compared: 'dose',
    template: true,
    headings: {
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
  },
  /** Short name of the product: coronavac, astrazeneca, … (see vaccines.ts). */
  vaccine: {
    kind: 'vaccine',
    need: 'required',
    compared: 'dose',
    template: true,
    headings: {
      tiers: [
        'jenis vaksin*, nama vaksin, merk vaksin, merk, produk, produk vaksin, jenis merk vaksin, type vaksin, tipe vaksin, vaksin name, ' +
          'vaksin type, vaksin product, product, brand, vaksin brand, vaksin yang digunakan, vaksin yang diberikan, vaksin* jenis, vaksin* merk, vaksin* nama',
      ],
      alone: 'vaksin',
      beside: 'vaksin, product name, type, name, type of vaksin, name of vaksin, brand name, jenis, merk',
      not: `${OTHER_EVENTS} petugas`,
      ties: 'ask',
    },
  },
  /** Those of the vaccine (CVX, ATC …): of the built-in table, or of the mapping file. */
  codes: { kind: 'codes', need: 'required', compared: 'content', template: false },
  /** Batch number of the vial (FHIR `lotNumber`). */
  lot: {
    kind: 'lot',
    need: 'wanted',
    compared: 'dose',
    template: true,
    headings: {
      tiers: [
        'no batch, batch, batch vaksin, no batch vaksin*, batch no, no lot, lot, lot no, no lot vaksin, no batch lot, vaksin lot, vaksin batch',
      ],
      beside: 'batch lot, lot batch, batch no, lot no',
      not: OTHER_EVENTS,
      ties: 'ask',
    },
  },
  /** Facility or post, as the sheet has it. */
  site: {
    kind: 'site',
    need: 'wanted',
    compared: 'content',
    template: true,
    headings: {
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
  },
  /** The last day on which the vial may be used (FHIR `expirationDate`). */
  expirationDate: {
    kind: 'expiry',
    need: 'optional',
    compared: 'content',
    template: false,
    headings: {
      tiers: [
        'tgl kadaluarsa, tgl kedaluwarsa, tgl kadaluwarsa, tgl kedaluarsa, tgl expired, tgl expire, tgl exp, tgl ed, expired date, expiry date, exp date, expiration date, date of expiry, ' +
          'expired, expiry, kadaluarsa, kedaluwarsa, kadaluwarsa, kedaluarsa, expired vaksin, vaksin expired, ed vaksin, expired batch, batch expired, ' +
          'tgl expired vaksin, tgl kadaluarsa vaksin, tgl kedaluwarsa vaksin, kadaluarsa vaksin, kedaluwarsa vaksin, vaksin expiry date',
      ],
      alone: 'ed, exp',
      not: 'pelarut sertifikat ktp kitas kitap paspor passport visa str sip kartu daftar lahir birth stok sisa reagen swab',
      ties: 'first',
      neverGuessed: true,
      apart: true,
      whole: true,
    },
  },
  /** Who gave it (FHIR `performer`), as the sheet has it. */
  performer: {
    kind: 'staffName',
    need: 'optional',
    compared: 'content',
    template: false,
    headings: {
      tiers: [
        'vaksinator, nama vaksinator, petugas vaksin*, nama petugas vaksin*, petugas penyuntik, nama petugas penyuntik, penyuntik, nama penyuntik, ' +
          'vaccinator, vaccinator name, name of vaccinator, administered by',
      ],
      not: 'nik nip no hp telp kode tgl jumlah paraf ttd tangan sip str alamat umur',
      ties: 'first',
      neverGuessed: true,
      apart: true,
      whole: true,
    },
  },
  /** NIK of whoever gave it. */
  performerNik: {
    kind: 'otherNik',
    need: 'optional',
    compared: 'content',
    template: false,
    headings: {
      tiers: [
        'nik vaksinator, no nik vaksinator, no ktp vaksinator, ktp vaksinator, nik penyuntik, nik petugas vaksin*, vaksinator nik, vaccinator nik',
      ],
      not: 'nama name karyawan pegawai nip',
      ties: 'first',
      neverGuessed: true,
      apart: true,
      whole: true,
    },
  },
} as const satisfies FieldTable;

/** Columns of the row as a whole. */
export const ROW_TABLE = {
  /** The running number of the sheet. */
  rowNumber: {
    sent: false,
    headings: {
      tiers: [],
      alone: 'no, no urut, urut, row, row no, nomer',
      not: '',
      ties: 'first',
      neverGuessed: true,
    },
  },
} as const satisfies FieldTable;
