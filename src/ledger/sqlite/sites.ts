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
  /** After a transaction was taken back. */
  forget(): void;
}

export function sitesIn({ db, sealer }: Connection): Sites {
  const find = db.prepare('SELECT id FROM sites WHERE known = ?');
  const count = db.prepare('SELECT count(*) AS n FROM sites');
  const add = db.prepare('INSERT INTO sites (known, sealed) VALUES (?, ?) RETURNING id');
  const numbers = new Map<string, number | null>();

  function numberIn(name: string): number | null {
    if (!mayBeKept(name)) return null;
    const known = sealer.fingerprint(`site ${name.toLowerCase()}`);
    const row = find.get(known) as Row | undefined;
    if (row) return Number(row['id']);
    if (Number((count.get() as Row)['n']) >= MOST_SITES) return null;
    return Number((add.get(known, sealer.seal(name, OWNER)) as Row)['id']);
  }

  return {
    numberOf(name) {
      if (name === undefined || name === '') return null;
      let number = numbers.get(name);
      if (number === undefined) {
        // A column of remarks, or of people, must not fill the memory.
        if (numbers.size >= MOST_SITES) return null;
        number = numberIn(name);
        numbers.set(name, number);
      }
      return number;
    },
    forget: () => numbers.clear(),
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
