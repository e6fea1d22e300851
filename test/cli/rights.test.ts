/** `find` and `purge` of one person, as somebody types them: the number comes in unseen, and the person goes out whole. */
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesBelow } from '../support/all-files.ts';
import { startFakeServer } from '../support/fake-server.ts';
import { readAnything } from '../support/read-anything.ts';
import { hasTerminal, typedInto } from '../support/typing.ts';
import { Clerk, csv, errorLines, expectDiscreet, outcomesOf, PROGRAM, people, person } from './clerk.ts';

const clerk = new Clerk();
// The server is believed at once: its records are erased with its answer.
clerk.env = { VAX_UPLOAD_DELIVERY_LOOKBACK: '0s' };
const server = await startFakeServer({});
afterAll(() => server.close());
const TO = ['--to', server.url] as const;

const sent = person(1);
const unread = person(30, { nik: `${person(30).nik}9`, born: '99/99/1950' });
const written = person(31, { born: 'entah' });
const slip = person(32, { nik: `${sent.nik.slice(0, 15)}${(Number(sent.nik[15]) + 1) % 10}`, born: 'entah' });
const rows = [...people(4), unread, written, slip];

beforeAll(async () => {
  clerk.write('peserta.csv', csv(rows));
  expect((await clerk.runs('import', 'peserta.csv', ...TO)).exitCode).toBe(3);
});

describe('find', () => {
  it('says of what the server has: where it came from, when it went, its receipt; and not the number', async () => {
    const ended = await clerk.hears(`${sent.nik}\n`, 'find', '--nik', '-', '--lang', 'en');
    expect(ended.exitCode, ended.err).toBe(0);
    expect(ended.out).toContain('Known of this person: 1 dose, in 1 row. Server: json http://127.0.0.1');
    expect(ended.out).toContain('dose 1 is on the server');
    expect(ended.out).toContain('peserta.csv, row 3');
    expect(ended.out).toMatch(/receipt \S/);
    expect(ended.out).toMatch(/the server answered/);
    expectDiscreet(ended, rows);
  });

  it.each([
    ['blanks and a byte order mark', (nik: string) => `\ufeff ${nik.replace(/(.{4})/g, '$1 ')} `],
    ['no end of line', (nik: string) => nik],
    ['an end of line of Windows', (nik: string) => `${nik}\r\n`],
  ])('takes the number with %s', async (_what, typed) => {
    const { out } = await clerk.hears(typed(sent.nik), 'find', '--nik', '-', '--json');
    expect(JSON.parse(out)).toMatchObject({ known: true, records: [{ dose: 1, state: 'accepted', body: false }] });
  });

  it('finds the number in a row that could not be read', async () => {
    const { out } = await clerk.hears(written.nik, 'find', '--nik', '-', '--json');
    expect(JSON.parse(out)).toMatchObject({ known: true, records: [], rows: [{ line: 7, kind: 'invalid' }] });
  });

  it.each([
    ['a digit too many', person(30).nik, 6],
    ['another digit', sent.nik, 8],
  ])('names rows whose number is one slip away: %s', async (_what, nik, line) => {
    const { out } = await clerk.hears(nik, 'find', '--nik', '-', '--json');
    expect(JSON.parse(out)).toMatchObject({ similar: [{ file: 'peserta.csv', line }] });
  });

  it('of a stranger says that nothing is known, and where it has not looked', async () => {
    const { exitCode, out } = await clerk.hears(person(200).nik, 'find', '--nik', '-', '--lang', 'id');
    expect(exitCode).toBe(0);
    expect(out).toContain('Tidak ada data orang ini');
    expect(out).toContain('lembar perbaikan');
  });

  it('of a passport and a stay permit as well', async () => {
    const of = async (kind: string, typed: string): Promise<unknown> =>
      JSON.parse((await clerk.hears(typed, 'find', kind, '-', '--json')).out);
    expect(await of('--passport', 'India C7654321')).toMatchObject({ known: false });
    expect(await of('--kitas', '2C11JE1234-T')).toMatchObject({ known: false });
  });

  it.each([
    ['as the value of the flag', ['find', `--nik=${sent.nik}`], ''],
    ['as an argument', ['find', sent.nik], ''],
    ['as an argument of purge', ['purge', '--nik', '-', sent.nik], ''],
    ['nothing', ['find', '--nik', '-'], ''],
    ['a number that is none', ['find', '--nik', '-'], sent.nik.slice(0, 15)],
    ['no kind of number', ['find'], ''],
    ['a passport without a country', ['find', '--passport', '-'], 'N7654399'],
    ['two kinds', ['find', '--nik', '-', '--kitas', '-'], sent.nik],
  ])('%s: two lines, exit 2, and the number is not repeated', async (_what, args, typed) => {
    const ended = await clerk.hears(typed, ...args, '--lang', 'en');
    expect(ended.exitCode).toBe(2);
    expect(errorLines(ended.err)).toHaveLength(2);
    expect(ended.err).not.toMatch(/\d{12}|N7654399/);
  });

  it.skipIf(!hasTerminal)('asks at a terminal, and nothing that is typed is shown', async () => {
    const { exitCode, out } = await typedInto(
      `'${process.execPath}' '${PROGRAM}' find --nik - --lang en`,
      [[/NIK \(not shown\): /, `9\u007f${sent.nik}\r`]],
      { cwd: clerk.folder },
    );
    expect(exitCode).toBe(0);
    expect(out).toContain('Known of this person: 1 dose');
    expect(out).not.toContain(sent.nik.slice(2, 12));
  });
});

