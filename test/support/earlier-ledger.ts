/** Ledgers as earlier versions of the program have left them. */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { type Slot, unwrapWith } from '../../src/ledger/sealed/outer-key.ts';
import { createSealer, type Sealer } from '../../src/ledger/sealed/seal.ts';
import { STEPS } from '../../src/ledger/sqlite/steps.ts';

/** The sealer of a ledger whose key is in a file. */
export function sealerOf(db: DatabaseSync, keyFile: string): Sealer {
  const kept = db.prepare("SELECT value FROM meta WHERE name = 'key-slots'").get();
  return sealerFrom(kept?.['value'], keyFile);
}

/** `kept`: its fact `key-slots`, as it stands in the ledger. */
export function sealerFrom(kept: unknown, keyFile: string): Sealer {
  const key = readFileSync(keyFile);
  const slots = JSON.parse(String(kept ?? '[]')) as Slot[];
  return createSealer(slots.map((slot) => unwrapWith(key, slot)).find((secret) => secret) ?? key);
}

/** Makes of a ledger what it was when it had taken so many steps. What they add is taken away. */
export function takeBackSteps(db: DatabaseSync, version: number): void {
  const since = STEPS.slice(version).join('');
  for (const [, table] of since.matchAll(/CREATE TABLE (\w+)/g)) db.exec(`DROP TABLE ${table}`);
  for (const [, table, column] of since.matchAll(/ALTER TABLE (\w+) ADD COLUMN (\w+)/g))
    db.exec(`ALTER TABLE ${table} DROP COLUMN ${column}`);
  db.exec(`PRAGMA user_version = ${version}`);
}

/**
 * Makes of a ledger what it was before its rows were signed; nobody has it open. `proof`: with what proved its secret
 * then, which nobody can write without the key; otherwise as somebody else would do it.
 */
export function unsign(path: string, keyFile: string, proof = true): void {
  const db = new DatabaseSync(path);
  const check = Buffer.from(sealerOf(db, keyFile).seal('vax-upload', Buffer.from('key check'))).toString('base64');
  const version = STEPS.findIndex((step) => step.includes('ADD COLUMN mac'));
  takeBackSteps(db, version);
  db.exec("DELETE FROM meta WHERE name = 'tally'");
  if (proof) db.prepare("UPDATE meta SET value = ? WHERE name = 'key-check'").run(check);
  db.close();
}
