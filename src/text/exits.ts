/** With which exit codes each command can end, as `--help` lists them. The sentences are in en/ and id/. */
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { CommandName } from './help.ts';

/** A way for a command to end. Where one code means different things, each has a name. */
export const EXIT_WAYS = {
  /** What was asked for is written, shown or changed. */
  done: [EXIT.done],
  /** Every row is on the server. */
  sent: [EXIT.done],
  /** Every row of the sheets could be sent. */
  sound: [EXIT.done],
  /** The server has every row of the sheets. */
  complete: [EXIT.done],
  /** Nothing stands in the way of the first night. */
  healthy: [EXIT.done],
  /** Ctrl-C is how the training server ends. */
  closed: [EXIT.done],
  bug: [EXIT.bug],
  usage: [EXIT.usage],
  /** `doctor` has found something. */
  amiss: [EXIT.usage],
  needsPerson: [EXIT.needsPerson],
  /** `check` has found rows to correct. */
  toCorrect: [EXIT.needsPerson],
  /** The server lacks rows of the sheets. */
  lacking: [EXIT.needsPerson],
  /** Files that were handed over, of which nobody has said what became of them. */
  unconfirmed: [EXIT.needsPerson],
  /** The province has answered for everything that was handed over. */
  answered: [EXIT.done],
  /** What was handed over lies with the province, or the time was over. */
  withProvince: [EXIT.windowEnded],
  serverAway: [EXIT.serverAway],
  serverRefuses: [EXIT.serverRefuses],
  windowEnded: [EXIT.windowEnded],
  /** Something waits for `resume`. */
  toResume: [EXIT.windowEnded],
  /** The comparison has not come to its end, or `--repair` has found what to send. */
  notCompared: [EXIT.windowEnded],
  busy: [EXIT.busy],
  unreadable: [EXIT.unreadable],
  disk: [EXIT.disk],
  stopped: [EXIT.interrupted, EXIT.terminated],
} as const satisfies Record<string, readonly [ExitCode, ...ExitCode[]]>;
export type ExitWay = keyof typeof EXIT_WAYS;

/** What can happen to every command; `disk` also where what it prints cannot be written (OUTPUT_LOST). */
const EVER = ['bug', 'usage', 'disk'] as const;
/** Commands that write the ledger. */
const WRITES = [...EVER, 'busy'] as const;
/** Commands that talk with the server until it has answered. */
const TALKS = [...EVER, 'serverAway', 'serverRefuses', 'stopped'] as const;
const SENDS = [...TALKS, 'sent', 'needsPerson', 'windowEnded', 'busy'] as const;

/** Only those that the command can have. The tests of `test/cli` hold each run to it. */
const EXITS: Readonly<Record<CommandName, readonly ExitWay[]>> = {
  import: [...SENDS, 'unreadable'],
  resume: SENDS,
  retry: SENDS,
  confirm: [...WRITES, 'done', 'unconfirmed', 'toResume', 'unreadable'],
  push: [...TALKS, 'answered', 'needsPerson', 'withProvince', 'busy'],
  pull: [...TALKS, 'answered', 'needsPerson', 'withProvince', 'busy'],
  check: [...TALKS, 'sound', 'toCorrect', 'unreadable'],
  status: [...EVER, 'done'],
  runs: [...EVER, 'done'],
  audit: [...EVER, 'done'],
  report: [...EVER, 'done'],
  rejects: [...EVER, 'done'],
  explain: [...EVER, 'done'],
  dismiss: [...WRITES, 'done'],
  find: [...EVER, 'done'],
  purge: [...WRITES, 'done'],
  backup: [...WRITES, 'done'],
  restore: [...WRITES, 'done', 'unreadable'],
  rekey: [...WRITES, 'done'],
  reconcile: [...TALKS, 'complete', 'lacking', 'notCompared', 'busy', 'unreadable'],
  template: [...EVER, 'done'],
  mappings: [...EVER, 'done'],
  init: [...EVER, 'done', 'stopped'],
  doctor: ['bug', 'disk', 'healthy', 'amiss', 'stopped'],
  schedule: [...EVER, 'done'],
  schema: [...EVER, 'done', 'serverRefuses'],
  completion: [...EVER, 'done'],
  notify: ['bug', 'disk', 'healthy', 'amiss'],
  sandbox: [...EVER, 'closed'],
};

/** In the order of their codes. */
export function exitsOf(command: CommandName): readonly ExitWay[] {
  return EXITS[command].toSorted((one, other) => EXIT_WAYS[one][0] - EXIT_WAYS[other][0]);
}
