/** How many records and rows each facility has. */
import type { SiteCounts } from '../history-side.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, stateOf } from './entry-rows.ts';
import { COPIES_OF_HELD } from './for-person.ts';
import { siteNames } from './sites.ts';

type Counts = { -readonly [Key in keyof SiteCounts]: SiteCounts[Key] };

/** Entries that are counted at once: SQLite sorts what it groups, and of a million rows it takes 40 MB. */
const COUNTED_AT_ONCE = 50_000;

/** What a group of entries or rows of one facility (by number) is counted as. */
export interface SiteGroup {
  readonly site: unknown;
  readonly as: Exclude<keyof SiteCounts, 'name'>;
  readonly n: number;
}

export function countBySite(connection: Connection): readonly SiteCounts[] {
  return addSites(siteNames(connection), groupsOf(connection));
}

/** Adds the groups up by the facilities of these names; all others are one without a name. */
export function addSites(names: ReadonlyMap<number, string>, groups: Iterable<SiteGroup>): readonly SiteCounts[] {
  const counts = new Map<number | null, Counts>();
  const of = (site: unknown): Counts => {
    const number = typeof site === 'number' && names.has(site) ? site : null;
    let found = counts.get(number);
    if (!found) {
      const name = number === null ? undefined : names.get(number);
      found = {
        ...(name === undefined ? {} : { name }),
        accepted: 0,
        waiting: 0,
        inDoubt: 0,
        refused: 0,
        invalid: 0,
        held: 0,
      };
      counts.set(number, found);
    }
    return found;
  };
  for (const { site, as, n } of groups) of(site)[as] += n;
  return Array.from(counts.values()).toSorted(byName);
}

function* groupsOf({ db }: Connection): Iterable<SiteGroup> {
  const last = Number((db.prepare('SELECT coalesce(max(id), 0) AS id FROM entries').get() as Row)['id']);
  const some = db.prepare(
    'SELECT site, state, count(*) AS n FROM entries WHERE id BETWEEN ? AND ? GROUP BY site, state',
  );
  for (let from = 1; from <= last; from += COUNTED_AT_ONCE)
    for (const { site, state, n } of some.iterate(from, from + COUNTED_AT_ONCE - 1) as Iterable<Row>)
      yield groupOfEntries({ site, state, n } as Row);
  const aside = db.prepare(
    `SELECT site, kind, count(*) AS n FROM readings INDEXED BY readings_aside
     WHERE readings.kind IN (${KIND.held}, ${KIND.invalid}) GROUP BY site, kind`,
  );
  for (const { site, kind, n } of aside.iterate() as Iterable<Row>)
    yield { site, as: kind === KIND.invalid ? 'invalid' : 'held', n: Number(n) };
  const copies = db.prepare(`SELECT entries.site, count(*) AS n ${COPIES_OF_HELD} GROUP BY 1`);
  for (const { site, n } of copies.iterate() as Iterable<Row>) yield { site, as: 'held', n: Number(n) };
}

/** Over a row of `SELECT site, state, count(*) AS n FROM entries`. */
export function groupOfEntries({ site, state, n }: Row): SiteGroup {
  return { site, as: COUNTED[stateOf(state)], n: Number(n) };
}

const COUNTED = {
  pending: 'waiting',
  sending: 'waiting',
  'in-doubt': 'inDoubt',
  accepted: 'accepted',
  refused: 'refused',
  held: 'held',
} as const;

function byName(a: SiteCounts, b: SiteCounts): number {
  if (a.name === undefined || b.name === undefined) return Number(a.name === undefined) - Number(b.name === undefined);
  return a.name.localeCompare(b.name, 'id');
}
