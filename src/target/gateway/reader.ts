/** Reads the templates of a description, each with the names of its place; what is wrong is said with where it stands. */
import { RunError } from '../../errors.ts';
import { nearest } from '../../nearest.ts';
import type { Fault, Unsafe } from './checks.ts';
import type { Description, Path, Plain } from './description.ts';
import { type Meaning, type Names, PERSON_NAMES, RECORD_NAMES, REQUEST_NAMES, SOUGHT_NAMES } from './placeholders.ts';
import { namesIn, type Template, templateOf } from './template.ts';

/** Where something of the description stands, for messages: its file, line and name. */
export type Place = (path: Path) => { readonly file: string; readonly line: number; readonly key: string };

/** What the configuration adds to a description, by name. */
export interface Given {
  readonly values: Readonly<Record<string, string>>;
  /** The names of the secrets. */
  readonly secrets: readonly string[];
}

export type Headers = readonly (readonly [name: string, value: Template])[];

export const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
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
const TEXT: Meaning = { type: 'text' };
/** What can be signed of a request. */
const SIGNED = ['timestamp', 'method', 'path', 'body', 'bodySha256'];

export class Reader {
  /** Of a record, of a request with many, of a record that is asked for, of somebody who is asked about. */
  readonly names: Readonly<
    Record<'record' | 'request' | 'sought' | 'person' | 'open' | 'batch' | 'text' | 'signed', Names>
  >;
  readonly #description: Description;
  readonly #given: Given;
  readonly #place: Place;

  constructor(description: Description, given: Given, place: Place) {
    this.#description = description;
    this.#given = given;
    this.#place = place;
    const values = Object.keys(given.values).map((name) => [`values.${name}`, TEXT] as const);
    const open = new Map([...values, ...given.secrets.map((name) => [`secrets.${name}`, TEXT] as const)]);
    const record = new Map([...RECORD_NAMES, ...values]);
    if (description.person === undefined) record.delete('person');
    const text = new Map([...open, ...SIGNED.map((name) => [name, TEXT] as const)]);
    this.names = {
      record,
      request: new Map([...REQUEST_NAMES, ...values]),
      sought: new Map([...SOUGHT_NAMES, ...values]),
      person: new Map([...PERSON_NAMES, ...values]),
      open,
      batch: new Map([...open, ['batch', TEXT]]),
      text,
      signed: new Map([...text, ['signature', TEXT]]),
    };
  }

  wrong(path: Path, expected: string): RunError {
    return new RunError('CONFIG_VALUE', { ...this.#place(path), expected });
  }

  unsafe(path: Path, why: Unsafe): RunError {
    return new RunError('DESCRIPTION_UNSAFE', { ...this.#place(path), why });
  }

  /** @throws RunError where there is one. */
  raise(fault: Fault | undefined): void {
    if (fault) throw 'unsafe' in fault ? this.unsafe(fault.path, fault.unsafe) : this.wrong(fault.path, fault.expected);
  }

  /** @throws RunError CONFIG_VALUE, for a name or a filter that is not known there. */
  read(data: Plain, path: Path, names: Names): Template {
    return templateOf(data, path, {
      names,
      tables: this.#description.tables ?? {},
      wrong: (at, expected, mistyped) =>
        this.wrong(at, (mistyped && nearest(mistyped.word, mistyped.known)) ?? expected),
    });
  }

  headers(headers: Description['headers'], path: Path, names: Names): Headers {
    return Object.entries(headers ?? {}).map(([name, value]) => {
      const at = [...path, name];
      if (!HEADER_NAME.test(name) || OURS.has(name.toLowerCase())) throw this.wrong(at, 'X-Name');
      const template = this.read(value, at, names);
      const given = [...namesIn(template)].map((used) => this.#given.values[used.replace(/^values\./, '')] ?? '');
      if ([value, ...given].some((text) => HEADER_NEVER.test(text))) throw this.wrong(at, 'a-z A-Z 0-9');
      return [name.toLowerCase(), template];
    });
  }
}
