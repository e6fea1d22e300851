/**
 * The blank workbook as a file: its rules are really in it, its headings are clear to the reader, and nothing else in
 * it is read.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vaccineChoices } from '../../src/record/fields/vaccines.ts';
import type { Header } from '../../src/record/header/columns.ts';
import { findHeader } from '../../src/record/header/header.ts';
import { matchHeading } from '../../src/record/header/match-heading.ts';
import { readRow } from '../../src/record/row/read-row.ts';
import { TEMPLATE_FIELDS } from '../../src/record/table/fields.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { openZip } from '../../src/source/xlsx/zip.ts';
import { headingOf } from '../../src/template/data-sheet.ts';
import { type TemplateChoices, templateColumns } from '../../src/template/template-columns.ts';
import { writeTemplate } from '../../src/template/write-template.ts';
import { LANGUAGES } from '../../src/text/language.ts';
import { TEMPLATE_WORDS } from '../../src/text/template-for.ts';
import { elementsIn } from '../../src/workbook/markup.ts';
import { RULES, SHEET } from '../record/rows.ts';
import { hasCalc, saveWithCalc } from '../support/calc.ts';
import { type ReadSheet, readXlsx } from '../support/xlsx-reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'template-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FREE: TemplateChoices = { vaccines: vaccineChoices([], 'covid19'), sites: [], categories: [], boosters: true };
/** More than fits into one rule, with characters that XML and formulas care about. */
const LISTED: TemplateChoices = {
  ...FREE,
  sites: Array.from({ length: 40 }, (_, n) => `Puskesmas "Contoh" ${n + 1}, Kendal & <sekitarnya>`),
  categories: [],
};
const calc = hasCalc();
const CALC = calc ? '' : ' (not looked at: no soffice here)';

async function partOf(path: string, part: string): Promise<string> {
  const zip = await openZip(path, DEFAULT_LIMITS);
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of zip.bytes(part)) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    await zip.close();
  }
}

/** Column → type, operator and formulas of its rule, with the cells they are for. */
function validations(xml: string): Record<string, string> {
  const rules = Array.from(
    xml.matchAll(/<dataValidation ([^>]*)>(.*?)<\/dataValidation>/gs),
    ([, attributes = '', inside = '']) => {
      const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
      const formulas = Array.from(inside.matchAll(/<formula\d>(.*?)<\/formula\d>/gs), ([, formula = '']) => formula);
      return [attribute('sqref'), [attribute('type'), attribute('operator'), ...formulas].filter(Boolean).join(' ')];
    },
  );
  return Object.fromEntries(rules) as Record<string, string>;
}

function headerOf(sheet: ReadSheet | undefined): Header {
  const search = findHeader(sheet?.rows ?? [], new Map(), sheet?.name);
  if (search.kind !== 'found') throw new Error(`no header: ${search.kind}`);
  return search.header;
}

describe.each(LANGUAGES)('the words (%s)', (lang) => {
  const words = TEMPLATE_WORDS[lang];
  const all = [FREE, LISTED, { ...FREE, boosters: false }].flatMap((choices) => templateColumns(words, choices));

  it('are as short as Excel demands: it calls a file with longer ones damaged', () => {
    for (const { heading, need, hint, refusal } of all) {
      expect(`${heading} (${words.needs[need]})`.length).toBeLessThanOrEqual(32);
      expect(hint.length).toBeLessThanOrEqual(255);
      expect(refusal.length).toBeLessThanOrEqual(225);
    }
    expect(words.refused.length).toBeLessThanOrEqual(32);
  });

  it('name each field by a heading that the reader knows as it stands', () => {
    for (const column of templateColumns(words, FREE)) {
      const match = matchHeading(headingOf(column));
      expect(match, column.heading).toMatchObject({ field: column.field });
      expect(match?.strength, column.heading).toBeGreaterThan(90);
    }
  });

  it('name the sheet that is to be filled in, and the explaining one', () => {
    expect(words.guide.intro).toContain(`"${words.sheets.data}"`);
    expect(words.next('/a/b.xlsx', 'b.xlsx').join('\n')).toContain(`"${words.sheets.guide}"`);
  });
});

