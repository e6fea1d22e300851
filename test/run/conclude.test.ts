/** The end of a run whose ledger has gone over to another one. */
import { expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import type { RunEvent } from '../../src/events.ts';
import { EXIT } from '../../src/exit-codes.ts';
import { newTally } from '../../src/intake/take-in-file.ts';
import { conclude } from '../../src/run/conclude.ts';
import type { Run } from '../../src/run/run.ts';

it.each([true, false])(
  'asks nothing of a ledger that another run has taken over, and does not find that it does not add up (json: %s)',
  async (json) => {
    const said: RunEvent[] = [];
    // Whoever asked it anything would fail here.
    const run = {
      command: 'import',
      setup: { json, reporter: { report: (event: RunEvent) => said.push(event) } },
      context: { clock: { now: () => 5_000 } },
      ledger: {},
      target: {},
      started: 4_000,
    } as unknown as Run;
    const sent = new RunError('LEDGER_BUSY', { path: 'ledger.db' });
    const exitCode = await conclude(run, {
      tally: { ...newTally(), readings: 12 },
      failures: [],
      unread: [],
      sent,
      rows: false,
    });
    expect(exitCode).toBe(EXIT.busy);
    expect(said).toEqual(json ? [expect.objectContaining({ event: 'summary', exitCode: EXIT.busy, ms: 1_000 })] : []);
  },
);
