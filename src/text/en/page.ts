/** The words of the page that `report` writes, in English. */
import { figuresOf } from '../numbers.ts';
import type { Deed, PageWords } from '../page.ts';

const { number: n } = figuresOf('en');

function count(value: number, one: string, many = `${one}s`): string {
  return `${n(value)} ${value === 1 ? one : many}`;
}

const DEEDS_EN: Readonly<Record<Deed, (what: string, many: number) => string>> = {
  'first-import': () => 'Import the first spreadsheet.',
  'report-bug': () =>
    'The program has a fault. Ask the admin to report it; nothing is lost, and the next night goes on.',
  'ask-access': () => 'The server refuses us. Ask the admin to look at the credentials and at the address.',
  'free-disk': () => 'The disk is full or fails. Ask the admin to make room; the next night goes on.',
  'mend-settings': () => 'The configuration is wrong. Ask the admin to look at it.',
  'read-again': (file) => `${file} was not read to its end. Import it again.`,
  'refused-file': (file) =>
    `${file} could not be taken in. Have it corrected, then import it or put it into the inbox again.`,
  correct: (_, rows) =>
    `${count(rows, 'row')} ${rows === 1 ? 'waits' : 'wait'} for a person. The clerk corrects the coloured cells of the correction sheet and imports it or puts it into the inbox; the rest goes by itself. That sheet is made by:`,
  confirm: (_, records) =>
    `${count(records, 'record')} ${records === 1 ? 'lies' : 'lie'} in files: upload them to the server, then confirm it.`,
  pull: (_, records) =>
    `${count(records, 'record')} ${records === 1 ? 'lies' : 'lie'} with the province, which delivers. What became of ${records === 1 ? 'it' : 'them'} is fetched by the next night, or by:`,
  'go-on': (_, records) =>
    `Nobody has to do anything for the ${count(records, 'record')} that still ${records === 1 ? 'waits' : 'wait'}: the next night goes on. Where no night is set up, run:`,
  wait: () => 'Nobody has to do anything for what still waits: a run is at work. What it is at now says:',
  nothing: () => 'Nothing: every record is on the server, and no row waits for a person.',
};

