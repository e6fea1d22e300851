/**
 * Apa yang salah dengan sebuah berkas dan apa yang dapat dicoba (errors about a file, in Indonesian); the others are in
 * errors.ts.
 */
import type { ErrorParams } from '../../errors.ts';
import { wordsOf } from '../fields.ts';
import { fileKind, fileKindCure, inFolder, limitInWords } from '../file-words.ts';
import type { ErrorTexts } from '../messages.ts';
import { bracketed, inWords, named, said } from '../parameters.ts';
import { fieldsId } from './fields.ts';

const FIELDS = wordsOf(fieldsId);
const NUL = 'isinya hanya nol, seperti bila listrik padam waktu menyimpan';

/** What else to do with two columns of a field that each dose has. */
const ofDoses = (p: ErrorParams): string =>
  said(
    p,
    ['example'],
    (v) => ` Kalau keduanya untuk dosis yang berbeda, tulis dosisnya di tiap judul itu: "${v} 1", "${v} 2".`,
  );

/** Words for an order of day and month. */
const ORDERS_ID: Readonly<Record<string, string>> = {
  mdy: 'bulan di depan hari',
  ydm: 'tahun, hari, bulan',
  dmy: 'hari di depan bulan',
};

export const fileErrorsId = {
  FILE_MISSING: (p) => ({
    what: `Tidak ada berkas ${named(p, ['file', 'path'], 'dengan nama itu')}.`,
    tryThis: 'Periksa ejaan dan foldernya; beri tanda kutip jika namanya memakai spasi.',
  }),
  FILE_UNREADABLE: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')} tidak dapat dibuka${said(p, ['code', 'detail'], (v) => ` (${v})`)}.`,
    tryThis:
      'Tutup dulu di Excel, pastikan Anda boleh membacanya, dan flashdisk atau folder jaringan masih tersambung.',
  }),
  FILE_EMPTY: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')} kosong.`,
    tryThis: 'Simpan lagi dari Excel, atau salin sekali lagi: mungkin penyalinannya terputus.',
  }),
  FILE_IS_FOLDER: (p) => ({
    what: `${named(p, ['file', 'path'], 'Yang disebut')} adalah folder, bukan berkas.`,
    tryThis: `Sebut berkas di dalamnya, misalnya ${inFolder(named(p, ['file', 'path'], 'folder'))}.`,
  }),
  FILE_IS_LINK: (p) => ({
    what: `${named(p, ['file', 'path'], 'Yang disebut')} hanyalah tautan ke berkas lain; tautan tidak diikuti.`,
    tryThis: `Sebut berkas asli yang dituju tautan itu${said(p, ['target'], (v) => `: ${v}`)}.`,
  }),
  FILE_NOT_REGULAR: (p) => ({
    what: `${named(p, ['file', 'path'], 'Yang disebut')} bukan berkas biasa.`,
    tryThis: 'Simpan dulu lembar kerjanya ke disk, lalu sebut berkas itu.',
  }),
  FILE_IS_LEDGER: (p) => ({
    what: `${named(p, ['file'], 'Yang disebut')} adalah bagian buku kirim yang sedang dipakai, bukan lembar kerja.`,
    tryThis: 'Sebut lembar kerjanya saja, misalnya `vax-upload import *.xlsx`. Buku kirim tidak diubah.',
  }),
  FILE_TYPE: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')} bukan lembar kerja yang dapat dibaca${said(p, ['type'], (v) => `: isinya ${fileKind(v, 'id')}`)}.`,
    tryThis: {
      save: 'Buka di Excel dan simpan sebagai "Excel Workbook (.xlsx)" atau "CSV UTF-8".',
      unpack: 'Buka arsipnya dan impor lembar kerja di dalamnya.',
      ask: 'Minta lembar kerja aslinya (.xlsx atau .csv) kepada pengirimnya.',
    }[fileKindCure(p)],
  }),
  FILE_ENCRYPTED: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')} dilindungi kata sandi.`,
    tryThis: 'Buka di Excel, hapus kata sandinya (File, Info, Protect Workbook), simpan, lalu impor berkas itu.',
  }),
  FILE_DAMAGED: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')} rusak dan tidak terbaca sampai akhir${said(p, ['sheet'], (v) => ` (lembar ${v})`)}${said(p, ['detail'], (v) => ` (${v === 'NUL' ? NUL : v})`)}.`,
    tryThis:
      'Buka di Excel, biarkan Excel memperbaikinya, simpan dengan nama baru lalu impor; atau salin berkasnya sekali lagi.',
  }),
  FILE_ENCODING: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')} tidak memakai UTF-8, dan pengodean hurufnya tidak dapat dipastikan: isinya tidak terbaca.`,
    tryThis: 'Buka di program yang membuatnya, simpan sebagai "CSV UTF-8" atau .xlsx, lalu impor berkas itu.',
  }),
  FILE_TOO_LARGE: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')} terlalu besar untuk dibaca dengan aman${bracketed(limitInWords(p, 'id'))}.`,
    tryThis: 'Salin hanya baris yang berisi data ke buku kerja baru lalu impor, atau bagi menjadi beberapa berkas.',
  }),
  FILE_TOO_SLOW: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')} terlalu lama dibaca komputer ini (lebih dari ${p['seconds'] ?? '?'} detik kerja prosesor); belum tentu rusak.`,
    tryThis: 'Buka di Excel, simpan sebagai .xlsx (Excel Workbook) lalu impor; atau bagi menjadi beberapa berkas.',
  }),
  FILE_CHANGED: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')} berubah ketika sedang dibaca.`,
    tryThis: 'Tutup di Excel, tunggu sampai selesai disalin, lalu jalankan perintah yang sama lagi.',
  }),
  FILE_UNFINISHED: (p) => ({
    what: `${named(p, ['file', 'path'], 'Sebuah berkas')} belum dibaca sampai selesai; belum ada barisnya yang masuk.`,
    tryThis: `Baca lagi dengan \`vax-upload import ${said(p, ['file'], (v) => v) || 'BERKAS'}\`. Tidak ada yang terkirim dua kali.`,
  }),
  HEADER_NONE: (p) => ({
    what: `Judul kolom NIK dan nama tidak ditemukan di 30 baris pertama ${named(p, ['file', 'path'], 'berkas')}${said(p, ['line'], (v) => `. Yang paling mirip: baris ${v}${said(p, ['sheet'], (s) => ` lembar ${s}`)}${said(p, ['cells'], (n) => ` (${n} sel)`)}`)}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Judul yang dikenal di situ: ${v}. `)}Kalau lembar itu belum berjudul kolom, tulis NIK dan Nama di atas kolomnya; kalau sudah, sebut kolomnya, ${said(p, ['map'], (v) => `mungkin \`${v}\``) || 'misalnya `--map "NO KTP=nik" --map "NAMA PESERTA=name"`'}.`,
  }),
  HEADER_AMBIG: (p) => ({
    what: `Dua kolom cocok untuk ${inWords(named(p, ['field'], 'isian yang sama'), FIELDS)}${said(p, ['first', 'a'], (a) => `: "${a}"${said(p, ['second', 'b'], (b) => ` dan "${b}"`)}`)}${said(p, ['headings'], (v) => `: ${v}`)} (${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)}).`,
    tryThis: said(p, ['same'], () => 'x')
      ? `Judul keduanya sama: hapus kolom yang tidak boleh dibaca.${ofDoses(p)}`
      : said(
          p,
          ['other'],
          (v) =>
            `Kalau semua baris "${p['b']}" terisi, \`${v}\` memakai kolom itu. Kalau isinya hanya perbaikan, salin ke kolom "${p['a']}" lalu kosongkan; kemudian \`${p['map']}\`.`,
        ) || `Sebut yang benar: \`${named(p, ['map'], `--map "JUDUL=${named(p, ['field'], 'nik')}"`)}\`.${ofDoses(p)}`,
  }),
  HEADER_UNSURE: (p) => ({
    what: `Ada judul kolom di ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} yang hanya mirip dengan judul yang dikenal${said(p, ['guesses'], (v) => `: ${inWords(v, FIELDS)}`)}. Tidak ada yang dibaca berdasarkan tebakan.`,
    tryThis: `Kalau benar, tambahkan ${named(p, ['map'], '`--map "JUDUL=nik"`')} (cukup sekali, lalu diingat). Kalau judulnya berarti lain, tulis \`=none\` sebagai pengganti nama bidang.`,
  }),
  HEADER_SEVERAL: (p) => ({
    what: `Judul kolom "${named(p, ['heading'], '?')}" di ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} menyebut beberapa hal sekaligus${said(p, ['fields'], (v) => `: ${inWords(v, FIELDS)}`)}. Tidak ada yang dibaca berdasarkan tebakan.`,
    tryThis: `Pecah kolom itu di Excel (Data, Text to Columns) dan beri judul sendiri untuk tiap bagian. Kalau isinya hanya salah satu, sebutkan yang mana: ${named(p, ['map'], '`--map "JUDUL=vaccine"`')}${said(p, ['none'], (v) => `; \`${v}\` mengabaikan kolom itu`)}.`,
  }),
  NIK_COL_ZERO: (p) => ({
    what: `Hampir semua NIK di ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} berakhiran 0${said(p, ['rows'], (v) => ` (baris ${v})`)}: kolomnya rusak oleh Excel dan digit terakhir hilang. Tidak ada yang dikirim.`,
    tryThis: 'Pakai berkas sebelum NIK menjadi angka, atau ketik ulang NIK dari KTP di sel berformat Teks.',
  }),
  NIK_COL_KK: (p) => ({
    what: `Sebagian besar nomor di kolom NIK pada ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} adalah Nomor KK${said(p, ['rows'], (v) => `, baris ${v}`)}. Tidak ada yang dikirim.`,
    tryThis:
      'Isi kolom itu dengan NIK tiap orang: NIK juga tertulis di KK, pada baris nama orangnya. Nomor di bagian atas KK bukan NIK.',
  }),
  NIK_COL_DOB: (p) => ({
    what: `NIK dan tanggal lahir pada ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} tidak cocok${said(p, ['n'], (v) => ` di ${v} baris`)}${said(p, ['rows'], (v) => ` (${v})`)}: satu kolom terurut, tergeser, atau terisi sendiri tanpa kolom lain. Tidak ada yang dikirim.`,
    tryThis:
      'Pakai berkas sebelum itu, atau ambil ulang NIK-nya (urutkan seluruh baris; periksa VLOOKUP dan sel yang diisi dengan menarik), lalu impor lagi.',
  }),
  NIK_COL_UNREAD: (p) => ({
    what: `Kolom "${named(p, ['heading', 'column'], '?')}" pada ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} berisi NIK${said(p, ['rows'], (v) => ` (baris ${v})`)} selain NIK yang dibaca. Tidak ada yang dikirim.`,
    tryThis:
      p['heading'] === undefined
        ? 'Beri kolom itu judul yang menyebut NIK siapa ("NIK", "NIK Ibu"), atau hapus kolomnya.'
        : `Sebut NIK yang benar: \`${named(p, ['map'], '--map "JUDUL=nik"')}\` memakai kolom itu${said(p, ['none'], (v) => `, \`${v}\` melewatinya`)}. Kalau isinya hanya perbaikan, salin ke kolom pertama lalu kosongkan; orang dari daftar kedua dipindah ke bawah daftar pertama. Kolom NIK orang lain diberi nama orangnya ("NIK Ibu").`,
  }),
  AGE_COL: (p) => ({
    what: `Umur${said(p, ['heading'], (v) => ` di kolom "${v}"`)} pada ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} bertentangan dengan tanggal lahir${said(p, ['n'], (v) => ` di ${v} baris`)}${said(p, ['rows'], (v) => ` (${v})`)}. Tidak ada yang dikirim.`,
    tryThis: `Periksa kolom mana yang terurut, tergeser, atau salah rumus, lalu perbaiki. Kalau tanggal lahirnya benar, \`${named(p, ['none'], '--map "Umur=none"')}\` melewati umur.`,
  }),
  SEX_COL: (p) => ({
    what: `Jenis kelamin${said(p, ['heading'], (v) => ` di kolom "${v}"`)} pada ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} bertentangan dengan NIK${said(p, ['rows'], (v) => ` (baris ${v})`)}${said(p, ['male'], (v) => `; ${v} tampaknya berarti laki-laki`)}${said(p, ['female'], (v) => `; ${v} tampaknya berarti perempuan`)}. Tidak ada yang dikirim.`,
    tryThis: `${p['male'] === undefined && p['female'] === undefined ? 'Perbaiki kolom itu (apakah terurut sendiri?)' : 'Ganti isi kolom itu dengan "Laki-laki" dan "Perempuan" (Excel: pilih kolomnya, Temukan & Ganti, cocokkan seluruh isi sel)'}, lalu impor lagi.`,
  }),
  GIVEN_COL: (p) => ({
    what: `Kolom "${named(p, ['heading'], '?')}" pada ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} tampaknya menyatakan siapa yang divaksin, tetapi isinya tidak dipahami atau kosong${said(p, ['rows'], (v) => ` (baris ${v})`)}. Tidak ada yang dikirim.`,
    tryThis: `Tulis Ya atau Tidak di setiap sel kolom itu, lalu impor lagi. Kalau kolom itu tentang hal lain, \`${named(p, ['none'], '--map "JUDUL=none"')}\` melewatinya.`,
  }),
  DATE_COL_SWAPPED: (p) => ({
    what: `Hari dan bulan tertukar di kolom tanggal vaksinasi pada ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)}${said(p, ['rows'], (v) => ` (baris ${v})`)}: diketik di komputer berformat Amerika. Tidak ada yang dikirim.`,
    tryThis: `Ubah format kolom menjadi Teks, ketik ulang tanggal itu sebagai hari/bulan/tahun, lalu impor lagi.${said(p, ['keep'], (v) => ` Kalau sudah benar apa adanya, tambahkan \`${v}\`.`)}`,
  }),
  DOB_COL_SWAPPED: (p) => ({
    what: `Hari dan bulan tertukar pada tanggal lahir di ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)}${said(p, ['rows'], (v) => ` (baris ${v})`)}: terlihat dari NIK. Tidak ada yang dikirim.`,
    tryThis:
      'Tambahkan `--fix-dates`, yang menukarnya bila NIK membuktikan, atau ketik ulang tanggal itu sebagai teks, hari/bulan/tahun.',
  }),
  DATE_COL_ORDER: (p) => ({
    what: `Di kolom ${said(p, ['heading'], (v) => `"${v}" `)}pada ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)}, tanggal tampaknya ditulis ${ORDERS_ID[String(p['order'])] ?? 'dengan urutan lain'}${said(p, ['rows'], (v) => ` (baris ${v})`)}. Tidak ada yang dikirim.`,
    tryThis: `Periksa baris itu. Kalau memang begitu, tambahkan \`${named(p, ['map'], '--map "JUDUL=date:mdy"')}\` (cukup sekali, lalu diingat); kalau tidak, \`${named(p, ['keep'], '--map "JUDUL=date:dmy"')}\`.`,
  }),
  DATE_COL_UTC: (p) => ({
    what: `Di kolom ${said(p, ['heading'], (v) => `"${v}" `)}pada ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)}, sebuah program menulis tanggal beserta jam, dan harinya mungkin mundur sehari${said(p, ['rows'], (v) => ` (baris ${v})`)}. Tidak ada yang dikirim.`,
    tryThis: `Bandingkan dengan tanggal yang Anda tahu. Kalau yang benar hari berikutnya, tambahkan \`${named(p, ['map'], '--map "JUDUL=date:utc"')}\` (cukup sekali, lalu diingat); kalau hari yang tertulis, \`${named(p, ['keep'], '--map "JUDUL=date:local"')}\`.`,
  }),
  SHEET_TABLES: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)}, memuat judul kolom atau keterangan lain daripada di awal lembar${said(p, ['line'], (v) => ` (baris ${v})`)}, dan masih ada data di bawahnya. Tidak ada yang dikirim.`,
    tryThis: 'Pindahkan tabel itu beserta judul dan keterangannya ke lembar sendiri, lalu impor lagi.',
  }),
  SHEET_BESIDE: (p) => ({
    what: `Di ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} ada dua daftar orang yang berdampingan: daftar kedua mulai di kolom ${named(p, ['column'], '?')}${said(p, ['heading'], (v) => ` ("${v}")`)}. Tidak ada isinya yang dikirim.`,
    tryThis:
      'Potong baris-baris daftar kedua dan tempel di bawah daftar pertama, tiap kolom di bawah kolom yang sejenis; lalu hapus judul kolom daftar kedua dan impor lagi berkas itu.',
  }),
  SHEET_NOT_GIVEN: (p) => ({
    what: `Judul di ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, atau nama lembar ${v},`)} menyatakan bahwa dosis ini batal atau baru rencana. Tidak ada yang dikirim.`,
    tryThis:
      'Kalau dosis memang diberikan, ubah judul (dan nama lembar) agar menyatakannya, misalnya "DAFTAR HADIR VAKSINASI", lalu impor lagi.',
  }),
  SHEET_WISHES: (p) => ({
    what: `Tanggal dosis di ${named(p, ['file', 'path'], 'berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} hanya keinginan, rencana, atau milik vaksin lain${said(p, ['headings'], (v) => `: ${v}`)}. Ini daftar pendaftaran; tidak ada yang dikirim.`,
    tryThis: 'Tulis hari dosis diberikan di kolom "Tgl Vaksin", lalu impor lagi.',
  }),
  SET_DISPUTED: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas')}${said(p, ['sheet'], (v) => `, lembar ${v}`)} menyebut nilai lain daripada --set, di atas tabelnya atau dalam namanya${said(p, ['field'], (v) => `: ${inWords(v, FIELDS)}`)}. Tidak ada yang dikirim.`,
    tryThis: 'Impor berkas ini tanpa --set itu, atau tulis nilai yang benar di satu kolom lembarnya.',
  }),
  SHEET_UNREAD: (p) => ({
    what: `Lembar ${named(p, ['sheet'], '1')} di ${named(p, ['file', 'path'], 'berkas')} berisi data orang${said(p, ['line'], (v) => ` (baris ${v})`)}, tetapi tidak punya judul kolom NIK dan nama. Tidak ada yang dikirim, supaya tidak ada yang terlewat.`,
    tryThis: `${said(p, ['map'], (v) => `Sebut kolomnya, mungkin \`${v}\`; atau tulis`) || 'Tulis'} judul NIK dan Nama di atas kolom lembar itu. Hapus lembarnya bila tidak boleh dikirim.`,
  }),
} as const satisfies Partial<ErrorTexts>;
