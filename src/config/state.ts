/** Where the ledger is: a file of this computer, or a database that many computers share. */
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { choice, path, shortened, text, yesOrNo } from './values.ts';

/** Everything that begins like an address of PostgreSQL is meant as one: what is wrong with it is told by who reads it. */
const DATABASE = /^(?:jdbc:)?postgres(?:ql)?:/i;

/**
 * What is meant as an address and is none: a scheme without its colon (`postgresql//host`), a host with its port
 * (`db:5432/vaksin`), or the pairs that libpq takes (`host=db dbname=vaksin`). As a path it would be a new, empty ledger.
 */
const NEARLY = /^(?:[^/\\\s:]+:\d{4,5}\/|(?:host(?:addr)?|port|dbname|user|service)\s*=)/i;

/** `postgresql//`, `pg//`, `postgers;//` and the like. */
function hasSchemeOfSorts(value: string): boolean {
  const end = value.indexOf('//');
  const scheme = value.slice(0, Math.max(0, end)).toLowerCase();
  return scheme.startsWith('p') && ['pg', 'gre', 'sql'].some((part) => scheme.includes(part)) && end < 20;
}

/** Whether a text is meant as an address, and not as a path. */
export function isAddress(value: string): boolean {
  return DATABASE.test(value) || value.includes('://') || NEARLY.test(value) || hasSchemeOfSorts(value);
}

/** What was typed as `--state`, from anywhere: an address as it is, a path from its root. */
export function fromAnywhere(typed: string, cwd: string): string {
  return isAddress(typed) ? typed : resolve(cwd, typed);
}

export const state = shortened(
  z
    .strictObject({
      /** The file of the ledger. */
      path: path().default('.vax-upload/ledger.db'),
      /** The other kind of place. */
      type: choice('postgresql').optional(),
      /** Of the database, without a password. */
      url: text('postgresql://role@host/database', (value) => DATABASE.test(value)).optional(),
      passwordFile: path().optional(),
      passwordCommand: text('pass show vax-upload-db').optional(),
      /** Certificates (PEM) to trust besides the well-known ones. */
      caFile: path().optional(),
      /** Go to another computer without TLS all the same, where the line itself is safe. */
      allowPlain: yesOrNo().default(false),
    })
    .superRefine(({ passwordFile, passwordCommand }, context) => {
      if (passwordFile === undefined || passwordCommand === undefined) return;
      const params = { expected: 'passwordFile | passwordCommand' };
      context.addIssue({ code: 'custom', path: ['passwordCommand'], message: 'two passwords', params });
    }),
  { keyOf: (value) => (isAddress(value) ? 'url' : 'path') },
);

type Options = z.output<typeof state>;

/** Where the ledger of a run is. `folder`: of this computer, for what a run keeps beside it. */
export type State =
  | { readonly kind: 'file'; readonly path: string; readonly folder: string }
  | ({
      readonly kind: 'database';
      readonly url: string;
      readonly folder: string;
      /** The name of a target that has a ledger of its own beside the main one. */
      readonly beside?: string;
    } & Pick<Options, 'passwordFile' | 'passwordCommand' | 'caFile' | 'allowPlain'>);

/** A ledger in a file. */
export function stateInFile(file: string): State {
  return { kind: 'file', path: file, folder: dirname(file) };
}

/**
 * `base`: the folder of the configuration, beside which defaults are. `isSet`: whether somebody has set an option of
 * the section.
 */
export function stateOf(options: Options, base: string, isSet: (key: keyof Options) => boolean): State {
  const { path: file, type, url = 'postgresql://', passwordFile, passwordCommand, caFile, allowPlain } = options;
  const isDatabase = isSet('url') || (type !== undefined && !isSet('path'));
  if (!isDatabase) return stateInFile(resolve(base, file));
  const folder = resolve(base, '.vax-upload');
  return { kind: 'database', url, folder, passwordFile, passwordCommand, caFile, allowPlain };
}
