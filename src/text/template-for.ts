import { templateEn } from './en/template.ts';
import { templateId } from './id/template.ts';
import type { Language } from './language.ts';
import type { TemplateWords } from './template.ts';

/** The words of the blank workbook that `template` writes. */
export const TEMPLATE_WORDS: Readonly<Record<Language, TemplateWords>> = { en: templateEn, id: templateId };
