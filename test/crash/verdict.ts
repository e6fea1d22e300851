/** The end of a case: server, ledger, summary and folder against the sheets. */
import type { StoredEffect } from '../support/fake-registry.ts';
import { openUp } from './autopsy.ts';
import { type Fired, summaryOf } from './fire.ts';
import { filesOf, type Home, leaks } from './home.ts';
import type { CrashSheets } from './sheets.ts';

/** Everything that is not as it must be after the last run; empty when all is well. */
export async function faultsAtTheEnd(
  home: Home,
  sheets: CrashSheets,
  last: Fired,
  effects: ReadonlyMap<string, StoredEffect>,
): Promise<string[]> {
  return [
    ...faultsOfServer(sheets, effects),
    ...faultsOfSummary(sheets, last),
    ...faultsOfLedger(home, sheets, effects),
    ...faultsOfFolder(home, sheets),
  ];
}

/** Exactly one effect for each row that stands for a record, with that row's content, and none without a row. */
export function faultsOfServer(sheets: CrashSheets, effects: ReadonlyMap<string, StoredEffect>): string[] {
  const there = new Map(Array.from(effects.values(), (effect) => [identityOf(effect), effect]));
  const faults: string[] = [];
  for (const [identity, row] of sheets.effects) {
    const effect = there.get(identity);
    if (!effect) faults.push('a record is not on the server');
    else if (effect.count !== 1) faults.push(`a record is on the server ${effect.count} times`);
    else if (recordOf(effect).dose.date !== row.date) faults.push('a record is on the server with another date');
  }
  for (const identity of there.keys())
    if (!sheets.effects.has(identity)) faults.push('the server has a record of which no sheet knows');
  if (effects.size !== there.size) faults.push('a record is on the server under two keys');
  return tally(faults);
}

function faultsOfSummary({ outcomes }: CrashSheets, last: Fired): string[] {
  const summary = summaryOf(last);
  if (!summary) return ['the last line of the last run is not a summary'];
  const said = summary.outcomes;
  const faults: string[] = [];
  const expected: Record<string, number> = {
    invalid: outcomes.invalid,
    repeated: outcomes.repeated,
    held: outcomes.held,
    skipped: outcomes.skipped,
    refused: 0,
    waiting: 0,
    'in-doubt': 0,
  };
  for (const [outcome, count] of Object.entries(expected))
    if (said[outcome] !== count) faults.push(`${outcome}: ${said[outcome]} said, ${count} true`);
  const there = (said['accepted'] ?? 0) + (said['already-there'] ?? 0);
  if (there !== outcomes.there) faults.push(`on the server: ${there} said, ${outcomes.there} true`);
  const sum = Object.values(said).reduce((total, count) => total + count, 0);
  if (sum !== summary.readings + (said['skipped'] ?? 0)) faults.push('the outcomes do not add up');
  if (summary.backlog !== 0) faults.push(`${summary.backlog} entries still wait`);
  if (summary.exitCode !== last.exitCode) faults.push('the summary names another exit code');
  return faults;
}

function faultsOfLedger(home: Home, sheets: CrashSheets, effects: ReadonlyMap<string, StoredEffect>): string[] {
  const found = openUp(home);
  if (!found) return ['there is no ledger'];
  const faults: string[] = [];
  if (found.integrity !== 'ok') faults.push(`integrity_check: ${found.integrity}`);
  const { pending, sending, 'in-doubt': inDoubt, accepted } = found.entries;
  if (pending + sending + inDoubt > 0) faults.push('entries are open in the ledger');
  if (accepted !== sheets.effects.size)
    faults.push(`${accepted} entries are accepted, ${sheets.effects.size} are on the server`);
  const ids = new Set(Array.from(effects.values(), ({ id }) => id));
  if (new Set(found.receipts).size !== ids.size || found.receipts.some((receipt) => !ids.has(receipt)))
    faults.push('the receipts are not those of the server');
  if (found.kept > 0) faults.push(`${found.kept} bodies of accepted records were not erased`);
  return faults;
}

const EXPECTED_FILES = [
  'vax-upload.yaml',
  '.vax-upload/ledger.db',
  '.vax-upload/ledger.db.lock',
  '.vax-upload/ledger.key',
];

/** Of the last run; empty (src/ledger/sqlite/copies.ts). */
const MARK_OF_RUN = /^\.vax-upload\/ledger\.db\.run-\d+$/;

/** A log of each run. */
const LOG = /^\.vax-upload\/logs\/run-[\w-]+\.ndjson$/;

/** Sheets, configuration, ledger, key, correction sheets; no temporary file and no personal data anywhere else. */
function faultsOfFolder(home: Home, sheets: CrashSheets): string[] {
  const left = filesOf(home).filter(
    (path) =>
      !EXPECTED_FILES.includes(path) &&
      !MARK_OF_RUN.test(path) &&
      !LOG.test(path) &&
      !sheets.files.has(path) &&
      !/^perbaikan-[\w.-]+\.xlsx$/.test(path),
  );
  return [
    ...left.map((path) => `left behind: ${path}`),
    ...leaks(home, sheets).map((path) => `personal data in ${path}`),
  ];
}

interface RecordOnServer {
  readonly participant: { readonly nik: string };
  readonly dose: { readonly number: number; readonly date: string };
}

function recordOf({ record }: StoredEffect): RecordOnServer {
  return record as RecordOnServer;
}

function identityOf(effect: StoredEffect): string {
  const { participant, dose } = recordOf(effect);
  return `${participant.nik}/${dose.number}`;
}

/** "3 × …" instead of the same line three times. */
function tally(faults: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const fault of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return Array.from(counts, ([fault, times]) => (times > 1 ? `${times} × ${fault}` : fault));
}
