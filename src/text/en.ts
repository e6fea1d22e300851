/** Every sentence in English. */
import { COLUMN_WORDS } from './column-words.ts';
import { errorsEn } from './errors-en.ts';
import type { Messages, NextStep, Outage } from './messages.ts';
import { figuresOf } from './numbers.ts';
import { reconcileEn } from './reconcile-words.ts';

const f = figuresOf('en');
const n = f.number;

/** "1 row", "2 rows". */
function count(value: number, one: string, many = `${one}s`): string {
  return `${n(value)} ${value === 1 ? one : many}`;
}

/** A file, and which of its sheets, if it has any. */
function place(file: string, sheet: string): string {
  return sheet === '' ? file : `${file}, sheet ${sheet}`;
}

const CAUSES = {
  refused: 'it refuses connections',
  name: 'its name cannot be found',
  tls: 'no secure connection',
  timeout: 'it does not answer',
  reset: 'it hangs up',
  'server-error': 'it has an error of its own',
  throttled: 'it asks us to slow down',
  unreadable: 'its answers cannot be read',
  busy: 'it is still busy with our last request',
} as const;

function causeOf(outage: Outage): string {
  if (!outage.cause) return '';
  return ` (${CAUSES[outage.cause]}${outage.status ? `, HTTP ${outage.status}` : ''})`;
}

/** Exit codes after which reading again is what is to be done, if something was not read. */
const UNREAD: ReadonlySet<number> = new Set([0, 3, 74, 130, 143]);

const PERSONAL = 'It holds personal data: delete it when it is done.';

function nextStep({ exitCode, command, backlog, files, nobody, correctionSheet, unfinished }: NextStep): string {
  if (unfinished && !correctionSheet && UNREAD.has(exitCode))
    return `Next: ${exitCode === 74 ? 'mend what is named above, then run' : 'run'} \`vax-upload import ${unfinished}\` again; not everything was read. Nothing is sent twice.`;
  const sheet = correctionSheet ? `open ${correctionSheet}` : 'write the correction sheet with `vax-upload rejects -o FILE`';
  switch (exitCode) {
    case 0:
      if (nobody && backlog === 0)
        return 'Next: nothing to send, no row holds a person yet. Fill in a row for each dose below the headings (an example row is always passed over), then check again.';
      return command === 'check'
        ? 'Next: every row is ready. Send them with `vax-upload import`.'
        : backlog > 0
          ? 'Next: run `vax-upload resume` to send what waits from earlier runs.'
          : `Nothing left to do: every row${files === 0 ? '' : files === 1 ? ' of this file' : ' of these files'} is on the server.`;
    case 3:
      if (command === 'check')
        return correctionSheet
          ? `Next: ${sheet}, correct the marked cells, save, and check that file again. ${PERSONAL}`
          : 'Next: correct these rows in the spreadsheet (`vax-upload check FILE -o corrections.xlsx` marks the cells) and check again, or import now: the other rows are sent, these are kept for you.';
      return `Next: ${sheet}, correct the marked cells and import that file. Only the corrected rows are sent.${correctionSheet ? ` ${PERSONAL}` : ''}`;
    case 5:
      return 'Next: nothing is lost. The server stayed away; run `vax-upload resume` again tonight. The spreadsheet is not needed.';
    case 10:
      return 'Next: nothing is lost. The time window ended; run `vax-upload resume` again tonight. The spreadsheet is not needed.';
    case 7:
      return 'Next: the server refuses us. Have the credentials and the address looked at (the lines above say which), then run `vax-upload resume`.';
    case 11:
      return 'Next: nothing. Another run is at work on this ledger; see `vax-upload status`.';
    case 65:
      return command === 'check'
        ? 'Next: look at the file named above, then check again.'
        : 'Next: look at the file named above, then import it again. What was read from other files is safe.';
    case 74:
      return command === 'check'
        ? 'Next: mend what is named above, or choose another place with `-o FILE`, then check again.'
        : 'Next: mend what is named above (space on the disk, permission to write), then run `vax-upload resume`. Nothing is lost.';
    case 130:
    case 143:
      return 'Next: run `vax-upload resume` to go on. The state is safe, and nothing is sent twice.';
    case 2:
      return 'Next: correct the setting named above and run the same command again.';
    case 1:
      return 'Next: please report this with the lines above. Run the same command again: nothing is sent twice.';
  }
}

