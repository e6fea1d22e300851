/** The statements of doubts: batches of which nobody knows what became. States change as states.ts says. */
import { soughtOf } from '../../target/target.ts';
import type { DeliveryLedger, Doubt, HeldBatch } from '../delivery-side.ts';
import { addDeed } from './audit.ts';
import type { Connection, Row } from './connection.ts';
import { openRecord, STATE, stateOf, step, wireKey } from './entry-rows.ts';
import { HELD_BY_OTHER, type LeaseRules, type Leases, othersHold } from './leases.ts';
import type { Requests } from './requests.ts';
import { placesOf } from './row-places.ts';
import { reasonsOf } from './server-words.ts';
import { genuine } from './signed-tables.ts';

/** What is to be known of a doubt. */
const DOUBT = `SELECT id, uuid, coalesce(fence, 0) AS fence, whole, first_sent, last_sent, ask_at, misses,
  missing, failures, answered, unanswered, ${genuine('batches')} FROM batches`;

/** The side of delivery that asks, waits, sends again or gives back. */
type Doubts = Pick<
  DeliveryLedger,
  'recover' | 'renew' | 'elsewhere' | 'nextDoubt' | 'hold' | 'sought' | 'postpone' | 'resend' | 'release'
>;

/** The entries of a batch that are not settled. A ledger of an earlier version may have some without a wire key. */
export const OPEN_ENTRIES = `SELECT id, person, dose, state, wire, failures, reasons,
    CASE WHEN wire IS NULL THEN sealed END AS sealed, ${genuine('entries')}
  FROM entries WHERE batch = ? AND state IN (1, 2) ORDER BY id`;

