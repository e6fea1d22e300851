/** Delivery's statements: claim, settle, doubts. Every change of state goes through states.ts. */
import type { RecordKey } from '../../record/record.ts';
import {
  type Batch,
  type Consignment,
  isRefusal,
  type Reason,
  soughtOf,
  type Target,
  type Verdict,
} from '../../target/target.ts';
import type {
  Attempt,
  BatchCounts,
  ClaimRules,
  DeliveryLedger,
  Doubt,
  HandedOver,
  HeldBatch,
} from '../delivery-side.ts';
import { type Counts, ENTRY_STATES } from '../states.ts';
import type { Connection, Row } from './connection.ts';
import { hideKeys, keyOf, openRecord, STATE, showKeys, stateOf, step, wireKey } from './entry-rows.ts';
import { latelyIn } from './lately.ts';
import { HELD_BY_OTHER, type LeaseRules, leasesIn, othersHold } from './leases.ts';
import { firstOfEach, nextInLine } from './next-in-line.ts';
import { peopleIn } from './people.ts';
import { ownerOfEntry, reasonsOf } from './server-words.ts';
import { genuine } from './signed-tables.ts';

/** What is to be known of a doubt. */
const DOUBT = `SELECT id, uuid, coalesce(fence, 0) AS fence, whole, first_sent, last_sent, ask_at, misses, missing, failures,
  answered, unanswered, ${genuine('batches')} FROM batches`;
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
  const { keep, ...lately } = latelyIn(connection, newId);
  const line = nextInLine(connection);
  const addBatch = db.prepare(
    `INSERT INTO batches (uuid, entries, first_sent, last_sent, request, holder, fence, lease)
     VALUES (?, ?, ?, ?, ?, ?, ${FIRST}, ?) RETURNING id`,
  );
  const setClaimed = db.prepare('UPDATE entries SET state = ?, batch = ?, wire = ? WHERE id = ?');
  const addPassage = db.prepare('INSERT OR IGNORE INTO passages (entry, batch) VALUES (?, ?)');
  // A ledger that an earlier version left may have claimed entries without a wire key.
  const openEntries = db.prepare(
    `SELECT id, person, dose, state, wire, failures, reasons, CASE WHEN wire IS NULL THEN sealed END AS sealed, ${genuine('entries')}
     FROM entries WHERE batch = ? AND state IN (1, 2) ORDER BY id`,
  );
  const batchEntries = db.prepare(
    'SELECT id, person, dose, state, sealed FROM entries WHERE batch = ? AND state IN (1, 2) ORDER BY id',
  );
  const setAccepted = db.prepare(
    'UPDATE entries SET state = ?, already = ?, receipt = ?, settled_run = ?, sealed = NULL, reasons = NULL, piece = NULL WHERE id = ?',
  );
  const setRefused = db.prepare(
    'UPDATE entries SET state = ?, reasons = ?, settled_run = ?, piece = NULL WHERE id = ?',
  );
  const setState = db.prepare('UPDATE entries SET state = ? WHERE id = ?');
  const setReleased = db.prepare('UPDATE entries SET state = ?, piece = ? WHERE id = ?');
  const addAttempt = db.prepare('INSERT INTO attempts (batch, at, ms, answer) VALUES (?, ?, ?, ?)');
  const closeBatch = db.prepare('UPDATE batches SET closed = ?, ask_at = NULL, lease = NULL WHERE id = ?');
  const keepBatch = db.prepare(
    `UPDATE batches SET ask_at = ?, whole = ?, failures = failures + ?, answered = coalesce(?, answered), lease = NULL
     WHERE id = ?`,
  );
  const doubtful = db.prepare(
    `${DOUBT} WHERE closed IS NULL AND ask_at IS NOT NULL AND ${HELD_BY_OTHER} IS NOT TRUE ORDER BY ask_at, id LIMIT 1`,
  );
  const doubtOf = db.prepare(`${DOUBT} WHERE id = ? AND closed IS NULL AND ask_at IS NOT NULL`);
  const keepHanded = db.prepare('UPDATE batches SET handed = ?, whole = ?, ask_at = NULL, lease = NULL WHERE id = ?');
  const handedOver = db.prepare(
    `SELECT id, uuid, coalesce(fence, 0) AS fence, handed, ${genuine('batches')} FROM batches
     WHERE handed IS NOT NULL AND closed IS NULL ORDER BY id`,
  );
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
  const setPartial = db.prepare('UPDATE batches SET whole = 0 WHERE id = ?');
  const blameEntry = db.prepare('UPDATE entries SET failures = failures + ? WHERE batch = ? AND state IN (1, 2)');
  const setReasons = db.prepare('UPDATE entries SET reasons = ? WHERE id = ?');
  const lastPiece = db.prepare('SELECT coalesce(max(piece), 0) AS piece FROM entries WHERE piece IS NOT NULL');
  const getMeta = db.prepare('SELECT value FROM meta WHERE name = ?');
  const setMeta = db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)');

  /** The keys of claimed entries, in order. */
  function keysOf(rows: readonly Row[]): RecordKey[] {
    const hidden = rows.flatMap(({ wire }) => (wire ? [wire as Uint8Array] : []));
    return hidden.length === rows.length ? showKeys(sealer, hidden) : rows.map((row) => keyOf(sealer, row) ?? '');
  }

  /** An entry that can go as it is; undefined where a reference that it needs is not known. */
  function readyToGo(row: Row, neededBy: ClaimRules['neededBy']) {
    const record = openRecord(sealer, row['sealed'], row['person'], row['dose']);
    const key = wireKey(record);
    if (!neededBy) return { row, needs: [], consignment: { key, record } };
    const needs = people.referencesFor(record, neededBy);
    return needs && { row, needs, consignment: { key, record, references: needs.map(({ reference }) => reference) } };
  }

  /** The request for these entries. The same entries in the same order are the same bytes, whenever it is written. */
  function requestFor(
    id: string,
    consignments: readonly Consignment[],
    encode: Target['encode'],
  ): Pick<Batch, 'keys' | 'bytes'> {
    return { keys: consignments.map(({ key }) => key), bytes: encode(id, consignments) };
  }

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
    recover: (now) =>
      connection.transaction(() => {
        let entries = 0;
        for (const batch of leases.abandoned(now)) {
          setAbandoned.run(doubtWaitMs, batch);
          entries += Number(setFound.run(step('sending', 'found-sending'), batch).changes);
        }
        return entries;
      }),

    ready: () => connection.read(() => line.length()),

    claim: (limit, now, encode, { onePersonPerRequest = false, neededBy } = {}) =>
      connection.transaction(() => {
        const next = line.first(limit);
        const going = (onePersonPerRequest ? firstOfEach(next) : next).flatMap((row) => readyToGo(row, neededBy) ?? []);
        if (going.length === 0) return undefined;
        const id = newId();
        const { keys, bytes } = requestFor(
          id,
          going.map(({ consignment }) => consignment),
          encode,
        );
        const hidden = hideKeys(sealer, keys);
        const intent = [id, going.length, now, now, sealer.fingerprint(bytes), run, leases.until(now)] as const;
        const number = (addBatch.get(...intent) as Row)['id'] as number;
        const sending = step('pending', 'claimed');
        for (const [index, { row, needs }] of going.entries()) {
          people.noteNeeds(row['id'] as number, needs);
          if (row['batch'] !== null) addPassage.run(row['id'] as number, row['batch'] as number);
          setClaimed.run(sending, number, hidden[index] ?? null, row['id'] as number);
        }
        return { id, fence: FIRST, keys, bytes };
      }),

    strangers: (limit, neededBy) => connection.read(() => people.strangersOf(line.first(limit), neededBy)),
    remember: (found) => connection.transaction(() => people.remember(found)),

    settle: (held, verdicts, attempt) =>
      connection.transaction((): BatchCounts | undefined => {
        const batch = leases.stillHeld(held);
        if (!batch) return undefined;
        const counts = { accepted: 0, alreadyThere: 0, refused: 0, inDoubt: 0, unsent: 0 };
        const rows = openEntries.all(batch['id'] as number) as Row[];
        for (const [index, key] of keysOf(rows).entries()) {
          const row = rows[index] as Row;
          const verdict = verdicts.get(key) ?? IN_DOUBT;
          write(row, verdict);
          counts[COUNTED[verdict.kind]] += 1;
        }
        noteAttempt(batch, attempt, counts);
        if (batch['entries'] === 1 && counts.inDoubt === 1) keepReasons(rows[0] as Row, attempt.blame?.reasons ?? []);
        return counts;
      }),

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

    resend: (held, now, encode, { neededBy } = {}) =>
      connection.transaction((): HeldBatch | undefined => {
        const batch = leases.stillHeld(held);
        if (!batch) return undefined;
        if (batch['whole'] !== 1) throw new Error('a batch of which a part is known must not be sent again');
        const rows = batchEntries.all(batch['id'] as number) as Row[];
        const going = rows.flatMap((row) => readyToGo(row, neededBy)?.consignment ?? []);
        const { keys, bytes } = requestFor(held.id, going, encode);
        if (!sealer.fingerprint(bytes).equals(batch['request'] as Uint8Array)) {
          setPartial.run(batch['id'] as number);
          return undefined;
        }
        for (const row of rows) setState.run(step(stateOf(row['state']), 'resent'), row['id'] as number);
        resent.run(now, batch['id'] as number);
        return { id: held.id, fence: leases.take(batch['id'] as number, now), keys, bytes };
      }),

    release: (held, parts, attempt) =>
      connection.transaction(() => {
        const batch = leases.stillHeld(held);
        if (!batch) return;
        const rows = openEntries.all(batch['id'] as number) as Row[];
        const first = Number((lastPiece.get() as Row)['piece']) + 1;
        const size = Math.ceil(rows.length / parts);
        rows.forEach((row, index) => {
          const piece = parts > 0 ? first + Math.floor(index / size) : null;
          setReleased.run(
            step(stateOf(row['state']), stateOf(row['state']) === 'sending' ? 'unsent' : 'released'),
            piece,
            row['id'] as number,
          );
        });
        addAttempt.run(batch['id'] as number, attempt.at, attempt.ms, attempt.answer);
        closeBatch.run(connection.now(), batch['id'] as number);
      }),

    ...lately,
    handedOver: () =>
      connection.read((): readonly HandedOver[] =>
        (handedOver.all() as Row[]).map(({ id, uuid, fence, handed }) => ({
          id: String(uuid),
          fence: Number(fence),
          at: Number(handed),
          keys: keysOf(openEntries.all(id as number) as Row[]),
        })),
      ),

    rest: () => connection.rest(),
    hasMet: () => connection.read(() => getMeta.get('met') !== undefined),
    met: () =>
      connection.transaction(() => {
        setMeta.run('met', 'yes');
      }),
    count: () => connection.read(() => countEntries(connection)),
    countHandedOver: () => connection.read(() => countHandedOver(connection)),
  };

  function asDoubt(batch: Row | undefined): Doubt | undefined {
    if (!batch) return undefined;
    const rows = openEntries.all(batch['id'] as number) as Row[];
    const alone = rows.length === 1 ? rows[0] : undefined;
    return {
      id: String(batch['uuid']),
      fence: Number(batch['fence']),
      keys: keysOf(rows),
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

function unansweredAt(batch: Row): number | undefined {
  const at = batch['answered'] === 1 ? batch['unanswered'] : batch['last_sent'];
  return at === null ? undefined : Number(at);
}

/** What lies with a person and is open. */
export function countHandedOver({ db }: Connection): { entries: number; batches: number } {
  const counted = db.prepare(
    `SELECT count(*) AS entries, count(DISTINCT batch) AS batches FROM entries
     WHERE batch IN (SELECT id FROM batches WHERE handed IS NOT NULL AND closed IS NULL) AND state IN (1, 2)`,
  );
  const { entries, batches } = counted.get() as Row;
  return { entries: Number(entries), batches: Number(batches) };
}

/** How many entries there are in each state. Open states come from their partial index; the accepted are the rest. */
export function countEntries({ db }: Connection): Counts {
  const counts = Object.fromEntries(ENTRY_STATES.map((state) => [state, 0])) as Record<
    (typeof ENTRY_STATES)[number],
    number
  >;
  let open = 0;
  for (const row of db
    .prepare('SELECT state, count(*) AS n FROM entries WHERE state <> 3 GROUP BY state')
    .all() as Row[]) {
    counts[stateOf(row['state'])] = Number(row['n']);
    open += Number(row['n']);
  }
  const all = Number((db.prepare('SELECT count(*) AS n FROM entries').get() as Row)['n']);
  return { ...counts, accepted: all - open };
}
