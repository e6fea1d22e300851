/**
 * A description made ready: its templates read, and everything checked that depends on more than one place. PURE. What
 * is wrong is said with its place, before anything is sent.
 */
import { nearest } from '../../nearest.ts';
import { FIELDS } from '../../record/table/fields.ts';
import { faultIn, isBlind, pointersOf, rowsOf } from './checks.ts';
import type { Description, Meanings } from './description.ts';
import { type Meaning, OF_THE_DAY } from './placeholders.ts';
import { isPointer } from './pointer.ts';
import { type Given, HEADER_NAME, type Headers, type Place, Reader } from './reader.ts';
import { namesIn, type Template } from './template.ts';

/** A description whose templates are read. */
export interface Ready {
  readonly is: Description;
  readonly meanings: Meanings;
  /** Of every request. */
  readonly headers: Headers;
  readonly submit: {
    readonly path: Template;
    readonly headers: Headers;
    readonly body: Template;
    /** Of many records in one request: each of them. */
    readonly record?: Template;
  };
  readonly find?: ReadyLookUp;
  readonly person?: { readonly path: Template; readonly headers: Headers; readonly asks: ReadonlySet<string> };
  readonly signing?: { readonly text: Template; readonly headers: Headers };
}

export interface ReadyLookUp {
  readonly path: Template;
  readonly headers: Headers;
  readonly where: readonly (readonly [pointer: string, ours: Template])[];
  /** Whether a record can be asked for by its key alone. */
  readonly byKey: boolean;
  /** Whether what it is asked with tells the first dose of one series from that of another. */
  readonly tellsSeries: boolean;
}

/** @throws RunError CONFIG_VALUE {file, line, key, expected}; DESCRIPTION_UNSAFE {file, line, key, why}. */
export function made(description: Description, given: Given, place: Place): Ready {
  const reader = new Reader(description, given, place);
  if (isBlind(description)) throw reader.unsafe(['submit'], 'blind');
  for (const rows of rowsOf(description)) reader.raise(faultIn(rows));
  for (const [path, pointer] of pointersOf(description))
    if (pointer !== 'key' && !isPointer(pointer)) throw reader.wrong(path, '/response/id');
  const submit = submission(description, reader);
  const find = lookUp(description, reader);
  const person = personQuestion(description, reader);
  const signing = signature(description, reader, given);
  return {
    is: description,
    meanings: meaningsOf(description, reader),
    headers: reader.headers(description.headers, ['headers'], reader.names.open),
    submit,
    ...(find ? { find } : {}),
    ...(person ? { person } : {}),
    ...(signing ? { signing } : {}),
  };
}

function submission({ submit, idempotency }: Description, reader: Reader): Ready['submit'] {
  const isMany = submit.record !== undefined;
  if (isMany !== (submit.results !== undefined) || isMany !== (submit.most !== undefined))
    throw reader.wrong(['submit'], '{ body: "{{records}}", record: …, most: 100, results: … }');
  const { record, request, batch } = reader.names;
  const many = new Map<string, Meaning>([...request, ['records', { type: 'list' }]]);
  const body = reader.read(submit.body, ['submit', 'body'], isMany ? many : record);
  if (isMany && !namesIn(body).has('records')) throw reader.wrong(['submit', 'body'], '{{records}}');
  const each = submit.record === undefined ? undefined : reader.read(submit.record, ['submit', 'record'], record);
  const path = reader.read(submit.path, ['submit', 'path'], isMany ? request : record);
  const ofTheDay = [body, path, ...(each ? [each] : [])].some((one) => OF_THE_DAY.some((day) => namesIn(one).has(day)));
  if (idempotency && ofTheDay) throw reader.unsafe(['idempotency'], 'day');
  if (idempotency && !HEADER_NAME.test(idempotency.header))
    throw reader.wrong(['idempotency', 'header'], 'Idempotency-Key');
  const headers = reader.headers(submit.headers, ['submit', 'headers'], batch);
  return { path, headers, body, ...(each ? { record: each } : {}) };
}

/** A record is told from others by its key, or by whose dose it is and which: another dose of the person is not it. */
const WHOSE: readonly string[] = ['participant.nik', 'participant.number'];
const WHICH: readonly string[] = ['dose.number', 'dose.date'];

function lookUp({ find }: Description, reader: Reader): ReadyLookUp | undefined {
  if (!find) return undefined;
  const { sought, open } = reader.names;
  const path = reader.read(find.path, ['find', 'path'], sought);
  const where = Object.entries(find.list?.where ?? {}).map(
    ([pointer, value]) => [pointer, reader.read(value, ['find', 'list', 'where', pointer], sought)] as const,
  );
  const used = new Set([path, ...where.map(([, one]) => one)].flatMap((one) => [...namesIn(one)]));
  const has = (names: readonly string[]): boolean => names.some((name) => used.has(name));
  if (!has(['key']) && !(has(WHOSE) && has(WHICH)))
    throw reader.wrong(['find', 'path'], '{{key}} | {{participant.nik}} + {{dose.number}}');
  return {
    path,
    where,
    headers: reader.headers(find.headers, ['find', 'headers'], open),
    byKey: [...used].every((name) => name === 'key' || name.startsWith('values.')),
    tellsSeries: has(['key', 'dose.series', 'dose.date']),
  };
}

function personQuestion({ person }: Description, reader: Reader): Ready['person'] {
  if (!person) return undefined;
  const path = reader.read(person.path, ['person', 'path'], reader.names.person);
  const headers = reader.headers(person.headers, ['person', 'headers'], reader.names.open);
  return { path, headers, asks: namesIn(path) };
}

function signature({ signing }: Description, reader: Reader, { secrets }: Given): Ready['signing'] {
  if (!signing) return undefined;
  if (!secrets.includes(signing.secret))
    throw reader.wrong(['signing', 'secret'], secrets.join(' | ') || 'target.json.secrets');
  const { text, signed } = reader.names;
  return {
    text: reader.read(signing.text, ['signing', 'text'], text),
    headers: reader.headers(signing.headers, ['signing', 'headers'], signed),
  };
}

function meaningsOf({ fields = {} }: Description, reader: Reader): Meanings {
  return new Map(
    Object.entries(fields).map(([theirs, name]) => {
      const ours = FIELDS.find((field) => field === name);
      if (!ours) throw reader.wrong(['fields', theirs], nearest(name, FIELDS) ?? FIELDS.join(' | '));
      return [theirs, ours];
    }),
  );
}
