/** What correction sheets are called when nobody says it. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stemOf } from '../inbox/names.ts';
import type { FileIdentity } from '../ledger/intake-side.ts';
import { stamp } from '../text/numbers.ts';
import { stampOf } from '../workbook/stamp.ts';

/**
 * A name that is not taken: a clerk may be at work in the sheet of this morning. Its day (`now` is in epoch
 * milliseconds) is the one that the log says.
 */
export function freePathFor({ name }: FileIdentity, folder: string, now: number, timeZone: string | undefined): string {
  const [day = ''] = stamp(now, timeZone).split(' ');
  const stem = `perbaikan-${stemOf(name)}-${day}`;
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? `${stem}.xlsx` : `${stem}-${n}.xlsx`);
    if (!existsSync(path)) return path;
  }
}

/**
 * The correction sheet of this file in this folder that is made of the same, and that nobody has touched; undefined
 * where there is none, and where the folder cannot be looked at: one sheet too many is no harm.
 */
export async function equalSheet({ name }: FileIdentity, folder: string, made: string): Promise<string | undefined> {
  const begin = `perbaikan-${stemOf(name)}-`;
  const there = await readdir(folder).catch(() => []);
  const names = there.filter((each) => each.startsWith(begin) && each.endsWith('.xlsx'));
  for (const each of names.toSorted()) if ((await stampOf(join(folder, each))) === made) return join(folder, each);
  return undefined;
}
