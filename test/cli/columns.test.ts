/**
 * Columns whose headings are not clear, under cron and day after day: never a question, and what was confirmed once is
 * known again.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { workbookParts, worksheet, zipBytes } from '../support/xlsx-writer.ts';
import { Clerk, csv, errorLines, events, expectDiscreet, outcomesOf, people } from './clerk.ts';

const server = await startFakeServer();
afterAll(() => server.close());
const TO = ['--to', server.url] as const;

/** As a form that somebody typed in a hurry; the last column is the mother's. */
const mistyped = (from: number): string =>
  csv(people(3, from))
    .replace('NIK,Nama Lengkap', 'NIK Pesrta,Nma Lengkap')
    .replace('No Batch', 'No. Batc')
    .split('\n')
    .map((line, index) => (line === '' ? '' : `${line},${index === 0 ? 'NIK Ayah' : '3324014101700001'}`))
    .join('\n');

/** The flags that an error proposes, as a shell hands them over. */
const proposed = (err: string): string[] =>
  Array.from(err.matchAll(/--map "([^"]*)"/g), ([, value = '']) => ['--map', value]).flat();

describe('a form with mistyped headings', () => {
  const clerk = new Clerk();
  const memory = clerk.path('.vax-upload/columns.yaml');
  clerk.write('senin.csv', mistyped(0));
  clerk.write('selasa.csv', mistyped(100));
  let flags: string[] = [];

  it('is refused without a word more than two lines, and nothing is left behind', async () => {
    const ended = await clerk.runs('check', 'senin.csv');
    expect(ended.exitCode).toBe(65);
    const [what = '', cure = ''] = errorLines(ended.err);
    expect(what).toContain('NIK ← "NIK Pesrta", name ← "Nma Lengkap", batch number ← "No. Batc"');
    expect(existsSync(clerk.path('.vax-upload'))).toBe(false);
    flags = proposed(cure);
    expect(flags).toEqual(['--map', 'NIK Pesrta=nik', '--map', 'Nma Lengkap=name', '--map', 'No. Batc=lot']);
  });

  it('is read with the flags as they were proposed, which are remembered', async () => {
    const ended = await clerk.runs('check', 'senin.csv', ...flags);
    expect(ended.exitCode).toBe(0);
    expect(ended.err).toContain('NIK ← "NIK Pesrta", name ← "Nma Lengkap"');
    expect(ended.err).toContain('Not read: "NIK Ayah"');
    expect(ended.err).toContain('Remembered for sheets of this form: 3 columns');
    expect(statSync(memory).mode & 0o777).toBe(0o600);
    expectDiscreet({ ...ended, out: readFileSync(memory, 'utf8') }, people(3));
  });

  it('is known the next day, silently, by import, check and reconcile', async () => {
    const imported = await clerk.runs('import', 'selasa.csv', ...TO, '--json');
    expect(imported.exitCode).toBe(0);
    expect(outcomesOf(imported.out)).toEqual({ accepted: 3 });
    expect(imported.err).toBe('');
    const reconciled = await clerk.runs('reconcile', 'selasa.csv', ...TO);
    expect(reconciled.exitCode).toBe(0);
    const checked = await clerk.runs('check', 'selasa.csv', 'senin.csv');
    expect(checked.exitCode).toBe(0);
    expect(checked.err).not.toContain('Remembered');
  });

  it('is listed, as a table and as JSON', async () => {
    const { out } = await clerk.runs('mappings', '--lang', 'id');
    expect(out).toMatch(/^1 +"NIK Pesrta" +NIK +senin\.csv +\d{4}-/m);
    expect(out).toMatch(/^ +"No\. Batc" +no\. batch$/m);
    const [list] = events((await clerk.runs('mappings', '--json')).out);
    expect(list).toMatchObject({
      mappings: [
        { number: 1, file: 'senin.csv', columns: { 'NIK Pesrta': 'nik', 'Nma Lengkap': 'name', 'No. Batc': 'lot' } },
      ],
    });
  });

  it('is refused again once it is forgotten', async () => {
    expect((await clerk.runs('mappings', 'forget', '2')).exitCode).toBe(2);
    const forgotten = await clerk.runs('mappings', 'forget', '1');
    expect([forgotten.exitCode, forgotten.out]).toEqual([0, 'One form is forgotten.\n']);
    expect((await clerk.runs('mappings')).out).toContain('Nothing is remembered');
    expect((await clerk.runs('check', 'selasa.csv')).exitCode).toBe(65);
  });

  it('a damaged memory stops the run, as import does before it opens anything, and `forget all` mends it', async () => {
    writeFileSync(memory, `${readFileSync(memory, 'utf8')}- form: x\n`);
    const ended = await clerk.runs('import', 'selasa.csv', ...TO, '--state', 'baru.db');
    expect(ended.exitCode).toBe(2);
    expect(errorLines(ended.err)[0]).toContain('(line 3); nothing was read by them. [MAPPINGS_DAMAGED]');
    expect(existsSync(clerk.path('baru.db'))).toBe(false);
    expect((await clerk.runs('mappings')).exitCode).toBe(2);
    expect((await clerk.runs('mappings', 'forget', '1')).exitCode).toBe(2);
    expect((await clerk.runs('mappings', 'forget', 'all', '--json')).out).toBe('{"forgotten":1}\n');
    expect(existsSync(memory)).toBe(false);
  });
});

