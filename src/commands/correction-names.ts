/** What correction sheets are called when nobody says it. */
import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { FileIdentity } from '../ledger/ledger.ts';
import { stamp } from '../text/numbers.ts';
import type { Context } from './context.ts';

/** The name without its ending; of a correction sheet the name of the file that it corrects. */
function stemOf(file: string): string {
  const stem = basename(file, extname(file));
  return /^perbaikan-(.+)-\d{4}-\d\d-\d\d(?:-\d+)?$/.exec(stem)?.[1] ?? stem;
}

/** A name that is not taken: a clerk may be at work in the sheet of this morning. Its day is the one that the log says, by the clock of the machine. */
export function freePathFor({ name }: FileIdentity, folder: string, { clock, env }: Context): string {
  const [day = ''] = stamp(clock.now(), env['TZ']).split(' ');
  const stem = `perbaikan-${stemOf(name)}-${day}`;
  for (let n = 1; ; n++) {
    const path = join(folder, n === 1 ? `${stem}.xlsx` : `${stem}-${n}.xlsx`);
    if (!existsSync(path)) return path;
  }
}
