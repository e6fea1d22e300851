/** Which columns speak about whether the dose of their row was given, by their headings. Pure. */
import { takeDose } from '../words/dose-heading.ts';
import { headingWords } from '../words/heading-words.ts';
import { type Legend, presenceOf } from './presence.ts';

/** A column that may say that a dose was not given. */
export interface GivenColumn {
  /** 0-based. */
  readonly at: number;
  readonly heading: string;
  /**
   * `presence`: was somebody there, fit, vaccinated? `open`: a heading such as "Status" under which anything may stand;
   * its cells decide. `negative`: what is filled in takes the row back ("Tidak Hadir", "deleted_at").
   */
  readonly kind: 'presence' | 'open' | 'negative';
  /** The dose that the heading names; all doses of the row without one. */
  readonly dose?: number;
  readonly legend: Legend;
  /** A column of screening: it may hold what was measured. */
  readonly measures: boolean;
  /** A figure says how many doses there were. */
  readonly counts: boolean;
}

const set = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

const PRESENT = set(
  `hadir kehadiran presensi absensi absen attendance attended attend present presence divaksin tervaksin divaksinasi vaccinated disuntik immunized immunised
   diimunisasi given administered diberikan dilayani terlayani datang kedatangan checkin showed arrived arrival realisasi terealisasi terlaksana received terimunisasi`,
);
const SCREENED = set('skrining screening skrinning layak kelayakan eligible eligibility lolos kelulusan');
const OPEN = set(
  `status statusnya hasil outcome result results state konfirmasi ceklis ceklist checklist check cek tindakan keputusan kesimpulan progress verifikasi
   validasi tandai centang selesai done`,
);
/** Beside one of OPEN these make it a column about the dose. */
const OF_THE_DOSE = set(
  `vaksin vaksinasi imunisasi immunization immunisation pelayanan layanan suntik suntikan penyuntikan dosis kunjungan pelaksanaan appointment visit event record kehadiran tindakan code kode
   entry row data peserta pasien`,
);
/** Alone they may head anything about the vaccination. */
const VACCINATION = set(
  'vaksin vaksinasi imunisasi immunization immunisation suntik suntikan penyuntikan pelayanan tindakan',
);
/** The heading is about something else. */
const OTHER = set(
  `petugas vaksinator jumlah jml total nama urut paraf ttd tanda lokasi tempat jenis merk batch kursi meja umur usia nik hp telp alamat kk sebelumnya sebelum riwayat terakhir keluarga
   dasar rutin td tt kawin perkawinan pernikahan nikah menikah marital pekerjaan kerja kepegawaian pegawai karyawan gizi kehamilan hamil ekonomi bpjs jkn kepesertaan rumah
   kependudukan hubungan shdk anak sosial lab laboratorium swab pcr antigen rapid tensi tekanan suhu berat tinggi gula keputusasaan oleh by pengirim kirim sinkron sync upload lapor dokumen sertifikat
   pendidikan sekolah agama domisili ktp no kontrasepsi kb antrian`,
);
const NEGATIVE = set(
  `batal dibatalkan pembatalan tunda ditunda penundaan tertunda menolak ditolak penolakan cancelled canceled cancel cancellation void voided delete deleted deletion dihapus hapus
   terhapus refused refusal declined deferred deferral noshow gugur tms retired withdrawn rejected rejection retracted dropout postponed`,
);
const NEGATION = set('tidak tdk belum blm not no non');
const DENIED = set(
  `hadir vaksin vaksinasi divaksin datang layak suntik disuntik vaccinated show attended lolos jadi dilayani eligible given administered present diberikan bersedia mau imunisasi`,
);
const ANSWERS: readonly (readonly [string, string])[] = [
  ['ya', 'tidak'],
  ['ya', 'tdk'],
  ['y', 't'],
  ['y', 'n'],
  ['yes', 'no'],
  ['sudah', 'belum'],
  ['sdh', 'blm'],
  ['hadir', 'tidak'],
  ['ms', 'tms'],
  ['tms', 'ms'],
  ['1', '0'],
];
/** A heading that is nothing but a tick. */
const TICK = /^\s*[✓✔√☑]\ufe0f?\s*$/u;

/** Undefined for a heading that says nothing of the kind. */
export function givenHeading(heading: string, at: number): GivenColumn | undefined {
  const legend = legendOf(heading);
  const words = TICK.test(heading) ? ['ceklis', 'hadir'] : wordsOf(heading, legend);
  const asks =
    legend.size > 0 ||
    isEither(words) ||
    ANSWERS.some(([yes, no]) => words.includes(yes) && words.lastIndexOf(no) > words.indexOf(yes));
  const has = (of: ReadonlySet<string>) => words.some((word) => of.has(word));
  const kind = kindOf(words, has, asks);
  if (kind === undefined) return undefined;
  const dose = takeDose(words)?.dose;
  const counts = words.includes('status') || words.includes('dosis');
  return { at, heading, kind, legend, measures: has(SCREENED), counts, ...(dose === undefined ? {} : { dose }) };
}

