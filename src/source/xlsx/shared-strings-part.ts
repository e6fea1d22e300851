/** sharedStrings.xml into `SharedStrings`: rich text joined, phonetic readings (`<rPh>`) left out. */
import { SharedStrings } from './shared-strings.ts';
import { CLOSE, OPEN, TEXT, type Token, type XmlTokens } from './xml.ts';
import { onlyChild, packedName } from './xml-bytes.ts';
import { readPart } from './xml-part.ts';
import { attributesOf, isTrue, isVerbatim, textOf, unescapeXstring } from './xml-text.ts';
import type { Zip } from './zip.ts';

const SI = packedName('si');
const R = packedName('r');
const T = packedName('t');
const TEXT_IN_ITEM = onlyChild('si', 't');

/** Reads the part, or gives an empty list where the workbook has none. @throws XlsxFault. */
export async function readSharedStrings(
  zip: Zip,
  part: string | undefined,
  maxCellChars: number,
): Promise<SharedStrings> {
  const strings = new SharedStrings(maxCellChars);
  if (part === undefined) return strings;
  const reader = new SharedStringsReader(strings);
  await readPart(zip, part, 'sst', maxCellChars, (xml, token) => reader.read(xml, token));
  return strings;
}

/** sst/si/t and sst/si/r/t hold text; anything else is passed over. */
class SharedStringsReader {
  readonly #strings: SharedStrings;
  #inItem = false;
  #inRun = false;
  #inText = false;
  #strikesRun = false;
  /** Text of a `<t>` so far, where it could not be taken as bytes. */
  #held = '';

  constructor(strings: SharedStrings) {
    this.#strings = strings;
  }

  read(xml: XmlTokens, token: Token): void {
    if (token === OPEN) {
      if (xml.depth === 2) this.#beginItem(xml);
      if (xml.depth === 3) this.#inRun = xml.name === R;
      // sst/si/r/rPr/strike
      if (xml.depth === 5 && this.#inRun && xml.localName() === 'strike')
        this.#strikesRun ||= isTrue(attributesOf(xml).get('val') ?? '1');
      if (xml.name === T) this.#inText = this.#inItem && (xml.depth === 3 || (xml.depth === 4 && this.#inRun));
    } else if (token === TEXT) {
      if (this.#inText) this.#text(xml);
    } else if (token === CLOSE) {
      if (this.#inText && xml.depth <= 3) this.#endOfT();
      if (this.#inItem && xml.depth === 1) this.#endItem();
    }
  }

  #beginItem(xml: XmlTokens): void {
    this.#inItem = xml.name === SI;
    if (!this.#inItem || !xml.takeOnlyChild(TEXT_IN_ITEM)) return;
    this.#text(xml);
    this.#endOfT();
    this.#strings.endText();
    this.#inItem = false;
  }

  #endItem(): void {
    this.#strings.endText();
    if (this.#strikesRun) this.#strings.strikeLast();
    this.#strikesRun = false;
  }

  /** Nearly every text is bytes that mean themselves: they are copied and never become a string here. */
  #text(xml: XmlTokens): void {
    if (this.#held === '' && isVerbatim(xml)) this.#strings.append(xml.buf, xml.start, xml.stop);
    else this.#held += textOf(xml);
  }

  #endOfT(): void {
    this.#inText = false;
    if (this.#held === '') return;
    const bytes = Buffer.from(unescapeXstring(this.#held), 'utf8');
    this.#strings.append(bytes, 0, bytes.length);
    this.#held = '';
  }
}
