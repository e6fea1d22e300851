/**
 * SQLite's way of testing (sqlite.org/testing.html, 3.1): an import of thirty rows, and the Nth call to the world
 * outside goes wrong; then the clerk starts it again, and everything must be as if nothing had happened. N = 0, 1, 2 …
 * until nothing goes wrong any more.
 */
import { deliver } from '../../src/delivery/deliver.ts';
import type { DeliveryEnd, DeliverySettings } from '../../src/delivery/delivery.ts';
import { RunError } from '../../src/errors.ts';
import type { FileMessage } from '../../src/intake/file-messages.ts';
import { takeInFiles } from '../../src/intake/take-in-files.ts';
import type { RunOutcomes } from '../../src/ledger/history-side.ts';
import type { PreparedReading } from '../../src/ledger/sealed/prepare.ts';
import { type Connection, connectInMemory } from '../../src/ledger/sqlite/connection.ts';
import { showKeys } from '../../src/ledger/sqlite/entry-rows.ts';
import { ledgerOver } from '../../src/ledger/sqlite/open.ts';
import { receiptOf } from '../../src/ledger/sqlite/server-words.ts';
import { ENTRY_STATES } from '../../src/ledger/states.ts';
import type { RecordKey } from '../../src/record/record.ts';
import type { Target } from '../../src/target/target.ts';
import { Dice } from './dice.ts';
import { FakeClock } from './fake-clock.ts';
import type { Fate } from './fates.ts';
import { type Gate, gatedClock, gatedLedger, gatedTarget, never } from './intercept.ts';
import { GOOD_MANNERS } from './manners.ts';
import { ModelServer } from './model-server.ts';
import { modelTarget } from './model-target.ts';
import { sealer } from './people.ts';
import { keyAt, READING, type ReadSheet } from './thirty-rows.ts';

/**
 * - throw: the call fails (EIO), and nothing was done.
 * - crash: the process is no more.
 * - hang: the call never returns; somebody kills the process in the end.
 * - half-write: the call was carried out, and its answer is lost.
 */
