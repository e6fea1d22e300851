import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/record/source-row.ts';
import { dateCell, numberCell, readCells } from '../support/xlsx-reading.ts';
import { sharedStrings, styles } from '../support/xlsx-writer.ts';

const STRINGS = sharedStrings('<si><t>3324015708450001</t></si><si><t>Siti</t></si><si><t>Kendal</t></si>');

describe('what a cell holds', () => {
  const table: readonly [string, string, readonly Cell[]][] = [
    [
      'a NIK typed as a number keeps the text of the file',
      '<c r="A1"><v>3.32401123456789E+15</v></c>',
      [numberCell('3.32401123456789E+15')],
    ],
    [
      'a NIK typed as a number in plain digits',
      '<c r="A1"><v>3324011234567890</v></c>',
      [numberCell('3324011234567890')],
    ],
    [
      'a number beyond what JavaScript can hold',
      '<c r="A1" t="n"><v>9007199254740993</v></c>',
      [numberCell('9007199254740993')],
    ],
    ['a style that is empty', '<c r="A1" s=""><v>7</v></c>', [numberCell('7')]],
    ['a shared string', '<c r="A1" t="s"><v>0</v></c>', ['3324015708450001']],
    [
      'a shared string without a number is empty, never the first NIK of the file',
      '<c r="A1" t="s"/><c r="B1" t="s"><v></v></c><c r="C1" t="s"><v/></c><c r="D1" t="s"><v>1</v></c>',
      ['', '', '', 'Siti'],
    ],
    ['text in the cell', '<c r="A1" t="inlineStr"><is><t>Siti</t></is></c>', ['Siti']],
    [
      'text in the cell in runs of two colours',
      '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>Si</t></r><r><t xml:space="preserve">ti </t></r></is></c>',
      ['Siti '],
    ],
    [
      'text in the cell with a phonetic reading',
      '<c r="A1" t="inlineStr"><is><t>Siti</t><rPh sb="0" eb="1"><t>siti-reading</t></rPh></is></c>',
      ['Siti'],
    ],
    ['text in the cell beside a value', '<c r="A1" t="inlineStr"><v>7</v><is><t>Siti</t></is></c>', ['Siti']],
    ['text in the cell before a value', '<c r="A1" t="inlineStr"><is><t>Siti</t></is><v>7</v></c>', ['Siti']],
    ['an empty text in the cell beside a value', '<c r="A1" t="inlineStr"><v>7</v><is><t></t></is></c>', []],
    ['a value of a text cell that has no text', '<c r="A1" t="inlineStr"><v>Siti</v></c>', ['Siti']],
    [
      'a number beside a text that its type does not mean',
      '<c r="A1"><v>7</v><is><t>Siti</t></is></c>',
      [numberCell('7')],
    ],
    ['a shared string beside a text', '<c r="A1" t="s"><v>1</v><is><t>Budi</t></is></c>', ['Siti']],
    ['a text in a cell that has no type', '<c r="A1"><is><t>Siti</t></is></c>', ['Siti']],
    ['the result of a text formula', '<c r="A1" t="str"><f>A2&amp;B2</f><v>Siti &amp; Budi</v></c>', ['Siti & Budi']],
    [
      'a text formula whose result is empty',
      '<c r="A1" t="str"><f>""</f><v></v></c><c r="B1" t="s"><v>1</v></c>',
      ['', 'Siti'],
    ],
    ['the result of a number formula', '<c r="A1"><f>1+1</f><v>2</v></c>', [numberCell('2')]],
    ['a formula that nothing has calculated', '<c r="A1"><f>1+1</f></c>', [{ kind: 'uncalculated' }]],
    ['a formula that openpyxl wrote', '<c r="A1"><f>1+1</f><v></v></c>', [{ kind: 'uncalculated' }]],
    ['a shared formula', '<c r="A1"><f t="shared" si="0"/><v/></c>', [{ kind: 'uncalculated' }]],
    ['a formula error', '<c r="A1" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>', [{ kind: 'error', raw: '#N/A' }]],
    ['a boolean', '<c r="A1" t="b"><v>1</v></c>', [{ kind: 'boolean', raw: '1' }]],
    [
      'an ISO date',
      '<c r="A1" t="d"><v>1955-03-15</v></c><c r="B1" t="d"><v>1955-03-15T00:00:00</v></c>',
      [dateCell('1955-03-15', '1955-03-15'), dateCell('1955-03-15T00:00:00', '1955-03-15')],
    ],
    ['an ISO date that does not exist', '<c r="A1" t="d"><v>1955-02-30</v></c>', [dateCell('1955-02-30', '')]],
    ['cells without reference follow one another', '<c t="s"><v>1</v></c><c><v>2</v></c>', ['Siti', numberCell('2')]],
    [
      'a cell without reference follows one with',
      '<c r="C1"><v>1</v></c><c><v>2</v></c>',
      ['', '', numberCell('1'), numberCell('2')],
    ],
    ['the last column of Excel', '<c r="XFD1"><v>1</v></c>', [...Array<Cell>(16_383).fill(''), numberCell('1')]],
    [
      'styled cells without content leave nothing behind',
      '<c r="A1" t="s"><v>1</v></c><c r="B1" s="1"/><c r="XFD1" s="1"/>',
      ['Siti'],
    ],
    ['attributes in another order, apostrophes, blanks', `<c\n t='s'  s = "0"\tr='A1' ><v>1</v></c >`, ['Siti']],
    ['attributes nobody knows', '<c r="A1" cm="1" x14ac:r="Z9" t="s" ph="1"><v>1</v></c>', ['Siti']],
    ['an attribute with a greater-than sign', '<c r="A1" q="a>b" t="s"><v>1</v></c>', ['Siti']],
    [
      'comments, instructions and CDATA',
      '<!-- <c r="A1"/> --><?x <v> ?><c r="A1" t="str"><v>Si<!-- x --><![CDATA[t<&amp;]]>i</v></c>',
      ['Sit<&amp;i'],
    ],
    [
      'entities and character references',
      '<c r="A1" t="str"><v>&lt;&gt;&quot;&apos;&#10;&#x41;&amp;lt;</v></c>',
      ['<>"\'\nA&lt;'],
    ],
    ['escapes of Excel', '<c r="A1" t="str"><v>a_x000D_b_x005F_x000D_c_xD83D__xDE00_</v></c>', ['a\rb_x000D_c😀']],
    ['line ends of Windows', '<c r="A1" t="str"><v>a\r\nb\rc</v></c>', ['a\nb\nc']],
    ['extension lists', '<c r="A1" t="s"><v>1</v><extLst><ext uri="x"><v>7</v></ext></extLst></c>', ['Siti']],
  ];
  it.each(table)('%s', async (_, xml, expected) => {
    expect(await readCells(xml, { sharedStrings: STRINGS })).toEqual(expected);
  });

  it('a quote before the digits is a style, not a part of the NIK', async () => {
    expect(await readCells('<c r="A1" s="0" t="s"><v>0</v></c>', { sharedStrings: STRINGS })).toEqual([
      '3324015708450001',
    ]);
  });
});

