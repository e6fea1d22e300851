/**
 * Which columns of a table the merged cells above still cover. In stretches, not columns: a page of kilobytes may merge
 * a million of them.
 */
import type { MergedCell } from '../../record/source-row.ts';

/** Columns `from` to before `to`, covered down to the line `until` by a cell that begins on line `top`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly until: number;
  readonly top: number;
  readonly cell: string;
  readonly isStruck: boolean;
}

const NONE: readonly MergedCell[] = [];

export class Covered {
  /** In the order of columns; they do not overlap. */
  #stretches: readonly Stretch[] = [];
  /** Those of the row that is being read: they cover from the next one on. */
  #begun: Stretch[] = [];
  #firstEnd = Number.POSITIVE_INFINITY;
  #merged = NONE;
  /** Of the row that was ended last: how many stretches had to be looked at. */
  looked = 0;

  /** Moves `column` to the next one that is free; `passed` counts the stretches of this row that lie before it. */
  pass(row: { column: number; passed: number }): void {
    for (let next = this.#stretches[row.passed]; next !== undefined && next.from <= row.column; ) {
      row.column = Math.max(row.column, next.to);
      next = this.#stretches[++row.passed];
    }
  }

  /** To be called in the order of columns. */
  add(stretch: Stretch): void {
    this.#begun.push(stretch);
  }

  /** Ends the row `line`: what covers it, and says something. */
  below(line: number): readonly MergedCell[] {
    const shown = this.#merged;
    this.looked = this.#stretches.length + this.#begun.length;
    if (this.#begun.length > 0 || this.#firstEnd <= line) this.#next(line);
    return shown;
  }

  clear(): void {
    this.#stretches = [];
    this.#begun = [];
    this.#firstEnd = Number.POSITIVE_INFINITY;
    this.#merged = NONE;
  }

  #next(line: number): void {
    const open = [...this.#stretches, ...this.#begun]
      .filter(({ until }) => until > line)
      .sort((a, b) => a.from - b.from);
    this.#begun = [];
    this.#stretches = open;
    this.#firstEnd = open.reduce((first, { until }) => Math.min(first, until), Number.POSITIVE_INFINITY);
    this.#merged = open.flatMap(({ from, top, cell, isStruck }) =>
      cell === '' ? [] : [{ column: from, cell, from: top, isStruck }],
    );
  }
}
