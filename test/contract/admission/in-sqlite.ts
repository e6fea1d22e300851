/** The store of `import`. */
import { expect } from 'vitest';
import { createSealer } from '../../../src/ledger/sealed/seal.ts';
import { connectInMemory } from '../../../src/ledger/sqlite/connection.ts';
import { ledgerOver } from '../../../src/ledger/sqlite/open.ts';
import { Desk } from '../../support/ledger-desk.ts';
import { type Bring, said } from './files.ts';
import { counted } from './two-rows.ts';

const sealer = createSealer(Buffer.alloc(32, 5));

export const bringToSqlite: Bring = async (files) => {
  const connection = connectInMemory(sealer, () => 1);
  try {
    const desk = new Desk({
      sealer,
      open: async () => ledgerOver(connection, { doubtWaitMs: 1 }),
      remove: async () => undefined,
    });
    await desk.nextRun();
    const atTheDoor: string[] = [];
    for (const [index, { sheet, refused }] of files.entries()) {
      const file = await desk.begin(String(index), sheet);
      atTheDoor.push(...file.admissions.map(said));
      if (refused) await desk.ledger.abandonFile(file.id, 'refused');
      else await desk.ledger.closeFile(file.id, 3);
    }
    const rows: string[] = [];
    for await (const { file, line, outcome } of desk.ledger.readings()) rows.push(`${file}.${line} ${outcome}`);
    // What the summary says of two rows, and what the rows of the correction sheet say.
    const forPerson = await desk.rowsForPerson('run');
    expect(await desk.ledger.countAboutOthers()).toEqual(counted(forPerson.flatMap(({ problems }) => problems)));
    return { outcomes: await desk.ledger.outcomes(), rows, atTheDoor };
  } finally {
    connection.close();
  }
};
