import type { TemplateWords } from '../template.ts';
import { fieldsEn } from './fields.ts';

export const templateEn = {
  sheets: { data: 'Vaccinations', guide: 'Instructions', lists: 'Lists' },
  exampleMark: 'Example',
  columns: fieldsEn,
  listedCategory: {
    hint: 'Choose from the list.',
    refusal: 'Choose from the list. If the group is not there, ask whoever looks after the data.',
  },
  listedSite: {
    hint: 'Choose from the list.',
    refusal: 'Choose from the list. If the facility is not there, ask whoever looks after the data.',
  },
  plainDose: {
    hint: 'Which dose it was: 1, 2, 3 or 4. One row for one dose.',
    refusal: 'Choose 1, 2, 3 or 4.',
  },
  sexes: ['Male', 'Female'],
  needs: { required: 'required', wanted: 'recommended', optional: 'may be empty' },
  refused: 'Not right yet',
  guide: {
    title: 'How to fill it in',
    intro: 'Fill in the sheet "Vaccinations": one row for one person and one dose. Columns with a * must be filled in.',
    headings: { column: 'Column', need: 'Needed?', hint: 'What to write', example: 'Example' },
    stepsTitle: 'When it is filled in',
    steps: (file) => [
      'Save it as an Excel file (.xlsx). You may give it another name.',
      `Check it: vax-upload check "${file}". Rows with a mistake are named by their number; correct them here and save again.`,
      `Send it: vax-upload import "${file}". Rows that still have a mistake are kept back and come to you as a correction sheet; the others are sent. You may repeat it: nothing is sent twice.`,
    ],
    rulesTitle: 'Good to know',
    rules: [
      'The grey example row is always skipped: leave it, delete it, or write over it (change both its NIK and its name).',
      'Do not change the headings. Columns may be moved, and there may be columns of your own: they are not read.',
      'To copy from another file, use Paste Special, Values, so that a NIK stays text.',
      'Once filled in, this file holds personal data: do not pass it on in chat groups, and delete it when it is no longer needed.',
    ],
    colours: {
      missing: 'Pink: required, and still empty.',
      doubtful: 'Yellow: differs from the NIK. Look at the birth date, the sex and the NIK once more.',
    },
  },
  page: 'Page &P of &N',
  next: (path, file) => [
    `Written: ${path}`,
    'Next: open that file in Excel or LibreOffice and fill in one row for each dose. The sheet "Instructions" explains every column.',
    `Then: \`vax-upload check ${file}\`, and \`vax-upload import ${file}\``,
  ],
} as const satisfies TemplateWords;
