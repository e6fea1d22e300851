import { describe, expect, test } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { databaseAway, judgeDatabaseError, sqlState } from '../../src/postgres/database-error.ts';
import { runErrorLines } from '../../src/report/failure.ts';
import { messagesFor } from '../../src/text/messages-for.ts';

const asked = { name: 'postgresql://dinkes@db.example.org/vaksin', user: 'dinkes', database: 'vaksin' };

/** What a server says. Its sentence, and what else it has to say, may quote a row. */
function said(code: string, message = 'duplicate key value (3374010101900001)'): Error {
  return Object.assign(new Error(message), { severity: 'ERROR', code, detail: 'Key (nik)=(3374010101900001)' });
}
const system = (code: string, syscall = 'connect'): Error => Object.assign(new Error(code), { code, syscall });

describe('what passes', () => {
  test.each([
    ['an operator ends our session', said('57P01'), 'shutdown'],
    ['another session has crashed', said('57P02'), 'shutdown'],
    ['the server starts', said('57P03'), 'shutdown'],
    ['idle for too long', said('57P05'), 'shutdown'],
    ['too many connections', said('53300'), 'crowded'],
    ['its disk is full', said('53100'), 'full'],
    ['out of memory', said('53200'), 'memory'],
    ['its disk fails', said('58030'), 'disk'],
    ['a standby', said('25006'), 'read-only'],
    ['a statement timed out, or was cancelled', said('57014'), 'slow'],
    ['a lock was not to be had', said('55P03'), 'slow'],
    ['our transaction was idle', said('25P03'), 'slow'],
    ['a deadlock', said('40P01'), 'conflict'],
    ['not serializable', said('40001'), 'conflict'],
    ['a connection of the server to itself', said('08006'), 'reset'],
    [
      'a table was changed under a prepared statement',
      // As a server that speaks German says it.
      Object.assign(said('0A000', 'gecachter Plan darf den Ergebnistyp nicht ändern'), {
        routine: 'RevalidateCachedQuery',
      }),
      'conflict',
    ],
    ['a pooler that is full', said('08P01', 'no more connections allowed (max_client_conn)'), 'crowded'],
    ['a pooler whose server is away', said('08P01', 'server login has been failing, try later'), 'reset'],
    ['refused', system('ECONNREFUSED'), 'refused'],
    ['no socket there', system('ENOENT'), 'refused'],
    ['no way there', system('EHOSTUNREACH'), 'refused'],
    ['no such name', system('ENOTFOUND', 'getaddrinfo'), 'name'],
    ['no names at all', system('EAI_AGAIN', 'getaddrinfo'), 'name'],
    ['hung up', system('ECONNRESET', 'read'), 'reset'],
    ['we write into the void', system('EPIPE', 'write'), 'reset'],
    ['timed out', system('ETIMEDOUT'), 'timeout'],
    ['both addresses of a name', new AggregateError([system('ENETUNREACH'), system('ECONNREFUSED')]), 'refused'],
    ['it hung up in the midst', new Error('Connection terminated unexpectedly'), 'reset'],
    ['it does not greet', new Error('timeout expired'), 'timeout'],
    [
      'a broken connection is used',
      new Error('Client has encountered a connection error and is not queryable'),
      'reset',
    ],
    ['a hand-shake that was cut', Object.assign(new Error('x'), { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }), 'tls'],
  ])('%s', (_, error, why) => {
    expect(judgeDatabaseError(error, asked)).toMatchObject({ kind: 'passing', why });
  });

  test('what stays away is told in two lines, with the code and no word of the server', () => {
    const judged = judgeDatabaseError(said('53100'), asked);
    if (judged?.kind !== 'passing') throw new Error('it passes');
    const lines = runErrorLines(databaseAway(judged, asked), messagesFor('en'));
    expect(lines[0]).toBe(
      'Error: postgresql://dinkes@db.example.org/vaksin cannot be used: its disk is full (53100). What was done is saved. [DATABASE_AWAY]',
    );
    expect(lines.join()).not.toContain('3374');
    expect(databaseAway(judged, asked).exitCode).toBe(74);
  });
});

