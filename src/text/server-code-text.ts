import type { Language } from './language.ts';

/** What a registry's code means, a whole sentence in each language; nothing of a person. */
export type ServerCodeText = Readonly<Record<Language, string>>;
