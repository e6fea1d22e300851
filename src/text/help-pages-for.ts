import type { HelpPages } from './help-pages.ts';
import type { Language } from './language.ts';

/** Loaded only when the page of a command is asked for: `--help` itself must be there at once. */
export async function helpPages(language: Language): Promise<HelpPages> {
  return language === 'id'
    ? (await import('./id/help-pages.ts')).helpPagesId
    : (await import('./en/help-pages.ts')).helpPagesEn;
}
