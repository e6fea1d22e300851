/** Asking a described server for records, one question each. */
import type { RecordKey } from '../../record/record.ts';
import type { FindAnswer, Found, Sought } from '../target.ts';

import type { Ready } from './make.ts';
import { soughtValues } from './placeholders.ts';
import { UNREADABLE, type Way } from './put.ts';
import { addressed, either, FRESH, headed } from './requests.ts';
import { foundIn, whereOf } from './verdicts.ts';

/** Nobody: whoever answers a question about them has understood it. */
const NOBODY = { programme: 'none', identity: '0000000000000000', dose: 1 };
const LONG_AGO = '2000-01-01';

/**
 * What could not be asked for, because something of it is not known any more, is not among the results. The first
 * question that is not answered ends it, and then nothing is said of any: half an answer would count as a whole one.
 */
export async function look(
  { put, given }: Way,
  ready: Ready,
  base: string,
  sought: readonly Sought[],
  signal: AbortSignal,
): Promise<FindAnswer> {
  const { find } = ready;
  const how = ready.is.find;
  const results = new Map<RecordKey, Found>();
  if (!find || !how) return { kind: 'found', results };
  const canBeAsked = find.byKey
    ? sought
    : sought.filter(({ person }) => person && (person.series === undefined || find.tellsSeries));
  const [first] = sought;
  // Asked only who answers.
  const isGreeting = canBeAsked.length === 0 && first !== undefined;
  for (const one of isGreeting ? [{ key: first.key, person: NOBODY, date: LONG_AGO }] : canBeAsked) {
    const values = either(soughtValues(one), given);
    const url = addressed(base, find.path, values);
    const where = whereOf(find.where, values);
    if (!url || !where) continue;
    const headers = { ...FRESH, ...headed(find.headers, given) };
    const { answer, row, heard } = await put(
      { to: 'find', method: 'GET', url, headers, signal, repeatable: true },
      how.answers,
    );
    if (answer.kind === 'outage' || answer.kind === 'stop') return answer;
    const found = answer.kind === 'json' && row && heard ? foundIn(row, heard, one.key, how, where) : undefined;
    if (found === undefined && !(isGreeting && answer.kind === 'refused-whole')) return UNREADABLE;
    if (found !== undefined && !isGreeting) results.set(one.key, found);
  }
  return { kind: 'found', results };
}