describe.each(LANGUAGES)('the workbook (%s)', (lang) => {
  const words = TEMPLATE_WORDS[lang];
  const path = join(folder, `${lang}.xlsx`);
  let sheets: readonly ReadSheet[] = [];
  let xml = '';
  beforeAll(async () => {
    await writeTemplate({ path, choices: FREE, lang });
    sheets = await readXlsx(path);
    xml = await partOf(path, 'xl/worksheets/sheet1.xml');
  });

  it('opens with the sheet to fill in; the lists are where no menu shows them', async () => {
    const { data, guide, lists } = words.sheets;
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      [data, false],
      [guide, false],
      [lists, true],
    ]);
    const workbook = await partOf(path, 'xl/workbook.xml');
    expect(workbook).toContain('activeTab="0"');
    expect(workbook).toContain(`name="${lists}" state="veryHidden"`);
    expect(workbook).toMatch(/_xlnm\.Print_Titles" localSheetId="0">[^<]*\$1:\$1</);
  });

  it('has a header that the reader finds, with a column for each field and nothing left over', () => {
    const header = headerOf(sheets[0]);
    expect(header).toMatchObject({ line: 1, lines: [1], ignored: [], defaults: {} });
    expect(Object.keys(header.headings).sort()).toEqual([...TEMPLATE_FIELDS].sort());
    expect(header.doses).toHaveLength(1);
  });

  it('has one row, the example, which is skipped', () => {
    const rows = sheets[0]?.rows.slice(1) ?? [];
    expect(rows.map(({ line }) => line)).toEqual([2]);
    const header = headerOf(sheets[0]);
    expect(rows.map((row) => readRow(row, header, SHEET, RULES))).toEqual([{ kind: 'skipped', why: 'ROW_EXAMPLE' }]);
  });

  it('has an example that would be sound, were it somebody’s', () => {
    const [, example] = sheets[0]?.rows ?? [];
    const cells = example?.cells.map((cell) =>
      typeof cell === 'string' && cell.startsWith(`${words.exampleMark}: `)
        ? cell.slice(words.exampleMark.length + 2)
        : cell,
    );
    const read = readRow({ line: 2, hidden: false, cells: cells ?? [] }, headerOf(sheets[0]), SHEET, RULES);
    expect(read.kind === 'read' && read.readings.map(({ kind, problems }) => [kind, problems])).toEqual([
      ['valid', []],
    ]);
  });

  it('is still known by half of its example: whoever overwrites one of name and NIK sends nobody', () => {
    const [, example] = sheets[0]?.rows ?? [];
    for (const [column, typed] of [
      [0, '3324015708459002'],
      [1, 'Dewi Karangan'],
    ] as const) {
      const row = { line: 2, hidden: false, cells: example?.cells.with(column, typed) ?? [] };
      expect(readRow(row, headerOf(sheets[0]), SHEET, RULES)).toEqual({ kind: 'skipped', why: 'ROW_EXAMPLE' });
    }
  });

  it('has no second list of people: guide and lists are passed over', () => {
    // Nor is `--map` for a heading of the clerk's own looked for in them.
    for (const map of [new Map(), new Map([['Kartu Identitas', 'nik' as const]])]) {
      const others = sheets.slice(1).map(({ rows, name }) => findHeader(rows, map, name).kind);
      expect(others).toEqual(['none', 'none']);
    }
  });

  it('keeps text as text, days as days, and shows days day first', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const data = book.getWorksheet(words.sheets.data);
    const formats = TEMPLATE_FIELDS.map((field, index) => [field, data?.getColumn(index + 1).numFmt ?? 'General']);
    expect(Object.fromEntries(formats)).toEqual({
      nik: '@',
      name: '@',
      birthDate: 'dd/mm/yyyy',
      sex: 'General',
      phone: '@',
      address: '@',
      category: '@',
      dose: 'General',
      date: 'dd/mm/yyyy',
      vaccine: '@',
      lot: '@',
      site: '@',
    });
    expect(data?.getCell('C2').value).toEqual(new Date('1945-08-17'));
    // The columns have their formats as a whole; a thousand prepared rows of cells would be a thousand rows to read.
    expect(data?.rowCount).toBe(2);
    expect(data?.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 1 });
    expect(data?.pageSetup).toMatchObject({ orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
  });

  it('tells the example and the required columns by more than colour', async () => {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(path);
    const data = book.getWorksheet(words.sheets.data);
    expect(data?.getCell('A2').font).toMatchObject({ italic: true });
    const starred = TEMPLATE_FIELDS.filter((_, index) =>
      String(data?.getRow(1).getCell(index + 1).value).endsWith(' *'),
    );
    expect(starred).toEqual(['nik', 'name', 'birthDate', 'sex', 'dose', 'date', 'vaccine']);
    const fills = (...cells: string[]) => new Set(cells.map((at) => JSON.stringify(data?.getCell(at).fill)));
    expect(fills('A1', 'B1', 'J1').size).toBe(1);
    expect(fills('A1', 'E1').size).toBe(2);
  });

  it('has its rules in it, for every row that a month may bring', () => {
    const list = `'${words.sheets.lists}'!`;
    expect(validations(xml)).toEqual({
      'A2:A10001':
        'custom AND(LEN(A2)=16,TEXT(VALUE(LEFT(A2,8)),&quot;00000000&quot;)&amp;TEXT(VALUE(RIGHT(A2,8)),&quot;00000000&quot;)=A2)',
      'B2:B10001': 'textLength lessThanOrEqual 60',
      'C2:C10001': 'date between 1 TODAY()',
      'D2:D10001': `list ${list}$A$1:$A$2`,
      'E2:E10001': expect.stringMatching(/^custom AND\(OR\(LEFT\(E2,2\)=&quot;08&quot;/),
      'F2:F10001': 'textLength lessThanOrEqual 250',
      'G2:G10001': 'textLength lessThanOrEqual 100',
      'H2:H10001': `list ${list}$B$1:$B$6`,
      'I2:I10001': 'date between 1 TODAY()',
      'J2:J10001': `list ${list}$C$1:$C$13`,
      'K2:K10001': 'textLength lessThanOrEqual 40',
      'L2:L10001': 'textLength lessThanOrEqual 150',
    });
    for (const column of templateColumns(words, FREE))
      if (column.rule.kind === 'formula') expect(column.rule.formula.length).toBeLessThanOrEqual(255);
  });

  it('says what is wanted and what is wrong, in its language', () => {
    const shown = Array.from(xml.matchAll(/<dataValidation [^>]*>/g), ([tag]) => tag);
    expect(shown).toHaveLength(12);
    for (const tag of shown)
      expect(tag).toMatch(
        /showInputMessage="1" showErrorMessage="1" promptTitle=".+" prompt=".+" errorTitle=".+" error=".+"/,
      );
    expect(shown[0]).toContain(`error="${words.columns.nik.refusal}"`);
  });

  it('does not offer to make numbers of NIKs', () => {
    const [, cells = ''] = /<ignoredError sqref="([^"]*)" numberStoredAsText="1"\/>/.exec(xml) ?? [];
    expect(cells.split(' ')).toEqual(expect.arrayContaining(['A2:A10001', 'E2:E10001', 'K2:K10001']));
  });

  it('has its parts in the order that Excel insists on', () => {
    const parts = elementsIn(xml).flatMap((root) => elementsIn(xml, root.inner, root.innerEnd).map(({ name }) => name));
    const order =
      'sheetPr dimension sheetViews sheetFormatPr cols sheetData conditionalFormatting dataValidations printOptions pageMargins pageSetup headerFooter ignoredErrors';
    expect([...new Set(parts)].join(' ')).toBe(order);
  });

  it.runIf(calc)(`keeps its rules when LibreOffice saves it${CALC}`, async () => {
    const saved = saveWithCalc(path, 'xlsx');
    const rules = Object.entries(validations(await partOf(saved, 'xl/worksheets/sheet1.xml')));
    expect(rules).toHaveLength(12);
    const [cells = '', rule] = rules.find(([at]) => at.startsWith('C2:C')) ?? [];
    expect(rule).toBe('date between 1 TODAY()');
    // LibreOffice 7.4 cuts a rule off a thousand rows below what is filled in.
    expect(Number(cells.slice(4))).toBeGreaterThan(1_000);
    const again = await readXlsx(saved);
    expect(again.map(({ rows, name }) => findHeader(rows, new Map(), name).kind)).toEqual(['found', 'none', 'none']);
  });
});

