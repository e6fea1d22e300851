/** What is remembered of nights (history-side.ts). */
import type { ErrorParams } from '../../errors.ts';
import type {
  DiaryLedger,
  FileOfRun,
  HistoryLedger,
  MinuteOfRun,
  OutageOfRun,
  PastRun,
  RunSummary,
} from '../history-side.ts';
import { addDeed, auditOf } from './audit.ts';
import type { Connection, Row } from './connection.ts';
import { openProblems } from './open-problems.ts';
import { countBySite } from './site-counts.ts';

export function historyLedger(connection: Connection): HistoryLedger {
  const { db } = connection;
  return {
    runs: (limit = -1) =>
      connection.read(() =>
        (db.prepare('SELECT * FROM runs ORDER BY id DESC LIMIT ?').all(limit) as Row[]).map(pastRuns(db)),
      ),
    minutes: (since) =>
      connection.read(() =>
        (
          db
            .prepare(
              `SELECT minute, sum(accepted) AS accepted, sum(already) AS already, sum(refused) AS refused,
                      sum(requests) AS requests
               FROM minutes WHERE minute >= ? GROUP BY minute ORDER BY minute`,
            )
            .all(Math.floor(since / 60_000)) as Row[]
        ).map((row) => ({ minute: Number(row['minute']), ...landedIn(row) })),
      ),
    sites: () => connection.read(() => countBySite(connection)),
    openProblems: () => connection.read(() => openProblems(connection)),
    audit: () => auditOf(connection),
  };
}

/** What is known of a run, by its row. */
function pastRuns(db: Connection['db']): (row: Row) => PastRun {
  const landed = db.prepare(
    `SELECT coalesce(sum(accepted), 0) AS accepted, coalesce(sum(already), 0) AS already,
            coalesce(sum(refused), 0) AS refused, coalesce(sum(requests), 0) AS requests, max(minute) AS last
     FROM minutes WHERE run = ?`,
  );
  const outages = db.prepare('SELECT * FROM outages WHERE run = ? ORDER BY since');
  const files = db.prepare('SELECT * FROM run_files WHERE run = ? ORDER BY name');
  return (row) => {
    const run = Number(row['id']);
    const counts = landed.get(run) as Row;
    return {
      ...asRun(row),
      ...(row['who'] === null ? {} : { who: String(row['who']) }),
      ...(row['version'] === null ? {} : { version: String(row['version']) }),
      ...(row['target'] === null ? {} : { target: String(row['target']) }),
      ...(row['summary'] === null ? {} : { summary: JSON.parse(String(row['summary'])) as RunSummary }),
      landed: landedIn(counts),
      ...(counts['last'] === null ? {} : { seen: Number(counts['last']) * 60_000 }),
      outages: (outages.all(run) as Row[]).map(outage),
      files: (files.all(run) as Row[]).map(file),
    };
  };
}

/** A run, as every version knows it. */
export function asRun(row: Row) {
  return {
    id: Number(row['id']),
    started: Number(row['started']),
    command: String(row['command']),
    ...(row['ended'] === null ? {} : { ended: Number(row['ended']) }),
    ...(row['exit_code'] === null ? {} : { exitCode: Number(row['exit_code']) }),
  };
}

function landedIn(row: Row): Omit<MinuteOfRun, 'minute'> {
  return {
    accepted: Number(row['accepted']),
    alreadyThere: Number(row['already']),
    refused: Number(row['refused']),
    requests: Number(row['requests']),
  };
}

function outage(row: Row): OutageOfRun {
  return {
    since: Number(row['since']),
    ...(row['until'] === null ? {} : { until: Number(row['until']) }),
    ...(row['cause'] === null ? {} : { cause: String(row['cause']) }),
    ...(row['status'] === null ? {} : { status: Number(row['status']) }),
  };
}

function file(row: Row): FileOfRun {
  return {
    name: String(row['name']),
    rows: Number(row['rows']),
    ...(row['why'] === null ? {} : { why: String(row['why']) }),
    ...(row['about'] === null ? {} : { about: JSON.parse(String(row['about'])) as ErrorParams }),
  };
}

/** What a run writes of itself. */
export function diaryLedger(connection: Connection): DiaryLedger {
  const { db, run } = connection;
  const addMinute = db.prepare(
    `INSERT INTO minutes (run, minute, accepted, already, refused, requests) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (run, minute) DO UPDATE SET accepted = accepted + excluded.accepted,
       already = already + excluded.already, refused = refused + excluded.refused,
       requests = requests + excluded.requests`,
  );
  const putOutage = db.prepare(
    'INSERT OR REPLACE INTO outages (run, since, until, cause, status) VALUES (?, ?, ?, ?, ?)',
  );
  const putFile = db.prepare(
    `INSERT INTO run_files (run, name, rows, why, about) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (run, name) DO UPDATE SET rows = rows + excluded.rows, why = coalesce(why, excluded.why),
       about = coalesce(about, excluded.about)`,
  );
  return {
    note: ({ minutes, outages, files }) =>
      connection.transaction(() => {
        for (const { minute, accepted, alreadyThere, refused, requests } of minutes)
          addMinute.run(run, minute, accepted, alreadyThere, refused, requests);
        for (const { since, until, cause, status } of outages)
          putOutage.run(run, since, until ?? null, cause ?? null, status ?? null);
        for (const { name, rows, why, about } of files) {
          putFile.run(run, name, rows, why ?? null, about === undefined ? null : JSON.stringify(about));
          if (why !== undefined) addDeed(connection, 'not-read', { run, file: name, why });
        }
      }),
  };
}
