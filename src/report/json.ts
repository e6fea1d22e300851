/**
 * `--json`: one event a line on stdout, exactly as docs/json-output.md promises. Problems lose their parameters here.
 */

import type { PassedOver, Reporter, RunEvent } from '../events.ts';
import { jsonLine } from '../printable.ts';
import type { Problem } from '../record/problems.ts';
import { withoutSecrets } from '../text/parameters.ts';
import { type ReporterOptions, writeLines } from './output.ts';
import { howOften, linesOf } from './sheet-lines.ts';

type JsonOptions = Pick<ReporterOptions, 'out' | 'rows' | 'verbose'>;

/** Prints the events of the contract as JSON lines; everything else is for people and is not printed. */
export function jsonReporter({ out, rows, verbose }: JsonOptions): Reporter {
  return {
    report(event) {
      if (event.event === 'request' && !verbose) return;
      const line = jsonEvent(event, rows === true);
      if (line) writeLines(out, [jsonLine(line)]);
    },
    close() {},
  };
}

/**
 * The object for an event, or undefined when it is not part of the contract. Every field is named: a field that is
 * added to an event for people can never slip out.
 */
export function jsonEvent(event: RunEvent, rows: boolean): Readonly<Record<string, unknown>> | undefined {
  switch (event.event) {
    case 'file': {
      const { file, sheet, headerLine, columns, rows: count, notes, guesses } = event;
      const near = guesses && { near: guesses.map(({ field, heading }) => ({ field, heading })) };
      return { event: 'file', file, sheet, headerLine, columns, rows: count, notes: notes.map(counted), ...near };
    }
    case 'row': {
      if (!rows) return undefined;
      const { file, sheet, line, dose, outcome, problems } = event;
      return { event: 'row', file, sheet, line, dose, outcome, problems: problems.map(bare) };
    }
    case 'moved':
      return { event: 'moved', from: event.from, to: event.to };
    case 'copy':
      return { event: 'copy', entries: event.entries, asked: event.asked };
    case 'parcels':
      return { event: 'parcels', parcels: event.parcels, records: event.records, aside: event.aside };
    case 'pulled': {
      const { accepted, alreadyThere, refused, again, tooNew, open } = event;
      return { event: 'pulled', accepted, alreadyThere, refused, again, tooNew, open };
    }
    case 'retry':
      return { event: 'retry', entries: event.entries };
    case 'batch': {
      const { entries, accepted, alreadyThere, refused, inDoubt, unsent, handedOver, ms } = event;
      const handed = handedOver === undefined ? {} : { handedOver };
      return { event: 'batch', entries, accepted, alreadyThere, refused, inDoubt, unsent, ...handed, ms };
    }
    case 'request': {
      const { nth, to, id, status, requestId, cause, ms } = event;
      return {
        ...{ event: 'request', nth, to },
        ...(id === undefined ? {} : { id }),
        ...(status === undefined ? {} : { status }),
        ...(requestId === undefined ? {} : { requestId }),
        ...(cause === undefined ? {} : { cause }),
        ms,
      };
    }
    case 'weather': {
      const { state, since, nextTry, cause, status } = event;
      return {
        event: 'weather',
        state,
        since: iso(since),
        ...(nextTry === undefined ? {} : { nextTry: iso(nextTry) }),
        ...(cause === undefined ? {} : { cause }),
        ...(status === undefined ? {} : { status }),
      };
    }
    case 'resting': {
      const { why, until } = event;
      return { event: 'resting', why, ...(until === undefined ? {} : { until: iso(until) }) };
    }
    case 'position': {
      const { phase, reading, sending, server } = event;
      // The last line is the summary.
      if (phase === 'ending') return undefined;
      return {
        event: 'position',
        phase,
        ...(reading ? { rows: reading.rows } : {}),
        ...(sending ? { done: sending.done, total: sending.total } : {}),
        ...(server ? { server: server.state, since: iso(server.since) } : {}),
        ...(server?.nextTry === undefined ? {} : { nextTry: iso(server.nextTry) }),
      };
    }
    case 'database':
      return event.state === 'down'
        ? { event: 'database', state: 'down', since: iso(event.since), why: event.why, code: event.code }
        : { event: 'database', state: 'up', since: iso(event.since), awayMs: event.awayMs };
    case 'clock':
      return { event: 'clock', here: iso(event.here), server: iso(event.server) };
    case 'log-lost':
      return { event: 'log-lost', path: event.path, code: event.code };
    case 'correction-sheet':
      return { event: 'correction-sheet', path: event.path, rows: event.rows };
    case 'looked': {
      const { folder, fresh, known, passed } = event;
      return { event: 'looked', folder, fresh, known, passed: passed.map(passedOver) };
    }
    case 'to-correct':
      return { event: 'to-correct', folder: event.folder, files: event.files };
    case 'file-result': {
      const { file, became, rows: count, outcomes, code, before, to, open } = event;
      return {
        event: 'file-result',
        file,
        became,
        ...(count === undefined ? {} : { rows: count }),
        ...(outcomes === undefined ? {} : { outcomes }),
        ...(code === undefined ? {} : { code }),
        ...(before === undefined ? {} : { before }),
        ...(to === undefined ? {} : { to }),
        ...(open === undefined ? {} : { open }),
      };
    }
    case 'untouched':
      return { event: 'untouched', file: event.file };
    case 'failed': {
      const { error, file } = event;
      return {
        event: 'failed',
        code: error.code,
        exitCode: error.exitCode,
        ...(file === undefined ? {} : { file: withoutSecrets(file) }),
      };
    }
    case 'summary': {
      const {
        command,
        files,
        rows: count,
        readings,
        outcomes,
        backlog,
        otherRows,
        gone,
        handedOver,
        unfinished,
        problems,
        requests,
        outages,
        awayMs,
        ms,
        exitCode,
      } = event;
      return {
        event: 'summary',
        rows: count,
        readings,
        outcomes,
        exitCode,
        command,
        files,
        backlog,
        ...(otherRows === undefined ? {} : { otherRows }),
        ...(gone === undefined ? {} : { gone }),
        ...(handedOver === undefined ? {} : { handedOver }),
        ...(unfinished === undefined ? {} : { unfinished }),
        problems: problems.map(({ code, severity, rows: times }) => ({ code, severity, rows: times })),
        requests,
        outages,
        awayMs,
        ms,
      };
    }
    default:
      return undefined;
  }
}

function passedOver({ file, why, type }: PassedOver): Readonly<Record<string, string>> {
  return { file, why, ...(type === undefined ? {} : { type }) };
}

/** A problem as scripts may have it: `params` can hold cell text and stay behind. */
function bare({ code, field, severity }: Problem): Readonly<Record<string, string>> {
  return { code, ...(field === undefined ? {} : { field }), severity };
}

/**
 * A problem of a column, with how many rows have it and which: the only parameters that cannot hold anything of a cell.
 */
function counted(note: Problem): Readonly<Record<string, string | number>> {
  const [n, lines] = [howOften(note), linesOf(note)];
  return { ...bare(note), ...(n === undefined ? {} : { n }), ...(lines === undefined ? {} : { lines }) };
}

/** ISO 8601 in UTC, so that nobody has to know where the program ran. */
function iso(ms: number): string {
  return new Date(ms).toISOString();
}
