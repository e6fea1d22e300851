/** What is said of a folder of sheets, in English. */
import { fileKind } from '../file-words.ts';
import type { InboxWords } from '../inbox.ts';
import type { Figures } from '../numbers.ts';

const WHY = {
  lock: 'a lock file of an office program',
  hidden: 'hidden',
  temporary: 'not finished by the program that writes it',
  system: 'a file of the system',
  placeholder: 'only a link to a document that is elsewhere: save it as .xlsx',
  link: 'a link: links are not followed',
  special: 'not an ordinary file',
  name: 'the letters of its name cannot be read: rename it',
  deeper: 'a folder in a folder: only one level is looked into',
  'no-sheet': 'no sheet',
  copying: 'still being copied or saved: next time',
  empty: 'empty, perhaps still being copied: next time',
  'handed-out': 'corrected here: put it into the inbox, and it is sent',
} as const;

export function inboxEn({ number }: Figures): InboxWords {
  const count = (value: number, one: string, many = `${one}s`): string =>
    `${number(value)} ${value === 1 ? one : many}`;
  return {
    looked: (folder, fresh, known) =>
      `${folder}: ${count(fresh, 'new sheet')}${known > 0 ? `, ${number(known)} known from before` : ''}`,
    passed: (why, files, more, type) =>
      `Passed over (${WHY[why]}${type === undefined ? '' : `, but ${fileKind(type, 'en')}`}): ${files.join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}`,
    toCorrect: (folder, files) =>
      `${folder}: ${count(files, 'file')} ${files === 1 ? 'waits' : 'wait'} for a person. Correct the marked cells, save, and put the corrected sheet into the inbox.`,
    became: {
      done: 'done',
      waiting: (rows) => `${number(rows)} still to be sent`,
      needsPerson: (rows, waiting) =>
        `${number(rows)} to correct${waiting > 0 ? `, ${number(waiting)} still to be sent` : ''}`,
      left: 'changed while it was read: next time',
      refused: (code, before) => `${before ? 'still refused, not changed since' : 'refused'} [${code}]`,
    },
    rows: (rows) => count(rows, 'row'),
    open: ', stays while it is open',
    moved: (folder) => `→ ${folder}`,
    more: (files, done, waiting) => {
      const parts = [
        ...(done > 0 ? [`${number(done)} done`] : []),
        ...(waiting > 0 ? [`${number(waiting)} with rows still to be sent`] : []),
        ...(files > done + waiting ? [`${number(files - done - waiting)} for a person`] : []),
      ];
      return `${count(files, 'other file')}: ${parts.join(', ')}`;
    },
    note: (file, what, tryThis) => [
      `${file} was not read. Nothing of it was sent.`,
      '',
      what,
      `What to do: ${tryThis}`,
      ...(/`[^`]*--map/.test(tryThis)
        ? [
            'What begins with --map is typed by the admin, after `vax-upload check` and the name of this file: show them this note.',
          ]
        : []),
      'Then put the file into the inbox again.',
    ],
  };
}
