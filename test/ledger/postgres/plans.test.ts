/**
 * How PostgreSQL finds the rows of each statement: no statement of a ledger's life passes all rows of a large table,
 * but those that are named here, each with its reason. Tables have so many rows that a planner would choose their index.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresLedger } from '../../../src/ledger/postgres/open.ts';
import {
  openPostgresDeciding,
  openPostgresKnown,
  openPostgresPeople,
  openPostgresReports,
} from '../../../src/ledger/postgres/open-looking.ts';
import { identityOf } from '../../../src/record/identity.ts';
import { explained, type Plan } from '../../support/explained.ts';
import { at, Desk, digestOf, dose, type LedgerHome, refuse, type Sheet, SITI } from '../../support/ledger-desk.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { type PostgresHome, postgresHome } from '../../support/postgres-home.ts';

const LARGE = new Set([
  'entries',
  'readings',
  'batches',
  'attempts',
  'passages',
  'decisions',
  'needs',
  'people',
  'lately',
]);

/** What may pass all rows of a table, and why. */
const PASSES_ALL: readonly (readonly [what: string, statement: RegExp, why: string])[] = [
  ['how many entries there are', /^SELECT count\(\*\) AS n FROM entries$/, 'a count of all is a pass over an index'],
  ['facilities', /^SELECT site, state, count\(\*\)/, 'the report counts all entries by facility'],
  ['everybody else', /count\(DISTINCT entries\.person\)/, 'the notification of a loss counts everybody'],
  ['a purge', /^WITH old AS \(DELETE FROM entries/, 'once in months: whatever is old goes'],
  [
    'what a purge leaves',
    /^DELETE FROM (batches|attempts|decisions|people|needs|neighbours) WHERE/,
    'what nothing needs',
  ],
  ['what is to fade', /length\(who\) > 0/, 'once a run has become so old'],
  ['batches of somebody erased', /^SELECT DISTINCT ON \(batch\) \* FROM entries/, 'an erasure, for once'],
  [
    'whether something was accepted',
    /state = 3 (AND wire IS NOT NULL AND receipt IS NOT NULL ORDER BY id|LIMIT 1)/,
    'ends at the first',
  ],
  ['when something was last sent', /max\(last_sent\)/, 'reconcile asks once'],
  [
    'the last one',
    /^SELECT id, entry, at, sealed FROM lately WHERE true ORDER BY id DESC LIMIT 1$/,
    'ends at the first',
  ],
  ['what is trusted by now', /^DELETE FROM lately WHERE id <=/, 'holds what one minute of a run has brought'],
  ['rows that were dismissed', /DISTINCT file, sheet, line, part FROM decisions/, 'a status counts them'],
];

/** Indexes of a part of a table, small by themselves: what waits, what is on its way, what needs a person. */
const OF_PARTS =
  /^(entries_open|entries_piece|entries_batch|readings_aside|readings_said|batches_open|batches_held|batches_handed)$/;

/** Tables that a plan passes from end to end: row by row, or by a whole index. */
function passed(plan: Plan): string[] {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index = '', Plans: below = [] } = plan;
  const isWhole = type.startsWith('Index') && plan['Index Cond'] === undefined && !OF_PARTS.test(index);
  const all = LARGE.has(table) && (type === 'Seq Scan' || isWhole) ? [`${table} ${index}`.trim()] : [];
  return [...all, ...below.flatMap(passed)];
}

