/** The words of `--help` in both languages, apart from messages.ts so that help loads nothing else. */

export interface HelpTexts {
  /** Commander's own headings. */
  readonly titles: Readonly<Record<string, string>>;
  readonly program: string;
  readonly version: string;
  readonly help: string;
  readonly examples: string;
  readonly exitCodes: string;
  readonly commands: Readonly<
    Record<
      | 'import'
      | 'resume'
      | 'retry'
      | 'check'
      | 'status'
      | 'rejects'
      | 'explain'
      | 'dismiss'
      | 'purge'
      | 'rekey'
      | 'reconcile'
      | 'mappings'
      | 'template'
      | 'init'
      | 'sandbox',
      string
    >
  >;
  readonly options: Readonly<
    Record<
      | 'config'
      | 'state'
      | 'to'
      | 'lang'
      | 'json'
      | 'quiet'
      | 'verbose'
      | 'noColor'
      | 'map'
      | 'set'
      | 'skipHidden'
      | 'fixDates'
      | 'lenientNik'
      | 'rows'
      | 'maxDuration'
      | 'until'
      | 'takeInOnly'
      | 'retryRefused'
      | 'rebind'
      | 'output'
      | 'repair'
      | 'corrections'
      | 'all'
      | 'sheet'
      | 'olderThan'
      | 'keyCommand'
      | 'passphraseFile'
      | 'port'
      | 'weather'
      | 'scale'
      | 'seed',
      string
    >
  >;
}

const en: HelpTexts = {
  titles: {},
  program: 'Carries vaccination records from spreadsheets to a server that keeps falling over: every row exactly once.',
  version: 'print the version',
  help: 'show this help',
  examples: `Examples:
  vax-upload import sheet.xlsx --to sandbox
      practise with the training server
  vax-upload check sheet.xlsx
      only look what would be sent
  vax-upload check sheet.xlsx -o fix.xlsx
      the same, and a workbook with the rows to correct
  vax-upload import sheet.xlsx
      send to the server of vax-upload.yaml
  vax-upload resume --until 05:00
      go on at night, without the sheet`,
  exitCodes: `Exit codes:
  0  everything is on the server  10  time window ended
  3  rows wait for a person       11  another run at work
  5  the server stayed away       65  file unreadable
  7  the server refuses us        74  disk full or failing
  2  wrong command or setting     130, 143  interrupted
  1  a bug`,
  commands: {
    import: 'take sheets in and send every row',
    resume: 'go on sending what waits; no sheet needed',
    retry: 'send again, unchanged, what the server refused (when the server has been mended)',
    check: 'read and judge sheets without sending anything',
    status: 'what is in the ledger',
    rejects: 'write the rows that need a person into a workbook',
    explain: 'the whole life of one row',
    rekey: 'change the key of the ledger',
    purge: 'forget what the server has had for long; what waits is kept',
    dismiss: 'take a row off the list: it is not sent, and not asked about again',
    reconcile: 'compare sheets with the server: what is missing there',
    mappings: 'columns that were confirmed and are remembered; `forget 2` or `forget all` forgets them',
    template: 'write a blank workbook to fill in',
    init: 'write a configuration file that explains every option, and a mapping file',
    sandbox: 'run the training server with its page',
  },
  options: {
    config: 'configuration file (vax-upload.yaml)',
    state: 'ledger to use',
    to: 'sandbox, a name from the configuration, or an address',
    lang: 'language of messages',
    json: 'one event a line on stdout, for scripts',
    quiet: 'say only what went wrong',
    verbose: 'tell of every request to the server',
    noColor: 'no colours',
    map: 'what a heading means, for example "No KTP=nik", "Kode=none" or, month before day, "Tgl=date:mdy" (may be repeated; remembered)',
    set: 'a value for a column that the sheet lacks, for example dose=2 or date=2021-10-05 (may be repeated)',
    skipHidden: 'leave out hidden rows',
    fixDates: 'exchange day and month where the NIK proves it',
    lenientNik: 'take an impossible date inside a NIK as a warning',
    rows: 'say what became of every row',
    maxDuration: 'stop after this time, for example 8h (exit 10)',
    until: 'stop at this time of day, for example 05:00 (exit 10)',
    takeInOnly: 'only read into the ledger; resume sends (exit 10)',
    retryRefused: 'send rows of these files again that the server refused',
    rebind: 'follow the server to a new address, if it knows there what it accepted',
    output: 'workbook to write',
    repair: 'what the server had confirmed and lost waits again, from the sheet; resume sends it',
    corrections: 'workbook to write with the rows to correct; a folder: one for each file',
    all: 'every row in it, not only those to correct (of files that are still there)',
    keyCommand: 'command that prints the new key',
    passphraseFile: 'file with the new passphrase',
    olderThan: 'days since the answer of the server, for example 90d',
    sheet: 'which sheet of the file, where the row waits in several',
    port: 'port to listen on (8787)',
    weather: 'kendal, calm or storm',
    scale: 'how many times faster than in reality the weather changes (60)',
    seed: 'another number is another night',
  },
};

const id: HelpTexts = {
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
    check: 'baca dan periksa berkas tanpa mengirim apa pun',
    status: 'isi buku status',
    rejects: 'tulis baris yang perlu diperbaiki ke sebuah buku kerja',
    explain: 'riwayat lengkap satu baris',
    rekey: 'ganti kunci buku status',
    purge: 'lupakan yang sudah lama ada di server; yang menunggu tetap',
    dismiss: 'keluarkan satu baris dari daftar: tidak dikirim, tidak ditanyakan lagi',
    reconcile: 'bandingkan berkas dengan server: apa yang belum ada di sana',
    mappings: 'arti kolom yang diingat; `forget 2` atau `forget all` melupakannya',
    template: 'tulis buku kerja kosong untuk diisi',
    init: 'tulis berkas pengaturan yang menjelaskan setiap pilihan, dan berkas pemetaan',
    sandbox: 'jalankan server latihan beserta halamannya',
  },
  options: {
    config: 'berkas pengaturan (vax-upload.yaml)',
    state: 'buku status yang dipakai',
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
    takeInOnly: 'hanya baca ke buku status; resume yang mengirim (kode 10)',
    retryRefused: 'kirim ulang baris berkas ini yang ditolak server',
    rebind: 'ikuti server ke alamat barunya, bila di sana ia mengenal yang sudah diterimanya',
    output: 'buku kerja yang ditulis',
    repair: 'yang sudah diterima lalu hilang di server menunggu lagi, dari berkas; resume mengirimnya',
    corrections: 'buku kerja untuk baris yang perlu diperbaiki; bila folder: satu untuk setiap berkas',
    all: 'semua baris, tidak hanya yang perlu diperbaiki (dari berkas yang masih ada)',
    keyCommand: 'perintah yang mencetak kunci baru',
    passphraseFile: 'berkas berisi frasa sandi baru',
    olderThan: 'hari sejak jawaban server, misalnya 90d',
    sheet: 'lembar yang mana, bila baris itu menunggu di beberapa lembar',
    port: 'port yang dibuka (8787)',
    weather: 'kendal, calm, atau storm',
    scale: 'berapa kali lebih cepat dari kenyataan cuaca berganti (60)',
    seed: 'angka lain berarti malam lain',
  },
};

export const HELP: Readonly<Record<'id' | 'en', HelpTexts>> = { id, en };