describe('shared strings', () => {
  const shared = async (item: string) =>
    (
      await readCells('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>', {
        sharedStrings: sharedStrings(`${item}<si><t>next</t></si>`),
      })
    )[0];
  it.each([
    ['rich text is joined', '<si><r><t>Sit</t></r><r><rPr><b/></rPr><t xml:space="preserve">i </t></r></si>', 'Siti '],
    [
      'a phonetic reading is left out',
      '<si><t>Siti</t><rPh sb="0" eb="2"><t>reading</t></rPh><phoneticPr fontId="1"/></si>',
      'Siti',
    ],
    [
      'a phonetic reading of rich text is left out',
      '<si><r><t>Si</t></r><rPh sb="0" eb="2"><t>reading</t></rPh><r><t>ti</t></r></si>',
      'Siti',
    ],
    ['entities', '<si><t>A &amp; B &#233;</t></si>', 'A & B é'],
    ['escapes', '<si><t>a_x000A_b</t></si>', 'a\nb'],
    ['CDATA', '<si><t>a<![CDATA[<&>]]>b</t></si>', 'a<&>b'],
    ['NBSP and accents', '<si><t>\u00a0José 😀</t></si>', '\u00a0José 😀'],
    ['an empty one keeps its number', '<si/>', ''],
    ['an empty text keeps its number', '<si><t/></si>', ''],
  ])('%s', async (_, item, expected) => {
    expect((await shared(item)) ?? '').toBe(expected);
  });

  it('are the same when the same one is asked for again', async () => {
    const row = '<c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>1</v></c>';
    expect(await readCells(row, { sharedStrings: STRINGS })).toEqual(['Siti', 'Kendal', 'Siti']);
  });

  it('lie across the blocks they are kept in', async () => {
    const texts = Array.from(
      { length: 90 },
      (_, i) => `${i}-${Array.from({ length: 2000 }, (_, k) => `é${k * i}`).join('')}`,
    );
    const row = texts.map((_, i) => `<c t="s"><v>${i}</v></c>`).join('');
    expect(
      await readCells(row, { sharedStrings: sharedStrings(texts.map((t) => `<si><t>${t}</t></si>`).join('')) }),
    ).toEqual(texts);
  });
});

