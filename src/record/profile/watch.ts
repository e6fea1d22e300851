/**
 * What no row shows alone. Profiles of the columns are gathered while the rows flow by, and asked once, at the end of
 * the sheet, before anything of the file is kept: what one row alone contradicts is held or an error in that row; what
 * most rows of a column contradict refuses the file.
 */
import type { Header } from '../header/columns.ts';
import type { Problem } from '../problems.ts';
import type { ReadRow } from '../row/read-row.ts';
import type { SourceRow } from '../source-row.ts';
import type { Refusal } from './finding.ts';
import { RULES } from './rules/rules.ts';
import { type Columns, gatherSheet, type ProfileRules } from './sheet-profile.ts';

/** What the columns of a sheet come to. Each problem has `n`, how many rows, and `rows`, which ones: `2-13, 15`. */
export interface ColumnVerdict {
  /** The file must not be sent at all: the first rule that says so. */
  readonly refuse?: Refusal;
  /** Warnings about the whole sheet. */
  readonly notes: readonly Problem[];
}

export interface ColumnWatch {
  /** Each row that was read, not the skipped ones, and what it was read as. */
  see(row: SourceRow, read: ReadRow): void;
  /** Of the rows seen so far. */
  verdict(): ColumnVerdict;
}

/** Watches one sheet. */
export function watchColumns(header: Header, columns: Columns, rules: ProfileRules): ColumnWatch {
  const gatherer = gatherSheet(header, columns, rules);
  return {
    see: gatherer.see,
    verdict() {
      const profile = gatherer.profile();
      const notes: Problem[] = [];
      let refuse: Refusal | undefined;
      for (const finding of RULES.flatMap((rule) => rule(profile))) {
        if (finding.severity === 'warning') notes.push(finding);
        else refuse ??= finding;
      }
      return refuse ? { refuse, notes } : { notes };
    },
  };
}
