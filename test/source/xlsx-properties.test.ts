import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { DEFAULT_LIMITS } from '../../src/source/source.ts';
import { SharedStrings } from '../../src/source/xlsx/shared-strings.ts';
import { sheetRows } from '../../src/source/xlsx/sheet-rows.ts';
import { CLOSE, MORE, OPEN, type Token, XmlTokens } from '../../src/source/xlsx/xml.ts';
import { attributesOf, textOf } from '../../src/source/xlsx/xml-text.ts';
import { dateCell, numberCell, readWorkbook, readXlsx, save } from '../support/xlsx-reading.ts';
import { sharedStrings, styles, workbookParts, worksheet, type ZipPart, zipBytes } from '../support/xlsx-writer.ts';

/** Text that XML can hold, with a liking for what has to be escaped. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom('&', '<', '>', ']]>', '"', "'", '_x0041_', '_', ' ', '\n', '\t', 'é', '😀', '&amp;'),
      fc.string({ unit: 'grapheme' }),
    ),
  )
  .map((pieces) => pieces.join('').replaceAll(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
const xmlOf = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

describe('any text', () => {
  it('comes out as it went in, shared or in its cell', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 8 }), async (texts) => {
        const items = texts.map((text) => `<si><t xml:space="preserve">${xmlOf(text)}</t></si>`).join('');
        const shared = texts.map((_, i) => `<c t="s"><v>${i}</v></c>`).join('');
        const inline = texts.map((text) => `<c t="inlineStr"><is><t>${xmlOf(text)}</t></is></c>`).join('');
        const xml = worksheet(`<row>${shared}<c t="b"><v>1</v></c></row><row>${inline}<c t="b"><v>1</v></c></row>`);
        const [sheet] = await readWorkbook({ sheets: [{ name: 'Data', xml }], sharedStrings: sharedStrings(items) });
        const expected = [...texts, { kind: 'boolean', raw: '1' }];
        expect(sheet?.rows.map((row) => row.cells)).toEqual([expected, expected]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('tokens', () => {
  const document = Buffer.from(
    `<?xml version="1.0"?><!-- <a> --><x:a\n b='1>"' c = "é&amp;'"><e/><e  />t😀&lt;<![CDATA[<]] >&amp;]]>u<?p >?><!----></x:a >\n<!-- end -->`,
  );

  function tokens(pieces: readonly Buffer[]): unknown[] {
    const xml = new XmlTokens(1000);
    const found: unknown[] = [];
    let text = '';
    const take = (token: Token) => {
      if (token !== OPEN && token !== CLOSE) {
        text += textOf(xml);
        return;
      }
      if (text !== '') found.push(text);
      text = '';
      found.push(token === OPEN ? [xml.localName(), xml.depth, ...attributesOf(xml)] : xml.depth);
    };
    for (const piece of pieces) {
      xml.feed(piece);
      for (let token = xml.next(); token !== MORE; token = xml.next()) take(token);
    }
    xml.finish();
    return found;
  }

  const whole = [['a', 1, ['b', '1>"'], ['c', "é&'"]], ['e', 2], 1, ['e', 2], 1, 't😀<<]] >&amp;u', 0];
  it('are what the standard says', () => {
    expect(tokens([document])).toEqual(whole);
  });
  it('are the same wherever the bytes are cut', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(document.length), { maxLength: document.length }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), document.length];
        expect(tokens(places.slice(1).map((place, i) => document.subarray(places[i], place)))).toEqual(whole);
      }),
    );
    expect(tokens(Array.from(document, (byte) => Buffer.from([byte])))).toEqual(whole);
  });
});

describe('rows', () => {
  const xml = Buffer.from(
    worksheet(
      '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" s="1"><v>20163</v></c></row>\n<row hidden="1"><c t="str"><f>A1</f><v>é😀&amp;</v></c><c t="inlineStr"><is><t>x</t></is></c><c><v>7</v ></c><c t="s"><v/></c><c t="s"><v></v></c><c t="b"><v>1</v></c></row>',
    ),
  );
  const strings = new SharedStrings(100);
  for (const text of ['Budi', 'Siti']) {
    strings.append(Buffer.from(text), 0, text.length);
    strings.endText();
  }

  async function rows(pieces: readonly Buffer[]): Promise<unknown[]> {
    const context = { strings, styles: { days: [false, true] }, date1904: false, limits: DEFAULT_LIMITS };
    const found: unknown[] = [];
    for await (const batch of sheetRows(Readable.from(pieces), context)) found.push(...batch);
    return found;
  }

  const whole = [
    { line: 2, hidden: false, cells: ['Siti', '', dateCell('20163', '1955-03-15')] },
    { line: 3, hidden: true, cells: ['é😀&', 'x', numberCell('7'), '', '', { kind: 'boolean', raw: '1' }] },
  ];
  it('are the same wherever the bytes are cut', async () => {
    expect(await rows([xml])).toEqual(whole);
    for (let cut = 1; cut < xml.length; cut++)
      expect(await rows([xml.subarray(0, cut), xml.subarray(cut)])).toEqual(whole);
    expect(await rows(Array.from(xml, (byte) => Buffer.from([byte])))).toEqual(whole);
  });
});

describe('a file that was damaged by chance', () => {
  const parts = workbookParts({
    sheets: [
      {
        name: 'Data',
        xml: worksheet(
          '<row r="1" hidden="1" ht="0" customHeight="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>20163</v></c><c r="C1" t="inlineStr"><is><r><t>a</t></r></is></c></row><row r="2"><c r="A2" t="str"><f>A1</f><v>&amp;&#65;_x0041_</v></c><c r="D2" t="d"><v>1955-03-15</v></c></row>',
        ),
      },
    ],
    sharedStrings: sharedStrings('<si><t>3324015708450001</t></si><si><r><t>Siti</t></r></si>'),
    styles: styles([0, 14, 164], { 164: 'dd/mm/yyyy' }),
    properties: 'date1904="0"',
  });
  const good = zipBytes(parts);

  /** mulberry32: small, and the same on every machine. */
  function randomFrom(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
      state = (state + 0x6d2b79f5) | 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) % below;
    };
  }

  function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
    let result = Buffer.from(bytes);
    for (let times = 1 + random(3); times > 0; times--) {
      const at = random(result.length);
      const kind = random(5);
      if (kind === 0) result[at] = random(256);
      else if (kind === 1) result[at] = (result[at] ?? 0) ^ (1 << random(8));
      else if (kind === 2) result = result.subarray(0, at);
      else if (kind === 3) result = Buffer.concat([result.subarray(0, at), result.subarray(at + 1 + random(20))]);
      else
        result = Buffer.concat([result.subarray(0, at), result.subarray(random(result.length)), result.subarray(at)]);
      if (result.length === 0) return result;
    }
    return result;
  }

  /** Bytes of the zip, or of one part inside a zip that is whole: the latter gets past every checksum. */
  function mutated(seed: number): Buffer {
    const random = randomFrom(seed);
    if (random(3) === 0) return mutate(good, random);
    const victim = random(parts.length);
    return zipBytes(
      parts.map(
        (part, i): ZipPart => (i === victim ? { ...part, body: mutate(Buffer.from(part.body), random) } : part),
      ),
    );
  }

  it('is read, or refused with a reason, within seconds', async () => {
    const first = Date.now() % 2 ** 31;
    const until = performance.now() + 2000;
    let seed = first;
    let read = 0;
    for (; performance.now() < until; seed++) {
      const began = performance.now();
      const error = await readXlsx(save(mutated(seed))).then(
        () => void read++,
        (thrown: unknown) => thrown,
      );
      if (error !== undefined && !(error instanceof RunError))
        throw new Error(`seed ${seed}: not a known error`, { cause: error });
      expect(performance.now() - began, `seed ${seed} took too long`).toBeLessThan(5000);
    }
    console.info(`mutated xlsx files: seeds ${first} to ${seed - 1}, ${read} of ${seed - first} were read`);
    expect(seed - first).toBeGreaterThan(20);
  });
});
