/** The fields of a row that are read by themselves. */
import { dayFirst } from '../dates/date-order.ts';
import type { DateOrder } from '../dates/date-writing.ts';
import type { SimpleReader } from '../fields/simple-readers.ts';
import type { Problem } from '../problems.ts';
import type { ReadingRules } from '../rules.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import type { Field } from '../table/fields.ts';

/** A field that a sheet has, ready to be read. */
export interface SimpleField {
  readonly name: string;
  readonly field: Field;
  /** 0-based; -1 where `otherwise` stands for every row. */
  readonly at: number;
  readonly otherwise: Cell;
  readonly read: SimpleReader;
  /** Of its dates, where they are not written day first. */
  readonly orders?: ReadonlyMap<number, DateOrder>;
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
  for (const { name, field, at, otherwise, read, orders } of fields) {
    const cell = at < 0 ? otherwise : orders ? dayFirst(row, at, { orders }) : (row.cells[at] ?? '');
    const reading = read(cell, rules, field);
    if (reading.problems.length > 0) problems.push(...reading.problems);
    if (reading.value !== undefined) (into as Record<string, string>)[name] = reading.value;
  }
}
