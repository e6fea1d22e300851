/** Delivery's side of the ledger in PostgreSQL: what each of its methods needs, and what SQLite's does with it. */
import type { PeopleIndex } from '../../target/target.ts';
import type { DeliveryLedger } from '../delivery-side.ts';
import type { Connection, Row } from '../sqlite/connection.ts';
import { STATE } from '../sqlite/entry-rows.ts';
import { fingerprintsOf, neededByRows } from '../sqlite/people.ts';
import type { LedgerTime } from './clock.ts';
import { type Copies, suspectIn } from './copies.ts';
import { countAll, countHandedOver, countReady } from './counts.ts';
import type { Desk } from './desk.ts';
import {
  ABANDONED_AT_ONCE,
  isElsewhere,
  loadAbandoned,
  loadBatch,
  loadHeld,
  loadNextInLine,
  lookAtBatch,
  lookAtNextDoubt,
  lookAtNextInLine,
} from './needs/flights.ts';
import { facts, lastDeed } from './needs/locks.ts';
import { loadPlaces } from './needs/places.ts';
import type { RunSides, SideOptions } from './sides.ts';
import type { Loader } from './working-copy.ts';

/** What delivery is told of a ledger that is open. */
export interface DeliveryParts extends Pick<SideOptions, 'leaseMs' | 'lookBack'> {
  readonly copies: Copies;
}

/** `run`: whose it is. Each try of a transaction has its own moment (`time`). */
export function deliveryLedger(
  desk: Desk<RunSides>,
  run: number,
  { leaseMs, lookBack, copies }: DeliveryParts,
  time: LedgerTime,
): DeliveryLedger {
  /** The most records in one question; undefined where the target cannot be asked. */
  let asked: number | undefined;
  return {
    leaseMs,
    async recover(now) {
      const at = time.carry();
      let entries = 0;
      for (let batches = ABANDONED_AT_ONCE; batches === ABANDONED_AT_ONCE; )
        entries += await desk.work(
          async (load) => {
            batches = await loadAbandoned(load, run, at(now));
          },
          ({ delivery }) => delivery.recover(at(now)),
        );
      await time.measure();
      return entries;
    },
    async renew(now) {
      const at = time.carry();
      await desk.work(
        (load) => loadHeld(load, run),
        ({ delivery }) => delivery.renew(at(now)),
      );
      await time.measure();
    },
    elsewhere: () => desk.ask((tx) => isElsewhere(tx, run)),
    async suspect(limit) {
      asked = limit;
      return suspectIn(desk, limit);
    },
    ready: () => desk.ask(countReady),
    async claim(limit, now, encode, rules = {}) {
      const at = time.carry();
      for (;;) {
        let isSound = false;
        const batch = await desk.work(
          async (load, { connection }) => {
            isSound = await copies.isSound(load.tx);
            if (!isSound) return;
            await loadNextInLine(load, limit);
            if (rules.neededBy) await loadReferences(load, connection, rules.neededBy);
            if (rules.wantsPlaces) await loadPlaces(load, connection);
          },
          async ({ delivery }) => (isSound ? delivery.claim(limit, at(now), encode, rules) : undefined),
          { batches: 1 },
        );
        if (isSound) return batch;
        // A standby has taken over meanwhile, or somebody has noticed that this is a backup.
        await copies.notice();
        await suspectIn(desk, asked);
      }
    },
    strangers: (limit, neededBy) =>
      desk.look(
        async (load, { connection }) => {
          await lookAtNextInLine(load, limit);
          await loadReferences(load, connection, neededBy);
        },
        ({ delivery }) => delivery.strangers(limit, neededBy),
      ),
    remember: (found) =>
      desk.work(
        async (load, { connection }) => {
          await facts(load);
          const people = Array.from(found.keys(), ({ person }) => person);
          await load.rows('people', 'person = ANY($1::bytea[])', [fingerprintsOf(connection, people)]);
          await load.rows('entries', `id = ANY($1::bigint[]) AND state = ${STATE.pending} FOR UPDATE NOWAIT`, [
            Array.from(found.keys()).flatMap(({ entries }) => entries),
          ]);
        },
        ({ delivery }) => delivery.remember(found),
        { people: found.size },
      ),
    settle: (held, verdicts, attempt) =>
      desk.work(
        async (load) => {
          await loadBatch(load, held, lookBack);
          if (attempt.answer === 'confirmed') await lastDeed(load);
        },
        ({ delivery }) => delivery.settle(held, verdicts, attempt),
        lookBack ? { lately: verdicts.size } : {},
      ),
    nextDoubt: (now) =>
      desk.look(
        (load) => lookAtNextDoubt(load, run, now),
        ({ delivery }) => delivery.nextDoubt(now),
      ),
    hold(doubt, now) {
      const at = time.carry();
      return desk.work(
        (load) => loadBatch(load, doubt),
        ({ delivery }) => delivery.hold(doubt, at(now)),
      );
    },
    sought: (batchId) =>
      desk.look(
        (load) => lookAtBatch(load, { id: batchId }),
        ({ delivery }) => delivery.sought(batchId),
      ),
    postpone(held, askAt, missing, answered) {
      const at = time.carry();
      return desk.work(
        (load) => loadBatch(load, held),
        ({ delivery }) => delivery.postpone(held, at(askAt), missing, answered),
      );
    },
    resend(held, now, encode, rules = {}) {
      const at = time.carry();
      return desk.work(
        async (load, { connection }) => {
          await loadBatch(load, held);
          if (rules.neededBy) await loadReferences(load, connection, rules.neededBy);
          if (rules.wantsPlaces) await loadPlaces(load, connection);
        },
        ({ delivery }) => delivery.resend(held, at(now), encode, rules),
      );
    },
    release: (held, parts, attempt) =>
      desk.work(
        async (load) => {
          await loadBatch(load, held);
          if (attempt.answer === 'lost') await lastDeed(load);
        },
        ({ delivery }) => delivery.release(held, parts, attempt),
        { pieces: parts },
      ),
    handedOver: () =>
      desk.look(
        async (load) => {
          const batches = await load.rows('batches', 'handed IS NOT NULL AND closed IS NULL ORDER BY id');
          await load.rows('entries', 'batch = ANY($1::bigint[]) AND state IN (1, 2) ORDER BY id', [
            batches.map(({ id }) => id),
          ]);
        },
        ({ delivery }) => delivery.handedOver(),
      ),
    countHandedOver: () => desk.ask(countHandedOver),
    hasMet: () => desk.look(facts, ({ delivery }) => delivery.hasMet()),
    met: () => desk.work(facts, ({ delivery }) => delivery.met()),
    rest: async () => undefined,
    count: () => desk.ask(countAll),
    ...latelyLedger(desk),
  };
}

