/** The requests in which records would go out to a server that knows nobody of them yet: PURE. */
import type { DoseRecord, RecordKey } from '../../record/record.ts';
import { addressOf, endpoint } from '../address.ts';
import type { Shown } from '../examination.ts';
import { FRESH, withQuery } from './get.ts';
import { asConfigured, type Metadata, type Names } from './metadata.ts';
import { payloadOf } from './payload.ts';
import { PEOPLE, queryFor, questionsAbout } from './people.ts';
import { trackerAddress } from './post.ts';
import { type PersonToSend, prepare } from './prepare.ts';
import { asksFirst, type SendOptions } from './sending.ts';

/**
 * `known`: what the server is called, where it was asked in this process. Before that the names of the configuration
 * stand for it, and what stands for a UID says so: they are made of the program's.
 */
export function shownRequests(
  records: readonly { readonly key: RecordKey; readonly record: DoseRecord }[],
  known: Metadata | undefined,
  options: SendOptions & { readonly names: Names },
): readonly Shown[] {
  const metadata = known ?? asConfigured(options.names);
  const realm = { program: metadata.program, instance: options.instance };
  const { people } = prepare(records, metadata, options.names, realm);
  const shown = known ? people : people.map(withoutUids);
  const questions = asksFirst(options, shown) ? questionsAbout(shown) : [];
  return [
    ...questions.map((question) => {
      const url = withQuery(endpoint(addressOf(options.url), `api/${PEOPLE}`), queryFor(question, metadata));
      return { method: 'GET', url: url.href, headers: FRESH, body: '' };
    }),
    {
      method: 'POST',
      url: trackerAddress(options, 'COMMIT').href,
      headers: { 'content-type': 'application/json' },
      body: new TextDecoder().decode(
        payloadOf(
          shown.map((person) => ({ person })),
          metadata,
          options,
        ),
      ),
    },
  ];
}

function withoutUids(person: PersonToSend, at: number): PersonToSend {
  const doses = person.doses.map((dose, n) => ({ ...dose, uid: `(UID of dose ${at + 1}.${n + 1})` }));
  return { ...person, uid: `(UID of person ${at + 1})`, enrolment: `(UID of enrolment ${at + 1})`, doses };
}
