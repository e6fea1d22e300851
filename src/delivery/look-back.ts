/**
 * Looking back after an outage: a target that dies may forget what it has acknowledged last, so it is asked for it once
 * more. What it does not have is in doubt again, and is asked for a second time before it is sent again. Of several
 * workers one looks back for all (gate.ts).
 */
import type { Stop } from '../target/target.ts';
import type { Course } from './course.ts';
import type { DeliveryParts, DeliverySettings } from './delivery.ts';
import type { Gate } from './gate.ts';

/** The most records in one question. */
const MOST_ASKED = 500;
/** In `lookBack`: so often what is old enough is trusted while all is well. */
const TRUST_EVERY = 1 / 4;

export class LookBack {
  readonly #parts: DeliveryParts;
  readonly #settings: DeliverySettings;
  readonly #course: Course;
  readonly #gate: Gate;
  /**
   * Numbers of the ledger: what comes after the first one, up to the second one, is to be asked for. How far is known
   * when the first question is asked: answers that were under way when the outage was noticed come before.
   */
  #owed: { readonly after: number; readonly upTo?: number } | undefined;
  #crashes = 0;
  #isAsking = false;
  /** Moments of the clock that nobody sets. */
  #notBefore: number;
  #trustAt: number;

  private constructor(parts: DeliveryParts, settings: DeliverySettings, course: Course, gate: Gate) {
    this.#parts = parts;
    this.#settings = settings;
    this.#course = course;
    this.#gate = gate;
    this.#notBefore = parts.clock.elapsed();
    this.#trustAt = parts.clock.elapsed();
  }

  /**
   * What an earlier run could not trust any more is owed from the beginning. Where others are at work what was accepted
   * lately is theirs, unless nobody has looked back since a crash.
   */
  static async begin(parts: DeliveryParts, settings: DeliverySettings, course: Course, gate: Gate): Promise<LookBack> {
    const lookBack = new LookBack(parts, settings, course, gate);
    const upTo = await parts.ledger.latest();
    if (!gate.shared && upTo > 0 && lookBack.#canAsk()) lookBack.#owed = { after: 0, upTo };
    lookBack.#crashes = gate.shared ? course.looked() : 0;
    return lookBack;
  }

  /** Notices an outage, and trusts what is old enough while all is well. */
  async look(): Promise<void> {
    if (this.#course.crashes() > this.#crashes) {
      this.#crashes = this.#course.crashes();
      this.#owe();
    }
    // Somebody else has done it.
    if (this.#owed && this.#course.looked() >= this.#crashes && this.#gate.shared) this.#owed = undefined;
    await this.#trust();
  }

  /** A question is to be asked now: the target is back, and has answered something else sensibly. */
  isDue(): boolean {
    const { answers, pace } = this.#course;
    const isBack = answers() > 0 && pace().weather !== 'trouble';
    if (!this.#owed || this.#isAsking || !isBack || !this.#gate.mayLookBack()) return false;
    return this.#parts.clock.elapsed() >= this.#notBefore;
  }

  /** Returns a stop when the target will not serve us as we are. */
  async ask(signal: AbortSignal): Promise<Stop | undefined> {
    this.#isAsking = true;
    try {
      return await this.#ask(signal);
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(signal: AbortSignal): Promise<Stop | undefined> {
    const { ledger, target, clock, report } = this.#parts;
    const owed = this.#owed;
    const crashes = this.#crashes;
    const upTo = owed?.upTo ?? (await ledger.latest());
    const limit = Math.min(MOST_ASKED, target.traits.maxBatch);
    const found = owed && (await ledger.lately(owed.after, upTo, limit));
    if (!found) {
      // An outage in the meantime owes anew.
      if (this.#owed === owed) this.#owed = undefined;
      if (owed) this.#course.lookedBack(crashes);
      return undefined;
    }
    const began = clock.elapsed();
    const answer = await target.find(
      found.records.map(({ sought }) => sought),
      signal,
    );
    const ms = clock.elapsed() - began;
    if (answer.kind !== 'found') {
      // Where questions fail and records do not, records must not wait for them.
      this.#notBefore = clock.elapsed() + this.#settings.doubtWaitMs;
      if (answer.kind === 'stop') return this.#course.turnedAway(answer, ms);
      this.#course.outage(answer, ms);
      return undefined;
    }
    this.#course.answered(false);
    const gone = found.records.filter(({ sought: { key } }) => answer.results.get(key) === 'absent');
    if (gone.length > 0) {
      const askAt = clock.now() + this.#settings.doubtWaitMs;
      this.#course.gone(
        await ledger.gone(
          gone.map(({ entry }) => entry),
          askAt,
        ),
      );
    }
    report({ event: 'look-back', asked: found.records.length, gone: gone.length });
    if (this.#owed === owed) this.#owed = { after: found.last, upTo };
    return undefined;
  }

  #owe(): void {
    if (this.#canAsk()) this.#owed = { after: 0 };
  }

  /** A target that cannot be asked is believed. */
  #canAsk(): boolean {
    return this.#settings.lookBackMs > 0 && this.#parts.target.traits.finds !== 'never';
  }

  async #trust(): Promise<void> {
    const { lookBackMs } = this.#settings;
    const { clock, ledger } = this.#parts;
    const now = clock.elapsed();
    if (lookBackMs === 0 || this.#owed || now < this.#trustAt || this.#course.answers() === 0) return;
    this.#trustAt = now + lookBackMs * TRUST_EVERY;
    // All was well when it was last heard of.
    const wellAt = clock.now() - this.#gate.age();
    await ledger.trust(wellAt - (this.#canAsk() ? lookBackMs : 0));
  }
}
