import { initEn } from './en/init.ts';
import { initId } from './id/init.ts';
import type { InitWords } from './init.ts';

/** What `init` says, in the language that was chosen. */
export function initWords(language: string | undefined): InitWords {
  return language === 'id' ? initId : initEn;
}
