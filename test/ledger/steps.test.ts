/** Ledgers that an earlier version of the program has left. */
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { STEPS, takeSteps } from '../../src/ledger/sqlite/steps.ts';

/** A ledger as it was before the first step that says `mark`. */
function before(mark: string): DatabaseSync {
  const version = STEPS.findIndex((step) => step.includes(mark));
  expect(version).toBeGreaterThan(0);
  const db = new DatabaseSync(':memory:');
  for (const step of STEPS.slice(0, version)) db.exec(step);
  db.exec(`PRAGMA application_id = ${0x56617855}; PRAGMA user_version = ${version}`);
  return db;
}

it('a batch that is open, and of whose bytes there is no fingerprint, is settled by questions; its frozen bytes are gone', () => {
  const db = before('ADD COLUMN request');
  db.exec(`
    INSERT INTO batches (uuid, entries, first_sent, last_sent, ask_at, sealed) VALUES ('in doubt', 2, 1, 1, 2, zeroblob(9000));
    INSERT INTO batches (uuid, entries, first_sent, last_sent, closed) VALUES ('done', 2, 1, 1, 3);
  `);
  takeSteps(db, 'old');
  const batches = db.prepare('SELECT * FROM batches ORDER BY id').all();
  expect(batches).toMatchObject([
    { uuid: 'in doubt', whole: 0, request: null, ask_at: 2 },
    { uuid: 'done', whole: 1, request: null, closed: 3 },
  ]);
  expect(Object.keys(batches[0] ?? {})).not.toContain('sealed');
  db.close();
});
