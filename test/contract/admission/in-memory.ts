/** The store of `check`. */
import { expect } from 'vitest';
import { listRows } from '../../../src/intake/row-list.ts';
import type { TakenReading } from '../../../src/ledger/sealed/prepare.ts';
import { LAYOUT, type Sheet } from '../../support/ledger-desk.ts';
import { type Bring, said } from './files.ts';
import { counted } from './two-rows.ts';

export const bringToMemory: Bring = async (files) => {
  const list = listRows();
  const { ledger } = list;
  const atTheDoor: string[] = [];
  for (const [index, { sheet, refused }] of files.entries()) {
    const { id } = await list.openFile({ name: String(index), digest: new Uint8Array(32) });
    const sheetId = await list.openSheet(id, { name: '', headerLine: 4, headings: [], layout: LAYOUT });
    atTheDoor.push(...(await list.admit(sheetId, sheet.map(taken))).map(said));
    if (refused) await list.abandonFile(id, 'refused');
    else await list.closeFile(id, 3);
  }
  const rows = Array.from(list.events(), ({ file, line, outcome }) => `${file}.${line} ${outcome}`);
  // What the summary says of two rows, and what the rows of the correction sheet say.
  const readings = files.filter((file) => !file.refused).flatMap(({ sheet }) => sheet.map(taken));
  expect(ledger.aboutOthers()).toEqual(counted(readings.flatMap((reading) => ledger.holdsOf(reading))));
  return { outcomes: ledger.outcomes(), rows, atTheDoor };
};

function taken({ line, group = 1, record, wrong, origin }: Sheet[number]): TakenReading {
  const kind = record ? 'valid' : wrong ? 'invalid' : 'skipped';
  const from = origin ? { origin: { ...origin, cells: [] } } : {};
  return { line, group, kind, ...(record ? { record } : {}), ...from, problems: [], cells: () => wrong ?? [] };
}
