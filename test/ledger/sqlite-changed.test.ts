/** A ledger that somebody else has written in: it is told, and nothing is believed of it. */

import { cpSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../../src/ledger/sqlite/connection.ts';
import { openKnown } from '../../src/ledger/sqlite/known.ts';
import { openLedger, openLedgerForDeciding, openLedgerForReading } from '../../src/ledger/sqlite/open.ts';
import { rekey } from '../../src/ledger/sqlite/rekey.ts';
import { SIGNED_TABLES } from '../../src/ledger/sqlite/signed-tables.ts';
import { STEPS } from '../../src/ledger/sqlite/steps.ts';
import { identityOf } from '../../src/record/identity.ts';
import type { PeopleIndex } from '../../src/target/target.ts';
import { sealerOf, takeBackSteps, unsign } from '../support/earlier-ledger.ts';
import { at, Desk, dose, encode, keyOf, refuse, SITI } from '../support/ledger-desk.ts';
import { type SqliteHome, sqliteHome } from '../support/sqlite-home.ts';

const BUDI = dose({}, { site: 'Puskesmas Weleri' });
const ANI = dose({ nik: '3324014101800001', name: 'Ani Lestari', birthDate: '1980-01-01' });
const JOKO = dose({ nik: '3324010202700003', name: 'Joko Susilo', birthDate: '1970-02-02' });
const RINA = dose({ nik: '3324014303750004', name: 'Rina Wati', birthDate: '1975-03-03' });
const DEWI = dose({ nik: '3324014404650005', name: 'Dewi Sartika', birthDate: '1965-04-04' });
const WATI = dose({ nik: '3324014505600006', name: 'Wati Kusuma', birthDate: '1960-05-05' });
/** A namesake of Joko's whose number is one slip away. */
const JOKO_TWO = dose({ nik: '3324010202700093', name: 'Joko Susilo', birthDate: '1970-02-02' });

const ROWS = [
  at(5, BUDI),
  at(6, dose(SITI)),
  at(7, ANI),
  at(8, RINA),
  at(9, dose({}, { date: '2021-10-05' })),
  { line: 10, wrong: ['332401', 'Tono'] },
  { line: 11, wrong: ['332402', 'Toni'] },
  at(13, WATI),
  at(12, DEWI),
];
/** Somebody who was erased. */
const TUTI = dose({ nik: '3324014606550007', name: 'Tuti Handayani', birthDate: '1955-06-06' });
const ASKED = { identity: identityOf(TUTI.participant), programmes: [TUTI.programme] };
const NAMESAKES = [at(5, JOKO), at(6, JOKO_TWO)];

/** A target that must be asked for one person, whoever is vaccinated. */
const neededBy: PeopleIndex['neededBy'] = () => [
  { role: 'vaccinator', identity: '3324015505850002', field: 'performerNik' },
];

/** One row of each kind: accepted, refused, in doubt, waiting, held, invalid, dismissed, near. */
let made: SqliteHome;
let home: SqliteHome;

beforeAll(async () => {
  made = await sqliteHome();
  const desk = new Desk(made);
  await desk.nextRun();
  await desk.import('kendal.xlsx', [...ROWS.slice(1, 3), ...ROWS.slice(8)]);
  await desk.deliver((key) => (key === keyOf(ANI) ? refuse() : { kind: 'accepted', receipt: `r-${key}` }));
  await desk.nextRun();
  await desk.import('kendal.xlsx', ROWS);
  await desk.import('weleri.xlsx', [...NAMESAKES, at(7, TUTI)]);
  const stranger = { person: neededBy(BUDI)[0]!, entries: [] };
  await desk.ledger.remember(new Map([[stranger, { kind: 'known', reference: 'ihs-1' }]]));
  const inDoubt = await desk.claim(1);
  if (inDoubt) await desk.settle(inDoubt, () => ({ kind: 'in-doubt' }));
  await desk.leave();
  const decider = await openLedgerForDeciding(made.options);
  expect(await decider.dismiss({ file: 'kendal.xlsx', line: 11 })).toEqual({ kind: 'dismissed', rows: 1 });
  expect(await decider.erase(ASKED, { evenWaiting: true })).toMatchObject({ kind: 'erased' });
  await decider.close();
  const { path } = made.options;
  const db = new DatabaseSync(path);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
});
afterAll(() => made.remove());

beforeEach(async () => {
  home = await sqliteHome();
  for (const place of [home.options.path, home.options.keyFile]) {
    const from = place === home.options.path ? made.options.path : made.options.keyFile;
    cpSync(dirname(from), dirname(place), { recursive: true });
  }
});
afterEach(() => home.remove());

function byHand(...statements: string[]): void {
  const db = new DatabaseSync(home.options.path);
  for (const sql of statements) db.exec(sql);
  db.close();
}

function rowsOf(sql: string): Record<string, unknown>[] {
  const db = new DatabaseSync(home.options.path, { readOnly: true });
  const rows = db.prepare(sql).all();
  db.close();
  return rows as Record<string, unknown>[];
}

/** All that is ever made of what stands in a ledger. */
const USES: Readonly<Record<string, () => Promise<void>>> = {
  async 'a run that imports the same sheets and delivers'() {
    const desk = new Desk(home);
    try {
      await desk.nextRun();
      await desk.import('kendal.xlsx', ROWS);
      await desk.import('weleri.xlsx', NAMESAKES);
      for (let doubt = await desk.nextDoubt(); doubt; doubt = await desk.nextDoubt()) {
        const again = doubt.whole ? await desk.ledger.resend(doubt, 5_000, encode) : undefined;
        if (again) await desk.settle(again, () => ({ kind: 'accepted', receipt: 'r' }));
        else await desk.ledger.release(doubt, 0, { at: 1, ms: 1, answer: 'question' });
      }
      await desk.ledger.retry({ kind: 'all' });
      await desk.ledger.strangers(9, neededBy);
      await desk.deliver();
      for await (const _ of desk.ledger.rowsForPerson('all'));
    } finally {
      await desk.leave();
    }
  },
  async reports() {
    const ledger = await openLedgerForReading(home.options);
    try {
      for (const { line } of ROWS) await ledger.lifeOf('kendal.xlsx', line);
      for (const { line } of NAMESAKES) await ledger.lifeOf('weleri.xlsx', line);
      for await (const _ of ledger.rowsForPerson('all'));
      for await (const _ of ledger.audit());
      await ledger.sites();
    } finally {
      await ledger.close();
    }
  },
};

async function told(): Promise<readonly (string | undefined)[]> {
  const codes: (string | undefined)[] = [];
  for (const use of [USES['reports'], USES['a run that imports the same sheets and delivers']])
    codes.push(
      await use?.().then(
        () => undefined,
        (error: { code?: string }) => error.code ?? String(error),
      ),
    );
  return codes;
}

describe('a ledger that nobody has touched', () => {
  it('has a row in every table and state that is tried below, and is used without complaint', async () => {
    for (const { name } of SIGNED_TABLES)
      expect([name, rowsOf(`SELECT * FROM ${name}`).length > 0]).toEqual([name, true]);
    expect(rowsOf('SELECT DISTINCT state FROM entries ORDER BY 1').map(({ state }) => state)).toEqual([0, 2, 3, 4, 5]);
    expect(rowsOf('SELECT DISTINCT kind FROM readings ORDER BY 1').map(({ kind }) => kind)).toEqual([0, 2, 3, 6]);
    expect(await told()).toEqual([undefined, undefined]);
  });

  it('signs every column of these tables', () => {
    for (const { name, key, columns } of SIGNED_TABLES) {
      const found = rowsOf(`SELECT name FROM pragma_table_info('${name}')`).map((column) => column['name']);
      expect([name, found.toSorted()]).toEqual([name, [...key, ...columns, 'mac'].toSorted()]);
    }
  });
});

/** Another value than the one that stands there, of the same kind. */
const OTHER = (column: string): string =>
  `CASE typeof(${column}) WHEN 'integer' THEN ${column} + 1 WHEN 'text' THEN ${column} || 'x' WHEN 'blob' THEN CAST(${column} || x'00' AS BLOB) ELSE 7 END`;

describe('one column of one row, changed by hand', () => {
  const entries = SIGNED_TABLES[0];
  const states = { waiting: 0, 'in doubt': 2, accepted: 3, refused: 4, held: 5 };
  const cases = Object.entries(states).flatMap(([state, number]) =>
    [...entries.key, ...entries.columns, 'mac'].map((column) => ({ state, number, column })),
  );
  it.each(cases)('$column of an entry that is $state is told', async ({ number, column }) => {
    byHand(
      `UPDATE OR REPLACE entries SET ${column} = ${OTHER(column)} WHERE id = (SELECT min(id) FROM entries WHERE state = ${number})`,
    );
    expect(await told()).toContain('LEDGER_CHANGED');
  });

  const others = SIGNED_TABLES.slice(1)
    .flatMap(({ name, key, columns }) => [...key, ...columns, 'mac'].map((column) => ({ table: name, column })))
    .filter(({ table, column }) => !(table === 'people' && column === 'person'));
  it.each(others)('$column of $table is told', async ({ table, column }) => {
    const which: Partial<Record<string, string>> = {
      readings: 'kind = 3',
      batches: 'closed IS NULL',
      meta: "name = 'target'",
      erased: 'mark = (SELECT min(mark) FROM erased)',
      neighbours: 'person = (SELECT min(person) FROM neighbours)',
    };
    byHand(
      `UPDATE OR REPLACE ${table} SET ${column} = ${OTHER(column)} WHERE ${which[table] ?? `id = (SELECT min(id) FROM ${table})`}`,
    );
    expect(await told()).toContain('LEDGER_CHANGED');
  });
});

it('a reference under another fingerprint is nobody’s: who it was is asked for again', async () => {
  byHand('UPDATE people SET person = zeroblob(32)');
  const desk = new Desk(home);
  await desk.nextRun();
  expect(await desk.ledger.strangers(9, neededBy)).toHaveLength(1);
  await desk.leave();
});

it('the reference of one person cannot be made that of another', async () => {
  const desk = new Desk(home);
  await desk.nextRun();
  const two: PeopleIndex['neededBy'] = (record) =>
    ['1', '2'].flatMap((identity) => neededBy(record).map((person) => ({ ...person, identity })));
  const strangers = await desk.ledger.strangers(9, two);
  await desk.ledger.remember(
    new Map(strangers.map((each) => [each, { kind: 'known', reference: each.person.identity }])),
  );
  expect(await desk.ledger.strangers(9, two)).toEqual([]);
  const places = 'person = (SELECT max(person) FROM people)';
  byHand(`UPDATE people SET reference = (SELECT reference FROM people WHERE NOT ${places}) WHERE ${places}`);
  await expect(Promise.all([desk.ledger.strangers(9, two), desk.ledger.strangers(9, neededBy)])).rejects.toMatchObject({
    code: 'LEDGER_CHANGED',
  });
  await desk.leave();
});

const all = (row: string): string =>
  [...SIGNED_TABLES[0].columns].map((column) => `${column} = ${row}.${column}`).join(', ');

describe('what somebody with a copy and patience does', () => {
  it.each([
    ['an entry that waits is called accepted', 'UPDATE entries SET state = 3 WHERE state = 0'],
    ['without its signature', 'UPDATE entries SET state = 3, mac = NULL WHERE state = 0'],
    [
      'and another one waits for it, so that the numbers agree',
      'UPDATE entries SET state = iif(state = 0, 3, 0) WHERE id IN (SELECT min(id) FROM entries WHERE state IN (0, 3) GROUP BY state)',
    ],
    [
      'the receipts of two entries are changed for each other',
      'UPDATE entries SET receipt = (SELECT receipt FROM entries AS other WHERE other.state = 3 AND other.id <> entries.id) WHERE state = 3',
    ],
    [
      'the signature of another entry',
      'UPDATE entries SET mac = (SELECT mac FROM entries WHERE state = 3) WHERE state = 0',
    ],
    [
      'another entry with its signature in this one’s place',
      `UPDATE entries SET ${all('other').replace('person = other.person', 'person = entries.person')}, mac = other.mac
         FROM (SELECT * FROM entries WHERE state = 3) AS other WHERE entries.state = 0`,
    ],
    [
      'the numbers of two entries are changed for each other',
      'UPDATE entries SET id = 1000 - id; UPDATE entries SET id = id - (SELECT min(id) - 1 FROM entries)',
    ],
    [
      'the lines of two entries are changed for each other',
      'UPDATE entries SET line = (SELECT min(line) + max(line) FROM entries WHERE state IN (0, 3)) - line WHERE state IN (0, 3)',
    ],
    ['an entry is deleted', 'DELETE FROM entries WHERE state = 0'],
    ['all entries are deleted', 'DELETE FROM entries'],
    ['a row that is wrong is deleted', 'DELETE FROM readings WHERE kind = 3'],
    [
      'a row that is wrong is called a sent one',
      'UPDATE readings SET kind = 0, problems = NULL, sealed = NULL, said = NULL WHERE kind = 3',
    ],
    ['a row that is held is set aside', 'UPDATE readings SET kind = 5 WHERE kind = 2'],
    ['a decision is deleted', 'DELETE FROM decisions'],
    [
      'a decision is made for a row that nobody decided on',
      `INSERT INTO decisions (file, sheet, line, part, said, how, at) SELECT 'kendal.xlsx', 'OKT', 10, 1, said, 1, 9 FROM readings WHERE kind = 3`,
    ],
    ['a doubt is closed', 'UPDATE batches SET closed = 9'],
    ['a batch is deleted', 'DELETE FROM batches WHERE closed IS NULL'],
    ['a batch in doubt gets another key', "UPDATE batches SET uuid = 'x' WHERE closed IS NULL"],
    ['who is near whom is forgotten', 'DELETE FROM neighbours'],
    ['the server it belongs to is forgotten', "DELETE FROM meta WHERE name = 'target'"],
    ['the numbers are forgotten', "DELETE FROM meta WHERE name = 'tally'"],
    ['the numbers are made to agree', `UPDATE meta SET value = replace(value, '"0":', '"9":') WHERE name = 'tally'`],
    [
      'it is to be signed anew',
      "DELETE FROM meta WHERE name IN ('tally', 'key-check'); UPDATE entries SET state = 3, mac = NULL",
    ],
    [
      'a trigger is to write with our signature',
      'CREATE TRIGGER ours AFTER UPDATE ON entries BEGIN UPDATE entries SET state = 3 WHERE state = 0; END',
    ],
    ['a view stands for a table', 'ALTER TABLE runs RENAME TO hidden; CREATE VIEW runs AS SELECT * FROM hidden'],
  ])('%s', async (_, sql) => {
    byHand(sql);
    expect(await told()).toContain('LEDGER_CHANGED');
  });

  it('the rows of another ledger are not this one’s', async () => {
    const other = await sqliteHome();
    const desk = new Desk(other);
    await desk.nextRun();
    await desk.import('kendal.xlsx', ROWS.slice(0, 1));
    await desk.deliver();
    await desk.leave();
    byHand(
      `ATTACH '${other.options.path}' AS other; UPDATE entries SET state = 3, receipt = theirs.receipt, sealed = NULL, mac = theirs.mac
         FROM (SELECT * FROM other.entries) AS theirs WHERE entries.state = 0`,
    );
    await other.remove();
    expect(await told()).toEqual(['LEDGER_CHANGED', 'LEDGER_CHANGED']);
  });
});

describe('while a run goes on', () => {
  const open = async (): Promise<Desk> => {
    const desk = new Desk(home);
    await desk.nextRun();
    return desk;
  };
  const ofState = (state: number, change = 'failures = failures + 1'): void =>
    byHand(`UPDATE entries SET ${change} WHERE state = ${state}`);

  it.each<[string, () => void, (desk: Desk) => Promise<unknown>]>([
    ['a claim', () => ofState(0), (desk) => desk.claim()],
    ['a verdict', () => byHand('UPDATE batches SET whole = 0 WHERE closed IS NULL'), (desk) => desk.nextDoubt()],
    ['a doubt', () => ofState(2), (desk) => desk.nextDoubt()],
    [
      'a row of an entry that is called accepted',
      () => ofState(0, 'state = 3'),
      (desk) => desk.import('lagi.xlsx', ROWS),
    ],
    [
      'a row of an entry with another content',
      () => ofState(3, "what = x'00'"),
      (desk) => desk.import('lagi.xlsx', ROWS.slice(1, 2)),
    ],
    ['what is sent again', () => ofState(4), (desk) => desk.ledger.retry({ kind: 'all' })],
    ['the list of rows for a person', () => ofState(5), (desk) => desk.rowsForPerson()],
    ['what is told of a row', () => ofState(3), (desk) => desk.ledger.lifeOf('kendal.xlsx', 6)],
    [
      'a dismissal',
      () => byHand("UPDATE readings SET problems = 'X' WHERE kind = 3"),
      async (desk) => {
        await desk.leave();
        await (await openLedgerForDeciding(home.options)).dismiss({ file: 'kendal.xlsx', line: 10 });
      },
    ],
    [
      'a purge',
      () => ofState(3),
      async (desk) => {
        await desk.leave();
        await (await openLedgerForDeciding(home.options)).purge(Number.MAX_SAFE_INTEGER);
      },
    ],
    [
      'a comparison with paper',
      () => ofState(3),
      async () => {
        const { participant, programme } = dose(SITI);
        await (await openKnown(home.options))?.entriesOf([{ programme, identity: identityOf(participant), dose: 1 }]);
      },
    ],
    [
      'what the server is asked to have',
      () => ofState(3),
      async () => (await openKnown(home.options))?.acceptedFrom([{ name: 'kendal.xlsx', digest: new Uint8Array() }]),
    ],
  ])('%s does not believe what was changed meanwhile', async (_, change, use) => {
    const desk = await open();
    change();
    await expect(use(desk)).rejects.toMatchObject({ code: 'LEDGER_CHANGED' });
    await desk.leave().catch(() => undefined);
  });
});

describe('a ledger of the version before', () => {
  it('that is signed and remembers no people learns to', async () => {
    const version = STEPS.findIndex((step) => step.includes('CREATE TABLE people'));
    const plain = new DatabaseSync(home.options.path);
    const sealer = sealerOf(plain, home.options.keyFile);
    plain.close();
    const { db, guard, transaction } = connect(home.options.path, sealer, () => 1);
    guard.arm();
    // A row that has a facility is signed with it.
    const forget =
      'UPDATE entries SET site = NULL; UPDATE readings SET site = NULL; DELETE FROM audit; DELETE FROM sites; DELETE FROM erased';
    await transaction(() => db.exec(forget));
    db.close();
    const before = new DatabaseSync(home.options.path);
    takeBackSteps(before, version);
    before.close();
    const desk = new Desk(home);
    await desk.nextRun();
    const strangers = await desk.ledger.strangers(9, neededBy);
    await desk.ledger.remember(new Map(strangers.map((each) => [each, { kind: 'known', reference: 'ihs-2' }])));
    expect([strangers.length, await desk.ledger.strangers(9, neededBy)]).toEqual([1, []]);
    await desk.leave();
    expect(await told()).toEqual([undefined, undefined]);
  });

  it.each(Object.keys(USES))('is signed as it is by %s, and is told after that', async (use) => {
    unsign(home.options.path, home.options.keyFile);
    await USES[use]?.();
    expect(rowsOf('SELECT count(*) AS n FROM entries WHERE mac IS NULL')).toEqual([{ n: 0 }]);
    byHand('UPDATE entries SET failures = failures + 1');
    expect(await told()).toContain('LEDGER_CHANGED');
  });

  it('cannot be made of a newer one: that its rows are signed is sealed', async () => {
    unsign(home.options.path, home.options.keyFile, false);
    expect(await told()).toEqual(['LEDGER_CHANGED', 'LEDGER_CHANGED']);
  });
});

it('another key opens the same rows', async () => {
  await rekey({ ...home.options, paths: [home.options.path] });
  expect(await told()).toEqual([undefined, undefined]);
});

it('what is purged and what fades is counted', async () => {
  const decider = await openLedgerForDeciding(home.options);
  expect(await decider.purge(Number.MAX_SAFE_INTEGER)).toMatchObject({ entries: 2 });
  await decider.close();
  const faded = await openLedger({ ...home.options, keepMs: -1_000_000 });
  const run = await faded.beginRun('resume', 1);
  await run.endRun(0, 2);
  await faded.close();
  expect(await told()).toEqual([undefined, undefined]);
});

it('a transaction that is taken back leaves the numbers as they were', async () => {
  const desk = new Desk(home);
  await desk.nextRun();
  const { id } = await desk.begin('baru.xlsx', [at(5, dose({ nik: '3324015505550005', name: 'Budi Dua' }))]);
  await desk.ledger.abandonFile(id, 'refused');
  await desk.leave();
  expect(await told()).toEqual([undefined, undefined]);
});