/** What the target calls those whom the loaded entries need, as far as that is known. */
async function loadReferences(load: Loader, connection: Connection, neededBy: PeopleIndex['neededBy']): Promise<void> {
  const rows = connection.db
    .prepare('SELECT person, dose, sealed FROM entries WHERE sealed IS NOT NULL')
    .all() as Row[];
  const people = neededByRows(connection, rows, neededBy);
  await load.rows('people', 'person = ANY($1::bytea[])', [fingerprintsOf(connection, people)]);
}

function latelyLedger(desk: Desk<RunSides>): Pick<DeliveryLedger, 'latest' | 'lately' | 'gone' | 'trust'> {
  return {
    latest: () =>
      desk.look(
        (load) => load.rows('lately', 'true ORDER BY id DESC LIMIT 1'),
        ({ delivery }) => delivery.latest(),
      ),
    lately: (after, upTo, limit) =>
      desk.look(
        async (load) => {
          const rows = await load.rows(
            'lately',
            `id > $1 AND id <= $2 AND EXISTS (SELECT 1 FROM entries WHERE entries.id = lately.entry
               AND state = ${STATE.accepted}) ORDER BY id LIMIT $3`,
            [after, upTo, limit],
          );
          await load.rows('entries', 'id = ANY($1::bigint[])', [rows.map(({ entry }) => entry)]);
        },
        ({ delivery }) => delivery.lately(after, upTo, limit),
      ),
    gone: (entries, askAt) =>
      desk.work(
        async (load) => {
          await load.rows('lately', 'entry = ANY($1::bigint[])', [entries]);
          await load.rows('entries', 'id = ANY($1::bigint[]) ORDER BY id FOR UPDATE NOWAIT', [entries]);
          await load.rows('passages', 'entry = ANY($1::bigint[])', [entries]);
        },
        ({ delivery }) => delivery.gone(entries, askAt),
        { batches: 1 },
      ),
    trust: (before) =>
      desk.database.transaction(async (tx) => {
        await tx.change('DELETE FROM lately WHERE id <= (SELECT max(id) FROM lately WHERE at < $1)', [before]);
      }),
  };
}
