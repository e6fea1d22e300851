/**
 * The shape of a ledger in PostgreSQL, as numbered migrations. One is never changed once it has been released; a new
 * shape is a new one. The tables are those of SQLite (ledger/sqlite/steps.ts): whatever is added there is added here in
 * the same change, and test/ledger/postgres/schema.test.ts compares the two.
 *
 * Numbers and moments (epoch milliseconds) are `bigint`, or `double precision` where a part of a millisecond may stand.
 * Texts are compared byte by byte (COLLATE "C"), as SQLite compares them.
 */
import { ALIVE_TABLE } from './alive.ts';
import { COMMITS_TABLE } from './commits.ts';
import { GATE_TABLE } from './gate.ts';
import { PARCELS_STEP } from './parcels-schema.ts';
import { TAKEN_TABLE } from './taken.ts';
import { VIEWS_STEP } from './views.ts';

/** All migrations there have been, oldest first. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (name text COLLATE "C" PRIMARY KEY, value text NOT NULL, mac bytea);

  CREATE TABLE runs (id bigint PRIMARY KEY, started bigint NOT NULL, ended bigint, command text NOT NULL,
                     exit_code bigint, who text, version text, target text, summary text);

  CREATE TABLE files (id bigint PRIMARY KEY, digest bytea NOT NULL UNIQUE, name text COLLATE "C" NOT NULL,
                      run bigint NOT NULL, opened bigint NOT NULL, finished bigint, skipped bigint NOT NULL DEFAULT 0,
                      mac bytea);
  -- whatever folder a file lay in, on whichever system
  CREATE INDEX files_called ON files ((substring(name from '[^/\\\\]*$')));
  CREATE INDEX files_run ON files (run);
  CREATE TABLE sheets (id bigint PRIMARY KEY, file bigint NOT NULL, name text COLLATE "C" NOT NULL,
                       header_line bigint NOT NULL, headings text NOT NULL, layout text NOT NULL, above text,
                       sealed bytea, mac bytea, UNIQUE (file, name));

  CREATE TABLE entries (id bigint PRIMARY KEY, person bytea NOT NULL, dose bigint NOT NULL, state bigint NOT NULL,
                        who bytea NOT NULL, what bytea NOT NULL, born bigint NOT NULL, run bigint NOT NULL,
                        file bigint NOT NULL, sheet bigint NOT NULL, line bigint NOT NULL, part bigint NOT NULL,
                        batch bigint, piece bigint, settled_run bigint, already bigint NOT NULL DEFAULT 0,
                        receipt bytea, reasons bytea, sealed bytea, wire bytea, contested bigint,
                        failures double precision NOT NULL DEFAULT 0, namesake bytea, given bytea, mac bytea,
                        site bigint);
  CREATE UNIQUE INDEX entries_key ON entries (person, dose);
  CREATE INDEX entries_open ON entries (state, id) WHERE state <> 3;
  CREATE INDEX entries_piece ON entries (piece) WHERE piece IS NOT NULL;
  CREATE INDEX entries_batch ON entries (batch) WHERE state IN (1, 2);
  CREATE INDEX entries_namesake ON entries (namesake, id) WHERE namesake IS NOT NULL;

  CREATE TABLE readings (file bigint NOT NULL, sheet bigint NOT NULL, line bigint NOT NULL, part bigint NOT NULL,
                         run bigint NOT NULL, kind bigint NOT NULL, entry bigint, problems text, sealed bytea,
                         origin text COLLATE "C", said bytea, decision bigint, mac bytea, site bigint,
                         PRIMARY KEY (file, sheet, line, part));
  CREATE INDEX readings_entry ON readings (entry) WHERE entry IS NOT NULL;
  -- in file order, so that they are told a page at a time
  CREATE INDEX readings_aside ON readings (file, sheet, line, part) INCLUDE (kind) WHERE kind IN (2, 3);
  CREATE INDEX readings_origin ON readings (origin) WHERE origin IS NOT NULL;
  CREATE INDEX readings_said ON readings (said) WHERE said IS NOT NULL;
  CREATE INDEX readings_decision ON readings (decision) WHERE decision IS NOT NULL;

  CREATE TABLE batches (id bigint PRIMARY KEY, uuid text NOT NULL UNIQUE, entries bigint NOT NULL,
                        whole bigint NOT NULL DEFAULT 1, first_sent double precision NOT NULL,
                        last_sent double precision NOT NULL, ask_at double precision, misses bigint NOT NULL DEFAULT 0,
                        missing bigint NOT NULL DEFAULT 0, failures double precision NOT NULL DEFAULT 0,
                        closed double precision, answered bigint NOT NULL DEFAULT 0, request bytea,
                        unanswered double precision, mac bytea, holder bigint, fence bigint,
                        lease double precision, handed double precision);
  CREATE INDEX batches_open ON batches (ask_at, id) WHERE closed IS NULL;
  CREATE INDEX batches_held ON batches (holder) WHERE closed IS NULL;
  CREATE INDEX batches_handed ON batches (id) WHERE handed IS NOT NULL AND closed IS NULL;
  CREATE TABLE attempts (batch bigint NOT NULL, at double precision NOT NULL, ms double precision NOT NULL,
                         answer text NOT NULL);
  CREATE INDEX attempts_batch ON attempts (batch);
  CREATE TABLE passages (entry bigint NOT NULL, batch bigint NOT NULL, PRIMARY KEY (entry, batch));
  CREATE INDEX passages_batch ON passages (batch);

  CREATE TABLE neighbours (person bytea NOT NULL, other bytea NOT NULL, asked bigint NOT NULL, kept bigint, mac bytea,
                           PRIMARY KEY (person, other));
  CREATE INDEX neighbours_other ON neighbours (other);
  CREATE TABLE decisions (id bigint PRIMARY KEY, file text COLLATE "C" NOT NULL, sheet text COLLATE "C" NOT NULL,
                          line bigint NOT NULL, part bigint NOT NULL, said bytea NOT NULL, how bigint NOT NULL,
                          at bigint NOT NULL, who text, by_file bigint, by_sheet bigint, by_line bigint, by_part bigint,
                          mac bytea, UNIQUE (file, sheet, line, part, said));
  CREATE INDEX decisions_by ON decisions (by_file, by_sheet, by_line, by_part) WHERE by_file IS NOT NULL;

  CREATE TABLE people (id bigint PRIMARY KEY, person bytea NOT NULL UNIQUE, reference bytea NOT NULL,
                       at bigint NOT NULL, mac bytea);
  CREATE TABLE needs (entry bigint NOT NULL, person bigint NOT NULL, PRIMARY KEY (entry, person));
  CREATE INDEX needs_person ON needs (person);
  CREATE TABLE lately (id bigint PRIMARY KEY, entry bigint NOT NULL UNIQUE, at bigint NOT NULL, sealed bytea NOT NULL);

  CREATE TABLE minutes (run bigint NOT NULL, minute bigint NOT NULL, accepted bigint NOT NULL, already bigint NOT NULL,
                        refused bigint NOT NULL, requests bigint NOT NULL, PRIMARY KEY (run, minute));
  CREATE INDEX minutes_of ON minutes (minute);
  CREATE TABLE outages (run bigint NOT NULL, since bigint NOT NULL, until bigint, cause text, status bigint,
                        PRIMARY KEY (run, since));
  CREATE TABLE run_files (run bigint NOT NULL, name text COLLATE "C" NOT NULL, rows bigint NOT NULL, why text,
                          about text, PRIMARY KEY (run, name));
  CREATE TABLE audit (id bigint PRIMARY KEY, at bigint NOT NULL, who text NOT NULL, version text NOT NULL,
                      deed text NOT NULL, detail text NOT NULL, hash bytea NOT NULL, mac bytea);
  CREATE TABLE sites (id bigint PRIMARY KEY, known bytea NOT NULL UNIQUE, sealed bytea NOT NULL, mac bytea);
  CREATE TABLE erased (mark bytea PRIMARY KEY, person bytea NOT NULL, at bigint NOT NULL, mac bytea);
  CREATE INDEX erased_person ON erased (person);

  ${ALIVE_TABLE};
  ${TAKEN_TABLE};

  -- the numbers of new rows (ledger/sqlite/numbers.ts); what a transaction that failed has taken is left out
  CREATE SEQUENCE runs_numbers;
  CREATE SEQUENCE files_numbers;
  CREATE SEQUENCE sheets_numbers;
  CREATE SEQUENCE entries_numbers;
  CREATE SEQUENCE batches_numbers;
  CREATE SEQUENCE decisions_numbers;
  CREATE SEQUENCE people_numbers;
  CREATE SEQUENCE sites_numbers;
  CREATE SEQUENCE lately_numbers;
  CREATE SEQUENCE pieces_numbers;

  ${GATE_TABLE};
  ${COMMITS_TABLE};


  ${PARCELS_STEP}

  ${VIEWS_STEP}
  `,
];
