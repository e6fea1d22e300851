/**
 * One question to the database of a province, and how far it came: whoever asks is told as of any server. The functions
 * that are called are those of src/ledger/postgres/parcels-schema.ts.
 */
import { RunError } from '../../errors.ts';
import type { DatabasePool } from '../../postgres/connect.ts';
import { judgeDatabaseError, type PassingWhy, sqlState } from '../../postgres/database-error.ts';
import type { Outage, OutageCause, Stop } from '../target.ts';

export type Row = Readonly<Record<string, unknown>>;
export interface Line {
  /** A statement of one function; rows, or why there are none. */
  ask(sql: string, values: readonly unknown[], signal: AbortSignal): Promise<readonly Row[] | Outage | Stop>;
  close(): Promise<void>;
}

const CAUSES: Readonly<Record<PassingWhy, OutageCause>> = {
  refused: 'refused',
  name: 'name',
  timeout: 'timeout',
  reset: 'reset',
  tls: 'tls',
  shutdown: 'server-error',
  crowded: 'throttled',
  full: 'server-error',
  memory: 'server-error',
  disk: 'server-error',
  'read-only': 'server-error',
  slow: 'timeout',
  conflict: 'server-error',
};

/** A function, a schema or a table that is not there: no province has its ledger in this database yet. */
const NOT_THERE = /^(?:42883|3F000|42P01)$/;

/** `timeoutMs`: the longest that a question may take. */
export function lineTo(pool: DatabasePool, timeoutMs: number): Line {
  const { name } = pool.address;

  function judged(error: unknown, isAsked: boolean): Outage | Stop {
    const state = sqlState(error) ?? '';
    if (NOT_THERE.test(state)) return refused(new RunError('PROVINCE_MISSING', { target: name }, { cause: error }));
    const judgement = judgeDatabaseError(error, pool.address);
    if (judgement?.kind === 'passing')
      return { kind: 'outage', cause: CAUSES[judgement.why], reachedServer: isAsked && !isRolledBack(state) };
    if (judgement) return refused(judgement.error);
    if (state === '') throw error;
    // It says no to what we have sent, and its own words may quote that.
    return refused(new RunError('PROVINCE_REFUSES', { target: name, code: state }, { cause: error }));
  }

  async function ask(
    sql: string,
    values: readonly unknown[],
    signal: AbortSignal,
  ): Promise<readonly Row[] | Outage | Stop> {
    if (signal.aborted) return { kind: 'outage', cause: 'reset', reachedServer: false };
    const client = await pool.connect().catch((error: unknown) => judged(error, false));
    if ('kind' in client) return client;
    // Nothing that is under way can be taken back: the line is cut, and what became of it is asked later.
    let isOver = false;
    const cut = (): void => {
      if (!isOver) client.release(true);
      isOver = true;
    };
    const late = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    late.addEventListener('abort', cut);
    try {
      const { rows } = await client.query<Row>(sql, [...values]);
      if (!isOver) client.release();
      isOver = true;
      return rows;
    } catch (error) {
      const wasCut = isOver;
      cut();
      if (wasCut) return { kind: 'outage', cause: signal.aborted ? 'reset' : 'timeout', reachedServer: true };
      return judged(error, true);
    } finally {
      late.removeEventListener('abort', cut);
    }
  }

  return { ask, close: () => pool.end() };
}

/** The server itself said that the statement failed, and is there to say it: nothing of it was stored. */
function isRolledBack(state: string): boolean {
  return state !== '' && !/^(?:08|57P|XX)/.test(state);
}

function refused(error: RunError): Stop {
  return { kind: 'stop', why: 'misconfigured', unsent: true, error };
}
