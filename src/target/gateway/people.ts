/** Asking a described server what it calls a person (a ticket, a number of its own), before anything is sent. */
import { identityOf } from '../../record/identity.ts';
import type { PeopleIndex, Person, Resolution } from '../target.ts';
import { receiptIn } from './answers.ts';

import type { Ready } from './make.ts';
import { personValues } from './placeholders.ts';
import { type Put, UNREADABLE, type Way } from './put.ts';
import { addressed, either, FRESH, headed } from './requests.ts';

/** Undefined where the description asks for nobody. */
export function peopleOf({ put, given }: Way, ready: Ready, base: string): PeopleIndex | undefined {
  const { person } = ready;
  const how = ready.is.person;
  if (!person || !how) return undefined;
  return {
    neededBy({ participant }) {
      const { name, birthDate } = participant;
      return [
        {
          role: 'participant',
          identity: identityOf(participant),
          // A reference is remembered for the whole question.
          ...(person.asks.has('participant.name') ? { name } : {}),
          ...(person.asks.has('participant.birthDate') ? { birthDate } : {}),
          field: 'nik',
        },
      ];
    },
    async resolve(people, signal) {
      const results = new Map<Person, Resolution>();
      for (const one of people) {
        const url = addressed(base, person.path, either(personValues(one), given));
        if (!url) {
          // The question needs a NIK, and this person has none.
          results.set(one, { kind: 'unsure' });
          continue;
        }
        const headers = { ...FRESH, ...headed(person.headers, given) };
        const said = await put({ to: 'person', method: 'GET', url, headers, signal, repeatable: true }, how.answers);
        const { answer } = said;
        if (answer.kind === 'outage' || answer.kind === 'stop') return { results, weather: answer };
        const resolution = resolutionOf(said, how.reference);
        if (!resolution) return { results, weather: UNREADABLE };
        results.set(one, resolution);
      }
      return { results };
    },
  };
}

function resolutionOf({ answer, row, heard }: Put, reference: string): Resolution | undefined {
  if (answer.kind !== 'json' || !row || !heard) return undefined;
  if (row.means === 'unknown' || row.means === 'unsure') return { kind: row.means };
  const found = row.means === 'known' ? receiptIn(heard.value, [reference], '') : undefined;
  return found === undefined ? undefined : { kind: 'known', reference: found };
}
