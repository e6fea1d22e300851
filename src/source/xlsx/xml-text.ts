/** From the bytes of a token to characters: entities, line ends, attributes (XML 1.0, 2.11, 3.3.3, 4.1, 4.6). */
import { damaged } from './fault.ts';
import type { XmlTokens } from './xml.ts';

const AMPERSAND = 0x26;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const UNDERSCORE = 0x5f;
const LETTER_X = 0x78;

/** The text of a TEXT token. @throws XlsxFault FILE_DAMAGED for an entity that XML does not know itself. */
export function textOf(xml: XmlTokens): string {
  const text = xml.buf.toString('utf8', xml.start, xml.stop);
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return xml.literal ? lines : expandEntities(lines);
}

/**
 * Whether the bytes of this TEXT token are the UTF-8 of what it means: no entity, no line end to turn, no escape of
 * Excel.
 */
export function isVerbatim(xml: XmlTokens): boolean {
  const { buf, start, stop } = xml;
  for (let i = start; i < stop; i++) {
    const byte = buf[i];
    if (byte === AMPERSAND || byte === CARRIAGE_RETURN || (byte === UNDERSCORE && buf[i + 1] === LETTER_X))
      return false;
  }
  return true;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One pass: what an entity yields is never looked at again. */
function expandEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]{2,4}))?(;?)/g, (_, decimal, hex, name, end) => {
    const char = end === '' ? undefined : name === undefined ? characterOf(decimal, hex) : NAMED[name];
    if (char === undefined) throw damaged('an entity that XML does not know');
    return char;
  });
}

function characterOf(decimal: string | undefined, hex: string | undefined): string | undefined {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const allowed =
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return allowed ? String.fromCodePoint(code) : undefined;
}

/**
 * What Excel writes for characters that XML cannot hold: `_x000D_` is a carriage return, `_x005F_` an underscore that
 * would otherwise begin such an escape (ST_Xstring, ECMA-376 part 1, 22.9.2.19).
 */
export function unescapeXstring(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Where an attribute is; one object for all, since a sheet has millions. */
export interface AttributeRange {
  nameStart: number;
  nameStop: number;
  valueStart: number;
  valueStop: number;
  /** Where the next one is to be looked for. */
  next: number;
}

/** Finds the attribute that begins at or after `at.next` and before `stop`; false where there is none. */
export function nextAttribute(buf: Buffer, at: AttributeRange, stop: number): boolean {
  let i = at.next;
  while (i < stop && (buf[i] as number) <= SPACE) i++;
  if (i >= stop) return false;
  at.nameStart = i;
  while (i < stop && buf[i] !== EQUALS && (buf[i] as number) > SPACE) i++;
  at.nameStop = i;
  while (i < stop && (buf[i] as number) <= SPACE) i++;
  if (buf[i] !== EQUALS || at.nameStop === at.nameStart) throw damaged('an attribute without a value');
  i++;
  while (i < stop && (buf[i] as number) <= SPACE) i++;
  const quote = buf[i];
  if (i >= stop || (quote !== QUOTE && quote !== APOSTROPHE)) throw damaged('an attribute without quotes');
  at.valueStart = ++i;
  while (i < stop && buf[i] !== quote) i++;
  if (i >= stop) throw damaged('an attribute that does not end');
  at.valueStop = i;
  at.next = i + 1;
  return true;
}

/** Whether the attribute that was found has this name, of ASCII letters. */
export function attributeIs(buf: Buffer, at: AttributeRange, name: string): boolean {
  if (at.nameStop - at.nameStart !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (buf[at.nameStart + i] !== name.charCodeAt(i)) return false;
  return true;
}

/** The value of the attribute that was found, as it is written. */
export function attributeValue(buf: Buffer, at: AttributeRange): string {
  return buf.toString('utf8', at.valueStart, at.valueStop);
}

/** All attributes of the element that OPEN just gave, names with their prefix. For the parts that are read once. */
export function attributesOf(xml: XmlTokens): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  const at: AttributeRange = { nameStart: 0, nameStop: 0, valueStart: 0, valueStop: 0, next: xml.start };
  while (nextAttribute(xml.buf, at, xml.stop)) {
    const value = xml.buf.toString('utf8', at.valueStart, at.valueStop).replace(/\r\n|[\t\n\r]/g, ' ');
    attributes.set(xml.buf.toString('utf8', at.nameStart, at.nameStop), expandEntities(value));
  }
  return attributes;
}

/** `true` as XML Schema writes it. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