/** Rows as a ledger has them after many nights, of which nothing is read: the server has all of them. */
const MANY = `
  INSERT INTO runs (id, started, ended, command, exit_code) SELECT g, 9e12, 9e12, 'import', 0 FROM generate_series(100, 400) g;
  INSERT INTO files (id, digest, name, run, opened, finished)
    SELECT g, sha256(g::text::bytea), 'lama/' || g || '.xlsx', g, g, g FROM generate_series(100, 400) g;
  INSERT INTO sheets (id, file, name, header_line, headings, layout)
    SELECT g, g, 'OKT', 4, '[]', '{}' FROM generate_series(100, 400) g;
  INSERT INTO entries (id, person, dose, state, who, what, born, run, file, sheet, line, part, batch, settled_run, receipt,
                       wire, namesake)
    SELECT g, substring(sha256(g::text::bytea) for 16), 1, 3, 'w', 'w', r, r, r, r, g, 1, g / 100, r, 'r', 'w',
      substring(sha256(('n' || g)::bytea) for 8)
    FROM (SELECT g, 100 + g % 300 AS r FROM generate_series(1001, 31000) g) AS g;
  INSERT INTO readings (file, sheet, line, part, run, kind, entry)
    SELECT file, sheet, line, part, run, 0, id FROM entries WHERE id > 1000;
  INSERT INTO readings (file, sheet, line, part, run, kind) SELECT 100 + g % 300, 100 + g % 300, g, 1, 100, 4
    FROM generate_series(40000, 50000) g;
  INSERT INTO batches (id, uuid, entries, first_sent, last_sent, closed)
    SELECT g, gen_random_uuid()::text, 100, g, g, g FROM generate_series(1000, 9000) g;
  INSERT INTO attempts SELECT g, g, 5, 'reply' FROM generate_series(1000, 9000) g;
  INSERT INTO passages SELECT id, 1000 + id % 8000 FROM entries WHERE id > 1000;
  INSERT INTO decisions (id, file, sheet, line, part, said, how, at, by_file, by_sheet, by_line, by_part)
    SELECT g, 'lama' || g % 300 || '.xlsx', 'OKT', g, 1, 's', 0, 9e12, 100 + g % 300, 1, g, 1
    FROM generate_series(1000, 9000) g;
  INSERT INTO people (id, person, reference, at) SELECT g, sha256(('p' || g)::bytea), 'r', 9e12
    FROM generate_series(1000, 9000) g;
  INSERT INTO needs SELECT 1000 + g, g FROM generate_series(1001, 9000) g;
  INSERT INTO lately SELECT g, g, 9e12, 's' FROM generate_series(20001, 29000) g;`;

const SHEET: Sheet = [
  at(5, dose()),
  at(6, dose({}, { number: 2 })),
  at(7, dose(SITI, { site: 'Puskesmas Weleri' })),
  at(8, dose({ nik: '3324021203909001' })),
  at(9, dose(SITI, { date: '2021-10-09' })),
  { line: 10, wrong: ['3324', 'Budi S', 'x'] },
  { line: 12, wrong: ['', 'Agus Wijaya', '01/02/1979'] },
];
const BUDI = { identity: identityOf(dose().participant), programmes: ['covid19'] };

async function drain(rows: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of rows);
}

