/**
 * Whether a transaction was committed whose answer got lost. Each one that writes notes a token of its own in the
 * ledger before it commits; whoever has not heard looks whether it stands there.
 *
 * PostgreSQL's own word for it (`pg_xact_status`) cannot be trusted: the number of a transaction that has never been
 * written to the log is given to another one after the server was killed, or another one took its place. "Committed"
 * may then be the other's, and a file that never went in would be believed to be there.
 */
import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { sqlState } from '../../postgres/database-error.ts';

/** One row for each transaction that a program has open at the same time. Nothing in it is of a person. */
export const COMMITS_TABLE = `CREATE TABLE commits (
  key uuid PRIMARY KEY,
  token uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50)`;

/** Holds the row until the transaction is over, so whoever asks waits for that. */
const NOTE = `INSERT INTO commits (key, token) VALUES ($1, $2)
  ON CONFLICT (key) DO UPDATE SET token = excluded.token, at = excluded.at`;
const ASK = `INSERT INTO commits AS mine (key, token) VALUES ($1, $1)
  ON CONFLICT (key) DO UPDATE SET at = excluded.at RETURNING token`;
const FORGET = `DELETE FROM commits WHERE key = ANY($1::uuid[]) OR at < now() - interval '7 days'`;

/** What a transaction leaves behind. */
export interface Note {
  readonly key: string;
  readonly token: string;
}

export interface Commits {
  /** Before a transaction commits; the last statement in it. */
  note(client: PoolClient): Promise<Note>;
  /**
   * Whether that transaction is committed. Waits while it is under way: `lock_timeout` ends that with an error, and it
   * is asked again.
   */
  isCommitted(client: PoolClient, note: Note): Promise<boolean>;
  /** Its fate is known. */
  forget(note: Note): void;
  /** Takes away all that is left of this program, and what others have left behind when they were killed. */
  clear(client: PoolClient): Promise<void>;
  /** Whether there is anything to take away. */
  readonly used: () => boolean;
}

export function newCommits(): Commits {
  const all: string[] = [];
  const free: string[] = [];
  return {
    async note(client) {
      let key = free.pop();
      if (key === undefined) {
        key = randomUUID();
        all.push(key);
      }
      const token = randomUUID();
      await client.query({ name: 'vax-note', text: NOTE, values: [key, token] });
      return { key, token };
    },
    async isCommitted(client, { key, token }) {
      try {
        const { rows } = await client.query<{ token: string }>({ name: 'vax-ask', text: ASK, values: [key] });
        return rows[0]?.token === token;
      } catch (error) {
        // It was the one that would have made the table.
        if (/^(?:42P01|3F000)$/.test(sqlState(error) ?? '')) return false;
        throw error;
      }
    },
    forget: ({ key }) => void free.push(key),
    async clear(client) {
      await client.query(FORGET, [all]);
    },
    used: () => all.length > 0,
  };
}
