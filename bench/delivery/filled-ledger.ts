/** A ledger with invented records in it, through the same door as those of a sheet. */
import { dirname, join } from 'node:path';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { type PreparedReading, prepare } from '../../src/ledger/sealed/prepare.ts';
import { createSealer } from '../../src/ledger/sealed/seal.ts';
import { openLedger } from '../../src/ledger/sqlite/open.ts';
import { inventRecords } from './load.ts';

const AT_ONCE = 4_000;

/** Opens a new ledger at `path` with `rows` records waiting in it, of people of this `crowd` (load.ts). */
export async function filledLedger(
  path: string,
  rows: number,
  target: string,
  crowd?: number,
): Promise<{ ledger: Ledger; close(): Promise<void> }> {
  const keyFile = join(dirname(path), 'ledger.key');
  const opened = await openLedger({ path, keyFile, doubtWaitMs: 60_000, lookBack: true, now: Date.now, target });
  const sealer = createSealer(opened.secret);
  const ledger = await opened.beginRun('import', Date.now());
  const { id } = await ledger.openFile({ name: 'invented.csv', digest: Buffer.alloc(32, 1) });
  const sheet = await ledger.openSheet(id, {
    name: '',
    headerLine: 1,
    headings: [],
    layout: { columns: {}, doses: [{ columns: {} }], defaults: {} },
  });
  let waiting: PreparedReading[] = [];
  let line = 1;
  for (const record of inventRecords(rows, crowd)) {
    line += 1;
    waiting.push(prepare({ line, group: 1, kind: 'valid', record, problems: [], cells: () => [] }, sealer));
    if (waiting.length === AT_ONCE) {
      await ledger.admit(sheet, waiting);
      waiting = [];
    }
  }
  await ledger.admit(sheet, waiting);
  await ledger.closeFile(id, 0);
  return { ledger, close: opened.close };
}
