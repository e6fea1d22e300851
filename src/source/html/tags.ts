/**
 * HTML as a list of tags and the text between them, in one pass: a page is read in time proportional to its length,
 * whatever it holds.
 */

export interface Tag {
  /** In lower case. */
  readonly name: string;
  readonly closes: boolean;
  /** What stands between the name and `>`. */
  readonly attributes: string;
}

/** Their content is not text of the page. */
const SILENT = new Set(['script', 'style', 'title', 'template', 'noscript', 'textarea', 'select']);

/**
 * Texts and tags in order. Comments, conditional sections and scripts are passed over; a `<` that begins no tag is
 * text.
 */
export function* tagsOf(html: string): Generator<string | Tag> {
  const lower = html.toLowerCase();
  let at = 0;
  let text = 0;
  for (;;) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    const behind = afterDeclaration(html, open);
    const tag = behind === undefined ? tagAt(html, open) : undefined;
    if (behind === undefined && tag === undefined) {
      at = open + 1;
      continue;
    }
    if (open > text) yield html.slice(text, open);
    at = behind ?? tag?.end ?? html.length;
    if (tag) {
      yield tag;
      if (!tag.closes && SILENT.has(tag.name)) {
        const close = lower.indexOf(`</${tag.name}`, at);
        at = close < 0 ? html.length : close;
      }
    }
    text = at;
  }
  if (text < html.length) yield html.slice(text);
}

/** Behind a comment, a doctype or a processing instruction that begins here. */
function afterDeclaration(html: string, open: number): number | undefined {
  const next = html[open + 1];
  if (next !== '!' && next !== '?') return undefined;
  const end = html.startsWith('<!--', open) ? html.indexOf('-->', open + 4) + 2 : html.indexOf('>', open);
  return end < open + 2 ? html.length : end + 1;
}

function tagAt(html: string, open: number): (Tag & { readonly end: number }) | undefined {
  const closes = html[open + 1] === '/';
  let at = open + (closes ? 2 : 1);
  const from = at;
  while (at < html.length && /[\w:-]/.test(html[at] ?? '')) at += 1;
  if (at === from || !/[a-z]/i.test(html[from] ?? '')) return undefined;
  const name = html.slice(from, at).toLowerCase();
  const behindName = at;
  // A `>` inside of quotes does not end the tag.
  let quote = '';
  for (; at < html.length; at++) {
    const one = html[at] ?? '';
    if (quote !== '') quote = one === quote ? '' : quote;
    else if (one === '>') break;
    else if ((one === '"' || one === "'") && html[at - 1] === '=') quote = one;
  }
  return { name, closes, attributes: html.slice(behindName, at), end: Math.min(at + 1, html.length) };
}
