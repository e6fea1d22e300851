import { describe, expect, test } from 'vitest';
import { comparableName, namesAlike, readName } from '../../../src/record/fields/names.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { ERROR_CELL, numberCell, said, UNCALCULATED } from '../help.ts';

test.each<[string, Cell, string]>([
  ['as the card has it', 'SITI AMINAH', 'SITI AMINAH'],
  ['one word is a whole name', 'SUPARMI', 'SUPARMI'],
  ['a short one too', 'Ani', 'Ani'],
  ['blanks at the ends and between', '  Siti   Aminah ', 'Siti Aminah'],
  ['a no-break space', 'Siti\u00a0Aminah', 'Siti Aminah'],
  ['an invisible mark of another keyboard', '\u200fSiti Aminah', 'Siti Aminah'],
  ['titles and degrees stay', 'dr. H. Budi Santoso, Sp.PD', 'dr. H. Budi Santoso, Sp.PD'],
  ['an apostrophe', "Nur'aini", "Nur'aini"],
  ['accents', 'René Suharto', 'René Suharto'],
  ['sixty letters', `A${'b'.repeat(59)}`, `A${'b'.repeat(59)}`],
])('sent as it is: %s', (_, cell, name) => {
  expect(readName(cell)).toEqual({ value: name, problems: [] });
});

test.each<[string, Cell | undefined, string]>([
  ['nothing', '', 'NAME_EMPTY error'],
  ['beyond the end of the row', undefined, 'NAME_EMPTY error'],
  ['a dash', '-', 'NAME_EMPTY error'],
  ['no letter', '???', 'NAME_EMPTY error'],
  ['a character that is lost', 'NUR\ufffdAINI', 'CELL_GARBLED error v=NUR\ufffdAINI'],
  ['UTF-8 read as Windows-1252', 'JOSÃ‰', 'CELL_GARBLED error v=JOSÃ‰'],
  ['the cell above is meant', '"', 'CELL_DITTO error v="'],
  ['what pandas writes for nothing', 'NULL ', 'NAME_NULL hold v=NULL'],
  ['a formula error', ERROR_CELL, 'CELL_ERROR error v=#N/A'],
  ['a formula error in a CSV', '#N/A', 'CELL_ERROR error v=#N/A'],
  ['an error of LibreOffice', 'Err:502', 'CELL_ERROR error v=Err:502'],
  ['a formula that was never calculated', UNCALCULATED, 'CELL_ERROR error v=='],
])('kept back: %s', (_, cell, problem) => {
  const reading = readName(cell);
  expect(said(reading)).toEqual([problem]);
  if (!problem.includes('hold')) expect(reading).not.toHaveProperty('value');
});

test.each<[string, Cell, string]>([
  ['digits', 'Budi 2', 'Budi 2'],
  ['61 letters', `A${'b'.repeat(60)}`, `A${'b'.repeat(60)}`],
  ['a newborn without a name', 'By Ny Siti', 'By Ny Siti'],
  ['a newborn without a name, written out', 'BAYI NY. SITI', 'BAYI NY. SITI'],
  ['only titles', 'Ny.', 'Ny.'],
  ['two people', 'SITI & BUDI', 'SITI & BUDI'],
  ['two people, with a stroke', 'SITI / SUTINAH', 'SITI / SUTINAH'],
  ['a remark', 'SITI AMINAH *', 'SITI AMINAH *'],
])('sent with a warning: %s', (_, cell, name) => {
  const reading = readName(cell);
  expect(reading.value).toBe(name);
  expect(said(reading)).toEqual([`NAME_ODD warning v=${name}`]);
});

test.each<[string, Cell, string]>([
  ['a number', numberCell('12'), 'NAME_ODD hold v=12'],
  ['digits', '9999', 'NAME_ODD hold v=9999'],
  ['a question', 'JOS?', 'NAME_ODD hold v=JOS?'],
  ['a fraction', numberCell('0.35'), 'NAME_ODD hold v=0.35'],
  ['a day that Excel made', { kind: 'date', raw: '44228', day: '2021-02-01' }, 'CELL_GARBLED error v=2021-02-01'],
])('nobody is called so: %s', (_, cell, problem) => {
  expect(said(readName(cell))).toEqual([problem]);
});

describe('comparable', () => {
  test.each([
    ['titles and degrees', 'H. Moch. Djaelani, S.Pd', 'MUHAMAD JAILANI'],
    ['degrees with blanks inside', 'dr. Siti Aminah, S. Ked., M.Kes', 'SITI AMINAH'],
    ['two titles', 'Drs. H. Bambang S., M.Si.', 'BAMBANG S'],
    ['K.H.', 'K.H. Ahmad Dahlan', 'AHMAD DAHLAN'],
    ['bin and binti', 'Siti binti Umar', 'SITI UMAR'],
    ['an apostrophe', "Nur'aini", 'NURAINI'],
    ['blanks between the letters', 'A i s y a h', 'AISYAH'],
    ['M. before a name', 'M. Budi', 'MUHAMAD BUDI'],
    ['Abdul with and without a blank', 'Abdul Rochman', 'ABDURAHMAN'],
    ['the same', 'Abdurrahman', 'ABDURAHMAN'],
    ['before a moon letter', 'Abdul Aziz', 'ABDULAJIJ'],
    ['old spelling', 'Soeharto Tjokro', 'SUHARTO COKRO'],
    ['accents', 'René', 'RENE'],
    ['a title that is all there is', 'Ny.', 'NI'],
    ['nothing', '', ''],
  ])('%s', (_, name, comparable) => {
    expect(comparableName(name)).toBe(comparable);
  });
});

describe('two spellings of one person', () => {
  test.each([
    ['SITI AMINAH', 'AMINAH'],
    ['M. BUDI', 'MUHAMMAD BUDI SANTOSO'],
    ['Budi S.', 'Budi Santoso'],
    ['Sri Wahyuni', 'SRIWAHYUNI'],
    ['Zaenal Arifin', 'Jainal Aripin'],
    ['Supriyadi', 'Supriadi'],
    ['Abdul Rochman', 'Abdurrahman'],
    ['H. Slamet, S.Pd', 'Slamet'],
    ['St. Fatimah', 'Siti Patimah'],
    ['Soekarno', 'SUKARNO'],
    ['Santoso Budi', 'Budi Santoso'],
  ])('%s = %s', (a, b) => {
    expect(namesAlike(a, b)).toBe(true);
    expect(namesAlike(b, a)).toBe(true);
  });
});

describe('two people', () => {
  test.each([
    ['Wasit Ridwan', 'Lee In Wong'],
    ['DWI LESTARI', 'DEWI LESTARI'],
    ['Rizki', 'Rizka'],
    ['Muhammad Ali', 'Muhammad Adi'],
    ['M. Budi', 'M. Santoso'],
    ['Siti Aminah', 'Siti Nurhaliza'],
    ['B S', 'Budi Santoso'],
    ['Budi', 'Siti Aminah'],
    ['', 'Siti Aminah'],
  ])('%s ≠ %s', (a, b) => {
    expect(namesAlike(a, b)).toBe(false);
    expect(namesAlike(b, a)).toBe(false);
  });
});
