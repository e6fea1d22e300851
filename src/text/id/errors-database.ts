/** Apa yang salah di jalan ke buku kirim di PostgreSQL, dan apa yang dapat dicoba, dalam bahasa Indonesia. */
import type { ErrorParams } from '../../errors.ts';
import type { ErrorTexts } from '../messages.ts';
import { named, said } from '../parameters.ts';

const EXAMPLE = 'postgresql://peran@db.contoh.go.id/basisdata';

/** Mengapa basis data tidak dapat dipakai. */
export const CAUSES: Readonly<Record<string, string>> = {
  refused: 'tidak ada yang menerima sambungan di sana',
  name: 'namanya tidak ditemukan',
  timeout: 'tidak ada jawaban',
  reset: 'sambungannya diputus',
  tls: 'sambungan aman tidak terbentuk',
  shutdown: 'sedang dimatikan, atau baru dinyalakan',
  crowded: 'tidak menerima sambungan lagi',
  full: 'disk servernya penuh',
  memory: 'memori atau sumber daya lain di servernya habis',
  disk: 'disk servernya gagal',
  'read-only': 'hanya dapat dibaca (server cadangan, atau disk yang dijaga)',
  slow: 'terlalu lama, atau ada yang menahan kunci',
  conflict: 'baris yang sama terus diubah pihak lain',
};

const CURES: Readonly<Record<string, string>> = {
  refused: 'Periksa apakah servernya berjalan dan menerima sambungan, dan apakah host serta port benar',
  name: 'Periksa ejaan host di `state`, dan apakah komputer ini dapat mencari nama sama sekali',
  crowded: 'Kurangi jumlah pekerja, atau minta `max_connections` dinaikkan atau pooler dipasang di depannya',
  full: 'Minta ruang di disk basis data dikosongkan',
  'read-only': 'Sebut server yang dapat ditulis, atau semuanya: postgresql://satu,dua/basisdata',
};

const BACK_UP =
  'Cadangkan seperti basis data lain, `pg_dump --format=custom --schema=vax_upload`, dan simpan kuncinya (`privacy.keyFile`) di tempat aman yang lain; caranya ada di docs/many-machines.md.';
/** Apa yang dilakukan dengan basis data sebagai ganti perintah atas berkas. */
const ON_FILES: Readonly<Record<string, string>> = {
  restore:
    'Pulihkan seperti basis data lain, `pg_restore --dbname=BASISDATA BERKAS`, atau sebut berkas dengan `--state BERKAS` untuk memulihkan cadangan buku kirim dalam berkas.',
  rekey:
    'Semua komputer buku kirim ini memakai kunci yang sama: simpan di tempat yang hanya terbaca oleh mereka (`privacy.keyCommand`); docs/many-machines.md menjelaskan apa yang dilakukan bila kuncinya diketahui orang lain.',
};

/** Apa yang salah dengan sebuah sertifikat, bila kodenya mengatakan lebih dari sekadar tidak dikenal. */
function distrust(code: string): string {
  if (/ALTNAME|HOSTNAME/.test(code)) return 'dibuat untuk nama lain, bukan yang ada di `state`';
  if (code === 'CERT_HAS_EXPIRED') return 'sudah kedaluwarsa';
  if (code === 'CERT_NOT_YET_VALID') return 'belum berlaku (apakah jam komputer ini benar?)';
  return 'tidak ditandatangani pihak yang dipercaya komputer ini';
}

/** Pilihan yang menyebutnya. */
const key = (p: ErrorParams): string => String(p['key'] ?? 'state');
const database = (p: ErrorParams): string => named(p, ['path'], 'Basis data');

