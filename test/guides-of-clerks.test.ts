/**
 * The page of a clerk: what it says of folders, colours, columns and words is what the program does, in both languages
 * the same, and nothing in it has to be typed anywhere but in Excel.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DISMISSAL, OWN_HEADINGS } from '../src/correction/format.ts';
import { CORRECTION_WORDS } from '../src/text/correction-for.ts';
import { FILL_COLOURS } from '../src/workbook/look.ts';
import { load } from './config/config-fixture.ts';
import { headings, REPOSITORY } from './support/readme.ts';

const GUIDES = { id: 'panduan-petugas.md', en: 'guide-clerk.md' } as const;
const textOf = (language: 'id' | 'en'): string => readFileSync(join(REPOSITORY, 'docs', GUIDES[language]), 'utf8');

/** The colours of cells, as a person calls them; the workbook's own stand in workbook/look.ts. */
const COLOURS = {
  error: { argb: 'FFFFC7CE', id: 'merah muda', en: 'pink' },
  hold: { argb: 'FFFFEB9C', id: 'kuning', en: 'yellow' },
  warning: { argb: 'FFDDEBF7', id: 'biru muda', en: 'pale blue' },
} as const;

describe.each(['id', 'en'] as const)('%s', (language) => {
  const text = textOf(language);

  it('is one page', () => {
    expect(text.split('\n').length).toBeLessThan(70);
    expect(text.split(/\s+/).length).toBeLessThan(600);
  });

  it('has nothing of a terminal in it', () => {
    expect(text).not.toMatch(
      /```|\bterminal\b|\bperintah\b|\bcommand\b|vax-upload [a-z]|--\w|\.yaml|\bledger\b|\bbuku kirim\b/i,
    );
  });

  it('names columns, sheets and words as the correction sheet has them', () => {
    for (const word of [OWN_HEADINGS[language].reason, DISMISSAL[language], CORRECTION_WORDS[language].overview])
      expect(text).toContain(`**${word}**`);
  });

  it('names the folders as they are called where nobody has said otherwise', async () => {
    const { done, toCorrect } = (await load({ yaml: '{}' })).options.inbox;
    for (const folder of [done, toCorrect]) expect(text).toMatch(new RegExp(`^\\|[^|]*\`${folder}\` \\|`, 'm'));
  });

  it('calls each colour what it is', () => {
    for (const [severity, { argb, [language]: word }] of Object.entries(COLOURS)) {
      expect(FILL_COLOURS[severity as keyof typeof COLOURS]).toBe(argb);
      expect(text).toMatch(new RegExp(`^\\| ${word} \\|`, 'm'));
    }
  });
});

it('both languages have the same chapters, tables and steps', () => {
  const shape = (language: 'id' | 'en'): unknown[] => {
    const text = textOf(language);
    const rows = Array.from(text.matchAll(/^\|(?:[^|\n]*\|)+$/gm), ([row]) => row.split('|').length);
    const steps = Array.from(text.matchAll(/^(\d+|-)[. ]/gm), ([, mark]) => mark);
    return [headings(text).map(({ level }) => level), rows, steps];
  };
  expect(shape('en')).toEqual(shape('id'));
});
