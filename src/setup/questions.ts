/**
 * What `init` asks, one row a question: when it is asked, what is offered, what a right answer is, and which option of
 * the configuration it sets. Pure.
 */
import type { OptionPath } from '../config/option-path.ts';
import { isServerAddress } from '../config/targets/address.ts';
import { isTimeZone, zoneNamed } from '../config/time-zone.ts';
import { isInTheClear } from '../target/address.ts';
import type { QuestionId } from '../text/init.ts';

/** Kinds of servers; the training server is one to practise with. */
export const KINDS = ['json', 'fhir', 'satusehat', 'dhis2', 'files', 'sandbox'] as const;
export type Kind = (typeof KINDS)[number];

/** What was answered so far, as it was typed. A secret is never among them. */
export type Answers = Readonly<Partial<Record<Exclude<QuestionId, 'secret'>, string>>>;

export interface Question {
  readonly id: QuestionId;
  /** Whether it has to be asked after these answers. */
  readonly applies: (answers: Answers) => boolean;
  /** What there is to choose from. */
  readonly choices?: (answers: Answers) => readonly string[];
  /** What is meant by an empty answer. */
  readonly preset?: (answers: Answers) => string | undefined;
  /** An empty answer leaves it out. */
  readonly optional?: true;
  /** Without choices: whether the answer is one. */
  readonly isRight?: (answer: string) => boolean;
  /** The option that it sets, where that is simply the answer. */
  readonly path?: OptionPath;
}

const isServer = ({ kind }: Answers): boolean => kind !== undefined && kind !== 'files' && kind !== 'sandbox';
const isOf =
  (kind: Kind) =>
  (answers: Answers): boolean =>
    answers.kind === kind;
const isAuth =
  (...types: readonly string[]) =>
  (answers: Answers): boolean =>
    isServer(answers) && types.includes(authOf(answers));

/** How to get in; SATUSEHAT knows one way only. */
export function authOf({ kind, auth }: Answers): string {
  return kind === 'satusehat' ? 'oauth2' : (auth ?? 'none');
}

const AUTH: Readonly<Partial<Record<string, readonly string[]>>> = { dhis2: ['apitoken', 'basic'] };
const USUAL_AUTH = ['none', 'bearer', 'basic', 'oauth2'];

/** Zones of Indonesia (WIB, WITA, WIT); any other that Node knows may be typed. */
const ZONES = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'] as const;

const isZone = (name: string): boolean => isTimeZone(zoneNamed(name));

const ID = /^[A-Za-z0-9.-]{1,64}$/;

/** In the order in which they are asked. */
export const QUESTIONS: readonly Question[] = [
  { id: 'language', applies: () => true, choices: () => ['id', 'en'], path: 'language' },
  { id: 'kind', applies: () => true, choices: () => KINDS, preset: () => 'json' },
  { id: 'url', applies: isServer, isRight: isServerAddress, path: 'target.url' },
  {
    id: 'allowHttp',
    applies: (answers) => isServer(answers) && answers.url !== undefined && isInTheClear(answers.url),
    choices: () => ['no', 'yes'],
    preset: () => 'no',
  },
  { id: 'description', applies: isOf('json'), optional: true, path: 'target.json.description' },
  { id: 'folder', applies: isOf('files'), path: 'target.files.folder' },
  {
    id: 'format',
    applies: isOf('files'),
    choices: () => ['csv', 'xlsx', 'fhir'],
    preset: () => 'csv',
    path: 'target.files.format',
  },
  {
    id: 'auth',
    applies: (answers) => isServer(answers) && answers.kind !== 'satusehat',
    choices: ({ kind }) => AUTH[kind ?? ''] ?? USUAL_AUTH,
    preset: ({ kind }) => (AUTH[kind ?? ''] ?? USUAL_AUTH)[0],
  },
  { id: 'username', applies: isAuth('basic'), path: 'target.auth.username' },
  {
    id: 'tokenUrl',
    applies: isAuth('oauth2'),
    preset: ({ kind, url }) =>
      kind === 'satusehat' && url ? `${new URL(url).origin}/oauth2/v1/accesstoken` : undefined,
    isRight: isServerAddress,
    path: 'target.auth.tokenUrl',
  },
  { id: 'clientId', applies: isAuth('oauth2'), path: 'target.auth.clientId' },
  { id: 'secret', applies: isAuth('bearer', 'apitoken', 'basic', 'oauth2') },
  {
    id: 'organization',
    applies: isOf('satusehat'),
    isRight: (text) => ID.test(text),
    path: 'target.satusehat.organization',
  },
  { id: 'location', applies: isOf('satusehat'), isRight: (text) => ID.test(text), path: 'target.satusehat.location' },
  {
    id: 'practitioner',
    applies: isOf('satusehat'),
    isRight: (text) => ID.test(text),
    path: 'target.satusehat.practitioner',
  },
  { id: 'program', applies: isOf('dhis2'), path: 'target.dhis2.program' },
  { id: 'nikAttribute', applies: isOf('dhis2'), preset: () => 'NIK' },
  { id: 'nameAttribute', applies: isOf('dhis2'), preset: () => 'Name' },
  { id: 'vaccineElement', applies: isOf('dhis2'), optional: true },
  { id: 'doseElement', applies: isOf('dhis2'), optional: true },
  { id: 'orgUnit', applies: isOf('dhis2'), optional: true, path: 'target.dhis2.orgUnit' },
  { id: 'timeZone', applies: () => true, preset: homeZone, isRight: isZone, path: 'reading.timeZone' },
];

/** The zone of this computer, where it is one of Indonesia. */
function homeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat('en').resolvedOptions();
  return ZONES.find((zone) => zone === timeZone) ?? ZONES[0];
}
