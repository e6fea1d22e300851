import { optionsEn } from './en/options.ts';
import { optionsId } from './id/options.ts';
import type { Language } from './language.ts';
import type { ConfigFileTexts } from './options.ts';

/** The texts of the configuration file that `init` writes. */
export const CONFIG_FILE: Readonly<Record<Language, ConfigFileTexts>> = { en: optionsEn, id: optionsId };
