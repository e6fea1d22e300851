/**
 * The words of the page that `report` writes, for somebody who opens it on a phone and knows neither the program nor a
 * terminal. Figures are handed in as numbers; times and names as text. Apart from messages.ts: only a report needs them.
 */

/** What the night has come to, in the order in which it is looked for. */
export const VERDICTS = [
  'never',
  'broken',
  'refused-us',
  'disk',
  'settings',
  'running',
  'cut-off',
  'away',
  'person',
  'more',
  'done',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What somebody still has to do. */
export const DEEDS = [
  'first-import',
  'report-bug',
  'ask-access',
  'free-disk',
  'mend-settings',
  'read-again',
  'refused-file',
  'correct',
  'confirm',
  'pull',
  'go-on',
  'wait',
  'nothing',
] as const;
export type Deed = (typeof DEEDS)[number];

/** A part of the page: its heading, and a sentence that says how to read it. */
interface Section {
  readonly title: string;
  readonly lead: string;
}

export interface PageWords {
  readonly lang: string;
  /** Title of the document. */
  title(day: string): string;
  readonly report: string;
  /** `from` and `to` are moments. */
  span(from: string, to: string, zone: string): string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly answer: {
    landed(records: number): string;
    readonly never: string;
    readonly noneAway: string;
    readonly none: string;
    readonly nothingToSend: string;
    /** A sentence below the answer, where one is needed. */
    readonly running: string;
    readonly cutOff: string;
    readonly refusedUs: string;
    readonly safe: string;
    /** How much of what can be sent has arrived since the beginning. */
    progress(share: string, landed: number, all: number): string;
  };
  readonly figures: {
    readonly left: string;
    readonly leftNone: string;
    leftUntil(day: string, nights: number): string;
    readonly leftUnknown: string;
    readonly person: string;
    readonly personNone: string;
    personRows(invalid: number, held: number, refused: number): string;
    handedOver(records: number): string;
    readonly away: string;
    readonly awayNever: string;
    readonly awayNone: string;
    awayTimes(times: number): string;
    records(n: number): string;
    rows(n: number): string;
  };
  readonly todo: Section & {
    /** The deed, and who does it; `what` is a file where one is meant, `n` how many. */
    deed(deed: Deed, what: string, n: number): string;
    readonly command: string;
  };
  readonly night: Section & {
    readonly keys: { readonly landed: string; readonly running: string; readonly away: string };
    peak(perMinute: string, at: string): string;
    label(landed: number, peak: string, outages: number, away: string): string;
    readonly nothing: string;
    readonly away: string;
    readonly columns: readonly [hour: string, landed: string, away: string];
    readonly awayTitle: string;
    readonly awayColumns: readonly [from: string, to: string, long: string];
    /** Above the list, where it has only the longest outages. */
    longest(shown: number, all: number): string;
    readonly goesOn: string;
  };
  readonly nights: Section & {
    readonly left: string;
    readonly landed: string;
    label(nights: number, first: number, last: number): string;
    readonly columns: readonly [night: string, landed: string, left: string, away: string];
    readonly first: string;
  };
  readonly outcomes: Section & {
    label(rows: number): string;
    readonly columns: readonly [outcome: string, meaning: string, rows: string];
    readonly nothing: string;
    readonly filesTitle: string;
    readonly fileColumns: readonly [file: string, rows: string, what: string];
    readonly fileRead: string;
    moreFiles(n: number): string;
  };
  readonly facilities: Section & {
    readonly keys: { readonly landed: string; readonly waiting: string; readonly person: string };
    label(n: number): string;
    readonly columns: readonly [name: string, landed: string, waiting: string, person: string];
    readonly unnamed: string;
    /** What those have together that the chart leaves out. */
    others(n: number, landed: number, waiting: number, forPerson: number): string;
    readonly nothing: string;
    more(n: number): string;
  };
  readonly problems: Section & {
    readonly columns: readonly [problem: string, rows: string, cure: string];
    readonly warning: string;
    readonly nothing: string;
    more(n: number): string;
  };
  /** What files are called that the reader has still to write or to name. */
  readonly names: { readonly sheet: string; readonly corrections: string };
  readonly table: string;
  readonly total: string;
  /** What was written, and what to do with it, a line each. */
  written(files: readonly string[]): readonly string[];
  made(at: string, version: string): string;
  readonly privacy: string;
}
