/**
 * What the codes of registries mean, for whoever has to mend a row or a configuration: the server's own words are in
 * another language, or speak of its tables. Said behind those, so nothing of a person may stand here.
 */
import { DHIS2_CODES } from './codes-dhis2.ts';
import { SATUSEHAT_CODES } from './codes-satusehat.ts';
import type { Language } from './language.ts';
import type { ServerCodeText } from './server-code-text.ts';

/** Each registry's codes are of a form that no other has. */
const ALL: Readonly<Record<string, ServerCodeText>> = { ...DHIS2_CODES, ...SATUSEHAT_CODES };

/** Undefined for a code that nobody has explained. */
export function serverCodeMeaning(code: string, language: Language): string | undefined {
  return Object.hasOwn(ALL, code) ? ALL[code]?.[language] : undefined;
}

/** `E1047: The server has closed this period …`; the code alone where nobody has explained it. */
export function explainedCode(code: string, language: Language): string {
  const meaning = serverCodeMeaning(code, language);
  return meaning === undefined ? code : `${code}: ${meaning}`;
}
