/**
 * What a row was held for although no cell of it says so: a title above it, its colour. A correction sheet shows
 * neither the title nor the legend, so the row stays held until the clerk empties the cell with our reasons.
 */
import { SAID_BESIDE, withoutOurNote } from '../correction/format.ts';
import { problem } from '../record/fields/field-reading.ts';
import { readRemark, speaksOf } from '../record/given/remark.ts';
import type { Reading } from '../record/record.ts';
import type { RowReading } from '../record/row/read-row.ts';
import type { SourceRow } from '../record/source-row.ts';

/** The beginnings of those sentences, in every language. */
const BEGINNINGS = (['ROW_TITLE', 'ROW_COLOUR'] as const).flatMap((code) =>
  Object.values(SAID_BESIDE[code]).map((beginning) => ({ code, beginning })),
);

/** `reasons`: what the program has said of the row, '' for one that says nothing or was confirmed. */
export function saidAgain(reading: RowReading, reasons: string): RowReading {
  if (reasons === '' || reading.kind === 'skipped') return reading;
  const said = BEGINNINGS.flatMap(({ code, beginning }) => {
    const at = reasons.indexOf(beginning);
    if (at < 0) return [];
    const [, v = ''] = /^ \("(.*?)"\)?\.?/.exec(reasons.slice(at + beginning.length)) ?? [];
    return [{ code, v, remark: readRemark(v) }];
  });
  if (said.length === 0) return reading;
  const [first, ...others] = reading.readings.map((one): Reading => {
    const number = one.kind === 'valid' ? one.record.dose.number : undefined;
    const [problems, ...more] = said
      .filter(({ code, remark }) => !one.problems.some((known) => known.code === code) && isAbout(remark, number))
      .map(({ code, v }) => problem(code, undefined, 'hold', { v }));
    return problems ? { kind: 'invalid', at: one.at, problems: [problems, ...more, ...one.problems] } : one;
  });
  return first ? { ...reading, readings: [first, ...others] } : reading;
}

/** "Tidak hadir dosis 2" is about that dose; what names none, or is not understood alone, about all of them. */
function isAbout(remark: ReturnType<typeof readRemark>, dose: number | undefined): boolean {
  return remark.kind === 'nothing' || speaksOf(remark, dose);
}

/** The row without our own notes at its cells: they explain what was wrong, and are no words of the clerk. */
export function withoutOurNotes(row: SourceRow): SourceRow {
  const { notes, ...rest } = row;
  if (notes === undefined) return row;
  const theirs = notes.flatMap(({ column, text }) => {
    const left = withoutOurNote(text);
    return left === undefined ? [] : [{ column, text: left }];
  });
  return theirs.length > 0 ? { ...rest, notes: theirs } : rest;
}
