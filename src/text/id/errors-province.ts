/** What stands between a district and its province, and what to try, in Indonesian. */
import type { ErrorTexts } from '../messages.ts';
import { named, said } from '../parameters.ts';

const CONFIG =
  '`type: province`, `url: postgresql://…` dan `publicKey: vxp_…` di bawah `target:` dalam vax-upload.yaml';

export const provinceErrorsId = {
  PROVINCE_MISSING: (p) => ({
    what: `Di ${named(p, ['target'], 'basis data ini')} tidak ada provinsi yang menerima paket.`,
    tryThis:
      'Periksa alamatnya, mungkin salah ketik. Bila benar, tanyakan ke orang provinsi: buku kirimnya dibuat dengan `vax-upload push --show-key` di sana, dan hak kabupaten dengan skrip pemberian hak.',
  }),
  PROVINCE_REFUSES: (p) => ({
    what: `${named(p, ['target'], 'Provinsi')} tidak menerima paket${said(p, ['code'], (code) => ` (${code})`)}. Paket tidak disimpan, dan tidak ada yang hilang.`,
    tryThis:
      'Pastikan `district:` hanya berisi huruf kecil, angka, - dan _, dan versi vax-upload di kedua sisi sama; lalu `vax-upload push` lagi.',
  }),
  PROVINCE_KEY_WRONG: (p) => ({
    what: `Kunci ${named(p, ['target'], 'provinsi')} berbeda dari yang tertulis di \`publicKey:\`. Tidak ada yang dikirim.`,
    tryThis:
      'Minta orang provinsi membacakan kuncinya, seperti dicetak `vax-upload push --show-key` di sana, lalu tulis kunci itu. Bila sama dengan milik Anda, ini bukan basis data mereka.',
  }),
  PROVINCE_KEY_NEEDED: (p) => ({
    what: `Kunci ${named(p, ['target'], 'provinsi')} belum diketahui, dan tanpa kunci itu tidak ada yang dapat disegel untuknya.`,
    tryThis: `Minta kuncinya ke orang provinsi (\`vax-upload push --show-key\` mencetaknya di sana), lalu tulis: ${CONFIG}.`,
  }),
  PROVINCE_NOT_MEANT: (p) => ({
    what: `\`${named(p, ['command'], 'push')}\` adalah untuk kabupaten yang menyerahkan catatannya ke provinsi, sedangkan tujuan di sini ${named(p, ['target'], 'lain')}.`,
    tryThis: `\`vax-upload resume\` mengirim yang menunggu. Provinsi diatur begini: ${CONFIG}; atau sebutkan: --to postgresql://…`,
  }),
  PROVINCE_LEDGER: (p) => ({
    what: `Buku catatan ${named(p, ['path'], 'di sini')} adalah berkas: tidak ada kabupaten yang dapat menaruh paket di dalamnya.`,
    tryThis: 'Jalankan di tempat buku kirim provinsi dipakai: `vax-upload push --show-key --state postgresql://…`.',
  }),
  CONFIRM_PROVINCE: () => ({
    what: 'Yang diserahkan di sini ada di provinsi, dan provinsi sendiri yang menjawab apa hasilnya.',
    tryThis: '`vax-upload pull` mengambil jawabannya.',
  }),
} as const satisfies Partial<ErrorTexts>;
