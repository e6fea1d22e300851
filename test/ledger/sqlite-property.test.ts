/** Any nights at the ledger, however they end: what must be true of it afterwards. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { type Connection, connectInMemory } from '../../src/ledger/sqlite/connection.ts';
import { ledgerOver } from '../../src/ledger/sqlite/open.ts';
import { type Act, anyAct, doAct } from '../support/any-acts.ts';
import { Desk, type LedgerHome } from '../support/ledger-desk.ts';

const sealer = createSealer(Buffer.alloc(32, 5));

class Nights {
  readonly connection: Connection = connectInMemory(sealer, () => ++this.#time, true);
  readonly desk: Desk;
  #time = 1_000_000;
  /** Rows that this run has brought, by what they are. */
  readings = 0;
  skipped = 0;
  accepted: readonly unknown[] = [];

  constructor() {
    let ids = 0;
    const home: LedgerHome = {
      sealer,
      open: async () => ({
        ...ledgerOver(this.connection, { doubtWaitMs: 60_000, newId: () => `batch-${++ids}` }),
        close: async () => undefined,
      }),
      remove: async () => this.connection.close(),
    };
    this.desk = new Desk(home);
  }

  async nextRun(): Promise<void> {
    await this.desk.nextRun();
    this.#begun();
  }

  #begun(): void {
    this.readings = 0;
    this.skipped = 0;
  }

  async act(act: Act): Promise<void> {
    const { begun, admitted = [], blank = 0 } = await doAct(act, this.desk, this.#time);
    if (begun) this.#begun();
    this.skipped += blank + admitted.filter((kind) => kind === 'skipped').length;
    this.readings += admitted.filter((kind) => kind !== 'skipped').length;
  }

  #all(sql: string): unknown[] {
    return this.connection.db.prepare(sql).all();
  }

  async check(): Promise<void> {
    const outcomes = await this.desk.ledger.outcomes();
    const total = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
    expect(total, 'outcomes = readings').toBe(this.readings + this.skipped);
    expect(outcomes.skipped).toBe(this.skipped);

    const rows = await this.desk.rowsForPerson('run');
    // Rows that the newer version of a file lacks are held by this run, which has not read them; of a settled row that
    // is asked about which stands for it.
    const settled =
      this.#all(`SELECT 1 FROM readings JOIN files ON files.id = readings.file JOIN entries ON entries.id = readings.entry
      WHERE readings.kind = 5 AND state IN (4, 5) AND readings.run = files.run AND files.run = (SELECT max(id) FROM runs)`);
    const gone = await this.desk.ledger.countGone();
    const asked = outcomes.invalid + outcomes.held + outcomes.refused + gone - settled.length;
    expect(rows.length, 'each row that needs a person is on the list').toBe(asked);
    const all = await this.desk.rowsForPerson('all');
    for (const row of all) expect(row.cells.join(''), 'and has something on it').not.toBe('');
    const listed = { invalid: 0, held: 0, refused: 0 };
    for (const { outcome } of all) listed[outcome] += 1;
    expect(await this.desk.ledger.countForPerson(), 'the list is as long as is said').toEqual(listed);

    const counts = await this.desk.ledger.count();
    const entries = this.#all('SELECT person, dose FROM entries');
    expect(
      Object.values(counts).reduce((sum, count) => sum + count, 0),
      'each entry has one state',
    ).toBe(entries.length);
    expect(
      this.#all('SELECT person, dose FROM entries GROUP BY person, dose HAVING count(*) > 1'),
      'no key twice',
    ).toEqual([]);
    expect(
      this.#all('SELECT entry FROM readings WHERE entry IS NOT NULL AND entry NOT IN (SELECT id FROM entries)'),
      'no reading of nothing',
    ).toEqual([]);
    expect(this.#all('SELECT line FROM readings WHERE kind < 3 AND entry IS NULL'), 'a record has an entry').toEqual(
      [],
    );
    expect(
      this.#all(`SELECT id FROM entries WHERE state NOT IN (4, 5) AND NOT EXISTS (SELECT 1 FROM readings WHERE entry = entries.id
        AND (file, sheet, line, part) = (entries.file, entries.sheet, entries.line, entries.part))`),
      'somebody speaks for each entry that is sent',
    ).toEqual([]);
    expect(this.#all('SELECT id FROM entries WHERE (state = 3) <> (sealed IS NULL)'), 'a body until accepted').toEqual(
      [],
    );
    expect(
      this.#all(
        'SELECT id FROM batches WHERE (closed IS NULL) <> EXISTS (SELECT 1 FROM entries WHERE batch = batches.id AND state IN (1, 2))',
      ),
      'a batch is open as long as an entry of it is',
    ).toEqual([]);

    // All numbers of these sheets are one digit apart.
    expect(
      this.#all(
        `SELECT a.id, b.id FROM entries a JOIN entries b ON a.namesake = b.namesake AND a.person <> b.person WHERE a.state < 4 AND b.state < 4
         AND NOT EXISTS (SELECT 1 FROM neighbours WHERE person = a.person AND other = b.person AND kept IS NOT NULL)`,
      ),
      'namesakes under near numbers are sent only when somebody has said that they are two',
    ).toEqual([]);

    const accepted = this.#all('SELECT id, person, dose, who, what, receipt FROM entries WHERE state = 3 ORDER BY id');
    expect(accepted, 'what was accepted stays as it was').toEqual(expect.arrayContaining([...this.accepted]));
    this.accepted = accepted;
  }
}

describe('whatever happens at the ledger', () => {
  it('every row is accounted for, nothing is doubled, nothing accepted changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { maxLength: 14 }), async (acts) => {
        const nights = new Nights();
        try {
          await nights.nextRun();
          for (const act of acts) {
            await nights.act(act);
            await nights.check();
          }
        } finally {
          nights.connection.close();
        }
      }),
      { numRuns: 300, interruptAfterTimeLimit: 9_000, markInterruptAsFailure: false },
    );
  });
});
