/** Apa yang salah dan apa yang dapat dicoba: every code of errors.ts in Indonesian, plain as for a clerk. */

import { typedPath } from '../file-words.ts';
import { problemWords } from '../headline.ts';
import { termIn } from '../help-terms.ts';
import type { ErrorTexts } from '../messages.ts';
import { isInDatabase, named, said, settingName, settingPlace } from '../parameters.ts';
import { explainedCode } from '../server-codes.ts';
import { databaseErrorsId } from './errors-database.ts';
import { fileErrorsId } from './errors-file.ts';
import { notifyErrorsId } from './errors-notify.ts';
import { provinceErrorsId } from './errors-province.ts';
import { outageCausesId } from './outage-causes.ts';

/** In place of another file. */
const OTHER_SCHEMA = 'skema lain (`?schema=NAMA` di `state`)';

/** What config/ says of a secret; system codes stand for themselves. */
const SECRET_FAULTS: Readonly<Record<string, string>> = {
  empty: 'kosong',
  'more than one line': 'lebih dari satu baris',
  'a character that no token has': 'berisi tanda yang tidak ada dalam token',
};
const DURATIONS = 'Lihat contohnya di berkas yang ditulis `vax-upload init`; lama waktu ditulis 250ms, 1s, 5m atau 8h.';

const CAUSES: Readonly<Record<string, string>> = outageCausesId;

/** SETTINGS_UNSAFE: apa yang salah dengan berkasnya. */
const UNSAFE: Readonly<Record<string, (owner: string) => string>> = {
  owner: (owner) => `milik pengguna lain (nomor ${owner}), yang bisa mengubah isinya`,
  writable: () => 'bisa diubah oleh pengguna lain di komputer ini',
  readable: () => 'adalah rahasia, dan pengguna lain di komputer ini bisa membacanya',
  folder: () => 'terletak di folder tempat setiap pengguna komputer ini bisa menukarnya',
};

/** PRIVATE_KEY: apa yang salah; system codes stand for themselves. */
const KEY_FAULTS: Readonly<Record<string, string>> = {
  encrypted: 'terkunci dengan frasa sandi',
  public: 'isinya kunci publik atau sertifikat',
  none: 'isinya bukan kunci yang dikenal',
  kind: 'bukan kunci RSA 2048 bit atau lebih, dan bukan kunci EC pada P-384',
  unnamed: 'kumpulannya tidak memiliki kunci pribadi dengan keyId ini',
  several: 'kumpulannya berisi beberapa kunci pribadi',
};
const PRIVATE_KEY_CURE =
  'Minta kunci pribadinya sebagai berkas PEM, yang diawali `-----BEGIN PRIVATE KEY-----`, dan jangan biarkan orang lain membacanya (chmod 600).';
const PRIVATE_KEY_CURES: Readonly<Record<string, string>> = {
  encrypted:
    'Buka kuncinya sekali, `openssl pkey -in BERKAS -out client.key`, lalu `chmod 600 client.key`, dan sebutkan berkas itu.',
  kind: 'Buat yang baru, `openssl ecparam -name secp384r1 -genkey -noout -out client.key`, dan berikan bagian publiknya kepada pengelola server.',
  unnamed: 'Tulis `kid` kunci itu sebagai `keyId` di bawah `auth` di vax-upload.yaml.',
  several: 'Tulis `kid` kunci itu sebagai `keyId` di bawah `auth` di vax-upload.yaml.',
};

