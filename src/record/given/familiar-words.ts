/** Words that say nothing against a dose, so that a remark made of them needs nobody's eyes. */
import {
  BETWEEN,
  DONE,
  HERE,
  IN_THE_END,
  NEGATIONS,
  NOT_OF_THE_DOSE,
  OF_AN_ILLNESS,
  OF_CARDS,
  PLANNED,
  TAKEN_BACK,
} from './words.ts';

const FAMILIAR = new Set(
  // what was done, and how the person is
  (
    `ya iya yes y ok oke okay sip sudah selesai done lengkap complete completed hadir datang vaksin suntik dosis dose booster baik sehat normal aman stabil fit
     layak lolos lulus memenuhi syarat eligible lanjut lancar sukses berhasil negatif negative nonreaktif good well healthy fine observasi observed aefi
     terkontrol terkendali rutin minum obat dokter konsul konsultasi acc rekomendasi surat keterangan izin ada pernah riwayat punya dengan tanpa dan atau serta
     and or of the with for at in on to a an untuk dari oleh pada di ke yang ini itu nya per saat setelah sebelum sesudah hari jam tgl bulan tahun minggu pagi siang sore
     senin selasa rabu kamis jumat sabtu ahad januari februari maret april mei juni juli agustus september oktober november desember jan feb mar apr jun jul agu agt ags sep
     okt nov des umur usia th thn tahunan
     ` +
    // who the person is
    `sd smp sma tk paud skrining skrinning screening sempat awalnya semula initially first tahap karena tapi cerai janda duda lajang kontrak honorer luar daerah dalam guru siswa siswi murid mahasiswa santri pns asn tni polri polisi petani buruh pedagang swasta wiraswasta karyawan pegawai pensiunan irt ibu bapak bpk anak istri
     suami ortu orang tua wali keluarga kepala kk nakes perawat bidan kader rt rw lansia lanjut remaja dewasa balita bumil busui umum pelayan publik masyarakat rentan warga penduduk
     pendatang domisili alamat desa dusun kelurahan kecamatan kabupaten kota ktp nik disabilitas odgj difabel penyintas covid kontak erat nelayan sopir ojek tokoh agama
     dm diabetes hipertensi hipertensif ht asma kolesterol stroke tbc tb hiv kanker komorbid tensi mmhg td bb tb suhu hb gol goldar golongan lk pr laki perempuan
     teacher student farmer elderly staff worker nurse officer pensioner
     ` +
    // the vaccine and where
    `sinovac coronavac astrazeneca astra zeneca az moderna pfizer sinopharm janssen novavax zifivax indovac batch puskesmas pustu posyandu posko balai aula sekolah masjid
     pasar kantor rs rsud klinik sentra massal gerai mobile keliling kunjungan lapangan jemput bola door pertama kedua ketiga satu dua tiga i ii iii kiri kanan lengan sesuai data
     no nomor hp wa telp kartu sertifikat pcare p care terinput entri entry input susulan kembali jarak interval lagi
     peserta daftar nihil pabrik wbp istri diantar sendiri sesi vaksinator vial sisa valid dicek buta huruf tuna rungu rekomendasi spesialis konsul pegal pulih ngantuk deltoid right left arm
     ml im ld pra mixed ganti nama sesuai ejaan beda cek`
  ).split(/\s+/),
);

/** A figure, a letter alone, or a word that has been judged or needs nobody's eyes. */
export function isFamiliar(word: string): boolean {
  return (
    word.length < 2 ||
    /\d/.test(word) ||
    FAMILIAR.has(word) ||
    NEGATIONS.has(word) ||
    TAKEN_BACK.has(word) ||
    PLANNED.has(word) ||
    NOT_OF_THE_DOSE.has(word) ||
    BETWEEN.has(word) ||
    DONE.has(word) ||
    HERE.has(word) ||
    IN_THE_END.has(word) ||
    OF_AN_ILLNESS.has(word) ||
    OF_CARDS.has(word)
  );
}
