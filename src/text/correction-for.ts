import type { CorrectionWords } from './correction.ts';
import { correctionEn } from './en/correction.ts';
import { correctionId } from './id/correction.ts';
import type { Language } from './language.ts';

/** The words of a correction sheet, in each language. */
export const CORRECTION_WORDS: Readonly<Record<Language, CorrectionWords>> = { id: correctionId, en: correctionEn };