describe('what needs a person', () => {
  const tls = (code: string): Error => Object.assign(new Error(code), { code });
  test.each([
    ['a wrong password', said('28P01'), 'DATABASE_LOGIN', 7],
    ['pg_hba.conf', said('28000'), 'DATABASE_LOGIN', 7],
    ['a wrong password, as pgbouncer has it', said('08P01', 'password authentication failed'), 'DATABASE_LOGIN', 7],
    ['a socket of others', system('EACCES'), 'DATABASE_LOGIN', 7],
    ['no rights', said('42501'), 'DATABASE_RIGHTS', 7],
    ['no such database', said('3D000'), 'DATABASE_MISSING', 2],
    ['no such database, as pgbouncer has it', said('08P01', 'no such database: b'), 'DATABASE_MISSING', 2],
    ['a pooler of transactions', said('26000'), 'DATABASE_POOLER', 2],
    [
      'a pooler of statements',
      said('08P01', 'transaction blocks not allowed in statement pooling mode'),
      'DATABASE_POOLER',
      2,
    ],
    ['a pooler that forgets', said('08P01', 'prepared statement did not exist'), 'DATABASE_POOLER', 2],
    ['a pooler that wants TLS', said('08P01', 'SSL required'), 'DATABASE_LOGIN', 7],
    ['a user that a pooler does not take', said('08P01', 'login rejected'), 'DATABASE_LOGIN', 7],
    ['a pooler that knows no options', said('08P01', 'unsupported startup parameter: x'), 'DATABASE_OPTION', 2],
    ['damaged', said('XX001'), 'LEDGER_DAMAGED', 74],
    ['no encryption', new Error('The server does not support SSL connections'), 'DATABASE_NO_TLS', 7],
    ['signed by itself', tls('DEPTH_ZERO_SELF_SIGNED_CERT'), 'DATABASE_UNTRUSTED', 7],
    ['an authority that nobody knows', tls('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'DATABASE_UNTRUSTED', 7],
    ['out of date', tls('CERT_HAS_EXPIRED'), 'DATABASE_UNTRUSTED', 7],
    ['another name', tls('ERR_TLS_CERT_ALTNAME_INVALID'), 'DATABASE_UNTRUSTED', 7],
    ['it wants our certificate', tls('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'), 'DATABASE_CERTIFICATE', 7],
    ['no PostgreSQL', new Error('received invalid response: 48'), 'DATABASE_STRANGER', 2],
    [
      'no password',
      new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
      'DATABASE_PASSWORD',
      2,
    ],
    [
      'a server that does not know our password itself',
      new Error('SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature does not match'),
      'DATABASE_LOGIN',
      7,
    ],
  ])('%s', (_, error, code, exitCode) => {
    const judged = judgeDatabaseError(error, asked);
    if (judged?.kind !== 'final') throw new Error(`it is ${judged?.kind}`);
    expect([judged.error.code, judged.error.exitCode]).toEqual([code, exitCode]);
    for (const language of ['id', 'en'] as const)
      expect(runErrorLines(judged.error, messagesFor(language)).join()).not.toContain('3374');
  });

  test('an error of ours stays what it is', () => {
    const error = new RunError('LEDGER_NEWER', { path: 'x' });
    expect(judgeDatabaseError(error, asked)).toEqual({ kind: 'final', error });
  });
});

test.each([
  ['a bug', new TypeError('x is not a function')],
  ['a statement that is wrong', said('42601')],
  ['a row that is there already: whoever writes it knows what that means', said('23505')],
  ['a file that is not there', system('ENOENT', 'open')],
  ['the disk of this computer', system('ENOSPC', 'write')],
  ['no error', 'timeout expired'],
])('nothing that is known of databases: %s', (_, error) => {
  expect(judgeDatabaseError(error, asked)).toBeUndefined();
});

test('only a server says an SQLSTATE', () => {
  expect([sqlState(said('23505')), sqlState(system('EPIPE')), sqlState(new Error('x'))]).toEqual([
    '23505',
    undefined,
    undefined,
  ]);
});
