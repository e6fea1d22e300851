import { DISMISSAL, OVERVIEW_TITLES, OWN_COLUMN, OWN_HEADINGS } from '../../correction/format.ts';
import { CORRECTION_HEADINGS, type CorrectionWords } from '../correction.ts';

export const correctionEn = {
  overview: 'Summary',
  title: OVERVIEW_TITLES.en,
  own: OWN_HEADINGS.en,
  steps: (file, marked) => [
    '1. Open the next sheet. Correct the coloured cells; the note on a cell says what is wrong and how to write it.',
    marked === 'marked'
      ? '2. Coloured cells for NIKs, dates and numbers are text: write a NIK as 16 digits, a date as dd/mm/yyyy.'
      : '2. All columns are text: write a NIK as 16 digits, a date as dd/mm/yyyy.',
    `3. Save, then put this file into the inbox, or run: vax-upload import "${file}"`,
    `Leave the columns "${OWN_COLUMN} …": by them the original row is known. Clear a cell "${OWN_HEADINGS.en.reason}" only where it says so; write "${DISMISSAL.en}" there for a row that must not be sent. Rows that were sent before are not sent twice.`,
    'This file holds personal data. Do not pass it on in chat groups; delete it when done.',
  ],
  nikRule: {
    title: 'This is no NIK',
    text: 'A NIK is 16 digits without blanks or dots. Look at the identity card (KTP) or family card (KK) and type it again. Leave the cell empty if it is not known.',
  },
  dismissalRule: {
    title: 'Not to be sent?',
    text: 'Choose "ignore" for a row that must not be sent: you are not asked about it again. If you have corrected the row, leave this cell.',
  },
  headings: { problem: 'Problem', rows: 'Rows', cure: 'How to correct it', places: 'Rows of the original file' },
  sources: { title: 'Origin', here: 'Sheet here', file: 'Original file', sheet: 'Original sheet', rows: 'Rows' },
  dateInWords: 'Dates of this column have another order: write the month as a word, for example 2 Oct 2021.',
  more: (count) => `and ${count} more`,
  severities: {
    error: 'to be corrected',
    hold: 'needs a decision: which one is right',
    warning: 'only a warning; the row is not kept back by it',
  },
  defaults: CORRECTION_HEADINGS,
} satisfies CorrectionWords;