export const pageEn: PageWords = {
  lang: 'en',
  title: (day) => `Night report, ${day}`,
  report: 'Night report',
  span: (from, to, zone) => `${from} to ${to} ${zone}`,
  verdicts: {
    never: 'No night yet',
    broken: 'Fault in the program',
    'refused-us': 'Server refuses us',
    disk: 'Disk full or failing',
    settings: 'Something to correct',
    running: 'Still at work',
    'cut-off': 'Cut off',
    away: 'Server stayed away',
    person: 'Needs a person',
    more: 'Goes on tonight',
    done: 'All done',
  },
  answer: {
    landed: (records) => `${count(records, 'record')} arrived on the server`,
    never: 'Nothing has been sent yet',
    noneAway: 'Nothing arrived: the server could not be reached',
    none: 'Nothing arrived on the server',
    nothingToSend: 'There was nothing to send',
    running: 'A run is at work: these are the figures so far.',
    cutOff: 'The last run was cut off (a power cut, perhaps). Nothing is lost; the next one goes on.',
    refusedUs: 'The server did not let us in. Nothing is lost, but nothing arrives until that is mended.',
    safe: 'Nothing is lost: what has not arrived is kept and sent as soon as the server is back.',
    progress: (share, landed, all) =>
      `${share} of everything so far is on the server: ${n(landed)} of ${count(all, 'record')}.`,
  },
  figures: {
    left: 'Still to be sent',
    leftNone: 'everything that was ready has arrived',
    leftUntil: (day, nights) => `done about ${day} at this pace (${count(nights, 'more night', 'more nights')})`,
    leftUnknown: 'no estimate: nothing has arrived lately',
    person: 'Waiting for a person',
    personNone: 'nobody has to look at anything',
    personRows: (invalid, held, refused) =>
      [
        ...(invalid > 0 ? [`${n(invalid)} to correct`] : []),
        ...(held > 0 ? [`${n(held)} to decide`] : []),
        ...(refused > 0 ? [`${n(refused)} refused by the server`] : []),
      ].join(', '),
    handedOver: (records) => `${count(records, 'record')} handed over in files`,
    away: 'Server away',
    awayNever: 'never',
    awayNone: 'it always answered',
    awayTimes: (times) => (times === 1 ? 'once' : `${n(times)} times`),
    records: (value) => (value === 1 ? 'record' : 'records'),
    rows: (value) => (value === 1 ? 'row' : 'rows'),
  },
  todo: {
    title: 'What is still to do',
    lead: '',
    deed: (deed, what, many) => DEEDS_EN[deed](what, many),
    command: 'Command',
  },
  night: {
    title: 'The night, minute by minute',
    lead: 'Records that arrived in a minute. The strip below says when the program was at work and when the server was away.',
    keys: { landed: 'arrived', running: 'at work', away: 'server away' },
    peak: (perMinute, at) => `At best ${perMinute} a minute, at ${at}.`,
    label: (landed, peak, outages, away) =>
      `Chart: ${count(landed, 'record')} arrived. ${peak} The server was away ${outages === 0 ? 'at no time' : outages === 1 ? `once, ${away}` : `${n(outages)} times, ${away} in all`}.`,
    nothing: 'Nothing arrived in this night.',
    away: 'server away',
    columns: ['Time', 'Arrived', 'Server away'],
    awayTitle: 'When the server was away',
    awayColumns: ['From', 'To', 'For'],
    longest: (shown, all) => `The ${n(shown)} longest of ${n(all)}.`,
    goesOn: 'still away',
  },
  nights: {
    title: 'How the backlog shrinks',
    lead: 'What was still waiting at the end of each night, and what arrived in it.',
    left: 'Waiting at the end of the night',
    landed: 'Arrived in the night',
    label: (nights, first, last) =>
      `Chart of the last ${count(nights, 'night')}: ${n(first)} records were waiting after the first, ${n(last)} after the last.`,
    columns: ['Morning of', 'Arrived', 'Left', 'Server away'],
    first: 'This is the first night; from the second on, a chart stands here.',
  },
  outcomes: {
    title: 'What became of the rows',
    lead: 'Every row that was read ends in exactly one of these.',
    label: (rows) => `Chart: what became of ${count(rows, 'row')}; the table has the same figures.`,
    columns: ['Outcome', 'Meaning', 'Rows'],
    nothing: 'No row was read in this night.',
    filesTitle: 'Files of the night',
    fileColumns: ['File', 'Rows', 'What happened'],
    fileRead: 'read',
    moreFiles: (more) => `and ${count(more, 'more file')}`,
  },
  facilities: {
    title: 'By facility',
    lead: 'All records since the beginning, those of the last night among them.',
    keys: { landed: 'arrived', waiting: 'waiting', person: 'needs a person' },
    label: (many) =>
      `Chart: records of ${many === 1 ? '1 facility' : `${n(many)} facilities`}; the table has the same figures.`,
    columns: ['Facility', 'Arrived', 'Waiting', 'Needs a person'],
    unnamed: 'facility not named',
    others: (many, landed, waiting, forPerson) =>
      `And ${n(many)} other facilities: ${n(landed)} arrived, ${n(waiting)} waiting, ${n(forPerson)} ${forPerson === 1 ? 'needs' : 'need'} a person.`,
    nothing: 'No facility is known yet.',
    more: (many) => `and ${n(many)} more: the file of --csv has them all`,
  },
  problems: {
    title: 'Most frequent problems, and their cure',
    lead: 'In the rows that wait for a person. The correction sheet shows each cell.',
    columns: ['Problem', 'Rows', 'What helps'],
    warning: 'only a warning',
    nothing: 'No problems.',
    more: (many) => `and ${count(many, 'other kind of problem', 'other kinds of problem')}`,
  },
  names: { sheet: 'sheet.xlsx', corrections: 'corrections.xlsx' },
  table: 'The figures as a table',
  total: 'Total',
  written: (files) => [
    `Report: ${files.join(', ')}`,
    'It holds counts and names of files and facilities, nothing of people. Open it in a browser, or send it on.',
  ],
  made: (at, version) => `Made ${at} by vax-upload ${version}.`,
  privacy: 'No personal data: only counts, and names of files and facilities.',
};
