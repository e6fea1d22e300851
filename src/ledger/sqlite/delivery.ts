/** Delivery's statements: claim and settle; doubts are in doubts.ts. Every change of state goes through states.ts. */

import { isRefusal, type Reason } from '../../target/reason.ts';
import type { Verdict } from '../../target/target.ts';
import type { Attempt, BatchCounts, DeliveryLedger } from '../delivery-side.ts';
import { addDeed } from './audit.ts';
import type { Connection, Row } from './connection.ts';
import { doubtsIn, OPEN_ENTRIES } from './doubts.ts';
import { hideKeys, stateOf, step } from './entry-rows.ts';
import { handedOverIn } from './handed-over.ts';
import { latelyIn } from './lately.ts';
import { type LeaseRules, leasesIn } from './leases.ts';
import { firstOfEach, nextInLine } from './next-in-line.ts';
import { peopleIn } from './people.ts';
import { requestsFrom } from './requests.ts';
import { placesOf } from './row-places.ts';
import { ownerOfEntry } from './server-words.ts';
import { countEntries } from './state-counts.ts';
import { suspect } from './suspect.ts';

/** The fence of a batch that was never taken by anybody else. */
const FIRST = 1;

/** `newId` makes batch ids (UUIDs); a parameter so that a simulation can be repeated. */
export function deliveryLedger(
  connection: Connection,
  newId: () => string,
  doubtWaitMs: number,
  rules: LeaseRules,
  /** Bodies are kept for a while after the answer (lately.ts); otherwise they are erased with it. */
  lookBack: boolean,
): DeliveryLedger {
  const { db, sealer, run } = connection;
  const leases = leasesIn(connection, rules);
  const people = peopleIn(connection);
  const requests = requestsFrom(connection, people);
  const { keep, ...lately } = latelyIn(connection, newId);
  const line = nextInLine(connection);
  const addBatch = db.prepare(
    `INSERT INTO batches (id, uuid, entries, first_sent, last_sent, request, holder, fence, lease)
     VALUES (?, ?, ?, ?, ?, ?, ?, ${FIRST}, ?)`,
  );
  const setClaimed = db.prepare('UPDATE entries SET state = ?, batch = ?, wire = ? WHERE id = ?');
  const openEntries = db.prepare(OPEN_ENTRIES);
  const addPassage = db.prepare('INSERT OR IGNORE INTO passages (entry, batch) VALUES (?, ?)');
  const setAccepted = db.prepare(
    `UPDATE entries SET state = ?, already = ?, receipt = ?, settled_run = ?, sealed = NULL,
     reasons = NULL, piece = NULL WHERE id = ?`,
  );
  const setRefused = db.prepare(
    'UPDATE entries SET state = ?, reasons = ?, settled_run = ?, piece = NULL WHERE id = ?',
  );
  const setState = db.prepare('UPDATE entries SET state = ? WHERE id = ?');
  const addAttempt = db.prepare('INSERT INTO attempts (batch, at, ms, answer) VALUES (?, ?, ?, ?)');
  const closeBatch = db.prepare('UPDATE batches SET closed = ?, ask_at = NULL, lease = NULL WHERE id = ?');
  const keepBatch = db.prepare(
    `UPDATE batches SET ask_at = ?, whole = ?, failures = failures + ?, answered = coalesce(?, answered), lease = NULL
     WHERE id = ?`,
  );
  const keepHanded = db.prepare('UPDATE batches SET handed = ?, whole = ?, ask_at = NULL, lease = NULL WHERE id = ?');
  const blameEntry = db.prepare('UPDATE entries SET failures = failures + ? WHERE batch = ? AND state IN (1, 2)');
  const setReasons = db.prepare('UPDATE entries SET reasons = ? WHERE id = ?');
  const getMeta = db.prepare('SELECT value FROM meta WHERE name = ?');
  const setMeta = db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');

  /**
   * What the server last said of a record that was alone, until it is settled. That it failed does not replace what it
   * said.
   */
  function keepReasons(row: Row, reasons: readonly Reason[]): void {
    if (reasons.length === 0 || (row['reasons'] !== null && !reasons.some(isRefusal))) return;
    const owner = ownerOfEntry(row);
    setReasons.run(sealer.seal(JSON.stringify(reasons), owner), row['id'] as number);
  }

  function write(row: Row, verdict: Verdict): void {
    const id = row['id'] as number;
    const state = step(stateOf(row['state']), verdict.kind);
    if (verdict.kind === 'accepted' || verdict.kind === 'already-there') {
      if (lookBack) keep(id);
      setAccepted.run(
        state,
        verdict.kind === 'already-there' ? 1 : 0,
        sealer.seal(verdict.receipt, ownerOfEntry(row)),
        run,
        id,
      );
    } else if (verdict.kind === 'refused') {
      const owner = ownerOfEntry(row);
      setRefused.run(state, sealer.seal(JSON.stringify(verdict.reasons), owner), run, id);
    } else setState.run(state, id);
  }

  return {
    leaseMs: rules.leaseMs,
    suspect: (limit) => suspect(connection, limit, newId),
    ready: () => connection.read(() => line.length()),

    claim: (limit, now, encode, { onePersonPerRequest = false, neededBy, wantsPlaces } = {}) =>
      connection.transaction(() => {
        const next = line.first(limit);
        const going = (onePersonPerRequest ? firstOfEach(next) : next).flatMap(
          (row) => requests.readyToGo(row, neededBy) ?? [],
        );
        if (going.length === 0) return undefined;
        const id = newId();
        const { keys, bytes } = requests.requestFor(
          id,
          going.map(({ consignment }) => consignment),
          encode,
        );
        const hidden = hideKeys(sealer, keys);
        const intent = [id, going.length, now, now, sealer.fingerprint(bytes), run, leases.until(now)] as const;
        const number = connection.numbers.next('batches');
        addBatch.run(number, ...intent);
        const sending = step('pending', 'claimed');
        for (const [index, { row, needs }] of going.entries()) {
          people.noteNeeds(row['id'] as number, needs);
          if (row['batch'] !== null) addPassage.run(row['id'] as number, row['batch'] as number);
          setClaimed.run(sending, number, hidden[index] ?? null, row['id'] as number);
        }
        return { id, fence: FIRST, keys, bytes, ...(wantsPlaces ? placesOf(connection, number, keys) : {}) };
      }),

    strangers: (limit, neededBy) => connection.read(() => people.strangersOf(line.first(limit), neededBy)),
    remember: (found) => connection.transaction(() => people.remember(found)),

    settle: (held, verdicts, attempt) =>
      connection.transaction((): BatchCounts | undefined => {
        const batch = leases.stillHeld(held);
        if (!batch) return undefined;
        const counts = { accepted: 0, alreadyThere: 0, refused: 0, inDoubt: 0, unsent: 0 };
        const rows = openEntries.all(batch['id'] as number) as Row[];
        for (const [index, key] of requests.keysOf(rows).entries()) {
          const row = rows[index] as Row;
          const verdict = verdicts.get(key) ?? IN_DOUBT;
          write(row, verdict);
          counts[COUNTED[verdict.kind]] += 1;
        }
        noteAttempt(batch, attempt, counts);
        if (attempt.answer === 'confirmed') {
          const { accepted, refused, inDoubt } = counts;
          addDeed(connection, 'confirmed', { run, batch: held.id, accepted, refused, inDoubt });
        }
        if (batch['entries'] === 1 && counts.inDoubt === 1) keepReasons(rows[0] as Row, attempt.blame?.reasons ?? []);
        return counts;
      }),

    ...doubtsIn(connection, { leases, requests }, rules, doubtWaitMs),
    ...lately,
    ...handedOverIn(connection, requests),
    rest: () => connection.rest(),
    hasMet: () => connection.read(() => getMeta.get('met') !== undefined),
    met: () =>
      connection.transaction(() => {
        setMeta.run('met', 'yes');
      }),
    count: () => connection.read(() => countEntries(connection)),
  };

  function noteAttempt(batch: Row, attempt: Attempt, counts: BatchCounts): void {
    const id = batch['id'] as number;
    addAttempt.run(id, attempt.at, attempt.ms, attempt.answer);
    if (counts.inDoubt === 0) closeBatch.run(connection.now(), id);
    else {
      const whole = batch['whole'] === 1 && counts.inDoubt === batch['entries'] ? 1 : 0;
      if (attempt.handedOver || batch['handed'] !== null) {
        keepHanded.run((batch['handed'] ?? attempt.at) as number, whole, id);
        return;
      }
      const { blame } = attempt;
      const answered = blame === undefined ? null : Number(blame.answered);
      keepBatch.run(Number(batch['last_sent']) + doubtWaitMs, whole, blame?.batch ?? 0, answered, id);
      if (blame && batch['entries'] === 1) blameEntry.run(blame.record, id);
    }
  }
}

const IN_DOUBT: Verdict = { kind: 'in-doubt' };
const COUNTED = {
  accepted: 'accepted',
  'already-there': 'alreadyThere',
  refused: 'refused',
  unsent: 'unsent',
  'in-doubt': 'inDoubt',
} as const;
