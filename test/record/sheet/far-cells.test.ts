/** Cells that strayed far to the right. */
import { expect, test } from 'vitest';
import { dense, LONGEST_GAP, withFar } from '../../../src/record/sheet/far-cells.ts';
import type { SourceRow } from '../../../src/record/source-row.ts';

const XFD = 16_383;
const row: SourceRow = {
  line: 2,
  hidden: false,
  cells: ['a', 'b'],
  far: [
    { column: 400, cell: 'c' },
    { column: XFD, cell: 'd' },
  ],
};

test('where the header is narrow, they follow it at once', () => {
  expect(withFar(row, 4).cells).toEqual(['a', 'b', '', '', 'c', 'd']);
});

test('where the header reaches so far, they stand in their column', () => {
  const { cells } = withFar(row, 500);
  expect([cells[400], cells[500], cells.length]).toEqual(['c', 'd', 501]);
});

test('a row that may be a header has each in its column', () => {
  const { cells, far } = dense(row);
  expect([cells[400], cells[XFD], cells.length, far]).toEqual(['c', 'd', XFD + 1, undefined]);
});

test('a row without any stays as it is', () => {
  const plain: SourceRow = { line: 2, hidden: false, cells: ['a'] };
  expect(withFar(plain, 4)).toBe(plain);
  expect(LONGEST_GAP).toBeLessThan(XFD);
});
