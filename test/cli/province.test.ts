/**
 * From a district to its province, as clerks and cron have it: the built program in each district, a real PostgreSQL
 * between them, killed where it hurts, and the clerk's correction sheet at the end.
 */
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writePublicKey } from '../../src/parcel/public-key.ts';
import { type OwnReason, refusedByUs } from '../../src/target/reason.ts';
import { correctWorkbook } from '../support/clerk-workbook.ts';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.ts';
import { makeProvince, type Province, type Says } from '../support/province.ts';
import { Clerk, csv, errorLines, expectDiscreet, type Person, people, person, summaryOf } from './clerk.ts';

const ACCEPTED: Says = () => ({ kind: 'accepted', receipt: '' });

describe.skipIf(!hasPostgres())('a district and its province', () => {
  let postgres: Postgres;
  let province: Province;
  let says: Says = ACCEPTED;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres[Symbol.asyncDispose]());
  beforeEach(async () => {
    says = ACCEPTED;
    province = await makeProvince(postgres, ['kendal', 'boja'], () => says);
  });
  afterEach(() => province.close());

  function district(name: string, rows: readonly Person[], more = ''): Clerk {
    const clerk = new Clerk();
    const target = `{ type: province, url: "${province.addressFor(name)}", publicKey: ${province.publicKey}, maxBatch: 20${more} }`;
    const delivery = '{ doubtWait: 1s, retry: { first: 100ms, cap: 300ms, probe: 300ms } }';
    clerk.write('vax-upload.yaml', `target: ${target}\ndelivery: ${delivery}\n`);
    clerk.write('senin.csv', csv(rows));
    return clerk;
  }

  const lastEvent = (out: string, event: string): Record<string, unknown> | undefined =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .findLast((each) => each['event'] === event);
  const pulled = async (clerk: Clerk) => {
    const ended = await clerk.runs('pull', '--json');
    return [ended.exitCode, lastEvent(ended.out, 'pulled')] as const;
  };
  const parcels = async () =>
    (await province.database.query('SELECT id, district, owner, state, rows, sealed, answer FROM parcels')).rows;

  it('hands every row over, hears what came of it, and nobody in between reads anything', async () => {
    const rows = people(45);
    const clerk = district('kendal', rows);
    const handed = await clerk.runs('import', 'senin.csv', '--json');
    expect(handed.exitCode).toBe(10);
    expect(summaryOf(handed.out)).toMatchObject({
      handedOver: { entries: 45, province: true },
      backlog: 0,
      outcomes: { 'in-doubt': 45 },
    });
    expectDiscreet(handed, rows);
    const lying = await parcels();
    expect(lying.reduce((sum, { rows: records }) => sum + records, 0)).toBe(45);
    for (const { sealed, district: from, owner } of lying) {
      expect([from, owner]).toEqual(['kendal', 'kendal']);
      for (const { nik, name } of rows) expect(sealed.includes(nik) || sealed.includes(name)).toBe(false);
    }

    // Before the province has done anything there is nothing to hear, and nothing is lost by asking.
    expect(await pulled(clerk)).toEqual([10, expect.objectContaining({ accepted: 0, open: 45 })]);
    expect(await province.night()).toEqual([{ event: 'parcels', parcels: lying.length, records: 45, aside: 0 }]);
    expect(province.registry.size).toBe(45);
    expect(await pulled(clerk)).toEqual([0, expect.objectContaining({ accepted: 45, refused: 0, open: 0 })]);

    // Once heard, nothing of it is kept there; and a second time there is nothing to hear.
    for (const { sealed, answer, state } of await parcels()) expect([sealed, answer, state]).toEqual([null, null, 3]);
    const again = await clerk.runs('pull', '--json');
    expect([again.exitCode, lastEvent(again.out, 'pulled')]).toEqual([0, undefined]);
    const life = await clerk.runs('explain', 'senin.csv', '2');
    expect(life.out).toMatch(/handed over to the province[\s\S]*the province has answered[\s\S]*now: on the server/);
    expect([...province.registry.values()].every((times) => times === 1)).toBe(true);
  });

  it('says what lies with the province, in both languages, and what to do: nothing', async () => {
    const clerk = district('kendal', people(3));
    const english = await clerk.runs('import', 'senin.csv');
    expect(english.out).toContain('With the province: 3 records in');
    expect(english.out).toContain('Next: nothing. The province delivers; `vax-upload pull` fetches');
    expect((await clerk.runs('push', '--lang', 'id')).out).toContain('Di provinsi: 3 catatan');
    expect((await clerk.runs('status')).out).toContain('`vax-upload pull`');
    expect((await clerk.runs('explain', 'senin.csv', '2')).out).toContain('now: with the province');
    const confirming = await clerk.runs('confirm', '--all');
    expect([confirming.exitCode, errorLines(confirming.err)[1]]).toEqual([
      2,
      expect.stringContaining('vax-upload pull'),
    ]);
  });

  it('a row that the registry refuses comes back to its own district, is corrected there, and arrives', async () => {
    says = (record) =>
      record.includes('TIDAKADA')
        ? { kind: 'refused', reasons: [{ code: 'LOT', message: 'Batch tidak dikenal', means: 'lot' }] }
        : { kind: 'accepted', receipt: '' };
    const kendal = district('kendal', [person(1), person(2, { lot: 'TIDAKADA' })]);
    const boja = district('boja', [person(3)]);
    await kendal.runs('import', 'senin.csv');
    await boja.runs('import', 'senin.csv');
    await province.night();
    expect(await pulled(boja)).toEqual([0, expect.objectContaining({ accepted: 1, refused: 0 })]);
    expect(await pulled(kendal)).toEqual([3, expect.objectContaining({ accepted: 1, refused: 1, open: 0 })]);
    expect((await kendal.runs('rejects', '-o', 'perbaikan.xlsx', '--lang', 'en')).out).toContain('1 row to correct');
    await correctWorkbook(kendal.path('perbaikan.xlsx'), (book) => {
      const cell = cellOf(book, 'No Batch', 2);
      expect(reasonsOf(book)).toEqual([expect.stringContaining('Batch tidak dikenal')]);
      cell.value = 'CTHSI111A';
    });
    expect((await kendal.runs('import', 'perbaikan.xlsx')).exitCode).toBe(10);
    await province.night();
    expect(await pulled(kendal)).toEqual([0, expect.objectContaining({ accepted: 1, open: 0 })]);
    expect(province.registry.size).toBe(3);
  });

  it('one person in two districts: the same dose is sent once, another one is asked about on both sides', async () => {
    const kendal = district('kendal', [person(1), person(2)]);
    const boja = district('boja', [person(1), person(2, { date: '06/10/2021' })]);
    await kendal.runs('import', 'senin.csv');
    await boja.runs('import', 'senin.csv');
    await province.night();
    expect(province.registry.size).toBe(1);
    expect(await pulled(kendal)).toEqual([3, expect.objectContaining({ accepted: 1, refused: 1, open: 0 })]);
    expect(await pulled(boja)).toEqual([3, expect.objectContaining({ alreadyThere: 1, refused: 1, open: 0 })]);

    // Kendal says that it is right as it stands; nothing but the reason cell is touched.
    await kendal.runs('rejects', '-o', 'perbaikan.xlsx', '--lang', 'id');
    await correctWorkbook(kendal.path('perbaikan.xlsx'), (book) => {
      expect(reasonsOf(book)).toEqual([expect.stringMatching(/Di provinsi dosis ini tercatat dari kantor lain/)]);
      expect(reasonsOf(book).join()).not.toMatch(/06\/10|boja|baris \d/);
      cellOf(book, 'vax-upload: alasan', 2).value = null;
    });
    expect((await kendal.runs('import', 'perbaikan.xlsx')).exitCode).toBe(10);
    await province.night();
    expect(await pulled(kendal)).toEqual([0, expect.objectContaining({ accepted: 1, refused: 0, open: 0 })]);

    // Boja sees that it was a second dose.
    await boja.runs('rejects', '-o', 'perbaikan.xlsx', '--lang', 'en');
    await correctWorkbook(boja.path('perbaikan.xlsx'), (book) => {
      cellOf(book, 'Dosis', 2).value = '2';
      cellOf(book, 'Tgl Vaksin', 2).value = '06/11/2021';
    });
    expect((await boja.runs('import', 'perbaikan.xlsx')).exitCode).toBe(10);
    await province.night();
    expect(await pulled(boja)).toEqual([0, expect.objectContaining({ accepted: 1, open: 0 })]);
    expect([...province.registry.values()]).toEqual([1, 1, 1]);
  });

  it('what was refused is sent again as it is, by `retry`, once the server has been mended', async () => {
    says = () => ({ kind: 'refused', reasons: [{ code: 'X', message: 'tidak dikenal' }] });
    const clerk = district('kendal', [person(1)]);
    await clerk.runs('import', 'senin.csv');
    await province.night();
    expect((await pulled(clerk))[0]).toBe(3);
    says = ACCEPTED;
    await clerk.runs('retry');
    await province.night();
    expect(await pulled(clerk)).toEqual([0, expect.objectContaining({ accepted: 1 })]);
  });

  it('a push that is killed, again and again, hands every row over once', async () => {
    const rows = people(120);
    const clerk = district('kendal', rows, ', district: kendal-barat');
    await clerk.runs('import', 'senin.csv', '--take-in-only');
    for (let kills = 0; kills < 4; kills++) {
      const running = clerk.starts('push', '-v');
      const before = (await parcels()).length;
      for (let tries = 0; tries < 400 && (await parcels()).length === before; tries++) await sleep(5);
      running.child.kill('SIGKILL');
      await running.ended();
    }
    expect((await clerk.runs('push')).exitCode).toBe(10);
    const lying = await parcels();
    expect(lying.reduce((sum, { rows: records }) => sum + records, 0)).toBe(120);
    expect(new Set(lying.map(({ district: from }) => from))).toEqual(new Set(['kendal-barat']));
    await province.night();
    expect((await pulled(clerk))[0]).toBe(0);
    expect([province.registry.size, [...province.registry.values()].every((times) => times === 1)]).toEqual([
      120,
      true,
    ]);
  });

  it('a database that dies in the middle is waited for, and every row arrives once', async () => {
    const clerk = district('kendal', people(120));
    await clerk.runs('import', 'senin.csv', '--take-in-only');
    const running = clerk.starts('push', '--json');
    for (let tries = 0; tries < 400 && (await parcels()).length === 0; tries++) await sleep(5);
    await postgres.kill('SIGKILL');
    await sleep(300);
    await postgres.start();
    await province.reconnect();
    const ended = await running.ended();
    expect([ended.exitCode, ended.err]).toEqual([10, '']);
    await province.night();
    expect((await pulled(clerk))[0]).toBe(0);
    expect([province.registry.size, [...province.registry.values()].every((times) => times === 1)]).toEqual([
      120,
      true,
    ]);
  });

  it('a parcel of which one bit is another is put aside, keeps nobody back, and its rows go again', async () => {
    const kendal = district('kendal', people(5));
    const boja = district('boja', people(5, 50));
    await kendal.runs('import', 'senin.csv');
    await boja.runs('import', 'senin.csv');
    await province.database.query(
      `UPDATE parcels SET sealed = set_byte(sealed, 99, get_byte(sealed, 99) # 1)
       WHERE id = (SELECT id FROM parcels WHERE district = 'kendal' ORDER BY rows DESC, id LIMIT 1)`,
    );
    const [night] = await province.night();
    expect(night?.aside).toBe(1);
    expect(await pulled(boja)).toEqual([0, expect.objectContaining({ accepted: 5 })]);
    const [exitCode, heard] = await pulled(kendal);
    expect([exitCode, Number(heard?.['accepted']) + Number(heard?.['again'])]).toEqual([10, 5]);
    expect(Number(heard?.['again'])).toBeGreaterThan(0);
    expect((await kendal.runs('push')).exitCode).toBe(10);
    await province.night();
    expect((await pulled(kendal))[0]).toBe(0);
    expect([...province.registry.values()]).toEqual(Array.from({ length: 10 }, () => 1));
  });

  it('an answer that cannot be opened is asked for once more, and a parcel that is gone is handed over again', async () => {
    const clerk = district('kendal', [person(1)]);
    await clerk.runs('import', 'senin.csv');
    await province.night();
    await province.database.query('UPDATE parcels SET answer = set_byte(answer, 60, get_byte(answer, 60) # 8)');
    expect(await pulled(clerk)).toEqual([10, expect.objectContaining({ accepted: 0, open: 1 })]);
    await province.night();
    await province.database.query('DELETE FROM parcels');
    expect(await pulled(clerk)).toEqual([10, expect.objectContaining({ again: 1, open: 0 })]);
    await clerk.runs('push');
    await province.night();
    expect(await pulled(clerk)).toEqual([0, expect.objectContaining({ accepted: 1, open: 0 })]);
    expect([...province.registry.values()]).toEqual([1]);
  });

  it('no district reads or replaces what another one has left', async () => {
    const kendal = district('kendal', [person(1)]);
    await kendal.runs('import', 'senin.csv');
    const [{ id } = { id: '' }] = await parcels();
    const boja = await postgres.connect(province.addressFor('boja'));
    try {
      await boja.query('SET search_path = vax_upload');
      for (const sql of ['SELECT * FROM parcels', 'SELECT * FROM province', 'UPDATE parcels SET state = 3 WHERE true'])
        await expect(boja.query(sql), sql).rejects.toThrow(/permission denied/);
      expect((await boja.query('SELECT * FROM parcel_answers($1, $2)', [[id], [0]])).rows).toEqual([]);
      const forged = await boja.query('SELECT hand_over($1, $2, 1, $3) AS state', [id, 'kendal', Buffer.from('x')]);
      expect(forged.rows).toEqual([{ state: null }]);
      await boja.query('SELECT parcel_heard($1)', [[id]]);
      await boja.query('SELECT parcel_unread($1)', [[id]]);
    } finally {
      await boja.end();
    }
    expect(await parcels()).toMatchObject([{ id, owner: 'kendal', state: 0 }]);
    await province.night();
    expect((await pulled(kendal))[0]).toBe(0);
  });

  it.each<[string, (clerk: Clerk) => string, number, RegExp]>([
    [
      'the key is another one',
      (clerk) => yaml(clerk).replace(/vxp_[\w-]+/, OTHER_KEY),
      7,
      /another one[\s\S]*--show-key/,
    ],
    ['the key was mistyped', (clerk) => yaml(clerk).replace(/(vxp_[\w-]{9})./, '$1='), 2, /publicKey/],
    ['nobody has told the key', (clerk) => yaml(clerk).replace(/publicKey: vxp_[\w-]+, /, ''), 2, /--show-key/],
    ['the role is unknown', (clerk) => yaml(clerk).replace('kendal@', 'nobody_here@'), 7, /nobody_here/],
    ['the database is no province', (clerk) => yaml(clerk).replace(/@\/\w+/, '@/postgres'), 7, /No province/],
    ['a password stands in the address', (clerk) => yaml(clerk).replace('kendal@', 'kendal:rahasia@'), 2, /password/],
    ['the target is a server', () => 'target: { url: "https://registry.example/v1" }\n', 2, /province/],
  ])('two lines and nothing sent where %s', async (_, change, exitCode, words) => {
    const clerk = district('kendal', [person(1)]);
    expect((await clerk.runs('import', 'senin.csv', '--take-in-only')).exitCode).toBe(10);
    clerk.write('vax-upload.yaml', change(clerk));
    const ended = await clerk.runs('push');
    expect([ended.exitCode, ended.err + ended.out]).toEqual([exitCode, expect.stringMatching(words)]);
    expect(ended.err + ended.out).not.toMatch(/rahasia/);
    expect(await parcels()).toEqual([]);
  });

  it('every question of a province stands at its cell, in the words of the clerk', async () => {
    const ASKED: readonly (readonly [OwnReason, string])[] = [
      ['PROVINCE_DOSE', 'another date, vaccine or batch'],
      ['PROVINCE_ORDER', 'out of order or on one day'],
      ['PROVINCE_NUMBER', 'for somebody else'],
      ['PROVINCE_NEAR', 'almost the same NIK'],
      ['PROVINCE_HELD', 'holds this row back'],
      ['PROVINCE_TWIN', 'has refused it there'],
    ];
    let nth = 0;
    says = () => {
      const [ours = 'PROVINCE_HELD'] = ASKED[nth++ % ASKED.length] ?? [];
      return { kind: 'refused', reasons: [refusedByUs(ours)] };
    };
    const clerk = district('kendal', []);
    const fixture = join(import.meta.dirname, '../../fixtures/csv/comma-utf8-bom.csv');
    copyFileSync(fixture, clerk.path('comma-utf8-bom.csv'));
    await clerk.runs('import', 'comma-utf8-bom.csv');
    await province.night();
    expect((await pulled(clerk))[0]).toBe(3);
    await clerk.runs('rejects', '-o', 'perbaikan.xlsx', '--lang', 'en');
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(clerk.path('perbaikan.xlsx'));
    const reasons = reasonsOf(book).join('\n');
    for (const [code, words] of ASKED) expect(reasons, code).toContain(words);
  });
});

const OTHER_KEY = writePublicKey(Buffer.alloc(32, 9));

function yaml(clerk: Clerk): string {
  return readFileSync(clerk.path('vax-upload.yaml'), 'utf8');
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The sheet with the rows, and where its columns are. */
function rowsOf(book: exceljs.Workbook) {
  const sheet = book.worksheets.find((each) => each.getRow(1).values.toString().includes('NIK'));
  if (!sheet) throw new Error('no sheet with rows');
  return { sheet, headings: sheet.getRow(1).values as string[] };
}

function cellOf(book: exceljs.Workbook, heading: string, line: number): exceljs.Cell {
  const { sheet, headings } = rowsOf(book);
  const column = headings.indexOf(heading);
  if (column < 0) throw new Error(`no column ${heading} among ${headings.join(', ')}`);
  return sheet.getCell(line, column);
}

function reasonsOf(book: exceljs.Workbook): string[] {
  const { sheet, headings } = rowsOf(book);
  const column = headings.findIndex((each) => /^vax-upload: (?:alasan|reason)$/.test(each));
  return (sheet.getRows(2, sheet.rowCount - 1) ?? [])
    .map((row) => row.getCell(column).text)
    .filter((text) => text !== '');
}
