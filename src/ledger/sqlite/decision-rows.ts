/** How decisions and the rows that they speak of are written in columns, in one place for all statements. */
import { basename } from 'node:path';
import type { OriginalRow } from '../../record/record.ts';
import type { Decided } from '../rules/decided-rows.ts';
import { type PreparedReading, saidInRecord } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { readOriginal } from './entry-rows.ts';
import { hex } from './stored-entry.ts';

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

/** A decision, and what the row said that it speaks of. */
export interface StoredDecision extends Decided<At> {
  readonly said: string;
}

export function asDecided(row: Row): StoredDecision {
  const by = { file: row['by_file'], sheet: row['by_sheet'], line: row['by_line'], part: row['by_part'] } as Row;
  return {
    id: Number(row['id']),
    line: Number(row['line']),
    group: Number(row['part']),
    said: hex(row['said']),
    by: row['how'] === HOW.dismissed ? undefined : atOf(by),
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

export function atOf({ file, sheet, line, part }: Row): At {
  return { file: Number(file), sheet: Number(sheet), line: Number(line), group: Number(part) };
}

/** Undefined where it is NULL. */
export function numberIn(row: Row, column: string): number | undefined {
  return row[column] === null ? undefined : Number(row[column]);
}
