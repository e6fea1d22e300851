/**
 * What the ledger asks of a PostgreSQL: transactions that are done again where what was in the way can pass. The one
 * retry layer of the ledger: nothing above it and nothing below it tries again.
 */
import type { Pool, PoolClient } from 'pg';
import { from } from 'pg-copy-streams';
import type { Random } from '../../clock.ts';
import type { RunError } from '../../errors.ts';
import type { Row } from '../sqlite/connection.ts';

/** A transaction that is open. */
export interface Tx {
  /** `text` is prepared once for each connection. */
  query(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same of a statement that returns no rows; how many it has touched. */
  change(text: string, values?: readonly unknown[]): Promise<number>;
  /** Several statements without values, one after the other. */
  script(text: string): Promise<void>;
  /** `COPY … FROM STDIN` in its text format. */
  copyIn(text: string, lines: Iterable<string>): Promise<void>;
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
  /** A transaction that nobody can do again but who began it. @throws PassingError where that may help. */
  begin(): Promise<OpenTx>;
  close(): Promise<void>;
}

/** What an error of the database means (database-error.ts). Undefined: it is none of the database. */
export type JudgeError = (
  error: unknown,
) => { readonly kind: 'passing' } | { readonly kind: 'final'; readonly error: RunError } | undefined;

export interface DatabaseParts {
  readonly pool: Pick<Pool, 'connect' | 'end'>;
  readonly judge: JudgeError;
  /** Milliseconds. */
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly random: Random;
  /** How long it is tried, in milliseconds. */
  readonly patienceMs: number;
  readonly elapsed: () => number;
  /** The error of a database that stays away. */
  readonly away: (cause: unknown) => RunError;
}

/** Something that can pass has broken a transaction off. */
export class PassingError extends Error {}

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 5_000;

export function openDatabase(parts: DatabaseParts): Database {
  const { pool, judge, sleep, random, patienceMs, elapsed, away } = parts;
  const opened = new Set<OpenTx>();

  /** Tries until it comes to something. `once` throws what it meets. */
  async function persist<T>(once: () => Promise<T>): Promise<T> {
    const began = elapsed();
    for (let tries = 0; ; tries++) {
      try {
        return await once();
      } catch (error) {
        const judged = judge(error);
        if (!judged) throw error;
        if (judged.kind === 'final') throw judged.error;
        if (elapsed() - began >= patienceMs) throw away(error);
      }
      // Full jitter: five hundred workers that lost one server do not come back together.
      await sleep(random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries, 12)));
    }
  }

  /** Whether the transaction of this number has become durable, when nobody has heard. Waits until that is decided. */
  const isCommitted = (id: string): Promise<boolean> =>
    persist(async () => {
      const client = await pool.connect();
      let broken: unknown;
      try {
        for (;;) {
          const { rows } = await client.query('SELECT pg_xact_status($1::xid8) AS status', [id]);
          if (rows[0]?.status !== 'in progress') return rows[0]?.status === 'committed';
          await sleep(FIRST_PAUSE_MS);
        }
      } catch (error) {
        broken = error;
        throw error;
      } finally {
        client.release(broken !== undefined);
      }
    });

  async function once<T>(mode: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query(`BEGIN ${mode}`);
      const result = await work(txOver(client));
      await commitSurely(client);
      return result;
    } catch (error) {
      broken = !(await takenBack(client));
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** A commit whose answer is lost may have happened: the server is asked, or the same would be done twice. */
  async function commitSurely(client: PoolClient): Promise<void> {
    const id = await numberOf(client);
    try {
      const { command } = await client.query('COMMIT');
      if (command !== 'COMMIT') throw new Error('the transaction had failed before');
    } catch (error) {
      if (id === undefined || judge(error)?.kind !== 'passing') throw error;
      if (!(await isCommitted(id))) throw error;
    }
  }

  return {
    transaction: (work) => persist(() => once('', work)),
    read: (work) => persist(() => once('ISOLATION LEVEL REPEATABLE READ READ ONLY', work)),
    begin: () =>
      persist(async () => {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
        } catch (error) {
          client.release(true);
          throw error;
        }
        const tx = openTx(client);
        opened.add(tx);
        return tx;
      }),
    async close() {
      // What was begun and not ended is nothing.
      for (const tx of opened) await tx.rollback();
      await pool.end();
    },
  };

  function openTx(client: PoolClient): OpenTx {
    let isOpen = true;
    async function passing<T>(work: () => Promise<T>): Promise<T> {
      try {
        return await work();
      } catch (error) {
        const judged = judge(error);
        if (judged?.kind === 'final') throw judged.error;
        throw judged ? new PassingError('a transaction was broken off', { cause: error }) : error;
      }
    }
    const tx = txOver(client);
    const self: OpenTx = {
      query: (text, values) => passing(() => tx.query(text, values)),
      change: (text, values) => passing(() => tx.change(text, values)),
      script: (text) => passing(() => tx.script(text)),
      copyIn: (text, lines) => passing(() => tx.copyIn(text, lines)),
      async commit() {
        let broken = true;
        try {
          await passing(() => commitSurely(client));
          broken = false;
        } finally {
          if (isOpen) client.release(broken);
          isOpen = false;
          opened.delete(self);
        }
      },
      async rollback() {
        if (!isOpen) return;
        isOpen = false;
        opened.delete(self);
        client.release(!(await takenBack(client)));
      },
    };
    return self;
  }
}

/** The number of what was written; undefined where nothing was. */
async function numberOf(client: PoolClient): Promise<string | undefined> {
  const { rows } = await client.query('SELECT pg_current_xact_id_if_assigned()::text AS id');
  return rows[0]?.id ?? undefined;
}

/** False where the connection is of no use any more. */
async function takenBack(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
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

function txOver(client: PoolClient): Tx {
  return {
    async query(text, values = []) {
      return (await client.query({ name: nameOf(text), text, values: [...values] })).rows;
    },
    async change(text, values = []) {
      return (await client.query({ name: nameOf(text), text, values: [...values] })).rowCount ?? 0;
    },
    async script(text) {
      await client.query(text);
    },
    async copyIn(text, lines) {
      const stream = client.query(from(text));
      const done = new Promise<void>((resolve, reject) => {
        stream.on('finish', resolve);
        stream.on('error', reject);
      });
      // What goes wrong in a write is told by `done`.
      done.catch(() => undefined);
      for (const line of lines)
        if (!stream.write(line)) await Promise.race([new Promise((resolve) => stream.once('drain', resolve)), done]);
      stream.end();
      await done;
    },
  };
}