describe('find --everyone', () => {
  it('lists whose data can be read, and counts the others by file', async () => {
    const { exitCode, out, err } = await clerk.runs('find', '--everyone', '-o', 'terdampak.xlsx', '--json');
    expect(exitCode, err).toBe(0);
    const said = JSON.parse(out) as { rows: number; fingerprinted: unknown };
    expect(said).toMatchObject({ path: 'terdampak.xlsx', fingerprinted: { files: [{ file: 'peserta.csv' }] } });
    expect(statSync(clerk.path('terdampak.xlsx')).mode & 0o777).toBe(0o600);
    const cells = JSON.stringify(await readAnything(clerk.path('terdampak.xlsx')));
    for (const each of [unread, written, slip])
      for (const value of [each.name, each.phone]) expect(cells).toContain(value);
  });

  it('stands in the audit', async () => {
    const { out } = await clerk.runs('audit', '--lang', 'en');
    expect(out).toContain('asked for a list of everybody whose data can be read, into terdampak.xlsx');
  });

  it('needs the name of a workbook that is not there yet', async () => {
    expect((await clerk.runs('find', '--everyone')).exitCode).toBe(2);
    expect((await clerk.runs('find', '--everyone', '-o', 'terdampak.xlsx')).exitCode).toBe(2);
  });
});

/** The bytes of every file of the ledger. */
function bytesOfLedger(): Buffer {
  return Buffer.concat([...bytesBelow(clerk.path('.vax-upload')).values()]);
}

