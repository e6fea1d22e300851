/**
 * `template`: what a clerk gets, fills in and hands back. Filled in, it is read without one warning; as it is, it is no
 * error either.
 */

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventDose } from '../../fixtures/make/doses.ts';
import { inventPeople } from '../../fixtures/make/people.ts';
import { dice } from '../../fixtures/make/random.ts';
import { readVaccine } from '../../src/record/fields/vaccines.ts';
import { COVID19 } from '../../src/record/programme/covid19.ts';
import { productsOf } from '../../src/record/programme/products.ts';
import { LANGUAGES, type Language } from '../../src/text/language.ts';
import { TEMPLATE_WORDS } from '../../src/text/template-for.ts';
import { errorLines, events, outcomesOf, PROGRAM, summaryOf } from '../cli/clerk.ts';
import { RULES } from '../record/rows.ts';
import { hasCalc, saveWithCalc } from '../support/calc.ts';
import { run, vaxUpload } from '../support/program.ts';
import { readXlsx } from '../support/xlsx-reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'vax-template-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const calc = hasCalc();
const PEOPLE = 200;

const vax = (...args: readonly string[]) => vaxUpload(args, { cwd: folder });

/** Types the invented people below the example, as the drop-downs offer it. */
async function fillIn(from: string, to: string, lang: Language): Promise<void> {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(join(folder, from));
  const sheet = book.getWorksheet(TEMPLATE_WORDS[lang].sheets.data);
  if (!sheet) throw new Error('no sheet');
  const { sexes } = TEMPLATE_WORDS[lang];
  const roll = dice(7);
  // exceljs spreads each rule over ten thousand cells and takes a minute to gather them again; Calc keeps them
  // (workbook/template.test.ts).
  Object.assign(sheet, { dataValidations: { model: {} } });
  let line = 3;
  for (const person of inventPeople(41, PEOPLE)) {
    const dose = inventDose(roll, person);
    const vaccine = productsOf(COVID19).labels.get(readVaccine(dose.vaccine, RULES).value?.vaccine ?? '') ?? '';
    sheet.getRow(line).values = [
      person.nik,
      person.name,
      new Date(person.birthDate),
      sexes[person.woman ? 1 : 0],
      person.phone,
      person.address,
      person.category,
      dose.number,
      new Date(dose.date),
      vaccine,
      dose.lot,
      'Puskesmas Contoh',
    ];
    line += 1;
  }
  await book.xlsx.writeFile(join(folder, to));
}

/** What `check` says of a file, by codes. */
async function checked(file: string): Promise<{ exitCode: number | undefined; outcomes: object; problems: string[] }> {
  const { exitCode, out } = await vax('check', file, '--json');
  const all = events(out).flatMap(({ event, problems, notes }) =>
    event === 'row' || event === 'file' ? ((problems ?? notes) as { code: string }[]) : [],
  );
  return { exitCode, outcomes: outcomesOf(out), problems: all.map(({ code }) => code) };
}

describe.each(LANGUAGES)('a clerk (%s)', (lang) => {
  const blank = `kosong-${lang}.xlsx`;
  const filled = `isi-${lang}.xlsx`;
  beforeAll(async () => {
    const { exitCode, err } = await vax('template', '-o', blank, '--lang', lang);
    expect([exitCode, err]).toEqual([0, '']);
    await fillIn(blank, filled, lang);
  });

  it('fills it in: everybody is ready, and the only thing said is that the example was skipped', async () => {
    expect(await checked(filled)).toEqual({
      exitCode: 0,
      outcomes: { waiting: PEOPLE, skipped: 1 },
      problems: ['ROW_EXAMPLE'],
    });
    const { out } = await vax('check', filled, '--json');
    expect(events(out).filter(({ event }) => event === 'file')).toHaveLength(1);
    expect(summaryOf(out)['problems']).toEqual([]);
  });

  it.runIf(calc)(`saves it with LibreOffice${calc ? '' : ' (not looked at: no soffice here)'}: the same`, async () => {
    const saved = saveWithCalc(join(folder, filled), 'xlsx');
    expect(await checked(saved)).toEqual({
      exitCode: 0,
      outcomes: { waiting: PEOPLE, skipped: 1 },
      problems: ['ROW_EXAMPLE'],
    });
  });

  it('takes the example out: nothing at all is said', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(join(folder, filled));
    book.worksheets[0]?.spliceRows(2, 1);
    await book.xlsx.writeFile(join(folder, `tanpa-${lang}.xlsx`));
    expect(await checked(`tanpa-${lang}.xlsx`)).toEqual({ exitCode: 0, outcomes: { waiting: PEOPLE }, problems: [] });
  });

  it('hands it back as it is: no error, and a friendly word instead of "everything is ready"', async () => {
    const kind = lang === 'id' ? 'belum ada baris yang berisi orang' : 'no row holds a person yet';
    const plain = (text: string) => text.replace(/\s+/g, ' ');
    for (const command of [
      ['check', blank],
      ['import', blank, '--to', 'sandbox', '--state', `coba-${lang}/ledger.db`],
    ]) {
      const { exitCode, out, err } = await vax(...command, '--lang', lang);
      expect(exitCode, err).toBe(0);
      expect(plain(out + err)).toContain(kind);
      expect(errorLines(err)).toEqual([]);
    }
  });
});

