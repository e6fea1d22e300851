/**
 * Rows that nobody is asked about any more: corrected by another row, or dismissed by a person. A row is known again by
 * its place in the very same bytes, or by what it says in another version of its file (same name, same sheet), wherever
 * it stands there. A row that says something else is a new one.
 */
import { basename } from 'node:path';
import type { OriginalRow } from '../../record/record.ts';
import { shortDigest } from '../../record/row/original-row.ts';
import { type PreparedReading, type RowOrigin, saidInRecord } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, readOriginal } from './entry-rows.ts';
import type { Place } from './places.ts';

/**
 * How a row was settled, by its number in the table. `changed`: in its own place before it was sent, so that another
 * version may still bring it again.
 */
export const HOW = { replaced: 0, dismissed: 1, changed: 2 } as const;

/** Where a row stands: numbers of the ledger. The group of a wide row is the column `part`. */
export interface At {
  readonly file: number;
  readonly sheet: number;
  readonly line: number;
  readonly group: number;
}

/** A row by the names that every version of its file has. */
export interface NamedRow extends Pick<OriginalRow, 'file' | 'sheet' | 'line'> {
  readonly group: number;
  readonly said: Uint8Array;
}

/** What a settled row has come to. */
export interface Settled {
  readonly decision: number;
  readonly kind: typeof KIND.superseded | typeof KIND.dismissed;
  /** The entry of the row that stands for it. */
  readonly entry: number | null;
}

export interface Decisions {
  /** Before a file. */
  begin(): void;
  /** Undefined for a row that is to be judged like any other. */
  of(place: Place, reading: PreparedReading): Settled | undefined;
  /** `old` says something else now, in the row at `by`. Returns the number of the decision. */
  replace(old: NamedRow, by: At, how: typeof HOW.replaced | typeof HOW.changed): number;
  /** A person has decided that nothing is to come of it. */
  dismiss(row: NamedRow): number;
}

/** What is known of a sheet, before its first row. */
interface KnownSheet {
  readonly bySaid: ReadonlyMap<string, readonly Row[]>;
  /**
   * Rows of correction sheets that name these very bytes, by line and part: they came before the file that they
   * correct.
   */
  readonly corrections: ReadonlyMap<string, Row>;
}

/** More corrections of one row than anybody makes; what is damaged must not hang. */
const MOST_HOPS = 100;