/** "Drop out" is one word, and a paraf no presence; without what the heading says of codes. */
function wordsOf(heading: string, legend: Legend): string[] {
  const words = headingWords(legend.size > 0 ? heading.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ') : heading);
  return words.flatMap((word, at) => {
    if (word === 'drop' && words[at + 1] === 'out') return ['dropout'];
    return word === 'tanda' && words[at + 1] === 'hadir' ? [] : [word];
  });
}

/** "Layak/Tidak Layak": both are answers. */
function isEither(words: readonly string[]): boolean {
  const denied = words.flatMap((word, at) => (NEGATION.has(word) ? [words[at + 1] ?? ''] : []));
  return denied.some((word) => words.some((one, at) => one === word && !NEGATION.has(words[at - 1] ?? '')));
}

function kindOf(
  words: readonly string[],
  has: (of: ReadonlySet<string>) => boolean,
  asks: boolean,
): GivenColumn['kind'] | undefined {
  if (words.length === 0 || words.length > 8) return undefined;
  const denies = words.some((word, index) => NEGATION.has(word) && DENIED.has(words[index + 1] ?? ''));
  const asserts = words.some((word, index) => PRESENT.has(word) && !NEGATION.has(words[index - 1] ?? ''));
  if (words.includes('tms') && words.includes('ms')) return 'presence';
  if (has(NEGATIVE) || (denies && !asserts && !asks)) return 'negative';
  if (has(OTHER)) return undefined;
  if (asserts || has(SCREENED) || isEither(words)) return 'presence';
  if (asks && words.some((word) => OF_THE_DOSE.has(word) || OPEN.has(word))) return 'presence';
  if (words[0] === 'sudah' || words[0] === 'sdh') return 'presence';
  if (words[0] === 'jadi' && words.slice(1).every((word) => VACCINATION.has(word)) && words.length > 1)
    return 'presence';
  if (words.every((word) => VACCINATION.has(word))) return 'open';
  if (!has(OPEN)) return undefined;
  return has(OF_THE_DOSE) ? 'presence' : 'open';
}

/** "Hadir (1 = ya, 2 = tidak)": which code means what. */
function legendOf(heading: string): Legend {
  const legend = new Map<string, 'yes' | 'no'>();
  for (const part of heading.split(/[,;/)\]|]/)) {
    // Of "Hadir: 1 = ya" the first word is too long for a code.
    const [first = '', ...others] = part.split(/[=:]/);
    let before = first;
    for (const [index, next] of others.entries()) {
      const code = codeAtEnd(before);
      const meaning = others.slice(index).join(' ').trim();
      if (code !== undefined && meaning !== '') {
        legend.set(code, presenceOf(meaning, new Map()) === 'yes' ? 'yes' : 'no');
        break;
      }
      before = next;
    }
  }
  return legend;
}

/** The last word, where it is short enough for a code. */
function codeAtEnd(text: string): string | undefined {
  const word =
    text
      .trimEnd()
      .split(/[^\p{L}\p{N}✓✔√]/u)
      .at(-1) ?? '';
  return word.length >= 1 && word.length <= 3 ? word.toLowerCase() : undefined;
}

const REMARKS = set(
  'keterangan ket status catatan hasil skrining screening remark remarks note notes kondisi observasi info informasi alasan reason comment comments komentar sebab penyebab tindak kendala',
);
/** Of marriage, work and the like. */
const NO_REMARKS = set(
  'kawin perkawinan pernikahan nikah menikah marital pekerjaan kerja kepegawaian pegawai karyawan gizi ekonomi bpjs jkn kepesertaan rumah kependudukan hubungan shdk sosial pendidikan agama',
);

/** Whether remarks on the row stand below this heading, which is none of ours; also below none at all. */
export function isRemarkHeading(heading: string): boolean {
  const words = headingWords(heading);
  return words.length === 0 || (words.some((word) => REMARKS.has(word)) && !words.some((word) => NO_REMARKS.has(word)));
}

/** Every word that such headings, and those of remarks, are known by. */
export const GIVEN_WORDS: ReadonlySet<string> = new Set([
  ...[
    PRESENT,
    SCREENED,
    OPEN,
    OF_THE_DOSE,
    VACCINATION,
    OTHER,
    NEGATIVE,
    NEGATION,
    DENIED,
    REMARKS,
    NO_REMARKS,
  ].flatMap((words) => [...words]),
  ...ANSWERS.flat(),
]);
