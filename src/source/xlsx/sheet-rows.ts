/** A worksheet part into source rows: worksheet/sheetData/row/c/(v | f | is), everything else passed over. */
import { LONGEST_GAP } from '../../record/sheet/far-cells.ts';
import type { Cell, FarCell, SourceRow } from '../../record/source-row.ts';
import { asShown } from '../number-format.ts';
import type { SourceLimits } from '../source.ts';
import { columnOf, wholeNumber } from './cell-place.ts';
import { type CellType, cellOf, cellTypeOf, INLINE, NUMBER, SHARED } from './cell-value.ts';
import { damaged, tooLarge } from './fault.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { CellStyles } from './styles.ts';
import { MORE, OPEN, TEXT, XmlTokens } from './xml.ts';
import { onlyChild, packedName } from './xml-bytes.ts';
import { maxTokenBytes, requireRoot } from './xml-part.ts';
import {
  type AttributeRange,
  attributeIs,
  attributesOf,
  attributeValue,
  isTrue,
  nextAttribute,
  textOf,
} from './xml-text.ts';

const ROW = packedName('row');
const C = packedName('c');
const V = packedName('v');
const F = packedName('f');
const IS = packedName('is');
const R = packedName('r');
const T = packedName('t');

const VALUE_IN_CELL = onlyChild('c', 'v');

const LETTER_R = 0x72;
const LETTER_S = 0x73;
const LETTER_T = 0x74;

/** Measured: between 100 and 2,000 the number makes no difference that shows. */
const ROWS_AT_A_TIME = 500;

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: SharedStrings;
  readonly styles: CellStyles;
  readonly date1904: boolean;
  readonly limits: SourceLimits;
  /** Rows have the colours of their cells; that costs every cell something. */
  readonly withFills?: boolean;
}

/**
 * The rows of a sheet that hold anything, in file order. Rows and cells without `r` follow the one before. A row or
 * cell that does not come after the one before it is damage, as it is to Excel: whose cell it is cannot be known.
 * @throws XlsxFault while iterating.
 */
export async function* sheetRows(
  chunks: AsyncIterable<Buffer>,
  context: SheetContext,
): AsyncGenerator<readonly SourceRow[]> {
  const xml = new XmlTokens(maxTokenBytes(context.limits.maxCellChars));
  const reader = new SheetReader(xml, context);
  for await (const chunk of chunks) {
    xml.feed(chunk);
    reader.read();
    yield* reader.full.splice(0);
  }
  xml.finish();
  if (reader.rows.length > 0) yield reader.rows;
}

/** The whole rows among these bytes, which may end anywhere. @throws XlsxFault. */
export function rowsAmong(bytes: Buffer, context: SheetContext): readonly SourceRow[] {
  const xml = new XmlTokens(maxTokenBytes(context.limits.maxCellChars));
  const reader = new SheetReader(xml, context);
  for (let at = 0; at < bytes.length; at += PIECE) {
    xml.feed(bytes.subarray(at, at + PIECE));
    reader.read();
  }
  return [...reader.full.flat(), ...reader.rows];
}

/** Bytes given to the tokenizer at a time. */
const PIECE = 2 ** 16;

class SheetReader {
  /** Batches that are complete. */
  readonly full: SourceRow[][] = [];
  rows: SourceRow[] = [];
  readonly #xml: XmlTokens;
  readonly #context: SheetContext;
  /** Nearly no workbook strikes anything through. */
  readonly #mayStrike: boolean;
  /** By cell style; undefined where nobody asks for colours. */
  readonly #fillOf: readonly (string | undefined)[] | undefined;
  readonly #at: AttributeRange = { nameStart: 0, nameStop: 0, valueStart: 0, valueStop: 0, next: 0 };
  #rowsSeen = 0;

  // where we are
  #inData = false;
  #inRow = false;
  #inCell = false;
  #inInline = false;
  #inRun = false;
  #inText = false;

  // the row
  #line = 0;
  #hidden = false;
  #cells: Cell[] = [];
  #far: FarCell[] = [];
  #column = -1;
  #struck: number[] = [];
  #fills: (string | undefined)[] = [];

