/** Files of one run as they come to a store of entries, and what they come to. */
import type { Admission } from '../../../src/ledger/intake-side.ts';
import type { Outcome } from '../../../src/record/record.ts';
import type { Sheet } from '../../support/ledger-desk.ts';

/** A file and whether it is refused as a whole after all its rows were seen. */
export interface File {
  readonly sheet: Sheet;
  readonly refused: boolean;
}

export interface CameTo {
  /** `held DUP_DIFF:5`: what was said of each row when it came, with the line of the other one. */
  readonly atTheDoor: readonly string[];
  /** `0.5 held`: file, line and outcome of each row, once all files are in. */
  readonly rows: readonly string[];
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

/** Brings the files of one run to a new store; three rows of each were not worth a line. */
export type Bring = (files: readonly File[]) => Promise<CameTo>;

export const kept = (...sheet: Sheet): File => ({ sheet, refused: false });
export const refused = (...sheet: Sheet): File => ({ sheet, refused: true });

export function said({ kind, problems }: Admission): string {
  if (kind === 'dismissed') return kind;
  return [kind, ...problems.map(({ code, params }) => `${code}:${params?.['r'] ?? params?.['rows'] ?? ''}`)].join(' ');
}
