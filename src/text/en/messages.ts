/** Every sentence in English. */
import { wordsOf } from '../fields.ts';
import type { Messages, Outage } from '../messages.ts';
import type { NextStep } from '../next-step.ts';
import { figuresOf } from '../numbers.ts';
import { columnsEn } from './columns.ts';
import { databaseEn } from './database.ts';
import { doctorEn } from './doctor.ts';
import { doctorHereEn } from './doctor-here.ts';
import { errorsEn } from './errors.ts';
import { explainEn } from './explain.ts';
import { fieldsEn } from './fields.ts';
import { inboxEn } from './inbox.ts';
import { logsEn } from './logs.ts';
import { movingEn } from './moving.ts';
import { nextStepEn } from './next-step.ts';
import { nightsEn } from './nights.ts';
import { notifyEn } from './notify.ts';
import { outageCausesEn } from './outage-causes.ts';
import { positionEn } from './position.ts';
import { provinceEn } from './province.ts';
import { reconcileEn } from './reconcile.ts';
import { rightsEn } from './rights.ts';
import { stayingEn } from './staying.ts';

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

function nextTryOf({ nextTry, trying }: Outage): string {
  if (trying) return ', trying now';
  return nextTry ? `, next try ${nextTry}` : '';
}

function causeOf(outage: Outage): string {
  if (!outage.cause) return '';
  return ` (${outageCausesEn[outage.cause]}${outage.status ? `, HTTP ${outage.status}` : ''})`;
}

const COMMANDS = {
  check: 'Check',
  import: 'Import',
  resume: 'Resume',
  retry: 'Retry',
  confirm: 'Confirm',
  push: 'Push',
  pull: 'Pull',
} as const satisfies Record<NextStep['command'], string>;

/** Who asks a run to stop. */
const STOPPERS = { SIGINT: 'Ctrl-C', SIGTERM: 'by the system' } as const;

