/**
 * One batch of the ledger on its way: in as many bundles as the server takes, one after the other. A bundle that is
 * refused is sent in parts until the fault stands alone, because HAPI says what is wrong and not where. Every entry has
 * a condition, so that what is sent again in a part is stored once.
 */
import type { Clock, Random } from '../../clock.ts';
import type { RecordKey } from '../../record/record.ts';
import type { Reason } from '../reason.ts';
import type { Answer, Batch, FindAnswer, Outage, Stop, Verdict } from '../target.ts';
import type { BundleSize } from './bundle-size.ts';
import { type FrozenPerson, thaw } from './frozen.ts';
import { type Heard, namingField, severalThere } from './heard.ts';
import { asConflict, CONFLICT, conflictingIn, partsOf, type Trouble } from './parts.ts';
import type { Post } from './posting.ts';

export interface SendingParts {
  readonly post: Post;
  readonly find: (keys: readonly RecordKey[], signal: AbortSignal) => Promise<FindAnswer>;
  readonly size: BundleSize;
  readonly clock: Pick<Clock, 'elapsed' | 'sleep'>;
  readonly random: Random;
  /** Of all sendings to this server. */
  readonly memory: Memory;
}

/** What the sendings before have shown of a server. */
export interface Memory {
  /** It has taken a record. */
  hasTaken: boolean;
  /** Records that it refused since. */
  refusedSince: number;
}

/**
 * So often a conflict is tried again before it is no race: HAPI says 409 of a NUL in a text and of a condition that is
 * too long as well, for ever.
 */
const CONFLICT_TRIES = 3;
/** The first pause after a conflict, in milliseconds; it doubles, with jitter, so that two who race part. */
const CONFLICT_PAUSE_MS = 150;
/**
 * So many refusals in a row, and nothing taken: it is not the records. The rest is left to delivery, which knows what
 * to do with a server that refuses everything.
 */
const REFUSALS_IN_A_ROW = 5;
/** The same of a server that has taken others before: bad rows stand together in sheets. */
const REFUSALS_OF_ONE_THAT_TAKES = 30;
/**
 * So often a record is refused in an answer to a whole bundle before it is believed: with others, or by itself. Gateways
 * and servers that come up say so too, for a moment.
 */
const OPINIONS = 2;
/** Well under the lease of a batch (ledger/sqlite/open.ts), in milliseconds; what is not sent by then waits. */
const LONGEST_SENDING_MS = 5 * 60_000;

/** `false`: the conversation is over. */
type Going = boolean;

export class Sending {
  readonly #parts: SendingParts;
  readonly #batch: Batch;
  readonly #signal: AbortSignal;
  readonly #until: number;
  readonly #people: readonly FrozenPerson[];
  readonly #verdicts = new Map<RecordKey, Verdict>();
  readonly #unclear: RecordKey[] = [];
  /** What was in a request that may have come to the server; no status proves that nothing was stored. */
  readonly #gone = new Set<RecordKey>();
  /** What the server said of the last record that it refused, or that conflicts, by itself. */
  #alone: Answer | undefined;
  #taken = 0;
  #refusedHere = 0;
  #weather: Outage | Stop | undefined;

  constructor(parts: SendingParts, batch: Batch, signal: AbortSignal) {
    this.#parts = parts;
    this.#batch = batch;
    this.#signal = signal;
    this.#people = thaw(batch);
    this.#until = parts.clock.elapsed() + LONGEST_SENDING_MS;
  }

  async run(): Promise<Answer> {
    const people = this.#people;
    for (let at = 0; at < people.length; ) {
      const group = people.slice(at, at + this.#parts.size.now());
      at += group.length;
      if (await this.#carry(group)) continue;
      this.#leave(people.slice(at));
      break;
    }
    await this.#ask();
    return this.#answer();
  }

  /** One group there and back, in parts where it has to be. */
  async #carry(group: readonly FrozenPerson[], opinions = 1): Promise<Going> {
    let rest = group;
    for (let tries = 1; ; tries += 1) {
      if (this.#parts.clock.elapsed() > this.#until) return this.#leave(rest);
      const posted = await this.#parts.post(rest, this.#batch.id, this.#signal);
      if (posted.kind !== 'weather') this.#went(rest);
      switch (posted.kind) {
        case 'weather':
          this.#weather = posted.weather;
          if (posted.sent && reached(posted.weather)) this.#went(rest);
          return this.#leave(rest);
        case 'too-large':
          this.#parts.size.tooLarge(rest.length);
          return this.#divide(rest, posted, opinions);
        case 'refused':
          if (posted.status !== CONFLICT || tries >= CONFLICT_TRIES) return this.#divide(rest, posted, opinions);
          break;
        case 'heard': {
          const conflicting = this.#hear(rest, posted.doses);
          if (this.#weather) return false;
          if (conflicting.length === 0) {
            this.#parts.size.passed(group.length);
            return true;
          }
          if (tries >= CONFLICT_TRIES) return this.#divide(conflicting, asConflict(posted.doses), opinions);
          rest = conflicting;
        }
      }
      await this.#pause(tries);
    }
  }

  /** Notes what was heard; those of the group that conflict are returned. */
  #hear(group: readonly FrozenPerson[], doses: ReadonlyMap<RecordKey, Heard>): readonly FrozenPerson[] {
    for (const [key, heard] of doses) {
      switch (heard.kind) {
        case 'accepted':
        case 'already-there':
          this.#take(key, heard);
          break;
        case 'refused':
          this.#refuse(key, heard.reasons);
          break;
        case 'unclear':
          this.#unclear.push(key);
          break;
        case 'weather':
          this.#weather ??= heard.weather;
          this.#verdicts.set(key, IN_DOUBT);
          break;
        case 'conflict':
          this.#verdicts.set(key, IN_DOUBT);
      }
    }
    return conflictingIn(group, doses);
  }

  /** Sends the parts of what did not pass as a whole. A single record stands for itself. */
  async #divide(group: readonly FrozenPerson[], posted: Trouble, opinions: number): Promise<Going> {
    const parts = partsOf(group, posted);
    if (parts.length === 1 && (opinions >= OPINIONS || posted.kind === 'too-large' || posted.status === CONFLICT))
      return this.#stand(group, posted);
    const refusedBefore = this.#refused();
    for (const [index, part] of parts.entries()) {
      if (await this.#carry(part, opinions + 1)) continue;
      for (const other of parts.slice(index + 1)) this.#leave(other);
      return false;
    }
    // Each part passed, so that nothing but the size was wrong.
    if (
      posted.kind === 'refused' &&
      posted.status !== CONFLICT &&
      this.#refused() === refusedBefore &&
      group.length > 1
    )
      this.#parts.size.tooLarge(group.length);
    return true;
  }

  /** What is said of one record by itself. */
  #stand(group: readonly FrozenPerson[], posted: Trouble): Going {
    const key = group[0]?.doses[0]?.key ?? '';
    if (posted.kind === 'too-large') {
      this.#alone = { kind: 'split', ...(posted.foreign ? { foreign: true } : {}) };
      this.#verdicts.set(key, IN_DOUBT);
      return true;
    }
    const reasons = posted.issues.map(({ reason }) => reason);
    if (posted.status === CONFLICT) {
      this.#alone = { kind: 'refused-whole', reasons };
      this.#verdicts.set(key, IN_DOUBT);
      return true;
    }
    this.#refuse(key, posted.status === SEVERAL ? severalThere(reasons, undefined) : reasons);
    const most = this.#parts.memory.hasTaken ? REFUSALS_OF_ONE_THAT_TAKES : REFUSALS_IN_A_ROW;
    return this.#taken > 0 || this.#refusedHere < most;
  }

  #take(key: RecordKey, verdict: Verdict): void {
    this.#verdicts.set(key, verdict);
    this.#taken += 1;
    this.#parts.memory.hasTaken = true;
    this.#parts.memory.refusedSince = 0;
  }

