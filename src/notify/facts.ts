/** What is known of a run that others may know: counts and codes, never a cell, and no name unless it is asked for. */
import { type ErrorParams, RunError } from '../errors.ts';
import type { RunEvent, SummaryEvent } from '../events.ts';
import type { ExitCode } from '../exit-codes.ts';

/** The run as those who are told see it. Times are epoch milliseconds. */
export interface Facts {
  /** A UUID, the same at the beginning and at the end. */
  readonly run: string;
  /** What this computer is called. */
  readonly name: string;
  readonly version: string;
  readonly command: 'import' | 'resume' | 'retry' | 'push';
  /** Where records go, without anything secret: `sandbox`, `files`, or a type and an address; absent where none is set. */
  readonly target?: string;
  readonly started: number;
  readonly ended: number;
  readonly exitCode: ExitCode;
  /** Records that the server has since this run, whichever run had read them. */
  readonly landed: number;
  /** Absent where the run ended before it could add anything up. */
  readonly summary?: SummaryEvent;
  /** What could not be carried out, one of each code. */
  readonly errors: readonly RunError[];
  /** Correction sheets that were written; empty unless names of files are told. */
  readonly correctionSheets: readonly string[];
  /** The sheets came out of an inbox. */
  readonly inbox?: boolean;
}

/** What is collected while the run goes on. */
export interface Heard {
  readonly landed: number;
  readonly summary?: SummaryEvent;
  readonly errors: readonly RunError[];
  readonly correctionSheets: readonly string[];
  /** The sheets came out of an inbox. */
  readonly inbox?: boolean;
}

export const NOTHING_HEARD: Heard = { landed: 0, errors: [], correctionSheets: [] };

/** What is known after one more event. */
export function hear(heard: Heard, event: RunEvent): Heard {
  switch (event.event) {
    case 'batch':
    case 'pulled':
      return { ...heard, landed: heard.landed + event.accepted + event.alreadyThere };
    case 'doubts':
      return { ...heard, landed: heard.landed + event.there };
    case 'look-back':
      return { ...heard, landed: heard.landed - event.gone };
    case 'failed':
      return { ...heard, errors: withError(heard.errors, event.error) };
    case 'looked':
      return { ...heard, inbox: true };
    case 'correction-sheet':
      return { ...heard, correctionSheets: [...heard.correctionSheets, event.path] };
    case 'summary':
      return { ...heard, summary: event };
    default:
      return heard;
  }
}

/** More kinds of errors than this are for the log. */
const MOST_ERRORS = 5;

function withError(errors: readonly RunError[], error: RunError): readonly RunError[] {
  return errors.length >= MOST_ERRORS || errors.some(({ code }) => code === error.code) ? errors : [...errors, error];
}

/** Parameters in which no name of a file, a sheet or a person can stand. */
const NAMELESS: ReadonlySet<string> = new Set(['target', 'key', 'status', 'cause', 'expected', 'max', 'n', 'days']);

/** The same without names of files, for whoever is not to know them. */
export function withoutNames(heard: Heard): Heard {
  const { summary, inbox } = heard;
  const { unfinished: _, ...counts } = summary ?? {};
  return {
    landed: heard.landed,
    errors: heard.errors.map(({ code, params }) => new RunError(code, nameless(params))),
    correctionSheets: [],
    ...(inbox ? { inbox } : {}),
    ...(summary ? { summary: counts as SummaryEvent } : {}),
  };
}

function nameless(params: ErrorParams): ErrorParams {
  return Object.fromEntries(Object.entries(params).filter(([key]) => NAMELESS.has(key)));
}

/** Rows that wait for a person, of this run and of earlier ones. */
export function forPerson({ outcomes, otherRows = 0, gone = 0 }: SummaryEvent): number {
  return outcomes.invalid + outcomes.held + outcomes.refused + otherRows + gone;
}
