/**
 * `--log FILE`: what would be printed is added to a file instead, for cron and the Task Scheduler. The file does not
 * grow for ever: when it is full it becomes FILE.1, and what was FILE.1 becomes FILE.2.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Writable } from 'node:stream';
import { systemCode } from '../errors.ts';

/** Some months of nights. */
const FULL_BYTES = 5_000_000;
const OLD_ONES = 4;

/** `lost`: called once, where the file cannot be written; what follows, and what was to be written, goes to `instead`. */
export function textLog(path: string, lost: (code: string) => void, instead: NodeJS.WritableStream): Writable {
  let isLost = false;
  return new Writable({
    decodeStrings: false,
    write(text: string | Buffer, _encoding, done) {
      if (!isLost)
        try {
          addToLog(path, text);
          return done();
        } catch (error) {
          isLost = true;
          lost(systemCode(error) ?? '');
        }
      instead.write(text);
      done();
    },
  });
}

/** Readable by its owner alone, in a folder that is made if need be. Throws what the system says. */
export function addToLog(path: string, text: string | Buffer): void {
  if (sizeOf(path) >= FULL_BYTES) rotate(path);
  try {
    appendFileSync(path, text, { mode: 0o600 });
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    appendFileSync(path, text, { mode: 0o600 });
  }
}

function sizeOf(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() ? stats.size : 0;
}

/** The oldest is written over. One that is not there, or that Windows holds, is left for the next time. */
function rotate(path: string): void {
  for (let number = OLD_ONES - 1; number >= 0; number--)
    try {
      renameSync(number === 0 ? path : `${path}.${number}`, `${path}.${number + 1}`);
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
    }
}
