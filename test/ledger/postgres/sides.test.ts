/** What is asked of a ledger outside of runs: PostgreSQL's says what SQLite's says, and leaves the same rows. */
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DecidingLedger } from '../../../src/ledger/deciding-side.ts';
import type { KnownLedger } from '../../../src/ledger/known.ts';
import type { PersonAsked, PersonLedger } from '../../../src/ledger/person-side.ts';
import { lookOverPostgres } from '../../../src/ledger/postgres/look-over.ts';
import {
  notePostgresListing,
  openPostgresDeciding,
  openPostgresKnown,
  openPostgresPeople,
  openPostgresReports,
} from '../../../src/ledger/postgres/open-looking.ts';
import type { ReportLedger } from '../../../src/ledger/report-side.ts';
import { openKnown } from '../../../src/ledger/sqlite/known.ts';
import { openLedger, openLedgerForDeciding, openLedgerForReading } from '../../../src/ledger/sqlite/open.ts';
import { openForPeople } from '../../../src/ledger/sqlite/person-known.ts';
import { noteTaking } from '../../../src/ledger/sqlite/snapshot.ts';
import { identityOf } from '../../../src/record/identity.ts';
import type { PeopleIndex } from '../../../src/target/target.ts';
import { at, Desk, digestOf, dose, type LedgerHome, refuse, type Sheet, SITI } from '../../support/ledger-desk.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { type PostgresHome, postgresHome } from '../../support/postgres-home.ts';
import { type SqliteHome, sqliteHome } from '../../support/sqlite-home.ts';

const DAY = 24 * 3_600_000;
const NIK = dose().participant.nik as string;
const BUDI: PersonAsked = { identity: identityOf(dose().participant), programmes: ['covid19', 'routine'] };
const NOBODY: PersonAsked = { identity: '3324019999999999', programmes: ['covid19'] };
const NAMESAKE = dose({ nik: '3324021203909001' });
const KENDAL: Sheet = [
  at(5, dose()),
  at(6, dose({}, { number: 2 })),
  at(7, dose(SITI, { site: 'Puskesmas Weleri' })),
  at(8, NAMESAKE),
  at(9, dose(SITI, { date: '2021-10-09' })),
  { line: 10, wrong: [`${NIK} `, 'Budi S', 'x'] },
  { line: 11, wrong: ['3324011203909871', 'Budi Santosa'] },
  { line: 12, wrong: ['', 'Agus Wijaya', '01/02/1979'] },
  { line: 13 },
];
const needed: PeopleIndex['neededBy'] = ({ participant }) => [
  { role: 'participant', identity: identityOf(participant), field: 'nik' },
];

/** A ledger, and how it is opened for each of its sides. */
interface Place {
  readonly home: LedgerHome;
  deciding(): Promise<DecidingLedger>;
  people(): Promise<PersonLedger>;
  known(): Promise<KnownLedger | undefined>;
  reports(): Promise<ReportLedger>;
  listing(file: string): Promise<void>;
  /** Ends a run at this time; the ledger keeps and purges what is so old (milliseconds). */
  endAt(now: number, rules: { readonly keepMs?: number; readonly purgeMs?: number }): Promise<void>;
  rows(sql: string): Promise<unknown[]>;
}

const TABLES =
  'entries readings files sheets batches attempts passages needs people decisions neighbours erased lately';
/** What of it depends on when and how often the clock was read, and on chance. */
const changing = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, each) => (each instanceof Map ? [...each] : each)).replaceAll(
      /(?<="at":)\d+|17\d{11}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
      '7',
    ),
  );

function inSqlite(home: SqliteHome): Place {
  const { doubtWaitMs: _, target: __, ...options } = home.options;
  return {
    home,
    deciding: () => openLedgerForDeciding(options),
    people: () => openForPeople(options),
    known: () => openKnown(options),
    reports: () => openLedgerForReading(options),
    listing: (file) => noteTaking(options, 'listed', { file }, false),
    async endAt(now, rules) {
      const ledger = await openLedger({ ...home.options, ...rules });
      await (await ledger.beginRun('resume', now)).endRun(0, now);
      await ledger.close();
    },
    async rows(sql) {
      const db = new DatabaseSync(options.path, { readOnly: true });
      try {
        return db
          .prepare(sql)
          .all()
          .map((row) => ({ ...row }));
      } finally {
        db.close();
      }
    },
  };
}

