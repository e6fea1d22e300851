/**
 * What an error of a database means: something that passes, or something for a person. PURE. Of what a server says only
 * its code is told on: its sentences may quote a row.
 */
import { RunError, type RunErrorCode, systemCode } from '../errors.ts';
import { NOT_OURS, NOT_OURS_ALERT, UNTRUSTED } from '../tls-faults.ts';
import type { DatabaseAddress } from './address.ts';

/** Why it is worth another try, for people; text/ has the words. */
export type PassingWhy =
  | 'refused'
  | 'name'
  | 'timeout'
  | 'reset'
  | 'tls'
  | 'shutdown'
  | 'crowded'
  | 'full'
  | 'memory'
  | 'disk'
  | 'read-only'
  | 'slow'
  | 'conflict';

export type DatabaseJudgement =
  /** The whole transaction is tried again. `code`: SQLSTATE or the system's word. */
  | { readonly kind: 'passing'; readonly why: PassingWhy; readonly code: string }
  | { readonly kind: 'final'; readonly error: RunError };

/** Our own code for whoever answers and does not speak as PostgreSQL does (socket.ts). */
export const STRANGER = 'ERR_NOT_POSTGRES';

/** Which database it is, for messages. */
export type Asked = Pick<DatabaseAddress, 'name' | 'user' | 'database'>;

/** SQLSTATEs (PostgreSQL's documentation, appendix A), and classes of them, that pass. */
const PASSING: readonly (readonly [RegExp, PassingWhy])[] = [
  [/^57P0[1235]$/, 'shutdown'],
  [/^53300$/, 'crowded'],
  [/^53100$/, 'full'],
  [/^53/, 'memory'],
  [/^58(?:000|030)$/, 'disk'],
  [/^25006$/, 'read-only'],
  [/^(?:57014|55P03|25P0[34])$/, 'slow'],
  [/^40/, 'conflict'],
  // The transaction failed before, or was ended by the server while we thought.
  [/^25P02$/, 'conflict'],
  [/^08/, 'reset'],
];

const FINAL: readonly (readonly [RegExp, RunErrorCode])[] = [
  [/^28/, 'DATABASE_LOGIN'],
  [/^42501$/, 'DATABASE_RIGHTS'],
  [/^3D000$/, 'DATABASE_MISSING'],
  // Statements that were prepared on another connection, or that one has prepared already.
  [/^(?:26000|42P05)$/, 'DATABASE_POOLER'],
  [/^XX00[12]$/, 'LEDGER_DAMAGED'],
  // The server or its encoding cannot hold what we write.
  [/^22P05$/, 'DATABASE_UNFIT'],
];

/** A pooler has one code for all that it refuses; its sentences are its own, and hold no row. */
const OF_A_POOLER = '08P01';
/** Sentences of PgBouncer (its sources, `disconnect_client`). What is not here passes: its server is away, or it is. */
const WORDS_OF_A_POOLER: readonly (readonly [RegExp, RunErrorCode | 'crowded'])[] = [
  [/authentication failed|no such user|login rejected|^not allowed|SSL required/, 'DATABASE_LOGIN'],
  [/no such database/, 'DATABASE_MISSING'],
  [/unsupported (?:options )?startup parameter/, 'DATABASE_OPTION'],
  [/transaction blocks not allowed|prepared statement (?:did not exist|name is already in use)/, 'DATABASE_POOLER'],
  [/no more connections allowed|client connections exceeded/, 'crowded'],
];

/** The system's words for a line that broke or never came to be. */
const OF_THE_LINE: Readonly<Record<string, PassingWhy>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  EHOSTDOWN: 'refused',
  ENETDOWN: 'refused',
  EADDRNOTAVAIL: 'refused',
  ENOENT: 'refused',
  EAGAIN: 'refused',
  ENOTFOUND: 'name',
  ENODATA: 'name',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  ENETRESET: 'reset',
  EPIPE: 'reset',
  ENOTCONN: 'reset',
  EOF: 'reset',
  ERR_STREAM_DESTROYED: 'reset',
  ERR_STREAM_WRITE_AFTER_END: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'reset',
  ERR_SOCKET_CLOSED: 'reset',
  ERR_SOCKET_CONNECTION_TIMEOUT: 'timeout',
};

/** Sentences of node-postgres for a line that broke; it gives them no code. */
const IN_WORDS: readonly (readonly [RegExp, PassingWhy])[] = [
  [/^(?:timeout expired|timeout exceeded when trying to connect|Query read timeout)$/, 'timeout'],
  [/^Connection terminated due to connection timeout$/, 'timeout'],
  [/^Connection terminated(?: unexpectedly)?$/, 'reset'],
  [/^Client (?:has encountered a connection error|was closed) and is not queryable$/, 'reset'],
  [/^There was an error establishing an SSL connection$/, 'tls'],
];

