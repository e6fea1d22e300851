/** Colours of cells: what a legend says of them, and what follows for the rows. */
import { describe, expect, it } from 'vitest';
import { colourLegend } from '../../../src/record/given/colour-legend.ts';
import { surveyColours } from '../../../src/record/given/colours.ts';
import { COLOUR_WORDS, isCalled } from '../../../src/record/given/hues.ts';
import { watchColumns } from '../../../src/record/profile/watch.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import type { SourceRow } from '../../../src/record/source-row.ts';
import { HEADINGS, headerOf, person, RULES, row, SHEET } from '../rows.ts';

const YELLOW = 'FFFF00';
const RED = 'FF0000';
const GREEN = '92D050';

/** A row of texts; `#FFFF00` in front of a text, or alone, is the colour of its cell. */
function painted(cells: readonly string[], line = 1): SourceRow {
  const parts = cells.map((cell) => /^(?:#([\dA-F]{6}))?(.*)$/s.exec(cell) ?? []);
  const fills = parts.map(([, fill]) => fill);
  const texts = parts.map(([, , text = '']) => text);
  return fills.some(Boolean) ? { ...row(texts, line), fills } : row(texts, line);
}

const HEADER = painted([...HEADINGS]);
const somebody = (fill?: string, line = 5): SourceRow => {
  const { cells } = person();
  return fill === undefined ? { ...person(), line } : { ...person(), line, fills: cells.map(() => fill) };
};

/** What a legend in these rows above the table says of yellow, red and green; '' for nothing. */
function saidBy(...legend: readonly (readonly string[])[]): string {
  const found = colourLegend([[...legend.map((cells) => painted(cells)), HEADER, somebody()]]);
  return [YELLOW, RED, GREEN].map((fill) => found?.meaningOf(fill)?.kind ?? '').join(',');
}

describe('a legend', () => {
  it.each<[string, readonly (readonly string[])[], string]>([
    ['a swatch and the words beside it', [['#FFFF00', ': tidak hadir']], 'back,,'],
    ['words in the coloured cell itself', [['#FFFF00Tidak hadir']], 'back,,'],
    ['an equals sign', [['#FFFF00', '= BATAL']], 'back,,'],
    ['words two cells on', [['#FFFF00', '', 'belum vaksin']], 'back,,'],
    ['words before the swatch', [['Tidak datang', '#FFFF00']], 'back,,'],
    ['three in one line', [['#FFFF00', 'tunda', '#FF0000', 'menolak', '#92D050', 'sudah divaksin']], 'back,back,given'],
    [
      'three in one line, written into the cells',
      [['#92D050Hadir', '#FFFF00Tidak Hadir', '#FF0000Meninggal']],
      'back,back,given',
    ],
    [
      'three lines',
      [['Keterangan :'], ['#92D050', 'Hadir'], ['#FFFF00', 'Pindah'], ['#FF0000', 'TMS']],
      'back,back,given',
    ],
    ['a swatch that is merged over three cells', [['#FFFF00', '#FFFF00', '#FFFF00', 'absen']], 'back,,'],
    ['a sentence', [['Keterangan: kuning = tidak hadir']], 'back,,'],
    ['a sentence with two colours', [['Kuning : tunda, merah : menolak']], 'back,back,'],
    ['a sentence the other way round', [['Yang batal diblok kuning']], 'back,,'],
    ['an English sentence', [['Yellow rows = no show; green = vaccinated']], 'back,,given'],
    ['plans', [['#FFFF00', 'masih antri']], 'back,,'],
    [
      'groups of people',
      [
        ['#FFFF00', 'Lansia'],
        ['#FF0000', 'Nakes'],
        ['#92D050', 'Dosis 2'],
      ],
      ',,',
    ],
    [
      'vaccines',
      [
        ['#FFFF00', 'Sinovac'],
        ['#FF0000', 'AstraZeneca'],
      ],
      ',,',
    ],
    ['words that nobody knows', [['#FFFF00', 'cluster Boja']], 'unread,,'],
    ['a title with a colour', [['#FFFF00DAFTAR VAKSINASI DESA METESEH']], ',,'],
    ['headings with one colour', [['#FFFF00Hadir', '#FFFF00Tidak hadir', '#FFFF00Tunda']], ',,'],
    [
      'one colour with two meanings',
      [
        ['#FFFF00', 'hadir'],
        ['#FFFF00', 'tidak hadir'],
      ],
      'back,,',
    ],
    ['no colour at all', [['Keterangan: tidak hadir']], ',,'],
  ])('%s', (_, rows, wanted) => {
    expect(saidBy(...rows)).toBe(wanted);
  });

  it('beside the table, in the rows of people', () => {
    const beside = { ...person(), cells: [...person().cells, '', '', ': batal'], fills: [] as (string | undefined)[] };
    beside.fills[person().cells.length + 1] = YELLOW;
    expect(colourLegend([[HEADER, beside, somebody(YELLOW)]])?.meaningOf(YELLOW)?.kind).toBe('back');
  });

  it('beside the table without a gap, and in a row of its own colour behind one', () => {
    const { cells } = person();
    const near = { ...person(), cells: [...cells, '', '= batal'], fills: [...cells.map(() => undefined), YELLOW] };
    expect(colourLegend([[HEADER, near]])?.meaningOf(YELLOW)?.kind).toBe('back');
    const same = { ...person(), cells: [...cells, '', '', 'batal'], fills: [...cells.map(() => RED), undefined, RED] };
    expect(colourLegend([[HEADER, same]])?.meaningOf(RED)?.kind).toBe('back');
  });

  it('is no remark on the row of somebody beside which it stands', () => {
    const { cells } = person();
    const beside = {
      ...person(),
      cells: [...cells, '', '', 'batal'],
      fills: [...cells.map(() => undefined), undefined, YELLOW],
    };
    const read = readRow(beside, headerOf(HEADINGS), SHEET, RULES);
    expect(read.kind === 'read' && read.readings[0].kind).toBe('valid');
  });

  it('is no remark in a coloured row of somebody', () => {
    const remarked = { ...somebody(YELLOW), cells: [...person().cells, 'tidak hadir'] };
    const fills = [...(remarked.fills ?? []), YELLOW];
    expect(colourLegend([[HEADER, { ...remarked, fills }, somebody()]])).toBeUndefined();
  });

  it('on another sheet', () => {
    expect(
      colourLegend([[HEADER, somebody(YELLOW)], [painted(['#FFFF00', 'Tidak hadir'])]])?.meaningOf(YELLOW)?.kind,
    ).toBe('back');
  });
});

/** The codes of rows with these colours, undefined for none, under a legend. */
function heldBy(legend: readonly (readonly string[])[], fills: readonly (string | undefined)[]): string[] {
  const found = colourLegend([[...legend.map((cells) => painted(cells)), HEADER]]);
  const rows = fills.map((fill, at) => somebody(fill, at + 5));
  const header = headerOf(HEADINGS);
  const survey = found && surveyColours(found, header.width);
  for (const one of rows) survey?.see(one);
  const settled = survey ? { ...header, colours: survey.colours() } : header;
  const watch = watchColumns(settled, { headings: HEADINGS, told: new Map() }, RULES);
  const codes = rows.map((one) => {
    const read = readRow(one, settled, SHEET, RULES);
    if (read.kind === 'skipped') return read.why;
    watch.see(one, read);
    return read.readings.flatMap(({ problems }) => problems.map(({ code }) => code)).join(' ');
  });
  return [...codes, ...watch.verdict().notes.map(({ code }) => code)];
}

describe('rows', () => {
  const NO = 'ROW_COLOUR';
  it.each<[string, readonly (readonly string[])[], readonly (string | undefined)[], readonly string[]]>([
    ['of the colour of those who did not come', [['#FFFF00', 'tidak hadir']], [undefined, YELLOW, RED], ['', NO, '']],
    ['of nearly that colour', [['#FFFF00', 'tidak hadir']], ['FFF80A', 'FFC000'], [NO, '']],
    ['of a colour that words name', [['kuning = batal']], ['FFFF99', 'FFF2CC', GREEN], [NO, NO, '']],
    ['without the colour of those who came', [['#92D050', 'sudah divaksin']], [GREEN, undefined, YELLOW], ['', NO, NO]],
    ['where nobody has the colour of those who came', [['#92D050', 'sudah divaksin']], [undefined, YELLOW], ['', '']],
    ['of colours that nobody explains', [], [YELLOW, RED, undefined], ['', '', '']],
    [
      'of colours whose legend is not understood',
      [['#FFFF00', 'cluster Boja']],
      [YELLOW, undefined],
      ['', '', 'REMARK_UNREAD'],
    ],
    ['of the colour of a group', [['#FFFF00', 'lansia']], [YELLOW, undefined], ['', '']],
  ])('%s', (_, legend, fills, wanted) => {
    expect(heldBy(legend, fills)).toEqual(wanted);
  });
});

it('every word for a colour is found in a sentence', () => {
  for (const word of COLOUR_WORDS) {
    const found = colourLegend([[painted([`${word} = tidak hadir`]), HEADER]]);
    const called = ['FF0000', 'FFA500', 'FFFF00', '00B050', '0000FF', '7030A0', 'FF66CC', '808080'].filter((fill) =>
      isCalled(fill, word),
    );
    expect([word, called.map((fill) => found?.meaningOf(fill)?.kind)]).toEqual([word, called.map(() => 'back')]);
    expect(called.length).toBeGreaterThan(0);
  }
});
