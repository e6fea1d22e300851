/** Kabar yang tidak sampai, dan apa yang bisa dicoba (what could not be told to others), in Indonesian. */
import type { ErrorParams } from '../../errors.ts';
import type { ErrorTexts } from '../messages.ts';
import { named, said } from '../parameters.ts';
import { outageCausesId } from './outage-causes.ts';

const CAUSES: Readonly<Record<string, string>> = outageCausesId;
const TRY_OUT = 'Cobalah dengan `vax-upload notify`.';

/** What the option that is at fault tells. */
const WAYS: Readonly<Record<string, string>> = {
  'notify.ping': 'Ping',
  'notify.command': 'Perintah di `notify:`',
  'notify.webhook': 'Webhook',
  'notify.email': 'Email',
};

/** A mail server says by 4xx that it would take the letter later (RFC 5321, 4.2.1). */
const LATER =
  'Belum tentu ada yang salah di sini: server email menjawab begitu kepada yang belum dikenalnya, atau saat sibuk. Coba lagi `vax-upload notify` sepuluh menit kemudian; bila setiap malam begitu, minta pengelolanya langsung menerima kita.';
const isPassing = ({ key, status }: ErrorParams): boolean => key === 'notify.email' && /^4\d\d$/.test(String(status));

const way = (key: unknown): string => WAYS[String(key)] ?? 'Kabar';

export const notifyErrorsId = {
  NOTIFY_NONE: () => ({
    what: 'Tidak ada yang diberi kabar tentang pengiriman malam: di bawah `notify:` pada vax-upload.yaml belum ada siapa pun.',
    tryThis:
      'Isi `url:` di bawah `ping:`, `command:`, `url:` di bawah `webhook:`, atau `host:`, `from:`, dan `to:` di bawah `email:`; contohnya ada di docs/notify.md.',
  }),
  NOTIFY_AWAY: (p) => ({
    what: `${way(p['key'])} tidak sampai ke ${named(p, ['host'], 'tujuannya')}${said(p, ['cause'], (v) => `: ${CAUSES[v] ?? v}`)}.`,
    tryThis: `Periksa alamat${said(p, ['key'], (v) => ` di bawah \`${v}\``)}, jaringan, dan proksinya. ${TRY_OUT}`,
  }),
  NOTIFY_REFUSED: (p) => ({
    what: `${way(p['key'])} tidak diterima oleh ${named(p, ['host'], 'tujuannya')}${said(p, ['status'], (v) => ` (jawabannya ${v})`)}.`,
    tryThis: isPassing(p)
      ? LATER
      : `Periksa alamat dan rahasianya${said(p, ['key'], (v) => ` di bawah \`${v}\``)} bersama pengelolanya. ${TRY_OUT}`,
  }),
  NOTIFY_UNKNOWN: (p) => ({
    what: `${named(p, ['host'], 'Penjaga')} tidak mengenal alamat di \`notify.ping\`, atau menerima terlalu banyak ping dari kita.`,
    tryThis: `Salin sekali lagi alamat ping pemeriksaan itu; untuk alamat dengan slug, \`?create=1\` di belakangnya membuat pemeriksaan baru. ${TRY_OUT}`,
  }),
  NOTIFY_PLAIN: (p) => ({
    what: `${way(p['key'])} akan menuju ${named(p, ['host'], 'komputer lain')} tanpa enkripsi (http://), padahal alamatnya rahasia.`,
    tryThis: `Pakai alamat dengan https://; bila jaringannya sendiri aman, isi \`allowHttp: true\`${said(p, ['key'], (v) => ` di bawah \`${v}\``)}.`,
  }),
  NOTIFY_ADDRESS: (p) => ({
    what: `Isi berkas \`${named(p, ['key'], 'notify.ping')}.urlFile\` bukan alamat yang diawali https:// atau http://.`,
    tryThis: `Tulis alamat itu saja di baris pertamanya. ${TRY_OUT}`,
  }),
  NOTIFY_COMMAND: (p) => ({
    what: `Perintah di \`notify.command\` tidak berakhir dengan baik${said(p, ['detail'], (v) => ` (${v})`)}.`,
    tryThis:
      'Jalankan sendiri dengan `vax-upload notify`; bila hanya perlu lebih lama, isi `timeout:` di bawah `notify:`. Yang dicetaknya dibuang: biarkan ia menulis ke berkas.',
  }),
  NOTIFY_TLS: (p) => ({
    what: `Server email ${named(p, ['host'], 'di `notify.email`')} tidak menawarkan jalur aman yang dapat dipercaya, jadi surat tidak dikirim.`,
    tryThis:
      'Tanyakan pengelolanya: `security: tls` dengan port 465, `caFile:` untuk otoritas mereka sendiri, atau `security: none` tanpa kata sandi bila jaringannya sendiri aman.',
  }),
  NOTIFY_LOGIN: (p) => ({
    what: `Server email ${named(p, ['host'], 'di `notify.email`')} tidak mengizinkan kita masuk.`,
    tryThis: `Periksa \`user:\` dan kata sandi di bawah \`notify.email\`; banyak server meminta kata sandi aplikasi. ${TRY_OUT}`,
  }),
  NOTIFY_REPORT: () => ({
    what: 'Laporan untuk email tidak dapat dibuat; suratnya dikirim tanpa laporan.',
    tryThis: 'Lihat apa kata `vax-upload report -o laporan.html`; tanpa `attachReport: true` laporan tidak dibuat.',
  }),
  NOTIFY_RECIPIENT: (p) => ({
    what: `Server email ${named(p, ['host'], 'di `notify.email`')} tidak menerima surat untuk ${named(p, ['n'], 'sebagian')} alamat${said(p, ['status'], (v) => ` (jawabannya ${v})`)}.`,
    tryThis: isPassing(p)
      ? LATER
      : `Periksa \`from:\` dan \`to:\` di bawah \`notify.email\`: server harus mengizinkan pengguna ini menulis sebagai \`from:\`. ${TRY_OUT}`,
  }),
} as const satisfies Partial<ErrorTexts>;
