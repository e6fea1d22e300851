/** What is measured, and what we want of it on two cores. */

export interface Goal {
  /** Rows a second, whole run, start of the program included. */
  readonly rowsPerSecond: number;
  readonly peakMegabytes: number;
}

export interface Case {
  readonly name: string;
  readonly kind: 'csv' | 'xlsx';
  /** The program and its arguments; FILE stands for the large file. */
  readonly args: readonly string[];
  /** Exit codes that mean the file was read to its end. */
  readonly ends: readonly number[];
  readonly goal?: Goal;
  /** How many rows the program says it read; undefined where it says nothing that can be counted on. */
  readonly rowsRead?: (stdout: string) => number;
}

const TOOL = 'bin/vax-upload.js';
/** Below this, however large the file is. */
const PEAK_MEGABYTES = 300;
/**
 * Everything up to the durable admission of every record, without sending: the part that depends on this machine alone.
 */
const TAKE_IN = [TOOL, 'import', 'FILE', '--to', 'sandbox', '--take-in-only', '--json'];

export const CASES: readonly Case[] = [
  {
    name: 'check, CSV',
    kind: 'csv',
    args: [TOOL, 'check', 'FILE', '--quiet'],
    ends: [0, 3],
    goal: { rowsPerSecond: 60_000, peakMegabytes: PEAK_MEGABYTES },
  },
  {
    name: 'import up to the ledger, CSV',
    kind: 'csv',
    args: TAKE_IN,
    ends: [0, 3, 10],
    rowsRead: summaryRows,
    goal: { rowsPerSecond: 30_000, peakMegabytes: PEAK_MEGABYTES },
  },
  {
    name: 'check, xlsx',
    kind: 'xlsx',
    args: [TOOL, 'check', 'FILE', '--quiet'],
    ends: [0, 3],
    goal: { rowsPerSecond: 50_000, peakMegabytes: PEAK_MEGABYTES },
  },
  {
    name: 'import up to the ledger, xlsx',
    kind: 'xlsx',
    args: TAKE_IN,
    ends: [0, 3, 10],
    rowsRead: summaryRows,
    goal: { rowsPerSecond: 25_000, peakMegabytes: PEAK_MEGABYTES },
  },
  {
    name: 'for comparison: csv-parse alone, fields counted',
    kind: 'csv',
    args: ['bench/alone/csv-parse.js', 'FILE'],
    ends: [0],
    rowsRead: withoutHeader,
  },
  {
    name: 'for comparison: exceljs stream reader alone',
    kind: 'xlsx',
    args: ['bench/alone/exceljs.js', 'FILE'],
    ends: [0],
    rowsRead: withoutHeader,
  },
];

/** `vax-upload --help` may take so many times as long as an empty Node program. */
export const HELP_GOAL_TIMES = 2;

/** `rows` of the last line of `--json`, the summary. */
function summaryRows(stdout: string): number {
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  return Number(/^\{"event":"summary",.*?"rows":(\d+)/.exec(last)?.[1]);
}

function withoutHeader(stdout: string): number {
  return Number(stdout) - 1;
}
