/** One group of people over the line, in one transaction or in two batches, and what was heard of each dose. */
import type { RecordKey } from '../../record/record.ts';
import type { Ask } from '../ask.ts';
import type { ResponseClass } from '../response.ts';
import type { Outage, Stop } from '../target.ts';
import { type EntryAnswer, fields, readAnswers, readResource, readSearch, referenceText } from './bundle.ts';
import { doseBatch, type Mode, type OutgoingBundle, patientBatch, transactionOf } from './bundles.ts';
import type { FrozenPerson } from './frozen.ts';
import { type Heard, hear, heardOf } from './heard.ts';
import { type Issue, issuesOf } from './outcome.ts';

/** What became of a group. */
export type Posted =
  /** What has none of its own was not sent. */
  | { readonly kind: 'heard'; readonly doses: ReadonlyMap<RecordKey, Heard> }
  /** The bundle as a whole, in the form of FHIR. `people` are those whom the issues name, where all name one. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly issues: readonly [Issue, ...Issue[]];
      readonly people: ReadonlySet<FrozenPerson>;
    }
  | { readonly kind: 'too-large'; readonly foreign: boolean }
  /** `sent`: doses were in the request that met it. */
  | { readonly kind: 'weather'; readonly weather: Outage | Stop; readonly sent: boolean };

export interface PostOptions {
  readonly ask: Ask;
  /** The root of the API: bundles go there, searches below it. */
  readonly base: URL;
  readonly findPerson: (query: string, signal: AbortSignal) => Promise<ResponseClass>;
  readonly form: 'transaction' | 'batch';
  readonly mode: Mode;
  /** The same bundle twice is one effect here. */
  readonly repeatable: boolean;
}

/** Sends the group; a batch id is only for who looks on. One for each batch of the ledger: it remembers people. */
export type Post = (people: readonly FrozenPerson[], batch: string, signal: AbortSignal) => Promise<Posted>;

const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };

