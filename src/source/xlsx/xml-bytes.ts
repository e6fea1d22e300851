/** Names and ranges as the tokenizer compares them: in bytes, without making strings. */

/** A name of at most four bytes as the number that `XmlTokens.name` has for it. */
export function packedName(name: string): number {
  let packed = 0;
  for (const char of name) packed = (packed << 8) | char.charCodeAt(0);
  return packed;
}

/**
 * An element that holds nothing but one child with text: `<c …><v>7</v></c>` without blanks, prefixes or attributes of
 * the child.
 */
export interface OnlyChild {
  readonly outerHash: number;
  readonly head: Buffer;
  readonly tail: Buffer;
}

/** The pattern for `XmlTokens.takeOnlyChild`. */
export function onlyChild(outer: string, inner: string): OnlyChild {
  let outerHash = 0;
  for (const char of outer) outerHash = (Math.imul(outerHash, 31) + char.charCodeAt(0)) | 0;
  return { outerHash, head: Buffer.from(`<${inner}>`), tail: Buffer.from(`</${inner}></${outer}>`) };
}

/** Whether there is nothing but blanks and line ends here. */
export function isBlank(buf: Buffer, start: number, stop: number): boolean {
  for (let i = start; i < stop; i++) if ((buf[i] as number) > 0x20) return false;
  return true;
}

/** Where the last character that is complete ends: a chunk may cut one in two. */
export function endOfWholeCharacters(buf: Buffer, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = buf[end - back] as number;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? end - back : end;
  }
  return end;
}
