/** Running the tokenizer over one part of the file, whatever encoding its XML is in. */
import { TextDecoder } from 'node:util';
import { damaged } from './fault.ts';
import { MORE, OPEN, type Token, XmlTokens } from './xml.ts';
import type { Zip } from './zip.ts';

/** What a part reader does with each token; ranges in `xml` are void once it returns. */
export type TokenReader = (xml: XmlTokens, token: Token) => void;

/** Markup around the longest cell there may be: an escaped character takes ten bytes (`&#x10FFFF;`). */
export function maxTokenBytes(maxCellChars: number): number {
  return Math.max(2 ** 20, 10 * maxCellChars);
}

/** Reads a whole small part. The root element must have this local name. */
export async function readPart(
  zip: Zip,
  name: string,
  root: string,
  maxCellChars: number,
  read: TokenReader,
): Promise<void> {
  const xml = new XmlTokens(maxTokenBytes(maxCellChars));
  for await (const chunk of utf8Bytes(zip.bytes(name))) {
    xml.feed(chunk);
    for (let token = xml.next(); token !== MORE; token = xml.next()) {
      if (token === OPEN && xml.depth === 1) requireRoot(xml, root);
      read(xml, token);
    }
  }
  xml.finish();
}

/** Bytes given to the tokenizer at a time. */
const PIECE = 2 ** 16;

/**
 * For a part that is taken as text afterwards. @throws XlsxFault for anything that the tokenizer does not let through.
 */
export function assertWellFormed(bytes: Buffer): void {
  const xml = new XmlTokens(maxTokenBytes(0));
  for (let at = 0; at < bytes.length; at += PIECE) {
    xml.feed(bytes.subarray(at, at + PIECE));
    while (xml.next() !== MORE);
  }
  xml.finish();
}

/** Refuses a part of another kind than its place in the file promises. */
export function requireRoot(xml: XmlTokens, root: string): void {
  if (xml.localName() !== root) throw damaged(`a part that should hold <${root}> holds something else`);
}

/**
 * The XML as UTF-8 without byte order mark. UTF-16 is allowed by OPC and turned; every other encoding is refused, since
 * a name in a wrong encoding would be wrong on the server.
 */
export async function* utf8Bytes(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined;
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield decoder === undefined ? chunk : utf8(decoder, chunk);
      continue;
    }
    head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    if (head.length < 256) continue;
    decoder = decoderFor(head);
    yield start(head, decoder);
    head = undefined;
  }
  if (head !== undefined) {
    decoder = decoderFor(head);
    yield start(head, decoder);
  }
  if (decoder !== undefined) yield utf8(decoder);
}

function start(head: Buffer, decoder: TextDecoder | undefined): Buffer {
  if (decoder !== undefined) return utf8(decoder, head);
  const body = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head;
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(body.toString('latin1', 0, 256))?.[1];
  if (declared !== undefined && !/^(?:utf-?8|us-ascii|ascii)$/i.test(declared))
    throw damaged('XML in another encoding than UTF-8');
  return body;
}

function decoderFor(head: Buffer): TextDecoder | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  return undefined;
}

function utf8(decoder: TextDecoder, chunk?: Buffer): Buffer {
  try {
    return Buffer.from(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }), 'utf8');
  } catch {
    throw damaged('XML that is not the UTF-16 it begins as');
  }
}
