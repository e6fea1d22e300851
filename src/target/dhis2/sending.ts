/** A batch there and back: whom the server knows already, what is sent of them, and what became of it. */
import { RunError } from '../../errors.ts';
import type { DoseRecord, RecordKey } from '../../record/record.ts';
import type { Ask } from '../ask.ts';
import type { Answer, Outage, Stop, Verdict } from '../target.ts';
import { judgePerson } from './judge-report.ts';
import type { Metadata, Names } from './metadata.ts';
import type { ToSend } from './payload.ts';
import { findPeople } from './people.ts';
import { type PostOptions, post } from './post.ts';
import { type PersonToSend, prepare } from './prepare.ts';
import type { Realm } from './uid.ts';
import { recognise, unsure } from './who.ts';

export interface SendOptions extends PostOptions {
  readonly names: Pick<Names, 'unknownSite'>;
  readonly instance: string;
  /** Whether people are asked for before anything is sent of them, or only where the server objects. */
  readonly lookUp: 'always' | 'conflicts';
}

export interface Request {
  readonly records: readonly { readonly key: RecordKey; readonly record: DoseRecord }[];
  readonly batch?: string;
  readonly importMode: 'COMMIT' | 'VALIDATE';
  readonly signal: AbortSignal;
}

/** What is known of the batch so far: each step adds to it, or ends it. */
interface Course {
  readonly verdicts: Map<RecordKey, Verdict>;
  readonly metadata: Metadata;
}

export async function sendRecords(
  ask: Ask,
  options: SendOptions,
  metadata: Metadata,
  request: Request,
): Promise<Answer> {
  const realm: Realm = { program: metadata.program, instance: options.instance };
  const { people, refused } = prepare(request.records, metadata, options.names, realm);
  const course: Course = { metadata, verdicts: new Map() };
  for (const [key, reasons] of refused) course.verdicts.set(key, { kind: 'refused', reasons });
  const first = asksFirst(options, people)
    ? await recogniseAll(ask, options, course, people, request, false)
    : people.map((person) => ({ person }));
  if ('kind' in first) return ended(request, course, unsent(request, course, first));
  const open = await exchange(ask, options, course, first, request);
  if (open.kind !== 'open') return open;
  if (open.people.length === 0) return ended(request, course);
  const second = await recogniseAll(ask, options, course, open.people, request, true);
  if ('kind' in second) return ended(request, course, unsent(request, course, second));
  const left = await exchange(ask, options, course, second, request, true);
  if (left.kind !== 'open') return left;
  // Asked for, found, and still somebody else's: what this user may not see is in the way.
  for (const person of left.people) settle(course, unsure(person).verdicts);
  return ended(request, course);
}

/** A number that several people can have does not make the server object. */
export function asksFirst({ lookUp }: Pick<SendOptions, 'lookUp'>, people: readonly PersonToSend[]): boolean {
  return lookUp === 'always' || people.some(({ known }) => !known.slot.unique);
}

/** Who these people are there. What is settled by it is noted; the rest is to be sent. */
async function recogniseAll(
  ask: Ask,
  options: SendOptions,
  { metadata, verdicts }: Course,
  people: readonly PersonToSend[],
  { signal }: Request,
  taken: boolean,
): Promise<readonly ToSend[] | Outage | Stop> {
  const answer =
    people.length === 0
      ? ({ kind: 'people', people: [] } as const)
      : await findPeople(ask, options.url, people, metadata, signal);
  if (answer.kind === 'outage' || answer.kind === 'stop') return answer;
  const found = answer.kind === 'people' ? answer.people : [];
  const updates = options.importStrategy === 'CREATE_AND_UPDATE';
  return people.flatMap((person) => {
    const recognised = recognise(person, found, metadata, { taken, updates });
    for (const [key, verdict] of recognised.verdicts) verdicts.set(key, verdict);
    return recognised.send ? [recognised.send] : [];
  });
}

/** Those who are known there otherwise than we thought. */
interface Open {
  readonly kind: 'open';
  readonly people: readonly PersonToSend[];
}

/** One request. Returns the people who must be asked for, or how the batch has ended. */
async function exchange(
  ask: Ask,
  options: SendOptions,
  course: Course,
  all: readonly ToSend[],
  request: Request,
  isAfterReport = false,
): Promise<Open | Answer> {
  if (all.length === 0) return { kind: 'open', people: [] };
  const answer = await post(ask, all, course.metadata, options, request);
  switch (answer.kind) {
    case 'report': {
      const people: PersonToSend[] = [];
      let denied: string | undefined;
      for (const one of all) {
        const judged = judgePerson(one, answer.report, course.metadata);
        settle(course, judged.verdicts);
        if (judged.kind === 'no-rights') denied = judged.code;
        if (judged.kind === 'ask-who')
          people.push({ ...one.person, doses: one.person.doses.filter(({ key }) => !course.verdicts.has(key)) });
      }
      if (denied === undefined) return { kind: 'open', people };
      return ended(request, course, unsent(request, course, deniedStop(denied)));
    }
    case 'outage':
      return ended(request, course, answer.reachedServer ? answer : unsent(request, course, answer));
    case 'stop':
      return ended(request, course, answer.unsent ? unsent(request, course, answer) : answer);
    default:
      // What was settled without being sent is settled so again, in each half. After a report the rest is in doubt.
      return isAfterReport ? ended(request, course) : answer;
  }
}

function settle({ verdicts }: Course, more: ReadonlyMap<RecordKey, Verdict>): void {
  for (const [key, verdict] of more) verdicts.set(key, verdict);
}

/** This user may write there nothing at all: a person must look, and no record is to blame. */
function deniedStop(code: string): Stop {
  return { kind: 'stop', why: 'unauthorised', unsent: true, error: new RunError('SERVER_RIGHTS', { code }) };
}

/** What had no answer when this weather came has certainly not been sent, or was seen not to be stored. */
function unsent<W extends Outage | Stop>({ records }: Request, { verdicts }: Course, weather: W): W {
  if (verdicts.size > 0) for (const { key } of records) if (!verdicts.has(key)) verdicts.set(key, { kind: 'unsent' });
  return weather.kind === 'outage' ? { ...weather, reachedServer: false } : { ...weather, unsent: true };
}

/** Verdicts of all; or of those that were heard of, and what ended the conversation. */
function ended({ records }: Request, { verdicts }: Course, weather?: Outage | Stop): Answer {
  const [only, second] = records;
  const isAlone = only !== undefined && second === undefined;
  const heard = [...verdicts.values()].some(({ kind }) => kind !== 'unsent' && kind !== 'in-doubt');
  if (weather && (isAlone || !heard)) return weather;
  if (weather) return { kind: 'reply', verdicts, weather };
  return {
    kind: 'reply',
    verdicts: new Map(records.map(({ key }) => [key, verdicts.get(key) ?? { kind: 'in-doubt' }])),
  };
}