/** `who`: the system user of this run. */
export function decisionsIn(connection: Connection, who: string): Decisions {
  const { db, sealer } = connection;
  const ofSheet = db.prepare(
    `SELECT * FROM decisions WHERE file = ? AND sheet = ? AND how <> ${HOW.changed} ORDER BY id`,
  );
  const ofRow = db.prepare(
    `SELECT * FROM decisions WHERE file = ? AND sheet = ? AND line = ? AND part = ? AND said = ? AND how <> ${HOW.changed}`,
  );
  const byId = db.prepare('SELECT * FROM decisions WHERE id = ?');
  const decisionAt = db.prepare('SELECT decision FROM readings WHERE file = ? AND sheet = ? AND line = ? AND part = ?');
  const standsAt = db.prepare(
    'SELECT kind, entry, decision FROM readings WHERE file = ? AND sheet = ? AND line = ? AND part = ?',
  );
  const digestOf = db.prepare('SELECT digest FROM files WHERE id = ?');
  const correctionsOf = db.prepare(
    `SELECT readings.origin, readings.file, readings.sheet, readings.line, readings.part, entries.person, entries.dose, entries.who, entries.what
     FROM readings INDEXED BY readings_origin JOIN entries ON entries.id = readings.entry
     WHERE origin >= ? AND origin < ? AND kind IN (${KIND.owner}, ${KIND.repeated}, ${KIND.held}) ORDER BY readings.run`,
  );
  const put = db.prepare(
    `INSERT INTO decisions (file, sheet, line, part, said, how, at, who, by_file, by_sheet, by_line, by_part) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (file, sheet, line, part, said) DO UPDATE SET how = excluded.how, at = excluded.at, who = excluded.who, by_file = excluded.by_file,
       by_sheet = excluded.by_sheet, by_line = excluded.by_line, by_part = excluded.by_part
     RETURNING id`,
  );
  const sheets = new Map<number, KnownSheet>();
  /** Decisions that a row of this file has been found for: two rows that say the same need two. */
  const used = new Set<number>();

  function write(row: NamedRow, how: number, by: At | undefined): number {
    const { file, sheet, line, group, said } = row;
    const place = by ? [by.file, by.sheet, by.line, by.group] : [null, null, null, null];
    return Number((put.get(file, sheet, line, group, said, how, connection.now(), who, ...place) as Row)['id']);
  }

  function knownOf(place: Place): KnownSheet {
    let known = sheets.get(place.sheet);
    if (!known) {
      const bySaid = new Map<string, Row[]>();
      for (const row of ofSheet.all(basename(place.fileName), place.sheetName) as Row[]) {
        // Where the row that replaced it stands in this very file, what says the same here is another row: the old one
        // has only moved.
        if (row['by_file'] === place.file) continue;
        bySaid.set(hex(row['said']), [...(bySaid.get(hex(row['said'])) ?? []), row]);
      }
      known = { bySaid, corrections: place.unchanged ? new Map() : correctionsNaming(place) };
      sheets.set(place.sheet, known);
    }
    return known;
  }

  function correctionsNaming(place: Place): Map<string, Row> {
    const from = JSON.stringify([basename(place.fileName), place.sheetName]).slice(0, -1);
    const digest = shortDigest((digestOf.get(place.file) as Row)['digest'] as Uint8Array);
    const found = new Map<string, Row>();
    // A comma follows the name of the sheet, and a hyphen is the next character.
    for (const row of correctionsOf.all(`${from},`, `${from}-`) as Row[]) {
      const origin = readOriginal(String(row['origin']));
      if (origin.digest === digest) found.set(`${origin.line} ${String(row['part'])}`, row);
    }
    return found;
  }

  /** Where the row ended that a decision speaks of; undefined when its correction holds no record any more. */
  function endOf(decision: Row): Omit<Settled, 'decision'> | undefined {
    let now: Row | undefined = decision;
    for (let hops = 0; now && hops < MOST_HOPS; hops++) {
      if (now['how'] === HOW.dismissed) return { kind: KIND.dismissed, entry: null };
      const at = [now['by_file'], now['by_sheet'], now['by_line'], now['by_part']] as [number, number, number, number];
      const row = standsAt.get(...at) as Row | undefined;
      if (!row) return undefined;
      if (row['decision'] !== null) now = byId.get(row['decision'] as number) as Row | undefined;
      else if (row['entry'] === null || row['kind'] === KIND.superseded) return undefined;
      else return { kind: KIND.superseded, entry: Number(row['entry']) };
    }
    return undefined;
  }

  function settled(decision: Row | undefined): Settled | undefined {
    const end = decision && endOf(decision);
    return end && { decision: Number(decision['id']), ...end };
  }

  function decisionOfPlace({ file, sheet }: Place, { line, group }: PreparedReading): Row | undefined {
    const id = (decisionAt.get(file, sheet, line, group) as Row | undefined)?.['decision'] ?? null;
    return id === null ? undefined : (byId.get(id as number) as Row | undefined);
  }

  /** One of those that say the same, first the one of the same line. */
  function decisionOfText(rows: readonly Row[], { line, group }: PreparedReading): Row | undefined {
    const free = rows.filter((row) => row['part'] === group && !used.has(Number(row['id'])));
    const found = free.find((row) => row['line'] === line) ?? free[0];
    if (found) used.add(Number(found['id']));
    return found;
  }

  /** A correction that was there before the row that it corrects. */
  function fromCorrection(
    corrections: KnownSheet['corrections'],
    place: Place,
    reading: PreparedReading,
    said: Uint8Array,
  ): Row | undefined {
    const row = corrections.get(`${reading.line} ${reading.group}`);
    if (!row || hex(saidInEntry(row)) === hex(said)) return undefined;
    const named = {
      file: basename(place.fileName),
      sheet: place.sheetName,
      line: reading.line,
      group: reading.group,
      said,
    };
    return byId.get(write(named, HOW.replaced, atOf(row))) as Row;
  }

  /**
   * A row of a correction sheet that is still as it was handed out, where a colleague has corrected or dismissed it in
   * another copy.
   */
  function ofCopy(origin: RowOrigin, place: Place, reading: PreparedReading): Settled | undefined {
    // Whoever says that it is right as it stands disagrees with that colleague.
    const said = origin.confirmed || origin.dismissed ? undefined : saidBy(reading, connection);
    const found = said && (ofRow.get(origin.file, origin.sheet, origin.line, reading.group, said) as Row | undefined);
    return found?.['by_file'] === place.file ? undefined : settled(found);
  }

  function saidInEntry({ person, dose, who: name, what }: Row): Uint8Array {
    const bytes = { person, who: name, what } as Record<'person' | 'who' | 'what', Uint8Array>;
    return saidInRecord({ ...bytes, dose: Number(dose) }, sealer);
  }

  return {
    begin() {
      sheets.clear();
      used.clear();
    },
    of(place, reading) {
      if (reading.kind === 'skipped') return undefined;
      if (reading.origin) return ofCopy(reading.origin, place, reading);
      const ofPlace = place.unchanged ? settled(decisionOfPlace(place, reading)) : undefined;
      if (ofPlace) return ofPlace;
      const { bySaid, corrections } = knownOf(place);
      if (bySaid.size === 0 && corrections.size === 0) return undefined;
      const said = saidBy(reading, connection);
      if (!said) return undefined;
      const found = decisionOfText(bySaid.get(hex(said)) ?? [], reading);
      return settled(found ?? fromCorrection(corrections, place, reading, said));
    },
    replace: (old, by, how) => write(old, how, by),
    dismiss: (row) => write(row, HOW.dismissed, undefined),
  };
}

/** What a reading says, as it is compared with others; undefined where it holds nothing. */
export function saidBy(
  { record, said }: PreparedReading,
  { sealer }: Pick<Connection, 'sealer'>,
): Uint8Array | undefined {
  return record ? saidInRecord(record, sealer) : said;
}

/**
 * What a decision calls an older row (old-rows.ts): a row of a correction sheet is the row that it corrects, in however
 * many copies it stands.
 */
export function namedRow(old: Row, said: Uint8Array): NamedRow {
  const group = Number(old['part']);
  if (typeof old['origin'] === 'string') {
    const { file, sheet, line } = readOriginal(old['origin']);
    return { file, sheet, line, group, said };
  }
  return {
    file: basename(String(old['file_name'])),
    sheet: String(old['sheet_name']),
    line: Number(old['line']),
    group,
    said,
  };
}

function atOf({ file, sheet, line, part }: Row): At {
  return { file: Number(file), sheet: Number(sheet), line: Number(line), group: Number(part) };
}

function hex(bytes: unknown): string {
  return Buffer.from(bytes as Uint8Array).toString('hex');
}
