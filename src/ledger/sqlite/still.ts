/**
 * Reading a ledger that nobody writes so that not even SQLite's own files are made beside it: whoever opens one for
 * reading makes a journal and a shared memory (sqlite.org/wal.html, 5), which a mere look should not leave behind.
 */
import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { placeOf } from './place.ts';

/**
 * What `look` finds, given an address of the ledger. Where a journal shows that a run has it open, or was killed, it is
 * opened like any ledger; also where a run has come to write it while it was looked at, for then what was read may be
 * of two moments.
 */
export async function whileStill<T>(path: string, look: (from: string | URL) => Promise<T>): Promise<T> {
  const place = placeOf(path);
  const before = traceOf(place);
  if (before === undefined) return look(path);
  const address = pathToFileURL(place);
  address.search = '?immutable=1';
  const found = await look(address);
  return traceOf(place) === before ? found : look(path);
}

/** Changes when anybody writes it; undefined where there is a journal, or no ledger, or none that we may look at. */
function traceOf(place: string): string | undefined {
  if (existsSync(`${place}-wal`)) return undefined;
  try {
    const stats = statSync(place, { bigint: true });
    return `${stats.ino} ${stats.size} ${stats.mtimeNs}`;
  } catch {
    // Whoever opens it says why.
    return undefined;
  }
}
