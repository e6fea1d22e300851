/** The words that headings are made of. Neither names of people and places nor findings are among them. */
import { GIVEN_WORDS } from '../given/heading.ts';
import { OTHER_WORDS } from './other-headings.ts';
import { FIELD_WORDS, HARMLESS } from './synonyms.ts';
import { WISHES } from './wishes.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/**
 * What headings of other columns are made of, as sheets of clerks, health offices and survey programs have them; in the
 * spelling of heading-words.ts.
 */
const MORE = set(
  `kolom column kode code id uuid data jam hour hari day mulai selesai start end submission submitted timestamp stempel username user akun account surel mail url
   pertama kedua ketiga keempat kesatu first second third fourth i ii iii iv v d ke lanjutan booster primer jumlah total nilai skor unit satuan jarak interval asal tujuan
   ruang ruangan loket meja antrian gelombang kloter sesi shift grup group regu wilayah daerah area zona negara country region district province regency city village
   dan atau dengan serta and or of for in at by dari oleh pada per jika bila apabila if ada apakah is was has sumber source versi version file berkas lembar sheet baris row line
   urutan index indeks ref referensi reference link tautan foto photo gambar image lampiran attachment dibuat diubah diperbarui dihapus created updated modified deleted verified
   approved disetujui diverifikasi tanda tangan paraf ttd signature seri serial barcode qr kartu berlaku valid expired sampai until terbit cetak kirim terkirim sync sinkron
   awal akhir depan belakang tengah given family middle last gelar title suku bangsa nationality wni wna jalan blok gang kode pos postal zip lintang bujur latitude longitude koordinat gps
   kelas jurusan kantor perusahaan kerja bagian divisi jabatan profesi organisasi lembaga universitas fakultas darah golongan berat tinggi badan suhu tensi tekanan nadi
   sistolik diastolik pemeriksaan anamnesa pengirim penginput operator admin administrator pelaksana tim perbaikan baru benar koreksi dikoreksi revisi revised corrected correct
   old new identitas demografi demographic lain lainnya other others cadangan kosong sub jenis program programme project status event stage enrollment organisation system
   year month birthdate whats app dukcapil lihat obs padan pemadanan kanan kiri diambil pilih diminati survey form formulir response respondent padanan induk anggota
   vax upload baris alasan asal row reason origin
   time by name number date sim paspor passport subject patient person participant resource type system value display text reference identifier meta`,
);

/** So many digits are a year, or a few small numbers; more are somebody's number. */
const MOST_DIGITS = 4;
/** Headings are short; what is longer is a note. */
const LONGEST = 100;

const WORDS: ReadonlySet<string> = new Set([
  ...FIELD_WORDS,
  ...HARMLESS,
  ...OTHER_WORDS,
  ...GIVEN_WORDS,
  ...WISHES,
  ...MORE,
]);

/** Whether every one of the words of a text (as heading-words.ts has them) is one of headings. */
export function isOfHeadings(text: string, words: readonly string[]): boolean {
  if (text.length > LONGEST || text.replace(/\D/g, '').length > MOST_DIGITS) return false;
  return words.length > 0 && words.every((word) => WORDS.has(word) || /^\d+$/.test(word));
}
