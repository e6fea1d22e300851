/**
 * What can be known of records without storing anything (`check --server`): who their people are, which the registry is
 * asked, and what they lack, which we know. It has no question for the rest.
 */
import type { RecordKey } from '../../record/record.ts';
import { notResolved, type Reason } from '../reason.ts';
import type { Answer, Consignment, PeopleIndex, Verdict } from '../target.ts';
import type { Conveyance } from './convey.ts';
import { vaccinationOf } from './vaccination.ts';

export async function validateSatusehat(
  people: PeopleIndex,
  { settings, now, stopFor }: Pick<Conveyance, 'settings' | 'now' | 'stopFor'>,
  consignments: readonly Consignment[],
  signal: AbortSignal,
): Promise<Answer> {
  const needed = consignments.map(({ record }) => people.neededBy(record));
  const { results, weather } = await people.resolve(needed.flat(), signal);
  if (weather) return weather;
  const verdicts = new Map<RecordKey, Verdict>();
  for (const [index, { key, record }] of consignments.entries()) {
    const made = vaccinationOf({ key, record, references: [] }, settings, now());
    if (made.kind === 'unset') return stopFor({ setting: `satusehat.${made.option}` });
    const reasons: readonly Reason[] = [
      ...(needed[index] ?? []).flatMap((person) => {
        const resolution = results.get(person);
        return !resolution || resolution.kind === 'known' ? [] : [notResolved(person, resolution.kind)];
      }),
      ...(made.kind === 'refused' ? made.reasons : []),
    ];
    verdicts.set(key, reasons.length > 0 ? { kind: 'refused', reasons } : { kind: 'unsent' });
  }
  return { kind: 'reply', verdicts };
}
