import type { InitWords } from '../init.ts';

const CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  language: { id: 'Bahasa Indonesia', en: 'English' },
  kind: {
    json: 'json       API penerima dalam JSON, milik kita atau yang lain',
    fhir: 'fhir       server FHIR R4',
    satusehat: 'satusehat  SATUSEHAT, registri nasional',
    dhis2: 'dhis2      tracker DHIS2',
    files: 'files      berkas di sebuah folder, untuk diunggah dengan tangan',
    sandbox: 'sandbox    belum ada: berlatih dengan server latihan',
  },
  allowHttp: { no: 'tidak, saya tulis alamat lain', yes: 'ya, jaringannya sendiri aman (kabel milik sendiri, VPN)' },
  format: { csv: 'csv', xlsx: 'xlsx (Excel)', fhir: 'fhir (bundle, satu per baris)' },
  auth: {
    none: 'none      tidak ditanya apa-apa',
    bearer: 'bearer    dengan token',
    apitoken: 'apitoken  dengan token pribadi DHIS2 (d2pat_…)',
    basic: 'basic     dengan nama pengguna dan kata sandi',
    oauth2: 'oauth2    dengan client id dan client secret',
  },
};
const HINTS: Readonly<Record<string, readonly string[]>> = {
  url: ['Misalnya: https://registry.example/v1'],
  timeZone: ['WIB, WITA, WIT, atau nama seperti Asia/Jakarta'],
};
const ID = 'Nomor ini hanya berisi huruf, angka, titik, dan tanda hubung, misalnya 10000004. Sekali lagi:';
const NAME = 'Itu bukan nama: ada karakter yang tidak terlihat di dalamnya. Sekali lagi:';

export const initId: InitWords = {
  hello: [
    'Beberapa pertanyaan, lalu vax-upload siap. Enter memakai yang ada di dalam kurung; Ctrl-C berhenti, dan tidak ada yang ditulis.',
  ],
  ask: {
    language: 'Bahasa apa untuk pesan dan lembar perbaikan?',
    kind: 'Server apa yang menerima catatan?',
    url: 'Apa alamatnya?',
    allowHttp:
      'Alamat ini tidak terenkripsi: siapa pun di jaringan itu bisa membaca nama dan NIK. Tetap kirim ke sana?',
    description: 'Bila API-nya bukan milik kita: berkas mana yang menguraikannya (docs/targets/json.md)?',
    folder: 'Ke folder mana berkasnya ditulis? (drive bersama atau flashdisk boleh)',
    format: 'Berkasnya berbentuk apa?',
    auth: 'Bagaimana cara masuk ke sana?',
    username: 'Nama pengguna?',
    tokenUrl: 'Di alamat mana token diminta?',
    clientId: 'Client id?',
    organization: 'Faskes atau kantor mana ini: nomor organisasi yang diberikan bersama client id?',
    location: 'Di mana vaksin diberikan: id tempatnya (Location)?',
    practitioner: 'Siapa penanggung jawab dosis tanpa nama vaksinator: nomor nakesnya (N…)?',
    program: 'Program mana di server: UID, kode, atau nama?',
    nikAttribute: 'Atribut orang mana yang berisi NIK: UID, kode, atau nama?',
    nameAttribute: 'Yang mana berisi nama?',
    vaccineElement: 'Elemen data mana yang berisi vaksin?',
    doseElement: 'Yang mana berisi nomor dosis?',
    orgUnit: 'Baris yang tidak menyebut faskes milik faskes (unit organisasi) mana?',
    timeZone: 'Di zona waktu mana vaksin diberikan?',
  },
  hint: (id) => HINTS[id] ?? [],
  choice: (id, word) => CHOICES[id]?.[word] ?? word,
  wrong: {
    language: 'Ketik 1 atau 2.',
    kind: 'Ketik angka dari 1 sampai 6.',
    url: 'Itu bukan alamat: alamat diawali https:// dan tidak memuat nama dan kata sandi, misalnya https://registry.example/v1. Sekali lagi:',
    allowHttp: 'Ketik 1 atau 2.',
    description: NAME,
    folder: NAME,
    format: 'Ketik 1, 2, atau 3.',
    auth: 'Ketik salah satu angka itu.',
    username: NAME,
    tokenUrl: 'Itu bukan alamat: alamat diawali https://, misalnya https://login.example/oauth2/token. Sekali lagi:',
    clientId: NAME,
    organization: ID,
    location: ID,
    practitioner: ID,
    program: NAME,
    nikAttribute: NAME,
    nameAttribute: NAME,
    vaccineElement: NAME,
    doseElement: NAME,
    orgUnit: NAME,
    timeZone: 'Zona waktu itu tidak dikenal. Tulis WIB, WITA, WIT, atau seperti Asia/Jakarta. Sekali lagi:',
  },
  needed: 'Tanpa ini tidak bisa. Sekali lagi:',
  enter: (preset) => `[${preset}]`,
  leaveOut: '[lewati]',
  askSecret: { token: 'Tokennya?', password: 'Kata sandinya?', clientSecret: 'Client secret-nya?' },
  unseen: (file) =>
    `Yang Anda ketik tidak ditampilkan. Isinya disimpan di berkas tersendiri (${file}) yang hanya bisa Anda baca.`,
  keepTyped: '[seperti tadi]',
  keepFile: (file) => `[isi berkas ${file}]`,
  fileInTheWay: (file) =>
    `Berkas ${file} sudah ada dan tidak ditimpa: Enter memakai isinya; atau berhenti, pindahkan, lalu mulai lagi.`,
  notInTheClear: 'Kalau begitu alamat lain:',
  trying: (target) => `Menanyakan ${target} …`,
  well: 'Server menjawab dan menerima kita.',
  notWell: 'Begini tidak ada yang akan sampai di sana. Sekarang bagaimana?',
  onlyAway: 'Server sedang mati; benar tidaknya jawaban tadi baru tampak bila ia hidup lagi. Sekarang bagaimana?',
  menu: {
    again: 'tanya server sekali lagi',
    correct: 'perbaiki jawaban',
    folder: 'buat foldernya, lalu periksa lagi',
    write: 'tulis apa adanya',
    stop: 'berhenti, jangan tulis apa-apa',
  },
  again: 'Ketik salah satu angka itu.',
  nothingWritten: 'Tidak ada yang ditulis.',
  written: (path) => `Sudah ditulis: ${path}`,
  secretWritten: (path) => `Sudah ditulis: ${path} (hanya Anda yang bisa membacanya)`,
  next: (kind) =>
    kind === 'sandbox'
      ? [
          'Selanjutnya: `vax-upload import BERKAS` mengirim lembar ke server latihan; tidak ada yang keluar dari komputer ini.',
        ]
      : [
          'Selanjutnya: `vax-upload doctor` memeriksa apakah semuanya siap; lalu `vax-upload check BERKAS` memeriksa lembar, dan `vax-upload import BERKAS` mengirimnya.',
        ],
};
