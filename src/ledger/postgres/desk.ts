/** The desk of one run: its working copies, each with the sides of the SQLite ledger over it, and the database. */

import type { Connection } from '../sqlite/connection.ts';
import type { Numbered } from '../sqlite/numbers.ts';
import type { Database, Tx } from './database.ts';
import type { Needs, WorkingCopy } from './working-copy.ts';

export interface Desk<S> {
  readonly database: Database;
  /** Loads, works and writes in one transaction, which is done again where that helps. */
  work<T>(
    needs: (load: Parameters<Needs>[0], sides: S) => Promise<unknown>,
    work: (sides: S) => Promise<T>,
    numbers?: Partial<Record<Numbered, number>>,
  ): Promise<T>;
  /** The same for what changes nothing. */
  look<T>(
    needs: (load: Parameters<Needs>[0], sides: S) => Promise<unknown>,
    work: (sides: S) => Promise<T>,
  ): Promise<T>;
  /** From now on everything is looked at in `tx`, a file that is open, and nothing else is done; undefined: no more. */
  within(tx: Tx | undefined): void;
  /** Several pieces of work in one transaction, one after the other: what one has written the next one loads. */
  inOne<T>(work: (piece: Desk<S>['work'], tx: Tx) => Promise<T>): Promise<T>;
  /** Whatever is looked at or asked within `work` is of one moment. */
  atOnce<T>(work: () => Promise<T>): Promise<T>;
  /** Asks PostgreSQL itself. */
  ask<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A copy for somebody who has a transaction of his own, until it is given back. */
  borrow(): Promise<{ readonly copy: WorkingCopy; readonly sides: S; giveBack(): void }>;
}

/** `sidesOf`: what works over a copy; `newCopy` makes one more where all are in use. */
export function openDesk<S>(
  database: Database,
  newCopy: () => Promise<WorkingCopy>,
  sidesOf: (connection: Connection) => S,
): Desk<S> {
  /** The transaction in which everything is looked at, while there is one. */
  let moment: Tx | undefined;
  const reading = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => (moment ? work(moment) : database.read(work));
  const free: { readonly copy: WorkingCopy; readonly sides: S }[] = [];

  async function borrow() {
    let one = free.pop();
    if (!one) {
      const copy = await newCopy();
      one = { copy, sides: sidesOf(copy.connection) };
    }
    const mine = one;
    return { ...mine, giveBack: () => void free.push(mine) };
  }

  async function using<T>(work: (mine: { copy: WorkingCopy; sides: S }) => Promise<T>): Promise<T> {
    const mine = await borrow();
    try {
      return await work(mine);
    } finally {
      mine.giveBack();
    }
  }

  return {
    database,
    borrow,
    within(tx) {
      moment = tx;
    },
    async work(needs, work, numbers) {
      // What it writes would not be durable.
      if (moment) throw new Error('a file is being taken in');
      return using(({ copy, sides }) =>
        database.transaction((tx) =>
          copy.work(
            tx,
            (load) => needs(load, sides),
            () => work(sides),
            numbers,
          ),
        ),
      );
    },
    async inOne(work) {
      if (moment) throw new Error('a file is being taken in');
      return using(({ copy, sides }) =>
        database.transaction((tx) =>
          work(
            (needs, step, numbers) =>
              copy.work(
                tx,
                (load) => needs(load, sides),
                () => step(sides),
                numbers,
              ),
            tx,
          ),
        ),
      );
    },
    look: (needs, work) =>
      using(({ copy, sides }) =>
        reading((tx) =>
          copy.look(
            tx,
            (load) => needs(load, sides),
            () => work(sides),
          ),
        ),
      ),
    ask: reading,
    atOnce: (work) =>
      database.read(async (tx) => {
        moment = tx;
        try {
          return await work();
        } finally {
          moment = undefined;
        }
      }),
  };
}
