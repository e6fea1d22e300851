/** The original as a package: its parts as text, what points to what, and what has been made new. */

import type { Workbook } from '../../source/xlsx/workbook.ts';
import { assertWellFormed, utf8Bytes } from '../../source/xlsx/xml-part.ts';
import type { Zip } from '../../source/xlsx/zip.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';
import { Links, type NewPart } from './package-parts.ts';

/** Parts that are held as text; a sheet is not one of them. */
const MOST_BYTES = 2 ** 26;

/**
 * Folders of a package, in lower case. Links, connections and pivot tables keep copies of cells of other workbooks,
 * servers and rows, so people who need no correction would come along; and a correction sheet that is handed around
 * must not ask anybody's server for anything.
 */
const NOT_TO_BE_COPIED: readonly (readonly [folder: string, why: string])[] = [
  // A signature would be false, and Excel would say so.
  ['_xmlsignatures/', 'a signed workbook'],
  ['xl/externallinks/', 'links to other workbooks'],
  ['xl/connections.xml', 'connections to data elsewhere'],
  ['xl/querytables/', 'tables that a query fills'],
  ['xl/pivotcache/', 'copies of rows behind a pivot table'],
  ['xl/model/', 'a data model'],
  ['xl/activex/', 'controls that run'],
  ['xl/embeddings/', 'whole documents within the workbook'],
];

export class Original {
  readonly zip: Zip;
  readonly workbook: Workbook;
  /** Parts that are written instead of, or beside, those of the original: lower-case name → name and text. */
  readonly written = new Map<string, { readonly name: string; readonly xml: string }>();
  readonly added = new Map<string, NewPart>();
  /** Lower-case names. */
  readonly gone = new Set<string>();
  readonly #names: Set<string>;

  constructor(zip: Zip, workbook: Workbook) {
    this.zip = zip;
    this.workbook = workbook;
    this.#names = new Set(zip.parts().map(({ name }) => name.toLowerCase()));
    const names = [...this.#names];
    for (const [folder, why] of NOT_TO_BE_COPIED)
      if (names.some((name) => name.startsWith(folder))) throw new NotMarkable(why);
  }

  /**
   * A part as text, which the strict tokenizer has seen before any pattern does. Drawings of notes are no XML in files
   * of old programs (`<br>`); they are only searched for fixed words. @throws NotMarkable for a part that is not there,
   * is too large, or is not in UTF-8. @throws XlsxFault.
   */
  async text(part: string): Promise<string> {
    const done = this.written.get(part.toLowerCase());
    if (done) return done.xml;
    if (!this.zip.has(part) || this.zip.size(part) > MOST_BYTES) throw new NotMarkable(`${part}: none, or too large`);
    const pieces: Buffer[] = [];
    for await (const chunk of utf8Bytes(this.zip.bytes(part))) pieces.push(chunk);
    const bytes = Buffer.concat(pieces);
    if (!part.toLowerCase().endsWith('.vml')) assertWellFormed(bytes);
    const text = bytes.toString('utf8');
    if (/^<\?xml[^>]*encoding\s*=\s*["']utf-16/i.test(text)) throw new NotMarkable(`${part}: UTF-16`);
    return text;
  }

  async links(owner: string): Promise<Links> {
    const slash = owner.lastIndexOf('/') + 1;
    const part = `${owner.slice(0, slash)}_rels/${owner.slice(slash)}.rels`;
    return new Links(owner, this.zip.has(part) ? await this.text(part) : undefined);
  }

  write(name: string, xml: string): void {
    this.written.set(name.toLowerCase(), { name, xml });
  }

  drop(part: string): void {
    this.gone.add(part.toLowerCase());
  }

  /** A name that is not taken, as `xl/comments3.xml`. */
  freeName(stem: string, ending: string): string {
    for (let n = 1; ; n++) {
      const name = `${stem}${n}.${ending}`;
      if (this.#names.has(name.toLowerCase())) continue;
      this.#names.add(name.toLowerCase());
      return name;
    }
  }
}
