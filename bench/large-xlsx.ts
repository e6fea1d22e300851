/**
 * A large workbook of ten columns as Excel lays it out: the sheet before sharedStrings.xml, texts shared, dates as
 * serial numbers. Shared strings refer backwards by number, so the people are invented twice, once for the sheet and
 * once for the texts, and never held.
 */
import { excelSerial } from '../fixtures/make/days.ts';
import { type GivenDose, inventDose } from '../fixtures/make/doses.ts';
import type { Person } from '../fixtures/make/people.ts';
import { dice } from '../fixtures/make/random.ts';
import { inventStrangers } from './strangers.ts';
import { zipWriter } from './zip-writer.ts';

const HEADINGS = [
  'NIK',
  'Nama Lengkap',
  'Tgl Lahir',
  'JK',
  'No HP',
  'Alamat',
  'Dosis',
  'Tgl Vaksin',
  'Jenis Vaksin',
  'No Batch',
];
const TEXT = 1;
const DAY = 2;

/** Texts that many rows share have a number each, first; then four texts of its own for every person. */
const SHARED = [
  ...HEADINGS,
  'L',
  'P',
  'Sinovac',
  'SINOVAC',
  'CoronaVac',
  'AstraZeneca',
  'Astra Zeneca',
  'Moderna',
  'Pfizer',
];
const NUMBERS = new Map(SHARED.map((text, index) => [text, index]));
const OWN = 5;

/** @param wrongEvery Every so many rows the NIK is a number; 0: never. */
export async function writeLargeXlsx(path: string, rows: number, wrongEvery = 0): Promise<void> {
  const zip = await zipWriter(path);
  await zip.add('[Content_Types].xml', [CONTENT_TYPES]);
  await zip.add('_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])]);
  await zip.add('xl/workbook.xml', [WORKBOOK]);
  await zip.add('xl/_rels/workbook.xml.rels', [
    relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
  ]);
  await zip.add('xl/worksheets/sheet1.xml', sheetXml(rows, wrongEvery));
  await zip.add('xl/styles.xml', [STYLES]);
  await zip.add('xl/sharedStrings.xml', stringsXml(rows));
  await zip.close();
}

function* visits(rows: number): Generator<{ person: Person; dose: GivenDose }> {
  const roll = dice(3);
  for (const person of inventStrangers(4, rows)) yield { person, dose: inventDose(roll, person) };
}

function* sheetXml(rows: number, wrongEvery: number): Generator<string> {
  yield `${XML}<worksheet ${MAIN}><dimension ref="A1:J${rows + 1}"/><sheetData><row r="1" spans="1:10">`;
  yield `${HEADINGS.map((_, c) => shared(column(c), 1, c)).join('')}</row>`;
  let r = 1;
  for (const { person, dose } of visits(rows)) {
    const own = SHARED.length + (r - 1) * OWN;
    r++;
    const cells = [
      wrongEvery > 0 && r % wrongEvery === 0
        ? `<c r="A${r}"><v>3324${String(r).padStart(11, '0')}0</v></c>`
        : shared('A', r, own, TEXT),
      shared('B', r, own + 1),
      `<c r="C${r}" s="${DAY}"><v>${excelSerial(person.birthDate)}</v></c>`,
      shared('D', r, NUMBERS.get(person.woman ? 'P' : 'L') ?? 0),
      shared('E', r, own + 2, TEXT),
      shared('F', r, own + 3),
      `<c r="G${r}"><v>${dose.number}</v></c>`,
      `<c r="H${r}" s="${DAY}"><v>${excelSerial(dose.date)}</v></c>`,
      shared('I', r, NUMBERS.get(dose.vaccine) ?? 0),
      shared('J', r, own + 4),
    ];
    yield `<row r="${r}" spans="1:10">${cells.join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function* stringsXml(rows: number): Generator<string> {
  const count = SHARED.length + rows * OWN;
  yield `${XML}<sst ${MAIN} count="${HEADINGS.length + rows * 7}" uniqueCount="${count}">`;
  for (const text of SHARED) yield `<si><t>${text}</t></si>`;
  for (const { person, dose } of visits(rows)) {
    yield `<si><t>${person.nik}</t></si><si><t>${person.name}</t></si><si><t>${person.phone}</t></si><si><t>${person.address}</t></si><si><t>${dose.lot}</t></si>`;
  }
  yield '</sst>';
}

function shared(letter: string, row: number, index: number, style = 0): string {
  return `<c r="${letter}${row}"${style ? ` s="${style}"` : ''} t="s"><v>${index}</v></c>`;
}

function column(index: number): string {
  return String.fromCharCode(65 + index);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPES}.sharedStrings+xml"/></Types>`;
const WORKBOOK = `${XML}<workbook ${MAIN} xmlns:r="${RELATIONS}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`;
const STYLES = `${XML}<styleSheet ${MAIN}><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function relations(targets: readonly (readonly [string, string])[]): string {
  const list = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}
