/** Where a sheet goes after a night: it stays while the server owes us a word, and is then done or a person's. Pure. */
import type { RunErrorCode } from '../errors.ts';
import type { RunOutcomes } from '../ledger/history-side.ts';

/** Where a sheet stands. */
export type Standing =
  /** Every row is on the server, or there is nothing to do for it. */
  | 'done'
  /** Rows are on their way; none of it moves before they have arrived, so that the clerk finds it where it was. */
  | 'waiting'
  /** Nothing is on its way any more, and rows wait for a person. */
  | 'needs-person'
  /** It could not be taken in as it is. */
  | 'refused'
  /** It could not be taken in before a person says what its headings mean, at a terminal. */
  | 'asks';

export type Place = 'stay' | 'done' | 'to-correct';

/**
 * Answered by a flag or at a terminal, not in the sheet: the admin imports it from where it lies, and the answer is
 * remembered for all sheets of this form.
 */
const ASKED_OF_ADMIN: ReadonlySet<RunErrorCode> = new Set([
  'HEADER_UNSURE',
  'HEADER_AMBIG',
  'MAP_COLUMN',
  'SET_DISPUTED',
]);
/** About this moment or this computer: the sheet is the same tomorrow, and nobody corrects it. */
const OF_THE_MOMENT: ReadonlySet<RunErrorCode> = new Set([
  'FILE_MISSING',
  'FILE_UNREADABLE',
  'FILE_CHANGED',
  'FILE_IS_LEDGER',
  'FILE_IS_LINK',
  'FILE_NOT_REGULAR',
  'FILE_TOO_SLOW',
]);

export function standingOf(outcomes: RunOutcomes): Standing {
  if (outcomes.waiting + outcomes['in-doubt'] > 0) return 'waiting';
  return needPerson(outcomes) > 0 ? 'needs-person' : 'done';
}

export function standingRefused(code: RunErrorCode): Standing {
  return ASKED_OF_ADMIN.has(code) || OF_THE_MOMENT.has(code) ? 'asks' : 'refused';
}

/** Whether what was found wrong with a file is to be kept in mind: it is the same as long as the file is. */
export function isLasting(code: RunErrorCode): boolean {
  return !OF_THE_MOMENT.has(code);
}

/** `open`: in an office program, which would save another file where this one was. */
export function placeFor(standing: Standing, open: boolean): Place {
  if (open || standing === 'waiting' || standing === 'asks') return 'stay';
  return standing === 'done' ? 'done' : 'to-correct';
}

/** Rows that wait for a person. */
export function needPerson({ invalid, held, refused }: Pick<RunOutcomes, 'invalid' | 'held' | 'refused'>): number {
  return invalid + held + refused;
}

/** What lies in the folder of corrections under one stem: a sheet, its correction sheets, a note. */
export interface Member {
  readonly name: string;
  /**
   * `settled`: taken in, and nobody waits for a row of it; `open`: taken in, and somebody does; `unread`: a sheet that
   * was changed there and not handed in; `ours`: a correction sheet that nobody has touched, a note, or a sheet that
   * was refused.
   */
  readonly is: 'settled' | 'open' | 'unread' | 'ours';
}

/**
 * Those that are done with. All of a stem go together, so that nobody finds a correction sheet without its original;
 * `arrived`: a sheet of this stem has been done tonight.
 */
export function doneWith(members: readonly Member[], arrived: boolean): readonly Member[] {
  if (members.some(({ is }) => is === 'open')) return [];
  if (!arrived && !members.some(({ is }) => is === 'settled')) return [];
  return members.filter(({ is }) => is !== 'unread');
}
