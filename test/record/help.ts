/** Small words for the tables of record/: what a reading came to, and cells of every kind. */

import fc from 'fast-check';
import type { FieldReading } from '../../src/record/fields/field-reading.ts';
import type { Cell } from '../../src/record/source-row.ts';
import { rulesOn } from '../support/reading-rules.ts';

/** A day in the middle of the booster campaign. */
export const RULES = rulesOn('2022-03-31');

/** `NIK_LENGTH error n=15`: a problem on one line, for tables. */
export function said(reading: Pick<FieldReading<unknown>, 'problems'>): string[] {
  return reading.problems.map(({ code, severity, params = {} }) =>
    [code, severity, ...Object.entries(params).map(([name, value]) => `${name}=${value}`)].join(' '),
  );
}

export const numberCell = (raw: string): Cell => ({ kind: 'number', raw });
export const dateCell = (day: string, raw = '44471'): Cell => ({ kind: 'date', raw, day });
export const ERROR_CELL: Cell = { kind: 'error', raw: '#N/A' };
export const UNCALCULATED: Cell = { kind: 'uncalculated' };

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[0-9 .,:/'"eE+=-]{0,24}$/),
  fc.stringMatching(/^[0-9]{8,18}$/),
  fc.stringMatching(/^[+0O]{0,2}[0-9]{0,3}8[0-9 .-]{0,14}$/),
  fc.stringMatching(/^[0-9]{1,4}[/. -][0-9]{1,2}[/. -][0-9]{1,4}$/),
  fc.stringMatching(/^[0-9]{1,2} (Agt|Mei|Pebruari|XII|Oct|Ok) [0-9]{2,4}$/),
);

/** Any cell that a source can produce, mostly of the kinds that people produce. */
export const anyCell: fc.Arbitrary<Cell | undefined> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: fc.oneof(text, fc.double().map(String), fc.bigInt().map(String)).map(numberCell) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('2021-10-02', '1955-03-15', ''), text)
      .map(([day, raw]): Cell => ({ kind: 'date', raw, day })),
  },
  { weight: 1, arbitrary: fc.constantFrom<Cell>({ kind: 'boolean', raw: '1' }, ERROR_CELL, UNCALCULATED) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);
