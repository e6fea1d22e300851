/** The audit in the ledger: who has done what. Each entry is written in the transaction of its deed. */
import { RunError } from '../../errors.ts';
import { CHAIN_BEGIN, chained } from '../audit-chain.ts';
import type { AuditEntry, Deed, DeedDetail } from '../history-side.ts';
import type { Connection, Row } from './connection.ts';
import { genuine } from './signed-tables.ts';

/** Must run in a transaction. */
export function addDeed({ db, now, actor }: Connection, deed: Deed, detail: DeedDetail): void {
  const last = db.prepare('SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1').get() as Row | undefined;
  const number = Number(last?.['id'] ?? 0) + 1;
  const before = last ? Buffer.from(last['hash'] as Uint8Array).toString('hex') : CHAIN_BEGIN;
  const { who, version } = actor;
  const at = now();
  const text = JSON.stringify(detail);
  const hash = Buffer.from(chained(before, { number, at, who, version, deed }, text), 'hex');
  db.prepare('INSERT INTO audit (id, at, who, version, deed, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    number,
    at,
    who,
    version,
    deed,
    text,
    hash,
  );
}

/** The last entry that was looked at: its number and its hash. */
export type AuditPosition = Pick<AuditEntry, 'number' | 'hash'>;
export const BEGIN_OF_AUDIT: AuditPosition = { number: 0, hash: CHAIN_BEGIN };

/** @throws RunError LEDGER_CHANGED */
export async function* auditOf(connection: Connection): AsyncIterable<AuditEntry> {
  yield* auditAfter(connection, BEGIN_OF_AUDIT);
}

/** The entries behind `last`, each bound to the one before it. @throws RunError LEDGER_CHANGED */
export function* auditAfter({ db, path }: Connection, last: AuditPosition): Iterable<AuditEntry> {
  const all = db.prepare(`SELECT *, ${genuine('audit')} FROM audit WHERE id > ? ORDER BY id`);
  let { number, hash: before } = last;
  for (const row of all.iterate(number) as Iterable<Row>) {
    number += 1;
    const [at, who, version] = [Number(row['at']), String(row['who']), String(row['version'])];
    const [deed, text] = [row['deed'] as Deed, String(row['detail'])];
    const hash = chained(before, { number, at, who, version, deed }, text);
    if (hash !== Buffer.from(row['hash'] as Uint8Array).toString('hex')) throw new RunError('LEDGER_CHANGED', { path });
    before = hash;
    yield { number, at, who, version, deed, detail: JSON.parse(text) as DeedDetail, hash };
  }
}
