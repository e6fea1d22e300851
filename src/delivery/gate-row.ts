/**
 * What stands in the row of a shared gate, and how it is read: values only. All moments are of the database's clock, in
 * epoch milliseconds. Nothing in it is of a person: names of workers, moments and numbers.
 */
import { RunError } from '../errors.ts';
import type { OutageCause } from '../target/target.ts';
import { type Felt, startFelt } from './heard.ts';
import { longestWait } from './pace.ts';
import type { Pace, PaceSettings } from './pace-state.ts';

/**
 * Of the row: raised when an older program would misunderstand what a newer one writes. One more field beside the
 * others is no reason: it is kept (`more`).
 */
const FORMAT = 1;

/** A request that is under way, or that may begin at any moment. */
export interface Token {
  readonly id: string;
  readonly worker: string;
  /** The lease: then it is free again, unless it was renewed. */
  readonly until: number;
  /** The turn of this worker began: it may make one request after the other. */
  readonly since: number;
  readonly what: 'probe' | 'work';
}

/** A worker that has no token and waits for one. */
export interface Waiter {
  readonly worker: string;
  /** Whoever does not ask again until then has lost its place. */
  readonly until: number;
}

export interface GateRow {
  /** The most that a batch may hold, where the server has shown that it takes less than the settings say. */
  readonly ceiling?: number | undefined;
  /** The pace is kept without settings: each worker brings its own. */
  readonly felt: Omit<Felt, 'pace'> & { readonly pace: Omit<Pace, 'settings'> };
  readonly tokens: readonly Token[];
  /** Workers without a token, whose turn comes in this order. Not all of them: see `LINE` in gate-judge.ts. */
  readonly line: readonly Waiter[];
  /** Who looks back after a crash (look-back.ts), and for how long nobody else does. */
  readonly looking?: Waiter | undefined;
  /** When something was heard of the target last. */
  readonly heardAt: number;
  /** What a newer program keeps there besides. */
  readonly more: Readonly<Record<string, unknown>>;
}

/** Where nobody has been: as a run begins that is alone. What earlier workers could not trust any more is owed. */
export function startRow(settings: PaceSettings, now: number): GateRow {
  const felt = { ...startFelt(settings), crashes: 1 };
  return withFelt({ felt, tokens: [], line: [], heardAt: now, more: {} }, felt, settings);
}

export function feltIn({ felt, ceiling }: GateRow, settings: PaceSettings): Felt {
  const batchSize = Math.min(settings.batchSize, ceiling ?? settings.batchSize);
  return { ...felt, pace: { ...felt.pace, settings: { ...settings, batchSize } } };
}

export function withFelt(row: GateRow, { pace, ...felt }: Felt, settings: PaceSettings): GateRow {
  const { settings: learnt, ...kept } = pace;
  const isLower = learnt.batchSize < Math.min(settings.batchSize, row.ceiling ?? settings.batchSize);
  return { ...row, felt: { ...felt, pace: kept }, ceiling: isLower ? learnt.batchSize : row.ceiling };
}

/** Longer than any lease, place in the line or pause: whatever ends later was written before the clock was set back. */
export function longestLease(settings: PaceSettings): number {
  return longestWait(settings) + 10 * 60_000;
}

/** For the database: what is undefined is left out there. */
export function toState({ more, ...row }: GateRow): Record<string, unknown> {
  return { ...more, ...row, format: FORMAT };
}

/**
 * What another program has written, or somebody's hand. What cannot be understood is as no row at all: the gate begins
 * anew, carefully.
 * @throws RunError LEDGER_NEWER where only a newer program knows what it means
 */
export function fromState(state: unknown): GateRow | undefined {
  if (!isObject(state)) return undefined;
  const { format, felt, tokens, line, looking, heardAt, ceiling, ...more } = state;
  if (typeof format === 'number' && format > FORMAT) throw new RunError('LEDGER_NEWER', {});
  if (format !== FORMAT || !isObject(felt) || !isPace(felt['pace']) || !isNumber(heardAt)) return undefined;
  const { pace, passes, crashes, looked, last } = felt;
  if (![passes, crashes, looked].every(isNumber)) return undefined;
  return {
    felt: {
      pace: pace as unknown as GateRow['felt']['pace'],
      passes: passes as number,
      crashes: crashes as number,
      looked: looked as number,
      last: lastIn(last),
    },
    tokens: listOf(tokens, isToken),
    line: listOf(line, isWaiter),
    looking: isWaiter(looking) ? looking : undefined,
    heardAt,
    ceiling: isNumber(ceiling) ? Math.max(1, ceiling) : undefined,
    more,
  };
}

const NUMBERS = [
  ...['size', 'concurrency', 'good', 'before', 'streak', 'notBefore', 'askedUntil', 'failures', 'since', 'owed'],
  ...['tokens', 'refusals', 'questions', 'noQuestionBefore', 'turnedAwaySince'],
] as const;
const WEATHERS: readonly unknown[] = ['fair', 'careful', 'trouble'] satisfies Pace['weather'][];

function isPace(value: unknown): value is Record<string, unknown> {
  if (!isObject(value) || !WEATHERS.includes(value['weather'])) return false;
  const { usual } = value;
  const isKnown = usual === undefined || (isObject(usual) && isNumber(usual['entries']) && isNumber(usual['ms']));
  return isKnown && NUMBERS.every((name) => isNumber(value[name]));
}

function isWaiter(value: unknown): value is Waiter {
  return isObject(value) && typeof value['worker'] === 'string' && isNumber(value['until']);
}

function isToken(value: unknown): value is Token {
  if (!isObject(value) || !isWaiter(value)) return false;
  const { id, since, what } = value as Record<string, unknown>;
  return typeof id === 'string' && isNumber(since) && (what === 'probe' || what === 'work');
}

function lastIn(value: unknown): Felt['last'] {
  if (!isObject(value)) return undefined;
  const { cause, status } = value;
  if (typeof cause !== 'string') return undefined;
  const known = Object.hasOwn(CAUSES, cause) ? (cause as OutageCause) : 'unreadable';
  return { cause: known, ...(isNumber(status) ? { status } : {}) };
}

/** A cause that only another program has a sentence for is told as an answer that makes no sense. */
const CAUSES: Readonly<Record<OutageCause, true>> = {
  refused: true,
  name: true,
  tls: true,
  certificate: true,
  'own-certificate': true,
  secret: true,
  timeout: true,
  reset: true,
  'server-error': true,
  throttled: true,
  unreadable: true,
  refusing: true,
  'turned-away': true,
  broken: true,
  busy: true,
};

function listOf<T>(value: unknown, is: (item: unknown) => item is T): readonly T[] {
  return Array.isArray(value) ? value.filter(is) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