describe('drop-downs', () => {
  it('offer what is there, however many and however written', async () => {
    const path = join(folder, 'listed.xlsx');
    await writeTemplate({ path, choices: LISTED, lang: 'id' });
    expect(validations(await partOf(path, 'xl/worksheets/sheet1.xml'))['L2:L10001']).toBe(`list 'Daftar'!$D$1:$D$40`);
    const lists = (await readXlsx(path))[2];
    expect(lists?.rows.map(({ cells }) => cells[3]).filter(Boolean)).toEqual(LISTED.sites);
    const example = (await readXlsx(path))[0]?.rows[1]?.cells ?? [];
    expect([example[9], example[11]]).toEqual(['Sinovac (CoronaVac)', LISTED.sites[0]]);
  });

  it('offer nothing that the reader does not take', async () => {
    for (const lang of LANGUAGES) {
      const lists = (await readXlsx(join(folder, `${lang}.xlsx`)))[2];
      const [data] = await readXlsx(join(folder, `${lang}.xlsx`));
      const header = headerOf(data);
      const [, example] = data?.rows ?? [];
      const sound = example?.cells.with(0, '3324015708459001').with(1, 'Dewi Karangan') ?? [];
      let tried = 0;
      for (const { cells } of lists?.rows ?? [])
        for (const [list, column] of [
          [0, 3],
          [1, 7],
          [2, 9],
        ] as const) {
          const choice = cells[list];
          if (choice === undefined || choice === '') continue;
          tried += 1;
          const read = readRow({ line: 3, hidden: false, cells: sound.with(column, choice) }, header, SHEET, RULES);
          const codes = read.kind === 'read' ? read.readings[0].problems.map(({ code }) => code) : [read.why];
          // A man with the NIK of a woman is another matter.
          expect(
            codes.filter((code) => code !== 'NIK_SEX'),
            JSON.stringify(choice),
          ).toEqual([]);
        }
      expect(tried).toBe(2 + 6 + 13);
    }
  });

  it('have no boosters where a programme has none', () => {
    const dose = templateColumns(TEMPLATE_WORDS.id, { ...FREE, boosters: false }).find(({ field }) => field === 'dose');
    expect(dose).toMatchObject({
      rule: { kind: 'list', choices: [1, 2, 3, 4] },
      hint: expect.not.stringContaining('ooster'),
    });
  });
});

