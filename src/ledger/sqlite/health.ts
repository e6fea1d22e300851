/**
 * Looks a ledger over for `doctor`: nothing is written, no lock is taken, and a run that is going on does not notice.
 */
import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { diskError } from '../../disk/disk-error.ts';
import { RunError } from '../../errors.ts';
import type { ProblemCode } from '../../record/problems.ts';
import type { LedgerHealth } from '../health.ts';
import { keyFromElsewhere, keyOfFile, type OuterKey } from '../sealed/outer-key.ts';
import { createSealer } from '../sealed/seal.ts';
import { readSecret } from '../sealed/secret.ts';
import { isBound, targetOf } from './binding.ts';
import { lookOver } from './checks.ts';
import { type Connection, connectReadOnly, openForReading, type Row } from './connection.ts';
import { isLocked, lockError } from './lock.ts';
import type { LedgerOptions } from './open.ts';
import { isThere, placeOf } from './place.ts';
import { genuine, SIGNED_TABLES } from './signed-tables.ts';
import { nameOfKey, unlockSecret } from './slots.ts';
import { isUpToDate } from './steps.ts';
import { whileStill } from './still.ts';

/** A disk of plates reads so much in about half a minute. */
const LARGEST_BYTES = 4 * 1024 ** 3;
/** So long rows are looked at, in milliseconds of the processor; then it is said how many they were. */
export const PATIENCE_MS = 8_000;

type Options = Pick<LedgerOptions, 'path' | 'keyFile' | 'key' | 'uid' | 'now'>;

/** Never throws what is wrong with a ledger or its key: it is part of what is found. */
export function lookAtHealth(options: Options): Promise<LedgerHealth> {
  return whileStill(options.path, (from) => look(options, from));
}

async function look(options: Options, from: string | URL): Promise<LedgerHealth> {
  const { path } = options;
  const there = attempt(path, () => isThere(path));
  if (there instanceof RunError) return { closed: there, isNew: false };
  const outer = await keyOf(options, there);
  if (outer instanceof RunError) return { isNew: !there, key: outer, ...(there ? unopened(path, from) : {}) };
  if (!there) return { isNew: true, key: outer === 'absent' ? 'absent' : 'fits' };
  if (outer === 'absent') throw new Error('a ledger without its key is an error');
  const shape = unopened(path, from);
  if (shape.closed) return { isNew: false, ...shape };
  const unlocked = await unlockSecret(path, outer, nameOfKey(options), from).catch((error: unknown) =>
    known(error, path),
  );
  if (unlocked instanceof RunError) return { isNew: false, key: unlocked, ...shape };
  if (shape.isEarlier || shape.whole instanceof RunError) return { isNew: false, key: 'fits', ...shape };
  return { isNew: false, key: 'fits', ...shape, ...opened(options, unlocked.secret, from) };
}

/** The key as the options name it; `absent` where it is still to be made. */
async function keyOf({ key, keyFile, uid }: Options, ledgerExists: boolean): Promise<OuterKey | 'absent' | RunError> {
  try {
    return key ? await keyFromElsewhere(key) : keyOfFile(await readSecret(keyFile, uid));
  } catch (error) {
    const fault = known(error, keyFile);
    return fault.code === 'LEDGER_KEY_MISSING' && !ledgerExists ? 'absent' : fault;
  }
}

/** What needs no key: whether it is a ledger, of which version, and whole. */
function unopened(path: string, from: string | URL): Pick<LedgerHealth, 'closed' | 'isEarlier' | 'whole'> {
  let db: DatabaseSync | undefined;
  const found = attempt(path, () => {
    db = openForReading(from);
    const isEarlier = !isUpToDate(db, path);
    return { isEarlier, whole: lookWhole(db, path) };
  });
  db?.close();
  return found instanceof RunError ? { closed: found } : found;
}

/** Table by table, the largest last, so that what is found is found early. */
function lookWhole(db: DatabaseSync, path: string): NonNullable<LedgerHealth['whole']> {
  if (sizeOf(path) > LARGEST_BYTES) return 'large';
  const verdict = attempt(path, () => db.prepare('PRAGMA quick_check(1)').get() as Row);
  if (verdict instanceof RunError) return verdict;
  return verdict['quick_check'] === 'ok' ? 'well' : new RunError('LEDGER_DAMAGED', { path });
}

function sizeOf(path: string): number {
  const place = placeOf(path);
  return [place, `${place}-wal`].reduce((sum, each) => sum + (existsSync(each) ? statSync(each).size : 0), 0);
}

/** What only its key shows. */
function opened(
  options: Options,
  secret: Uint8Array,
  from: string | URL,
): Pick<LedgerHealth, 'key' | 'isEarlier' | 'genuine' | 'target' | 'run' | 'unlistedRows'> {
  const { path, now } = options;
  let connection: Connection | undefined;
  const found = attempt(path, () => {
    connection = connectReadOnly(path, createSealer(secret), now, from);
    if (!connection || !lookOver(connection, nameOfKey(options))) return { isEarlier: true };
    return { genuine: lookGenuine(connection), ...past(connection) };
  });
  connection?.close();
  if (!(found instanceof RunError)) return found;
  return found.code === 'LEDGER_KEY_WRONG' ? { key: found } : { genuine: found };
}

/** Every signed row, as far as patience goes; those of people first. */
function lookGenuine({ db }: Connection): { readonly looked: number; readonly all: number } {
  const until = performance.now() + PATIENCE_MS;
  let looked = 0;
  let all = 0;
  for (const { name } of SIGNED_TABLES) {
    all += Number((db.prepare(`SELECT count(*) AS n FROM ${name}`).get() as Row)['n']);
    for (const _ of db.prepare(`SELECT ${genuine(name)} FROM ${name}`).iterate()) {
      looked += 1;
      if (looked % 1_000 === 0 && performance.now() > until) break;
    }
  }
  return { looked, all };
}

function past(connection: Connection): Pick<LedgerHealth, 'target' | 'run' | 'unlistedRows'> {
  const { db, path } = connection;
  const last = db.prepare('SELECT started, ended FROM runs ORDER BY id DESC LIMIT 1').get() as Row | undefined;
  const how = last?.['ended'] !== null ? 'ended' : isLocked(path) ? 'at-work' : 'killed';
  const unlisted = db
    .prepare(
      `SELECT count(*) AS n FROM readings INDEXED BY readings_aside WHERE kind IN (2, 3)
       AND (${UNLISTED.map((code) => `instr(' ' || problems, ' ${code}:') > 0`).join(' OR ')})`,
    )
    .get() as Row;
  return {
    target: { identity: targetOf(connection), bound: isBound(connection) },
    ...(last ? { run: { started: Number(last['started']), how } } : {}),
    unlistedRows: Number(unlisted['n']),
  };
}

/** Problems that an entry of the mapping file mends (docs/validation.md). */
export const UNLISTED = ['VACC_UNKNOWN', 'SITE_UNKNOWN', 'CATEGORY_UNKNOWN'] as const satisfies readonly ProblemCode[];

function attempt<T>(path: string, work: () => T): T | RunError {
  try {
    return work();
  } catch (error) {
    return known(error, path);
  }
}

/** @throws what is no known error of a ledger or a disk: a bug. */
function known(error: unknown, path: string): RunError {
  const fault = lockError(diskError(error, path), path);
  if (fault instanceof RunError) return fault;
  throw fault;
}
