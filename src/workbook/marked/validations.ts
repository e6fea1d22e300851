/** What may be typed into the cells of the NIK. */
import { attributeOf, childrenOf, type Element, openingTag, withAttribute, xmlText } from '../markup.ts';
import { parseRanges, type Range, withoutColumn, writeRange } from './references.ts';
import { moveFormulas, type RowMap } from './row-map.ts';

/** What Excel says of a NIK that is none. */
export interface ValidationWords {
  /** At most 32 characters. */
  readonly title: string;
  /** At most 225. */
  readonly text: string;
}

/** Sixteen characters, or nothing. Excel leaves what is there already and asks only what is typed. */
export function nikValidation(nik: Range, { title, text }: ValidationWords, p: string): string {
  const attributes =
    `type="textLength" operator="equal" allowBlank="1" showErrorMessage="1" errorTitle="${xmlText(title)}" ` +
    `error="${xmlText(text)}" sqref="${writeRange(nik)}"`;
  return `<${p}dataValidation ${attributes}><${p}formula1>16</${p}formula1></${p}dataValidation>`;
}

/**
 * The list with the sheet's own rules, moved with their rows, and ours. A rule of the sheet gives up the cells of the NIK: "a whole number" there is
 * what damaged it, and Excel takes one rule a cell.
 */
export function withNik(tail: string, list: Element, map: RowMap, nik: Range, words: ValidationWords, p: string): string {
  const rules = childrenOf(tail, list).flatMap((rule) => {
    const old = parseRanges(attributeOf(rule.attributes, 'sqref') ?? '');
    const left = withoutColumn(parseRanges(map.ranges(old.map(writeRange).join(' '))), nik.left, nik.top);
    if (left.length === 0) return [];
    const attributes = withAttribute(rule.attributes, 'sqref', left.map(writeRange).join(' '));
    const by = (left[0]?.top ?? 0) - (old[0]?.top ?? 0);
    return [moveFormulas(openingTag(rule, attributes) + tail.slice(rule.inner, rule.to), by)];
  });
  const attributes = withAttribute(list.attributes, 'count', rules.length + 1);
  return `<${list.tag}${attributes}>${rules.join('')}${nikValidation(nik, words, p)}</${list.tag}>`;
}