describe('what a record can do without', () => {
  const clerk = new Clerk();
  clerk.write('batc.csv', csv(people(2)).replace('No Batch', 'No. Batc'));

  it('is left unread and said, with what to type', async () => {
    const ended = await clerk.runs('check', 'batc.csv');
    expect(ended.exitCode).toBe(0);
    expect(ended.err).toContain(
      'Not read, though it may be batch number ← "No. Batc". If it is, add --map "No. Batc=lot"',
    );
    const [file] = events((await clerk.runs('check', 'batc.csv', '--json')).out).filter(
      ({ event }) => event === 'file',
    );
    expect(file).toMatchObject({ near: [{ field: 'lot', heading: 'No. Batc' }] });
  });

  it('may be said to be something else, and is then no longer spoken of', async () => {
    await clerk.runs('check', 'batc.csv', '--map', 'No. Batc=none');
    const ended = await clerk.runs('check', 'batc.csv');
    expect(ended.exitCode).toBe(0);
    expect(ended.err).not.toContain('may be');
  });
});

describe('where it is not remembered', () => {
  const clerk = new Clerk();

  it('a file that was refused leaves nothing behind', async () => {
    const damaged = people(20).map((row, n) => ({ ...row, nik: `${row.nik.slice(0, 15)}0`, phone: `08109${n}` }));
    clerk.write('nol.csv', csv(damaged).replace('NIK,', 'Kode Warga,'));
    expect((await clerk.runs('check', 'nol.csv', '--map', 'Kode Warga=nik')).exitCode).toBe(65);
    expect(existsSync(clerk.path('.vax-upload'))).toBe(false);
  });

  it('a place that cannot even be looked at is no empty memory', async () => {
    clerk.write('kode.csv', csv(people(2)).replace('NIK,', 'Kode Warga,'));
    clerk.write('file', 'in the way');
    clerk.write('atur.yaml', 'reading: { columns: ./file/columns.yaml }\n');
    const ended = await clerk.runs('check', 'kode.csv', '--map', 'Kode Warga=nik', '--config', 'atur.yaml');
    expect(ended.exitCode).toBe(74);
    expect(errorLines(ended.err)[0]).toContain('DISK_FAILED');
  });
});

it('a workbook with a sheet that does not have the heading is read with `--map` all the same', async () => {
  const clerk = new Clerk();
  const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  const sheetXml = (table: string): string => {
    const rows = table
      .trim()
      .split('\n')
      .map((line, index) => `<row r="${index + 1}">${line.split(',').map(text).join('')}</row>`); // prettier-ignore
    return worksheet(rows.join(''));
  };
  const sheets = [
    { name: 'Boja', xml: sheetXml(csv(people(2)).replace('Nama Lengkap', 'Nma Lengkap')) },
    { name: 'Weleri', xml: sheetXml(csv(people(2, 50))) },
    { name: 'Petunjuk', xml: sheetXml('Isi semua kolom\n') },
  ];
  clerk.write('dua.xlsx', zipBytes(workbookParts({ sheets })));
  const refused = await clerk.runs('check', 'dua.xlsx');
  expect(errorLines(refused.err)[0]).toContain('dua.xlsx, sheet Boja only resemble');
  const ended = await clerk.runs('check', 'dua.xlsx', ...proposed(refused.err), '--json');
  expect(outcomesOf(ended.out)).toEqual({ waiting: 4 });
  expect(errorLines((await clerk.runs('check', 'dua.xlsx', '--map', 'KTP=nik')).err)[0]).toContain('[MAP_COLUMN]');
});
