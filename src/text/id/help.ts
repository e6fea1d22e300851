import type { HelpTexts } from '../help.ts';

export const helpId: HelpTexts = {
  titles: { 'Usage:': 'Pemakaian:', 'Options:': 'Pilihan:', 'Commands:': 'Perintah:' },
  program: 'Mengantar catatan vaksinasi dari lembar kerja ke server yang sering mati: setiap baris tepat satu kali.',
  version: 'tampilkan versi',
  help: 'tampilkan bantuan ini',
  examples: `Contoh:
  vax-upload import lembar.xlsx --to sandbox
      berlatih dengan server latihan
  vax-upload check lembar.xlsx
      hanya memeriksa apa yang akan dikirim
  vax-upload check lembar.xlsx -o perbaikan.xlsx
      sekaligus menulis buku kerja berisi baris yang salah
  vax-upload import lembar.xlsx
      kirim ke server di vax-upload.yaml
  vax-upload resume --until 05:00
      lanjutkan malam hari, tanpa berkas`,
  exitCodes: `Kode keluar:
  0  semua sudah di server         10  batas waktu tercapai
  3  ada baris menunggu orang      11  sedang dijalankan
  5  server belum kembali          65  berkas tidak terbaca
  7  server menolak kita           74  disk penuh atau rusak
  2  perintah/pengaturan salah     130, 143  dihentikan
  1  kesalahan program`,
  commands: {
    import: 'baca berkas dan kirim setiap baris',
    resume: 'lanjutkan mengirim yang menunggu; berkas tidak diperlukan',
    retry: 'kirim ulang, tanpa perubahan, yang ditolak server (bila server sudah diperbaiki)',
    confirm: 'konfirmasi berkas yang sudah diserahkan, atau baca jawaban server',
    check: 'baca dan periksa berkas tanpa mengirim apa pun',
    status: 'isi buku kirim, dan bagaimana malam-malam terakhir',
    runs: 'semua pengiriman: kapan, berapa yang sampai, akhirnya',
    audit: 'siapa berbuat apa, tanpa celah',
    report: 'malam terakhir sebagai halaman untuk dikirimkan: yang sampai, sisanya, yang harus dikerjakan',
    rejects: 'tulis baris yang perlu diperbaiki ke sebuah buku kerja',
    explain: 'riwayat lengkap satu baris',
    backup: 'buku kirim dan kuncinya dalam satu berkas tersegel, untuk disimpan atau dipindah',
    restore: 'pulihkan cadangan, bila belum ada buku kirim',
    rekey: 'ganti kunci buku kirim',
    find: 'apa yang diketahui tentang satu orang, dari mana dan ke mana',
    purge: 'lupakan yang sudah lama ada di server, atau satu orang',
    dismiss: 'keluarkan satu baris dari daftar: tidak dikirim, tidak ditanyakan lagi',
    reconcile: 'bandingkan berkas dengan server: apa yang belum ada di sana',
    mappings: 'arti kolom yang diingat; `forget 2` atau `forget all` melupakannya',
    template: 'tulis buku kerja kosong untuk diisi',
    init: 'tulis berkas pengaturan yang menjelaskan setiap pilihan, dan berkas pemetaan',
    doctor: 'periksa komputer ini, buku kirim, jalan ke server, dan apa yang sebenarnya dilakukan server',
    notify: 'kirim pesan percobaan lewat setiap cara memberi kabar (`notify:` di vax-upload.yaml)',
    sandbox: 'jalankan server latihan beserta halamannya',
    completion: 'cetak skrip agar bash, zsh, fish atau powershell melengkapi baris perintah',
  },
  options: {
    config: 'berkas pengaturan (vax-upload.yaml)',
    state: 'buku kirim yang dipakai',
    to: 'sandbox, nama dari pengaturan, atau alamat',
    lang: 'bahasa pesan',
    json: 'satu kejadian per baris di stdout, untuk skrip',
    quiet: 'tampilkan hanya yang salah',
    verbose: 'tampilkan setiap permintaan ke server',
    noColor: 'tanpa warna',
    map: 'arti sebuah judul kolom, misalnya "No KTP=nik", "Kode=none" atau, bulan di depan hari, "Tgl=date:mdy" (boleh diulang; diingat)',
    set: 'nilai untuk kolom yang tidak ada di lembar, misalnya dose=2 atau date=2021-10-05 (boleh diulang)',
    skipHidden: 'lewati baris tersembunyi',
    fixDates: 'tukar hari dan bulan bila NIK membuktikannya',
    lenientNik: 'tanggal mustahil di dalam NIK cukup diperingatkan',
    rows: 'sebutkan hasil setiap baris',
    maxDuration: 'berhenti setelah waktu ini, misalnya 8h (kode 10)',
    until: 'berhenti pada jam ini, misalnya 05:00 (kode 10)',
    sort: 'pindahkan lembar di folder: yang selesai, dan yang perlu diperbaiki',
    takeInOnly: 'hanya baca ke buku kirim; resume yang mengirim (kode 10)',
    retryRefused: 'kirim ulang baris berkas ini yang ditolak server',
    log: 'tambahkan yang biasanya ditampilkan ke berkas ini; diganti baru bila sudah besar (untuk cron)',
    rebind: 'ikuti server ke alamat barunya, bila di sana ia mengenal yang sudah diterimanya',
    output: 'buku kerja yang ditulis',
    page: 'halaman yang ditulis (.html)',
    csv: 'angka yang sama untuk Excel (.csv)',
    jsonFile: 'angka yang sama untuk program; tanpa berkas ke stdout',
    night: 'malam lain daripada yang terakhir, menurut tanggal paginya: 2026-11-28',
    repair: 'yang sudah diterima lalu hilang di server menunggu lagi, dari berkas; resume mengirimnya',
    corrections: 'buku kerja untuk baris yang perlu diperbaiki; bila folder: satu untuk setiap berkas',
    all: 'semua baris, tidak hanya yang perlu diperbaiki (dari berkas yang masih ada)',
    keyCommand: 'perintah yang mencetak kunci baru',
    passphraseFile: 'berkas berisi frasa sandi baru',
    olderThan: 'hari sejak jawaban server, misalnya 90d',
    backup: 'berkas yang ditulis, misalnya ledger.vaxbackup',
    backupPassphraseFile: 'berkas berisi frasa sandi cadangan',
    passphraseCommand: 'perintah yang mencetaknya',
    move: 'buku kirim dipakai di tempat lain: tidak ada lagi yang dikirim dari sini',
    stay: 'tetap dipakai di sini',
    nik: '-: NIK dibaca dari masukan, atau ditanyakan tanpa ditampilkan',
    passport: '-: sama, untuk negara dan paspor, misalnya IN C7654321',
    kitas: '-: sama, untuk KITAS',
    everyone: 'semua orang yang datanya dapat dibaca di buku kirim, ke berkas Excel, dan jumlah yang lain',
    evenWaiting: 'juga yang menunggu dikirim atau menunggu keputusan dari orang ini',
    undo: 'baris orang ini, yang sudah dihapus, diterima lagi',
    watch: 'tampilkan terus; Ctrl-C mengakhiri',
    last: 'berapa banyak, yang terakhir dulu (20)',
    sheet: 'lembar yang mana, bila baris itu menunggu di beberapa lembar',
    dryRun: 'tampilkan permintaan untuk catatan pertama, tanpa mengirim',
    reveal: 'tampilkan data pribadi di dalamnya apa adanya',
    allHandedOver: 'semua yang diserahkan sudah ada di server',
    lost: 'tidak pernah sampai: catatannya menunggu lagi, untuk berkas baru',
    server: 'tanyakan juga kepada server apakah ia akan menerima catatan; tidak ada yang disimpan',
    canary: 'lembar dengan satu baris yang boleh disimpan di server; dikirim dua kali',
    port: 'port yang dibuka (8787)',
    weather: 'kendal, calm, atau storm',
    scale: 'berapa kali lebih cepat dari kenyataan cuaca berganti (60)',
    seed: 'angka lain berarti malam lain',
  },
};
