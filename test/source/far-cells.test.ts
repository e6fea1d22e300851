/** A value in the last column of Excel costs its row that value, not 16,384 cells. */
import { expect, it } from 'vitest';
import { readWorkbook } from '../support/xlsx-reading.ts';
import { worksheet } from '../support/xlsx-writer.ts';

it('keeps cells behind a long gap apart', async () => {
  const row = '<row r="2"><c r="A2"><v>1</v></c><c r="AA2"><v>2</v></c><c r="XFD2"><v>3</v></c></row>';
  const [sheet] = await readWorkbook({ sheets: [{ name: 'Data', xml: worksheet(row) }] });
  const [read] = sheet?.rows ?? [];
  expect(read?.cells).toHaveLength(27);
  expect(read?.far).toEqual([{ column: 16_383, cell: { kind: 'number', raw: '3' } }]);
});
