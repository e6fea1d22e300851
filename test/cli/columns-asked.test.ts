/** The question about headings on a real terminal: answered, not answered, and where it must not be asked. */
import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { type ClerkSheets, writeClerkWorkbook } from '../support/clerk-workbook.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { CTRL_C, CTRL_D, ENTER, hasTerminal, type Keys, typedInto } from '../support/typing.ts';
import { Clerk, csv, PROGRAM, people } from './clerk.ts';

const server = await startFakeServer();
afterAll(() => server.close());

const mistyped = csv(people(3)).replace('NIK,Nama Lengkap', 'NIK Pesrta,Nma Lengkap');
const PROPOSED = /NIK ← "NIK Pesrta".*nama ← "Nma Lengkap".*> $/s;

/** A desk of its own, with the sheet in it. */
function atDesk(sheet: string) {
  const clerk = new Clerk();
  clerk.write('boja.csv', sheet);
  const types = (args: string, keys: Keys, env: Record<string, string> = {}) =>
    typedInto(`"${process.execPath}" "${PROGRAM}" ${args} --lang id`, keys, { cwd: clerk.folder, env });
  return { clerk, types, isRemembered: () => existsSync(clerk.path('.vax-upload/columns.yaml')) };
}

describe.skipIf(!hasTerminal)(`on a terminal${hasTerminal ? '' : ' (skipped: no script of util-linux)'}`, () => {
  it('one key and Enter confirm the columns; import goes on, and the next day nobody is asked', async () => {
    const { clerk, types, isRemembered } = atDesk(mistyped);
    const first = await types(`import boja.csv --to ${server.url}`, [[PROPOSED, `y${ENTER}`]]);
    expect(first.exitCode).toBe(0);
    expect(first.out).toContain('Judul seperti tertulis: "NIK Pesrta", "Nma Lengkap", "Tgl Lahir"');
    expect(first.out).toContain('Diingat untuk lembar dengan judul yang sama: 2 kolom');
    expect(first.out).toContain('3 baris = 3 diterima');
    expect(isRemembered()).toBe(true);
    const again = await types(`import boja.csv --to ${server.url}`, []);
    expect(again.exitCode).toBe(0);
    expect(again.out).not.toMatch(/belum jelas|Diingat/);
    expect((await clerk.runs('check', 'boja.csv')).exitCode).toBe(0);
  });

  it('check and reconcile ask the same', async () => {
    const { clerk, types } = atDesk(mistyped);
    expect((await types('check boja.csv', [[PROPOSED, `y${ENTER}`]])).exitCode).toBe(0);
    await clerk.runs('mappings', 'forget', 'all');
    expect((await types(`reconcile boja.csv --to ${server.url}`, [[PROPOSED, `y${ENTER}`]])).exitCode).toBe(0);
  });

  it('another column may be chosen by its number', async () => {
    const { types } = atDesk(mistyped.replace('No HP', 'Kode'));
    const ended = await types('check boja.csv', [
      [PROPOSED, `1${ENTER}`],
      [/Kolom mana yang berisi NIK\?.*"Kode".*Nomor: $/s, `9${ENTER}`],
      [/Ketik salah satu.*Nomor: $/s, `1${ENTER}`],
      [PROPOSED, `y${ENTER}`],
    ]);
    expect(ended.exitCode).toBe(0);
  });

  it('two columns for one field are chosen between', async () => {
    const { types, isRemembered } = atDesk(csv(people(3)).replace('No HP', 'DOB'));
    const ended = await types('check boja.csv', [
      [/dua kolom yang cocok untuk tanggal lahir.*1 {2}"Tgl Lahir".*2 {2}"DOB".*Nomor: $/s, `1${ENTER}`],
    ]);
    expect(ended.exitCode).toBe(0);
    expect(isRemembered()).toBe(true);
  });

  it('a sheet without a NIK column is asked which one it is', async () => {
    const { types } = atDesk(csv(people(3)).replace('NIK,', 'Kode Warga,'));
    const ended = await types('check boja.csv', [
      [/kolom NIK tidak dikenali.*1 {2}"Kode Warga".*Nomor: $/s, `1${ENTER}`],
    ]);
    expect(ended.exitCode).toBe(0);
    expect(ended.out).toContain('3 baris = 3 siap dikirim');
  });

  describe('a workbook whose second sheet', () => {
    const cells = (text: string): string[][] =>
      text
        .trim()
        .split('\n')
        .map((line) => line.split(','));
    const list = cells(csv(people(3)));
    const more = cells(csv(people(3, 10)));
    async function workbook(second: ClerkSheets[string]) {
      const { clerk, types, isRemembered } = atDesk('');
      await writeClerkWorkbook(clerk.path('buku.xlsx'), { Januari: list, Februari: second });
      return { types: (keys: Keys) => types('check buku.xlsx', keys), isRemembered };
    }
    const under = (nik: string): string[][] => [[nik, ...(more[0] ?? []).slice(1)], ...more.slice(1)];

    it('has no NIK column asks which one it is, as a first sheet does, and reads both', async () => {
      const { types, isRemembered } = await workbook(under('Kode Warga'));
      const ended = await types([
        [/lembar Februari: kolom NIK tidak dikenali.*1 {2}"Kode Warga".*Nomor: $/s, `1${ENTER}`],
      ]);
      expect(ended.exitCode).toBe(0);
      expect(ended.out).toContain('6 baris = 6 siap dikirim');
      expect(isRemembered()).toBe(true);
    });

    it('has a mistyped one asks whether it is that', async () => {
      const { types } = await workbook(under('NIK Pesrta'));
      const ended = await types([[/lembar Februari: ada judul.*NIK ← "NIK Pesrta".*> $/s, `y${ENTER}`]]);
      expect([ended.exitCode, ended.out]).toEqual([0, expect.stringContaining('6 baris = 6 siap dikirim')]);
    });

    it('is answered with none is refused as before', async () => {
      const { types } = await workbook(under('Kode Warga'));
      const ended = await types([[/kolom NIK tidak dikenali.*Nomor: $/s, `0${ENTER}`]]);
      expect([ended.exitCode, ended.out]).toEqual([65, expect.stringContaining('[SHEET_UNREAD]')]);
    });

    it.each<[string, string[][]]>([
      ['is an instruction', [['Petunjuk'], ['Isi NIK dan nama setiap orang.']]],
      [
        'counts by village',
        [
          ['Desa', 'Nama', 'Jumlah'],
          ['Boja', 'Dusun Krajan', '120'],
          ['Weleri', 'Dusun Tengah', '98'],
        ],
      ],
      [
        'lists the staff',
        [
          ['Nama', 'NIP'],
          ['Karangan Petugas', '198001012005011001'],
        ],
      ],
    ])('%s asks nothing', async (_, second) => {
      const { types } = await workbook(second);
      const ended = await types([]);
      expect([ended.exitCode, ended.out]).toEqual([0, expect.stringContaining('3 baris = 3 siap dikirim')]);
    });
  });

  it.each([
    ['no', `t${ENTER}`, 65],
    ['the end of the input', CTRL_D, 65],
    ['Ctrl-C', CTRL_C, 130],
  ])('%s ends like a refusal and leaves nothing behind', async (_, keys, exitCode) => {
    const { clerk, types } = atDesk(mistyped);
    const more: Keys = keys.startsWith('t') ? [[/Nomor: |HEADER_NONE/, CTRL_D]] : [];
    const ended = await types(`import boja.csv --to ${server.url}`, [[PROPOSED, keys], ...more]);
    expect(ended.exitCode).toBe(exitCode);
    expect(existsSync(clerk.path('.vax-upload/columns.yaml'))).toBe(false);
  });

  it.each([
    ['--json', '--json', {}],
    ['-q', '-q', {}],
    ['a build server', '', { CI: 'true' }],
    ['input from elsewhere', '</dev/null', {}],
    ['messages into a file', '2>pesan.txt', {}],
  ])('%s: nobody is asked', async (_, args, env: Record<string, string>) => {
    const { types } = atDesk(mistyped);
    const ended = await types(`check boja.csv ${args}`, [], env);
    expect(ended.exitCode).toBe(65);
    expect(ended.out).not.toContain('Apakah ini benar?');
  });
});