describe('days', () => {
  const FORMATS = {
    164: 'dd/mm/yyyy',
    165: '[$-421]dd mmmm yyyy',
    166: '"dimy" 0',
    167: '[h]:mm',
    168: 'hh:mm:ss',
    169: 'mmm\\-yy',
    170: '0.00E+00',
    171: '\\d0',
  };
  const ids = [0, 14, 22, 18, 46, 164, 165, 166, 167, 168, 169, 170, 171, 49];
  it('show a day where the style does', async () => {
    const row = ids.map((_, i) => `<c s="${i}"><v>20163.75</v></c>`).join('');
    const days = (await readCells(row, { styles: styles(ids, FORMATS) })).map((cell) =>
      typeof cell === 'string' ? cell : cell.kind,
    );
    expect(days).toEqual([
      'number',
      'date',
      'date',
      'number',
      'number',
      'date',
      'date',
      'number',
      'number',
      'number',
      'date',
      'number',
      'number',
      'number',
    ]);
  });
  it('count from 1900, with the fraction dropped and the raw serial kept', async () => {
    expect(await readCells('<c s="1"><v>20163.75</v></c>', { styles: styles(ids) })).toEqual([
      dateCell('20163.75', '1955-03-15'),
    ]);
  });
  it('count from 1904 where the workbook says so', async () => {
    for (const properties of ['date1904="1"', 'date1904="true"']) {
      expect(await readCells('<c s="1"><v>18701</v></c>', { styles: styles(ids), properties })).toEqual([
        dateCell('18701', '1955-03-15'),
      ]);
    }
  });
  it.each([
    ['59', '1900-02-28'],
    ['60', ''],
    ['0', ''],
    ['-1', ''],
    ['3.32401123456789E+15', ''],
    ['rusak', ''],
  ])('serial %s is %j', async (raw, day) => {
    expect(await readCells(`<c s="1"><v>${raw}</v></c>`, { styles: styles(ids) })).toEqual([dateCell(raw, day)]);
  });
  it('are not seen in text with a date style', async () => {
    expect(await readCells('<c s="1" t="s"><v>1</v></c>', { styles: styles(ids), sharedStrings: STRINGS })).toEqual([
      'Siti',
    ]);
  });
  it('need a style that exists', async () => {
    expect(await readCells('<c s="99"><v>20163</v></c>', { styles: styles(ids) })).toEqual([numberCell('20163')]);
  });
});