describe.skipIf(!hasPostgres())('each statement', () => {
  let postgres: Postgres;
  let home: PostgresHome;
  const plans = new Map<string, Plan>();
  beforeAll(async () => {
    postgres = await startPostgres();
    home = await postgresHome(postgres);
    const first = await home.open();
    await first.close();
    const client = await postgres.connect(home.address);
    await client.query('SET search_path = vax_upload');
    await client.query(MANY);
    for (const table of ['runs', 'files', 'sheets', 'entries', 'batches', 'decisions', 'people', 'lately'])
      await client.query(`SELECT setval('${table}_numbers', 60000)`);
    await client.query('ANALYZE');
    await client.end();
  }, 60_000);
  afterAll(async () => {
    await home.remove();
    await postgres[Symbol.asyncDispose]();
  });

  const watched = async () => {
    const options = await home.options();
    return { ...options, database: explained(options.database, plans) };
  };

  /** Nights with everything in them that a run can do. */
  async function live(): Promise<void> {
    const lives: LedgerHome = {
      ...home,
      open: async () => openPostgresLedger({ ...(await watched()), lookBack: true }),
    };
    const desk = new Desk(lives);
    await desk.nextRun();
    await desk.import('masuk/kendal.xlsx', SHEET);
    await desk.deliver((key) => (key === at(7, dose(SITI)).key ? refuse() : { kind: 'accepted', receipt: 'r' }));
    await desk.ledger.note({
      minutes: [{ minute: 9, accepted: 1, alreadyThere: 0, refused: 0, requests: 1 }],
      outages: [{ since: 9 }],
      files: [{ name: 'kendal.xlsx', rows: 1 }],
    });
    await desk.ledger.lately(60_000, 99_999, 5);
    await desk.ledger.latest();
    await desk.ledger.gone([60_001], desk.time);
    await desk.ledger.trust(5);
    await desk.ledger.outcomes();
    await drain(desk.ledger.readings());
    await drain(desk.ledger.rowsForPerson('run'));
    await desk.ledger.countGone();
    await desk.ledger.countAboutOthers();
    await desk.ledger.endRun(3, desk.time);
    await desk.nextRun();
    await desk.ledger.retry({ kind: 'all' });
    await desk.ledger.retry({ kind: 'file', file: 'kendal.xlsx', line: 7 });
    await desk.ledger.retry({ kind: 'file', file: 'kendal.xlsx' });
    await desk.ledger.retry({ kind: 'run' });
    const digest = digestOf(SHEET).toString('hex', 0, 4);
    const origin = { file: 'kendal.xlsx', sheet: 'OKT', line: 12, digest, confirmed: false };
    await desk.import('perbaikan.xlsx', [
      at(2, dose({ nik: '3324010102790001', name: 'Agus Wijaya', birthDate: '1979-02-01' }), { origin }),
    ]);
    await desk.import('masuk/kendal.xlsx', [...SHEET.slice(1), at(20, dose(SITI, { number: 2 }))]);
    await desk.claim(1);
    await desk.nextRun();
    const doubt = await desk.nextDoubt();
    if (doubt) {
      const held = await desk.ledger.hold(doubt, desk.time);
      if (held) await desk.ledger.postpone(held, desk.time, 0, true);
    }
    await desk.ledger.handedOver();
    await desk.ledger.ready();
    await desk.leave();
  }

  async function look(): Promise<void> {
    const reports = await openPostgresReports(await watched());
    await reports.atOnce(async () => {
      await reports.count();
      await reports.countForPerson();
      await reports.countDismissed();
      await reports.countHandedOver();
      await reports.atWork();
      await reports.unfinished();
      await reports.lastRun();
      await reports.runs(10);
      await reports.minutes(0);
      await reports.sites();
      await reports.openProblems();
    });
    const file = await reports.fileOf(digestOf(SHEET));
    await reports.fateOf(file?.id ?? 0);
    await reports.lifeOf('kendal.xlsx', 5);
    await drain(reports.rowsForPerson('all'));
    await drain(reports.audit());
    await reports.close();
    const people = await openPostgresPeople(await watched());
    await people.known(BUDI);
    await people.fingerprinted();
    await people.close();
    const known = await openPostgresKnown(await watched());
    await known?.lastSent();
    await known?.isBound();
    await known?.entriesOf([{ programme: 'covid19', identity: BUDI.identity, dose: 1 }]);
    await known?.acceptedFrom([{ name: 'masuk/kendal.xlsx', digest: digestOf(SHEET) }]);
    await known?.close();
  }

  async function decide(): Promise<void> {
    const ledger = await openPostgresLedger({ ...(await watched()), keepMs: 1e6, purgeMs: 1e9 - 50 });
    await (await ledger.beginRun('resume', 1e9)).endRun(0, 1e9);
    await ledger.close();
    const deciding = await openPostgresDeciding(await watched());
    await deciding.dismiss({ file: 'kendal.xlsx', line: 10 });
    await deciding.erase({ ...BUDI, identity: SITI.nik }, { evenWaiting: true });
    await deciding.erase(BUDI, { evenWaiting: true });
    await deciding.readmit(BUDI);
    await deciding.purge(50);
    await deciding.close();
  }

  it('uses an index of each large table, unless it is said here why not', { timeout: 60_000 }, async () => {
    await live();
    await look();
    await decide();
    const passing = Array.from(plans, ([text, plan]) => [text.replaceAll(/\s+/g, ' ').trim(), passed(plan)] as const);
    const all = passing.filter(([, tables]) => tables.length > 0);
    const found = all.filter(([text]) => !PASSES_ALL.some(([, which]) => which.test(text)));
    expect(found).toEqual([]);
    // A reason that none needs any more goes.
    const unused = PASSES_ALL.filter(([, which]) => !all.some(([text]) => which.test(text)));
    expect(unused.map(([what]) => what)).toEqual([]);
    expect(plans.size).toBeGreaterThan(100);
  });
});
