/**
 * A description made ready: its templates read, and everything checked that depends on more than one place. PURE. What
 * is wrong is said with its place, before anything is sent.
 */
import { RunError } from '../../errors.ts';
import { nearest } from '../../nearest.ts';
import { FIELDS } from '../../record/table/fields.ts';
import { type Fault, faultIn, isBlind, MEANINGS, type RowsAt, type Unsafe } from './checks.ts';
import type { Description, Meanings, Path, Plain } from './description.ts';
import {
  type Meaning,
  type Names,
  OF_THE_DAY,
  PERSON_NAMES,
  RECORD_NAMES,
  REQUEST_NAMES,
  SOUGHT_NAMES,
} from './placeholders.ts';
import { isPointer } from './pointer.ts';
import { namesIn, type Reading, type Template, templateOf } from './template.ts';

/** Where something of the description stands, for messages: its file, line and name. */
export type Place = (path: Path) => { readonly file: string; readonly line: number; readonly key: string };

/** What the configuration adds to a description, by name. */
export interface Given {
  readonly values: Readonly<Record<string, string>>;
  /** The names of the secrets. */
  readonly secrets: readonly string[];
}

type Headers = readonly (readonly [name: string, value: Template])[];

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
  readonly find?: {
    readonly path: Template;
    readonly headers: Headers;
    readonly where: readonly (readonly [string, Template])[];
  };
  readonly person?: { readonly path: Template; readonly headers: Headers; readonly asks: ReadonlySet<string> };
  readonly signing?: { readonly text: Template; readonly headers: Headers };
  /** Whether a record can be asked for by its key alone. */
  readonly byKey: boolean;
}

/** @throws RunError CONFIG_VALUE {file, line, key, expected}; DESCRIPTION_UNSAFE {file, line, key, why}. */
export function made(description: Description, given: Given, place: Place): Ready {
  const { submit, find, person, signing } = description;
  const unsafe = (path: Path, why: Unsafe): RunError => new RunError('DESCRIPTION_UNSAFE', { ...place(path), why });
  const wrong = (path: Path, expected: string): RunError => new RunError('CONFIG_VALUE', { ...place(path), expected });
  const raise = (fault: Fault | undefined): void => {
    if (fault) throw 'unsafe' in fault ? unsafe(fault.path, fault.unsafe) : wrong(fault.path, fault.expected);
  };
  const reading = (names: Names): Reading => ({
    names,
    tables: description.tables ?? {},
    wrong: (path, expected, mistyped) => {
      const near = mistyped && nearest(mistyped.word, mistyped.known);
      return wrong(path, near ?? expected);
    },
  });
  const read = (data: Plain, path: Path, names: Names): Template => templateOf(data, path, reading(names));
  const headersOf = (headers: Description['headers'], path: Path, names: Names): Headers =>
    Object.entries(headers ?? {}).map(([name, value]) => {
      if (!HEADER_NAME.test(name) || OURS.has(name.toLowerCase())) throw wrong([...path, name], 'X-Name');
      if (HEADER_NEVER.test(value)) throw wrong([...path, name], 'a-z A-Z 0-9');
      return [name.toLowerCase(), read(value, [...path, name], names)];
    });

  if (isBlind(description)) throw unsafe(['submit'], 'blind');
  const constants = named('values', Object.keys(given.values));
  const open = new Map([...constants, ...named('secrets', given.secrets)]);
  const record = new Map([...RECORD_NAMES, ...constants]);
  if (person === undefined) record.delete('person');
  const request = new Map([...REQUEST_NAMES, ...constants]);
  const sought = new Map([...SOUGHT_NAMES, ...constants]);
  const asked = new Map([...PERSON_NAMES, ...constants]);
  const isMany = submit.record !== undefined;

  for (const rows of rowsOf(description)) raise(faultIn(rows));
  for (const [path, pointer] of pointersOf(description))
    if (pointer !== 'key' && !isPointer(pointer)) throw wrong(path, '/response/id');
  if (isMany !== (submit.results !== undefined) || isMany !== (submit.most !== undefined))
    throw wrong(['submit'], '{ body: "{{records}}", record: …, most: 100, results: … }');
  const body = read(
    submit.body,
    ['submit', 'body'],
    isMany ? new Map<string, Meaning>([...request, ['records', { type: 'list' }]]) : record,
  );
  const each = submit.record === undefined ? undefined : read(submit.record, ['submit', 'record'], record);
  if (isMany && !namesIn(body).has('records')) throw wrong(['submit', 'body'], '{{records}}');
  const path = read(submit.path, ['submit', 'path'], isMany ? request : record);
  const ofTheDay = [body, path, ...(each ? [each] : [])].some((one) => OF_THE_DAY.some((day) => namesIn(one).has(day)));
  if (description.idempotency && ofTheDay) throw unsafe(['idempotency'], 'day');
  if (description.idempotency && !HEADER_NAME.test(description.idempotency.header))
    throw wrong(['idempotency', 'header'], 'Idempotency-Key');
  const findReady = find && {
    path: read(find.path, ['find', 'path'], sought),
    headers: headersOf(find.headers, ['find', 'headers'], open),
    where: Object.entries(find.list?.where ?? {}).map(
      ([pointer, value]) => [pointer, read(value, ['find', 'list', 'where', pointer], sought)] as const,
    ),
  };
  const used = new Set(
    findReady ? [findReady.path, ...findReady.where.map(([, one]) => one)].flatMap((one) => [...namesIn(one)]) : [],
  );
  const who = [...used].filter((name) => !name.startsWith('values.'));
  if (find && !who.some((name) => IDENTIFYING.has(name)))
    throw wrong(['find', 'path'], '{{key}} | {{participant.nik}}');
  if (signing && !given.secrets.includes(signing.secret))
    throw wrong(['signing', 'secret'], given.secrets.join(' | ') || 'target.secrets');
  const personPath = person && read(person.path, ['person', 'path'], asked);
  return {
    is: description,
    meanings: meaningsOf(description, wrong),
    headers: headersOf(description.headers, ['headers'], open),
    submit: {
      path,
      headers: headersOf(submit.headers, ['submit', 'headers'], new Map([...open, ['batch', { type: 'text' }]])),
      body,
      ...(each ? { record: each } : {}),
    },
    ...(findReady ? { find: findReady } : {}),
    ...(person && personPath
      ? {
          person: {
            path: personPath,
            headers: headersOf(person.headers, ['person', 'headers'], open),
            asks: namesIn(personPath),
          },
        }
      : {}),
    ...(signing
      ? {
          signing: {
            text: read(signing.text, ['signing', 'text'], new Map([...open, ...SIGNED])),
            headers: headersOf(
              signing.headers,
              ['signing', 'headers'],
              new Map([...open, ...SIGNED, ['signature', { type: 'text' }]]),
            ),
          },
        }
      : {}),
    byKey: who.every((name) => name === 'key'),
  };
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** What Node refuses to send in a header (RFC 9110, 5.5). */
const HEADER_NEVER = /[^\t\u0020-\u007e\u0080-\u00ff]/;
/** Said by the client itself. */
const OURS: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'content-type',
  'connection',
  'transfer-encoding',
]);
/** By which of these a record is told from others. */
const IDENTIFYING: ReadonlySet<string> = new Set(['key', 'participant.nik', 'participant.number']);
/** What can be signed of a request. */
const SIGNED: Names = new Map(
  ['timestamp', 'method', 'path', 'body', 'bodySha256'].map((name) => [name, { type: 'text' }]),
);

