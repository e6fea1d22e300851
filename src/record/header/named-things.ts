/** What has a name and is nobody: places, goods, schools. Pure. */

const THINGS: ReadonlySet<string> = new Set(
  (
    'faskes puskesmas pustu posyandu posbindu klinik rs rsud rumah apotek lab laboratorium sekolah kampus universitas fakultas prodi jurusan instansi lembaga kantor perusahaan pt cv ' +
    'pabrik toko pasar pondok pesantren ponpes madrasah masjid mushola gereja yayasan organisasi ormas komunitas desa dusun dukuh kelurahan kecamatan kabupaten kota provinsi ' +
    'wilayah lingkungan kampung blok jalan gang rt rw kelas rombel kelompok grup unit bagian divisi jabatan pangkat tim regu pos tempat lokasi sentra gedung ruang kegiatan acara event ' +
    'program sesi vaksin vaksinasi produk merk obat penyakit barang alat komorbid bank rekening akun user username file berkas dokumen form sheet lembar sistem aplikasi ' +
    'alergi diagnosa diagnosis gejala keluhan imunisasi suku agama bangsa negara asuransi jaminan usaha allergy country ' +
    'bulan hari panggilan alias samaran pengguna singkat inisial facility school village district hospital clinic health company office organization organisation site location ' +
    'vaccine product brand group team program event disease drug device account nick nickname short middle first last family given sur'
  ).split(' '),
);
/** Whether the words name a thing, so that "Nama" beside them is not a person's. */
export function namesThing(words: readonly string[]): boolean {
  return words.some((word) => THINGS.has(word));
}
