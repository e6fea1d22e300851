/**
 * content.xml and styles.xml of an OpenDocument spreadsheet, token by token: which element is what by where it stands.
 * Comments, drawings, tracked changes and tables within cells are passed over: their texts are no text of the cell.
 */
import { LONGEST_GAP } from '../../record/sheet/far-cells.ts';
import type { Cell, CellNote } from '../../record/source-row.ts';
import type { SourceLimits } from '../source.ts';
import type { SheetListener, StreamedDocument } from '../streamed/listener.ts';
import { damaged, tooLarge } from '../xlsx/fault.ts';
import { MORE, OPEN, TEXT, XmlTokens } from '../xlsx/xml.ts';
import { maxTokenBytes } from '../xlsx/xml-part.ts';
import { textOf } from '../xlsx/xml-text.ts';
import { type Attributes, countOf, localAttributes } from './attributes.ts';
import { odsCell } from './cell.ts';
import { Paragraphs } from './paragraphs.ts';
import type { OdsStyles } from './styles.ts';

/** Columns A to XFD; what repeats beyond is the writer's way to say "to the end". */
const MAX_COLUMNS = 16_384;
type Role = 'skip' | 'root' | 'styles' | 'style' | 'date-style' | 'body' | 'spreadsheet' | 'calculation' | InTable;
type InTable = 'table' | 'columns' | 'rows' | 'row' | 'cell' | 'covered' | 'paragraph' | 'annotation' | 'note';

/** Within a paragraph, what is no text of it. */
const NO_TEXT = new Set([
  'note',
  'annotation',
  'ruby-text',
  'frame',
  'custom-shape',
  'line',
  'rect',
  'g',
  'object',
  'script',
]);
const ROW_GROUPS = new Set(['table-row-group', 'table-header-rows', 'table-rows']);
const COLUMN_GROUPS = new Set(['table-columns', 'table-column-group', 'table-header-columns']);
const ROOTS = new Set(['document', 'document-content', 'document-styles']);

export class OdsDocument implements StreamedDocument {
  /** Whether the document is a spreadsheet at all. */
  isSpreadsheet = false;
  readonly #xml: XmlTokens;
  readonly #limits: SourceLimits;
  readonly #styles: OdsStyles;
  readonly #listener: SheetListener;
  readonly #text: Paragraphs;
  /** What each open element is, and of a group or a span, whether it hides or strikes. */
  readonly #roles: Role[] = ['skip'];
  #serials1904 = false;
  #hiddenGroups = 0;
  readonly #groups: boolean[] = [];
  readonly #spans: boolean[] = [];

  // the table
  #line = 0;
  /** For each column, as far as the table says so. */
  #columnStyles: (string | undefined)[] = [];

  // the row
  #row: Attributes = new Map();
  #cells: Cell[] = [];
  #struck: number[] = [];
  #fills: (string | undefined)[] = [];
  #column = 0;

  #notes: CellNote[] = [];

  // the cell
  #note = '';
  #cell: Attributes = new Map();
  #strikes = false;

  constructor(styles: OdsStyles, limits: SourceLimits, listener: SheetListener) {
    this.#xml = new XmlTokens(maxTokenBytes(limits.maxCellChars));
    this.#limits = limits;
    this.#styles = styles;
    this.#listener = listener;
    this.#text = new Paragraphs(limits.maxCellChars);
  }