/** What node-postgres says of a server that is none of ours, and of a password that is not there. */
const FINAL_WORDS: readonly (readonly [RegExp, RunErrorCode])[] = [
  [/^The server does not support SSL connections$/, 'DATABASE_NO_TLS'],
  [/^SASL: .*client password must be/, 'DATABASE_PASSWORD'],
  [/^SASL: /, 'DATABASE_LOGIN'],
  [/^received invalid response: /, 'DATABASE_STRANGER'],
];

/** Undefined: nothing that is known of databases, so a bug, or somebody else's. */
export function judgeDatabaseError(error: unknown, asked: Asked): DatabaseJudgement | undefined {
  if (error instanceof RunError) return { kind: 'final', error };
  if (!(error instanceof Error)) return undefined;
  const state = sqlState(error);
  if (state !== undefined) return ofServer(state, error, asked);
  const codes = codesOf(error);
  if (codes.some((code) => NOT_OURS.test(code)) || isAlert(error))
    return final('DATABASE_CERTIFICATE', codes[0] ?? 'TLS', error, asked);
  const distrust = codes.find((code) => UNTRUSTED.test(code));
  if (distrust !== undefined) return final('DATABASE_UNTRUSTED', distrust, error, asked);
  for (const code of codes) {
    if (isSocketForbidden(code, error)) return final('DATABASE_LOGIN', code, error, asked);
    const why = OF_THE_LINE[code] ?? (/^EAI_/.test(code) ? 'name' : undefined);
    // A file of ours that is not there is no database that is away.
    if (why && (code !== 'ENOENT' || callOf(error) === 'connect')) return { kind: 'passing', why, code };
    if (/^(?:EPROTO|ERR_SSL_)/.test(code)) return { kind: 'passing', why: 'tls', code };
  }
  if (codes.includes(STRANGER)) return final('DATABASE_STRANGER', STRANGER, error, asked);
  const words = IN_WORDS.find(([form]) => form.test(error.message));
  if (words) return { kind: 'passing', why: words[1], code: words[1] };
  const known = FINAL_WORDS.find(([form]) => form.test(error.message));
  return known && final(known[1], known[1], error, asked);
}

/** What a run ends with that has waited for what passes as long as it may. */
export function databaseAway(
  { why, code }: { why: PassingWhy; code: string },
  { name }: Pick<Asked, 'name'>,
): RunError {
  return new RunError('DATABASE_AWAY', { path: name, why, code });
}

/** The five signs of SQLSTATE; undefined for what no server has said. */
export function sqlState(error: unknown): string | undefined {
  const code = error instanceof Error && 'severity' in error ? systemCode(error) : undefined;
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

function ofServer(state: string, error: Error, asked: Asked): DatabaseJudgement | undefined {
  if (state === OF_A_POOLER) {
    const said = WORDS_OF_A_POOLER.find(([form]) => form.test(error.message))?.[1];
    if (said === 'crowded') return { kind: 'passing', why: said, code: state };
    if (said === 'DATABASE_OPTION')
      return { kind: 'final', error: new RunError(said, { option: 'options' }, { cause: error }) };
    if (said) return final(said, state, error, asked);
  }
  // A table was changed by a newer version while this connection had its statement prepared. The sentence for that is
  // in the language of the server; the name of the function there is not.
  if (state === '0A000' && 'routine' in error && error.routine === 'RevalidateCachedQuery')
    return { kind: 'passing', why: 'conflict', code: state };
  const passing = PASSING.find(([form]) => form.test(state));
  if (passing) return { kind: 'passing', why: passing[1], code: state };
  const known = FINAL.find(([form]) => form.test(state));
  return known && final(known[1], state, error, asked);
}

function final(known: RunErrorCode, code: string, cause: Error, { name, user, database }: Asked): DatabaseJudgement {
  return { kind: 'final', error: new RunError(known, { path: name, user, database, code }, { cause }) };
}

/** A socket that the system lets others use, and not this user. */
function isSocketForbidden(code: string, error: Error): boolean {
  return (code === 'EACCES' || code === 'EPERM') && callOf(error) === 'connect';
}

function callOf(error: Error): string {
  return 'syscall' in error ? String(error.syscall) : '';
}

function isAlert(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false;
  return NOT_OURS_ALERT.test(error.message) || isAlert(error.cause, depth + 1);
}

/** The code of an error and those of its causes: several addresses fail together. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const within = error instanceof AggregateError ? error.errors : [error.cause];
  return [systemCode(error) ?? '', ...within.flatMap((cause) => codesOf(cause, depth + 1))].filter(
    (code) => code !== '',
  );
}
