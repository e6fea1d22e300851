/** Files through the door: as a whole or not at all, whatever goes wrong in the middle. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import type { Door } from '../../src/ledger/intake-side.ts';
import type { PreparedReading } from '../../src/ledger/sealed/prepare.ts';
import { writeClerkWorkbook } from '../support/clerk-workbook.ts';
import { Office } from '../support/office.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures');
const HEADER = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin'];
/** Everybody has a name of their own: numbers in a row with one name would be held as one person's. */
const person = (
  serial: number,
  name = `Budi ${[...String(serial)].map((digit) => 'bcdgklmprt'[Number(digit)]).join('o')}o`,
) => [`332401120390${String(serial).padStart(4, '0')}`, name, '12/03/1990', 'L', '1', '02/10/2021', 'Sinovac'];
const people = (from: number, count: number) => Array.from({ length: count }, (_, index) => person(from + index));

let office: Office;
beforeEach(async () => {
  office = new Office();
  await office.desk.nextRun();
});
afterEach(() => office.close());

function csv(name: string, rows: readonly (readonly string[])[]): string {
  writeFileSync(office.path(name), rows.map((cells) => cells.join(';')).join('\n'));
  return name;
}

function fixture(name: string): string {
  const to = name.replace(/^.*\//, '');
  copyFileSync(join(FIXTURES, name), office.path(to));
  return to;
}

describe('a file', () => {
  it.each([
    ['kendal.xlsx', { rows: 2_214, readings: 2_165, fresh: 2_140 }, { waiting: 2_140, repeated: 25, skipped: 49 }],
    ['perlu-perbaikan.xlsx', { rows: 66, readings: 66 }, { waiting: 29, repeated: 1, invalid: 34, held: 2 }],
    ['csv/wide-doses.csv', { rows: 12, readings: 20, fresh: 20 }, { waiting: 20 }],
  ])('comes to what it holds: %s', async (name, tally, outcomes) => {
    const taken = await office.takeIn([fixture(name)]);
    expect(taken).toMatchObject({ tally: { files: 1, ...tally }, failures: [], unread: [] });
    expect(await office.desk.outcomes()).toEqual(outcomes);
  });

  it('is known the second time, and its copy in the same run is repeated', async () => {
    const name = csv('a.csv', [HEADER, ...people(9001, 20)]);
    await office.takeIn([name]);
    await office.desk.nextRun();
    expect((await office.takeIn([name, name])).tally).toMatchObject({ files: 2, readings: 40, fresh: 0, known: 20 });
    expect(await office.desk.outcomes()).toEqual({ waiting: 20, repeated: 20 });
  });

  it('tells of its columns before its rows, and of its rows as they go by', async () => {
    await office.takeIn([csv('a.csv', [HEADER, ...people(1, 5_000)])]);
    const told = office.events.map(({ event }) => event);
    expect(told.filter((event) => event !== 'reading')).toEqual(['columns', 'file']);
    expect(told.indexOf('columns')).toBeLessThan(told.lastIndexOf('reading'));
    expect(office.events.findLast((event) => event.event === 'file')).toMatchObject({
      rows: 5_000,
      columns: { nik: 'NIK' },
    });
  });
});

describe('a file that is not taken in', () => {
  async function nothingOf(code: string, files: readonly string[], more = {}) {
    const taken = await office.takeIn(files, more);
    expect(taken.failures.map((failure) => failure.code)).toEqual([code]);
    expect(await office.desk.ledger.unfinished()).toEqual([]);
    return taken;
  }

  it('because its NIKs are damaged as a whole, leaves nothing, and the others go on', async () => {
    const taken = await nothingOf('NIK_COL_ZERO', [
      fixture('csv/nik-ending-in-zero.csv'),
      csv('b.csv', [HEADER, ...people(9001, 5)]),
    ]);
    expect(taken).toMatchObject({ tally: { files: 1, rows: 5, readings: 5 }, unread: [] });
    expect(await office.desk.outcomes()).toEqual({ waiting: 5 });
    expect(await office.desk.rowsForPerson()).toEqual([]);
  });

  it('because its second sheet cannot be understood, leaves nothing of the first', async () => {
    await writeClerkWorkbook(office.path('two.xlsx'), {
      OKT: [HEADER, ...people(9001, 5)],
      NOV: [['NIK', 'Nama', 'Tgl Lahir', 'Tgl Lahir', 'Tgl Vaksin', 'Tgl Vaksin'], ...people(9011, 3)],
    });
    const taken = await nothingOf('HEADER_AMBIG', ['two.xlsx']);
    expect(taken.tally).toMatchObject({ files: 0, rows: 0, readings: 0 });
    expect(await office.desk.states()).toEqual({});
  });

  it('because of a wrong --map, does not keep back what it brought the night before', async () => {
    const name = csv('a.csv', [HEADER, ...people(9001, 5)]);
    await office.takeIn([name]);
    await office.desk.nextRun();
    await nothingOf('MAP_COLUMN', [name], { file: { ...office.reading, map: new Map([['No KTP', 'nik']]) } });
    expect(await office.desk.deliver()).toHaveLength(5);
  });

  it('because somebody stops it, leaves only its name, and counts nothing', async () => {
    const name = csv('a.csv', [HEADER, ...people(1, 9_000)]);
    const stop = new AbortController();
    const taken = await office.takeIn([name, csv('b.csv', [HEADER])], {
      stop: stop.signal,
      report: (event) => {
        if (event.event === 'reading' && event.rows > 0) stop.abort();
      },
    });
    expect(taken).toMatchObject({
      tally: { files: 0, rows: 0, readings: 0, fresh: 0 },
      failures: [],
      unread: [name, 'b.csv'],
    });
    expect(await office.desk.states()).toEqual({});
    expect(await office.desk.outcomes()).toEqual({});
    expect(await office.desk.ledger.unfinished()).toEqual(['a.csv']);
    await office.takeIn([name]);
    expect(await office.desk.outcomes()).toEqual({ waiting: 9_000 });
  });

  it('because the disk is full, leaves nothing, ends the taking in, and can be sent from as before', async () => {
    await office.takeIn([csv('a.csv', [HEADER, ...people(9001, 5)])]);
    const taken = await office.takeIn([csv('b.csv', [HEADER, ...people(1, 3_000)]), 'a.csv'], {
      door: failing(office.desk.ledger, 3),
    });
    expect(taken.failures).toEqual([expect.objectContaining({ code: 'DISK_FULL' })]);
    expect(taken).toMatchObject({ tally: { files: 0, readings: 0 }, unread: ['b.csv', 'a.csv'] });
    expect(await office.desk.outcomes()).toEqual({ waiting: 5 });
    expect(await office.desk.ledger.unfinished()).toEqual(['b.csv']);
    expect(await office.desk.deliver()).toHaveLength(5);
  });

  it('because of a bug, throws it', async () => {
    const door = { ...office.desk.ledger, openSheet: () => Promise.reject(new TypeError('a bug')) };
    await expect(office.takeIn([csv('a.csv', [HEADER, ...people(9001, 5)])], { door })).rejects.toThrow('a bug');
  });

  it('because it is missing, says so under the name that was typed, and tells it when it happens', async () => {
    await nothingOf('FILE_MISSING', ['./missing.csv']);
    expect(office.events.at(-1)).toMatchObject({
      event: 'failed',
      file: './missing.csv',
      error: { params: { file: './missing.csv' } },
    });
  });
});

/** A door whose disk is full at the `nth` admission. */
function failing(door: Door<PreparedReading>, nth: number): Door<PreparedReading> {
  let n = 0;
  return {
    ...door,
    admit(sheet, readings) {
      n += 1;
      return n === nth ? Promise.reject(new RunError('DISK_FULL', { path: 'ledger.db' })) : door.admit(sheet, readings);
    },
  };
}
