import { placeOf } from '../explain.ts';
import { figuresOf } from '../numbers.ts';
import type { RightsWords } from '../rights.ts';

const STATES = {
  pending: 'waits to be sent',
  sending: 'is being sent',
  'in-doubt': 'was sent; whether it arrived is not known yet',
  accepted: 'is on the server',
  refused: 'was refused by the server; see the correction sheet',
  held: 'is held; a person must decide',
} as const;

const { number } = figuresOf('en');

/** "1 row", "2 rows". */
function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export const rightsEn: RightsWords = {
  ask: { nik: 'NIK (not shown): ', passport: 'Country and passport (not shown): ', kitas: 'KITAS (not shown): ' },
  expected: {
    nik: 'vax-upload find --nik - (then the 16 digits on standard input, not in the command)',
    passport: 'vax-upload find --passport - (then country and number, IN C7654321, on standard input)',
    kitas: 'vax-upload find --kitas - (then the number, 2C11JE1234T, on standard input)',
  },
  nothing: (path) => `Nothing is known of this person in ${path}.`,
  known: (records, rows, target) =>
    `Known of this person: ${count(records, 'dose')}, in ${count(rows, 'row')}.${target === '' ? '' : ` Server: ${target}`}`,
  dose: (dose, state, handedOver, body) =>
    `dose ${dose} ${handedOver ? 'is in a file that was handed over' : STATES[state]}${body ? '; its record is kept here, sealed' : '; only fingerprints of it are kept here'}`,
  references: (since) => `what the server calls this person is kept here, sealed, since ${since}`,
  similar: 'A number one slip away from this one stands in these rows; look whether they are this person’s:',
  namesakes: 'The same name and birth date, under another number:',
  mentions: 'This number stands in records of other people that wait (as that of a parent or a vaccinator):',
  titles: 'This number stands above the table in:',
  place: (file, sheet, line) => `${placeOf(file, sheet, 'sheet')}${line === undefined ? '' : `, row ${line}`}`,
  more: (places) => `and ${places} more`,
  erased: (at) => `This person was erased here ${at}; their rows are passed over when they come again.`,
  elsewhere: [
    'Not looked at: the sheets themselves, correction sheets, files that were handed over, backups, and the server.',
    'A number that was typed with more than one mistake cannot be found by it.',
  ],
  purged: {
    done: (entries, rows) => `Erased here: ${count(entries, 'dose')} and ${count(rows, 'row')}.`,
    receipts: (target, receipts) =>
      `The server keeps its copy. Ask the people of ${target} to erase it; its receipts, which nobody here knows any more: ${receipts}`,
    server: (target) => `If the server has something of this person, its people erase it: ${target}`,
    files: (files) =>
      `Erase by hand what still stands in the sheets, and in the correction sheets beside them: ${files}`,
    kept: 'A mark stays, so that the same rows are not sent again. It holds no number and no name; `purge --undo` takes it away.',
    readmitted: (marks) =>
      marks === 0
        ? 'Nobody with this number was erased here.'
        : `Rows of this person are taken in again from now on (${count(marks, 'mark')} taken away). Import the sheet again.`,
  },
  everyone: {
    written: (path, rows) =>
      `${path}: ${count(rows, 'row')} of people whose data can be read in this ledger with its key.`,
    nothingReadable: 'Nobody’s data can be read in this ledger, with its key or without.',
    others: (people, records) =>
      `Known by a fingerprint alone, which shows only to who tries their number: ${count(people, 'person', 'people')}, ${count(records, 'dose')}. Who they are stands in these sheets:`,
    file: (file, people, records) => `${file}: ${count(people, 'person', 'people')}, ${count(records, 'dose')}`,
    columns: ['File', 'Sheet', 'Row', 'What it is'],
    sheets: ['Readable', 'By fingerprint'],
    counted: ['File', 'People', 'Doses'],
  },
};
