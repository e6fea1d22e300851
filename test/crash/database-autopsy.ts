/** A ledger in PostgreSQL looked at past the program, and held against the sheets and the server. */
import { receiptOf } from '../../src/ledger/sqlite/server-words.ts';
import { sealerFrom } from '../support/earlier-ledger.ts';
import type { StoredEffect } from '../support/fake-registry.ts';
import type { Postgres } from '../support/postgres.ts';

/** Everything that is not as it must be when nothing is left to send; empty when all is well. */
export async function faultsOfDatabase(
  postgres: Postgres,
  address: string,
  keyFile: string,
  expected: number,
  effects: ReadonlyMap<string, StoredEffect>,
): Promise<string[]> {
  const client = await postgres.connect(address);
  await client.query('SET search_path = vax_upload');
  const all = async (text: string): Promise<Record<string, unknown>[]> => (await client.query(text)).rows;
  const number = async (text: string): Promise<number> => Number(Object.values((await all(text))[0] ?? {})[0] ?? 0);
  try {
    const faults: string[] = [];
    const tell = (what: string, count: number): void => {
      if (count > 0) faults.push(`${count} ${what}`);
    };
    tell('entries are open in the ledger', await number('SELECT count(*) FROM entries WHERE state IN (0, 1, 2)'));
    tell('batches are open in the ledger', await number('SELECT count(*) FROM batches WHERE closed IS NULL'));
    tell('bodies were not erased', await number('SELECT count(*) FROM entries WHERE state = 3 AND sealed IS NOT NULL'));
    tell('files are not finished', await number('SELECT count(*) FROM files WHERE finished IS NULL'));
    tell(
      'readings speak for an entry that is not there',
      await number('SELECT count(*) FROM readings WHERE entry IS NOT NULL AND entry NOT IN (SELECT id FROM entries)'),
    );
    tell('deeds of the audit follow on nothing', await number('SELECT count(*) - count(DISTINCT hash) FROM audit'));
    const accepted = await all('SELECT receipt, person, dose FROM entries WHERE state = 3');
    if (accepted.length !== expected) faults.push(`${accepted.length} entries are accepted, ${expected} are expected`);
    const [slots] = await all("SELECT value FROM meta WHERE name = 'key-slots'");
    const sealer = sealerFrom(slots?.['value'], keyFile);
    const receipts = new Set(
      accepted.map((row) => receiptOf(sealer, { ...row, dose: Number(row['dose']) } as never).receipt),
    );
    const ids = new Set(Array.from(effects.values(), ({ id }) => id));
    if (receipts.size !== ids.size || [...receipts].some((receipt) => !ids.has(receipt ?? '')))
      faults.push('the receipts are not those of the server');
    return faults;
  } finally {
    await client.end();
  }
}
