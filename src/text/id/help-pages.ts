import type { HelpPages } from '../help-pages.ts';

export const helpPagesId: HelpPages = {
  examplesTitle: 'Contoh:',
  exitsTitle: 'Kode keluar, dan yang perlu dilakukan (juga di cron):',
  exits: {
    done: 'Selesai. Tidak perlu apa-apa lagi.',
    sent: 'Semua baris sudah di server, dilewati, atau berulang. Tidak perlu apa-apa.',
    sound: 'Semua baris bisa dikirim. Lanjutkan dengan `import`.',
    complete: 'Semua baris sudah ada di server. Tidak perlu apa-apa.',
    healthy: 'Tidak ada yang salah. Silakan lanjut.',
    closed: 'Diakhiri dengan Ctrl-C. Tidak perlu apa-apa.',
    bug: 'Kesalahan program. Laporkan.',
    usage: 'Perintah atau pengaturan salah; belum ada yang dikerjakan. Ikuti petunjuk di pesannya.',
    amiss: 'Ada yang salah, atau perintahnya salah. Ikuti petunjuknya sebelum malam berikutnya.',
    needsPerson: 'Selesai, tetapi ada baris yang menunggu orang. Buka lembar perbaikan.',
    toCorrect: 'Ada baris yang harus diperbaiki sebelum bisa dikirim. Beri tahu pemilik berkasnya.',
    lacking: 'Ada baris yang belum ada di server. Beri tahu petugas.',
    unconfirmed: 'Ada berkas yang belum dikonfirmasi, atau baris yang menunggu orang. Beri tahu petugas.',
    answered: 'Provinsi sudah menjawab untuk setiap baris. Tidak perlu apa-apa.',
    withProvince:
      'Provinsi yang mengirim, atau waktunya habis; semua tersimpan. Tidak perlu apa-apa: malam berikutnya mengambil lagi.',
    serverAway: 'Server belum kembali; semua tersimpan. Biarkan: malam berikutnya dilanjutkan.',
    serverRefuses: 'Server menolak kita. Betulkan alamat atau token dan kata sandinya, lalu jalankan lagi.',
    windowEnded: 'Waktunya habis; semua tersimpan. Biarkan: malam berikutnya dilanjutkan.',
    notCompared: 'Waktunya habis, atau hasil `--repair` menunggu dikirim. Jalankan `resume`, lalu bandingkan lagi.',
    toResume: 'Ada catatan yang menunggu dikirim. `resume` mengirimnya.',
    busy: 'Program ini sedang berjalan. Biarkan: yang sedang berjalan akan menyelesaikannya.',
    unreadable: 'Ada berkas yang tidak terbaca; isinya tidak dikirim. Periksa berkasnya.',
    disk: 'Disk penuh atau rusak, atau basis data buku kirim tidak dapat dicapai; tidak ada yang hilang. Ikuti petunjuk di pesannya, lalu jalankan lagi.',
    stopped: 'Dihentikan dengan Ctrl-C atau oleh sistem; semua tersimpan. Biarkan: nanti dilanjutkan.',
  },
  examples: {
    import: [
      ['vax-upload import lembar.xlsx --to sandbox', 'berlatih dengan server latihan; tidak ada yang keluar'],
      ['vax-upload import lembar.xlsx --dry-run', 'tampilkan permintaan pertama, tanpa mengirim'],
      ['vax-upload import lembar.xlsx', 'kirim semua baris ke server di vax-upload.yaml'],
      ['vax-upload import masuk --sort', 'semua lembar baru di satu folder; yang selesai dipindahkan'],
      ['vax-upload import lembar.xlsx lain.csv --until 05:00', 'beberapa lembar, paling lambat sampai pukul lima'],
      [
        'vax-upload import lain.csv --map "No KTP=nik" --set dose=2',
        'sebutkan arti judul, dan isi kolom yang tidak ada',
      ],
    ],
    resume: [
      ['vax-upload resume', 'kirim yang masih menunggu; berkas tidak diperlukan'],
      ['vax-upload resume --until 05:00', 'pada malam hari, paling lambat sampai pukul lima'],
      ['vax-upload resume --stay', 'sebagai layanan: setiap ada baris baru, sampai dihentikan'],
    ],
    retry: [
      ['vax-upload retry', 'semua yang ditolak server'],
      ['vax-upload retry lembar.xlsx', 'yang ditolaknya dari lembar ini'],
      ['vax-upload retry lembar.xlsx 68', 'satu baris saja'],
    ],
    confirm: [
      ['vax-upload confirm', 'daftar berkas yang belum dikonfirmasi'],
      ['vax-upload confirm jawaban.csv', 'baca jawaban server untuk setiap baris'],
      ['vax-upload confirm --all', 'semuanya sudah diunggah'],
    ],
    push: [
      ['vax-upload push', 'serahkan yang menunggu, dan ambil hasil dari yang lain'],
      ['vax-upload push --until 05:00', 'sama, pada malam hari, paling lambat pukul lima'],
      ['vax-upload push --show-key', 'di provinsi: kunci untuk kabupaten'],
    ],
    pull: [['vax-upload pull', 'ambil jawaban provinsi']],
    check: [
      ['vax-upload check lembar.xlsx', 'apa yang akan dikirim, dan apa yang salah'],
      ['vax-upload check lembar.xlsx -o perbaikan.xlsx', 'dan buku kerja berisi baris yang perlu diperbaiki'],
      ['vax-upload check lembar.xlsx --rows', 'bagaimana nasib setiap baris'],
    ],
    status: [
      ['vax-upload status', 'apa yang menunggu, dan apa yang perlu dilihat orang'],
      ['vax-upload status --json', 'sama, untuk skrip'],
    ],
    runs: [
      ['vax-upload runs', 'dua puluh pengiriman terakhir'],
      ['vax-upload runs --last 3 --json', 'tiga di antaranya dengan semua rincian, untuk skrip'],
    ],
    audit: [
      ['vax-upload audit', 'siapa berbuat apa; bila ada yang hilang, itu dikatakan'],
      ['vax-upload audit --json', 'sama, dengan hash tiap langkah, untuk disimpan di tempat lain'],
    ],
    report: [
      ['vax-upload report -o laporan.html', 'malam terakhir sebagai halaman; boleh dikirimkan'],
      ['vax-upload report -o laporan.html --csv laporan.csv', 'juga angka yang sama untuk Excel'],
      ['vax-upload report --json', 'untuk program, ke stdout'],
    ],
    rejects: [
      ['vax-upload rejects -o perbaikan.xlsx', 'semua baris yang menunggu orang, dalam satu buku kerja'],
      ['vax-upload rejects -o folder', 'satu buku kerja untuk setiap lembar'],
    ],
    explain: [['vax-upload explain lembar.xlsx 17', 'bagaimana nasib baris 17, dan kapan']],
    dismiss: [
      ['vax-upload dismiss lembar.xlsx 9', 'baris 9 tidak dikirim dan tidak ditanyakan lagi'],
      ['vax-upload dismiss lembar.xlsx 11 --sheet Data', 'bila baris 11 menunggu di beberapa lembar'],
    ],
    find: [
      ['vax-upload find --nik - < nik.txt', 'NIK diketik tanpa tampak, atau dari berkas'],
      ['vax-upload find --everyone -o terdampak.xlsx', 'laptop dicuri: siapa yang harus diberi tahu?'],
    ],
    purge: [
      ['vax-upload purge --older-than 90d', 'lupakan yang sudah 90 hari ada di server'],
      ['vax-upload purge --nik - < nik.txt', 'lupakan satu orang, atas permintaannya'],
    ],
    backup: [['vax-upload backup -o a.bak --passphrase-file sandi', 'simpan salinan, disegel dengan frasa sandi']],
    restore: [['vax-upload restore a.bak --passphrase-file sandi', 'tanpa pilihan ini, frasa sandi ditanyakan']],
    rekey: [
      ['vax-upload rekey', 'kunci baru menggantikan yang lama'],
      ['vax-upload rekey --passphrase-file sandi', 'frasa sandi menggantikan berkas kunci'],
    ],
    reconcile: [
      ['vax-upload reconcile lembar.xlsx', 'baris mana yang belum ada di server'],
      ['vax-upload reconcile lembar.xlsx -o belum-ada.xlsx', 'dan buku kerja berisi baris itu'],
      ['vax-upload reconcile lembar.xlsx --repair', 'yang pernah ada lalu hilang akan dikirim lagi'],
    ],
    template: [['vax-upload template -o templat.xlsx', 'buku kerja kosong untuk diisi petugas']],
    mappings: [
      ['vax-upload mappings', 'arti judul kolom yang diingat'],
      ['vax-upload mappings forget 1', 'lupakan nomor 1 dari daftar itu'],
    ],
    init: [
      ['vax-upload init', 'siapkan; di terminal ia bertanya'],
      ['vax-upload init --yes --type sandbox --config uji.yaml', 'dalam skrip: setiap pertanyaan punya flag'],
    ],
    notify: [['vax-upload notify', 'apakah kabar sampai? tidak ada yang lain dikirim']],
    doctor: [
      ['vax-upload doctor', 'sebelum malam pertama; tidak ada yang disimpan'],
      ['vax-upload doctor --canary satu-baris.csv', 'kirim satu baris dua kali: apakah tersimpan sekali?'],
    ],
    schema: [
      ['vax-upload schema', 'membuat tabel, atau memperbaruinya'],
      ['vax-upload schema --grants', 'siapa boleh apa, sebagai skrip untuk psql'],
    ],
    schedule: [
      ['vax-upload schedule', 'sudah terpasang?'],
      ['vax-upload schedule --print cron', 'lihat dulu'],
      ['vax-upload schedule --install cron', 'tiap malam pukul 22.00; tanpa `cron`: penjadwal yang lazim di sini'],
      ['vax-upload schedule --install cron --at 21:30', 'pada jam lain'],
      ['vax-upload schedule --remove', 'tidak lagi berjalan sendiri'],
    ],
    completion: [
      ['vax-upload completion bash', 'cetak skripnya'],
      ['vax-upload completion bash >completion.bash', 'simpan; `source completion.bash` di ~/.bashrc'],
    ],
    sandbox: [
      ['vax-upload sandbox', 'beserta halamannya; Ctrl-C mengakhiri'],
      ['vax-upload sandbox --weather storm --scale 600', 'gangguan terparah, sepuluh kali lebih cepat'],
    ],
  },
};
