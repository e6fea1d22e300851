import { EXIT } from '../../exit-codes.ts';
import { countsIn } from '../deed-counts.ts';
import { typedPath } from '../file-words.ts';
import type { NightTexts } from '../nights.ts';
import type { Figures } from '../numbers.ts';

const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });

const ENDED: Readonly<Record<number, string>> = {
  [EXIT.done]: 'all done',
  [EXIT.bug]: 'a bug',
  [EXIT.usage]: 'wrong settings',
  [EXIT.needsPerson]: 'rows need a person',
  [EXIT.serverAway]: 'server stayed away',
  [EXIT.serverRefuses]: 'server refuses us',
  [EXIT.windowEnded]: 'time was over',
  [EXIT.busy]: 'another run was at work',
  [EXIT.unreadable]: 'a file not readable',
  [EXIT.disk]: 'disk failed',
  [EXIT.interrupted]: 'stopped',
  [EXIT.terminated]: 'stopped',
};

/** `f`: how numbers are written. */
export function nightsEn(f: Figures): NightTexts {
  const n = f.number;
  const records = (count: number): string => `${n(count)} ${count === 1 ? 'record' : 'records'}`;
  const counted = countsIn(
    {
      rows: ['row', 'rows'],
      files: ['file', 'files'],
      fresh: 'new',
      owns: 'known',
      replaces: 'corrected',
      repeated: 'repeated',
      held: 'held',
      invalid: 'to correct',
      settled: 'settled before',
      dismissed: 'dismissed',
      skipped: 'skipped',
      accepted: 'accepted',
      'already-there': 'already there',
      refused: 'refused',
      waiting: 'waiting',
      'in-doubt': 'in doubt',
      inDoubt: 'in doubt',
      backlog: 'left over',
      entries: ['record', 'records'],
    },
    n,
  );
  return {
    day: (iso) => day.format(Date.parse(iso)).replace(',', ''),
    lastNight: (when, landed, left) =>
      `Night to ${when}: ${records(landed)} arrived${left === undefined ? '' : left === 0 ? ', nothing left' : `, ${n(left)} left`}`,
    away: (times, ms, longest) =>
      times === 1
        ? `server away once, ${f.duration(ms)}`
        : `server away ${n(times)} times, ${f.duration(ms)} in all, at most ${f.duration(longest)}`,
    workers: (n) => `At work now: ${n === 1 ? '1 run' : `${n} runs`}`,
    worker: (run, command, since) => `run ${run}, ${command}, since ${since}`,
    moreWorkers: (n) => `and ${n} more; \`vax-upload runs\` lists them`,
    awayNow: (since) => `The server has been away since ${since}; nothing is lost.`,
    gateAsked: (run) => `run ${run} is asking it just now, for all`,
    gateTries: (at, run) => `next try ${at}${run === undefined ? '' : ` by run ${run}`}, one for all`,
    gateWorks: (used, width, runs, waiting) =>
      `To the server: ${n(used)} of at most ${n(width)} ${width === 1 ? 'request' : 'requests'} at once, from ${n(runs)} ${runs === 1 ? 'run' : 'runs'}${waiting === 0 ? '' : `; ${n(waiting)} in line`}`,
    neverAway: 'server never away',
    refusedFile: (what) => `not read: ${what}`,
    moreRefused: (files) => `and ${n(files)} more not read; \`vax-upload runs\``,
    estimate: (tonight, nights) =>
      nights <= 1
        ? `Tonight: about ${n(tonight)}, and then nothing waits any more.`
        : `Tonight: about ${n(tonight)}; at this pace everything is there in ${n(nights)} nights.`,
    next: (deed) => {
      switch (deed.kind) {
        case 'wait':
          return 'Next: nothing. A run is at work; `vax-upload status --watch` follows it.';
        case 'look-at-server':
          return 'Next: `vax-upload doctor` says what is wrong with the server or the settings.';
        case 'free-disk':
          return 'Next: make room on the disk, then `vax-upload resume`. Nothing is lost.';
        case 'import-again':
          return `Next: \`vax-upload import ${typedPath(deed.file)}\` again; it was not read to its end.`;
        case 'resume':
          return 'Next: `vax-upload resume` sends what waits (or leave it to the night).';
        case 'confirm':
          return 'Next: upload the files, then `vax-upload confirm`.';
        case 'pull':
          return 'Next: `vax-upload pull` fetches what the province says of the records that it delivers.';
        case 'correct':
          if (deed.inbox?.toCorrect !== undefined)
            return `Next: correct the sheets in the folder ${deed.inbox.toCorrect} (or \`vax-upload rejects -o corrections.xlsx\`), then put them into the inbox.`;
          return `Next: \`vax-upload rejects -o corrections.xlsx\`, correct it, ${deed.inbox ? 'put it into the inbox' : 'import it'}.`;
        case 'unread':
          return `Next: mend the files that were not read (\`vax-upload runs\` says why), then ${deed.inbox ? 'put them into the inbox' : 'import them'} again.`;
        case 'nothing':
          return 'Next: nothing. Everything is on the server.';
      }
    },
    ended: (exitCode) => (exitCode === undefined ? 'broken off' : `${exitCode} ${ENDED[exitCode] ?? ''}`.trimEnd()),
    running: 'at work',
    heads: {
      night: 'Night to',
      run: 'Run',
      began: 'Began',
      command: 'Command',
      lasted: 'Lasted',
      landed: 'Arrived',
      refused: 'Refused',
      left: 'Left',
      away: 'Server away',
      end: 'End',
    },
    noRuns: 'No run yet.',
    deeds: {
      began: ({ run, command, target }) => `run ${run} began: ${command}, for ${target}`,
      'took-in': ({ file, sha256, ...rest }) => `took in ${file} (SHA-256 ${sha256})${counted(rest)}`,
      'not-read': ({ file, why }) => `did not read ${file}: ${why}`,
      ended: ({ run, exitCode, ...rest }) => `run ${run} ended with ${exitCode}${counted(rest)}`,
      bound: ({ target }) => `the ledger belongs to ${target}`,
      moved: ({ from, to }) => `the ledger moved from ${from} to ${to}`,
      dismissed: ({ file, line, sheet, ...rest }) =>
        `dismissed row ${line} of ${file}${sheet === undefined ? '' : `, ${sheet}`}${counted(rest)}`,
      retried: ({ file, line, ...rest }) =>
        `sends refused rows again${file === undefined ? '' : ` of ${file}`}${line === undefined ? '' : `, row ${line}`}${counted(rest)}`,
      'taken-back': (rest) => `took back what the server is proven to lack${counted(rest)}`,
      confirmed: ({ batch, ...rest }) => `said what became of batch ${batch}${counted(rest)}`,
      lost: ({ batch, ...rest }) => `said that batch ${batch} never arrived${counted(rest)}`,
      faded: ({ before }) => `forgot names and content of what was accepted before ${iso(before)}`,
      purged: ({ before, ...rest }) => `forgot what was accepted before ${iso(before)}${counted(rest)}`,
      erased: (rest) => `erased one person${counted(rest)}`,
      readmitted: (rest) => `lets rows of a person who was erased in again${counted(rest)}`,
      rekeyed: () => 'changed the key',
      listed: ({ file }) => `asked for a list of everybody whose data can be read, into ${file}`,
      'backed-up': () => 'made a backup',
      stayed: () => 'goes on here after all: the move was given up',
      restored: () => 'restored from a backup',
    },
    auditWhole: (entries, hash) =>
      `${n(entries)} ${entries === 1 ? 'entry' : 'entries'}, none is missing. Last hash: ${hash}`,
    auditEmpty: 'Nothing was done yet.',
  };
}

function iso(at: string | number | boolean | undefined): string {
  return typeof at === 'number' && Math.abs(at) < 8.64e15 ? new Date(at).toISOString().slice(0, 10) : '…';
}