export const FAULT_KINDS = ['throw', 'crash', 'hang', 'half-write'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

const SETTINGS: DeliverySettings = {
  pace: { batchSize: 8, concurrency: 2, firstMs: 1_000, capMs: 10_000, probeMs: 60_000, slowMs: 5_000 },
  doubtWaitMs: 60_000,
  lookBackMs: 60_000,
  keyLifeMs: 24 * 3_600_000,
  patienceMs: 12 * 3_600_000,
  turnedAwayMs: 15 * 60_000,
  graceMs: 10_000,
};

/** What happens on the server in any case, so that doubts, splits and refusals are on the way of every sweep. */
const FATES: readonly Fate[] = [
  'ok',
  'ok',
  'commit then reset',
  'ok',
  '503',
  'ok',
  'half commit then 500',
  'ok',
  'refuse connection',
];
/** After so many runs all must be done. */
const MOST_RUNS = 6;

/** The Nth call goes wrong. */
class Fault {
  dead = false;
  /** The call that it struck. */
  struck: string | undefined;
  #calls = 0;
  readonly #kind: FaultKind | undefined;
  readonly #nth: number;

  constructor(kind: FaultKind | undefined, nth: number) {
    this.#kind = kind;
    this.#nth = nth;
  }

  readonly gate: Gate = async (call, work) => {
    if (this.dead) return never();
    const strikes = this.#kind !== undefined && this.#calls++ === this.#nth;
    if (!strikes) {
      const result = await work();
      return this.dead ? never() : result;
    }
    this.struck = call;
    switch (this.#kind) {
      case 'crash':
        this.dead = true;
        return never();
      case 'hang':
        return never();
      case 'half-write':
        await work();
        // What a target says when an answer is lost; it never throws.
        if (call.startsWith('target')) return { kind: 'outage', cause: 'reset', reachedServer: true } as never;
    }
    throw faultOf(call);
  };
}

function faultOf(call: string): RunError {
  return new RunError(call.startsWith('file') ? 'FILE_DAMAGED' : 'DISK_FAILED', { path: 'fault', file: 'fault' });
}

export interface SweepEnd {
  /** The call that was struck; undefined when there were fewer calls. */
  readonly struck: string | undefined;
  readonly runs: number;
  /**
   * Everything that can be seen from outside: states by line, effects by key, outcomes of the last run. Equal for every
   * fault.
   */
  readonly picture: {
    readonly states: Readonly<Record<string, string>>;
    readonly effects: Readonly<Record<RecordKey, number>>;
    readonly outcomes: Readonly<Record<string, number>>;
  };
  readonly wrong: readonly string[];
}

/** One import with one fault, and the clean runs after it. */
export async function importWithFault(sheet: ReadSheet, kind: FaultKind | undefined, nth: number): Promise<SweepEnd> {
  const clock = new FakeClock(Date.UTC(2021, 9, 2, 13));
  let submissions = 0;
  const server = new ModelServer(
    clock,
    {
      ...GOOD_MANNERS,
      knowsRecords: false,
      refused: new Set([keyAt(sheet, 9)]),
      poison: new Map([[keyAt(sheet, 20), 400]]),
    },
    { submission: () => FATES[submissions++] ?? 'ok', lookup: () => 'ok' },
  );
  const traits = { maxBatch: 100, safeToResend: true, finds: 'by-key', onePersonPerRequest: false } as const;
  const target = modelTarget({ server, clock, traits, timeoutMs: 30_000 });
  const connection = connectInMemory(sealer, () => clock.now());
  // The same for every N, so that all is the same up to the Nth call.
  const dice = new Dice(1);
  const wrong: string[] = [];
  let struck: string | undefined;
  let outcomes: RunOutcomes | undefined;
  let runs = 0;
  let isDone = false;
  while (!isDone && runs < MOST_RUNS) {
    const fault = new Fault(runs === 0 ? kind : undefined, nth);
    const run = await oneRun({ clock, connection, target, dice }, sheet, fault);
    if (runs === 0) struck = fault.struck;
    runs += 1;
    if (run.error && !(run.error instanceof RunError && run.error.params['path'] === 'fault'))
      wrong.push(`run ${runs} throws ${run.error instanceof Error ? run.error.stack : String(run.error)}`);
    wrong.push(...server.offences, ...lies(connection, server));
    // What the kernel does with a transaction whose process is gone.
    await connection.rollback();
    isDone = run.end?.why === 'empty' && run.failures === 0;
    outcomes = run.outcomes;
  }
  if (!isDone) wrong.push(`not done after ${runs} runs`);
  const picture = { states: statesOf(connection), effects: effectsOf(server), outcomes: fold(outcomes) };
  connection.close();
  return { struck, runs, picture, wrong: [...new Set(wrong)] };
}

interface Surroundings {
  readonly clock: FakeClock;
  readonly connection: Connection;
  readonly target: Target;
  readonly dice: Dice;
}

interface Run {
  readonly end?: DeliveryEnd;
  readonly outcomes?: RunOutcomes;
  readonly failures?: number;
  readonly error?: unknown;
}

/** `import vaksin.csv`, as src/commands/import.ts has it, without the words. */
async function oneRun({ clock, connection, target, dice }: Surroundings, sheet: ReadSheet, fault: Fault): Promise<Run> {
  const { gate } = fault;
  const options = { newId: () => dice.uuid(), doubtWaitMs: SETTINGS.doubtWaitMs, lookBack: true };
  const opened = ledgerOver(connection, options);
  const open = new AbortController().signal;
  const work = async (): Promise<Run> => {
    const began = await gate('ledger.beginRun', () => opened.beginRun('import', clock.now()));
    const ledger = gatedLedger(began, gate);
    const { failures } = await takeInFiles(['vaksin.csv'], {
      door: ledger,
      read: () => gatedSheet(sheet, gate),
      file: READING,
      admitAtOnce: 10,
      cwd: '/',
      report: () => undefined,
      stop: open,
    });
    const disk = failures.find(({ code }) => code === 'DISK_FAILED');
    if (disk) throw disk;
    const parts = {
      ledger,
      target: gatedTarget(target, gate),
      clock: gatedClock(clock, gate),
      random: dice.random,
      report: () => undefined,
    };
    const end = await deliver(parts, SETTINGS, { finish: open, abort: open });
    const outcomes = await ledger.outcomes();
    await ledger.endRun(0, clock.now());
    return { end, outcomes, failures: failures.length };
  };
  let run: Run | undefined;
  work().then(
    (ended) => {
      run = ended;
    },
    (error: unknown) => {
      run = { error };
    },
  );
  await clock.run(() => run !== undefined || fault.dead, clock.time + 24 * 3_600_000);
  fault.dead = true;
  return run ?? {};
}

async function* gatedSheet(sheet: ReadSheet, gate: Gate): AsyncGenerator<FileMessage<PreparedReading>> {
  for (const message of sheet) yield await gate('file.read', async () => message);
}

/** Reported accepted and not on the server, or refused and on it. */
function lies({ db }: Connection, server: ModelServer): string[] {
  const rows = db.prepare('SELECT line, state, receipt, person, dose, wire FROM entries WHERE wire IS NOT NULL').all();
  return rows.flatMap((row) => {
    const { line, state, wire } = row;
    const effect = server.effects.get(showKeys(sealer, [wire as Uint8Array])[0] ?? '');
    const word = ENTRY_STATES[Number(state)];
    if (word === 'accepted' && effect?.id !== receiptOf(sealer, row).receipt)
      return [`line ${line} is reported accepted, and the server says otherwise`];
    return word === 'refused' && effect ? [`line ${line} is reported refused and is on the server`] : [];
  });
}

function statesOf({ db }: Connection): Record<string, string> {
  const rows = db.prepare('SELECT line, state FROM entries ORDER BY line').all();
  return Object.fromEntries(rows.map(({ line, state }) => [String(line), ENTRY_STATES[Number(state)] ?? '']));
}

function effectsOf(server: ModelServer): Record<RecordKey, number> {
  return Object.fromEntries([...server.effects].map(([key, { count }]): [string, number] => [key, count]).sort());
}

/** Which run brought a record to the server does not matter. */
function fold(outcomes: RunOutcomes | undefined): Record<string, number> {
  const { accepted = 0, 'already-there': there = 0, ...others } = outcomes ?? {};
  return { ...others, there: accepted + there };
}
