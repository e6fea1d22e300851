import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellText } from '../../../src/record/cells.ts';
import { readText } from '../../../src/record/fields/text-cell.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { anyCell, dateCell, ERROR_CELL, numberCell, said, UNCALCULATED } from '../help.ts';

test.each<[string, Cell | undefined, string]>([
  ['as it is', 'Jl. Raya No. 1', 'Jl. Raya No. 1'],
  ['blanks at the ends', '  Boja ', 'Boja'],
  ['blanks between', 'Kaliwungu   Selatan', 'Kaliwungu Selatan'],
  ['a line break', 'Jl. Raya\r\nRT 01', 'Jl. Raya RT 01'],
  ['a no-break space', 'Jl.\u00a0Raya', 'Jl. Raya'],
  ['a wide blank', 'Jl.\u3000Raya', 'Jl. Raya'],
  ['a zero-width space', 'Bo\u200bja', 'Boja'],
  ['letters of other scripts', 'Weleri — ꦮ', 'Weleri — ꦮ'],
  ['a number', numberCell('12'), '12'],
  ['a date', dateCell('2021-10-02'), '2021-10-02'],
  ['a date that is none', dateCell('', '60'), '60'],
  ['a tick box', { kind: 'boolean', raw: '1' }, 'TRUE'],
  ['an error', ERROR_CELL, '#N/A'],
  ['a formula that was never calculated', UNCALCULATED, ''],
  ['beyond the end of the row', undefined, ''],
])('%s', (_, cell, text) => {
  expect(cellText(cell)).toBe(text);
});

test('text is tidy, and tidy text stays as it is', () => {
  fc.assert(
    fc.property(anyCell, (cell) => {
      const text = cellText(cell);
      expect(text).not.toMatch(/^\s|\s$|\s\s|[^\S ]/);
      expect(cellText(text)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});

test('a field that a record can do without', () => {
  expect(readText(' Jl.  Raya ', 'address')).toEqual({ value: 'Jl. Raya', problems: [] });
  for (const nothing of ['', '-', undefined]) expect(readText(nothing, 'address')).toEqual({ problems: [] });
  for (const nothing of ['nan', '0', 'TRUE', { kind: 'boolean', raw: '1' } as const, numberCell('0'), "'", '(blank)'])
    expect(readText(nothing, 'address')).toEqual({ problems: [] });
  expect(readText('- Jl. Raya', 'address').value).toBe('Jl. Raya');
  expect(said(readText('- Jl. Raya', 'address'))).toEqual(['CELL_CLEANED warning']);
  expect(said(readText('sda', 'address'))).toEqual(['CELL_DITTO error v=sda']);
  expect(said(readText('Jl. Andr‚', 'address'))).toEqual(['CELL_GARBLED warning v=Jl. Andr‚']);
  expect(said(readText(ERROR_CELL, 'address'))).toEqual(['CELL_ERROR warning v=#N/A']);
  expect(said(readText(UNCALCULATED, 'category'))).toEqual(['CELL_ERROR warning v==']);
});
