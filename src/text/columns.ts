/**
 * The words around columns whose headings are not clear: the question on a terminal, and the list of what is
 * remembered.
 */
/** Fields come as words of `fields`, headings in quotes, numbers as text. */
export interface ColumnWords {
  /** A field of one dose of a wide sheet. */
  ofDose(field: string, dose: number): string;
  /** A field of one of several groups of columns of which no heading says the dose. */
  ofGroup(field: string, group: number): string;
  /** A file and, if it has any, its sheet. */
  place(file: string, sheet: string): string;
  none: string;
  near(guess: string, flags: string): string;
  readonly ask: {
    unsure(place: string, line: number): string;
    tie(place: string, line: number, field: string): string;
    missing(place: string, line: number, field: string): string;
    headings(list: string): string;
    proposed: string;
    /** After the proposals; `last` is the largest of their numbers. */
    confirm(last: number): string;
    which(field: string): string;
    /** Before the number is typed. */
    number: string;
    noColumn: string;
    again: string;
    unanswered: string;
  };
  remembered(headings: number, path: string): string;
  notRemembered(path: string, code: string): string;
  readonly list: {
    readonly titles: readonly [string, string, string, string, string];
    empty: string;
    forget: string;
    forgotten(number: number): string;
  };
}
