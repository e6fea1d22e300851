/**
 * XML of small parts as text, changed where it must be and left byte for byte elsewhere. The file was read by the strict tokenizer of source/xlsx
 * before: what comes here is well-formed.
 */

/** An element and where it stands in the text. */
export interface Element {
  /** Name with its prefix, as it is written. */
  readonly tag: string;
  /** Name without prefix. */
  readonly name: string;
  /** What stands between the name and the end of the opening tag. */
  readonly attributes: string;
  readonly from: number;
  readonly to: number;
  /** Where its content begins and ends; both `to` for `<a/>`. */
  readonly inner: number;
  readonly innerEnd: number;
}

const TAG =
  /<(?:!--[\s\S]*?-->|!\[CDATA\[[\s\S]*?\]\]>|\?[\s\S]*?\?>|(\/?)([^\s/>!?]+)([^>"']*(?:(?:"[^"]*"|'[^']*')[^>"']*)*)>)/g;

/** The elements between `from` and `to`, not those within them. An element that does not end there ends at `to`. */
export function elementsIn(xml: string, from = 0, to = xml.length): Element[] {
  const found: Element[] = [];
  const tags = new RegExp(TAG);
  tags.lastIndex = from;
  let depth = 0;
  let open: { tag: string; attributes: string; from: number; inner: number } | undefined;
  for (let match = tags.exec(xml); match && match.index < to; match = tags.exec(xml)) {
    const [whole, slash, tag, rest = ''] = match;
    if (tag === undefined) continue;
    const end = match.index + whole.length;
    if (slash) {
      if (--depth < 0) break;
      if (depth === 0 && open) found.push(element(open, match.index, end));
    } else if (rest.endsWith('/')) {
      if (depth === 0) found.push(element({ tag, attributes: rest.slice(0, -1), from: match.index, inner: end }, end, end));
    } else if (depth++ === 0) open = { tag, attributes: rest, from: match.index, inner: end };
  }
  if (depth > 0 && open) found.push(element(open, to, to));
  return found;
}

function element(open: { tag: string; attributes: string; from: number; inner: number }, innerEnd: number, to: number): Element {
  const { tag } = open;
  return { ...open, name: tag.slice(tag.indexOf(':') + 1), innerEnd, to };
}

/** The elements within another one. */
export function childrenOf(xml: string, parent: Element): Element[] {
  return elementsIn(xml, parent.inner, parent.innerEnd);
}

/** The root element; undefined in a text without any. */
export function rootOf(xml: string): Element | undefined {
  return elementsIn(xml)[0];
}

/** `x:` of `<x:worksheet>`, '' of `<worksheet>`: what new elements beside it must begin with. */
export function prefixOf({ tag }: Element): string {
  return tag.slice(0, tag.indexOf(':') + 1);
}

/** The value of an attribute (name with its prefix), read; undefined where there is none. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const found = attributePattern(name).exec(attributes);
  return found ? readXml((found[2] ?? '').slice(1, -1)) : undefined;
}

/** The attributes with this one set, or taken away. */
export function withAttribute(attributes: string, name: string, value: string | number | undefined): string {
  const written = value === undefined ? '' : ` ${name}="${xmlText(String(value))}"`;
  const found = attributePattern(name).exec(attributes);
  if (!found) return attributes.replace(/\s*$/, '') + written;
  return attributes.slice(0, found.index) + written + attributes.slice(found.index + found[0].length);
}

function attributePattern(name: string): RegExp {
  return new RegExp(`\\s(${name})\\s*=\\s*("[^"]*"|'[^']*')`);
}

/** The opening tag of an element with these attributes instead of its own. */
export function openingTag(element: Element, attributes: string): string {
  return `<${element.tag}${attributes}${element.inner === element.to ? '/' : ''}>`;
}

/** Changes to a text, made all at once. They must not overlap. */
export class Edits {
  readonly #edits: { from: number; to: number; text: string }[] = [];

  replace(from: number, to: number, text: string): void {
    this.#edits.push({ from, to, text });
  }

  /** Takes an element away. */
  remove({ from, to }: Element): void {
    this.replace(from, to, '');
  }

  /** Gives an element other attributes. */
  setAttributes(element: Element, attributes: string): void {
    if (attributes !== element.attributes) this.replace(element.from, element.inner, openingTag(element, attributes));
  }

  /** Adds to the end of what an element holds. */
  append(element: Element, text: string): void {
    if (element.inner < element.to) this.replace(element.innerEnd, element.innerEnd, text);
    else this.replace(element.from, element.to, `<${element.tag}${element.attributes}>${text}</${element.tag}>`);
  }

  applyTo(xml: string): string {
    const pieces: string[] = [];
    let at = 0;
    for (const { from, to, text } of this.#edits.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
      pieces.push(xml.slice(at, from), text);
      at = to;
    }
    return pieces.join('') + xml.slice(at);
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for content and attributes. What XML cannot hold becomes the sign for an unknown character. */
export function xmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get into XML
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char)
  );
}

/** Text of a cell: Excel would take `_x000D_` in it for an escape (ST_Xstring). */
export function cellXml(text: string): string {
  return xmlText(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The way back of `xmlText`, for whatever a writer has escaped. */
export function readXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
