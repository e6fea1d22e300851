/** What a person wants sent again, some entries at a time. */
import type { RetryingLedger, ToRetry } from '../deciding-side.ts';
import type { Row } from '../sqlite/connection.ts';
import { STATE } from '../sqlite/entry-rows.ts';
import { originsOf } from '../sqlite/retry.ts';
import type { Desk } from './desk.ts';
import { ring } from './doorbell.ts';
import { loadFilesMeant, numbersIn, readingsOfLine } from './needs/lives.ts';
import { lastDeed, takeTurn } from './needs/locks.ts';
import { readingsAt } from './needs/surroundings.ts';
import type { RunSides } from './sides.ts';
import type { Loader } from './working-copy.ts';

const AT_ONCE = 2_000;
const REFUSED = `state <> 3 AND state = ${STATE.refused} AND id > $1`;
/** Entries of these files ($2), or with a row that corrects one of theirs ($3, $4). */
const OF_FILES = `(file = ANY($2::bigint[])
  OR id IN (SELECT entry FROM readings WHERE entry IS NOT NULL AND origin >= $3 AND origin < $4))`;

export function retryingLedger(desk: Desk<RunSides>, run: number): RetryingLedger {
  return {
    retry: (which) =>
      desk.inOne(async (piece, tx) => {
        await takeTurn({ tx });
        await ring(tx);
        let entries = 0;
        let page: readonly Row[] = [];
        let last = 0;
        do {
          const again = await piece(
            async (load) => {
              page = await loadPage(load, which, run, last);
            },
            async ({ retrying }) => {
              const found = retrying.found(which);
              retrying.again(new Set(found));
              return found && new Set(found).size;
            },
          );
          if (again === undefined) return { kind: 'unknown' };
          entries += again;
          last = Number(page.at(-1)?.['id'] ?? 0);
        } while (page.length === AT_ONCE);
        await piece(lastDeed, async ({ retrying }) => retrying.note(which, entries));
        return { kind: 'retried', entries };
      }),
  };
}

/** Refused entries behind `last` that may be meant, with the rows that say whether they are. */
async function loadPage(load: Loader, which: ToRetry, run: number, last: number): Promise<readonly Row[]> {
  const page = async (more: string, ...values: unknown[]): Promise<readonly Row[]> => {
    const entries = await load.rows('entries', `${REFUSED}${more} ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`, [
      last,
      ...values,
    ]);
    const places = entries.map(({ file, sheet, line, part }) => [file, sheet, line, part].map(Number));
    await readingsAt(load, places as [number, number, number, number][]);
    return entries;
  };
  if (which.kind === 'all') return page('');
  if (which.kind === 'run') return page(' AND run = $2', run);
  const files = await loadFilesMeant(load, which.file);
  await load.rows('sheets', 'file = ANY($1::bigint[])', [numbersIn(files, 'id')]);
  if (which.line !== undefined) await readingsOfLine(load, files, which.line);
  const entries = await page(` AND ${OF_FILES}`, numbersIn(files, 'id'), ...originsOf(which.file));
  await load.rows('readings', 'entry = ANY($1::bigint[])', [numbersIn(entries, 'id')]);
  return entries;
}
