/** What an earlier version left: it is brought up to date, and what it did not know is compared with nobody. */
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { type Connection, connectInMemory } from '../../src/ledger/sqlite/connection.ts';
import { ledgerOver } from '../../src/ledger/sqlite/open.ts';
import { STEPS, takeSteps } from '../../src/ledger/sqlite/steps.ts';
import { at, Desk, dose } from '../support/ledger-desk.ts';

/** The step that brought the fingerprint of namesakes. */
const NAMESAKES = STEPS.findIndex((step) => step.includes('namesake'));
const sealer = createSealer(Buffer.alloc(32, 5));
const A = dose();
const NEAR = dose({ nik: '3324011203909871' }, { number: 2 });

it('takes the step with entries in the table', () => {
  const db = new DatabaseSync(':memory:');
  for (const step of STEPS.slice(0, NAMESAKES)) db.exec(step);
  db.exec(`PRAGMA application_id = 0x56617855; PRAGMA user_version = ${NAMESAKES};
    INSERT INTO entries (person, dose, state, who, what, born, run, file, sheet, line, part) VALUES (x'01', 1, 3, x'02', x'03', 1, 1, 1, 1, 5, 1)`);
  takeSteps(db, 'old');
  expect(db.prepare('SELECT person, namesake FROM entries').all()).toEqual([
    { person: Uint8Array.of(1), namesake: null },
  ]);
  expect(db.prepare('SELECT count(*) AS n FROM neighbours').get()).toEqual({ n: 0 });
});

it('meets nobody with an entry of before, but with what a correction has brought since', async () => {
  const connection: Connection = connectInMemory(sealer, () => 1);
  const desk = new Desk({
    sealer,
    open: async () => ({ ...ledgerOver(connection, { doubtWaitMs: 1 }), close: async () => undefined }),
    remove: async () => undefined,
  });
  await desk.nextRun();
  await desk.import('kendal.xlsx', [at(5, A)]);
  connection.db.exec('UPDATE entries SET namesake = NULL');
  await desk.nextRun();
  expect(await desk.import('b.xlsx', [at(9, NEAR)])).toEqual(['fresh']);
  // In its place with a phone number: the entry takes the new content, and with it the fingerprint.
  expect(await desk.import('kendal.xlsx', [at(5, dose({ phone: '+6281234567890' }))])).toEqual(['held']);
  expect(await desk.states()).toEqual({ held: 2 });
  connection.close();
});
