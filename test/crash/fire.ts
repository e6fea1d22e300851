/** Runs the built program and shoots it, at a moment that is seen from outside. */
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Home } from './home.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/vax-upload.js', import.meta.url));

/** When a shot is fired: `ms` after the moment. */
export interface Shot {
  readonly after: Moment;
  readonly ms: number;
}
export type Moment =
  | 'start'
  /** The first byte this run writes to the ledger. */
  | 'ledger'
  /** So many sheets were read to their end. */
  | { readonly sheets: number }
  /** So many batches were settled. */
  | { readonly batches: number }
  /** The last batch of all was settled. */
  | 'delivered'
  /** All was said; what is left is to write the end of the run down and to close the ledger. */
  | 'summary';

export interface Fired {
  readonly exitCode: number | undefined;
  /** The shot was fired and hit. */
  readonly killed: boolean;
  /** It was shot because it said nothing any more. */
  readonly idled: boolean;
  readonly out: string;
  readonly err: string;
  /** Milliseconds from the start to these moments; of `sheet` and `batch` the last. */
  readonly seen: ReadonlyMap<Sight, number>;
}

type Sight = 'ledger' | 'sheet' | 'batch' | 'end';

export interface FireOptions {
  readonly shot?: Shot;
  /** Whether the server has everything; asked after each batch when the shot waits for it. */
  readonly delivered?: () => Promise<boolean>;
  readonly env?: Readonly<Record<string, string>>;
  /** Program and arguments to run it under, for example strace. */
  readonly under?: readonly string[];
  /** Shoot as well when nothing was said for so long; milliseconds. */
  readonly idle?: number;
  /**
   * Whoever takes longer is ended, without an exit code; milliseconds. Generous: on a busy machine a run of the long
   * version may wait for its turn.
   */
  readonly within?: number;
  /** Handed what sends it a signal. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
}

/** Resolves when the process is gone. */
export function fire(home: Home, args: readonly string[], options: FireOptions = {}): Promise<Fired> {
  const { shot, delivered, env = {}, under = [], idle, within = 300_000, onStart } = options;
  const [file = process.execPath, ...rest] = [...under, process.execPath, PROGRAM, ...args];
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(file, rest, {
      cwd: home.folder,
      env: { PATH: process.env['PATH'], ...home.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onStart?.((signal) => void child.kill(signal));
    const seen = new Map<Sight, number>();
    const timers: NodeJS.Timeout[] = [];
    const said = { out: '', err: '' };
    let [batches, sheets] = [0, 0];
    let shots = 0;
    const loose = (): void => {
      if (!shot || shots > 0) return;
      shots += 1;
      timers.push(setTimeout(() => child.kill('SIGKILL'), shot.ms));
    };
    const see = (moment: Sight): void => void seen.set(moment, performance.now() - started);
    const counted = (kind: 'batches' | 'sheets'): number | undefined => {
      if (typeof shot?.after !== 'object' || !(kind in shot.after)) return undefined;
      return Object.values(shot.after)[0];
    };

    let [late, idled] = [false, false];
    const watchdog =
      idle === undefined
        ? undefined
        : setTimeout(() => {
            idled = true;
            child.kill('SIGKILL');
          }, idle);
    const before = stamp(home);
    timers.push(
      setInterval(() => {
        if (seen.has('ledger') || stamp(home) === before) return;
        see('ledger');
        if (shot?.after === 'ledger') loose();
      }, 2),
    );
    createInterface(child.stdout).on('line', (line) => {
      said.out += `${line}\n`;
      watchdog?.refresh();
      const event = eventOf(line);
      if (event === 'file') {
        sheets += 1;
        see('sheet');
        if (sheets === counted('sheets')) loose();
      }
      if (event === 'summary' && shot?.after === 'summary') loose();
      if (event !== 'batch') return;
      batches += 1;
      see('batch');
      if (batches === counted('batches')) loose();
      if (shot?.after === 'delivered' && delivered) void delivered().then((all) => all && loose());
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.err += text;
    });
    if (shot?.after === 'start') loose();
    const limit = setTimeout(() => {
      late = true;
      said.err += `Not ended after ${within} ms`;
      child.kill('SIGKILL');
    }, within);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      for (const timer of [...timers, limit, watchdog]) clearTimeout(timer);
      see('end');
      resolve({ exitCode: code ?? undefined, killed: signal === 'SIGKILL' && !late, idled, ...said, seen });
    });
  });
}

/** Changes with every write to the ledger. */
function stamp({ ledger }: Home): string {
  const wal = statSync(`${ledger}-wal`, { throwIfNoEntry: false });
  return wal ? `${wal.size} ${wal.mtimeMs}` : '';
}

function eventOf(line: string): string | undefined {
  return /^\{"event":"([\w-]+)"/.exec(line)?.[1];
}

/** The last line of a run with --json. */
export interface Summary {
  readonly rows: number;
  readonly readings: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly exitCode: number;
  readonly backlog: number;
}

export function summaryOf({ out }: Pick<Fired, 'out'>): Summary | undefined {
  const last = out.trimEnd().split('\n').at(-1) ?? '';
  return eventOf(last) === 'summary' ? (JSON.parse(last) as Summary) : undefined;
}
