/**
 * What the fake server knows: an intake API with real semantics in memory, and an honest count of effects. No network
 * in here.
 */
import { createHash, randomUUID } from 'node:crypto';

export interface StoredEffect {
  readonly key: string;
  /** The id of the first effect; lookups answer with it. */
  readonly id: string;
  /** How often the record was stored. More than 1 is a doubled person. */
  readonly count: number;
  /** The idempotency keys under which it was stored. */
  readonly batches: readonly string[];
  /** Epoch milliseconds of the first effect. */
  readonly at: number;
  readonly record: unknown;
}

export interface RegistryRules {
  /**
   * How a record that came before is known again: by its key (as the intake API promises), only by the idempotency key
   * of its request, or not at all.
   */
  readonly knows?: 'records' | 'requests' | 'nothing';
  /** Reasons to refuse one record; undefined accepts it. */
  readonly refuse?: (
    key: string,
    record: unknown,
  ) => readonly { field?: string; code?: string; message: string }[] | undefined;
  /** A record that makes the whole batch fail, unstored, with this status. */
  readonly poison?: { readonly key: string; readonly status: 400 | 422 | 500 };
  /**
   * Records that a firewall in front dislikes: its page with this status, and the registry sees nothing of the batch.
   */
  readonly firewall?: { readonly keys: readonly string[]; readonly status: number };
  /** More records than this in one submission: 413. More keys than this in one lookup: 413 too. */
  readonly maxRecords?: number;
  /** How long a stored record is not seen by lookups, in milliseconds. */
  readonly indexLagMs?: number;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** HTML in place of `body`. */
  readonly page?: true;
}

interface Result {
  readonly key: string;
  readonly status: string;
  readonly id?: string;
}

export const problem = (status: number, title: string, more: Record<string, unknown> = {}): Reply => ({
  status,
  body: { type: 'about:blank', title, status, ...more },
});

/** Of somebody in front: a gateway, a firewall, a portal. */
export const page = (status: number): Reply => ({
  status,
  body: '<!doctype html><h1>Request blocked</h1>',
  page: true,
});

export const keyReused = (): Reply =>
  problem(422, 'Idempotency-Key is already used', { type: 'https://registry.invalid/problems/idempotency-key-reused' });

/** The store and its rules. `rules` may be replaced while it runs. */
export class FakeRegistry {
  rules: RegistryRules;
  readonly effects = new Map<string, StoredEffect>();
  private readonly answered = new Map<string, { fingerprint: string; reply: Reply }>();
  /** Idempotency keys of submissions that are being served. */
  private readonly inFlight = new Set<string>();

  constructor(rules: RegistryRules = {}) {
    this.rules = rules;
  }

  /** Marks a submission as being served until the returned function is called; undefined if it already is. */
  enter(idempotencyKey: string): (() => void) | undefined {
    if (this.inFlight.has(idempotencyKey)) return undefined;
    this.inFlight.add(idempotencyKey);
    return () => this.inFlight.delete(idempotencyKey);
  }

  submit(idempotencyKey: string, body: Buffer): Reply {
    const fingerprint = createHash('sha256').update(body).digest('hex');
    const before = this.answered.get(idempotencyKey);
    if (before && this.rules.knows !== 'nothing')
      return before.fingerprint === fingerprint ? before.reply : keyReused();
    const records = recordsOf(body, 'records');
    const { firewall } = this.rules;
    if (firewall && records?.some((record) => firewall.keys.includes(keyOf(record)))) return page(firewall.status);
    if (!records) return problem(400, 'The body is not a submission');
    const { maxRecords, poison } = this.rules;
    if (maxRecords !== undefined && records.length > maxRecords) return problem(413, 'Too many records');
    if (poison && records.some((record) => keyOf(record) === poison.key)) {
      return problem(poison.status, 'The submission cannot be processed', {
        detail: 'Something is wrong with one of the records',
      });
    }
    const results = records.map((record) => this.store(idempotencyKey, record));
    const reply = { status: 200, body: { results } };
    this.answered.set(idempotencyKey, { fingerprint, reply });
    return reply;
  }

  lookUp(body: Buffer, now: number): Reply {
    const keys = recordsOf(body, 'keys');
    if (!keys) return problem(400, 'The body is not a lookup');
    const { maxRecords, indexLagMs = 0 } = this.rules;
    if (maxRecords !== undefined && keys.length > maxRecords) return problem(413, 'Too many keys');
    const found = keys.flatMap((key) => {
      const effect = this.effects.get(String(key));
      return effect && effect.at + indexLagMs <= now ? [{ key: effect.key, id: effect.id }] : [];
    });
    return { status: 200, body: { found } };
  }

  /** A crash: what was acknowledged of this record is gone, with all that is known of requests. */
  forget(key: string): void {
    this.effects.delete(key);
    this.answered.clear();
  }

  private store(batch: string, record: unknown): Result & { problems?: unknown } {
    const key = keyOf(record);
    const known = this.effects.get(key);
    if (known && (this.rules.knows ?? 'records') === 'records') return { key, status: 'already-there', id: known.id };
    const problems = this.rules.refuse?.(key, record);
    if (problems) return { key, status: 'refused', problems };
    const id = known?.id ?? `r-${randomUUID()}`;
    const batches = [...(known?.batches ?? []), batch];
    this.effects.set(key, { key, id, count: batches.length, batches, at: known?.at ?? Date.now(), record });
    return { key, status: 'accepted', id };
  }
}

/** How many records or keys a body holds; 0 where it cannot be read. */
export function countRecords(body: Buffer): number {
  return (recordsOf(body, 'records') ?? recordsOf(body, 'keys') ?? []).length;
}

function recordsOf(body: Buffer, name: string): unknown[] | undefined {
  try {
    const list: unknown = Reflect.get(JSON.parse(body.toString('utf8')), name);
    return Array.isArray(list) ? list : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(record: unknown): string {
  return typeof record === 'object' && record !== null ? String(Reflect.get(record, 'key')) : '';
}
