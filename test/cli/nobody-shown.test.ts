/**
 * Whatever row is taken for a header, and whatever is written beside one: nothing of a person comes out of the built
 * program or stands open in the ledger.
 */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesBelow } from '../support/all-files.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { Clerk, csv, errorLines, events, people } from './clerk.ts';

const server = await startFakeServer();
afterAll(() => server.close());
const TO = ['--to', server.url] as const;

const SECRETS = ['Siti', 'Aminah', 'Mawar', 'HIV', 'reaktif', 'Budi', 'TBC'];
/** In sealed bytes three letters stand by chance, in one file of twenty; four as they are written do not. */
const inBytes = (bytes: string): string[] => SECRETS.filter((secret) => secret.length > 3 && bytes.includes(secret));
const found = (text: string): string[] => SECRETS.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));

/** All files that the program has left, except the workbooks for the clerk. */
function left(clerk: Clerk): string {
  const folder = clerk.path('.vax-upload');
  if (!existsSync(folder)) return '';
  return Array.from(bytesBelow(folder).values(), (bytes) => bytes.toString('latin1')).join('\n');
}

describe.each(['id', 'en'])('in %s', (language) => {
  const clerk = new Clerk();
  clerk.env = { VAX_UPLOAD_LANGUAGE: language };

  it.each<[string, string, string]>([
    [
      'rows of people without headings',
      '1;Siti Aminah;P;Jl Mawar;HIV reaktif\n2;Budi;L;Jl Melati;TBC\n',
      'HEADER_NONE',
    ],
    ['people, of whom one is expecting', 'Siti Aminah;Hamil;HIV\nBudi;Lansia;TBC\n', 'HEADER_NONE'],
    ['headings and no NIK, somebody beside them', 'Nama Lengkap;No HP;Siti Aminah HIV\nBudi;0812;x\n', 'HEADER_NONE'],
    [
      'two columns of the same name, with somebody in it',
      'No KTP Siti Aminah,No KTP Budi HIV,Nama Lengkap\n1,2,3\n',
      'HEADER_AMBIG',
    ],
    [
      'wishes only, one of them somebody’s',
      `NIK,Nama,Tgl Lahir,Rencana tgl vaksin Siti Aminah\n${'3324011708450001,Budi,17/08/1945,'}\n`,
      'SHEET_WISHES',
    ],
  ])('%s', async (_, text, code) => {
    const file = clerk.write('lembar.csv', text);
    for (const args of [
      ['check', file],
      ['check', file, '--json'],
      ['import', file, ...TO],
      ['import', file, ...TO, '--json'],
    ]) {
      const ended = await clerk.runs(...args);
      expect([ended.exitCode, found(ended.out + ended.err), inBytes(left(clerk))]).toEqual([65, [], []]);
      expect(ended.err).toContain(`[${code}]`);
    }
  });

  it('a header of which nothing is known: the row and how many cells it has', async () => {
    const file = clerk.write('satu.csv', '\n1;Siti Aminah;P;Jl Mawar;HIV reaktif\n');
    const [what = ''] = errorLines((await clerk.runs('check', file)).err);
    expect(what).toContain(language === 'id' ? 'Yang paling mirip: baris 2 (5 sel)' : 'Row 2 comes closest (5 cells)');
  });

  it('--map names a heading that is not there: only headings are listed', async () => {
    const file = clerk.write('peta.csv', 'Siti Aminah;Nama Lengkap;No HP;HIV\n');
    const ended = await clerk.runs('check', file, '--map', 'Nomor Induk=nik');
    expect(errorLines(ended.err)[1]).toContain('"Nama Lengkap", "No HP"');
    expect(found(ended.err)).toEqual([]);
  });
});

describe('a note of the clerk beside the headings', () => {
  const clerk = new Clerk();
  /** The last column is called by what was written there. */
  const sheet = (note: string, cells: string): string =>
    csv(people(5))
      .trim()
      .split('\n')
      .map((line, index) => `${line},${index === 0 ? note : cells}`)
      .join('\n');

  it('is called by its column, on the terminal, in JSON and in the ledger; the correction sheet has it as it was', async () => {
    const broken = sheet('Bu Siti HIV reaktif', 'x').replace('04/10/2021', '32/10/2021');
    const file = clerk.write('catatan.csv', `Lokasi : Rumah Ibu Aminah\n${broken.replace(',Faskes', ',Kosong')}`);
    const ended = await clerk.runs('import', file, ...TO, '--rows');
    expect(ended.exitCode).toBe(3);
    expect(ended.err).toContain('Not read: "Kosong", "J:J"');
    expect(ended.err).toContain('facility = "…"');
    const json = await clerk.runs('check', file, '--json');
    const status = await clerk.runs('status');
    const explained = await clerk.runs('explain', file, '3');
    for (const { out, err } of [ended, json, status, explained]) expect(found(out + err)).toEqual([]);
    expect(inBytes(left(clerk))).toEqual([]);
    const rejected = await clerk.runs('rejects', '-o', 'p.xlsx');
    expect(rejected.exitCode).toBe(0);
    const again = await clerk.runs('check', 'p.xlsx', '--json');
    expect(events(again.out).find(({ event }) => event === 'file')?.['columns']).toMatchObject({ site: 'Faskes' });
  });

  it('is taken by its letters, as the advice says, and not remembered in words', async () => {
    const file = clerk.write('nik.csv', sheet('Siti HIV', '3324014101700001'));
    const text = people(5)
      .map(({ nik }, index) => [nik, `33240141017000${10 + index}`] as const)
      .reduce(
        (all, [nik, other]) => all.replace(new RegExp(`(${nik}.*),3324014101700001`), `$1,${other}`),
        sheet('Siti HIV', '3324014101700001'),
      );
    clerk.write('nik.csv', text);
    const refused = await clerk.runs('check', file);
    expect(refused.exitCode).toBe(65);
    expect(found(refused.err)).toEqual([]);
    const [, flag = ''] = /`--map "(J:J=none)"`/.exec(refused.err) ?? [];
    expect(flag).toBe('J:J=none');
    const ended = await clerk.runs('check', file, '--map', flag);
    expect([ended.exitCode, found(ended.out + ended.err), inBytes(left(clerk))]).toEqual([0, [], []]);
  });

  it('letters of a column that the sheet does not have are said', async () => {
    const file = clerk.write('huruf.csv', csv(people(2)));
    const ended = await clerk.runs('check', file, '--map', 'Z:Z=none');
    expect([ended.exitCode, ended.err.includes('[MAP_COLUMN]')]).toEqual([2, true]);
  });
});

it('what the server calls a record lies sealed in the ledger, and `explain` shows it', async () => {
  const clerk = new Clerk();
  const file = clerk.write('satu.csv', csv(people(1)));
  expect((await clerk.runs('import', file, ...TO)).exitCode).toBe(0);
  const db = new DatabaseSync(clerk.path('.vax-upload/ledger.db'), { readOnly: true });
  expect(db.prepare('SELECT typeof(receipt) AS kind FROM entries').all()).toEqual([{ kind: 'blob' }]);
  db.close();
  const [life] = events((await clerk.runs('explain', file, '2', '--json')).out);
  const { receipt = '' } = (life?.['entry'] ?? {}) as { receipt?: string };
  expect([receipt === '', left(clerk).includes(receipt)]).toEqual([false, false]);
});
