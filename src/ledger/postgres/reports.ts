/** What reports read from the ledger in PostgreSQL: numbers of rows are counted there, rows loaded as they are told. */
import type { ReportLedger } from '../report-side.ts';
import type { Row } from '../sqlite/connection.ts';
import { DISMISSED } from '../sqlite/report.ts';
import { addSites } from '../sqlite/site-counts.ts';
import { siteNames } from '../sqlite/sites.ts';
import { runsAtWork } from './alive.ts';
import { auditOf } from './audit.ts';
import { countAll, countHandedOver } from './counts.ts';
import type { Desk } from './desk.ts';
import { gateIn, type Query } from './gate.ts';
import { loadFilesMeant, loadLives, numbersIn, readingsOfLine } from './needs/lives.ts';
import { facts } from './needs/locks.ts';
import {
  countAboutOthers,
  countForPerson,
  countGone,
  countOf,
  fateOfFile,
  groupsBySite,
  openProblems,
  outcomesOfRun,
} from './report-counts.ts';
import { fatesOf, rowsForPerson } from './row-pages.ts';
import type { ReportSides } from './sides.ts';
import type { Loader } from './working-copy.ts';

/** `run`: the one that asks; 0 where none does. */
export function reportsOf(desk: Desk<ReportSides>, run: number): ReportLedger {
  return {
    lastRun: () =>
      desk.look(
        (load) => load.rows('runs', 'true ORDER BY id DESC LIMIT 1'),
        ({ reports }) => reports.lastRun(),
      ),
    atWork: () => desk.ask(runsAtWork),
    gateNow: async () => {
      const target = await desk.look(facts, ({ reports }) => reports.target());
      const ask: Query = ({ text, values }) => desk.ask(async (tx) => ({ rows: await tx.query(text, values) }));
      return gateIn(ask, target).read();
    },
    atOnce: (work) => desk.atOnce(work),
    unfinished: () =>
      desk.look(
        (load) => load.rows('files', 'finished IS NULL'),
        ({ reports }) => reports.unfinished(),
      ),
    target: () => desk.look(facts, ({ reports }) => reports.target()),
    outcomes: () => desk.ask((tx) => outcomesOfRun(tx, run)),
    fileOf: (digest) =>
      desk.look(
        (load) => load.rows('files', 'digest = $1', [Buffer.from(digest)]),
        ({ reports }) => reports.fileOf(digest),
      ),
    fateOf: (file) => desk.ask((tx) => fateOfFile(tx, run, file)),
    standings: (file) =>
      desk.look(
        async (load) => {
          await load.rows('sheets', 'file = $1', [file]);
          const readings = await load.rows('readings', 'file = $1', [file]);
          await load.rows('entries', 'id = ANY($1::bigint[])', [numbersIn(readings, 'entry')]);
        },
        ({ reports }) => reports.standings(file),
      ),
    readings: () => fatesOf(desk, run),
    rowsForPerson: (which) => rowsForPerson(desk, run, which),
    countForPerson: () => desk.ask(countForPerson),
    countGone: () => desk.ask((tx) => countGone(tx, run)),
    countDismissed: () => desk.ask((tx) => countOf(tx, DISMISSED)),
    countAboutOthers: () => desk.ask((tx) => countAboutOthers(tx, run)),
    countHandedOver: () => desk.ask(countHandedOver),
    lifeOf: (file, line) =>
      desk.look(
        async (load) => loadLives(load, await readingsOfLine(load, await loadFilesMeant(load, file), line)),
        ({ reports }) => reports.lifeOf(file, line),
      ),
    count: () => desk.ask(countAll),
    runs: (limit) =>
      desk.look(
        (load) => loadRuns(load, limit),
        ({ reports }) => reports.runs(limit),
      ),
    minutes: (since) =>
      desk.look(
        (load) =>
          load.found('minutes', `SELECT 0 AS run, minute, ${LANDED} FROM minutes WHERE minute >= $1 GROUP BY minute`, [
            Math.floor(since / 60_000),
          ]),
        ({ reports }) => reports.minutes(since),
      ),
    async sites() {
      const names = await desk.look(
        (load) => load.rows('sites', 'true'),
        async ({ connection }) => siteNames(connection),
      );
      return addSites(names, await desk.ask(groupsBySite));
    },
    openProblems: () => desk.ask(openProblems),
    audit: () => auditOf(desk),
    close: () => desk.database.close(),
  };
}

/** Rows of `minutes` that are added up before they are loaded: the sums of sums are the same. */
const LANDED = ['accepted', 'already', 'refused', 'requests']
  .map((column) => `sum(${column})::bigint AS ${column}`)
  .join(', ');

async function loadRuns(load: Loader, limit: number | undefined): Promise<void> {
  const runs: readonly Row[] = await load.rows('runs', 'true ORDER BY id DESC LIMIT $1', [limit ?? null]);
  const of = [numbersIn(runs, 'id')];
  const which = 'run = ANY($1::bigint[])';
  await load.found(
    'minutes',
    `SELECT run, max(minute) AS minute, ${LANDED} FROM minutes WHERE ${which} GROUP BY run`,
    of,
  );
  await load.rows('outages', which, of);
  await load.rows('run_files', which, of);
}