  // the cell
  #type: CellType = NUMBER;
  #style = 0;
  #hasFormula = false;
  #hasInline = false;
  #strikesRun = false;
  #text = '';
  /** Number of the shared string; -1 where there is no `<v>`. */
  #shared = -1;

  constructor(xml: XmlTokens, context: SheetContext) {
    this.#xml = xml;
    this.#context = context;
    this.#mayStrike = context.styles.struck !== undefined || context.strings.strikesAny;
    this.#fillOf = context.withFills ? context.styles.fills : undefined;
  }

  /** Reads whatever whole tokens there are. */
  read(): void {
    const xml = this.#xml;
    for (let token = xml.next(); token !== MORE; token = xml.next()) {
      if (token === TEXT) {
        if (this.#inText) this.#takeText();
      } else if (token === OPEN) {
        this.#open(xml.depth, xml.name);
      } else {
        this.#close(xml.depth);
      }
    }
  }

  #open(depth: number, name: number): void {
    if (depth === 5) {
      if (!this.#inCell) return;
      if (name === V) this.#inText = !this.#hasInline;
      else if (name === F) this.#hasFormula = true;
      else if (name === IS) this.#beginInline();
    } else if (depth === 4) {
      if (this.#inRow && name === C) this.#beginCell();
    } else if (depth === 3) {
      if (this.#inData && name === ROW) this.#beginRow();
    } else if (depth === 6) {
      if (!this.#inInline) return;
      this.#inText = name === T;
      this.#inRun = name === R;
    } else if (depth === 7) {
      // The text of a phonetic reading stands at this depth too, but in <rPh>, not in <r>.
      this.#inText = this.#inInline && this.#inRun && name === T;
    } else if (depth === 8) {
      // c/is/r/rPr/strike
      if (this.#inRun && this.#xml.localName() === 'strike')
        this.#strikesRun ||= isTrue(attributesOf(this.#xml).get('val') ?? '1');
    } else if (depth === 1) {
      requireRoot(this.#xml, 'worksheet');
    } else if (depth === 2) {
      this.#inData = this.#xml.localName() === 'sheetData';
    }
  }

  /** @param depth Of the parent of what closes. */
  #close(depth: number): void {
    if (depth === 4) {
      this.#inText = false;
      this.#inInline = false;
    } else if (depth === 3) {
      if (this.#inCell) this.#endCell();
    } else if (depth === 2) {
      if (this.#inRow) this.#endRow();
    } else if (depth === 1) {
      this.#inData = false;
    } else {
      this.#inText = false;
      if (depth === 5) this.#inRun = false;
    }
  }

  #beginRow(): void {
    if (++this.#rowsSeen > this.#context.limits.maxRows) throw tooLarge('maxRows', this.#context.limits.maxRows);
    const { buf, start, stop } = this.#xml;
    const at = this.#at;
    let line = this.#line + 1;
    let hidden = false;
    let height = 1;
    let customHeight = false;
    at.next = start;
    // No strings are made but for the few attributes that are needed: a row has eight, and `spans` is none of them.
    while (nextAttribute(buf, at, stop)) {
      const length = at.nameStop - at.nameStart;
      if (length === 1 && buf[at.nameStart] === LETTER_R) line = wholeNumber(buf, at.valueStart, at.valueStop);
      else if (length === 6 && attributeIs(buf, at, 'hidden')) hidden = isTrue(attributeValue(buf, at));
      else if (length === 2 && attributeIs(buf, at, 'ht')) height = Number(attributeValue(buf, at));
      else if (length === 12 && attributeIs(buf, at, 'customHeight')) customHeight = isTrue(attributeValue(buf, at));
    }
    if (line <= this.#line) throw damaged('rows out of order');
    this.#line = line;
    this.#hidden = hidden || (customHeight && height === 0);
    this.#cells = [];
    if (this.#far.length > 0) this.#far = [];
    this.#column = -1;
    this.#inRow = true;
  }

  #endRow(): void {
    this.#inRow = false;
    const fills = this.#fills;
    if (fills.length > 0) this.#fills = [];
    if (this.#cells.length === 0 && this.#far.length === 0) return;
    const near = { line: this.#line, hidden: this.#hidden, cells: this.#cells };
    const coloured = fills.length > 0 ? { ...near, fills } : near;
    const row = this.#far.length > 0 ? { ...coloured, far: this.#far } : coloured;
    this.rows.push(this.#struck.length > 0 ? { ...row, struck: this.#struck.splice(0) } : row);
    if (this.rows.length < ROWS_AT_A_TIME) return;
    this.full.push(this.rows);
    this.rows = [];
  }

  #beginCell(): void {
    const { buf, start, stop } = this.#xml;
    const at = this.#at;
    let column = this.#column + 1;
    this.#type = NUMBER;
    this.#style = 0;
    this.#hasFormula = false;
    this.#hasInline = false;
    this.#strikesRun = false;
    this.#text = '';
    this.#shared = -1;
    this.#inCell = true;
    at.next = start;
    while (nextAttribute(buf, at, stop)) {
      if (at.nameStop - at.nameStart !== 1) continue;
      const name = buf[at.nameStart];
      if (name === LETTER_R) column = columnOf(buf, at.valueStart, at.valueStop);
      else if (name === LETTER_T) this.#type = cellTypeOf(buf, at.valueStart, at.valueStop);
      else if (name === LETTER_S && at.valueStop > at.valueStart)
        this.#style = wholeNumber(buf, at.valueStart, at.valueStop);
    }
    if (column <= this.#column) throw damaged('cells out of order');
    this.#column = column;
    if (this.#xml.takeOnlyChild(VALUE_IN_CELL)) {
      if (this.#xml.start < this.#xml.stop) this.#takeText();
      this.#endCell();
    }
  }

  /**
   * Some programs write a value beside the text that a cell holds in itself: Excel shows the text, and elsewhere the
   * value.
   */
  #beginInline(): void {
    if (this.#type !== INLINE && (this.#text !== '' || this.#shared >= 0)) return;
    this.#type = INLINE;
    this.#text = '';
    this.#hasInline = true;
    this.#inInline = true;
  }

  #endCell(): void {
    this.#inCell = false;
    if (this.#fillOf !== undefined) this.#takeFill(this.#fillOf[this.#style]);
    const cell = this.#type === SHARED ? this.#sharedText() : this.#value();
    if (cell === '') return;
    const cells = this.#cells;
    if (this.#column - cells.length > LONGEST_GAP) this.#far.push({ column: this.#column, cell });
    else {
      while (cells.length < this.#column) cells.push('');
      cells.push(cell);
    }
    if ((this.#mayStrike || this.#strikesRun) && this.#isStruck()) this.#struck.push(this.#column);
  }

  /** A colour in a column far away is no part of a list. */
  #takeFill(fill: string | undefined): void {
    if (fill === undefined || this.#column > LONGEST_GAP) return;
    const fills = this.#fills;
    while (fills.length < this.#column) fills.push(undefined);
    fills.push(fill);
  }

  #isStruck(): boolean {
    const { styles, strings } = this.#context;
    return (
      styles.struck?.[this.#style] === true || this.#strikesRun || (this.#shared >= 0 && strings.isStruck(this.#shared))
    );
  }

  #sharedText(): string {
    // `<c t="s"/>` is an empty cell; to take it for string 0 would give this person another's NIK.
    if (this.#shared < 0) return '';
    const text = this.#context.strings.get(this.#shared);
    if (text === undefined) throw damaged('a shared string that is not there');
    return text;
  }

  #value(): Cell {
    const { styles, date1904 } = this.#context;
    const cell = cellOf(this.#type, this.#text, this.#hasFormula, styles.days[this.#style] === true, date1904);
    if (typeof cell !== 'object') return cell;
    if (cell.kind === 'number') return asShown(cell, styles.shown?.[this.#style]);
    const hides = styles.hides?.[this.#style];
    return hides !== undefined && cell.kind === 'date' ? { ...cell, hides } : cell;
  }

  #takeText(): void {
    const xml = this.#xml;
    if (this.#type === SHARED) {
      if (this.#shared >= 0) throw damaged('the number of a shared string in two pieces');
      this.#shared = wholeNumber(xml.buf, xml.start, xml.stop);
      return;
    }
    const piece = textOf(xml);
    this.#text = this.#text === '' ? piece : this.#text + piece;
    const { maxCellChars } = this.#context.limits;
    if (this.#text.length > maxCellChars) throw tooLarge('maxCellChars', maxCellChars, this.#line);
  }
}
