import { pageEn } from './en/page.ts';
import { pageId } from './id/page.ts';
import type { Language } from './language.ts';
import type { PageWords } from './page.ts';

/** The words of the page that `report` writes. */
export const PAGE_WORDS: Readonly<Record<Language, PageWords>> = { en: pageEn, id: pageId };
