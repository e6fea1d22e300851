/** What the manual says beside the texts of `--help`, in both languages. */
import type { Language } from '../../src/text/language.ts';

export interface ManualWords {
  /** Behind the name of the program. */
  readonly title: string;
  readonly purpose: string;
  readonly sections: Readonly<
    Record<
      'name' | 'synopsis' | 'description' | 'commands' | 'options' | 'exits' | 'environment' | 'files' | 'see',
      string
    >
  >;
  readonly command: string;
  readonly options: string;
  readonly file: string;
  /** Paragraphs. */
  readonly description: readonly string[];
  /** Above the options that every command has. */
  readonly everywhere: string;
  readonly environment: readonly (readonly [name: string, what: string])[];
  readonly files: readonly (readonly [name: string, what: string])[];
  readonly see: string;
}

export const MANUAL: Readonly<Record<Language, ManualWords>> = {
  en: {
    title: 'User Commands',
    purpose: 'vaccination records from sheets to a server, exactly once',
    sections: {
      name: 'NAME',
      synopsis: 'SYNOPSIS',
      description: 'DESCRIPTION',
      commands: 'COMMANDS',
      options: 'OPTIONS',
      exits: 'EXIT STATUS',
      environment: 'ENVIRONMENT',
      files: 'FILES',
      see: 'SEE ALSO',
    },
    command: 'command',
    options: 'options',
    file: 'file',
    description: [
      'A sheet is read once, into a ledger; from there its rows are sent until the server has every one of them, through outages, kills and power cuts. What cannot be sent comes back as a correction sheet beside the original.',
      'A sheet or folder as the only argument is imported; on a terminal the program then waits for a key before it ends.',
    ],
    everywhere: 'Every command takes these as well.',
    environment: [
      ['VAX_UPLOAD_CONFIG', 'The configuration file, as --config names it.'],
      ['VAX_UPLOAD_LANG', 'Language of messages, as --lang names it; otherwise LC_ALL, LC_MESSAGES and LANG decide.'],
      ['VAX_UPLOAD_JSON, VAX_UPLOAD_QUIET, VAX_UPLOAD_VERBOSE', 'As the flags of that name.'],
      [
        'VAX_UPLOAD_…',
        'Any option of the configuration, in capitals, with _ for each dot: VAX_UPLOAD_DELIVERY_BATCHSIZE=50.',
      ],
      ['TZ', 'The clock by which times are shown and read.'],
      ['NO_COLOR', 'No colours.'],
    ],
    files: [
      ['vax-upload.yaml', 'The configuration, in the working folder (vax-upload init writes one with every option).'],
      ['.vax-upload/ledger.db', 'The ledger, beside the configuration; what waits in it is encrypted.'],
      ['.vax-upload/ledger.key', 'Its key. Without it the ledger cannot be read.'],
    ],
    see: 'The documents in the folder docs of the package; SECURITY.md for how data of people are kept.',
  },
  id: {
    title: 'Perintah Pengguna',
    purpose: 'catatan vaksinasi dari lembar kerja ke server, tepat satu kali',
    sections: {
      name: 'NAMA',
      synopsis: 'RINGKASAN',
      description: 'KETERANGAN',
      commands: 'PERINTAH',
      options: 'PILIHAN',
      exits: 'KODE KELUAR',
      environment: 'LINGKUNGAN',
      files: 'BERKAS',
      see: 'LIHAT JUGA',
    },
    command: 'perintah',
    options: 'pilihan',
    file: 'berkas',
    description: [
      'Satu lembar dibaca satu kali ke dalam buku kirim; dari sana baris-barisnya dikirim sampai server memiliki semuanya, melewati gangguan, program yang dimatikan, dan listrik padam. Yang tidak dapat dikirim kembali sebagai lembar perbaikan di samping aslinya.',
      'Satu lembar atau folder sebagai satu-satunya argumen akan diimpor; di terminal, program lalu menunggu satu tombol sebelum berakhir.',
    ],
    everywhere: 'Pilihan ini berlaku untuk setiap perintah.',
    environment: [
      ['VAX_UPLOAD_CONFIG', 'Berkas pengaturan, seperti --config.'],
      [
        'VAX_UPLOAD_LANG',
        'Bahasa pesan, seperti --lang; kalau tidak ada, LC_ALL, LC_MESSAGES dan LANG yang menentukan.',
      ],
      ['VAX_UPLOAD_JSON, VAX_UPLOAD_QUIET, VAX_UPLOAD_VERBOSE', 'Seperti pilihan dengan nama itu.'],
      [
        'VAX_UPLOAD_…',
        'Pengaturan apa pun, dengan huruf besar dan _ untuk setiap titik: VAX_UPLOAD_DELIVERY_BATCHSIZE=50.',
      ],
      ['TZ', 'Jam yang dipakai untuk menampilkan dan membaca waktu.'],
      ['NO_COLOR', 'Tanpa warna.'],
    ],
    files: [
      ['vax-upload.yaml', 'Pengaturan, di folder kerja (vax-upload init menulisnya dengan semua pilihan).'],
      ['.vax-upload/ledger.db', 'Buku kirim, di samping pengaturan; yang menunggu di dalamnya terenkripsi.'],
      ['.vax-upload/ledger.key', 'Kuncinya. Tanpa kunci ini buku kirim tidak dapat dibaca.'],
    ],
    see: 'Dokumen di folder docs dari paket ini; SECURITY.md tentang cara data pribadi dijaga.',
  },
};
