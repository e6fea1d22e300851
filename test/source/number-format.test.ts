import { expect, test } from 'vitest';
import { shownNumber } from '../../src/source/number-format.ts';
import { odsCell } from '../../src/source/ods/cell.ts';
import { cellOf } from '../../src/source/other/cells.ts';
import { readCells } from '../support/xlsx-reading.ts';
import { styles } from '../support/xlsx-writer.ts';

test.each([
  ['0000000', '12345', '0012345'],
  ['00', '5', '05'],
  ['"B"0000', '42', 'B0042'],
  ['"B"0', '42', 'B42'],
  ['\\L\\o\\t\\ 000', '7', 'Lot 007'],
  ['000-0000', '12345', '001-2345'],
  ['0000/00', '123421', '1234/21'],
  ['#"A"', '42', '42A'],
  ['0000000;-0000000', '12345', '0012345'],
  ['0000000_)', '12345', '0012345'],
  ['[Red]0000000', '12345', '0012345'],
  ['"a;b"000', '1', 'a;b001'],
  ['* 0000000', '12345', '0012345'],
  ['"B"General', '42', 'B42'],
  ['"LOT "@', '42', 'LOT 42'],
  ['[<1000]"A"000;"B"0000', '42', 'A042'],
  ['[<1000]"A"000;"B"0000', '1042', 'B1042'],
  ['[=7]"X"0;[>7]"Y"00;000', '7', 'X7'],
  ['[=7]"X"0;[>7]"Y"00;000', '8', 'Y08'],
  ['[=7]"X"0;[>7]"Y"00;000', '6', '006'],
])('%s shows %s as %s', (code, raw, shown) => {
  expect(shownNumber(code)?.(raw)).toBe(shown);
  expect(cellOf({ t: 'n', v: Number(raw), z: code }, false)).toEqual({ kind: 'number', raw, shown });
});

test.each([
  ['General', '12345'],
  ['', '12345'],
  ['0', '12345'],
  ['@', '12345'],
  ['0.00', '12345'],
  ['#,##0', '12345'],
  ['"Rp"#,##0', '12345'],
  ['0%', '12345'],
  ['0.00E+00', '12345'],
  ['[>9]#,##0;"B"0', '12345'],
  ['_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', '12345'],
  ['# ?/?', '12345'],
  ['"B', '12345'],
  ['\\', '12345'],
  ['[$Rp-421]000', '12345'],
  ['00000;;;', '123456'],
  ['0000', '12345'],
  ['0000000', '12345.5'],
  ['0000000', '-12345'],
  ['0000000', '0'],
  ['0000000', '1.2E+20'],
])('%s says no more of %s than the file', (code, raw) => {
  expect(shownNumber(code)?.(raw)).toBeUndefined();
});

test('an .xlsx cell knows what it shows', async () => {
  const rows = '<c r="A1" s="1"><v>12345</v></c><c r="B1"><v>12345</v></c><c r="C1" s="1" t="str"><v>12345</v></c>';
  expect(await readCells(rows, { styles: styles([0, 164], { 164: '0000000' }) })).toEqual([
    { kind: 'number', raw: '12345', shown: '0012345' },
    { kind: 'number', raw: '12345' },
    '12345',
  ]);
});

test.each([
  ['0012345', '0012345'],
  ['B0012345', 'B0012345'],
  ['001-2345', '001-2345'],
  ['Lot 12345', 'Lot 12345'],
  ['12345', undefined],
  ['12 345', undefined],
  ['12,345', undefined],
  ['12.345', undefined],
  ['Rp12.345', undefined],
  ['112345', undefined],
])('an .ods cell that shows %s', (text, shown) => {
  const cell = odsCell(
    new Map([
      ['value-type', 'float'],
      ['value', '12345'],
    ]),
    text,
    undefined,
    false,
  );
  expect(cell).toEqual({ kind: 'number', raw: '12345', ...(shown === undefined ? {} : { shown }) });
});

test('an amount of money in an .ods cell is no batch', () => {
  const amount = new Map([
    ['value-type', 'currency'],
    ['value', '12345'],
  ]);
  expect(odsCell(amount, 'Rp 12345', undefined, false)).toEqual({ kind: 'number', raw: '12345' });
});
