/** Where the row of a reading may stand in older files. */
import { basename } from 'node:path';
import type { OriginalRow } from '../../record/record.ts';
import type { Meant } from '../rules/older-rows.ts';
import type { PreparedReading } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { writeOriginal } from './entry-rows.ts';
import type { Place } from './places.ts';

/** A row of one of our sheets, by numbers of the ledger. */
export interface RowMeant extends Meant {
  readonly file: number;
  readonly sheet: number;
  readonly line: number;
}

/** One of our sheets; `named` as in `Meant`. */
interface SheetMeant extends Pick<Meant, 'named'> {
  readonly file: number;
  readonly sheet: number;
}

export interface OldPlaces {
  /** Before a file. */
  begin(): void;
  /** In its own place, in its original, and in other corrections of that. */
  of(place: Place, reading: PreparedReading): readonly RowMeant[];
  /** Whether a sheet is the one of this name in another version of the file. */
  isOfVersion(place: Place, sheet: number): boolean;
}

/** One list for all rows of a file that has no other version: a million of them would have to be collected. */
const NOWHERE: readonly RowMeant[] = [];

export function oldPlaces({ db }: Pick<Connection, 'db'>): OldPlaces {
  const sheetsOf = db.prepare(
    `SELECT sheets.id, sheets.file, files.name, files.digest FROM sheets JOIN files ON files.id = sheets.file
     WHERE sheets.name = ? AND files.id <> ?`,
  );
  const readingsFrom = db.prepare('SELECT file, sheet, line FROM readings INDEXED BY readings_origin WHERE origin = ?');
  /** What a sheet of the file, and what an origin may mean: a million rows ask for the same. */
  const beside = new Map<number, readonly SheetMeant[]>();
  const originals = new Map<string, readonly SheetMeant[]>();

  /** The other sheets of these names, and where there is a digest those of that file, whatever it is called now. */
  function sheetsOfPlace({ file, sheet, digest }: Omit<OriginalRow, 'line'>, except: number): readonly SheetMeant[] {
    return (sheetsOf.all(sheet, except) as Row[]).flatMap((row) => {
      const named =
        digest !== undefined &&
        Buffer.from(row['digest'] as Uint8Array)
          .toString('hex')
          .startsWith(digest);
      return named || basename(String(row['name'])) === file
        ? [{ file: Number(row['file']), sheet: Number(row['id']), named }]
        : [];
    });
  }

  function versionsOf(place: Place): readonly SheetMeant[] {
    const known = beside.get(place.sheet);
    if (known) return known;
    const found = sheetsOfPlace({ file: basename(place.fileName), sheet: place.sheetName }, place.file);
    beside.set(place.sheet, found);
    return found;
  }

  function originalsOf(place: Place, origin: OriginalRow): readonly SheetMeant[] {
    const key = writeOriginal({ ...origin, line: 0 });
    const known = originals.get(key);
    if (known) return known;
    const found = sheetsOfPlace(origin, place.file);
    originals.set(key, found);
    return found;
  }

  function copiesOf(origin: OriginalRow): readonly RowMeant[] {
    return (readingsFrom.all(writeOriginal(origin)) as Row[]).map(({ file, sheet, line }) => ({
      file: Number(file),
      sheet: Number(sheet),
      line: Number(line),
      named: origin.digest !== undefined,
      is: 'copy',
    }));
  }

  return {
    begin() {
      beside.clear();
      originals.clear();
    },
    of(place, { line, origin }) {
      const versions = versionsOf(place);
      if (!origin && versions.length === 0) return NOWHERE;
      const own = versions.map((sheet): RowMeant => ({ ...sheet, line, is: 'own' }));
      if (!origin) return own;
      const there = originalsOf(place, origin);
      return [
        ...own,
        ...there.map((sheet): RowMeant => ({ ...sheet, line: origin.line, is: 'original' })),
        ...copiesOf(origin),
      ];
    },
    isOfVersion: (place, sheet) => versionsOf(place).some((version) => version.sheet === sheet),
  };
}
