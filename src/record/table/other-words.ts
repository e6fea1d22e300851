/** Words in a heading that make it speak of somebody, or something, else. In the one spelling of heading-words.ts. */

/**
 * Somebody who is not the person vaccinated. "NIK" of an employee is Nomor Induk Karyawan, another number altogether.
 */
export const OTHER_PEOPLE =
  'ibu ayah bapak ortu orangtua tua wali suami istri keluarga kk kepala petugas vaksinator kader pendamping dokter bidan perawat ' +
  'penanggung saksi pelapor pendaftar pemohon pengantar perwakilan pemilik kuasa pengasuh pasangan koordinator darurat mother father parent guardian spouse emergency';

export const OTHER_NUMBERS = 'karyawan pegawai employee nip nisn nim nis kartu salah lama sebelum sebelumnya';

/** Dates and vials that are not those of the injection. */
export const OTHER_EVENTS =
  'rencana jadwal berikut berikutnya selanjutnya kembali tiket entry entri input lapor cetak expired expire expiry exp kadaluarsa ' +
  'kadaluwarsa kedaluwarsa ed sertifikat daftar registrasi hasil swab lahir birth terima plan next due jumlah stok sisa status alergi riwayat sebelum sebelumnya ' +
  'terdahulu pelarut';

/** What a heading of the person has in it that is not the field itself. */
export const OTHERS_AND_THEIR_NAMES = `${OTHER_PEOPLE} nik nama name`;