export const en = {
  language: 'en',
  figures: f,
  errorWord: 'Error:',
  tryWord: 'Try:',
  errors: errorsEn,
  fields: {
    nik: 'NIK',
    kk: 'family card',
    name: 'name',
    birthDate: 'birth date',
    age: 'age',
    sex: 'sex',
    phone: 'phone',
    address: 'address',
    category: 'category',
    dose: 'dose',
    date: 'vaccination date',
    vaccine: 'vaccine',
    lot: 'batch number',
    site: 'site',
    staff: 'vaccinator',
    rowNumber: 'row number',
  },
  outcomes: {
    accepted: 'accepted',
    'already-there': 'already there',
    refused: 'refused',
    invalid: 'invalid',
    repeated: 'repeated',
    held: 'held',
    waiting: 'waiting',
    'in-doubt': 'in doubt',
    skipped: 'skipped',
  },
  outcomeHints: {
    'already-there': 'the server had them before',
    refused: 'by the server; see the correction sheet',
    invalid: 'to be corrected in the sheet',
    repeated: 'the same record stands in another row',
    held: 'a person must decide',
    waiting: 'saved, not sent yet',
    'in-doubt': 'sent, answer lost; the server is asked before anything else',
    skipped: 'rows that hold no record',
  },
  readyToSend: 'ready to send',

  reading: {
    progress: (file, rows, share) =>
      `Reading ${file}: ${count(rows, 'row')}${share === undefined ? '' : ` (${f.percent(share)})`}`,
    columns: (file, sheet, pairs) => `Columns in ${place(file, sheet)}: ${pairs}`,
    sameColumns: (file, sheet) => `Columns in ${place(file, sheet)}: as before`,
    ignored: (headings) => `Not read: ${headings}`,
    defaults: (pairs) => `From above the table: ${pairs}`,
    file: (file, sheet, rows) => `Read ${place(file, sheet)}: ${count(rows, 'row')}`,
    takenIn: (fresh, known) =>
      `In the ledger: ${count(fresh, 'new record')}${known > 0 ? `, ${n(known)} known before` : ''}. The spreadsheet is no longer needed.`,
    row: (file, sheet, line, outcome, problems) =>
      `${file}${sheet ? `, ${sheet}` : ''}, row ${line}: ${outcome}${problems ? `: ${problems}` : ''}`,
    inRows: (many, rows) => `${count(many, 'row')}: ${rows}`,
  },

  delivering: {
    start: (waiting, inDoubt, target) =>
      `Sending ${count(waiting, 'record')} to ${target}${inDoubt > 0 ? `; ${n(inDoubt)} in doubt, asked for first` : ''}`,
    nothing: (target) => `Nothing to send to ${target}`,
    pace: (rate, left) => (left ? `${rate}, ${left} left` : rate),
    starting: 'starting',
    progress: (done, total) => `${n(done)} of ${count(total, 'record')} delivered`,
    down: (outage) =>
      `server down since ${outage.since}${causeOf(outage)}${outage.nextTry ? `, next try ${outage.nextTry}` : ''}; nothing is lost`,
    downShort: (outage) => `server down since ${outage.since}${outage.nextTry ? `, next try ${outage.nextTry}` : ''}`,
    up: (away) => (away === undefined ? 'server is back' : `server is back after ${f.duration(away)}`),
    doubts: (asked, there, absent, unknown) => {
      const parts = [
        ...(there > 0 ? [`${n(there)} there`] : []),
        ...(absent > 0 ? [`${n(absent)} not there and sent again`] : []),
        ...(unknown > 0 ? [`${n(unknown)} still in doubt`] : []),
      ];
      return `Asked the server for ${count(asked, 'record')} in doubt: ${parts.join(', ')}`;
    },
    stopping: (why, sending) =>
      why === 'window'
        ? 'The time window ends: the batch in flight is being finished.'
        : !sending
          ? `Asked to stop (${why}): nothing more is read. Import the file again later; nothing is lost.`
          : `Asked to stop (${why}): the batch in flight is being finished. Once more stops at once; that is safe too.`,
    correctionSheet: (path, rows) => `Correction sheet: ${path} (${count(rows, 'row')}; holds personal data, keep it safe)`,
  },

  summary: {
    title: (command, files, ms) => {
      const what = command === 'check' ? 'Check' : command === 'resume' ? 'Resume' : 'Import';
      return `${what}: ${files > 0 ? `${count(files, 'file')}, ` : ''}${f.duration(ms)}`;
    },
    total: 'total',
    check: (rows, terms) => `${count(rows, 'row')} = ${terms}`,
    checkDoses: (rows, readings, skipped, total, terms) =>
      `${count(rows, 'row')} with ${count(readings, 'dose')}${skipped > 0 ? ` and ${n(skipped)} skipped` : ''}: ${n(total)} = ${terms}`,
    checkRecords: (records, terms) => `${count(records, 'record')} = ${terms}`,
    nothingRead: 'There was nothing to do: no rows.',
    mismatch: 'THESE NUMBERS DO NOT ADD UP. This is a bug in the program; please report it. The ledger is unharmed.',
    notTwice: (there) =>
      `Nothing was sent twice: ${n(there)} ${there === 1 ? 'was' : 'were'} already on the server from an earlier run.`,
    traffic: (requests, outages, away) =>
      `${count(requests, 'request')}${outages > 0 ? `; server away ${outages === 1 ? 'once' : `${n(outages)} times`}, ${f.duration(away)} in all` : ''}`,
    backlog: (records) => `Still waiting in the ledger, from this and earlier runs: ${count(records, 'record')}`,
    otherRows: (rows) =>
      `${count(rows, 'other row')} from earlier ${rows === 1 ? 'waits' : 'wait'} for a person: \`vax-upload rejects -o FILE\` lists ${rows === 1 ? 'it' : 'them'}.`,
    problemsTitle: 'Most frequent problems',
    problem: (sentence, rows, severity) => `${sentence}: ${count(rows, 'row')}${severity === 'warning' ? ' (warning only)' : ''}`,
    moreProblems: (kinds) => `and ${count(kinds, 'other kind of problem', 'other kinds of problem')}`,
    next: nextStep,
  },

  status: {
    title: (path, target) => `Ledger ${path}, for ${target}`,
    lastRun: (command, started, ended, exitCode) =>
      `Last run: ${command}, ${started} to ${ended ?? '…'}${exitCode === undefined ? ' (still running, or it was killed)' : `, exit code ${exitCode}`}`,
    neverRun: 'No run yet.',
    needCorrection: 'need correction',
  },

  explain: {
    title: (file, sheet, line, dose) => `${place(file, sheet)}, row ${line}${dose === undefined ? '' : `, dose group ${dose}`}`,
    read: (at) => `read ${at}`,
    kinds: {
      owner: 'a record of its own',
      repeated: 'the same record stands in another row; it is sent once',
      held: 'held: a person must decide',
      invalid: 'not sent: to be corrected in the sheet',
      skipped: 'skipped: it holds no record',
      superseded: 'set aside: a later sheet has this row again',
    },
    problem: (field, sentence) => `problem${field ? ` (${field})` : ''}: ${sentence}`,
    owner: (file, sheet, line) => `spoken for by ${place(file, sheet)}, row ${line}`,
    key: (key) => `key ${key}`,
    batch: (id) => `batch ${id}`,
    attempt: (at, answer, ms) => `  ${at} ${answer === 'question' ? 'the server was asked about it' : answer} (${n(ms)} ms)`,
    state: {
      pending: 'now: waiting to be sent',
      sending: 'now: being sent',
      'in-doubt': 'now: in doubt; the server is asked before it is sent again',
      accepted: 'now: on the server',
      refused: 'now: refused by the server; see the correction sheet',
      held: 'now: held; a person must decide',
    },
    receipt: (receipt) => `receipt ${receipt}`,
    reason: (code) => `the server's reason: ${code ?? 'see the correction sheet'}`,
  },

  columns: COLUMN_WORDS.en,
  reconcile: reconcileEn(f),

  rejects: {
    written: (path, rows) =>
      `${path}: ${count(rows, 'row')} to correct. It holds personal data: keep it safe and delete it afterwards.`,
    nothing: 'No row needs a person; nothing was written.',
  },

  sandbox: {
    ready: (url, weather) => `Training server at ${url}, weather: ${weather}`,
    howTo: (url) => `In another terminal: vax-upload import FILE --to ${url} --state training.db`,
    stop: 'Ctrl-C ends it.',
  },

  bug: {
    what: 'This is a bug in the program, not in your file. What was read is safe in the ledger.',
    messageWithheld: '(message withheld: it may hold data)',
    causedBy: 'caused by',
    program: (version, node) => `vax-upload ${version}${node ? `, Node ${node}` : ''}`,
    tryThis:
      'Run the same command again; nothing is sent twice. If it comes back, report the lines above as an issue of vax-upload (README, "Help"). They hold no personal data.',
  },
} as const satisfies Messages;