function named(group: string, names: readonly string[]): [string, Meaning][] {
  return names.map((name) => [`${group}.${name}`, { type: 'text' }]);
}

function rowsOf({ submit, find, person }: Description): readonly RowsAt[] {
  const { results } = submit;
  return [
    {
      rows: submit.answers,
      path: ['submit', 'answers'],
      means: MEANINGS.submit,
      receipt: submit.receipt,
      list: results !== undefined,
    },
    ...(results
      ? [
          {
            rows: results.answers,
            path: ['submit', 'results', 'answers'],
            means: MEANINGS.results,
            receipt: results.receipt,
            list: true,
          },
        ]
      : []),
    ...(find
      ? [
          {
            rows: find.answers,
            path: ['find', 'answers'],
            means: MEANINGS.find,
            receipt: find.receipt,
            list: find.list !== undefined,
          },
        ]
      : []),
    ...(person
      ? [{ rows: person.answers, path: ['person', 'answers'], means: MEANINGS.person, receipt: [person.reference] }]
      : []),
  ];
}

function pointersOf({ submit, find, person, reasons }: Description): readonly (readonly [Path, string])[] {
  const { results } = submit;
  const single: readonly (readonly [Path, string | undefined])[] = [
    [['submit', 'results', 'list'], results?.list],
    [['submit', 'results', 'key'], results?.key],
    [['find', 'list', 'at'], find?.list?.at],
    [['find', 'list', 'total'], find?.list?.total],
    [['person', 'reference'], person?.reference],
    ...(['list', 'field', 'code', 'message'] as const).map((name) => [['reasons', name], reasons?.[name]] as const),
  ];
  const lists: readonly (readonly [Path, readonly string[]])[] = [
    [['submit', 'receipt'], submit.receipt],
    [['submit', 'results', 'receipt'], results?.receipt ?? []],
    [['find', 'receipt'], find?.receipt ?? []],
    [['find', 'list', 'where'], Object.keys(find?.list?.where ?? {})],
  ];
  return [
    ...single.flatMap(([path, pointer]) => (pointer === undefined ? [] : [[path, pointer] as const])),
    ...lists.flatMap(([path, pointers]) => pointers.map((pointer) => [path, pointer] as const)),
  ];
}

function meaningsOf({ fields = {} }: Description, wrong: (path: Path, expected: string) => RunError): Meanings {
  return new Map(
    Object.entries(fields).map(([theirs, name]) => {
      const ours = FIELDS.find((field) => field === name);
      if (!ours) throw wrong(['fields', theirs], nearest(name, FIELDS) ?? FIELDS.join(' | '));
      return [theirs, ours];
    }),
  );
}
