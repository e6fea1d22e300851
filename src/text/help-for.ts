import { helpEn } from './en/help.ts';
import type { HelpTexts } from './help.ts';
import { helpId } from './id/help.ts';
import type { Language } from './language.ts';

/** The words of `--help`, in each language. */
export const HELP: Readonly<Record<Language, HelpTexts>> = { id: helpId, en: helpEn };