describe('purge of one person', () => {
  const TYPED = ['purge', '--nik', '-'] as const;

  it('who is not known: says so', async () => {
    const { exitCode, out } = await clerk.hears(person(201).nik, ...TYPED, '--lang', 'en');
    expect([exitCode, out]).toEqual([0, expect.stringContaining('Nothing is known')]);
  });

  it('whose row waits for somebody: is refused, unless somebody says so', async () => {
    const refused = await clerk.hears(written.nik, ...TYPED, '--lang', 'en');
    expect(refused.exitCode).toBe(2);
    expect(errorLines(refused.err)[0]).toContain('[PERSON_WAITING]');
    expect(errorLines(refused.err)[1]).toContain('purge --nik - --even-waiting');
    expectDiscreet(refused, rows);
    const { exitCode } = await clerk.hears(written.nik, ...TYPED, '--even-waiting');
    expect(exitCode).toBe(0);
    expect(JSON.parse((await clerk.runs('status', '--json')).out)).toMatchObject({ forPerson: { invalid: 2 } });
  });

  it('takes what the server has with its receipt, says whom to ask there, and leaves no byte of it', async () => {
    const db = new DatabaseSync(clerk.path('.vax-upload/ledger.db'), { readOnly: true });
    const row = db.prepare('SELECT person, receipt, wire, given FROM entries WHERE line = 3').get();
    db.close();
    const kept = Object.values(row ?? {}).filter((value) => value instanceof Uint8Array);
    expect(kept.map((value) => bytesOfLedger().includes(Buffer.from(value)))).toEqual([true, true, true, true]);
    const ended = await clerk.hears(sent.nik, ...TYPED, '--lang', 'en');
    expect(ended.exitCode, ended.err).toBe(0);
    expect(ended.out).toContain('Erased here: 1 dose and 1 row.');
    expect(ended.out).toMatch(/Ask the people of json http:.* to erase it; its receipts, .*: \S+/);
    expect(ended.out).toContain('peserta.csv');
    expectDiscreet(ended, rows);
    expect(kept.map((value) => bytesOfLedger().includes(Buffer.from(value)))).toEqual([false, false, false, false]);
    expect(JSON.parse((await clerk.runs('status', '--json')).out)).toMatchObject({ entries: { accepted: 3 } });
  });

  it('the sheet that still lies there does not bring them back, and the sum is right', async () => {
    const before = server.effects.size;
    const { out, exitCode } = await clerk.runs('import', 'peserta.csv', ...TO, '--json');
    expect(exitCode).toBe(3);
    expect(outcomesOf(out)).toEqual({ 'already-there': 3, dismissed: 2, invalid: 2 });
    expect(server.effects.size).toBe(before);
    const { out: found } = await clerk.hears(sent.nik, 'find', '--nik', '-', '--json');
    expect(JSON.parse(found)).toMatchObject({ records: [], rows: [], erased: expect.any(String) });
  });

  it('nor does another sheet with the same dose; another dose is another matter', async () => {
    clerk.write('lain.csv', csv([sent]));
    expect(outcomesOf((await clerk.runs('import', 'lain.csv', ...TO, '--json')).out)).toEqual({ dismissed: 1 });
    clerk.write('dosis2.csv', csv([sent]).replace(',1,04/10/2021', ',2,04/11/2021'));
    expect(outcomesOf((await clerk.runs('import', 'dosis2.csv', ...TO, '--json')).out)).toEqual({ accepted: 1 });
  });

  it('--undo lets them in again', async () => {
    const { out } = await clerk.hears(sent.nik, ...TYPED, '--undo', '--json');
    expect(JSON.parse(out)).toEqual({ readmitted: 1 });
    const again = await clerk.runs('import', 'lain.csv', ...TO, '--json');
    expect(outcomesOf(again.out)).toEqual({ 'already-there': 1 });
  });

  it('with --older-than, or with neither: exit 2', async () => {
    expect((await clerk.hears(sent.nik, ...TYPED, '--older-than', '9d')).exitCode).toBe(2);
    expect((await clerk.runs('purge')).exitCode).toBe(2);
  });
});

describe('purge of what is on its way', () => {
  it('waits to be sent: refused, or erased and never sent', async () => {
    const state = ['--state', 'tunggu.db'] as const;
    clerk.write('tunggu.csv', csv(people(3, 50)));
    expect((await clerk.runs('import', 'tunggu.csv', ...TO, ...state, '--take-in-only')).exitCode).toBe(10);
    const { nik } = person(51);
    expect((await clerk.hears(nik, 'purge', '--nik', '-', ...state)).exitCode).toBe(2);
    expect((await clerk.hears(nik, 'purge', '--nik', '-', '--even-waiting', ...state)).exitCode).toBe(0);
    const before = server.effects.size;
    expect((await clerk.runs('resume', ...TO, ...state)).exitCode).toBe(0);
    expect(server.effects.size).toBe(before + 2);
  });
});
