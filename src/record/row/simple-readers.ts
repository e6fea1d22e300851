/** The readers of the fields that are read by themselves, and which of them a sheet has. */
import type { FieldReading } from '../fields/field-reading.ts';
import { readCategory, readSite } from '../fields/listed-name.ts';
import { readLot } from '../fields/lot.ts';
import { readPhone } from '../fields/phone.ts';
import { readText } from '../fields/text-cell.ts';
import type { Problem } from '../problems.ts';
import type { ReadingRules } from '../rules.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import type { SimpleKind } from '../table/field-row.ts';
import type { Field, Property } from '../table/fields.ts';

/** One cell by itself, without a word of the others. */
export type SimpleReader = (cell: Cell, rules: ReadingRules, field: Field) => FieldReading<string>;

const READERS: Readonly<Record<SimpleKind, SimpleReader>> = {
  text: (cell, _, field) => readText(cell, field),
  phone: readPhone,
  category: readCategory,
  lot: readLot,
  site: readSite,
};

/** The reader of a field; undefined where it is read together with others. */
export function simpleReaderOf({ kind }: Pick<Property, 'kind'>): SimpleReader | undefined {
  return kind in READERS ? READERS[kind as SimpleKind] : undefined;
}

/** A field that a sheet has, ready to be read. */
export interface SimpleField {
  readonly name: string;
  readonly field: Field;
  /** 0-based; -1 where `otherwise` stands for every row. */
  readonly at: number;
  readonly otherwise: Cell;
  readonly read: SimpleReader;
}

/**
 * Reads them into a person or a dose, under their names in a record. What a sheet has no column for is not among
 * `fields`, and costs nothing.
 */
export function readSimple(
  row: SourceRow,
  fields: readonly SimpleField[],
  into: object,
  rules: ReadingRules,
  problems: Problem[],
): void {
  for (const { name, field, at, otherwise, read } of fields) {
    const reading = read(at < 0 ? otherwise : (row.cells[at] ?? ''), rules, field);
    if (reading.problems.length > 0) problems.push(...reading.problems);
    if (reading.value !== undefined) (into as Record<string, string>)[name] = reading.value;
  }
}
