/** What reports read from the ledger in PostgreSQL: what each question needs, and what SQLite's ledger makes of it. */
import type { ReportLedger } from '../report-side.ts';
import { countAll, countHandedOver } from './counts.ts';
import type { Desk } from './desk.ts';
import { facts } from './needs/locks.ts';
import { loadSurroundings } from './needs/surroundings.ts';
import type { ReportSides } from './sides.ts';
import type { Loader } from './working-copy.ts';

/** `run`: the one that asks; 0 where none does. */
export function reportsOf(desk: Desk<ReportSides>, run: number): ReportLedger {
  const ofRun = (load: Loader) => readingsWhere(load, 'run = $1', [run]);
  return {
    lastRun: () =>
      desk.look(
        (load) => load.rows('runs', 'true ORDER BY id DESC LIMIT 1'),
        ({ reports }) => reports.lastRun(),
      ),
    running: async () => false,
    atOnce: (work) => desk.atOnce(work),
    unfinished: () =>
      desk.look(
        (load) => load.rows('files', 'finished IS NULL'),
        ({ reports }) => reports.unfinished(),
      ),
    target: () => desk.look(facts, ({ reports }) => reports.target()),
    outcomes: () =>
      desk.look(
        async (load) => {
          await load.rows('files', 'run = $1', [run]);
          await ofRun(load);
        },
        ({ reports }) => reports.outcomes(),
      ),
    fileOf: (digest) =>
      desk.look(
        (load) => load.rows('files', 'digest = $1', [Buffer.from(digest)]),
        ({ reports }) => reports.fileOf(digest),
      ),
    fateOf: (file) =>
      desk.look(
        async (load) => {
          await load.rows('files', 'id = $1', [file]);
          await readingsWhere(load, 'file = $1', [file]);
        },
        ({ reports }) => reports.fateOf(file),
      ),
    standings: (file) =>
      desk.look(
        (load) => readingsWhere(load, 'file = $1', [file]),
        ({ reports }) => reports.standings(file),
      ),
    async *readings() {
      yield* await desk.look(ofRun, ({ reports }) => collected(reports.readings()));
    },
    async *rowsForPerson(which) {
      yield* await desk.look(
        (load) =>
          which === 'all'
            ? readingsWhere(load, 'true', [])
            : which === 'run'
              ? ofRun(load)
              : readingsWhere(load, 'file = $1', [which.file]),
        ({ reports }) => collected(reports.rowsForPerson(which)),
      );
    },
    countForPerson: () =>
      desk.look(
        (load) => readingsWhere(load, 'true', []),
        ({ reports }) => reports.countForPerson(),
      ),
    countGone: () =>
      desk.look(
        async (load) => {
          await load.rows('files', 'run = $1', [run]);
          await readingsWhere(load, 'true', []);
        },
        ({ reports }) => reports.countGone(),
      ),
    countDismissed: () =>
      desk.look(
        (load) => load.rows('decisions', 'true'),
        ({ reports }) => reports.countDismissed(),
      ),
    countAboutOthers: () => desk.look(ofRun, ({ reports }) => reports.countAboutOthers()),
    countHandedOver: () => desk.ask(countHandedOver),
    lifeOf: (file, line) =>
      desk.look(
        async (load) => {
          await load.rows('files', 'true');
          await readingsWhere(load, 'line = $1', [line]);
          await load.rows('batches', 'true');
          await load.rows('passages', 'true');
          await load.rows('attempts', 'true');
        },
        ({ reports }) => reports.lifeOf(file, line),
      ),
    count: () => desk.ask(countAll),
    runs: (limit) => desk.look(loadDiary, ({ reports }) => reports.runs(limit)),
    minutes: (since) => desk.look(loadDiary, ({ reports }) => reports.minutes(since)),
    sites: () =>
      desk.look(
        async (load) => {
          await load.rows('sites', 'true');
          await readingsWhere(load, 'true', []);
        },
        ({ reports }) => reports.sites(),
      ),
    openProblems: () =>
      desk.look(
        (load) => readingsWhere(load, 'true', []),
        ({ reports }) => reports.openProblems(),
      ),
    async *audit() {
      yield* await desk.look(
        (load) => load.rows('audit', 'true ORDER BY id'),
        ({ reports }) => collected(reports.audit()),
      );
    },
    close: async () => undefined,
  };
}

async function loadDiary(load: Loader): Promise<void> {
  for (const table of ['runs', 'minutes', 'outages', 'run_files']) await load.rows(table, 'true');
}

async function readingsWhere(load: Loader, where: string, values: readonly unknown[]): Promise<void> {
  const readings = await load.rows('readings', where, values);
  await loadSurroundings(load, { readings }, 0, '');
}

async function collected<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
}