export const en = {
  language: 'en',
  figures: f,
  errorWord: 'Error:',
  tryWord: 'Try:',
  errors: errorsEn,
  fields: wordsOf(fieldsEn),
  outcomes: {
    accepted: 'accepted',
    'already-there': 'already there',
    refused: 'refused',
    invalid: 'invalid',
    repeated: 'repeated',
    held: 'held',
    waiting: 'waiting',
    'in-doubt': 'in doubt',
    dismissed: 'dismissed',
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
    dismissed: 'taken off the list by a person; not sent',
    skipped: 'rows that hold no record',
  },
  handedOver: { label: 'handed over', hint: 'written to a file; waits for `vax-upload confirm`' },
  readyToSend: 'ready to send',

  reading: {
    progress: (file, rows, share) =>
      `Reading ${file}: ${count(rows, 'row')}${share === undefined ? '' : ` (${f.percent(share)})`}`,
    columns: (file, sheet, pairs) => `Columns in ${place(file, sheet)}: ${pairs}`,
    sameColumns: (file, sheet) => `Columns in ${place(file, sheet)}: as before`,
    ignored: (headings) => `Not read: ${headings}`,
    set: (pairs) => `From --set, for every row: ${pairs}`,
    setUnused: (fields) => `Not used of --set: ${fields}; the sheet has a column for it, which is read`,
    notSent: (field) => `${field} (not sent)`,
    defaults: (pairs) => `From above the table: ${pairs}`,
    file: (file, sheet, rows) => `Read ${place(file, sheet)}: ${count(rows, 'row')}`,
    takenIn: (fresh, known) =>
      `In the ledger: ${count(fresh, 'new record')}${known > 0 ? `, ${n(known)} known before` : ''}. The spreadsheet is no longer needed.`,
    row: (file, sheet, line, outcome, problems) =>
      `${file}${sheet ? `, ${sheet}` : ''}, row ${line}: ${outcome}${problems ? `: ${problems}` : ''}`,
    inRows: (many, rows) => `${count(many, 'row')}: ${rows}`,
  },

  delivering: {
    moved: (from, to) => `This ledger goes to ${to} from now on, no longer to ${from}.`,
    again: (entries) =>
      entries === 0
        ? 'No row is refused by the server; nothing is sent again.'
        : `Sent again, unchanged: ${count(entries, 'record')} that the server refused.`,
    start: (waiting, inDoubt, target) =>
      `Sending ${count(waiting, 'record')} to ${target}${inDoubt > 0 ? `; ${n(inDoubt)} in doubt, asked for first` : ''}`,
    nothing: (target) => `Nothing to send to ${target}`,
    pace: (rate, left) => (left ? `${rate}, ${left} left` : rate),
    starting: 'starting',
    progress: (done, total) => `${n(done)} of ${count(total, 'record')} delivered`,
    down: (outage) => `server down since ${outage.since}${causeOf(outage)}${nextTryOf(outage)}; nothing is lost`,
    downShort: (outage) => `server down since ${outage.since}${nextTryOf(outage)}`,
    up: (away) => (away === undefined ? 'server is back' : `server is back after ${f.duration(away)}`),
    copy: (entries, asked, safe) => {
      const lead = 'This ledger was copied, moved or put back since its last run';
      if (asked && entries === 0) return `${lead}. Nothing waits in it.`;
      if (asked)
        return `${lead}. ${count(entries, 'waiting record')} may have been sent meanwhile: the server is asked first.`;
      return `${lead}. ${safe ? 'This server may be sent them twice.' : 'This server cannot be asked: what another copy has sent meanwhile may arrive twice. Stop now if that one is still in use.'}`;
    },
    lookBack: (asked, gone) =>
      `The server has forgotten ${n(gone)} of the last ${count(asked, 'record')} that it had confirmed before it went away. They are asked for once more and sent again.`,
    doubts: (asked, there, absent, unknown) => {
      const one = asked === 1;
      const parts = [
        ...(there > 0 ? [`${n(there)} ${there === 1 ? 'has' : 'have'} arrived`] : []),
        ...(absent > 0 ? [`${n(absent)} ${absent === 1 ? 'has not and is' : 'have not and are'} sent again`] : []),
        ...(unknown > 0 ? [`${n(unknown)} not known yet and asked about again`] : []),
      ];
      const all = {
        [there]: one ? 'it has arrived' : 'all have arrived',
        [absent]: one ? 'it has not arrived and is sent again' : 'none has arrived; all are sent again',
        [unknown]: 'not known yet; asked about again',
      }[asked];
      return `Asked the server about ${count(asked, 'record')}: ${all ?? parts.join(', ')}`;
    },
    clock: (here, server) =>
      `The clock of this computer shows ${here}, that of the server ${server}. One of them is wrong, and days in the future are judged by this one: set it, then import the file again.`,
    stopping: (why, sending) =>
      why === 'window'
        ? 'The time window ends: the batch in flight is being finished.'
        : !sending
          ? `Asked to stop (${STOPPERS[why]}): nothing more is read. Import the file again later; nothing is lost.`
          : `Asked to stop (${STOPPERS[why]}): the batch in flight is being finished. Once more stops at once; that is safe too.`,
    request: ({ nth, to, id, status, requestId, cause, ms }) =>
      `Request ${n(nth)} to ${to}${id === undefined ? '' : ` ${id}`}: ${cause ? outageCausesEn[cause] : `HTTP ${status}`}, ${n(ms)} ms${requestId === undefined ? '' : ` (x-request-id ${requestId})`}`,
    untouched: (file) => `${file}: a correction sheet in which nothing was corrected yet; passed over`,
    correctionSheet: (path, rows) =>
      `Correction sheet: ${path} (${count(rows, 'row')}; holds personal data, keep it safe)`,
  },

  position: positionEn,
  notify: notifyEn(f),

  summary: {
    title: (command, files, ms) => {
      return `${COMMANDS[command]}: ${files > 0 ? `${count(files, 'file')}, ` : ''}${f.duration(ms)}`;
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
    handedOver: (records, files) =>
      `${count(records, 'record')} in ${count(files, 'file')} handed over and not confirmed: \`vax-upload confirm\` lists them.`,
    backlog: (records) => `Still waiting in the ledger, from this and earlier runs: ${count(records, 'record')}`,
    otherRows: (rows) =>
      `${count(rows, 'other row')} from earlier ${rows === 1 ? 'waits' : 'wait'} for a person: \`vax-upload rejects -o FILE\` lists ${rows === 1 ? 'it' : 'them'}.`,
    gone: (rows) =>
      `${f.number(rows)} ${rows === 1 ? 'row that still waited is' : 'rows that still waited are'} no longer in the sheet; held, a person must decide.`,
    problemsTitle: 'Most frequent problems',
    problem: (sentence, rows, severity) =>
      `${sentence}: ${count(rows, 'row')}${severity === 'warning' ? ' (warning only)' : ''}`,
    moreProblems: (kinds) => `and ${count(kinds, 'other kind of problem', 'other kinds of problem')}`,
    next: nextStepEn,
  },

  nights: nightsEn(f),
  status: {
    title: (path, target) => `Ledger ${path}, for ${target}`,
    lastRun: (command, started, ended, exitCode, running) =>
      ended === undefined
        ? `Last run: ${command}, since ${started}, ${running ? 'still at work' : 'broken off: the program or the computer died'}`
        : `Last run: ${command}, ${started} to ${ended}, exit code ${exitCode}`,
    neverRun: 'No run yet.',
    needCorrection: 'need correction',
  },

  explain: explainEn(f),
  rights: rightsEn,
  moving: movingEn,
  columns: columnsEn,
  reconcile: reconcileEn(f),
  doctor: doctorEn(f),
  province: provinceEn,
  inbox: inboxEn(f),
  database: databaseEn,
  staying: stayingEn,
  logs: logsEn,
  doctorHere: doctorHereEn(f),
  dryRun: {
    title: (target, shown, records, revealed) =>
      shown === 0
        ? `Nothing would be sent to ${target}.`
        : `Would be sent to ${target}: ${count(records, 'record')}. The requests of the first ${n(shown)} follow; nothing was sent.${revealed ? '' : ' Personal data is hidden; --reveal shows it.'}`,
  },
  checkServer: {
    title: (target, asked, refused) =>
      refused === 0
        ? `${target} would take ${asked === 1 ? 'the record' : `all ${count(asked, 'record')}`}. Nothing was stored.`
        : `${target} would refuse ${n(refused)} of ${count(asked, 'record')}. Nothing was stored.`,
    row: (where, field, code) => `${where}: ${[field, code].filter(Boolean).join(', ') || 'no reason given'}`,
    more: (rows) => `and ${n(rows)} more; --rows lists them all`,
  },

  confirming: {
    done: ({ accepted, refused, lost, unknown, open }) => [
      ...(accepted > 0 ? [`Confirmed: ${count(accepted, 'record')} on the server.`] : []),
      ...(refused > 0
        ? [
            `Refused by the server: ${count(refused, 'record')}; \`vax-upload rejects -o FILE\` lists them with the reason.`,
          ]
        : []),
      ...(lost > 0
        ? [`Never arrived: ${count(lost, 'record')} wait again; \`vax-upload resume\` writes them to new files.`]
        : []),
      ...(unknown > 0
        ? [
            `${count(unknown, 'row')} of the answer ${unknown === 1 ? 'belongs' : 'belong'} to nothing that waits for a word, and changed nothing.`,
          ]
        : []),
      ...(open > 0 ? [`Still without a word: ${count(open, 'record')}.`] : []),
    ],
    nothing: 'Nothing waits for a word: no record is handed over and unconfirmed.',
    batch: (id, records, at) => `${id}  ${count(records, 'record')}, written ${at}`,
    howTo:
      'Uploaded: `vax-upload confirm FILE` (or `--all`). With an answer of the server row by row: `vax-upload confirm ANSWER.csv`. Never arrived: `vax-upload confirm --lost FILE`.',
  },
  rekeyed: (ledgers, setting) => [
    `A new key opens ${ledgers.join(', ')}.`,
    setting === undefined
      ? 'The old key opens only old copies now. Keep a copy of the new one, but not beside the ledger.'
      : `Put \`${setting}\` below \`privacy:\` in vax-upload.yaml. The old key opens too until a run has used the new one; then delete it.`,
  ],
  purged: (entries, rows) =>
    entries === 0 && rows === 0
      ? 'Nothing is so old that it could be forgotten. What waits is kept in any case.'
      : `Forgotten: ${count(entries, 'record')} that the server has, and ${count(rows, 'row')}. What waits is kept. Imported again, these rows are sent again under the same keys.`,
  dismissed: (file, line) =>
    `Row ${line} of ${file} is dismissed: it is not sent, and you are not asked about it again.`,
  rejects: {
    written: (path, rows) =>
      `${path}: ${count(rows, 'row')} to correct. Correct the marked cells and import that file; then delete it: it holds personal data.`,
    nothing: 'No row needs a person; nothing was written.',
  },

  sandbox: {
    ready: (url, weather) => `Training server, weather: ${weather}. Its page, for this computer only: ${url}`,
    howTo: (url) => `In another terminal: vax-upload import FILE --to ${url} --state training.db`,
    stop: 'Ctrl-C ends it.',
  },

  bug: {
    what: 'This is a bug in the program, not in your file. What was read is safe in the ledger.',
    causedBy: 'caused by',
    program: (version, node) => `vax-upload ${version}${node ? `, Node ${node}` : ''}`,
    tryThis:
      'Run the same command again; nothing is sent twice. If it comes back, report the lines above as an issue of vax-upload (README, "Help"). They hold no personal data.',
  },
} as const satisfies Messages;