export function doubtsIn(
  connection: Connection,
  parts: { readonly leases: Leases; readonly requests: Requests },
  rules: LeaseRules,
  doubtWaitMs: number,
): Doubts {
  const { db, sealer, run, numbers } = connection;
  const { leases, requests } = parts;
  const openEntries = db.prepare(OPEN_ENTRIES);
  const batchEntries = db.prepare(
    'SELECT id, person, dose, state, sealed FROM entries WHERE batch = ? AND state IN (1, 2) ORDER BY id',
  );
  const setState = db.prepare('UPDATE entries SET state = ? WHERE id = ?');
  const setReleased = db.prepare('UPDATE entries SET state = ?, piece = ? WHERE id = ?');
  const addAttempt = db.prepare('INSERT INTO attempts (batch, at, ms, answer) VALUES (?, ?, ?, ?)');
  const closeBatch = db.prepare('UPDATE batches SET closed = ?, ask_at = NULL, lease = NULL WHERE id = ?');
  const doubtful = db.prepare(
    `${DOUBT} WHERE closed IS NULL AND ask_at IS NOT NULL AND ${HELD_BY_OTHER} IS NOT TRUE ORDER BY ask_at, id LIMIT 1`,
  );
  const doubtOf = db.prepare(`${DOUBT} WHERE id = ? AND closed IS NULL AND ask_at IS NOT NULL`);
  const postponed = db.prepare(
    'UPDATE batches SET ask_at = ?, misses = misses + ?, missing = ?, lease = NULL WHERE id = ?',
  );
  // "Absent" from before this sending proves nothing any more.
  const resent = db.prepare(
    `UPDATE batches SET unanswered = CASE WHEN answered = 0 THEN last_sent ELSE unanswered END,
            last_sent = ?, ask_at = NULL, misses = 0, missing = 0, answered = 0 WHERE id = ?`,
  );
  const setAbandoned = db.prepare(
    'UPDATE batches SET ask_at = last_sent + ?, fence = coalesce(fence, 0) + 1, lease = NULL WHERE id = ?',
  );
  const setFound = db.prepare(
    `UPDATE entries SET state = ? WHERE batch = ? AND state IN (1, 2) AND state = ${STATE.sending}`,
  );
  const abroad = db.prepare(
    `SELECT 1 FROM batches WHERE closed IS NULL AND handed IS NULL AND lease IS NOT NULL AND holder > ? AND holder <> ?
     LIMIT 1`,
  );
  const setPartial = db.prepare('UPDATE batches SET whole = 0 WHERE id = ?');

  function asDoubt(batch: Row | undefined): Doubt | undefined {
    if (!batch) return undefined;
    const rows = openEntries.all(batch['id'] as number) as Row[];
    const alone = rows.length === 1 ? rows[0] : undefined;
    return {
      id: String(batch['uuid']),
      fence: Number(batch['fence']),
      keys: requests.keysOf(rows),
      whole: batch['whole'] === 1,
      firstSent: Number(batch['first_sent']),
      lastSent: Number(batch['last_sent']),
      askAt: Number(batch['ask_at']),
      misses: Number(batch['misses']),
      missing: Number(batch['missing']),
      failures: Number(batch['failures']),
      allFailures: Number(alone?.['failures'] ?? 0),
      unanswered: unansweredAt(batch),
      reasons: alone ? reasonsOf(sealer, alone) : [],
    };
  }

  return {
    recover: (now) =>
      connection.transaction(() => {
        let entries = 0;
        for (const batch of leases.abandoned(now)) {
          setAbandoned.run(doubtWaitMs, batch);
          entries += Number(setFound.run(step('sending', 'found-sending'), batch).changes);
        }
        return entries;
      }),

    renew: (now) => connection.transaction(() => leases.renew(now)),

    elsewhere: () => connection.read(() => abroad.get(rules.deadUntil, run) !== undefined),

    nextDoubt: (now) => connection.read(() => asDoubt(doubtful.get(...othersHold(run, rules, now)) as Row | undefined)),

    hold: (doubt, now) =>
      connection.transaction((): Doubt | undefined => {
        const batch = leases.stillHeld(doubt);
        if (!batch) return undefined;
        leases.take(batch['id'] as number, now);
        return asDoubt(doubtOf.get(batch['id'] as number) as Row | undefined);
      }),

    sought: (uuid) =>
      connection.read(() => {
        const rows = batchEntries.all(leases.idOf(uuid)) as Row[];
        return rows.map((row) => {
          const record = openRecord(sealer, row['sealed'], row['person'], row['dose']);
          return soughtOf({ key: wireKey(record), record });
        });
      }),

    postpone: (held, askAt, missing, answered) =>
      connection.transaction(() => {
        const batch = leases.stillHeld(held);
        if (batch) postponed.run(askAt, answered ? 1 : 0, missing, batch['id'] as number);
      }),

    resend: (held, now, encode, { neededBy, wantsPlaces } = {}) =>
      connection.transaction((): HeldBatch | undefined => {
        const batch = leases.stillHeld(held);
        if (!batch) return undefined;
        if (batch['whole'] !== 1) throw new Error('a batch of which a part is known must not be sent again');
        const rows = batchEntries.all(batch['id'] as number) as Row[];
        const going = rows.flatMap((row) => requests.readyToGo(row, neededBy)?.consignment ?? []);
        const { keys, bytes } = requests.requestFor(held.id, going, encode);
        if (!sealer.fingerprint(bytes).equals(batch['request'] as Uint8Array)) {
          setPartial.run(batch['id'] as number);
          return undefined;
        }
        for (const row of rows) setState.run(step(stateOf(row['state']), 'resent'), row['id'] as number);
        resent.run(now, batch['id'] as number);
        const fence = leases.take(batch['id'] as number, now);
        return { id: held.id, fence, keys, bytes, ...(wantsPlaces ? placesOf(connection, batch['id'], keys) : {}) };
      }),

    release: (held, pieces, attempt) =>
      connection.transaction(() => {
        const batch = leases.stillHeld(held);
        if (!batch) return;
        const rows = openEntries.all(batch['id'] as number) as Row[];
        const apart = Array.from({ length: pieces }, () => numbers.next('pieces'));
        const size = Math.ceil(rows.length / pieces);
        rows.forEach((row, index) => {
          const piece = apart[Math.floor(index / size)] ?? null;
          setReleased.run(
            step(stateOf(row['state']), stateOf(row['state']) === 'sending' ? 'unsent' : 'released'),
            piece,
            row['id'] as number,
          );
        });
        addAttempt.run(batch['id'] as number, attempt.at, attempt.ms, attempt.answer);
        closeBatch.run(connection.now(), batch['id'] as number);
        // A person's word, as in `settle`; others are what the server has said.
        if (attempt.answer === 'lost') addDeed(connection, 'lost', { run, batch: held.id, inDoubt: rows.length });
      }),
  };
}

function unansweredAt(batch: Row): number | undefined {
  const at = batch['answered'] === 1 ? batch['unanswered'] : batch['last_sent'];
  return at === null ? undefined : Number(at);
}
