/**
 * Attributes of OpenDocument by their local names: the prefixes are the writer's choice, but for the extensions of
 * LibreOffice, which repeat names.
 */
import type { XmlTokens } from '../xlsx/xml.ts';
import { attributesOf } from '../xlsx/xml-text.ts';

export type Attributes = ReadonlyMap<string, string>;

/** Extensions keep their prefix: `calcext:value-type` is another thing than `office:value-type`. */
const EXTENSIONS = new Set(['calcext', 'loext', 'tableooo', 'xmlns']);

/** To be called after OPEN. */
export function localAttributes(xml: XmlTokens): Attributes {
  const found = new Map<string, string>();
  for (const [name, value] of attributesOf(xml)) {
    const colon = name.indexOf(':');
    found.set(colon < 0 || EXTENSIONS.has(name.slice(0, colon)) ? name : name.slice(colon + 1), value);
  }
  return found;
}

/**
 * How often a row, column or cell repeats itself, or how far it spans: a whole number from 1; 1 where it is missing or
 * nonsense.
 */
export function countOf(attributes: Attributes, name: string): number {
  const text = attributes.get(name);
  return text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Math.max(1, Number(text)) : 1;
}
