import type { NotifyWords } from '../notify.ts';
import type { Figures } from '../numbers.ts';

export function notifyId({ number: n }: Figures): NotifyWords {
  const landed = (count: number): string => `${n(count)} catatan terkirim`;
  const rest = (person: number, backlog: number): string[] => [
    ...(person > 0 ? [`${n(person)} baris perlu ditangani orang`] : []),
    ...(backlog > 0 ? [`${n(backlog)} belum terkirim`] : []),
  ];
  const sentence = (...parts: readonly string[]): string => parts.join(', ');
  return {
    warningWord: 'Peringatan:',
    subject: (name, glance) => `vax-upload ${name}: ${glance}`,
    practice: (name) => `${name} (latihan)`,
    target: (target) => `Tujuan catatan: ${target}.`,
    done: (count) => (count === 0 ? 'tidak ada pekerjaan, semua sudah di server' : `beres semua, ${landed(count)}`),
    person: (count, person, backlog) =>
      person + backlog === 0 ? `perlu dilihat, ${landed(count)}` : sentence(...rest(person, backlog), landed(count)),
    handedOver: (count) => `${n(count)} catatan di berkas yang harus diunggah sendiri`,
    serverAway: (count, person, backlog) =>
      sentence('server tidak kunjung hidup', landed(count), ...rest(0, backlog), ...rest(person, 0)),
    waiting: (count, person, backlog) => sentence(landed(count), ...rest(0, backlog), ...rest(person, 0)),
    busy: 'tidak dimulai, pengiriman lain sedang berjalan',
    stopped: (count, person, backlog) => sentence('dihentikan', landed(count), ...rest(0, backlog), ...rest(person, 0)),
    failed: (count, what) => `GAGAL${count > 0 ? ` setelah ${landed(count)}` : ''}: ${what}`,
    signature: (name, version, command, started, ended, exitCode) =>
      `${name}, vax-upload ${version}: ${command}, ${started} sampai ${ended}, kode keluar ${exitCode}`,
    unasked: 'Dikirim karena `notify:` di vax-upload.yaml di sana memintanya.',
    test: 'pesan percobaan, semua baik',
    testBody: (name, version) =>
      `Seseorang menjalankan \`vax-upload notify\` di ${name} (vax-upload ${version}) untuk melihat apakah pesan ini sampai. Tidak ada yang perlu dilakukan.`,
    ways: { ping: 'ping', command: 'perintah', webhook: 'webhook', email: 'email' },
    tried: (way, host) =>
      ({
        ping: `Ping sudah sampai${host ? ` di ${host}` : ''} (sebagai catatan: status pemeriksaan tidak berubah).`,
        command: 'Perintah sudah dijalankan dan berakhir baik.',
        webhook: `Webhook${host ? ` di ${host}` : ''} sudah menerima pesan percobaan.`,
        email: `Server email${host ? ` ${host}` : ''} sudah menerima surat percobaan. Lihat apakah suratnya sampai.`,
      })[way],
    sum: (bad) =>
      bad === 0
        ? 'Semua cara berfungsi.'
        : `${n(bad)} cara tidak berfungsi. Pengiriman malam tidak terganggu: catatan tetap dikirim.`,
  };
}
