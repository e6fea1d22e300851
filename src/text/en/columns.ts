import type { ColumnWords } from '../columns.ts';
import { fieldsEn } from './fields.ts';

export const columnsEn: ColumnWords = {
  ofDose: (field, dose) => (field === fieldsEn.dose.word ? `${field} ${dose}` : `${field} (dose ${dose})`),
  ofGroup: (field, group) => `${field} (group ${group})`,
  place: (file, sheet) => (sheet === '' ? file : `${file}, sheet ${sheet}`),
  none: '(not read)',
  near: (guess, flags) => `Not read, though it may be ${guess}. If it is, add ${flags}`,
  ask: {
    unsure: (place, line) => `${place}: some headings are not clear (header in line ${line}).`,
    tie: (place, line, field) => `${place}: two columns could be the ${field} (header in line ${line}).`,
    missing: (place, line, field) => `${place}: no column was recognised as the ${field} (header in line ${line}).`,
    headings: (list) => `Headings as they stand: ${list}`,
    proposed: 'Is this right?',
    confirm: (last) =>
      `y = yes, all of it; n = no, none of it; ${last === 1 ? '1' : `1-${last}`} = another column for that number`,
    which: (field) => `Which column holds the ${field}?`,
    number: 'Number:',
    noColumn: 'no column',
    again: 'Please type one of these and press Enter.',
    unanswered: 'No answer: nothing was remembered.',
  },
  remembered: (headings, path) =>
    `Remembered for sheets of this form: ${headings} ${headings === 1 ? 'column' : 'columns'} in ${path}. \`vax-upload mappings\` lists and forgets them.`,
  notRemembered: (path, code) =>
    `The columns could not be remembered in ${path} (${code}); the next time you will have to say them again.`,
  list: {
    titles: ['no', 'heading', 'holds', 'confirmed in', 'on'],
    empty: 'Nothing is remembered: no form had headings that needed to be confirmed.',
    forget:
      'Take one out with `vax-upload mappings forget NUMBER`, or all of them with `vax-upload mappings forget all`.',
    forgotten: (number) => (number === 1 ? 'One form is forgotten.' : `${number} forms are forgotten.`),
  },
};
