/** Command lines and configurations that cannot be carried out: two lines, exit 2, nothing read, in both languages. */
import { existsSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { vaxUpload } from '../support/program.ts';
import { Clerk, csv, errorLines, events, expectDiscreet, people, summaryOf } from './clerk.ts';

const clerk = new Clerk();
const rows = people(3);
clerk.write('peserta.csv', csv(rows));
clerk.write('kunci.yaml', 'target: { type: json, url: "https://registry.example/v1" }\nlangage: id\n');
clerk.write('nilai.yaml', 'delivery: { batchSize: banyak }\n');
clerk.write('rusak.yaml', 'delivery: [\n');
clerk.write('ingatan.yaml', 'reading: { columns: ./ingatan/rusak.yaml }\n');
mkdirSync(clerk.path('ingatan'));
clerk.write('ingatan/rusak.yaml', 'KTP: nik\n');
clerk.write(
  'token.yaml',
  'target: { type: json, url: "http://127.0.0.1:9/v1", auth: { type: bearer, tokenFile: ./tidak-ada } }\n',
);
const NOWHERE = ['--to', 'http://127.0.0.1:9/v1'] as const;

/** The line as it is typed, and what both lines say in each language. */
const CASES: readonly (readonly [
  typed: readonly string[],
  english: readonly [string, string],
  indonesian: readonly [string, string],
])[] = [
  [
    ['imprt', 'peserta.csv'],
    ['There is no command imprt. [COMMAND_UNKNOWN]', 'Did you mean import?'],
    ['Tidak ada perintah imprt.', 'Maksud Anda import?'],
  ],
  [
    ['import', 'peserta.csv', '--too', 'sandbox'],
    ['There is no option --too for import. [OPTION_UNKNOWN]', 'Did you mean --to?'],
    ['Tidak ada pilihan --too untuk import.', 'Maksud Anda --to?'],
  ],
  [
    ['--quiet', 'import', 'peserta.csv'],
    ['There is no option --quiet. [OPTION_UNKNOWN]', 'Options stand after the command'],
    ['Tidak ada pilihan --quiet.', 'Pilihan ditulis sesudah perintah'],
  ],
  [
    ['check'],
    ['The command check needs the name of a file. [ARGUMENT_MISSING]', 'check --help'],
    ['memerlukan nama berkas', 'check --help'],
  ],
  [
    ['import'],
    ['No file was named, and the configuration names no inbox. [INBOX_NONE]', '`vax-upload import sheet.xlsx`'],
    ['Tidak ada berkas yang disebut, dan pengaturan tidak menyebut folder masuk.', '`folder: ./inbox`'],
  ],
  [
    ['explain', 'peserta.csv'],
    ['needs a file and the number of a row', 'explain --help'],
    ['memerlukan nama berkas dan nomor baris', 'explain --help'],
  ],
  [
    ['status', 'peserta.csv'],
    ['can do nothing with peserta.csv. [ARGUMENT_EXTRA]', 'quotes'],
    ['tidak mengenal peserta.csv', 'tanda kutip'],
  ],
  [
    ['import', 'peserta.csv', '--to'],
    ['Something must stand after --to. [VALUE_MISSING]', 'import --help'],
    ['Sesudah --to harus ada isinya', 'import --help'],
  ],
  [
    ['rejects'],
    ['needs an option that is missing: -o, --output <file>. [OPTION_MISSING]', 'rejects --help'],
    ['pilihan yang belum ditulis: -o', 'rejects --help'],
  ],
  [
    ['template'],
    ['needs an option that is missing: -o, --output <file>. [OPTION_MISSING]', 'template --help'],
    ['pilihan yang belum ditulis: -o', 'template --help'],
  ],
  [
    ['template', '-o', 'templat.xls'],
    ['templat.xls for --output cannot be used. [VALUE_WRONG]', '--output templat.xlsx'],
    ['templat.xls untuk --output tidak', '--output templat.xlsx'],
  ],
  [
    ['explain', 'peserta.csv', 'tiga', ...NOWHERE],
    ['The value tiga for <line> cannot be used. [VALUE_WRONG]', 'explain peserta.csv 17'],
    ['Nilai tiga untuk <baris> tidak dapat dipakai', 'explain peserta.csv 17'],
  ],
  [
    ['sandbox', '--weather', 'hujan'],
    ['hujan for --weather cannot be used', 'kendal | calm | storm'],
    ['hujan untuk --weather tidak', 'kendal | calm | storm'],
  ],
  [
    ['sandbox', '--port', '99999'],
    ['99999 for --port cannot be used', '--port 8787'],
    ['99999 untuk --port tidak', '--port 8787'],
  ],
  [
    ['import', 'peserta.csv'],
    ['No server was named to send to. [TARGET_MISSING]', '--to sandbox'],
    ['Server tujuan belum disebut', '--to sandbox'],
  ],
  [
    ['import', 'peserta.csv', '--to', 'kendal'],
    ['The value of --to cannot be used. [CONFIG_VALUE]', 'sandbox | https://'],
    ['Nilai --to tidak dapat dipakai', 'sandbox | https://'],
  ],
  [
    ['import', 'peserta.csv', ...NOWHERE, '--until', '25:00'],
    ['The value of --until cannot be used', 'Write it like this: "05:00"'],
    ['Nilai --until tidak', 'Tulis seperti ini: "05:00"'],
  ],
  [
    ['import', 'peserta.csv', '--to', 'http://192.168.1.10:8080/v1'],
    [
      'http://192.168.1.10:8080/v1 is not encrypted (http): whoever is on the line could read names and NIKs',
      'allowHttp: true',
    ],
    ['http://192.168.1.10:8080/v1 tidak terenkripsi (http)', 'allowHttp: true'],
  ],
  [
    ['import', 'peserta.csv', ...NOWHERE, '--max-duration', '8'],
    ['The value of --max-duration cannot be used', '8h'],
    ['Nilai --max-duration tidak', '8h'],
  ],
  [
    ['import', 'peserta.csv', ...NOWHERE, '--map', 'Kartu'],
    ['--map Kartu cannot be understood. [MAP_SYNTAX]', '"NO KTP=nik"'],
    ['--map Kartu tidak dapat dipahami', '"NO KTP=nik"'],
  ],
  [
    ['import', 'peserta.csv', ...NOWHERE, '--map', 'Kartu=nk'],
    ['a field that does not exist: nk. [MAP_FIELD]', 'Did you mean nik?'],
    ['bidang yang tidak ada: nk', 'Maksud Anda nik?'],
  ],
  [
    ['import', 'peserta.csv', ...NOWHERE, '--set', 'dose'],
    ['--set dose cannot be understood. [SET_SYNTAX]', '--set dose=2'],
    ['--set dose tidak dapat dipahami', '--set dose=2'],
  ],
  [
    ['check', 'peserta.csv', '--set', 'dosis=2'],
    ['one value of this field: dosis. [SET_FIELD]', 'Did you mean dose?'],
    ['untuk bidang ini: dosis', 'Maksud Anda dose?'],
  ],
  [
    ['check', 'peserta.csv', '--set', 'nik=3324010101509001'],
    ['one value of this field: nik. [SET_FIELD]', 'what is said of a person must stand in the row'],
    ['untuk bidang ini: nik', 'data orangnya harus ada di barisnya sendiri'],
  ],
  [
    ['check', 'peserta.csv', '--set', 'dose=1', '--set', 'dose=2'],
    ['two values of one field: dose. [SET_TWICE]', 'one after the other'],
    ['dua nilai untuk satu bidang: dose', 'sendiri-sendiri'],
  ],
  [
    ['check', 'peserta.csv', '--set', 'date=2099-10-05'],
    [
      '--set date=2099-10-05 is no value of that field (The vaccination date is in the future). [SET_VALUE]',
      '--set date=2021-10-05',
    ],
    ['--set date=2099-10-05 bukan nilai', '--set date=2021-10-05'],
  ],
  [
    ['check', 'peserta.csv', '--map', 'Kartu=nik'],
    ['"Kartu" (peserta.csv). [MAP_COLUMN]', 'Copy the heading exactly as it stands in the sheet. It has: "NIK", "'],
    ['"Kartu" (peserta.csv)', 'Yang ada: "NIK", "'],
  ],
  [
    ['check', 'peserta.csv', '--config', 'ingatan.yaml'],
    [
      'ingatan/rusak.yaml cannot be understood (line 1); nothing was read by them. [MAPPINGS_DAMAGED]',
      'mappings forget all',
    ],
    ['ingatan/rusak.yaml tidak dapat dipahami (baris 1)', 'mappings forget all'],
  ],
  [
    ['mappings', 'forget', '7'],
    ['Nothing is remembered under 7. [MAPPINGS_UNKNOWN]', 'vax-upload mappings'],
    ['Tidak ada yang diingat dengan nomor 7', 'vax-upload mappings'],
  ],
  [
    ['mappings', 'forget'],
    ['The command mappings needs a number of the list, or `all`. [ARGUMENT_MISSING]', 'vax-upload mappings --help'],
    ['Perintah mappings memerlukan nomor dari daftarnya, atau `all`', 'vax-upload mappings --help'],
  ],
  [
    ['mappings', 'forgte', '7'],
    ['mappings forgte. [COMMAND_UNKNOWN]', 'Did you mean mappings forget?'],
    ['mappings forgte', 'Maksud Anda mappings forget?'],
  ],
  [
    ['status', '--config', 'tidak-ada.yaml'],
    ['no configuration file at tidak-ada.yaml. [CONFIG_MISSING]', '--config'],
    ['tidak ada di tidak-ada.yaml', '--config'],
  ],
  [
    ['status', '--config', 'kunci.yaml'],
    ['The option langage is not known (kunci.yaml, line 2). [CONFIG_KEY]', 'Did you mean language?'],
    ['langage tidak dikenal (kunci.yaml, baris 2)', 'Maksud Anda language?'],
  ],
  [
    ['status', '--config', 'nilai.yaml'],
    ['delivery.batchSize cannot be used (nilai.yaml, line 1). [CONFIG_VALUE]', '1-10000'],
    ['delivery.batchSize tidak dapat dipakai (nilai.yaml, baris 1)', '1-10000'],
  ],
  [
    ['status', '--config', 'rusak.yaml'],
    ['rusak.yaml is not valid YAML (line 2', 'spaces'],
    ['rusak.yaml bukan YAML yang benar (baris 2', 'spasi'],
  ],
];

describe.each(CASES)('vax-upload %j', (typed, english, indonesian) => {
  it('is told in two lines with exit 2', async () => {
    const languages = [['en_US.UTF-8', english] as const, ['id_ID.UTF-8', indonesian] as const];
    const ended = await Promise.all(languages.map(([LANG]) => vaxUpload(typed, { cwd: clerk.folder, env: { LANG } })));
    for (const [index, [, expected]] of languages.entries()) {
      const run = ended[index] ?? { exitCode: undefined, out: '', err: '' };
      expect(run.exitCode, run.err).toBe(2);
      const said = errorLines(run.err);
      expect(said).toHaveLength(2);
      expect(said[0]).toContain(expected[0]);
      expect(said[1]).toContain(expected[1]);
      expectDiscreet(run, rows);
    }
  });
});

it('none of all this has made a ledger', () => {
  expect(existsSync(clerk.path('.vax-upload'))).toBe(false);
});

it('a secret that cannot be read is told when it is needed; what was read is kept', async () => {
  clerk.write(
    'token.yaml',
    'target: { type: json, url: "http://127.0.0.1:9/v1", auth: { type: bearer, tokenFile: ./tidak-ada } }\n',
  );
  const run = await clerk.runs('import', 'peserta.csv', '--config', 'token.yaml', '--json');
  expect(run.exitCode).toBe(2);
  expect(errorLines(run.err)).toEqual([
    expect.stringContaining('[SECRET_UNREADABLE]'),
    expect.stringContaining('Check that the file is there'),
  ]);
  expect(summaryOf(run.out)).toMatchObject({ outcomes: { waiting: 3 }, exitCode: 2 });
});

describe('for scripts', () => {
  it('a command line that cannot be understood still ends with a summary on stdout', async () => {
    const { out, exitCode } = await clerk.runs('import', 'peserta.csv', '--too', 'sandbox', '--json');
    expect(exitCode).toBe(2);
    expect(events(out)[0]).toEqual({ event: 'failed', code: 'OPTION_UNKNOWN', exitCode: 2 });
    expect(summaryOf(out)).toMatchObject({ command: 'import', rows: 0, exitCode: 2 });
  });

  it('a wrong configuration too', async () => {
    const { out } = await clerk.runs('resume', '--config', 'kunci.yaml', '--json');
    expect(events(out).map(({ event }) => event)).toEqual(['failed', 'summary']);
    expect(summaryOf(out)).toMatchObject({ command: 'resume', exitCode: 2 });
  });

  it('a command that has no summary prints only what failed', async () => {
    const { out } = await clerk.runs('status', '--config', 'kunci.yaml', '--json');
    expect(events(out)).toEqual([{ event: 'failed', code: 'CONFIG_KEY', exitCode: 2 }]);
  });
});

it('no command at all shows the help, in the language of the machine', async () => {
  clerk.env = { LANG: 'id_ID.UTF-8' };
  const { exitCode, out, err } = await clerk.runs();
  expect([exitCode, err]).toEqual([0, '']);
  expect(out).toMatch(/^Contoh:\n[\s\S]*\nPemakaian: vax-upload/);
  clerk.env = {};
  expect((await clerk.runs('import', '--help', '--lang', 'id')).out).toContain('Pilihan:');
});
