/** A real FHIR server that is killed in the middle of a run, and comes back on its own disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { events, expectDiscreet } from '../cli/clerk.ts';
import { clerkAt, newPeople, unless } from './bureau.ts';
import { startHapi, whyNoHapi } from './hapi.ts';
import { counted } from './store.ts';

const why = process.env['FHIR_BASE'] === undefined ? whyNoHapi() : 'FHIR_BASE is not ours to kill';
const PEOPLE = 200;

describe.skipIf(why !== undefined)(`a server that is killed${unless(why)}`, () => {
  it('and has lost what it acknowledged last: the run goes on when it is back, and each is there once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hapi-'));
    // It says yes and writes it down seconds later; half a second is H2's own way.
    const db = `jdbc:h2:file:${folder}/fhir;WRITE_DELAY=10000`;
    let server = await startHapi({ db });
    try {
      const rows = newPeople(PEOPLE, 3);
      const niks = rows.map(({ nik }) => nik);
      const clerk = clerkAt(server.url, rows, { delivery: ', batchSize: 10, lookBack: 5m' });
      const running = clerk.starts('import', 'senin.csv', '--json');
      const acknowledged = (): number =>
        events(running.said.out.slice(0, running.said.out.lastIndexOf('\n') + 1))
          .filter(({ event }) => event === 'batch')
          .reduce((sum, { accepted }) => sum + Number(accepted), 0);
      await expect.poll(acknowledged, { interval: 20, timeout: 60_000 }).toBeGreaterThan(40);
      await server.kill();
      await running.says(/"state":"down"/);
      server = await startHapi({ db, port: server.port });
      const ended = await running.ended();
      expect(ended.exitCode).toBe(0);
      expectDiscreet(ended, rows);
      expect(await counted(server.url, niks)).toEqual({ people: PEOPLE, doses: PEOPLE });
      // It did lose some of them, and they were sent twice.
      expect(acknowledged()).toBeGreaterThan(PEOPLE);
    } finally {
      await server.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 400_000);
});
