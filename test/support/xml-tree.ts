/**
 * A small, strict reader of XML for tests, so that what we write is not judged by the code that wrote it. Throws on
 * anything that is not well-formed.
 */

export interface Node {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** All text directly within, entities resolved. */
  readonly text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

interface Open {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  readonly children: Node[];
  text: string;
}

export function parseXml(xml: string): Node {
  const top: Open = { tag: '', attributes: {}, children: [], text: '' };
  const stack: Open[] = [top];
  const prefixes = new Set(['xml', 'xmlns']);
  TOKEN.lastIndex = xml.startsWith('\ufeff') ? 1 : 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(xml);
    if (!token) throw new Error(`not well-formed at ${at}: ${xml.slice(at, at + 60)}`);
    const [, cdata, closing, tag, said = '', empty, text] = token;
    const open = stack.at(-1) as Open;
    if (cdata !== undefined) open.text += cdata;
    else if (text !== undefined) open.text += resolved(text);
    else if (tag === undefined) continue;
    else if (closing) {
      if (open.tag !== tag) throw new Error(`</${tag}> closes <${open.tag}>`);
      stack.pop();
      (stack.at(-1) as Open).children.push(nodeOf(open));
    } else {
      const attributes: Record<string, string> = {};
      for (const [, name = '', double, single] of said.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
        if (name in attributes) throw new Error(`<${tag}> has ${name} twice`);
        attributes[name] = resolved(double ?? single ?? '');
        if (name.startsWith('xmlns:')) prefixes.add(name.slice(6));
      }
      for (const name of [tag, ...Object.keys(attributes)])
        if (name.includes(':') && !prefixes.has(name.split(':')[0] ?? ''))
          throw new Error(`nobody says what ${name} is`);
      const element: Open = { tag, attributes, children: [], text: '' };
      if (empty) open.children.push(nodeOf(element));
      else stack.push(element);
    }
  }
  const [root] = top.children;
  if (stack.length > 1 || !root || top.children.length > 1) throw new Error('not one element');
  return root;
}

function nodeOf({ tag, attributes, children, text }: Open): Node {
  return { name: tag.slice(tag.indexOf(':') + 1), attributes, children, text };
}

function resolved(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text))
    throw new Error('a character that XML forbids');
  return text.replace(/&(#x?[\da-fA-F]+|\w+);|&/g, (whole, name?: string) => {
    if (name?.startsWith('#')) return String.fromCodePoint(Number(name.replace('#', '0').replace(/^0(\d)/, '$1')));
    const meant = name === undefined ? undefined : ENTITIES[name];
    if (meant === undefined) throw new Error(`${whole} means nothing`);
    return meant;
  });
}

/** The children of this name, in order. */
export function all(node: Node | undefined, name: string): readonly Node[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

export function first(node: Node | undefined, name: string): Node | undefined {
  return all(node, name)[0];
}

/** Every element below, in document order. */
export function* below(node: Node): Iterable<Node> {
  for (const child of node.children) {
    yield child;
    yield* below(child);
  }
}
