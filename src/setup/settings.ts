/** What the answers set in the configuration. Pure. */
import type { OptionPath } from '../config/option-path.ts';
import { type Answers, authOf, QUESTIONS } from './questions.ts';

/** Where what lets us in is to be found. `typed`: it goes into a file of its own that is still to be written. */
export type SecretPlace =
  | { readonly kind: 'typed' | 'file'; readonly path: string }
  | { readonly kind: 'command'; readonly command: string };

/** The name of its file beside the configuration, and the options that name it, by the way to get in. */
const SECRETS: Readonly<
  Record<string, { readonly file: string; readonly word: 'token' | 'password' | 'clientSecret' }>
> = {
  bearer: { file: 'token', word: 'token' },
  apitoken: { file: 'token', word: 'token' },
  basic: { file: 'password', word: 'password' },
  oauth2: { file: 'client-secret', word: 'clientSecret' },
};

/** What is asked for, and the usual name of its file; undefined where nothing is shown. */
export function secretOf(answers: Answers): (typeof SECRETS)[string] | undefined {
  return SECRETS[authOf(answers)];
}

/** Option → its value as it stands in the file (YAML). Only what was answered. */
export function settingsOf(answers: Answers, secret?: SecretPlace): ReadonlyMap<OptionPath, string> {
  const set = new Map<OptionPath, string>();
  for (const { id, path, applies } of QUESTIONS) {
    if (path === undefined || id === 'secret' || !applies(answers)) continue;
    const answer = answers[id];
    if (answer !== undefined && answer !== '') set.set(path, yamlText(answer));
  }
  const { kind } = answers;
  if (kind === 'sandbox') set.set('to', 'sandbox');
  else if (kind !== undefined) {
    set.set('target.type', kind);
    if (answers.allowHttp === 'yes') set.set('target.allowHttp', 'true');
    for (const [path, value] of authSettings(answers, secret)) set.set(path, value);
    if (kind === 'dhis2') for (const [path, value] of dhis2Settings(answers)) set.set(path, value);
  }
  return set;
}

function authSettings(answers: Answers, secret: SecretPlace | undefined): readonly (readonly [OptionPath, string])[] {
  const type = authOf(answers);
  const wanted = secretOf(answers);
  if (answers.kind === 'files' || !wanted) return [];
  const place: readonly (readonly [OptionPath, string])[] =
    secret === undefined
      ? []
      : secret.kind === 'command'
        ? [[`target.auth.${wanted.word}Command`, yamlText(secret.command)]]
        : [[`target.auth.${wanted.word}File`, yamlText(secret.path)]];
  // SATUSEHAT wants it so (docs/targets/satusehat.md).
  const form: readonly (readonly [OptionPath, string])[] =
    answers.kind === 'satusehat'
      ? [
          ['target.auth.clientIn', 'body'],
          ['target.auth.grantTypeIn', 'query'],
        ]
      : [];
  return [['target.auth.type', type], ...place, ...form];
}

function dhis2Settings(answers: Answers): readonly (readonly [OptionPath, string])[] {
  const { nikAttribute, nameAttribute, vaccineElement, doseElement } = answers;
  const elements = flowMap({ vaccine: vaccineElement, dose: doseElement });
  return [
    ['target.dhis2.attributes', flowMap({ nik: nikAttribute, name: nameAttribute }) ?? '{}'],
    ...(elements === undefined ? [] : ([['target.dhis2.dataElements', elements]] as const)),
  ];
}

function flowMap(fields: Readonly<Record<string, string | undefined>>): string | undefined {
  const pairs = Object.entries(fields).flatMap(([field, name]) => (name ? [`${field}: ${JSON.stringify(name)}`] : []));
  return pairs.length === 0 ? undefined : `{ ${pairs.join(', ')} }`;
}

/** Bare where YAML reads it as this very text, in double quotes otherwise (JSON is YAML). */
function yamlText(text: string): string {
  const isBare = /^[A-Za-z./][\w./@+-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n|\.+)$/i.test(text);
  return isBare && !/^\.\d|^\.(?:inf|nan)$/i.test(text) ? text : JSON.stringify(text);
}
