/**
 * XML of small parts as text, changed where it must be and left byte for byte elsewhere. The file was read by the
 * strict tokenizer of source/xlsx before: what comes here is well-formed.
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

/** A tag as it is written; `end` is behind its `>`. */
interface Tag {
  readonly from: number;
  readonly end: number;
  readonly closes: boolean;
  readonly tag: string;
  readonly rest: string;
}

/** What holds no tags though it may look so: how it begins, and how it ends. */
const SPECIAL = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

/**
 * The next tag. Undefined where none comes, or one that does not end. One step a character: a pattern would begin anew
 * at every `<`.
 */
function nextTag(xml: string, from: number): Tag | undefined {
  let at = xml.indexOf('<', from);
  while (at >= 0) {
    const special = SPECIAL.find(([begin]) => xml.startsWith(begin, at));
    if (special === undefined) return tagAt(xml, at);
    const end = xml.indexOf(special[1], at + special[0].length);
    at = end < 0 ? -1 : xml.indexOf('<', end + special[1].length);
  }
  return undefined;
}

function tagAt(xml: string, from: number): Tag | undefined {
  const closes = xml[from + 1] === '/';
  const nameFrom = closes ? from + 2 : from + 1;
  const end = tagEnd(xml, nameFrom);
  if (end < 0) return undefined;
  const inner = xml.slice(nameFrom, end);
  const tag = /^[^\s/]+/.exec(inner)?.[0] ?? '';
  return { from, end: end + 1, closes, tag, rest: inner.slice(tag.length) };
}

/** The `>` of a tag; one in quotes is text. -1 where there is none. */
function tagEnd(xml: string, from: number): number {
  for (let at = from; at < xml.length; at++) {
    const char = xml[at];
    if (char === '>') return at;
    if (char !== '"' && char !== "'") continue;
    at = xml.indexOf(char, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

/** The elements between `from` and `to`, not those within them. An element that does not end there ends at `to`. */
export function elementsIn(xml: string, from = 0, to = xml.length): Element[] {
  const found: Element[] = [];
  let depth = 0;
  let open: { tag: string; attributes: string; from: number; inner: number } | undefined;
  for (let next = nextTag(xml, from); next && next.from < to; next = nextTag(xml, next.end)) {
    const { from: begin, end, closes, tag, rest } = next;
    if (closes) {
      if (--depth < 0) break;
      if (depth === 0 && open) found.push(element(open, begin, end));
    } else if (rest.endsWith('/')) {
      if (depth === 0) found.push(element({ tag, attributes: rest.slice(0, -1), from: begin, inner: end }, end, end));
    } else if (depth++ === 0) open = { tag, attributes: rest, from: begin, inner: end };
  }
  if (depth > 0 && open) found.push(element(open, to, to));
  return found;
}

function element(
  open: { tag: string; attributes: string; from: number; inner: number },
  innerEnd: number,
  to: number,
): Element {
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
  const found = attributesIn(attributes).find((each) => each.name === name);
  return found && readXml(found.raw);
}

/** The attributes with this one set, or taken away. */
export function withAttribute(attributes: string, name: string, value: string | number | undefined): string {
  const written = value === undefined ? '' : ` ${name}="${xmlText(String(value))}"`;
  const found = attributesIn(attributes).find((each) => each.name === name);
  if (!found) return attributes.trimEnd() + written;
  return attributes.slice(0, found.from) + written + attributes.slice(found.to);
}

/** One attribute and where it stands, with the blanks before it. `raw`: as it is written, without its quotes. */
export interface Attribute {
  readonly name: string;
  readonly raw: string;
  readonly from: number;
  readonly to: number;
}

/** The attributes of a tag, in order, as far as they can be read. */
export function attributesIn(attributes: string): Attribute[] {
  const found: Attribute[] = [];
  // Sticky: each attribute begins where the last one ended, so that nothing is looked at twice.
  const next = /\s*([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
  for (let match = next.exec(attributes); match; match = next.exec(attributes)) {
    const [whole, name = '', double, single] = match;
    found.push({ name, raw: double ?? single ?? '', from: match.index, to: match.index + whole.length });
  }
  return found;
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
