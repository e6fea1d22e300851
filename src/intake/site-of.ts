/** Which facility a row is counted for in reports. Pure. */
import { cellAt, cellText } from '../record/cells.ts';
import type { Header } from '../record/header/columns.ts';
import type { Reading } from '../record/record.ts';
import type { SourceRow } from '../record/source-row.ts';

/**
 * Of a record what it says; of a row that holds none what its cell says, or what stands above the header for all rows.
 * Undefined where nobody says anything.
 */
export function siteOf(row: SourceRow, reading: Reading, header: Header): string | undefined {
  if (reading.kind === 'valid') return reading.record.dose.site;
  const ofDose = header.doses[reading.at.group - 1]?.columns.site;
  const written = cellText(cellAt(row, ofDose ?? header.columns.site ?? -1));
  return written === '' ? header.defaults.site : written;
}
