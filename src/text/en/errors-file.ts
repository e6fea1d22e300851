/**
 * What is wrong with a file that cannot be taken in, and what to try, in English; the other errors are in errors.ts.
 */
import type { ErrorParams } from '../../errors.ts';
import { wordsOf } from '../fields.ts';
import { fileKind, fileKindCure, inFolder, limitInWords } from '../file-words.ts';
import type { ErrorTexts } from '../messages.ts';
import { bracketed, inWords, named, said } from '../parameters.ts';
import { fieldsEn } from './fields.ts';

const FIELDS = wordsOf(fieldsEn);
const NUL = 'it holds nothing but zeros, as after a power failure while saving';

/** What else to do with two columns of a field that each dose has. */
const ofDoses = (p: ErrorParams): string =>
  said(
    p,
    ['example'],
    (v) => ` If they are of different doses, write the dose into each of these headings: "${v} 1", "${v} 2".`,
  );

/** Words for an order of day and month. */
const ORDERS_EN: Readonly<Record<string, string>> = {
  mdy: 'month before day',
  ydm: 'as year, day, month',
  dmy: 'day before month',
};

export const fileErrorsEn = {
  FILE_MISSING: (p) => ({
    what: `There is no file ${named(p, ['file', 'path'], 'of that name')}.`,
    tryThis: 'Check the spelling and the folder; put quotes around a name with spaces.',
  }),
  FILE_UNREADABLE: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')} cannot be opened${said(p, ['code', 'detail'], (v) => ` (${v})`)}.`,
    tryThis: 'Close it in Excel, check that you may read it, and that the drive or the network folder is still there.',
  }),
  FILE_EMPTY: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')} is empty.`,
    tryThis: 'Save the spreadsheet again, or copy it once more: the copy may have been broken off.',
  }),
  FILE_IS_FOLDER: (p) => ({
    what: `${named(p, ['file', 'path'], 'What was named')} is a folder, not a file.`,
    tryThis: `Name the files in it, for example ${inFolder(named(p, ['file', 'path'], 'folder'))}.`,
  }),
  FILE_IS_LINK: (p) => ({
    what: `${named(p, ['file', 'path'], 'What was named')} is a link to another file; links are not followed.`,
    tryThis: `Name the file that the link leads to${said(p, ['target'], (v) => `: ${v}`)}.`,
  }),
  FILE_NOT_REGULAR: (p) => ({
    what: `${named(p, ['file', 'path'], 'What was named')} is not an ordinary file.`,
    tryThis: 'Save the spreadsheet to the disk first and name that file.',
  }),
  FILE_IS_LEDGER: (p) => ({
    what: `${named(p, ['file'], 'What was named')} belongs to the ledger of this run and is not a spreadsheet.`,
    tryThis: 'Name only the spreadsheets, for example `vax-upload import *.xlsx`. The ledger was not touched.',
  }),
  FILE_TYPE: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')} is not a spreadsheet we can read${said(p, ['type'], (v) => `: it is ${fileKind(v, 'en')}`)}.`,
    tryThis: {
      save: 'Open it in Excel and save it as "Excel Workbook (.xlsx)" or "CSV UTF-8".',
      unpack: 'Unpack it and import the spreadsheets inside.',
      ask: 'Ask whoever sent it for the spreadsheet it was made from (.xlsx or .csv).',
    }[fileKindCure(p)],
  }),
  FILE_ENCRYPTED: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')} is protected with a password.`,
    tryThis: 'Open it in Excel and remove the password (File, Info, Protect Workbook), save it, and import that file.',
  }),
  FILE_DAMAGED: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')} is damaged and cannot be read to its end${said(p, ['sheet'], (v) => ` (sheet ${v})`)}${said(p, ['detail'], (v) => ` (${v === 'NUL' ? NUL : v})`)}.`,
    tryThis:
      'Open it in Excel, let it repair the file, save it under a new name and import that; or copy the file again.',
  }),
  FILE_ENCODING: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')} is not in UTF-8, and the encoding of its letters cannot be told: they cannot be read.`,
    tryThis: 'Open it in the program that made it, save it as "CSV UTF-8" or .xlsx, and import that file.',
  }),
  FILE_TOO_LARGE: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')} is larger than is safe to read${bracketed(limitInWords(p, 'en'))}.`,
    tryThis: 'Copy only the rows with data into a new workbook and import that, or split it into several files.',
  }),
  FILE_TOO_SLOW: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')} took this computer too long to read (more than ${p['seconds'] ?? '?'} seconds of its processor); it need not be damaged.`,
    tryThis: 'Open it in Excel, save it as .xlsx (Excel Workbook) and import that; or split it into several files.',
  }),
  FILE_CHANGED: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')} was changed while it was being read.`,
    tryThis: 'Close it in Excel, wait until it is copied completely, and run the same command again.',
  }),
  FILE_UNFINISHED: (p) => ({
    what: `${named(p, ['file', 'path'], 'A sheet')} was not read to its end the last time; nothing of it has been taken in.`,
    tryThis: `Read it again with \`vax-upload import ${said(p, ['file'], (v) => v) || 'FILE'}\`. Nothing is sent twice.`,
  }),
  HEADER_NONE: (p) => ({
    what: `No header row with NIK and name was found among the first 30 rows of ${named(p, ['file', 'path'], 'the file')}${said(p, ['line'], (v) => `. Row ${v}${said(p, ['sheet'], (s) => ` of sheet ${s}`)} comes closest${said(p, ['cells'], (n) => ` (${n} cells)`)}`)}.`,
    tryThis: `${said(p, ['nearest'], (v) => `Known headings in it: ${v}. `)}If the sheet has no headings, write NIK and Nama above its columns; if it has, say which column is which, ${said(p, ['map'], (v) => `here perhaps \`${v}\``) || 'for example `--map "NO KTP=nik" --map "NAMA PESERTA=name"`'}.`,
  }),
  HEADER_AMBIG: (p) => ({
    what: `Two columns could be the ${inWords(named(p, ['field'], 'same thing'), FIELDS)}${said(p, ['first', 'a'], (a) => `: "${a}"${said(p, ['second', 'b'], (b) => ` and "${b}"`)}`)}${said(p, ['headings'], (v) => `: ${v}`)} (${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)}).`,
    tryThis: said(p, ['same'], () => 'x')
      ? `Both have the same heading: delete the column that must not be read.${ofDoses(p)}`
      : said(
          p,
          ['other'],
          (v) =>
            `If every row of "${p['b']}" is filled, \`${v}\` reads that one. If it holds corrections only, copy them over "${p['a']}" and empty the column; then \`${p['map']}\`.`,
        ) ||
        `Say which one it is: \`${named(p, ['map'], `--map "HEADING=${named(p, ['field'], 'nik')}"`)}\`.${ofDoses(p)}`,
  }),
  HEADER_UNSURE: (p) => ({
    what: `Some headings of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} only resemble a known one${said(p, ['guesses'], (v) => `: ${inWords(v, FIELDS)}`)}. Nothing was read on a guess.`,
    tryThis: `If that is right, add ${named(p, ['map'], '`--map "HEADING=nik"`')} (once: it is remembered). Where a heading means something else, write \`=none\` instead of the field.`,
  }),
  HEADER_SEVERAL: (p) => ({
    what: `The heading "${named(p, ['heading'], '?')}" of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} names several things${said(p, ['fields'], (v) => `: ${inWords(v, FIELDS)}`)}. Nothing was read on a guess.`,
    tryThis: `Take that column apart in Excel (Data, Text to Columns) and give each part a heading of its own. If it holds one of them only, say which: ${named(p, ['map'], '`--map "HEADING=vaccine"`')}${said(p, ['none'], (v) => `; \`${v}\` leaves it out`)}.`,
  }),
  NIK_COL_ZERO: (p) => ({
    what: `Nearly all NIKs in ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} end in 0${said(p, ['rows'], (v) => ` (rows ${v})`)}: Excel has damaged the column, and the last digits are lost. Nothing of it was sent.`,
    tryThis:
      'Go back to the file before it was opened as numbers, or type the NIKs again from the ID cards, in cells formatted as Text.',
  }),
  NIK_COL_KK: (p) => ({
    what: `Most numbers in the NIK column of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} are those of family cards (KK)${said(p, ['rows'], (v) => `, rows ${v}`)}. Nothing of it was sent.`,
    tryThis:
      'Put the NIKs of the people into that column: each is on the family card too, in the row of its person. The number at the top is not.',
  }),
  NIK_COL_DOB: (p) => ({
    what: `NIKs and birth dates of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} do not belong together${said(p, ['n'], (v) => ` in ${v} rows`)}${said(p, ['rows'], (v) => ` (${v})`)}: one column was sorted, shifted or filled without the others. Nothing of it was sent.`,
    tryThis:
      'Go back to the file before that, or fetch the NIKs again (sort whole rows only; look at VLOOKUP and at cells filled by dragging), and import it again.',
  }),
  NIK_COL_UNREAD: (p) => ({
    what: `Column "${named(p, ['heading', 'column'], '?')}" of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} holds NIKs${said(p, ['rows'], (v) => ` (rows ${v})`)} other than those that are read. Nothing of it was sent.`,
    tryThis:
      p['heading'] === undefined
        ? 'Say whose they are in the heading of that column ("NIK", "NIK Ibu"), or delete the column.'
        : `Say which NIKs count: \`${named(p, ['map'], '--map "HEADING=nik"')}\` reads that column${said(p, ['none'], (v) => `, \`${v}\` leaves it out`)}. If it holds corrections only, copy them over the first and empty it; people of a second list go below the first. Name a column of other people after them ("NIK Ibu").`,
  }),
  AGE_COL: (p) => ({
    what: `The ages${said(p, ['heading'], (v) => ` in column "${v}"`)} of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} contradict the birth dates${said(p, ['n'], (v) => ` in ${v} rows`)}${said(p, ['rows'], (v) => ` (${v})`)}. Nothing of it was sent.`,
    tryThis: `Look which of the two columns was sorted, shifted or calculated wrongly, and correct it. If the birth dates are right, \`${named(p, ['none'], '--map "Umur=none"')}\` leaves the ages out.`,
  }),
  SEX_COL: (p) => ({
    what: `The sexes${said(p, ['heading'], (v) => ` in column "${v}"`)} of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} contradict the NIKs${said(p, ['rows'], (v) => ` (rows ${v})`)}${said(p, ['male'], (v) => `; ${v} seems to mean male`)}${said(p, ['female'], (v) => `; ${v} seems to mean female`)}. Nothing of it was sent.`,
    tryThis: `${p['male'] === undefined && p['female'] === undefined ? 'Correct that column (was it sorted without the others?)' : 'Replace the words of that column by "Laki-laki" and "Perempuan" (Excel: select the column, then Find & Replace, whole cells only)'}, and import the file again.`,
  }),
  GIVEN_COL: (p) => ({
    what: `Column "${named(p, ['heading'], '?')}" of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} seems to say who was vaccinated, but its words are not understood, or missing${said(p, ['rows'], (v) => ` (rows ${v})`)}. Nothing of it was sent.`,
    tryThis: `Write Ya or Tidak into every cell of that column, and import the file again. If it is about something else, \`${named(p, ['none'], '--map "HEADING=none"')}\` leaves it out.`,
  }),
  DATE_COL_SWAPPED: (p) => ({
    what: `Day and month are exchanged in a column of vaccination dates of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)}${said(p, ['rows'], (v) => ` (rows ${v})`)}: it was typed on a computer set to US English. Nothing of it was sent.`,
    tryThis: `Format the column as Text, type these dates again as day/month/year, and import the file again.${said(p, ['keep'], (v) => ` If they are right as they stand, add \`${v}\`.`)}`,
  }),
  DOB_COL_SWAPPED: (p) => ({
    what: `Day and month are exchanged in the birth dates of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)}${said(p, ['rows'], (v) => ` (rows ${v})`)}: the NIKs show it. Nothing of it was sent.`,
    tryThis:
      'Add `--fix-dates`, which exchanges them where the NIK proves it, or type these dates again as text, day/month/year.',
  }),
  DATE_COL_ORDER: (p) => ({
    what: `In the column ${said(p, ['heading'], (v) => `"${v}" `)}of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)}, dates seem to be written ${ORDERS_EN[String(p['order'])] ?? 'in another order'}${said(p, ['rows'], (v) => ` (rows ${v})`)}. Nothing of it was sent.`,
    tryThis: `Look at these rows. If that is so, add \`${named(p, ['map'], '--map "HEADING=date:mdy"')}\` (once: it is remembered); if not, \`${named(p, ['keep'], '--map "HEADING=date:dmy"')}\`.`,
  }),
  DATE_COL_UTC: (p) => ({
    what: `In the column ${said(p, ['heading'], (v) => `"${v}" `)}of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)}, a program has written days with a time, and each may be a day early${said(p, ['rows'], (v) => ` (rows ${v})`)}. Nothing of it was sent.`,
    tryThis: `Compare with a day that you know. If the next day is right, add \`${named(p, ['map'], '--map "HEADING=date:utc"')}\` (once: it is remembered); if the day as written is, \`${named(p, ['keep'], '--map "HEADING=date:local"')}\`.`,
  }),
  SHEET_TABLES: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)}, has other headings or another title than at its beginning${said(p, ['line'], (v) => ` in row ${v}`)}, with rows below. Nothing of it was sent.`,
    tryThis: 'Move that table with its headings and titles to a sheet of its own, and import the file again.',
  }),
  SHEET_BESIDE: (p) => ({
    what: `Two lists of people stand side by side in ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)}: the second begins in column ${named(p, ['column'], '?')}${said(p, ['heading'], (v) => ` ("${v}")`)}. Nothing of it was sent.`,
    tryThis:
      'Cut the rows of the second list and paste them below the first, each column below that of the same kind; then delete the headings of the second list and import the file again.',
  }),
  SHEET_NOT_GIVEN: (p) => ({
    what: `The titles of ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, or the name of sheet ${v}`)} say that these doses were called off, or are only planned. Nothing of it was sent.`,
    tryThis:
      'If they were given, change the title (and the name of the sheet) so that it says so, for example "DAFTAR HADIR VAKSINASI", and import the file again.',
  }),
  SHEET_WISHES: (p) => ({
    what: `The only dates of doses in ${named(p, ['file', 'path'], 'the file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} are wishes, plans or of another vaccine${said(p, ['headings'], (v) => `: ${v}`)}. It is a list of registrations; nothing of it was sent.`,
    tryThis: 'Write the day on which each dose was given into a column "Tgl Vaksin", and import the file again.',
  }),
  SET_DISPUTED: (p) => ({
    what: `${named(p, ['file', 'path'], 'The file')}${said(p, ['sheet'], (v) => `, sheet ${v}`)} says something else than --set, above its table or by its name${said(p, ['field'], (v) => `: ${inWords(v, FIELDS)}`)}. Nothing of it was sent.`,
    tryThis: 'Import this file without that --set, or write the right value into a column of the sheet.',
  }),
  SHEET_UNREAD: (p) => ({
    what: `Sheet ${named(p, ['sheet'], '1')} of ${named(p, ['file', 'path'], 'the file')} holds people${said(p, ['line'], (v) => ` (row ${v})`)} but has no headings for NIK and name. Nothing of the file was sent, so that nobody is left out.`,
    tryThis: `${said(p, ['map'], (v) => `Say which column is which, here perhaps \`${v}\`; or write`) || 'Write'} the headings NIK and Nama above the columns of that sheet. Delete the sheet if it must not be sent.`,
  }),
} as const satisfies Partial<ErrorTexts>;
