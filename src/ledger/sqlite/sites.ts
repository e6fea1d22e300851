/**
 * Facilities that rows name, by number: so that reports can count by facility what has long been erased otherwise. A
 * name comes from a cell, so it is sealed; one that may be more than a facility's is not kept at all.
 */
import type { Connection, Row } from './connection.ts';
import { genuine } from './signed-tables.ts';

const OWNER: Uint8Array = Buffer.from('site');
/** A column of anything else has no end of names. */
const MOST_SITES = 5_000;
const LONGEST = 80;

export interface Sites {
  /** Its number; null where no name is given, or none that is kept. Must run in a transaction. */
  numberOf(name: string | undefined): number | null;
  /** Whether `numberOf` would look into the ledger, or write there. */
  mayBeNew(name: string | undefined): boolean;
  /** After a transaction was taken back. */
  forget(): void;
}

export function sitesIn({ db, sealer, numbers }: Connection): Sites {
  const find = db.prepare('SELECT id FROM sites WHERE known = ?');
  const count = db.prepare('SELECT count(*) AS n FROM sites');
  const add = db.prepare('INSERT INTO sites (id, known, sealed) VALUES (?, ?, ?)');
  const known = new Map<string, number | null>();

  function numberIn(name: string): number | null {
    if (!mayBeKept(name)) return null;
    const mark = sealer.fingerprint(`site ${name.toLowerCase()}`);
    const row = find.get(mark) as Row | undefined;
    if (row) return Number(row['id']);
    if (Number((count.get() as Row)['n']) >= MOST_SITES) return null;
    const id = numbers.next('sites');
    add.run(id, mark, sealer.seal(name, OWNER));
    return id;
  }

  return {
    numberOf(name) {
      if (name === undefined || name === '') return null;
      let number = known.get(name);
      if (number === undefined) {
        // A column of remarks, or of people, must not fill the memory.
        if (known.size >= MOST_SITES) return null;
        number = numberIn(name);
        known.set(name, number);
      }
      return number;
    },
    mayBeNew: (name) => name !== undefined && name !== '' && known.size < MOST_SITES && !known.has(name),
    forget: () => known.clear(),
  };
}

/** A number of a person or a telephone has so many digits; no facility's name does. */
function mayBeKept(name: string): boolean {
  return name.length <= LONGEST && !/\d[\d .-]{5,}\d|@/.test(name);
}

/** All names by number. @throws RunError LEDGER_CHANGED */
export function siteNames({ db, sealer }: Connection): ReadonlyMap<number, string> {
  const rows = db.prepare(`SELECT id, sealed, ${genuine('sites')} FROM sites`).all() as Row[];
  return new Map(rows.map(({ id, sealed }) => [Number(id), sealer.open(sealed as Uint8Array, OWNER).toString()]));
}
