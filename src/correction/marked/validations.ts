/** What may be typed into, or chosen for, the cells of the NIK and of the reasons. */
import { attributeOf, childrenOf, type Element, openingTag, withAttribute, xmlText } from '../../workbook/markup.ts';
import { parseRanges, type Range, withoutColumn, writeRange } from './references.ts';
import { moveFormulas, type RowMap } from './row-map.ts';

/** What Excel says of a NIK that is none, or to whoever stands on a cell with reasons. */
export interface ValidationWords {
  /** At most 32 characters. */
  readonly title: string;
  /** At most 225. */
  readonly text: string;
}

/** A rule of ours, for one column below the header. */
export interface OwnRule {
  readonly range: Range;
  /** Its XML. @param p The prefix of the part. */
  readonly xml: (p: string) => string;
}

/** Sixteen characters, or nothing. Excel leaves what is there already and asks only what is typed. */
export function nikRule(range: Range, { title, text }: ValidationWords): OwnRule {
  const attributes =
    `type="textLength" operator="equal" allowBlank="1" showErrorMessage="1" errorTitle="${xmlText(title)}" ` +
    `error="${xmlText(text)}" sqref="${writeRange(range)}"`;
  return {
    range,
    xml: (p) => `<${p}dataValidation ${attributes}><${p}formula1>16</${p}formula1></${p}dataValidation>`,
  };
}

/**
 * A list with the word that takes a row off the list. Whatever else stands there is let be: these cells hold our
 * reasons.
 */
export function dismissalRule(range: Range, word: string, { title, text }: ValidationWords): OwnRule {
  const attributes =
    `type="list" allowBlank="1" showInputMessage="1" promptTitle="${xmlText(title)}" prompt="${xmlText(text)}" ` +
    `sqref="${writeRange(range)}"`;
  return {
    range,
    xml: (p) =>
      `<${p}dataValidation ${attributes}><${p}formula1>"${xmlText(word)}"</${p}formula1></${p}dataValidation>`,
  };
}

/** A list with our rules alone. */
export function ownValidations(own: readonly OwnRule[], p: string): string {
  return `<${p}dataValidations count="${own.length}">${own.map(({ xml }) => xml(p)).join('')}</${p}dataValidations>`;
}

/**
 * The list with the sheet's own rules, moved with their rows, and ours. A rule of the sheet gives up the cells that
 * ours are for: "a whole number" in a NIK is what damaged it, and Excel takes one rule a cell.
 */
export function withOwnRules(tail: string, list: Element, map: RowMap, own: readonly OwnRule[], p: string): string {
  const rules = childrenOf(tail, list).flatMap((rule) => {
    const old = parseRanges(attributeOf(rule.attributes, 'sqref') ?? '');
    const moved = parseRanges(map.ranges(old.map(writeRange).join(' ')));
    const left = own.reduce((ranges, { range }) => withoutColumn(ranges, range.left, range.top), moved);
    if (left.length === 0) return [];
    const attributes = withAttribute(rule.attributes, 'sqref', left.map(writeRange).join(' '));
    const by = (left[0]?.top ?? 0) - (old[0]?.top ?? 0);
    return [moveFormulas(openingTag(rule, attributes) + tail.slice(rule.inner, rule.to), by)];
  });
  const attributes = withAttribute(list.attributes, 'count', rules.length + own.length);
  return `<${list.tag}${attributes}>${rules.join('')}${own.map(({ xml }) => xml(p)).join('')}</${list.tag}>`;
}