describe('the formulas, as a spreadsheet reckons them', () => {
  const NIKS: Readonly<Record<string, boolean>> = {
    '3324015708459001': true,
    '0000000100000001': true,
    '332401570845900': false,
    '33240157084590011': false,
    '3324015708459O01': false,
    '332401570845 001': false,
    '33240157.8459001': false,
    '-324015708459001': false,
    '3324015708451E03': false,
    'Contoh: 33240157': false,
  };
  const PHONES: Readonly<Record<string, boolean>> = {
    '081012345678': true,
    '0810-1234-5678': true,
    '+62 810-1234-5678': true,
    '+6591234567': true,
    '81012345678': false,
    '0251': false,
    '08101234567890123': false,
    'tidak ada': false,
  };

  it.runIf(calc)(`take sound values and refuse the others${CALC}`, async () => {
    const columns = templateColumns(TEMPLATE_WORDS.id, FREE);
    const book = new exceljs.Workbook();
    const sheet = book.addWorksheet('Uji');
    const wanted: string[] = [];
    for (const [field, values] of [
      ['nik', NIKS],
      ['phone', PHONES],
    ] as const) {
      const column = columns.find((each) => each.field === field);
      if (column?.rule.kind !== 'formula') throw new Error('no formula');
      for (const [value, sound] of Object.entries(values)) {
        const line = wanted.length + 1;
        sheet.getCell(`${column.letter}${line}`).value = value;
        const formula = column.rule.formula(`${column.letter}${line}`);
        // A rule that ends in an error refuses.
        sheet.getCell(`H${line}`).value = { formula: `IF(IFERROR(${formula},FALSE),"ya","tidak")`, date1904: false };
        wanted.push(`${value} ${sound ? 'ya' : 'tidak'}`);
      }
    }
    const path = join(folder, 'uji.xlsx');
    await book.xlsx.writeFile(path);
    const saved = saveWithCalc(path, 'csv');
    const got = readFileSync(saved, 'utf8').trim().split('\n');
    expect(got.map((line) => line.split(',').filter(Boolean).join(' '))).toEqual(wanted);
  });
});
