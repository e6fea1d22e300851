/**
 * What any dashboard may read: numbers, moments and names of folders, and nothing of a person. The views stand in the
 * schema of the ledger and read its tables with the rights of their owner, so whoever may read a view needs no right to
 * a table (rights.ts).
 */
import { KIND, STATE } from '../sqlite/entry-rows.ts';

/** An epoch in milliseconds as a moment. */
const moment = (ms: string): string => `to_timestamp(${ms} / 1000.0)`;

/**
 * The district of a file: whoever handed it over in a parcel; else the folder in which it lay
 * (`inbox/kendal/boja.xlsx`: kendal); a dash where it lay in none.
 */
const DISTRICTS = `SELECT id AS file, finished,
    coalesce(district, substring(name from '([^/\\\\]+)[/\\\\]+[^/\\\\]+$'), '-') AS district
    FROM files LEFT JOIN (SELECT DISTINCT unnest(files) AS file, district FROM parcels) AS handed ON handed.file = id`;

const entriesIn = (state: number): string => `coalesce(sum(n) FILTER (WHERE state = ${state}), 0)::bigint`;
const ON_THE_WAY = `state IN (${STATE.pending}, ${STATE.sending}, ${STATE['in-doubt']})`;

/** Every row that needs a person, by its file; the conditions of sqlite/for-person.ts, each with its index. */
const FOR_PERSON = `
    SELECT file FROM readings WHERE kind IN (${KIND.held}, ${KIND.invalid})
    UNION ALL
    SELECT readings.file FROM entries JOIN readings ON readings.entry = entries.id AND readings.kind = ${KIND.repeated}
      WHERE entries.state <> ${STATE.accepted} AND entries.state = ${STATE.held}
    UNION ALL
    SELECT readings.file FROM entries JOIN readings ON readings.entry = entries.id AND readings.kind = ${KIND.owner}
      AND (readings.file, readings.sheet, readings.line, readings.part)
        = (entries.file, entries.sheet, entries.line, entries.part)
      WHERE entries.state <> ${STATE.accepted} AND entries.state IN (${STATE.refused}, ${STATE.held})`;

/** An index is gone through, and no table of a million rows (test/ledger/postgres/views.test.ts). */
const BY_DISTRICT = `
  CREATE INDEX entries_by_file ON entries (file, state, batch, born);
  CREATE VIEW status_by_district AS
  WITH districts AS (${DISTRICTS}),
  counted AS (SELECT file, state, batch, born, count(*) AS n FROM entries GROUP BY file, state, batch, born),
  of_entries AS (
    SELECT district, ${entriesIn(STATE.pending)} AS waiting, ${entriesIn(STATE.sending)} AS sending,
      ${entriesIn(STATE['in-doubt'])} AS in_doubt, ${entriesIn(STATE.accepted)} AS accepted,
      ${entriesIn(STATE.refused)} AS refused, ${entriesIn(STATE.held)} AS held,
      ${moment(`max(batches.closed) FILTER (WHERE state = ${STATE.accepted})`)} AS last_accepted,
      ${moment(`min(runs.started) FILTER (WHERE ${ON_THE_WAY})`)} AS oldest_waiting
    FROM counted JOIN districts USING (file) LEFT JOIN batches ON batches.id = counted.batch
    LEFT JOIN runs ON runs.id = counted.born GROUP BY district),
  of_files AS (
    SELECT district, count(*) AS files, count(*) FILTER (WHERE finished IS NULL) AS unfinished_files,
      ${moment('max(finished)')} AS last_import FROM districts GROUP BY district),
  of_people AS (
    SELECT district, count(*) AS rows FROM (${FOR_PERSON}) AS aside JOIN districts USING (file) GROUP BY district)
  SELECT district, files, unfinished_files, last_import, coalesce(waiting, 0) AS waiting,
    coalesce(sending, 0) AS sending, coalesce(in_doubt, 0) AS in_doubt, coalesce(accepted, 0) AS accepted,
    coalesce(refused, 0) AS refused,
    coalesce(held, 0) AS held, coalesce(of_people.rows, 0) AS rows_for_person, last_accepted, oldest_waiting
  FROM of_files LEFT JOIN of_entries USING (district) LEFT JOIN of_people USING (district);
`;

const OF_RUNS = `
  CREATE VIEW status_of_runs AS
  SELECT id AS run, command, version, target, ${moment('started')} AS started, ${moment('ended')} AS ended, exit_code,
    ended IS NULL AND coalesce(seen > now() - interval '45 seconds', false) AS at_work,
    coalesce(accepted, 0) AS accepted, coalesce(already_there, 0) AS already_there, coalesce(refused, 0) AS refused,
    coalesce(requests, 0) AS requests, coalesce(outages, 0) AS outages
  FROM runs LEFT JOIN alive ON alive.run = runs.id
  LEFT JOIN (SELECT run, sum(minutes.accepted)::bigint AS accepted, sum(already)::bigint AS already_there,
    sum(minutes.refused)::bigint AS refused, sum(minutes.requests)::bigint AS requests FROM minutes GROUP BY run)
    AS done ON done.run = runs.id
  LEFT JOIN (SELECT run, count(*) AS outages FROM outages GROUP BY run) AS away ON away.run = runs.id;
`;

/** As delivery/gate-view.ts tells the row; a test holds the two equal. */
const PACE = "state -> 'felt' -> 'pace'";
const NOW = 'extract(epoch FROM clock_timestamp()) * 1000';
const living = (list: string, what: string): string =>
  `(SELECT ${what} FROM jsonb_array_elements(state -> '${list}') AS each WHERE (each ->> 'until')::float8 > ${NOW})`;
const OF_GATE = `
  CREATE VIEW status_of_gate AS
  SELECT target, weather,
    weather = 'trouble' AND ((pace ->> 'failures')::float8 >= 4 OR (pace ->> 'tokens')::float8 = 0) AS down,
    CASE WHEN weather = 'trouble' THEN ${moment("(pace ->> 'since')::float8")} END AS trouble_since,
    CASE WHEN weather = 'trouble' THEN state -> 'felt' -> 'last' ->> 'cause' END AS trouble,
    CASE WHEN weather = 'trouble' THEN ${moment("(pace ->> 'notBefore')::float8")} END AS next_try,
    CASE WHEN (pace ->> 'askedUntil')::float8 > ${NOW} THEN ${moment("(pace ->> 'askedUntil')::float8")} END
      AS silent_until,
    ${living('tokens', 'count(*)')} AS requests, ${living('tokens', "count(DISTINCT each ->> 'worker')")} AS workers,
    CASE WHEN weather = 'fair' THEN greatest(1, floor((pace ->> 'concurrency')::float8)) ELSE 1 END::int AS width,
    ${living('line', 'count(*)')} AS workers_waiting,
    ${moment("(state ->> 'heardAt')::float8")} AS heard, changed
  FROM (SELECT gate.*, ${PACE} AS pace, ${PACE} ->> 'weather' AS weather FROM gate) AS gate;
`;

/** The part of the migrations that makes them; the tables are there before. */
export const VIEWS_STEP = `${BY_DISTRICT}${OF_RUNS}${OF_GATE}`;

/** What a dashboard may read, and nothing else. */
export const VIEWS = ['status_by_district', 'status_of_runs', 'status_of_gate'] as const;
