/**
 * Headings that clerks' sheets have beside ours and that are none of ours: the nearer of two is meant, so a mistyped
 * "NIK Ayah" is never taken for a mistyped "NIK Anak". Written as in synonyms.ts.
 */
import { namesOf } from './match-heading.ts';

const WHOSE =
  'ibu, ibu kandung, ayah, ayah kandung, bapak, ortu, orang tua, orangtua, wali, suami, istri, kk, kepala keluarga, petugas, vaksinator, kader, ' +
  'karyawan, pegawai, pendamping, penanggung jawab, dokter, bidan, perawat, mother, father';
const WHAT =
  'nik, no nik, no ktp, ktp, nama, nama lengkap, tgl lahir, tempat tgl lahir, umur, usia, jenis kelamin, no hp, hp, no telp, no wa, alamat, alamat lengkap, pekerjaan';

/** Of people they are somebody else's; but a "Nama Karyawan" or "Nama Pegawai" is the person's own. */
const OURS = new Set(['nama karyawan', 'nama pegawai']);

const ALONE =
  'nip, no nip, nisn, no nisn, nis, nim, no kk, nkk, no kartu, no kartu peserta, no bpjs, no jkn, no peserta, no registrasi, no rekam medis, no rm, no tiket, no sertifikat, ' +
  'no surat, no absen, no telp kantor, no paspor, no rekening, nama sekolah, nama desa, nama kelas, nama instansi, nama perusahaan, nama panggilan, nama guru, nama dusun, ' +
  'nama kegiatan, nama obat, nama penyakit, nama barang, tgl entry, tgl entri, tgl input, tgl lapor, tgl cetak, tgl expired, tgl kadaluarsa, tgl kembali, tgl daftar, ' +
  'tgl registrasi, tgl rencana, tgl rencana vaksin*, tgl terima, tgl sertifikat, tgl meninggal, tgl skrining, tgl screening, tgl swab, tgl masuk, tgl keluar, ' +
  'tgl vaksinator, tgl tiket, jadwal vaksin*, status vaksin*, jumlah vaksin*, sisa vaksin*, expired vaksin, vaksin expired, alergi vaksin*, riwayat vaksin*, jumlah dosis, ' +
  'status dosis, jumlah batch, tgl batch, jenis identitas, jenis imunisasi, jenis pasien, jenis sasaran, jenis kunjungan, jenis obat, tempat lahir, tempat tugas, tempat kerja, ' +
  'lokasi kerja, puskesmas asal, kode pos, kode vaksin, kode petugas, email, alamat email, keterangan, agama, pendidikan, status, kelas, golongan darah, berat badan, tinggi badan, ' +
  'suhu, tekanan darah, komorbid, riwayat kesehatan, hamil, menyusui, kehamilan, paraf, tanda tangan, kewarganegaraan, kipi, catatan, observasi, skrining, hasil skrining';

const ALONE_JOINED: ReadonlySet<string> = new Set(namesOf(ALONE).map((words) => words.join('')));

/** Whether a heading is known to name another thing than a person: `No BPJS`, `No Kartu`. */
export function isOtherHeading(words: readonly string[]): boolean {
  return ALONE_JOINED.has(words.join(''));
}

export const OTHER_HEADINGS: readonly (readonly string[])[] = [
  ...namesOf(ALONE),
  ...namesOf(WHAT).flatMap((what) =>
    namesOf(WHOSE)
      .filter((whose) => !OURS.has([...what, ...whose].join(' ')))
      .map((whose) => [...what, ...whose]),
  ),
];

/** Every word of them. */
export const OTHER_WORDS: ReadonlySet<string> = new Set(OTHER_HEADINGS.flat());
