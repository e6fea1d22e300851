/** Files of a folder and of an import as lines of text: what is passed over, and what became of each. Pure. */
import { basename, dirname } from 'node:path';
import type { FileResult, PassedOver, RunEvent } from '../events.ts';
import { oneLine } from '../printable.ts';
import type { Messages } from '../text/messages.ts';
import { cutMiddle, width } from './screen/bar-line.ts';
import { fitted } from './screen/wrap.ts';

/** Names in one line. */
const SHOWN_NAMES = 5;
/** With what stands above and below it, a list of so many lines fits a screen of 24. */
const SHOWN_FILES = 10;
/** A name is cut to what the rest of its line leaves, but neither gets more nor less than this. */
const LONGEST_NAME = 34;
const SHORTEST_NAME = 16;

/** What was found in a folder; one line for each reason to pass something over. */
export function lookedLines(event: Extract<RunEvent, { event: 'looked' }>, { inbox }: Messages): string[] {
  const reasons = new Map<string, PassedOver[]>();
  for (const each of event.passed) {
    const key = `${each.why} ${each.type ?? ''}`;
    reasons.set(key, [...(reasons.get(key) ?? []), each]);
  }
  const passed = [...reasons.values()].map((files) => {
    const [first] = files;
    const names = files.slice(0, SHOWN_NAMES).map(({ file }) => oneLine(file));
    return first ? inbox.passed(first.why, names, files.length - names.length, first.type) : '';
  });
  const isOfCorrections = event.fresh === 0 && event.passed.every(({ why }) => why === 'handed-out');
  return isOfCorrections && event.passed.length > 0
    ? passed
    : [inbox.looked(oneLine(event.folder), event.fresh, event.known), ...passed];
}

/** A line of the list, and whether somebody has to do something. */
export interface ResultLine {
  readonly role: 'good' | 'waiting' | 'bad' | 'plain';
  readonly text: string;
}

const RANK: Readonly<Record<FileResult['became'], number>> = {
  done: 0,
  waiting: 1,
  left: 2,
  'needs-person': 3,
  refused: 4,
};
const ROLES = {
  done: 'good',
  waiting: 'waiting',
  left: 'waiting',
  'needs-person': 'bad',
  refused: 'bad',
} as const satisfies Record<FileResult['became'], ResultLine['role']>;

/**
 * One line a file, refused ones last, where the eye is when the run has ended. Of many only those that need somebody
 * are named, and the others are counted. `columns`: of the screen.
 */
export function resultLines(results: readonly FileResult[], messages: Messages, columns: number): ResultLine[] {
  const sorted = results.toSorted((a, b) => RANK[a.became] - RANK[b.became]);
  const shown = sorted.length <= SHOWN_FILES ? sorted : sorted.slice(1 - SHOWN_FILES);
  const others = sorted.slice(0, sorted.length - shown.length);
  const rows = shown.map((result) => (result.rows === undefined ? '' : messages.inbox.rows(result.rows)));
  const rowsWidth = Math.max(0, ...rows.map(width));
  const ends = shown.map((result) => {
    const to = result.to === undefined ? '' : ` ${messages.inbox.moved(oneLine(basename(dirname(result.to))))}`;
    return becameText(result, messages) + to + (result.open ? messages.inbox.open : '');
  });
  const room = columns - rowsWidth - Math.max(0, ...ends.map(width)) - '      '.length;
  const longest = Math.max(SHORTEST_NAME, Math.min(LONGEST_NAME, room));
  const names = shown.map(({ file }) => cutMiddle(oneLine(basename(file)), longest));
  const nameWidth = Math.max(0, ...names.map(width));
  const lines = shown.flatMap((result, at): ResultLine[] => {
    const name = (names[at] ?? '').padEnd(nameWidth);
    const count = (rows[at] ?? '').padStart(rowsWidth);
    return fitted([`  ${name}  ${count}  ${ends[at]}`], columns).map((text) => ({ role: ROLES[result.became], text }));
  });
  if (others.length === 0) return lines;
  const count = (became: FileResult['became']): number => others.filter((other) => other.became === became).length;
  const rest = messages.inbox.more(others.length, count('done'), count('waiting') + count('left'));
  return [{ role: 'plain', text: `  ${rest}` }, ...lines];
}

function becameText({ became, outcomes, code, before }: FileResult, { inbox }: Messages): string {
  const waiting = outcomes ? outcomes.waiting + outcomes['in-doubt'] : 0;
  const forPerson = outcomes ? outcomes.invalid + outcomes.held + outcomes.refused : 0;
  switch (became) {
    case 'done':
      return inbox.became.done;
    case 'left':
      return inbox.became.left;
    case 'refused':
      return code === undefined ? '' : inbox.became.refused(code, before === true);
    default:
      return forPerson > 0 ? inbox.became.needsPerson(forPerson, waiting) : inbox.became.waiting(waiting);
  }
}
