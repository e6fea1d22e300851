/**
 * Decisions about rows, as this ledger keeps and finds them. What follows from one is judged in rules/decided-rows.ts.
 */
import { basename } from 'node:path';
import { shortDigest } from '../../record/row/original-row.ts';
import { decisionFor, endOf } from '../rules/decided-rows.ts';
import { type PreparedReading, type RowOrigin, saidInRecord } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import {
  type At,
  asDecided,
  atOf,
  HOW,
  type NamedRow,
  numberIn,
  type StoredDecision,
  saidBy,
} from './decision-rows.ts';
import { KIND, kindOf, readOriginal } from './entry-rows.ts';
import type { Place } from './places.ts';
import { hex } from './stored-entry.ts';

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
  readonly bySaid: ReadonlyMap<string, readonly StoredDecision[]>;
  /**
   * Rows of correction sheets that name these very bytes, by line and part: they came before the file that they
   * correct.
   */
  readonly corrections: ReadonlyMap<string, Row>;
}

/** `who`: the system user of this run. */
export function decisionsIn(connection: Connection, who: string): Decisions {
  const { db, sealer } = connection;
  const ofSheet = db.prepare(
    `SELECT * FROM decisions WHERE file = ? AND sheet = ? AND how <> ${HOW.changed} ORDER BY id`,
  );
  const ofRow = db.prepare(
    `SELECT * FROM decisions WHERE file = ? AND sheet = ? AND line = ? AND part = ? AND said = ?
     AND how <> ${HOW.changed}`,
  );
  const byId = db.prepare('SELECT * FROM decisions WHERE id = ?');
  const standsAt = db.prepare(
    'SELECT kind, entry, decision FROM readings WHERE file = ? AND sheet = ? AND line = ? AND part = ?',
  );
  const digestOf = db.prepare('SELECT digest FROM files WHERE id = ?');
  const correctionsOf = db.prepare(
    `SELECT readings.origin, readings.file, readings.sheet, readings.line, readings.part, entries.person,
     entries.dose, entries.who, entries.what
     FROM readings INDEXED BY readings_origin JOIN entries ON entries.id = readings.entry
     WHERE origin >= ? AND origin < ? AND kind IN (${KIND.owner}, ${KIND.repeated}, ${KIND.held})
     ORDER BY readings.run`,
  );
  const put = db.prepare(
    `INSERT INTO decisions (id, file, sheet, line, part, said, how, at, who, by_file, by_sheet, by_line, by_part)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (file, sheet, line, part, said) DO UPDATE
     SET how = excluded.how, at = excluded.at, who = excluded.who, by_file = excluded.by_file,
       by_sheet = excluded.by_sheet, by_line = excluded.by_line, by_part = excluded.by_part
     RETURNING id`,
  );
  const sheets = new Map<number, KnownSheet>();
  /** Decisions that a row of this file has been found for: two rows that say the same need two. */
  const used = new Set<number>();

  function write(row: NamedRow, how: number, by: At | undefined): number {
    const { file, sheet, line, group, said } = row;
    const place = by ? [by.file, by.sheet, by.line, by.group] : [null, null, null, null];
    const id = connection.numbers.next('decisions');
    return Number((put.get(id, file, sheet, line, group, said, how, connection.now(), who, ...place) as Row)['id']);
  }

  function knownOf(place: Place): KnownSheet {
    let known = sheets.get(place.sheet);
    if (!known) {
      const bySaid = new Map<string, StoredDecision[]>();
      for (const decision of (ofSheet.all(basename(place.fileName), place.sheetName) as Row[]).map(asDecided)) {
        // Where the row that replaced it stands in this very file, what says the same here is another row: the old one
        // has only moved.
        if (decision.by?.file === place.file) continue;
        bySaid.set(decision.said, [...(bySaid.get(decision.said) ?? []), decision]);
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

  function decision(id: number): StoredDecision | undefined {
    const row = byId.get(id) as Row | undefined;
    return row && asDecided(row);
  }

  const store = {
    standsAt({ file, sheet, line, group }: At) {
      const row = standsAt.get(file, sheet, line, group) as Row | undefined;
      return row && { kind: kindOf(row['kind']), entry: numberIn(row, 'entry'), decision: numberIn(row, 'decision') };
    },
    decision,
  };

  function settled(decided: StoredDecision | undefined): Settled | undefined {
    const end = decided && endOf(decided, store);
    if (!end) return undefined;
    return end.kind === 'dismissed'
      ? { decision: decided.id, kind: KIND.dismissed, entry: null }
      : { decision: decided.id, kind: KIND.superseded, entry: end.entry };
  }

  function decisionOfPlace({ file, sheet }: Place, { line, group }: PreparedReading): StoredDecision | undefined {
    const row = standsAt.get(file, sheet, line, group) as Row | undefined;
    const id = row && numberIn(row, 'decision');
    return id === undefined ? undefined : decision(id);
  }

  /** One of those that say the same, first the one of the same line. */
  function decisionOfText(made: readonly StoredDecision[], reading: PreparedReading): StoredDecision | undefined {
    const found = decisionFor(made, reading, used);
    if (found) used.add(found.id);
    return found;
  }

  /** A correction that was there before the row that it corrects. */
  function fromCorrection(
    corrections: KnownSheet['corrections'],
    place: Place,
    reading: PreparedReading,
    said: Uint8Array,
  ): StoredDecision | undefined {
    const row = corrections.get(`${reading.line} ${reading.group}`);
    if (!row || hex(saidInEntry(row)) === hex(said)) return undefined;
    const named = {
      file: basename(place.fileName),
      sheet: place.sheetName,
      line: reading.line,
      group: reading.group,
      said,
    };
    return decision(write(named, HOW.replaced, atOf(row)));
  }

  /**
   * A row of a correction sheet that is still as it was handed out, where a colleague has corrected or dismissed it in
   * another copy.
   */
  function ofCopy(origin: RowOrigin, place: Place, reading: PreparedReading): Settled | undefined {
    // Whoever says that it is right as it stands disagrees with that colleague.
    const said = origin.confirmed || origin.dismissed ? undefined : saidBy(reading, connection);
    const found = said && (ofRow.get(origin.file, origin.sheet, origin.line, reading.group, said) as Row | undefined);
    const decided = found && asDecided(found);
    return decided?.by?.file === place.file ? undefined : settled(decided);
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
