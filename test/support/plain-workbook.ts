/**
 * A workbook read with the zip library and plain searches, so that tests of workbooks do not rely on our own reader.
 */
import { buffer, text } from 'node:stream/consumers';
import { openPromise } from 'yauzl';

/** Entry name → text, for the entries that end in .xml. */
export async function zipTexts(path: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const zip = await openPromise(path, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (/\.(xml|rels|vml)$/.test(entry.fileName))
        texts.set(entry.fileName, await text(await zip.openReadStreamPromise(entry)));
    }
  } finally {
    zip.close();
  }
  return texts;
}

/** The names of all entries, in the order of the zip. */
export async function entryNames(path: string): Promise<readonly string[]> {
  const zip = await openPromise(path, { autoClose: false });
  try {
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    return names;
  } finally {
    zip.close();
  }
}

/** Entry name → bytes. */
export async function zipBytes(path: string): Promise<ReadonlyMap<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const zip = await openPromise(path, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry())
      if (!entry.fileName.endsWith('/'))
        found.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
    return found;
  } finally {
    zip.close();
  }
}

export interface PlainCell {
  /** The `t` attribute: s, n, e, str … */
  readonly type: string;
  readonly value: string;
}

/** The cells of a sheet that have a value, by reference ("B9"). */
export function sheetCells(texts: ReadonlyMap<string, string>, entry: string): ReadonlyMap<string, PlainCell> {
  const strings = [...(texts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = '']) =>
    unescapeXml([...item.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, part]) => part).join('')),
  );
  const cells = new Map<string, PlainCell>();
  for (const [, ref = '', attributes = '', inner = ''] of (texts.get(entry) ?? '').matchAll(
    /<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs,
  )) {
    const type = /\bt="(\w+)"/.exec(attributes)?.[1] ?? 'n';
    const value = /<v>([^<]*)<\/v>/.exec(inner)?.[1];
    if (value !== undefined)
      cells.set(ref, { type, value: type === 's' ? (strings[Number(value)] ?? '') : unescapeXml(value) });
  }
  return cells;
}

function unescapeXml(value: string): string {
  return value
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