function inPostgres(home: PostgresHome, postgres: Postgres): Place {
  return {
    home,
    deciding: async () => openPostgresDeciding(await home.options()),
    people: async () => openPostgresPeople(await home.options()),
    known: async () => openPostgresKnown(await home.options()),
    reports: async () => openPostgresReports(await home.options()),
    listing: async (file) => notePostgresListing(await home.options(), { file }),
    async endAt(now, rules) {
      const ledger = await home.open(rules);
      await (await ledger.beginRun('resume', now)).endRun(0, now);
      await ledger.close();
    },
    async rows(sql) {
      const client = await postgres.connect(home.address);
      try {
        await client.query('SET search_path = vax_upload');
        return (await client.query(sql)).rows.map((row) =>
          Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])),
        );
      } finally {
        await client.end();
      }
    },
  };
}

async function within<L extends { close(): Promise<void> }, T>(
  open: Promise<L>,
  work: (ledger: L) => Promise<T>,
): Promise<T> {
  const ledger = await open;
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}

/** How many rows each table has. */
async function left({ rows }: Place): Promise<unknown> {
  const counts: Record<string, unknown> = {};
  for (const table of TABLES.split(' ')) counts[table] = (await rows(`SELECT count(*) AS n FROM ${table}`))[0];
  return counts;
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

/** A night: the first dose is accepted, the second waits, the third is refused; then a correction of another file. */
async function night(place: Place): Promise<void> {
  const desk = new Desk(place.home);
  await desk.nextRun();
  await desk.import('masuk/kendal.xlsx', KENDAL);
  const strangers = await desk.ledger.strangers(9, needed);
  await desk.ledger.remember(
    new Map(strangers.map((each) => [each, { kind: 'known', reference: `ihs-${each.person.identity}` }])),
  );
  const first = (await desk.ledger.claim(1, 5_000, (id) => Buffer.from(id), { neededBy: needed }))!;
  await desk.settle(first, () => ({ kind: 'accepted', receipt: 'r-1' }));
  await desk.ledger.endRun(3, 10_000);
  await desk.nextRun();
  const digest = digestOf(KENDAL).toString('hex', 0, 4);
  const origin = { file: 'kendal.xlsx', sheet: 'OKT', line: 12, digest, confirmed: false };
  await desk.import('perbaikan.xlsx', [
    at(2, dose({ nik: '3324010102790001', name: 'Agus Wijaya', birthDate: '1979-02-01' }), { origin }),
  ]);
  await desk.ledger.endRun(3, 20_000);
  await desk.leave();
}

describe.skipIf(!hasPostgres())('both ledgers', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  /** What both say after the same deeds. */
  async function bothSay(tell: (place: Place) => Promise<unknown>, before = night): Promise<unknown> {
    const said: unknown[] = [];
    const homes = [await sqliteHome(), await postgresHome(postgres)] as const;
    for (const place of [inSqlite(homes[0]), inPostgres(homes[1], postgres)]) {
      await before(place);
      said.push(changing(await tell(place)));
      await place.home.remove();
    }
    expect(said[1]).toEqual(said[0]);
    return said[0];
  }

  it('tell the same of one person, of whoever can be read and of everybody else', async () => {
    const said = await bothSay((place) =>
      within(place.people(), async (people) => ({
        known: await people.known(BUDI),
        nobody: await people.known(NOBODY),
        readable: (await all(people.readable())).toSorted((a, b) => a.line - b.line || (a.state < b.state ? -1 : 1)),
        others: await people.fingerprinted(),
      })),
    );
    expect(said).toMatchObject({
      known: {
        records: [
          { dose: 1, state: 'accepted', receipt: 'r-1' },
          { dose: 2, state: 'pending', body: true },
        ],
        rows: [{ line: 5 }, { line: 6 }, { line: 10 }],
        similar: [{ line: 11 }],
        namesakes: [{ line: 8 }],
      },
      nobody: { records: [], rows: [] },
      others: [{ people: 1, records: 1 }],
    });
    expect((said as { readable: unknown[] }).readable.length).toBeGreaterThan(5);
  });

  it('know the same of what stands on paper', async () => {
    const said = await bothSay((place) =>
      within(place.known() as Promise<KnownLedger>, async (known) => ({
        facts: [await known.target(), await known.isBound(), await known.hasMet(), await known.lastSent()],
        entries: await known.entriesOf([
          { programme: 'covid19', identity: BUDI.identity, dose: 1 },
          { programme: 'covid19', identity: NOBODY.identity, dose: 1 },
          { programme: 'covid19', identity: BUDI.identity, dose: 2 },
        ]),
        accepted: await known.acceptedFrom([{ name: 'masuk/kendal.xlsx', digest: new Uint8Array(32) }]),
        none: await known.acceptedFrom([{ name: 'lain.xlsx', digest: new Uint8Array(32) }]),
      })),
    );
    expect(said).toMatchObject({ entries: [{ state: 'accepted' }, null, { state: 'pending' }], accepted: [{ id: 1 }] });
  });

  it('forget a person down to the same marks, who is passed over when the sheet comes again, until readmitted', async () => {
    const said = await bothSay(async (place) => {
      const first = await within(place.deciding(), async (deciding) => ({
        nobody: await deciding.erase(NOBODY, { evenWaiting: true }),
        waiting: await deciding.erase(BUDI, { evenWaiting: false }),
        erased: await deciding.erase(BUDI, { evenWaiting: true }),
        again: await deciding.erase(BUDI, { evenWaiting: true }),
      }));
      const after = await left(place);
      const desk = new Desk(place.home);
      await desk.nextRun();
      const kinds = await desk.import('masuk/kendal.xlsx', KENDAL);
      await desk.leave();
      const marks = await within(place.deciding(), (deciding) => deciding.readmit(BUDI));
      await desk.nextRun();
      const readmitted = await desk.import('masuk/kendal.xlsx', KENDAL);
      const deeds = (await all(desk.ledger.audit())).map(({ deed, detail }) => [deed, detail]);
      await desk.leave();
      return { ...first, after, kinds, marks, readmitted, deeds };
    });
    expect(said).toMatchObject({
      nobody: { kind: 'unknown' },
      waiting: { kind: 'waiting', entries: 1 },
      erased: { kind: 'erased', entries: 2, rows: 3, receipts: ['r-1'] },
      again: { kind: 'unknown' },
    });
  });

  it('forget nobody who is in doubt', async () => {
    const said = await bothSay(async (place) => {
      const desk = new Desk(place.home);
      await desk.nextRun();
      await desk.claim();
      await desk.leave();
      await desk.nextRun();
      await desk.leave();
      return within(place.deciding(), (deciding) => deciding.erase(BUDI, { evenWaiting: true }));
    });
    expect(said).toEqual({ kind: 'in-doubt', entries: 1, handedOver: 0 });
  });

  it('purge the same, by hand and by themselves, once for each run that has become so old', async () => {
    const said = await bothSay(async (place) => {
      const early = await within(place.deciding(), (deciding) => deciding.purge(10_000));
      const late = await within(place.deciding(), (deciding) => deciding.purge(10_001));
      const after = await left(place);
      await place.endAt(30_000 + 400 * DAY, { purgeMs: 500 * DAY });
      await place.endAt(30_001 + 400 * DAY, { purgeMs: 400 * DAY });
      await place.endAt(30_002 + 400 * DAY, { purgeMs: 400 * DAY });
      const deeds = await within(place.reports(), async (reports) =>
        (await all(reports.audit())).map(({ deed, detail }) => [deed, detail]),
      );
      return { early, late, after, deeds, last: await left(place) };
    });
    expect(said).toMatchObject({ early: { entries: 0, rows: 0 }, late: { entries: 1, rows: 1 } });
  });

  it('let the same fade', async () => {
    const known = `SELECT length(who) AS who, length(what) AS what, coalesce(length(namesake), 0) AS namesake,
      coalesce(length(given), 0) AS given FROM entries ORDER BY id`;
    const said = await bothSay(async (place) => {
      await place.endAt(10_000 + 90 * DAY, { keepMs: 90 * DAY });
      const before = await place.rows(known);
      await place.endAt(10_001 + 90 * DAY, { keepMs: 90 * DAY });
      const desk = new Desk(place.home);
      const faded = await place.rows(known);
      await desk.nextRun();
      const kinds = await desk.import('lain.xlsx', [at(9, dose({}, { date: '2021-10-05' }))]);
      await desk.leave();
      return { before, faded, kinds, rows: await left(place) };
    });
    expect(said).toMatchObject({
      faded: [{ who: 0, what: 0, namesake: 0, given: 0 }, {}, {}, {}, {}],
      kinds: ['owns'],
    });
  });

  it('take the same rows off the list', async () => {
    const said = await bothSay(async (place) => {
      const dismissed = await within(place.deciding(), async (deciding) => [
        await deciding.dismiss({ file: 'kendal.xlsx', line: 10 }),
        await deciding.dismiss({ file: 'kendal.xlsx', line: 10 }),
        await deciding.dismiss({ file: 'kendal.xlsx', line: 9 }),
        await deciding.dismiss({ file: 'kendal.xlsx', line: 5 }),
        await deciding.dismiss({ file: 'kendal.xlsx', line: 99 }),
        await deciding.dismiss({ file: 'lain.xlsx', line: 5 }),
        await deciding.fileOf(digestOf(KENDAL)),
      ]);
      await place.listing('semua.xlsx');
      const desk = new Desk(place.home);
      await desk.nextRun();
      await desk.import('masuk/kendal.xlsx', KENDAL);
      await desk.deliver(refuse);
      const rows = await desk.desk();
      await desk.leave();
      const told = await within(place.reports(), async (reports) => ({
        lives: await reports.lifeOf('kendal.xlsx', 10),
        dismissed: await reports.countDismissed(),
        counts: await reports.countForPerson(),
        sites: await reports.sites(),
        problems: await reports.openProblems(),
        deeds: (await all(reports.audit())).map(({ deed, detail }) => [deed, detail]),
        runs: (await reports.runs()).map(({ id, command }) => [id, command]),
      }));
      return { dismissed, rows, told };
    });
    expect(said).toMatchObject({
      dismissed: [
        { kind: 'dismissed', rows: 1 },
        { kind: 'not-waiting' },
        { kind: 'dismissed' },
        { kind: 'not-waiting' },
        { kind: 'unknown' },
        { kind: 'unknown' },
        { name: 'masuk/kendal.xlsx' },
      ],
    });
  });

  it('are looked over by the doctor, row by row', async () => {
    const home = await postgresHome(postgres);
    await night(inPostgres(home, postgres));
    const found = await lookOverPostgres(await home.options());
    expect(found).toMatchObject({ run: { how: 'ended' }, unlistedRows: 0 });
    const { looked, all: rows } = found.genuine as { looked: number; all: number };
    expect([looked > 30, looked]).toEqual([true, rows]);
    const client = await postgres.connect(home.address);
    await client.query('UPDATE vax_upload.entries SET state = 3 WHERE id = 2');
    await client.end();
    expect((await lookOverPostgres(await home.options())).genuine).toMatchObject({ code: 'LEDGER_CHANGED' });
    await home.remove();
  });

  it('say who is at work: a run that has begun, and none that has ended or died', async () => {
    const home = await postgresHome(postgres);
    const place = inPostgres(home, postgres);
    const isAtWork = () => within(place.reports(), async (reports) => (await reports.atWork()).length > 0);
    const ledger = await home.open();
    const run = await ledger.beginRun('import', 1_000);
    expect(await isAtWork()).toBe(true);
    await run.endRun(0, 2_000);
    expect(await isAtWork()).toBe(false);
    await ledger.beginRun('resume', 3_000);
    expect(await isAtWork()).toBe(true);
    const client = await postgres.connect(home.address);
    await client.query("UPDATE vax_upload.alive SET seen = seen - interval '46 s'");
    await client.end();
    expect(await isAtWork()).toBe(false);
    await ledger.close();
    await home.remove();
  });
});
