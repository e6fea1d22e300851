/** An answer of the server comes while another computer takes in a file that holds the same people. */
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { at, Desk, digestOf, dose, HEADINGS, LAYOUT, prepareLine } from '../../support/ledger-desk.ts';
import { hasPostgres, startPostgres } from '../../support/postgres.ts';
import { postgresHome } from '../../support/postgres-home.ts';

describe.skipIf(!hasPostgres())('a file that is being taken in', () => {
  it('keeps answers for its people waiting until its end, and no lease', { timeout: 60_000 }, async () => {
    await using postgres = await startPostgres();
    const home = await postgresHome(postgres);
    const desk = new Desk(home);
    try {
      await desk.nextRun();
      const sheet = [at(5, dose())];
      await desk.import('first.csv', sheet);
      const batch = await desk.claim();
      if (!batch) throw new Error('nothing was claimed');
      const other = await desk.worker();
      const { id } = await other.openFile({ name: 'second.csv', digest: digestOf(sheet, 'NOV') });
      const place = { name: 'NOV', headerLine: 4, headings: HEADINGS, layout: LAYOUT };
      const sheetId = await other.openSheet(id, place);
      await other.admit(
        sheetId,
        sheet.map((line) => prepareLine(line, home.sealer)),
      );
      let isSettled = false;
      const settled = desk
        .settle(batch, () => ({ kind: 'accepted', receipt: 'r' }))
        .then(() => {
          isSettled = true;
        });
      await desk.ledger.renew(desk.time);
      // Much longer than it takes where nobody is in the way.
      await wait(500);
      expect(isSettled).toBe(false);
      await other.closeFile(id, 0);
      await settled;
      expect(await desk.states()).toEqual({ accepted: 1 });
    } finally {
      await desk.leave();
      await home.remove();
    }
  });
});
