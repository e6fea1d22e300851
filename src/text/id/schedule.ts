import type { ScheduleWords } from '../schedule.ts';

const NAMES = { cron: 'cron', systemd: 'systemd', windows: 'Penjadwal Tugas Windows' } as const;

export const scheduleId: ScheduleWords = {
  installed: (kind, at, zone, spread) =>
    `Terpasang di ${NAMES[kind]}: tiap malam pukul ${at} (${zone})${spread === undefined ? '' : `, pada saat acak dalam ${spread} sesudahnya`}.`,
  runs: (command) => `Yang dijalankan: ${command}`,
  unwritten: (lines) =>
    `Ini belum ada di vax-upload.yaml: ${lines}. Tulis di bawah \`schedule:\` di sana, supaya \`vax-upload doctor\` dan pemasangan berikutnya mengenalnya.`,
  removed: (kinds) =>
    `Sudah dilepas dari ${kinds.map((kind) => NAMES[kind]).join(' dan ')}. Milik orang lain di sana tidak disentuh.`,
  nothingToRemove: 'Pengaturan ini tidak terpasang di mana pun; tidak ada yang diubah.',
  state: (kind, state) =>
    state === 'same'
      ? `Terpasang di ${NAMES[kind]}, sama dengan yang akan dipasang sekarang.`
      : `Terpasang di ${NAMES[kind]}, tetapi lain dari pengaturan sekarang (jam, alamat, atau yang diketik waktu memasang). Samakan dengan \`vax-upload schedule --install ${kind}\`.`,
  notInstalled:
    'Belum ada pengiriman malam yang berjalan sendiri. Pasang dengan `vax-upload schedule --install`; lihat dulu dengan `vax-upload schedule --print cron`.',
  wouldBe: (kind, place) => `Untuk ${NAMES[kind]} (${place}); belum ada yang dipasang.`,
  register: (command) => `Di komputer Windows, di jendela cmd sebagai administrator: ${command}`,
  missedNight: {
    cron: 'Malam ketika komputer mati tidak diulang oleh cron. Tidak ada yang hilang: malam berikutnya mengirim semuanya. Kalau sering terjadi, pakai systemd atau anacron.',
    systemd: 'Malam ketika komputer mati disusulkan begitu komputer hidup lagi.',
    windows:
      'Malam ketika komputer mati disusulkan begitu komputer hidup lagi. Tugas berjalan walaupun tidak ada yang masuk (login), tetapi tidak bisa membuka drive jaringan; untuk itu tambahkan /ru PENGGUNA /rp * pada perintahnya.',
  },
  output: (kind, place) =>
    kind === 'systemd'
      ? `Keluaran tiap malam: \`${place}\`. Catatan kerja tiap kali jalan ada di logs/ di samping buku kirim.`
      : `Keluaran tiap malam: ${place} (berganti nama menjadi .1 bila sudah besar). Catatan kerja tiap kali jalan ada di logs/ di samping buku kirim.`,
  busy: 'Kalau ada yang sedang bekerja saat malam dimulai, yang kedua berhenti dengan kode keluar 11: tidak apa-apa, yang pertama jalan terus.',
  linger: (user) =>
    `Hanya berjalan selama ${user} masuk (login). Supaya berjalan tanpa orang, jalankan sekali: loginctl enable-linger ${user}`,
  variables: (names) =>
    `Variabel berikut ada di sesi Anda, tetapi tidak ada pada malam hari: ${names.join(', ')}. Isinya harus ada di vax-upload.yaml; kata sandi dan token di berkas yang disebut di sana.`,
  cached:
    'Program ini berada di tembolok npm yang bisa dikosongkan. Pasang dulu (npm install -g), lalu jalankan lagi perintah ini.',
  clockOfWindows: (zone) =>
    `Di zona ${zone} jam digeser dua kali setahun: tugas ini mengikuti jam komputer Windows, yang harus memakai zona itu.`,
};
