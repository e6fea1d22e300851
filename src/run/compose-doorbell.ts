/** The composition root of whoever rests: how it is told that something waits. */
import type { Doorbell } from '../ledger/doorbell-side.ts';
import { wireReports } from './compose.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';
import { waiting } from './waiting.ts';

/** A file rings nobody; whoever rests looks into it now and then, and holds no lock meanwhile. */
export async function wireDoorbell(setup: Setup, context: Context): Promise<Doorbell> {
  const { state } = setup.config.options;
  if (state.kind === 'database') {
    const { doorbellInPostgres } = await import('./compose-postgres.ts');
    return doorbellInPostgres(setup, context);
  }
  return {
    async waiting() {
      const reports = await wireReports(setup, context);
      try {
        return await waiting(reports);
      } finally {
        await reports.close();
      }
    },
    rung: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) resolve();
        else signal.addEventListener('abort', () => resolve(), { once: true });
      }),
    close: async () => undefined,
  };
}