export const databaseErrorsId = {
  DATABASE_ADDRESS: (p) => ({
    what: `\`${key(p)}\` bukan alamat basis data yang dapat dipakai${said(p, ['parameter'], (v) => ` (${v})`)}.`,
    tryThis: `Tulis seperti ini: ${EXAMPLE}; tanda @ : / ? # di dalam nama ditulis %40 %3A %2F %3F %23.`,
  }),
  DATABASE_OPTION: (p) => ({
    what: `Alamat basis data menuntut ${named(p, ['option'], 'sesuatu')}, dan vax-upload tidak dapat memenuhinya.`,
    tryThis:
      'Hapus itu dari `state`, dari service, atau dari variabel PG…; docs/many-machines.md menyebut apa saja yang boleh ditulis.',
  }),
  DATABASE_SECRET: (p) => ({
    what: `Ada kata sandi di dalam \`${key(p)}\`; siapa pun yang melihat daftar program di komputer ini dapat membacanya.`,
    tryThis: `Hapus dari sana, lalu tulis di ~/.pgpass, di berkas yang disebut \`passwordFile:\` di bawah \`${key(p)}:\`, atau di PGPASSWORD. Ganti kata sandinya bila orang lain memakai komputer ini.`,
  }),
  DATABASE_PLAIN: (p) => ({
    what: `Sambungan ke ${named(p, ['host'], 'basis data')} tidak pasti terenkripsi${said(p, ['mode'], (v) => ` (sslmode=${v})`)}, padahal itu komputer lain.`,
    tryThis: `Jangan tulis \`sslmode\`: sambungannya terenkripsi dan server membuktikan siapa dirinya. Hanya bila jaringannya sendiri aman (VPN, kabel milik sendiri), tulis \`allowPlain: true\` di bawah \`${key(p)}:\` di vax-upload.yaml.`,
  }),
  DATABASE_SERVICE: (p) => ({
    what: `Service ${named(p, ['service'], 'dengan nama itu')} tidak ada di berkas service PostgreSQL.`,
    tryThis:
      'Perbaiki `service=` atau PGSERVICE, atau tulis bagiannya di ~/.pg_service.conf; coba dengan `psql service=NAMA`.',
  }),
  DATABASE_PASSWORD: (p) => ({
    what: `${database(p)} meminta kata sandi ${named(p, ['user'], 'peran itu')}, dan kata sandinya tidak ada.`,
    tryThis:
      'Tulis di ~/.pgpass (chmod 600), di berkas yang disebut `passwordFile:` di bawah `state:`, atau di PGPASSWORD. Kata sandi tidak pernah ditanyakan, agar malam hari tidak perlu dijaga.',
  }),
  DATABASE_MISSING: (p) => ({
    what: `Basis data ${named(p, ['database'], 'dengan nama itu')} tidak ada di server ${named(p, ['path'], '`state`')}.`,
    tryThis: `Minta dibuatkan, \`createdb --encoding=UTF8 ${named(p, ['database'], 'NAMA')}\`, atau perbaiki bagian terakhir \`state\`.`,
  }),
  DATABASE_UNFIT: (p) => ({
    what: `Buku kirim tidak dapat disimpan di ${named(p, ['path'], 'basis data ini')}${said(p, ['have'], (v) => `: ${v}, padahal perlu ${named(p, ['want'], 'yang lain')}`)}.`,
    tryThis:
      'Pakai PostgreSQL versi 13 atau lebih baru, dan basis data dengan pengodean UTF8 (`createdb --encoding=UTF8`).',
  }),
  DATABASE_POOLER: (p) => ({
    what: `Sesuatu di antara komputer ini dan ${named(p, ['path'], 'basis data')} memberi tiap transaksi sambungan lain, padahal buku kirim perlu sambungan sendiri.`,
    tryThis:
      'Atur pgbouncer dengan `pool_mode = session` untuk basis data ini, atau sebut servernya langsung di `state`.',
  }),
  DATABASE_STRANGER: (p) => ({
    what: `Yang menjawab di ${named(p, ['path'], 'alamat basis data')} bukan PostgreSQL.`,
    tryThis:
      'Perbaiki host dan port di `state` (PostgreSQL biasanya di 5432); coba dengan `psql` dan alamat yang sama.',
  }),
  LEDGER_IS_FILE: (p) => ({
    what: `\`${named(p, ['command'], 'schema')}\` hanya untuk buku kirim di PostgreSQL, sedangkan ${named(p, ['path'], 'yang ini')} adalah berkas.`,
    tryThis: `Tulis alamat basis datanya di vax-upload.yaml, atau setelah \`--state\`: ${EXAMPLE}.`,
  }),
  LEDGER_OLDER: (p) => ({
    what:
      p['have'] === 0
        ? `Belum ada buku kirim di ${named(p, ['path'], 'basis data')}, dan ${named(p, ['user'], 'peran ini')} tidak boleh membuat tabelnya.`
        : `Tabel ${named(p, ['path'], 'buku kirim')} berasal dari versi vax-upload yang lebih lama, dan ${named(p, ['user'], 'peran ini')} tidak boleh mengubahnya.`,
    tryThis:
      'Sebagai pemilik basis data: `vax-upload schema`, lalu skrip dari `vax-upload schema --grants`; belum ada yang diubah.',
  }),
  LEDGER_IS_DATABASE: (p) => ({
    what: `${said(p, ['command'], (v) => `\`${v}\``) || 'Perintah ini'} bekerja dengan buku kirim dalam berkas, sedangkan ${named(p, ['path'], 'yang ini')} ada di basis data.`,
    tryThis: ON_FILES[String(p['command'])] ?? BACK_UP,
  }),
  DATABASE_LOGIN: (p) => ({
    what: `${database(p)} tidak mengizinkan ${named(p, ['user'], 'peran itu')} masuk${said(p, ['code'], (v) => ` (${v})`)}. Tidak ada yang diubah.`,
    tryThis:
      'Periksa peran dan kata sandinya, dan apakah pg_hba.conf mengizinkan komputer ini; coba dengan `psql` dan alamat yang sama.',
  }),
  DATABASE_RIGHTS: (p) => ({
    what: `${named(p, ['user'], 'Peran itu')} tidak punya hak yang diperlukan buku kirim di ${named(p, ['path'], 'basis data')}${said(p, ['code'], (v) => ` (${v})`)}.`,
    tryThis: 'Minta hak untuk peran itu; skripnya ada di docs/many-machines.md.',
  }),
  DATABASE_NO_TLS: (p) => ({
    what: `${database(p)} hanya menerima sambungan tanpa enkripsi, padahal itu komputer lain.`,
    tryThis:
      'Minta `ssl = on` diatur di server. Hanya bila jaringannya sendiri aman (VPN, kabel milik sendiri), tulis `allowPlain: true` di bawah `state:` di vax-upload.yaml.',
  }),
  DATABASE_UNTRUSTED: (p) => ({
    what: `Sertifikat ${named(p, ['path'], 'basis data')} ${distrust(String(p['code'] ?? ''))}${said(p, ['code'], (v) => ` (${v})`)}. Tidak ada yang dikirim ke sana.`,
    tryThis:
      'Sebut sertifikat penerbitnya sebagai `caFile:` di bawah `state:`, dan sebut server dengan nama yang ada di sertifikatnya. Bila sampai kemarin benar, tanyakan dulu kepada pengelolanya.',
  }),
  DATABASE_CERTIFICATE: (p) => ({
    what: `${database(p)} tidak menerima sertifikat kita, atau memintanya padahal tidak ada${said(p, ['code'], (v) => ` (${v})`)}.`,
    tryThis:
      'Sebut sertifikat dan kuncinya di alamat, `sslcert=BERKAS&sslkey=BERKAS`, dan periksa apakah masih berlaku.',
  }),
  DATABASE_AWAY: (p) => ({
    what: `${database(p)} tidak dapat dipakai${said(p, ['why'], (v) => `: ${CAUSES[v] ?? v}`)}${said(p, ['code'], (v) => (v === p['why'] ? '' : ` (${v})`))}. Yang sudah dikerjakan tersimpan.`,
    tryThis: `${CURES[String(p['why'])] ?? 'Periksa apakah servernya berjalan, dan lihat catatannya (log)'}; lalu jalankan lagi perintah yang sama. Tidak ada yang hilang dan tidak ada yang terkirim dua kali.`,
  }),
} as const satisfies Partial<ErrorTexts>;