export const errorsId = {
  ...fileErrorsId,
  ...notifyErrorsId,
  ...databaseErrorsId,
  ...provinceErrorsId,
  USAGE: (p) => ({
    what: `Perintah ini tidak dapat dipahami${said(p, ['detail', 'message'], (v) => `: ${v}`)}.`,
    tryThis: `\`vax-upload ${said(p, ['command'], (v) => `${v} `)}--help\` menunjukkan perintah yang ada, dengan contoh.`,
  }),
  COMMAND_UNKNOWN: (p) => ({
    what: `Tidak ada perintah ${named(p, ['given'], 'dengan nama itu')}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Maksud Anda ${v}? `)}\`vax-upload --help\` menunjukkan semua perintah.`,
  }),
  OPTION_UNKNOWN: (p) => ({
    what: `Tidak ada pilihan ${named(p, ['given'], 'dengan nama itu')}${said(p, ['command'], (v) => ` untuk ${v}`)}.`,
    tryThis: said(p, ['command'], () => 'x')
      ? `${said(p, ['nearest'], (v) => `Maksud Anda ${v}? `)}\`vax-upload ${named(p, ['command'], '')} --help\` menunjukkan semuanya.`
      : 'Pilihan ditulis sesudah perintah, misalnya `vax-upload import lembar.xlsx --to sandbox`.',
  }),
  OPTION_MISSING: (p) => ({
    what: `Perintah${said(p, ['command'], (v) => ` ${v}`)} memerlukan pilihan yang belum ditulis${said(p, ['option'], (v) => `: ${termIn('id', v)}`)}.`,
    tryThis: `\`vax-upload ${said(p, ['command'], (v) => `${v} `)}--help\` menunjukkan cara menulisnya.`,
  }),
  VALUE_MISSING: (p) => ({
    what: `Sesudah ${named(p, ['option'], 'pilihan terakhir')} harus ada isinya.`,
    tryThis: `\`vax-upload ${said(p, ['command'], (v) => `${v} `)}--help\` menunjukkan apa yang dapat ditulis di situ.`,
  }),
  VALUE_WRONG: (p) => ({
    what: `Nilai${said(p, ['given'], (v) => ` ${v}`)} untuk ${termIn('id', named(p, ['option'], 'sebuah pilihan'))} tidak dapat dipakai.`,
    tryThis: `Tulis seperti ini: ${named(p, ['expected'], '`vax-upload --help` menunjukkan caranya')}`,
  }),
  ARGUMENT_MISSING: (p) => ({
    what: `Perintah${said(p, ['command'], (v) => ` ${v}`)} memerlukan ${{ file: 'nama berkas', line: 'nama berkas dan nomor baris', which: 'nomor dari daftarnya, atau `all`' }[named(p, ['argument'], '')] ?? 'keterangan lagi'}.`,
    tryThis: `\`vax-upload ${said(p, ['command'], (v) => `${v} `)}--help\` menunjukkan cara menulisnya.`,
  }),
  ARGUMENT_EXTRA: (p) => ({
    what: `Perintah${said(p, ['command'], (v) => ` ${v}`)} tidak mengenal ${named(p, ['given'], 'kata terakhir')}.`,
    tryThis: 'Hapus kata itu; nama berkas yang memakai spasi perlu tanda kutip.',
  }),
  CONFIG_MISSING: (p) => ({
    what: `Berkas pengaturan tidak ada di ${named(p, ['file', 'path'], 'tempat yang disebut')}.`,
    tryThis: 'Periksa nama sesudah --config, atau buat berkas pengaturan dengan `vax-upload init`.',
  }),
  CONFIG_NOT_BESIDE: (p) => ({
    what: `Tidak ada vax-upload.yaml di samping program (${named(p, ['folder'], 'di foldernya')}), jadi tidak diketahui ke server mana lembar ini dikirim.`,
    tryThis: `Letakkan vax-upload.yaml di folder itu; atau, di folder yang memilikinya, ketik: vax-upload import ${typedPath(named(p, ['file'], 'BERKAS'))}`,
  }),
  CONFIG_SYNTAX: (p) =>
    p['twice'] !== undefined
      ? {
          what: `${named(p, ['file', 'path'], 'Berkas pengaturan')}: baris ${named(p, ['line'], 'yang disebut')} menyebut sekali lagi yang sudah ada di atasnya.`,
          tryThis: 'Pakai yang sudah ada: isi di sana, hapus tanda # di depannya, lalu hapus baris ini.',
        }
      : {
          what: `${named(p, ['file', 'path'], 'Berkas pengaturan')} bukan YAML yang benar${said(p, ['line'], (v) => ` (baris ${v}${said(p, ['column'], (c) => `, kolom ${c}`)})`)}${said(p, ['detail'], (v) => `: ${v}`)}.`,
          tryThis:
            'Lihat baris itu dan baris di atasnya: menjorokkan dengan spasi, bukan tab, dan beri spasi sesudah titik dua.',
        },
  CONFIG_KEY: (p) => ({
    what: `Pengaturan ${named(p, ['key', 'option'], 'yang disebut')} tidak dikenal${said(p, ['file', 'from', 'path'], (v) => ` (${v}${said(p, ['line'], (l) => `, baris ${l}`)})`)}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Maksud Anda ${v}? `)}\`vax-upload init\` menulis berkas dengan semua pengaturan dan artinya.`,
  }),
  CONFIG_VALUE: (p) => ({
    what: `Nilai ${settingName(p, 'sebuah pengaturan')} tidak dapat dipakai${settingPlace(p, 'baris')}.`,
    tryThis: named(p, ['expected'], '') === '' ? DURATIONS : `Tulis seperti ini: ${named(p, ['expected'], '')}`,
  }),
  TEMPLATE_MISSING: (p) => ({
    what: `Tidak ada templat di ${named(p, ['file', 'path'], 'tempat yang disebut')}.`,
    tryThis:
      'Betulkan `template:` di bawah `files:` di vax-upload.yaml, atau hapus baris itu: setiap isian lalu menjadi satu kolom.',
  }),
  MAPPING_MISSING: (p) => ({
    what: `Berkas pemetaan tidak ada di ${named(p, ['file', 'path'], 'tempat yang disebut')}.`,
    tryThis:
      'Perbaiki `mapping:` di bawah `reading:` pada vax-upload.yaml; `vax-upload init` membuat berkas pemetaan untuk memulai.',
  }),
  MAPPING_TWICE: (p) => ({
    what: `${said(p, ['name'], (v) => `"${v}"`) || 'Sebuah nama'} punya dua arti${settingPlace(p, 'baris')}${said(p, ['first'], (v) => `; yang pertama di baris ${v}`)}.`,
    tryThis: 'Biarkan nama itu di tempat yang benar dan hapus di tempat yang lain.',
  }),
  TARGET_MISSING: () => ({
    what: 'Server tujuan belum disebut.',
    tryThis:
      'Tulis `target:` di vax-upload.yaml (`vax-upload init` membuatnya), atau berlatih dulu dengan `--to sandbox`.',
  }),
  TARGET_MISMATCH: (p) => ({
    what: `Buku kirim ini${said(p, ['path', 'file', 'ledger'], (v) => ` (${v})`)} milik ${named(p, ['have'], 'server lain')}, bukan ${named(p, ['want'], 'server yang disebut')}.`,
    tryThis: `Beri server baru buku kirim sendiri dengan ${isInDatabase(p) ? OTHER_SCHEMA : '`--state BERKAS`'}, atau kembali ke server lama dengan \`--to\`. Bila servernya sama dan hanya alamatnya yang baru, biarkan buku kirim mengikutinya: \`vax-upload resume --rebind\`.`,
  }),
  CANARY_ROWS: (p) => ({
    what: `${named(p, ['file'], 'Lembar itu')} bukan lembar uji: isinya ${named(p, ['rows'], '0')} baris, padahal harus tepat satu yang siap dikirim. Tidak ada yang dikirim.`,
    tryThis:
      'Buat lembar dengan satu baris yang boleh disimpan di server (`vax-upload template -o uji.xlsx` membuat lembar kosong), periksa dengan `vax-upload check`, lalu sebutkan lagi.',
  }),
  SERVER_NO_CHECK: (p) => ({
    what: `${named(p, ['target'], 'Server ini')} tidak dapat ditanya apakah ia akan menerima catatan tanpa menyimpannya.`,
    tryThis:
      'Jalankan tanpa `--server`: `vax-upload check` menilai dengan aturan kita sendiri, dan yang ditolak server kembali di lembar perbaikan.',
  }),
  SERVER_NO_QUESTION: (p) => ({
    what: `${named(p, ['target'], 'Server ini')} tidak dapat ditanya catatan mana yang dimilikinya, jadi tidak ada pembandingnya.`,
    tryThis:
      '`vax-upload status` menunjukkan berapa catatan yang diterima dan berapa yang menunggu; `vax-upload explain BERKAS BARIS` apa yang terjadi dengan sebuah baris.',
  }),
  REBIND_UNKNOWN: (p) => ({
    what: `${named(p, ['target', 'want'], 'Alamat baru itu')} bukan server buku kirim ini: yang sudah diterima tidak dikenal di sana${said(p, ['asked'], (v) => ` (${named(p, ['known'], '0')} dari ${v} catatan yang ditanyakan)`)}. Tidak ada yang diubah.`,
    tryThis: 'Periksa alamatnya. Bila itu server lain, beri buku kirim sendiri dengan `--state BERKAS`.',
  }),
  TARGET_PLAIN: (p) => ({
    what: `${named(p, ['target'], 'Alamat server')} tidak terenkripsi (http): nama dan NIK bisa dibaca orang lain di jaringan. Tidak ada yang dikirim.`,
    tryThis:
      'Pakai alamat yang diawali https://. Bila jaringannya sendiri aman (kabel milik sendiri, atau VPN), tulis `allowHttp: true` di bawah `url` server itu di vax-upload.yaml.',
  }),
  SECRET_UNREADABLE: (p) => ({
    what: `Rahasia${said(p, ['option', 'key'], (v) => ` untuk ${v}`)} tidak dapat dibaca dari ${named(p, ['file', 'path', 'command'], 'tempat yang disebut')}${said(p, ['detail', 'code'], (v) => ` (${SECRET_FAULTS[v] ?? v})`)}.`,
    tryThis: 'Pastikan berkasnya ada, tidak kosong, dan hanya Anda yang boleh membacanya (chmod 600).',
  }),
  SETTINGS_UNSAFE: (p) => ({
    what: `${named(p, ['path'], 'Sebuah berkas yang akan diikuti')} ${UNSAFE[named(p, ['why'], 'writable')]?.(named(p, ['owner'], '?'))}. Isinya tidak diikuti.`,
    tryThis: `${named(p, ['why'], '') === 'readable' ? 'Bila mungkin sudah dibaca orang lain, minta rahasia yang baru. Tutuplah:' : 'Periksa isinya. Bila semuanya memang milik Anda:'} \`${named(p, ['cure'], 'chmod 600')}\`, lalu jalankan perintah yang sama lagi.`,
  }),
  CERTIFICATE_FILE: (p) => ({
    what: `Tidak ada sertifikat yang terbaca dari ${named(p, ['file'], 'berkas itu')} (${named(p, ['key'], 'caFile')})${said(p, ['detail'], (v) => `: ${v}`)}.`,
    tryThis: named(p, ['key'], '').endsWith('certFile')
      ? 'Minta sertifikat Anda sebagai berkas PEM, yang diawali `-----BEGIN CERTIFICATE-----`. Dari berkas .p12 atau .pfx: `openssl pkcs12 -in BERKAS -nokeys -out client.pem`.'
      : 'Minta sertifikat otoritasnya sebagai berkas PEM, yang diawali `-----BEGIN CERTIFICATE-----`.',
  }),
  PRIVATE_KEY: (p) => ({
    what: `Tidak ada kunci pribadi yang dapat dipakai dari ${named(p, ['file'], 'tempat yang disebut')} (${named(p, ['key'], 'keyFile')}): ${KEY_FAULTS[named(p, ['why'], '')] ?? named(p, ['detail'], 'tidak terbaca')}.`,
    tryThis: PRIVATE_KEY_CURES[named(p, ['why'], '')] ?? PRIVATE_KEY_CURE,
  }),
  CERTIFICATE_PAIR: (p) => ({
    what: `Sertifikat pertama di ${named(p, ['file'], 'certFile')} (${named(p, ['key'], 'certFile')}) bukan pasangan kunci pribadi di ${named(p, ['keyFile'], 'keyFile')}.`,
    tryThis:
      'Sebutkan dua berkas yang diterbitkan bersama; bila berkasnya berisi beberapa sertifikat, milik Anda harus yang pertama.',
  }),
  CERTIFICATE_DATES: (p) => ({
    what: `Sertifikat kita${said(p, ['file'], (v) => ` ${v}`)} (${named(p, ['key'], 'certFile')}) ${named(p, ['why'], 'over') === 'over' ? `berlaku sampai ${named(p, ['day'], '?')}` : `baru berlaku mulai ${named(p, ['day'], '?')}`}. Tidak ada server yang akan menerimanya; tidak ada yang dikirim.`,
    tryThis: 'Periksa jam komputer ini; bila jamnya benar, minta sertifikat baru dari penerbitnya.',
  }),
  DESCRIPTION_MISSING: (p) => ({
    what: `Tidak ada berkas uraian server di ${named(p, ['file', 'path'], 'tempat yang disebut')}.`,
    tryThis:
      'Perbaiki `description` di bawah `target.json` di vax-upload.yaml; contoh yang dapat disalin ada di docs/targets/json.md.',
  }),
  DESCRIPTION_UNSAFE: (p) => ({
    what: `Uraian server${settingPlace(p, 'baris')} tidak dapat dipakai: ${
      {
        blind: 'tidak ada yang mencegah catatan yang dikirim ulang menjadi dua',
        day: 'uraian itu mengirim kunci beserta isi yang besok berbeda',
        bare: `baris ${named(p, ['key'], '')} menganggap catatan selesai dari jawaban yang juga diberikan siapa pun di depan server`,
      }[named(p, ['why'], '')] ?? 'catatan bisa hilang atau menjadi dua'
    }.`,
    tryThis:
      {
        blind:
          'Uraikan cara mencari catatan (`find`), atau header yang membuat server mengenali kiriman yang sama (`idempotency`); hanya bila server menimpa yang sudah ada, tulis `resending: overwrites`.',
        day: 'Keluarkan `today` dan `dose.isPast` dari isi kiriman, atau hapus `idempotency` dan uraikan `find`.',
        bare: 'Biarkan baris itu melihat sesuatu di isi jawaban yang hanya dikatakan server itu sendiri, misalnya /metaData/code.',
      }[named(p, ['why'], '')] ?? 'docs/targets/json.md menjelaskan isi sebuah uraian.',
  }),
  PROXY_NODE: (p) => ({
    what: `Ada proksi yang disebut (${named(p, ['key'], 'HTTPS_PROXY')}), tetapi Node ${named(p, ['node'], 'di komputer ini')} belum dapat memakainya.`,
    tryThis:
      'Pasang Node 24.5 atau lebih baru; bila proksi tidak perlu, tulis `proxy: none` di bawah `url` di vax-upload.yaml.',
  }),
  MAP_SYNTAX: (p) => ({
    what: `--map ${named(p, ['given', 'value'], 'yang diberikan')} tidak dapat dipahami.`,
    tryThis: 'Tulis judul kolom, tanda sama dengan, lalu nama bidang, misalnya `--map "NO KTP=nik"`.',
  }),
  MAP_FIELD: (p) => ({
    what: `--map menyebut bidang yang tidak ada${said(p, ['field'], (v) => `: ${v}`)}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Maksud Anda ${v}? `)}Yang bisa ditulis: nik, name (nama), birthDate (tanggal lahir), sex (jenis kelamin), phone (no. HP), address (alamat), category (kategori), dose (dosis), date (tanggal vaksinasi), vaccine (vaksin), lot (no. batch), dan site (faskes); untuk tanggal juga date:mdy, birthDate:mdy, dan sejenisnya.`,
  }),
  SET_SYNTAX: (p) => ({
    what: `--set ${named(p, ['given'], 'yang diberikan')} tidak dapat dipahami.`,
    tryThis:
      'Tulis nama bidang, tanda sama dengan, lalu nilainya, misalnya `--set dose=2` atau `--set "site=Puskesmas Boja"`.',
  }),
  SET_FIELD: (p) => ({
    what: `--set tidak dapat memberi satu nilai kepada semua baris untuk bidang ini${said(p, ['field'], (v) => `: ${v}`)}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Maksud Anda ${v}? `)}Yang bisa: dose (dosis), date (tanggal vaksinasi), vaccine (vaksin), lot (no. batch), dan site (faskes); data orangnya harus ada di barisnya sendiri.`,
  }),
  SET_TWICE: (p) => ({
    what: `--set memberi dua nilai untuk satu bidang${said(p, ['field'], (v) => `: ${v}`)}.`,
    tryThis: 'Beri satu nilai. Lembar dengan nilai lain diimpor sendiri-sendiri, masing-masing dengan nilainya.',
  }),
  SET_VALUE: (p) => ({
    what: `--set ${named(p, ['given'], 'yang diberikan')} bukan nilai untuk bidang itu${said(p, ['code'], (v) => ` (${problemWords(v, 'id')})`)}.`,
    tryThis:
      'Tulis seperti isi kolomnya: dosis 1 sampai 4, hari yang sudah lewat misalnya `--set date=2021-10-05`, vaksin misalnya `--set vaccine=Sinovac`.',
  }),
  MAP_COLUMN: (p) => ({
    what: `--map menyebut judul kolom yang tidak ada di lembar${said(p, ['heading', 'column'], (v) => `: "${v}"`)}${said(p, ['file', 'path'], (v) => ` (${v}${said(p, ['sheet'], (s) => `, lembar ${s}`)})`)}.`,
    tryThis: `Salin judul kolom persis seperti di lembar${said(p, ['headings', 'nearest'], (v) => `. Yang ada: ${v}`)}.`,
  }),
  MAPPINGS_DAMAGED: (p) => ({
    what: `Arti kolom yang diingat di ${named(p, ['path', 'file'], 'berkasnya')} tidak dapat dipahami${said(p, ['line'], (v) => ` (baris ${v})`)}; tidak ada yang dibaca dengannya.`,
    tryThis: 'Betulkan baris itu, atau mulai dari awal dengan `vax-upload mappings forget all`.',
  }),
  MAPPINGS_UNKNOWN: (p) => ({
    what: `Tidak ada yang diingat dengan nomor ${named(p, ['given'], 'itu')}.`,
    tryThis:
      'Lihat nomornya dengan `vax-upload mappings`, lalu tulis `vax-upload mappings forget 1` atau `vax-upload mappings forget all`.',
  }),
  OUTPUT_EXISTS: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas yang akan ditulis')} sudah ada dan tidak ditimpa.`,
    tryThis: 'Pilih nama lain, atau pindahkan dulu berkas yang lama.',
  }),
  ROW_UNKNOWN: (p) => ({
    what: `Baris ${named(p, ['line', 'row'], 'yang disebut')} dari ${named(p, ['file', 'path'], 'berkas itu')} tidak ada di buku kirim.`,
    tryThis: 'Sebut nomor baris seperti terlihat di kiri Excel, dan nama berkas seperti waktu diimpor.',
  }),
  FILE_UNKNOWN: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas itu')} tidak ada di buku kirim: belum pernah diimpor.`,
    tryThis:
      'Sebut nama berkas seperti waktu diimpor; tanpa nama, `vax-upload retry` mengirim ulang semua yang ditolak.',
  }),
  ROW_NOT_REFUSED: (p) => ({
    what: `Baris ${named(p, ['line', 'row'], 'yang disebut')} dari ${named(p, ['file', 'path'], 'berkas itu')} tidak ditolak server, jadi tidak dikirim ulang.`,
    tryThis: `Keadaannya tertulis di \`vax-upload explain ${named(p, ['file', 'path'], 'BERKAS')} ${named(p, ['line', 'row'], 'BARIS')}\`.`,
  }),
  ROW_NOT_WAITING: (p) => ({
    what: `Baris ${named(p, ['line', 'row'], 'yang disebut')} dari ${named(p, ['file', 'path'], 'berkas itu')} tidak menunggu siapa pun: sudah diputuskan, menunggu dikirim, atau sudah di server.`,
    tryThis: `Lihat riwayatnya dengan \`vax-upload explain ${named(p, ['file', 'path'], 'BERKAS')} ${named(p, ['line', 'row'], 'BARIS')}\`.`,
  }),
  PERSON_IN_DOUBT: (p) => ({
    what: `Ada ${named(p, ['entries'], 'beberapa')} dosis orang ini yang sudah dikirim dan belum pasti sampai atau tidak. Tidak ada yang dihapus, agar tidak terkirim dua kali.`,
    tryThis: p['handedOver']
      ? 'Nyatakan hasil berkas yang diserahkan dengan `vax-upload confirm`; lalu hapus lagi.'
      : 'Tanyakan dulu ke server dengan `vax-upload resume`; lalu hapus lagi.',
  }),
  PERSON_WAITING: (p) => ({
    what: `Dari orang ini ${named(p, ['entries'], 'beberapa')} dosis menunggu dikirim, dan ${named(p, ['rows'], 'beberapa')} baris menunggu keputusan. Bila dihapus, tidak pernah sampai ke server. Tidak ada yang dihapus.`,
    tryThis:
      'Kirim dulu dengan `vax-upload resume`, atau hapus juga yang menunggu: `vax-upload purge --nik - --even-waiting`.',
  }),
  ROW_IN_SHEETS: (p) => ({
    what: `Baris ${named(p, ['line', 'row'], 'yang disebut')} dari ${named(p, ['file', 'path'], 'berkas itu')} menunggu di beberapa lembar${said(p, ['sheets'], (v) => `: ${v}`)}.`,
    tryThis: `Sebut lembar yang dimaksud, misalnya \`--sheet "${named(p, ['sheet'], 'LEMBAR')}"\`.`,
  }),
  INBOX_NONE: () => ({
    what: 'Tidak ada berkas yang disebut, dan pengaturan tidak menyebut folder masuk.',
    tryThis:
      'Sebut lembar atau foldernya, `vax-upload import lembar.xlsx`, atau tulis `inbox:` di vax-upload.yaml dan `folder: ./inbox` di bawahnya.',
  }),
  INBOX_SORT: () => ({
    what: '`--sort` memindahkan berkas di sebuah folder, tetapi tidak ada folder yang diimpor.',
    tryThis:
      'Sebut foldernya, `vax-upload import inbox/ --sort`, atau jangan pakai `--sort`: berkas yang disebut namanya tidak pernah dipindahkan.',
  }),
  PORT_TAKEN: (p) => ({
    what: `Port ${named(p, ['port'], 'yang disebut')} sedang dipakai program lain.`,
    tryThis: 'Pilih port lain dengan `--port`, atau `--port 0` untuk yang mana saja.',
  }),
  LEDGER_MISSING: (p) => ({
    what: `Buku kirim tidak ada di ${named(p, ['path', 'file', 'ledger'], 'tempat yang disebut')}.`,
    tryThis: p['sandbox']
      ? 'Latihan dengan `--to sandbox` punya buku kirim sendiri: tambahkan `--to sandbox` untuk melihatnya, atau mulai dengan `vax-upload import BERKAS`.'
      : isInDatabase(p)
        ? 'Mulai dengan `vax-upload schema` sebagai pemilik basis data, lalu `vax-upload import BERKAS`; jika dulu sudah ada, periksa basis data dan skema di `state`.'
        : 'Mulai dengan `vax-upload import BERKAS`; jika dulu sudah ada, jalankan dari foldernya atau sebut dengan `--state BERKAS`.',
  }),
  LEDGER_FORBIDDEN: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'Buku kirim')} tidak boleh dilihat oleh pengguna ini${said(p, ['code'], (v) => ` (${v})`)}. Tidak ada yang diubah.`,
    tryThis: 'Jalankan sebagai pengguna yang membuat buku kirim itu, atau minta izin untuk foldernya.',
  }),
  LEDGER_NEWER: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'Buku kirim')} ditulis oleh vax-upload yang lebih baru.`,
    tryThis: 'Pakai versi yang lebih baru di komputer ini juga. Buku kirim tidak diubah.',
  }),
  LEDGER_NOT_OURS: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'Berkas yang disebut')} bukan buku kirim vax-upload; isinya tidak diubah.`,
    tryThis: isInDatabase(p)
      ? `Skemanya milik program lain: beri buku kirim skema sendiri, ${OTHER_SCHEMA}.`
      : 'Pilih berkas lain dengan `--state BERKAS`. Berkas Excel ditulis sesudah `import`, bukan sesudah `--state`.',
  }),
  LEDGER_TWO_NAMES: (p) => ({
    what: `${named(p, ['path'], 'Buku kirim')} punya nama kedua di tempat lain (hard link); jika ditulis dengan dua nama, isinya rusak.`,
    tryThis:
      'Hapus nama yang lain, tetapi pertahankan nama yang di sampingnya ada berkas berakhiran -wal. Cadangan harus berupa salinan biasa, dibuat saat tidak ada proses yang berjalan.',
  }),
  LEDGER_KEY_MISSING: (p) => ({
    what: `Kunci pembuka buku kirim tidak ada di ${named(p, ['path', 'file'], 'tempatnya')}.`,
    tryThis: isInDatabase(p)
      ? 'Salin ke sana dari komputer lain yang memakai buku kirim ini (`scp`, mode 600), atau dari tempat salinannya disimpan. Kunci baru tidak membuka apa pun.'
      : 'Kembalikan dari cadangan. Tanpa kunci, catatan yang menunggu tidak dapat dibuka; jika benar-benar hilang, impor lagi berkas Excel dengan `--state BERKAS` yang baru.',
  }),
  LEDGER_KEY_WRONG: (p) => ({
    what: `Kunci${said(p, ['path', 'file'], (v) => ` di ${v}`)} tidak cocok dengan buku kirim ini.`,
    tryThis: isInDatabase(p)
      ? 'Semua komputer buku kirim memakai kunci yang sama: simpan berkas ini di tempat lain (mungkin milik buku kirim lain), lalu salin kunci dari komputer yang dapat membuka buku kirim ini; `privacy.keyFile` menyebut tempat lain untuknya.'
      : 'Kunci dan buku kirim satu pasang: kembalikan kunci yang dibuat bersama buku kirim ini (`privacy.keyFile`).',
  }),
  LEDGER_BUSY: (p) => ({
    what: `Proses vax-upload lain sedang memakai ${named(p, ['path', 'file', 'ledger'], 'buku kirim ini')}${said(p, ['pid'], (v) => ` (nomor proses ${v})`)}.`,
    tryThis: 'Tidak perlu apa-apa: tunggu sampai selesai. `vax-upload status` menunjukkan kemajuannya.',
  }),
  LEDGER_DAMAGED: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'Buku kirim')} rusak dan tidak diubah${said(p, ['detail'], (v) => ` (${v})`)}.`,
    tryThis: `Simpan salinannya, lalu kembalikan dari cadangan, atau impor lagi berkas Excel dengan ${isInDatabase(p) ? 'skema' : '`--state BERKAS`'} yang baru: server mengenali catatan yang sudah ada.`,
  }),
  LEDGER_MOVED: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'Buku kirim ini')} sudah dipindah ke komputer lain (\`backup --move\`). Tidak ada yang dikirim dari sini, agar tidak terkirim dua kali.`,
    tryThis:
      'Pakai yang sudah dipulihkan di sana. Bila tidak pernah dipulihkan dan tidak ada yang memakainya: `vax-upload backup --stay`.',
  }),
  LEDGER_EXISTS: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'Buku kirim')} sudah ada, dan tidak ditimpa. Tidak ada yang dipulihkan.`,
    tryThis:
      'Pulihkan ke folder kosong, atau pindahkan dulu yang lama. Untuk memakai keduanya, sebut tempat lain: `vax-upload restore BERKAS --state lain/ledger.db`.',
  }),
  BACKUP_PASSPHRASE: (p) => ({
    what: `Frasa sandi itu tidak membuka ${named(p, ['file', 'path'], 'cadangan ini')}.`,
    tryThis:
      'Ketik lagi, atau sebut berkas yang benar: `vax-upload restore BERKAS --passphrase-file ./sandi`. Tanpa frasa sandi, cadangan tidak dapat dibuka siapa pun.',
  }),
  BACKUP_NOT_OURS: (p) => ({
    what: `${named(p, ['file', 'path'], 'Berkas ini')} bukan cadangan yang dapat dibaca versi ini.`,
    tryThis: 'Sebut berkas yang ditulis `vax-upload backup -o BERKAS`; mungkin ditulis oleh versi yang lebih baru.',
  }),
  BACKUP_DAMAGED: (p) => ({
    what: `${named(p, ['file', 'path'], 'Cadangan ini')} tidak utuh: terpotong atau berubah di perjalanan. Tidak ada yang dipulihkan.`,
    tryThis:
      'Salin lagi dari tempat pembuatannya, atau pakai cadangan lain; di komputer lama `vax-upload backup -o BERKAS` membuat yang baru.',
  }),
  LEDGER_CHANGED: (p) => ({
    what: `${named(p, ['path', 'file', 'ledger'], 'Buku kirim')} diubah oleh sesuatu selain program ini. Isinya tidak dipercaya, dan tidak ada lagi yang dikirim darinya.`,
    tryThis: isInDatabase(p)
      ? `Cari tahu siapa yang dapat menulis di skema itu, dan biarkan seperti adanya. Lalu impor lagi berkas Excel ke skema baru, ${OTHER_SCHEMA}: server mengenali catatan yang sudah ada. \`vax-upload reconcile BERKAS\` menunjukkan yang belum ada di server.`
      : 'Simpan di tempat lain dan cari tahu siapa yang dapat mengubahnya. Lalu impor lagi berkas Excel dengan `--state BERKAS` yang baru: server mengenali catatan yang sudah ada. `vax-upload reconcile BERKAS --state BERKAS-BARU` menunjukkan yang belum ada di server.',
  }),
  SERVER_AWAY: (p) => ({
    what: `Server${said(p, ['target', 'url', 'host'], (v) => ` ${v}`)} belum kembali${said(p, ['since'], (v) => ` (sejak ${v})`)}. Semuanya tersimpan.`,
    tryThis: 'Jalankan lagi `vax-upload resume` nanti atau malam ini; berkas Excel tidak diperlukan.',
  }),
  COMPARISON_AWAY: (p) => ({
    what: `Server${said(p, ['target'], (v) => ` ${v}`)} tidak kembali, jadi perbandingan belum selesai. Tidak ada yang diubah.`,
    tryThis: 'Jalankan perintah yang sama lagi nanti; sementara itu `vax-upload status` menunjukkan isi buku kirim.',
  }),
  COMPARISON_WINDOW: (p) => ({
    what: `Waktu habis sebelum server${said(p, ['target'], (v) => ` ${v}`)} menjawab semuanya. Tidak ada yang diubah.`,
    tryThis: 'Jalankan perintah yang sama lagi dengan waktu lebih panjang, atau dengan lebih sedikit berkas sekaligus.',
  }),
  SERVER_UNAUTHORISED: (p) => ({
    what: `Server${said(p, ['target', 'url', 'host'], (v) => ` ${v}`)} tidak menerima token atau kata sandi kita${said(p, ['status'], (v) => ` (HTTP ${v})`)}. Semuanya tersimpan.`,
    tryThis:
      'Minta token atau kata sandi yang baru dan izinnya diperiksa, lalu jalankan `vax-upload resume`: pengiriman dilanjutkan dari yang terakhir.',
  }),
  SERVER_MISCONFIGURED: (p) => ({
    what: `Yang menjawab di ${named(p, ['target', 'url', 'host'], 'alamat ini')} bukan server yang dimaksud${said(p, ['status'], (v) => ` (HTTP ${v})`)}${said(p, ['detail'], (v) => `: ${v}`)}. Semuanya tersimpan.`,
    tryThis: 'Periksa `target.url` dan `target.type` di vax-upload.yaml, lalu jalankan `vax-upload resume`.',
  }),
  SERVER_RIGHTS: (p) => ({
    what: `Server menerima kita, tetapi pengguna ini tidak boleh menulis data program di sana${said(p, ['code'], (v) => ` (${v})`)}. Semuanya tersimpan.`,
    tryThis:
      'Minta pengelola server memberi pengguna ini hak menulis data program, tahap, dan orangnya; `vax-upload doctor` menyebut apa yang tertutup. Lalu jalankan `vax-upload resume`.',
  }),
  SERVER_DOUBLES: (p) => ({
    what: `Menurut \`vax-upload doctor\`, server menyimpan sekali lagi catatan yang sudah ada (${named(p, ['form'], 'dengan cara ini')}). Tidak ada yang dikirim; semua tersimpan.`,
    tryThis:
      'Ubah `target.fhir.bundle` ke nilai yang lain bila menurut doctor server mengenali catatan dengan cara itu; atau minta server diperbaiki, lalu jalankan `vax-upload doctor --canary BERKAS` sekali lagi. Sesudah itu jalankan `vax-upload resume`.',
  }),
  METADATA_MISSING: (p) => ({
    what: `Server tidak menunjukkan, atau menunjukkan beberapa, yang bernama ${named(p, ['word'], 'seperti di pengaturan')} (${named(p, ['key'], 'target')}). Tidak ada yang dikirim.`,
    tryThis: `${said(p, ['nearest'], (v) => `Maksudnya ${v}? `)}Tulis UID, kode, atau namanya persis seperti di server, dan minta agar dibagikan kepada pengguna ini; \`vax-upload doctor\` menyebut semua yang kurang.`,
  }),
  METADATA_UNMAPPED: (p) => ({
    what: `Server meminta ${named(p, ['word'], 'sebuah nilai')}, tetapi pengaturan tidak menyebut kolom mana yang masuk ke sana (${named(p, ['key'], 'target')}). Tidak ada yang dikirim.`,
    tryThis: `Sebutkan di bawah \`${named(p, ['key'], 'attributes')}\`, atau beri satu nilai untuk semua di bawah \`constants\`; \`vax-upload doctor\` menyebut semua yang kurang.`,
  }),
  SERVER_SETTING: (p) => ({
    what: `Server${said(p, ['target'], (v) => ` ${v}`)} menolak semua catatan karena satu pengaturan: \`${named(p, ['key'], 'target')}\`${said(p, ['rule'], (v) => ` (${explainedCode(`RuleNumber:${v}`, 'id').replace(/\.$/, '')})`)}. Semuanya tersimpan.`,
    tryThis:
      'Perbaiki di vax-upload.yaml bersama pemberi akses registri itu (artinya ada di docs/targets/satusehat.md), lalu jalankan `vax-upload resume`.',
  }),
  CONFIRM_UNKNOWN: (p) => ({
    what: `${named(p, ['given'], 'Yang disebut')} bukan berkas yang sudah diserahkan dan menunggu konfirmasi, dan bukan jawaban server.`,
    tryThis:
      '`vax-upload confirm` menunjukkan yang menunggu. Jawaban server disebut dengan alamat berkasnya, misalnya `vax-upload confirm jawaban.csv`.',
  }),
  CONFIRM_THERE: (p) => ({
    what: `${named(p, ['path'], 'Berkas itu')} masih ada di sana, jadi masih bisa diunggah. Tidak ada yang diubah.`,
    tryThis:
      'Unggah berkas itu apa adanya; atau, bila tidak boleh dipakai, hapus bersama manifesnya lalu ketik perintah yang sama lagi.',
  }),
  ANSWER_COLUMNS: (p) => ({
    what: `${named(p, ['file'], 'Jawaban itu')} tidak dapat dipahami: perlu kolom yang menyatakan hasil setiap baris, dan kunci, atau NIK dan dosis.`,
    tryThis:
      'Sebutkan judul kolom dan kata-katanya di bawah `answer:` di templat (`template:` di bawah `files:` di vax-upload.yaml), lalu ketik perintah yang sama lagi.',
  }),
  SERVER_UNTRUSTED: (p) => ({
    what: `Sertifikat server${said(p, ['target', 'url', 'host'], (v) => ` ${v}`)} tidak dapat dipercaya: penandatangannya tidak dikenal di sini, untuk nama lain, atau kedaluwarsa. Tidak ada yang dikirim; semuanya tersimpan.`,
    tryThis:
      'Periksa jam komputer ini; bila server memakai otoritas sendiri, simpan sertifikatnya di sebuah berkas dan sebut sebagai `caFile` di bawah `url` di vax-upload.yaml. Lalu jalankan `vax-upload resume`.',
  }),
  CERTIFICATE_REFUSED: (p) => ({
    what: `Server${said(p, ['target'], (v) => ` ${v}`)} meminta sertifikat kita dan tidak menerima yang kita tunjukkan. Tidak ada yang dikirim; semuanya tersimpan.`,
    tryThis:
      'Sebutkan sertifikat Anda sebagai `certFile` dan kunci pribadinya sebagai `keyFile` di bawah `url` di vax-upload.yaml; bila sudah ada, tanyakan kepada pengelola server apakah sertifikat itu dikenal. Lalu jalankan `vax-upload resume`.',
  }),
  TOKEN_AWAY: (p) => ({
    what: `Server pemberi token, ${named(p, ['target'], 'yang disebut')} (${named(p, ['key'], 'tokenUrl')}), tidak memberi jawaban${said(p, ['status'], (v) => ` yang dapat dipahami (HTTP ${v})`)}${said(p, ['cause'], (v) => ` (${CAUSES[v] ?? v})`)}. Semuanya tersimpan.`,
    tryThis:
      'Periksa `tokenUrl` di bawah `auth` di vax-upload.yaml dan jaringannya. Lalu jalankan `vax-upload resume`: setelah sebuah token pernah berhasil, gangguan seperti ini ditunggu sampai selesai.',
  }),
  TOKEN_REFUSED: (p) => ({
    what: `Server pemberi token, ${named(p, ['target'], 'yang disebut')} (${named(p, ['key'], 'tokenUrl')}), menolak kita${said(p, ['detail'], (v) => `: ${v}`)}${said(p, ['status'], (v) => ` (HTTP ${v})`)}. Semuanya tersimpan.`,
    tryThis:
      'Cocokkan isi `auth` di vax-upload.yaml (`clientId`, client secret atau kunci pribadi dan `keyId`-nya, `scope`, `clientIn`, `tokenUrl`) dengan pihak yang memberikannya, dan periksa jam komputer ini. Lalu jalankan `vax-upload resume`.',
  }),
  SIGNATURE_CLOCK: (p) => ({
    what: `Server ${named(p, ['target'], 'yang disebut')} menolak tanda tangan kita, dan jam komputer ini ${named(p, ['minutes'], 'beberapa')} menit ${{ ahead: 'lebih cepat', behind: 'lebih lambat' }[named(p, ['side'], '')] ?? 'berbeda'} dari jam server. Semuanya tersimpan.`,
    tryThis:
      'Betulkan jam komputer ini (biarkan disetel lewat jaringan), lalu jalankan `vax-upload resume`. Bila jamnya sudah benar, tanyakan ke pengelola server.',
  }),
  DISK_FULL: (p) => ({
    what: `Disk penuh${said(p, ['path', 'file'], (v) => ` (${v})`)}. Tidak ada data yang hilang.`,
    tryThis: 'Kosongkan ruang, lalu jalankan perintah yang sama lagi.',
  }),
  DISK_FAILED: (p) => ({
    what: `Disk bermasalah${said(p, ['path', 'file'], (v) => ` (${v})`)}${said(p, ['code', 'detail'], (v) => ` (${v})`)}. Yang sudah dilaporkan tersimpan tidak hilang.`,
    tryThis: 'Periksa kabel, disk atau folder jaringan, salin buku kirim, lalu jalankan perintah yang sama lagi.',
  }),
  DISK_READ_ONLY: (p) => ({
    what: `${named(p, ['path', 'file'], 'Folder buku kirim')} tidak dapat ditulisi.`,
    tryThis:
      'Jalankan dari folder Anda sendiri, beri izin menulis, atau sebut tempat lain: `--state BERKAS` untuk buku kirim, `-o BERKAS` pada `check` atau `rejects` untuk lembar perbaikan.',
  }),
  FOLDER_MISSING: (p) => ({
    what: `Folder berkas${said(p, ['path'], (v) => ` ${v}`)} tidak ada. Semuanya tersimpan; tidak ada yang hilang.`,
    tryThis:
      'Pasang flashdisk, sambungkan drive, atau buat folder itu (`folder:` di bawah `files:` di vax-upload.yaml); lalu jalankan `vax-upload resume`.',
  }),
  FILE_DIFFERS: (p) => ({
    what: `${named(p, ['path'], 'Sebuah berkas')} memakai nama berkas yang akan ditulis, dan isinya lain. Berkas itu tidak diubah.`,
    tryThis: 'Pindahkan berkas itu ke folder lain, lalu jalankan `vax-upload resume`: isinya ditulis lagi.',
  }),
  DISK_NO_LOCK: (p) => ({
    what: `Disk tempat ${named(p, ['path', 'file'], 'buku kirim')} tidak dapat mengunci berkas atau memastikan penulisannya${said(p, ['code', 'detail'], (v) => ` (${v})`)}, seperti sebagian folder jaringan dan awan. Tidak ada data yang hilang.`,
    tryThis:
      'Simpan buku kirim di disk komputer ini: `--state BERKAS`, atau `state:` di vax-upload.yaml (buku kirim lama dipindahkan bersama kuncinya). Berkas Excel boleh tetap di tempatnya.',
  }),
  FILES_OPEN: (p) => ({
    what: `Terlalu banyak berkas terbuka di komputer ini${said(p, ['path', 'file'], (v) => ` untuk membuka ${v}`)}${said(p, ['code'], (v) => ` (${v})`)}. Tidak ada data yang hilang.`,
    tryThis: 'Tutup program lain atau minta `ulimit -n` dinaikkan, lalu jalankan perintah yang sama lagi.',
  }),
  INBOX_AWAY: (p) => ({
    what: `Folder ${named(p, ['path'], 'masuk')} tidak dapat dibuka${said(p, ['code'], (v) => ` (${v})`)}. Yang menunggu di buku kirim tetap dikirim.`,
    tryThis:
      'Buat foldernya, atau periksa namanya (`inbox.folder`), hak akses Anda, dan apakah drive jaringan tersambung.',
  }),
  INBOX_STUCK: (p) => ({
    what: `${named(p, ['path'], 'Sebuah berkas')} tidak dapat dipindahkan ke ${named(p, ['folder'], 'foldernya')}${said(p, ['code'], (v) => ` (${v})`)}. Berkas itu tetap di tempatnya; barisnya tidak terganggu.`,
    tryThis:
      'Tutup berkasnya di Excel, dan beri pengguna program ini hak menulis di kedua folder; kali berikutnya dipindahkan.',
  }),
  SCHEDULE_TOOL: (p) => ({
    what: `Jadwal malam tidak terpasang: ${named(p, ['tool'], 'program penjadwal di sistem ini')} tidak berhasil dijalankan${said(p, ['detail'], (v) => ` (${v})`)}.`,
    tryThis:
      'Pasang program itu, minta izin kepada pengelola komputer, atau pilih jenis lain: `vax-upload schedule --help` menyebutkannya.',
  }),
  SCHEDULE_PATH: (p) => ({
    what: `Jadwal malam tidak bisa dibuat untuk alamat berkas yang memuat ganti baris atau karakter tak terlihat${said(p, ['path'], (v) => `: ${v}`)}.`,
    tryThis: 'Ganti nama folder atau berkasnya, lalu jalankan lagi perintah ini.',
  }),
  SCHEDULE_LONG: (p) => ({
    what: `Alamat berkas terlalu panjang untuk cron: barisnya menjadi ${named(p, ['length'], 'lebih dari 990')} karakter, paling banyak 990.`,
    tryThis:
      'Pakai `vax-upload schedule --install systemd`, atau pindahkan program dan konfigurasi ke folder yang alamatnya lebih pendek.',
  }),
  SCHEDULE_ELSEWHERE: (p) => ({
    what: `Jadwal malam untuk ${named(p, ['kind'], 'jenis itu')} tidak bisa dipasang di komputer ini.`,
    tryThis: `Jalankan perintah ini di komputer yang dimaksud, atau lihat dulu di sini dengan \`vax-upload schedule --print ${named(p, ['kind'], 'cron')}\`.`,
  }),
  OUTPUT_LOST: (p) => ({
    what: `Keluaran program tidak dapat ditulis sampai selesai${said(p, ['code'], (v) => ` (${v})`)}: mungkin disk tempat log penuh. Pekerjaannya sendiri tidak terganggu.`,
    tryThis: 'Kosongkan tempat di disk untuk keluaran; `vax-upload status` menunjukkan isi buku kirim.',
  }),
  INVARIANT: (p) => ({
    what: `Program memeriksa dirinya sendiri dan menemukan yang tidak cocok${said(p, ['rule', 'detail', 'what'], (v) => ` (${v})`)}. Buku kirim tidak rusak.`,
    tryThis:
      'Tolong laporkan sebagai issue vax-upload. Menjalankan perintah yang sama lagi aman: tidak ada yang terkirim dua kali.',
  }),
} as const satisfies ErrorTexts;