describe('the command', () => {
  it('says where it wrote and how to go on', async () => {
    const cwd = join(folder, 'sendiri');
    mkdirSync(cwd);
    const { out } = await vaxUpload(['template', '-o', 'lagi/templat.xlsx', '--lang', 'id'], { cwd });
    expect(out.split('\n')).toEqual([
      `Sudah ditulis: ${join(cwd, 'lagi', 'templat.xlsx')}`,
      expect.stringContaining('"Petunjuk"'),
      'Sesudah diisi: `vax-upload check lagi/templat.xlsx`, lalu `vax-upload import lagi/templat.xlsx`',
      '',
    ]);
    // Nothing but the file: no ledger, no key, no temporary file.
    expect(readdirSync(cwd, { recursive: true })).toEqual(['lagi', 'lagi/templat.xlsx']);
  });

  it('tells a script where it wrote', async () => {
    const { out } = await vax('template', '-o', 'skrip.xlsx', '--json');
    expect(events(out)).toEqual([{ path: join(folder, 'skrip.xlsx') }]);
  });

  it('writes a file that colleagues may open, as any other program would', async () => {
    await vax('template', '-o', 'bersama.xlsx');
    expect(statSync(join(folder, 'bersama.xlsx')).mode & 0o777).toBe(0o666 & ~process.umask());
  });

  it('speaks the language of the configuration, and offers what its mapping file has', async () => {
    const vaccines = 'vaccines:\n  snv-01: [Sinovac, Sinovac 2 dosis]\n  vb-9: Vaksin Baru\n';
    writeFileSync(
      join(folder, 'nama.yaml'),
      `${vaccines}sites:\n  P01: [Puskesmas Kendal 1, PKM Kendal I]\n  Pos Contoh:\n`,
    );
    writeFileSync(join(folder, 'daerah.yaml'), 'language: en\nreading: { mapping: ./nama.yaml }\n');
    await vax('template', '-o', 'daerah.xlsx', '--config', 'daerah.yaml');
    const [data, , lists] = await readXlsx(join(folder, 'daerah.xlsx'));
    expect(data?.name).toBe('Vaccinations');
    const list = (column: number) => lists?.rows.map(({ cells }) => cells[column]).filter(Boolean) ?? [];
    expect(list(2).slice(0, 3)).toEqual(['Sinovac', 'Vaksin Baru', 'AstraZeneca']);
    expect(list(2)).toHaveLength(2 + 12);
    expect(list(3)).toEqual(['Puskesmas Kendal 1', 'Pos Contoh']);
  });

  it('says in two lines that a mapping file is missing, and writes nothing', async () => {
    writeFileSync(join(folder, 'salah.yaml'), 'reading: { mapping: ./tidak-ada.yaml }\n');
    const { exitCode, err } = await vax('template', '-o', 'salah.xlsx', '--config', 'salah.yaml');
    expect([exitCode, errorLines(err)[0]]).toEqual([2, expect.stringContaining('tidak-ada.yaml')]);
    expect(existsSync(join(folder, 'salah.xlsx'))).toBe(false);
  });

  it('never writes over anything: neither a filled sheet nor a folder', async () => {
    writeFileSync(join(folder, 'penuh.xlsx'), 'data orang');
    mkdirSync(join(folder, 'map.xlsx'));
    for (const name of ['penuh.xlsx', 'map.xlsx']) {
      const { exitCode, err } = await vax('template', '-o', name);
      expect(exitCode).toBe(2);
      expect(errorLines(err)[0]).toMatch(/is there already.*\[OUTPUT_EXISTS\]$/);
    }
    expect(readFileSync(join(folder, 'penuh.xlsx'), 'utf8')).toBe('data orang');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('refuses a name that Excel would not open, and says a better one', async () => {
    for (const [given, better] of [
      ['templat.xls', 'templat.xlsx'],
      ['templat', 'templat.xlsx'],
      ['sub/a.b.csv', 'sub/a.b.xlsx'],
    ] as const) {
      const { exitCode, err } = await vax('template', '-o', given);
      expect(exitCode).toBe(2);
      expect(errorLines(err)[1]).toBe(`Try: Write it like this: --output ${better}`);
    }
  });

  // The superuser may write anywhere: then the program is run as somebody else.
  const isRoot = process.getuid?.() === 0;
  const nobody = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : ['env'];
  const can = spawnSync(nobody[0] ?? '', [...nobody.slice(1), process.execPath, '--version']).status === 0;
  it.skipIf(!can)(
    `ends with 74 in a folder that may not be written to${can ? '' : ' (skipped: no other user here)'}`,
    async () => {
      const closed = join(folder, 'tertutup');
      mkdirSync(closed);
      chmodSync(folder, 0o755);
      chmodSync(closed, 0o555);
      const [file = '', ...rest] = [...nobody, process.execPath, PROGRAM, 'template', '-o', 'tertutup/templat.xlsx'];
      const { exitCode, err } = await run(file, rest, { cwd: folder });
      expect(err).toContain('[DISK_READ_ONLY]');
      expect([exitCode, errorLines(err).length]).toEqual([74, 2]);
      expect(readdirSync(closed)).toEqual([]);
    },
  );
});
