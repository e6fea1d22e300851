/**
 * The judgement of a shared gate: what the row is after somebody has asked, landed, renewed or left. Pure: the database
 * keeps the row, and a worker writes it only where nobody has written it since it was read (gate-shared.ts).
 *
 * The pace says how many requests may be under way (pace.ts); each holds a token. Where there are more workers than
 * tokens, those without one stand in a line, whose head has the next token. In an outage the head is who asks next: as
 * in a run that is alone, the one whose request failed.
 */
import type { Random } from '../clock.ts';
import type { Outage } from '../target/target.ts';
import { feltIn, type GateRow, longestLease, type Token, type Waiter, withFelt } from './gate-row.ts';
import { hear, type News, startFelt } from './heard.ts';
import { allowance } from './pace.ts';
import { afterOutage } from './pace-outage.ts';
import type { PaceSettings } from './pace-state.ts';

const SECOND = 1_000;
/** A worker that is not heard of for so long is dead, and its tokens are free; it renews them in a third of it. */
export const LEASE_MS = 30 * SECOND;
/** Looking back is a chain of questions, each with a token of its own: longer than any request, and a pause. */
const LOOKING_MS = 2 * 60 * SECOND;
/** So long a worker may go on with one token while others stand in the line. */
const TURN_MS = 10 * SECOND;
/** So many stand in the line; the others ask now and then whether there is room, so that the row stays small. */
const LINE = 32;
/** So many at its head ask often: they are next. */
const HEADS = 4;
/** Whoever does not ask again within this time after it was to, has lost its place. */
const LATE_MS = 4 * SECOND;
/** Where nobody has been for so long, what was known of good weather is old news. */
const STALE_MS = 10 * 60 * SECOND;

/** Who judges: a worker with its own settings, at a moment of the database's clock. */
export interface Judge {
  readonly worker: string;
  readonly settings: PaceSettings;
  readonly now: number;
  readonly random: Random;
}

export interface Asked {
  readonly row: GateRow;
  readonly token?: Token;
  /** Ask again after so long, in milliseconds; without an end where only a landing of one's own can change anything. */
  readonly waitMs: number;
}

/** Asks for a token, which gets the name `id`; what is in `hand` is given back first. */
export function ask(
  before: GateRow,
  { id, hand, purpose }: { id: string; hand: readonly Token[]; purpose: 'work' | 'look-back' },
  judge: Judge,
): Asked {
  const { worker, settings, now } = judge;
  const row = begunAnew(without(living(before, judge), hand), judge);
  const isTaken = row.looking !== undefined && row.looking.worker !== worker;
  if (purpose === 'look-back' && isTaken) return { row, waitMs: 0 };
  const { pace } = feltIn(row, settings);
  const turn = allowance(pace, now);
  const width = turn.kind === 'go' ? Math.min(turn.concurrency, settings.concurrency) : 0;
  const place = placeOf(row, worker);
  if (place >= width - row.tokens.length) return waits(row, turn.kind === 'wait' ? turn.until - now : 0, judge);
  const what = pace.weather === 'trouble' ? 'probe' : 'work';
  const token: Token = { id, worker, until: now + LEASE_MS, since: now, what };
  const looking = purpose === 'look-back' ? { worker, until: now + LOOKING_MS } : row.looking;
  return { row: { ...notInLine(row, worker), tokens: [...row.tokens, token], looking }, token, waitMs: 0 };
}

/** Those who stand before a worker: all of them where it does not stand there, as whoever has a token already. */
function placeOf({ line }: GateRow, worker: string): number {
  const place = line.findIndex((waiter) => waiter.worker === worker);
  return place < 0 ? line.length : place;
}

/** No token: how long until it asks again, and its place in the line until then. */
function waits(row: GateRow, pauseMs: number, { worker, now, random }: Judge): Asked {
  const isTrouble = row.felt.pace.weather === 'trouble';
  if (row.tokens.some((token) => token.worker === worker)) {
    // It is not idle; and where all tokens are its own, only its own landings can make more of them.
    const isAlone = row.line.length === 0 && row.tokens.every((token) => token.worker === worker);
    return { row, waitMs: isAlone ? Number.POSITIVE_INFINITY : SECOND * (1 + 2 * random()) };
  }
  const place = placeOf(row, worker);
  if (place >= LINE) return { row, waitMs: pauseMs + SECOND * (10 + 20 * random()) };
  const [soon, later] = isTrouble ? [SECOND, 2 * SECOND] : [SECOND / 10, SECOND];
  const ownMs = place < HEADS ? soon * (1 + place) : later * (1 + 2 * random());
  // Whoever is next comes at the very moment.
  const waitMs = pauseMs > 0 && place === 0 ? pauseMs : pauseMs + ownMs;
  const until = now + waitMs + LATE_MS;
  const mine = row.line[place];
  // A place that lasts long enough is not written again: most of those who ask only read.
  if (mine && mine.until >= now + waitMs + LATE_MS / 2 && mine.until <= until + LATE_MS) return { row, waitMs };
  const waiter: Waiter = { worker, until };
  const line = mine ? row.line.map((other) => (other === mine ? waiter : other)) : [...row.line, waiter];
  return { row: { ...row, line }, waitMs };
}

/** What a worker has heard, and when, as milliseconds before now. */
export interface Told {
  readonly news: News;
  readonly agoMs: number;
  /** What chance had to say, once for all who judge it. */
  readonly luck: number;
  /** It may lie with this worker alone (its password, its certificate): another one asks next. */
  readonly isOwn: boolean;
}

