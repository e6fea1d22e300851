/** What only its key shows of a ledger in PostgreSQL, for `doctor` (health.ts has the rest): nothing is written. */
import { RunError } from '../../errors.ts';
import type { LedgerHealth } from '../health.ts';
import type { Connection, Row } from '../sqlite/connection.ts';
import { PATIENCE_MS, UNLISTED } from '../sqlite/health.ts';
import { genuine, SIGNED_TABLES, type SignedTable } from '../sqlite/signed-tables.ts';
import { runsAtWork } from './alive.ts';
import type { Desk } from './desk.ts';
import { type LookingOptions, openDeskForLooking } from './open-looking.ts';
import { countOf, FROM_ASIDE } from './report-counts.ts';

type Sides = { readonly connection: Connection };

const AT_ONCE = 2_000;

/** Never throws what is wrong with rows: it is part of what is found. The database is closed afterwards. */
export async function lookOverPostgres(
  options: LookingOptions,
): Promise<Pick<LedgerHealth, 'genuine' | 'run' | 'unlistedRows'>> {
  const desk = await openDeskForLooking(options, (connection) => ({ connection }));
  try {
    return { genuine: await lookGenuine(desk).catch(asFound), ...(await pastOf(desk)) };
  } finally {
    await desk.database.close();
  }
}

/** @throws what is no known error: a bug. */
function asFound(error: unknown): RunError {
  if (error instanceof RunError) return error;
  throw error;
}

/** Every signed row, as far as patience goes; those of people first. */
async function lookGenuine(desk: Desk<Sides>): Promise<{ readonly looked: number; readonly all: number }> {
  const until = performance.now() + PATIENCE_MS;
  let looked = 0;
  let all = 0;
  for (const table of SIGNED_TABLES) {
    all += await desk.ask((tx) => countOf(tx, `SELECT count(*) AS n FROM ${table.name}`));
    for (let last: Row | undefined, isOver = false; !isOver && performance.now() < until; ) {
      const page = await lookAtPage(desk, table, last);
      looked += page.length;
      last = page.at(-1);
      isOver = page.length < AT_ONCE;
    }
  }
  return { looked, all };
}

/** @throws RunError LEDGER_CHANGED */
async function lookAtPage(
  desk: Desk<Sides>,
  { name, key }: SignedTable & { readonly name: (typeof SIGNED_TABLES)[number]['name'] },
  last: Row | undefined,
): Promise<readonly Row[]> {
  const places = key.map((_, index) => `$${index + 1}`).join(', ');
  const behind = last ? `(${key.join(', ')}) > (${places})` : 'true';
  let page: readonly Row[] = [];
  await desk.look(
    async (load) => {
      const values = last ? key.map((column) => last[column]) : [];
      page = await load.rows(name, `${behind} ORDER BY ${key.join(', ')} LIMIT ${AT_ONCE}`, values);
    },
    async ({ connection: { db } }) => db.prepare(`SELECT ${genuine(name)} FROM ${name}`).all(),
  );
  return page;
}

function pastOf(desk: Desk<Sides>): Promise<Pick<LedgerHealth, 'run' | 'unlistedRows'>> {
  return desk.ask(async (tx) => {
    const [last] = await tx.query('SELECT started, ended FROM runs ORDER BY id DESC LIMIT 1');
    const isAtWork = (await runsAtWork(tx)).length > 0;
    const how = isAtWork ? 'at-work' : last?.['ended'] === null ? 'killed' : 'ended';
    const unlisted = UNLISTED.map((code) => `strpos(' ' || problems, ' ${code}:') > 0`).join(' OR ');
    return {
      ...(last ? { run: { started: Number(last['started']), how } as const } : {}),
      unlistedRows: await countOf(tx, `SELECT count(*) AS n ${FROM_ASIDE} AND (${unlisted})`),
    };
  });
}
