/**
 * What the ledger asks of a PostgreSQL: transactions, done again from their beginning where what was in the way can
 * pass (patience.ts), and known to be done also where the answer was lost (commits.ts).
 */
import type { Client, PoolClient } from 'pg';
import type { DatabasePool } from '../../postgres/connect.ts';
import { beginIn } from '../../postgres/session.ts';
import { BrokenOff } from '../intake-side.ts';
import type { Row } from '../sqlite/connection.ts';
import { type Note, newCommits } from './commits.ts';
import { CopyIn } from './copy-in.ts';
import { type PatienceParts, patienceWith, spoilsConnection } from './patience.ts';

/** A transaction that is open. What writes is no `query`. */
export interface Tx {
  /** `text` is prepared once for each connection. */
  query(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same of a statement that writes; how many rows it has touched. */
  change(text: string, values?: readonly unknown[]): Promise<number>;
  /** Several statements without values, one after the other. */
  script(text: string): Promise<void>;
  /** `COPY … FROM STDIN`, in the format that the statement names. */
  copyIn(text: string, chunks: Iterable<Uint8Array>): Promise<void>;
}

/** A transaction that goes on over many calls; an error of any leaves nothing of it. */
export interface OpenTx extends Tx {
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

export interface Database {
  /**
   * Does `work` in a transaction, and again from its beginning after what can pass (a connection that broke, a server
   * that restarts, a lock that somebody else has), until it is durable or the patience is over.
   * @throws RunError of the database, with its exit code
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for what only looks: nothing is locked, and all of it is of one moment. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One statement that commits by itself. It may be done twice, where an answer is lost: that must do no harm. */
  statement(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** A transaction that nobody can do again but who began it. Its methods throw BrokenOff where that may help. */
  begin(): Promise<OpenTx>;
  /** Does again what BrokenOff has broken off, in the same way as `transaction`. */
  again<T>(work: () => Promise<T>): Promise<T>;
  /** Ends soon, whatever the database does. */
  close(): Promise<void>;
}

export interface DatabaseParts extends Omit<PatienceParts, 'address'> {
  readonly pool: Pick<DatabasePool, 'connect' | 'end' | 'address'>;
}

/** A connection that does not answer is not waited for to say good-bye, in milliseconds. */
const GOODBYE_MS = 2_000;

/** A connection that somebody has. */
interface Line {
  readonly client: PoolClient;
  /** It is of no use any more. */
  broken: boolean;
}

export function openDatabase(parts: DatabaseParts): Database {
  const { pool, clock } = parts;
  const patience = patienceWith({ ...parts, address: pool.address });
  const commits = newCommits();
  const opened = new Set<OpenTx>();

  /** Whether it comes to a good end in time. */
  async function soon(work: Promise<unknown>): Promise<boolean> {
    const over = new AbortController();
    const late = clock.sleep(GOODBYE_MS, over.signal).then(() => false);
    const done = work.then(
      () => true,
      () => false,
    );
    try {
      return await Promise.race([done, late]);
    } finally {
      over.abort();
    }
  }

  /** A connection for `work`; given back afterwards, or thrown away. */
  async function connected<T>(cut: AbortSignal, work: (line: Line) => Promise<T>): Promise<T> {
    const line: Line = { client: await pool.connect(), broken: false };
    try {
      return await cutting(line.client, cut, () => work(line));
    } catch (error) {
      await takeBack(line, error);
      throw error;
    } finally {
      line.client.release(line.broken);
    }
  }

  /**
   * After most of what passes another connection may lead to a server that is better off. A conflict is no fault of the
   * server's.
   */
  async function takeBack(line: Line, error: unknown): Promise<void> {
    const passing = patience.passing(error);
    line.broken ||= passing !== undefined && spoilsConnection(passing);
    if (!line.broken) line.broken = !(await soon(line.client.query('ROLLBACK')));
  }

  /** Whether a transaction was committed whose answer was lost. Waits until that is decided. */
  const isCommitted = (note: Note): Promise<boolean> =>
    patience.persist((cut) =>
      connected(cut, async ({ client }) => {
        await beginIn(client);
        const is = await commits.isCommitted(client, note);
        await client.query('COMMIT');
        return is;
      }),
    );

  /** A commit whose answer is lost may have happened: it is asked for, or the same would be done twice. */
  async function commit(line: Line, hasWritten: boolean): Promise<void> {
    const note = hasWritten ? await commits.note(line.client) : undefined;
    try {
      const { command } = await line.client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error('the transaction had failed before');
    } catch (error) {
      if (!note || !patience.passing(error)) throw error;
      line.broken = true;
      if (!(await isCommitted(note))) throw error;
    }
    if (note) commits.forget(note);
  }

  const once = <T>(mode: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    patience.persist((cut) =>
      connected(cut, async (line) => {
        await beginIn(line.client, mode);
        const { tx, hasWritten } = txOver(line.client);
        const result = await work(tx);
        await commit(line, hasWritten());
        return result;
      }),
    );

  return {
    transaction: (work) => once('', work),
    read: (work) => once('ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    statement: (text, values) =>
      patience.persist((cut) => connected(cut, ({ client }) => txOver(client).tx.query(text, values))),
    async begin() {
      const client = await patience.persist(async () => {
        const fresh = await pool.connect();
        try {
          await beginIn(fresh);
          return fresh;
        } catch (error) {
          fresh.release(true);
          throw error;
        }
      });
      return openTx({ client, broken: false });
    },
    again: (work) => patience.persist(work),
    async close() {
      // What was begun and not ended is nothing, and holds nobody up.
      for (const tx of opened) await soon(tx.rollback());
      if (commits.used() && !patience.isAway())
        await soon(
          pool.connect().then(async (client) => {
            const isCleared = await soon(commits.clear(client));
            client.release(!isCleared);
          }),
        );
      await soon(pool.end());
    },
  };

  function openTx(line: Line): OpenTx {
    const { tx, hasWritten } = txOver(line.client);
    let isOpen = true;

    function leave(broken: boolean): void {
      if (isOpen) line.client.release(broken);
      isOpen = false;
      opened.delete(self);
    }

    async function passing<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await patience.watched((cut) => cutting(line.client, cut, work));
      } catch (error) {
        const found = patience.passing(error);
        if (!found) throw patience.known(error);
        line.broken ||= spoilsConnection(found);
        throw new BrokenOff('a transaction was broken off', { cause: error });
      }
    }

    const self: OpenTx = {
      query: (text, values) => passing(() => tx.query(text, values)),
      change: (text, values) => passing(() => tx.change(text, values)),
      script: (text) => passing(() => tx.script(text)),
      copyIn: (text, chunks) => passing(() => tx.copyIn(text, chunks)),
      async commit() {
        let isDone = false;
        try {
          await passing(() => commit(line, hasWritten()));
          isDone = true;
        } finally {
          leave(line.broken || !isDone);
        }
      },
      async rollback() {
        if (!isOpen) return;
        await takeBack(line, undefined);
        leave(line.broken);
      },
    };
    opened.add(self);
    return self;
  }
}

/** Hangs up when `cut` says so: whoever waits for an answer hears that the connection was ended. */
async function cutting<T>(client: PoolClient, cut: AbortSignal, work: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const hangUp = (): void => void (client as unknown as Client).end().catch(() => undefined);
  if (cut.aborted) hangUp();
  else cut.addEventListener('abort', hangUp, { signal: over.signal });
  try {
    return await work();
  } finally {
    over.abort();
  }
}

/** Each text has a name, under which a connection has prepared it. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = `vax${names.size}`;
    names.set(text, name);
  }
  return name;
}

function txOver(client: PoolClient): { readonly tx: Tx; readonly hasWritten: () => boolean } {
  let hasWritten = false;
  const run = (text: string, values: readonly unknown[]) =>
    client.query({ name: nameOf(text), text, values: [...values] });
  const tx: Tx = {
    query: async (text, values = []) => (await run(text, values)).rows,
    async change(text, values = []) {
      hasWritten = true;
      return (await run(text, values)).rowCount ?? 0;
    },
    async script(text) {
      hasWritten = true;
      await client.query(text);
    },
    async copyIn(text, chunks) {
      hasWritten = true;
      await client.query(new CopyIn(text, chunks)).done;
    },
  };
  return { tx, hasWritten: () => hasWritten };
}