  feed(chunk: Buffer): void {
    const xml = this.#xml;
    xml.feed(chunk);
    for (let token = xml.next(); token !== MORE; token = xml.next()) {
      if (token === OPEN) this.#roles[xml.depth] = this.#open(this.#roles[xml.depth - 1] ?? 'skip', xml.depth);
      else if (token !== TEXT) this.#close(this.#roles[xml.depth + 1] ?? 'skip', this.#roles[xml.depth] ?? 'skip');
      else if (this.#roles[xml.depth] === 'paragraph') this.#addText();
      else if (this.#roles[xml.depth] === 'note') this.#addToNote(textOf(xml));
    }
  }

  finish(): void {
    this.#xml.finish();
  }

  #open(parent: Role, depth: number): Role {
    if (depth === 1) {
      if (!ROOTS.has(this.#xml.localName())) throw damaged('a part that should hold a document holds something else');
      return 'root';
    }
    if (parent === 'skip') return 'skip';
    const name = this.#xml.localName();
    switch (parent) {
      case 'root':
        if (name === 'body') return 'body';
        return name === 'automatic-styles' || name === 'styles' ? 'styles' : 'skip';
      case 'body':
        this.isSpreadsheet ||= name === 'spreadsheet';
        return name === 'spreadsheet' ? 'spreadsheet' : 'skip';
      case 'spreadsheet':
        if (name === 'table') return this.#beginTable();
        return name === 'calculation-settings' ? 'calculation' : 'skip';
      case 'calculation':
        if (name === 'null-date')
          this.#serials1904 = localAttributes(this.#xml).get('date-value')?.startsWith('1904') ?? false;
        return 'skip';
      case 'styles':
      case 'style':
      case 'date-style':
        return this.#openStyle(parent, name);
      default:
        return this.#openInTable(parent, name);
    }
  }

  #openStyle(parent: Role, name: string): Role {
    const styles = this.#styles;
    if (parent === 'date-style') styles.datePart(name);
    else if (parent === 'style') styles.property(name, localAttributes(this.#xml));
    else if (name === 'style') styles.begin(localAttributes(this.#xml));
    else if (name === 'default-style') styles.beginDefault(localAttributes(this.#xml));
    else if (name === 'date-style') styles.beginDate(localAttributes(this.#xml));
    else return 'skip';
    return parent !== 'styles' ? 'skip' : name === 'date-style' ? 'date-style' : 'style';
  }

  #openInTable(parent: Role, name: string): Role {
    switch (parent) {
      case 'table':
      case 'rows':
        if (name === 'table-row') return this.#beginRow();
        if (ROW_GROUPS.has(name)) return this.#beginGroup();
        return this.#openColumns(name);
      case 'columns':
        return this.#openColumns(name);
      case 'row':
        if (name === 'table-cell') return this.#beginCell();
        if (name !== 'covered-table-cell') return 'skip';
        this.#cell = localAttributes(this.#xml);
        return 'covered';
      case 'cell':
        if (name === 'annotation') return 'annotation';
        if (name !== 'p' && name !== 'h') return 'skip';
        this.#text.begin();
        this.#spans.push(false);
        return 'paragraph';
      case 'paragraph':
        return this.#openInParagraph(name);
      case 'annotation':
        // Its author and day are none of it.
        if (name !== 'p' && name !== 'h') return 'skip';
        this.#addToNote('\n');
        return 'note';
      case 'note':
        if (name === 's' || name === 'tab' || name === 'line-break') this.#addToNote(' ');
        return 'note';
      default:
        return 'skip';
    }
  }

  #openColumns(name: string): Role {
    if (COLUMN_GROUPS.has(name)) return 'columns';
    if (name !== 'table-column') return 'skip';
    const attributes = localAttributes(this.#xml);
    const styles = this.#columnStyles;
    const to = Math.min(MAX_COLUMNS, styles.length + countOf(attributes, 'number-columns-repeated'));
    while (styles.length < to) styles.push(attributes.get('default-cell-style-name'));
    return 'skip';
  }

  #openInParagraph(name: string): Role {
    if (NO_TEXT.has(name)) return 'skip';
    if (name === 's') this.#text.addLiteral(' ', countOf(localAttributes(this.#xml), 'c'), this.#line);
    else if (name === 'tab') this.#text.addLiteral('\t', 1, this.#line);
    else if (name === 'line-break') this.#text.addLiteral('\n', 1, this.#line);
    const strikes = name === 'span' && this.#styles.strikes('text', localAttributes(this.#xml).get('style-name'));
    this.#spans.push(strikes || this.#spans.at(-1) === true);
    return 'paragraph';
  }

  #addToNote(text: string): void {
    this.#note += text;
    const { maxCellChars } = this.#limits;
    if (this.#note.length > maxCellChars) throw tooLarge('maxCellChars', maxCellChars, this.#line);
  }

  #addText(): void {
    const characters = textOf(this.#xml);
    this.#text.add(characters, this.#line);
    if (this.#spans.at(-1) === true && characters.trim() !== '') this.#strikes = true;
  }

  #close(role: Role, parent: Role): void {
    if (role === 'paragraph') {
      this.#spans.pop();
      if (parent === 'cell') this.#text.end();
    } else if (role === 'cell') this.#endCell();
    else if (role === 'covered') this.#column += countOf(this.#cell, 'number-columns-repeated');
    else if (role === 'row') this.#endRow();
    else if (role === 'rows') this.#hiddenGroups -= this.#groups.pop() === true ? 1 : 0;
    else if (role === 'date-style') this.#styles.endDate();
  }

  #beginTable(): Role {
    const attributes = localAttributes(this.#xml);
    this.#line = 1;
    this.#columnStyles = [];
    this.#listener.sheet(attributes.get('name') ?? '');
    if (this.#styles.isHiddenSheet(attributes.get('style-name'))) this.#listener.hidden();
    return 'table';
  }

  /** Rows that an outline has folded away. */
  #beginGroup(): Role {
    const folded = localAttributes(this.#xml).get('display') === 'false';
    this.#groups.push(folded);
    this.#hiddenGroups += folded ? 1 : 0;
    return 'rows';
  }

  #beginRow(): Role {
    this.#row = localAttributes(this.#xml);
    this.#cells = [];
    this.#struck = [];
    this.#fills = [];
    this.#notes = [];
    this.#column = 0;
    return 'row';
  }

  /** `collapse` is hidden by a person, `filter` by a filter. */
  #endRow(): void {
    const times = countOf(this.#row, 'number-rows-repeated');
    const line = this.#line;
    this.#line += times;
    if (this.#cells.length === 0) return;
    const hidden = this.#hiddenGroups > 0 || (this.#row.get('visibility') ?? 'visible') !== 'visible';
    this.#listener.row({
      line,
      times,
      hidden,
      cells: this.#cells,
      struck: this.#struck,
      fills: this.#fills,
      notes: this.#notes,
    });
  }

  #beginCell(): Role {
    this.#cell = localAttributes(this.#xml);
    this.#strikes = false;
    this.#note = '';
    this.#text.clear();
    return 'cell';
  }

  /** A colour that repeats to the end of the sheet is no part of a list. */
  #takeFill(fill: string | undefined, from: number, times: number): void {
    if (fill === undefined) return;
    while (this.#fills.length < Math.min(from, LONGEST_GAP)) this.#fills.push(undefined);
    for (let column = from; column < Math.min(from + times, LONGEST_GAP); column++) this.#fills.push(fill);
  }

  #endCell(): void {
    const times = countOf(this.#cell, 'number-columns-repeated');
    const from = this.#column;
    this.#column += times;
    const style = this.#cell.get('style-name') ?? this.#row.get('default-cell-style-name') ?? this.#columnStyles[from];
    if (this.#note !== '') this.#notes.push({ column: from, text: this.#note.trim() });
    if (this.#styles.hasFills) this.#takeFill(this.#styles.fillOf(style), from, times);
    const cell = odsCell(this.#cell, this.#text.text, this.#styles.dateOf(style), this.#serials1904);
    const down = countOf(this.#cell, 'number-rows-spanned');
    if (cell === '' || from >= MAX_COLUMNS) return;
    if (down > 1) {
      this.#listener.merged({ column: from, top: this.#line, bottom: this.#line + down - 1 });
    }
    if (typeof cell === 'string' && cell.length > this.#limits.maxCellChars)
      throw tooLarge('maxCellChars', this.#limits.maxCellChars, this.#line);
    const strikes = this.#strikes || this.#styles.strikes('table-cell', style);
    while (this.#cells.length < from) this.#cells.push('');
    for (let column = from; column < Math.min(from + times, MAX_COLUMNS); column++) {
      this.#cells.push(cell);
      if (strikes) this.#struck.push(column);
    }
  }
}
