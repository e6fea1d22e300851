/**
 * Invented sheets for the crash tests, and what must have become of every row when all is done, whatever happened on
 * the way.
 */
import { clerkDate, dayNumber, isoDay } from '../../fixtures/make/days.ts';
import { type GivenDose, inventDose } from '../../fixtures/make/doses.ts';
import { inventPeople, type Person } from '../../fixtures/make/people.ts';
import { type Dice, dice } from '../../fixtures/make/random.ts';
import { workbookParts, worksheet, zipBytes } from '../support/xlsx-writer.ts';

/** What the server must hold in the end: one effect for each of these, and nothing else. */
export interface ExpectedEffect {
  readonly nik: string;
  readonly dose: number;
  readonly date: string;
}

export interface CrashSheets {
  /** File name → bytes. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** By `nik/dose`. */
  readonly effects: ReadonlyMap<string, ExpectedEffect>;
  /** Outcomes of an import of all files, `accepted` and `already-there` as one. */
  readonly outcomes: {
    readonly there: number;
    readonly invalid: number;
    readonly repeated: number;
    readonly held: number;
    readonly skipped: number;
  };
}

const HEADINGS = [
  'No',
  'NIK',
  'Nama Lengkap',
  'Tgl Lahir',
  'JK',
  'No HP',
  'Alamat',
  'Kategori',
  'Dosis',
  'Tgl Vaksin',
  'Jenis Vaksin',
  'No Batch',
  'Faskes',
];

/** Part of every invented name: a byte of personal data that has gone astray is found by it. */
export const NAME_MARK = 'Rekaanwati';

interface Drawn {
  readonly rows: string[][];
  readonly effects: Map<string, ExpectedEffect>;
  readonly outcomes: { there: number; invalid: number; repeated: number; held: number; skipped: number };
}

/**
 * About `rows` rows in a workbook of two tabs and a CSV file: seven in ten stand for a record, the others repeat one,
 * cannot be read, contradict another one, or are blank pre-printed rows. Equal seeds make equal bytes.
 */
export function inventSheets(seed: number, rows: number): CrashSheets {
  const roll = dice(seed);
  const drawn: Drawn = {
    rows: [],
    effects: new Map(),
    outcomes: { there: 0, invalid: 0, repeated: 0, held: 0, skipped: 0 },
  };
  const people = [...inventPeople(seed, rows)];
  const third = Math.ceil(rows / 3);
  const parts = [0, 1, 2].map((part) => {
    drawn.rows.length = 0;
    for (const person of people.slice(part * third, (part + 1) * third))
      if (drawn.rows.length < third) draw(drawn, person, roll);
    return drawn.rows.map((row, index) => [String(index + 1), ...row]);
  });
  const [first = [], second = [], third_ = []] = parts;
  for (const position of [1, 2, 3])
    first.push([String(first.length + position), ...Array.from({ length: HEADINGS.length - 1 }, () => '')]);
  drawn.outcomes.skipped += 3;
  // The CSV file says some of the workbook again, as a clerk who copies yesterday's rows does.
  const again = first.slice(0, 3).filter((row) => drawn.effects.has(`${row[1]}/${row[8]}`));
  drawn.outcomes.repeated += again.length;
  const csv = [HEADINGS, ...third_, ...again].map((row) => row.map(csvCell).join(';')).join('\r\n');
  return {
    files: new Map([
      ['vaksin.xlsx', workbook(first, second)],
      ['susulan.csv', Buffer.from(`${csv}\r\n`)],
    ]),
    effects: drawn.effects,
    outcomes: drawn.outcomes,
  };
}

/** One person's row, or the two that repeat or contradict each other. */
function draw({ rows, effects, outcomes }: Drawn, invented: Person, roll: Dice): void {
  const person = { ...invented, name: `${invented.name} ${NAME_MARK}` };
  const dose = inventDose(roll, person);
  const kind = roll.next();
  if (kind < 0.08) {
    rows.push(cells(roll.chance(0.5) ? { ...person, nik: person.nik.slice(0, 15) } : { ...person, name: '' }, dose));
    outcomes.invalid += 1;
    return;
  }
  rows.push(cells(person, dose));
  if (kind < 0.11) {
    rows.push(cells(person, { ...dose, date: isoDay(dayNumber(dose.date) - 3) }));
    outcomes.held += 2;
    return;
  }
  effects.set(`${person.nik}/${dose.number}`, { nik: person.nik, dose: dose.number, date: dose.date });
  outcomes.there += 1;
  if (kind < 0.2) {
    rows.push(cells(person, dose));
    outcomes.repeated += 1;
  }
}

function cells(person: Person, dose: GivenDose): string[] {
  const { nik, name, birthDate, woman, phone, address, category } = person;
  const [born, given] = [clerkDate(birthDate), clerkDate(dose.date)];
  return [
    nik,
    name,
    born,
    woman ? 'P' : 'L',
    phone,
    address,
    category,
    String(dose.number),
    given,
    dose.vaccine,
    dose.lot,
    'Puskesmas Contoh Kendal',
  ];
}

function csvCell(value: string): string {
  return /[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function workbook(...tabs: readonly (readonly string[][])[]): Buffer {
  const sheets = tabs.map((rows, index) => ({
    name: `Hari ${index + 1}`,
    xml: worksheet([HEADINGS, ...rows].map(rowXml).join('')),
  }));
  return zipBytes(workbookParts({ sheets }));
}

function rowXml(row: readonly string[], index: number): string {
  const line = index + 1;
  const cell = (value: string, column: number): string => {
    const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return value === ''
      ? ''
      : `<c r="${String.fromCharCode(65 + column)}${line}" t="inlineStr"><is><t>${text}</t></is></c>`;
  };
  return `<row r="${line}">${row.map(cell).join('')}</row>`;
}
