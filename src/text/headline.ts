/**
 * The sentence of a problem without its particulars: for counts, logs and events, where cell text must never appear.
 */
import type { ProblemCode } from '../record/problems.ts';
import { PROBLEM_TEXTS } from './codes.ts';
import type { Language } from './language.ts';

/** What is wrong, in a few words, e.g. "NIK tersimpan sebagai angka"; holds nothing of any row. */
export function problemHeadline(code: ProblemCode, language: Language): string {
  return headline(PROBLEM_TEXTS[code][language]);
}

/** The whole sentence where it holds nothing of any row, otherwise its headline; without the full stop. */
export function problemInShort(code: ProblemCode, language: Language): string {
  const sentence = PROBLEM_TEXTS[code][language];
  return sentence.includes('{') ? headline(sentence) : sentence.replace(/\.$/, '');
}

/** How to write it right; holds nothing of any row. */
export function problemCure(code: ProblemCode, language: Language): string {
  const { tryId, tryEn } = PROBLEM_TEXTS[code];
  const cure = language === 'id' ? tryId : tryEn;
  return cure.replace(/["“]?\{\w+\}["”]?/g, '…');
}

/**
 * The first clause of a sentence. A clause that would need a parameter is dropped when others remain ("must have 16
 * digits, found {n}"); in the only one there is, the parameter becomes an ellipsis.
 * @internal Exported for its tests.
 */
export function headline(sentence: string): string {
  const withoutAsides = sentence.replace(/ ?\([^(){]*\{[^()]*\)/g, '');
  const first = withoutAsides.split(/[.;:](?:\s|$)/)[0] ?? withoutAsides;
  const clauses = first.split(/,\s/);
  const usable = clauses.findIndex((clause) => clause.includes('{'));
  const kept = usable > 0 ? clauses.slice(0, usable) : clauses;
  return kept
    .join(', ')
    .replace(/["“]?\{\w+\}["”]?/g, '…')
    .trim();
}

/** The headline of a code that an error names; what is no code of a problem stands for itself. */
export function problemWords(code: string, language: Language): string {
  return Object.hasOwn(PROBLEM_TEXTS, code) ? problemHeadline(code as ProblemCode, language) : code;
}