export function poster({ ask, base, findPerson, form, mode, repeatable }: PostOptions): Post {
  async function send({ body }: OutgoingBundle, batch: string, signal: AbortSignal): Promise<ResponseClass> {
    const bytes = new TextEncoder().encode(body);
    return ask({ method: 'POST', url: base, to: form, headers: FHIR_JSON, body: bytes, batch, signal, repeatable });
  }

  /** One bundle there and back; `sent`: there are doses in it. */
  async function exchange(
    bundle: OutgoingBundle,
    sent: boolean,
    batch: string,
    signal: AbortSignal,
  ): Promise<Exclude<Posted, { kind: 'heard' }> | { kind: 'answers'; value: unknown }> {
    const answer = await send(bundle, batch, signal);
    switch (answer.kind) {
      case 'json':
        if (answer.status < 300 || readAnswers(answer.value)) return { kind: 'answers', value: answer.value };
        return isOutcome(answer.value)
          ? refused(bundle, answer.value, answer.status)
          : { kind: 'weather', weather: { ...UNREADABLE, status: answer.status }, sent };
      case 'outage':
      case 'stop':
        return { kind: 'weather', weather: answer, sent };
      case 'split':
        return { kind: 'too-large', foreign: answer.foreign === true };
      case 'refused-whole': {
        const [first = { message: '' }, ...more] = answer.reasons;
        const issues: [Issue, ...Issue[]] = [{ reason: first }, ...more.map((reason) => ({ reason }))];
        return { kind: 'refused', status: 400, issues, people: new Set() };
      }
      case 'key-reused':
        return { kind: 'weather', weather: UNREADABLE, sent };
    }
  }

  async function transaction(people: readonly FrozenPerson[], batch: string, signal: AbortSignal): Promise<Posted> {
    const bundle = transactionOf(people, mode);
    const answer = await exchange(bundle, true, batch, signal);
    return answer.kind === 'answers' ? heardIn(bundle, answer.value, mode) : answer;
  }

  /** Of people who were answered for, by their search: what is sent again in parts need not ask for them again. */
  const references = new Map<string, string>();

  async function batches(people: readonly FrozenPerson[], batch: string, signal: AbortSignal): Promise<Posted> {
    const doses = new Map<RecordKey, Heard>();
    const strangers = people.filter(({ query }) => !references.has(query));
    if (strangers.length > 0) {
      const bundle = patientBatch(strangers);
      const answer = await exchange(bundle, false, batch, signal);
      if (answer.kind !== 'answers') return answer;
      const answers = readAnswers(answer.value);
      if (answers === undefined) return { kind: 'weather', weather: UNREADABLE, sent: false };
      const isWhole = answers.length === strangers.length;
      for (const [index, person] of strangers.entries()) {
        const who = await knownAs(person, isWhole ? answers[index] : undefined, signal);
        if ('receipt' in who) references.set(person.query, who.receipt);
        else for (const { key } of person.doses) doses.set(key, who);
      }
    }
    const known = people.flatMap((person) => {
      const reference = references.get(person.query);
      return reference === undefined ? [] : [[person, reference] as const];
    });
    if (known.length === 0) return { kind: 'heard', doses };
    const second = doseBatch(new Map(known), mode);
    const reply = await exchange(second, true, batch, signal);
    // Where the second did not pass, the group is sent again in parts, and the people are there already.
    if (reply.kind !== 'answers') return reply;
    const heard = heardIn(second, reply.value, mode);
    return heard.kind === 'heard' ? { kind: 'heard', doses: new Map([...doses, ...heard.doses]) } : heard;
  }

  async function knownAs(person: FrozenPerson, answer: EntryAnswer | undefined, signal: AbortSignal): Promise<Heard> {
    const said = answer ? hear(answer, 'Patient', 'create') : undefined;
    const isNamed = said !== undefined && said.kind !== 'unclear';
    return isNamed && !('receipt' in said && !said.receipt.startsWith('Patient/')) ? said : lookUp(person, signal);
  }

  /** One person whose answer named nobody. */
  async function lookUp({ query }: FrozenPerson, signal: AbortSignal): Promise<Heard> {
    const answer = await findPerson(query, signal);
    if (answer.kind === 'outage' || answer.kind === 'stop') return { kind: 'weather', weather: answer };
    const page = answer.kind === 'json' && answer.status < 300 ? readSearch(answer.value) : undefined;
    const found = page?.matches.length === 1 ? readResource(page.matches[0]) : undefined;
    return found ? { kind: 'already-there', receipt: referenceText(found) } : { kind: 'weather', weather: UNREADABLE };
  }

  return form === 'transaction' ? transaction : batches;
}

export const FHIR_JSON = { accept: 'application/fhir+json', 'content-type': 'application/fhir+json' } as const;

const UNCLEAR: Heard = { kind: 'unclear' };

function heardIn(bundle: OutgoingBundle, value: unknown, mode: Mode): Posted {
  const answers = readAnswers(value);
  if (answers === undefined) return { kind: 'weather', weather: UNREADABLE, sent: true };
  const doses = heardOf(bundle.entries, answers, mode);
  if (doses !== undefined) return { kind: 'heard', doses };
  const keys = bundle.entries.flatMap(({ key }) => key ?? []);
  return { kind: 'heard', doses: new Map(keys.map((key) => [key, UNCLEAR])) };
}

function isOutcome(value: unknown): boolean {
  return fields(value).resourceType === 'OperationOutcome';
}

function refused(bundle: OutgoingBundle, value: unknown, status: number): Posted & { kind: 'refused' } {
  const issues = issuesOf(value, status);
  const named = issues.map(({ entry }) => (entry === undefined ? undefined : bundle.entries[entry]?.person));
  const people = named.includes(undefined) ? [] : named.filter((person) => person !== undefined);
  return { kind: 'refused', status, issues, people: new Set(people) };
}