export interface Landed {
  readonly row: GateRow;
  /** The worker keeps its token for the next request, so that it need not ask. */
  readonly kept?: Token;
  /** There is room for one request more. */
  readonly hasRoom: boolean;
}

/** A request is over. `hand`: what else the worker holds, and does not use; given back where the weather is bad now. */
export function land(
  before: GateRow,
  { token, told, hand }: { token: Token; told: readonly Told[]; hand: readonly Token[] },
  judge: Judge,
): Landed {
  const { worker, settings, now } = judge;
  const mine = before.tokens.find(({ id }) => id === token.id) ?? token;
  const heard = told.reduce((row, one) => hears(row, one, judge).row, without(living(before, judge), [token]));
  const { pace } = feltIn(heard, settings);
  if (pace.weather === 'trouble') {
    const row = without(heard, hand);
    const isNext = told.length > 0 && !told.some(({ isOwn }) => isOwn);
    return { row: isNext ? atHead(row, pace.notBefore, judge) : row, hasRoom: false };
  }
  const turn = allowance(pace, now);
  const width = turn.kind === 'go' ? Math.min(turn.concurrency, settings.concurrency) : 0;
  const free = width - heard.tokens.length;
  const mayGoOn = heard.line.length === 0 || now - mine.since < TURN_MS;
  if (free < 1 || !mayGoOn) return { row: heard, hasRoom: false };
  const kept: Token = { ...mine, until: now + LEASE_MS, what: 'work' };
  const hasRoom = free > 1 && heard.line.length === 0;
  return { row: { ...notInLine(heard, worker), tokens: [...heard.tokens, kept] }, kept, hasRoom };
}

/** How one piece of news moves the row, and the outage that it counts as. */
export function hears(
  row: GateRow,
  { news, agoMs, luck }: Told,
  { settings, now }: Judge,
): { readonly row: GateRow; readonly outage?: Outage | undefined } {
  const felt = feltIn(row, settings);
  const at = now - agoMs;
  const heardAt = Math.max(row.heardAt, at);
  const { pace } = felt;
  const random = (): number => luck;
  // Whatever was under way when the server died is one failure, and not as many as there were requests.
  if (news.kind === 'outage' && pace.weather === 'trouble' && at - news.ms <= pace.since) {
    const { notBefore, askedUntil } = afterOutage(pace, news, at, random);
    const silence = askedUntil > pace.askedUntil ? { notBefore, askedUntil } : {};
    const next = withFelt({ ...row, heardAt }, { ...felt, pace: { ...pace, ...silence } }, settings);
    return { row: next, outage: news.outage };
  }
  const looking = news.kind === 'looked-back' ? undefined : row.looking;
  const heard = hear(felt, news, at, random);
  return { row: withFelt({ ...row, heardAt, looking }, heard.felt, settings), outage: heard.outage };
}

/** Tokens go on, for so long as their requests do; one that was lost with the row is there again. */
export function renewed(row: GateRow, tokens: readonly Token[], { now }: Judge): GateRow {
  const until = now + LEASE_MS;
  return { ...row, tokens: [...without(row, tokens).tokens, ...tokens.map((token) => ({ ...token, until }))] };
}

/** What is in hand is given back. */
export function without(row: GateRow, tokens: readonly Token[]): GateRow {
  if (!row.tokens.some(({ id }) => tokens.some((token) => token.id === id))) return row;
  return { ...row, tokens: row.tokens.filter(({ id }) => tokens.every((token) => token.id !== id)) };
}

/** A worker goes. */
export function left(row: GateRow, worker: string): GateRow {
  const isThere = [...row.tokens, ...row.line].some((one) => one.worker === worker) || row.looking?.worker === worker;
  if (!isThere) return row;
  const tokens = row.tokens.filter((token) => token.worker !== worker);
  return { ...notInLine(row, worker), tokens, looking: row.looking?.worker === worker ? undefined : row.looking };
}

/** Without what the dead have left. */
function living(row: GateRow, { now, settings }: Judge): GateRow {
  const most = longestLease(settings);
  const lives = ({ until }: Pick<Waiter, 'until'>): boolean => now < until && until - now <= most;
  const isLooking = row.looking === undefined || lives(row.looking);
  if (row.tokens.every(lives) && row.line.every(lives) && isLooking) return row;
  return {
    ...row,
    tokens: row.tokens.filter(lives),
    line: row.line.filter(lives),
    looking: isLooking ? row.looking : undefined,
  };
}

/**
 * The first worker after a long time begins as a run does that is alone: small, and what was accepted last is owed a
 * look back. An outage goes on: whoever comes next asks with one record.
 */
function begunAnew(row: GateRow, { settings, now }: Judge): GateRow {
  const isStale = row.tokens.length === 0 && (now - row.heardAt > STALE_MS || row.heardAt > now + STALE_MS);
  if (!isStale) return row;
  const felt = feltIn(row, settings);
  const { notBefore, askedUntil } = felt.pace;
  const pace = felt.pace.weather === 'trouble' ? felt.pace : { ...startFelt(settings).pace, notBefore, askedUntil };
  return withFelt(
    { ...row, heardAt: now, ceiling: undefined },
    { ...felt, pace, passes: 0, crashes: felt.crashes + 1 },
    settings,
  );
}

function notInLine(row: GateRow, worker: string): GateRow {
  return { ...row, line: row.line.filter((waiter) => waiter.worker !== worker) };
}

function atHead(row: GateRow, notBefore: number, { worker, now }: Judge): GateRow {
  const { line } = notInLine(row, worker);
  return { ...row, line: [{ worker, until: Math.max(now, notBefore) + LATE_MS }, ...line] };
}