  #refuse(key: RecordKey, said: readonly Reason[]): void {
    const person = this.#people.find(({ doses }) => doses.some((dose) => dose.key === key));
    const reasons = namingField(said, person?.field ?? 'nik');
    this.#verdicts.set(key, { kind: 'refused', reasons });
    this.#alone = { kind: 'refused-whole', reasons };
    this.#refusedHere += 1;
    this.#parts.memory.refusedSince += 1;
  }

  /**
   * Whether refusals are the records' own: beside others that were taken; or a few, after others were taken. A server
   * that refuses everybody now has another fault (one that passes over conditions finds several of everybody).
   */
  #isBelieved(): boolean {
    const { hasTaken, refusedSince } = this.#parts.memory;
    return this.#taken > 0 || (hasTaken && refusedSince <= REFUSALS_IN_A_ROW);
  }

  #refused(): number {
    return [...this.#verdicts.values()].filter(({ kind }) => kind === 'refused').length;
  }

  /** Answers that could not be told apart: the server is asked for these records. What it has not is in doubt. */
  async #ask(): Promise<void> {
    if (this.#unclear.length === 0) return;
    const answer = this.#weather ? undefined : await this.#parts.find(this.#unclear, this.#signal);
    for (const key of this.#unclear) {
      const found = answer?.kind === 'found' ? answer.results.get(key) : undefined;
      if (found === undefined || found === 'absent') this.#verdicts.set(key, IN_DOUBT);
      else this.#take(key, { kind: 'accepted', receipt: found.receipt });
    }
  }

  #answer(): Answer {
    const verdicts = this.#verdicts;
    const kinds = new Set([...verdicts.values()].map(({ kind }) => kind));
    const isHeard = kinds.has('accepted') || kinds.has('already-there') || kinds.has('refused');
    // Nothing but weather: it speaks for the whole batch, unless it is known of a part that it never left.
    if (this.#weather && !isHeard && kinds.size === 1) return this.#weather;
    const hasVerdicts = this.#taken > 0 || (kinds.has('refused') && this.#isBelieved());
    // Nothing was taken: a fault of all of them is none of one, and delivery tells weather from a bad record.
    if (!this.#weather && this.#alone && !hasVerdicts && this.#unclear.length === 0) return this.#alone;
    if (!this.#isBelieved())
      for (const [key, { kind }] of verdicts) if (kind === 'refused') verdicts.set(key, IN_DOUBT);
    return { kind: 'reply', verdicts, ...(this.#weather ? { weather: this.#weather } : {}) };
  }

  #went(people: readonly FrozenPerson[]): void {
    for (const { doses } of people) for (const { key } of doses) this.#gone.add(key);
  }

  /** What has no verdict yet, and is not sent any more. */
  #leave(people: readonly FrozenPerson[]): Going {
    for (const { doses } of people)
      for (const { key } of doses)
        if (!this.#verdicts.has(key)) this.#verdicts.set(key, this.#gone.has(key) ? IN_DOUBT : UNSENT);
    return false;
  }

  async #pause(tries: number): Promise<void> {
    const { clock, random } = this.#parts;
    await clock.sleep(CONFLICT_PAUSE_MS * 2 ** (tries - 1) * (0.5 + random()), this.#signal);
  }
}

const UNSENT: Verdict = { kind: 'unsent' };
const IN_DOUBT: Verdict = { kind: 'in-doubt' };
const SEVERAL = 412;

function reached(weather: Outage | Stop): boolean {
  return weather.kind === 'outage' ? weather.reachedServer : weather.unsent !== true;
}
