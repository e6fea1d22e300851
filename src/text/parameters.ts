/** Putting the parameters of an error into a sentence that still reads well when some of them are missing. */
import type { ErrorParams } from '../errors.ts';
import { oneLine } from '../printable.ts';
import type { Field } from '../record/problems.ts';

/** The first of these parameters that is there, safe to print on one line; otherwise the words to use instead. */
export function named(params: ErrorParams, names: readonly string[], otherwise: string): string {
  return found(params, names) ?? otherwise;
}

/** A piece of a sentence that is only said when one of these parameters is there. */
export function said(params: ErrorParams, names: readonly string[], piece: (value: string) => string): string {
  const value = found(params, names);
  return value === undefined ? '' : piece(value);
}

/**
 * An option by the name under which it was set: the flag or the variable if it was one, otherwise its key in the file.
 */
export function settingName(params: ErrorParams, otherwise: string): string {
  return isFlag(params['file']) ? named(params, ['file'], otherwise) : named(params, ['key', 'option'], otherwise);
}

/** ` (vax-upload.yaml, line 3)` where an option was set in a file. */
export function settingPlace(params: ErrorParams, lineWord: string): string {
  if (isFlag(params['file'])) return '';
  return said(params, ['file'], (file) => ` (${file}${said(params, ['line'], (line) => `, ${lineWord} ${line}`)})`);
}

function isFlag(place: unknown): boolean {
  return typeof place === 'string' && /^(?:--|VAX_UPLOAD_)/.test(place);
}

/** Names of fields, alone or before their headings (`nik ← "NIK Pesrta", date`), in the words of the reader. */
export function inWords(fields: string, words: Readonly<Record<Field, string>>): string {
  return fields.replaceAll(/(?<=^|, )\w+(?=$|, | ← ")/g, (name) =>
    Object.hasOwn(words, name) ? words[name as Field] : name,
  );
}

/** ` (words)`, or nothing. */
export function bracketed(words: string | undefined): string {
  return words === undefined ? '' : ` (${words})`;
}

/**
 * An address without what may let somebody in: a name and password before its host, and everything behind `?` or `#`.
 * Of a database the role stays: it is no secret, and whom its server does not let in.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(/(postgres(?:ql)?:\/\/[^\s:/@]*):[^\s/]*@/gi, '$1@')
    .split(/(?=postgres(?:ql)?:\/\/|https?:\/\/)/i)
    .map((part) => {
      if (/^postgres/i.test(part)) return withoutQuery(part);
      return /^https?:/i.test(part) ? withoutQuery(part).replace(/^(https?:\/\/)[^\s/@]*@/i, '$1') : part;
    })
    .join('');
}

/** Of an address at the beginning of a text: what stands behind `?` or `#`, up to the next space. */
function withoutQuery(text: string): string {
  return text.replace(/[?#]\S+/, '');
}

/** Whether the ledger of the sentence is in a database: other files are no way out there. */
export function isInDatabase(params: ErrorParams): boolean {
  return /^postgres(?:ql)?:/i.test(String(params['ledger'] ?? params['path'] ?? ''));
}

function found(params: ErrorParams, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = params[name];
    if (value !== undefined && value !== '') return oneLine(withoutSecrets(String(value)));
  }
  return undefined;
}
