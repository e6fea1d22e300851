/** The XML of Excel 2003 ("XML Spreadsheet", which hospital systems still write and call .xls), token by token. */

import { serialToDay } from '../../record/dates/calendar.ts';
import type { Cell } from '../../record/source-row.ts';
import { isoDateCell } from '../iso-date-cell.ts';
import { asShown } from '../number-format.ts';
import { type Attributes, localAttributes } from '../ods/attributes.ts';
import type { SourceLimits } from '../source.ts';
import type { SheetListener, StreamedDocument } from '../streamed/listener.ts';
import { damaged, tooLarge, XlsxFault } from '../xlsx/fault.ts';
import { MORE, OPEN, TEXT, XmlTokens } from '../xlsx/xml.ts';
import { maxTokenBytes } from '../xlsx/xml-part.ts';
import { textOf } from '../xlsx/xml-text.ts';
import type { Excel2003Styles } from './styles.ts';

const MAX_COLUMNS = 16_384;
const MAX_LINES = 1_048_576;

type Role = 'skip' | 'book' | 'styles' | 'style' | 'excel' | 'sheet' | 'options' | 'visible' | InTable;
type InTable = 'table' | 'row' | 'cell' | 'data';

export class Excel2003Document implements StreamedDocument {
  readonly #xml: XmlTokens;
  readonly #limits: SourceLimits;
  readonly #styles: Excel2003Styles;
  readonly #listener: SheetListener;
  readonly #roles: Role[] = ['skip'];
  #serials1904 = false;
  #visible = '';

  // the table
  #line = 0;
  /** Lines that the row covers besides its own. */
  #more = 0;
  /** For each column, as far as the sheet says so. */
  #columnStyles: (string | undefined)[] = [];

  // the row
  #row: Attributes = new Map();
  #cells: Cell[] = [];
  #struck: number[] = [];
  /** Where the next cell goes that does not say it. */
  #column = 0;

  // the cell
  #cell: Attributes = new Map();
  #type: string | undefined;
  #text = '';
  #strikes = 0;
  #hasStruck = false;

  constructor(styles: Excel2003Styles, limits: SourceLimits, listener: SheetListener) {
    this.#xml = new XmlTokens(maxTokenBytes(limits.maxCellChars));
    this.#limits = limits;
    this.#styles = styles;
    this.#listener = listener;
  }

  feed(chunk: Buffer): void {
    const xml = this.#xml;
    xml.feed(chunk);
    for (let token = xml.next(); token !== MORE; token = xml.next()) {
      if (token === OPEN) this.#roles[xml.depth] = this.#open(this.#roles[xml.depth - 1] ?? 'skip', xml.depth);
      else if (token !== TEXT) this.#close(this.#roles[xml.depth + 1] ?? 'skip', this.#roles[xml.depth] ?? 'skip');
      else if (this.#roles[xml.depth] === 'data') this.#addText();
      else if (this.#roles[xml.depth] === 'visible') this.#visible += textOf(xml);
    }
  }

  finish(): void {
    this.#xml.finish();
  }

  #open(parent: Role, depth: number): Role {
    const name = this.#xml.localName();
    if (depth === 1) {
      if (name !== 'Workbook') throw new XlsxFault('FILE_TYPE', 'another kind of XML', { type: 'XML' });
      return 'book';
    }
    switch (parent) {
      case 'book':
        if (name === 'Worksheet') return this.#beginSheet();
        return name === 'Styles' ? 'styles' : name === 'ExcelWorkbook' ? 'excel' : 'skip';
      case 'excel':
        this.#serials1904 ||= name === 'Date1904';
        return 'skip';
      case 'styles':
        if (name !== 'Style') return 'skip';
        this.#styles.begin(localAttributes(this.#xml));
        return 'style';
      case 'style':
        this.#styles.property(name, localAttributes(this.#xml));
        return 'skip';
      case 'sheet':
        return name === 'Table' ? 'table' : name === 'WorksheetOptions' ? 'options' : 'skip';
      case 'options':
        return name === 'Visible' ? 'visible' : 'skip';
      default:
        return this.#openInTable(parent, name);
    }
  }

  #openInTable(parent: Role, name: string): Role {
    switch (parent) {
      case 'table':
        if (name === 'Row') return this.#beginRow();
        if (name === 'Column') this.#addColumn(localAttributes(this.#xml));
        return 'skip';
      case 'row':
        return name === 'Cell' ? this.#beginCell() : 'skip';
      case 'cell':
        // A comment has data too, but within `Comment`.
        if (name !== 'Data') return 'skip';
        this.#type = localAttributes(this.#xml).get('Type') ?? 'String';
        return 'data';
      case 'data':
        // Runs of rich text are elements of HTML.
        if (name === 'S') this.#strikes += 1;
        else if (this.#strikes > 0) this.#strikes += 1;
        return 'data';
      default:
        return 'skip';
    }
  }

  #close(role: Role, parent: Role): void {
    if (role === 'data' && parent === 'data') this.#strikes = Math.max(0, this.#strikes - 1);
    else if (role === 'cell') this.#endCell();
    else if (role === 'row') this.#endRow();
    else if (role === 'visible' && /^\s*Sheet(?:Very)?Hidden\s*$/.test(this.#visible)) this.#listener.hidden();
  }

  #beginSheet(): Role {
    this.#line = 0;
    this.#more = 0;
    this.#visible = '';
    this.#columnStyles = [];
    this.#listener.sheet(localAttributes(this.#xml).get('Name') ?? '');
    return 'sheet';
  }

  #addColumn(attributes: Attributes): void {
    const styles = this.#columnStyles;
    const from = numberOf(attributes, 'Index') ?? styles.length + 1;
    const last = from + (numberOf(attributes, 'Span') ?? 0);
    if (from <= styles.length || last > MAX_COLUMNS) throw damaged('a column that is not where it can be');
    while (styles.length < from - 1) styles.push(undefined);
    while (styles.length < last) styles.push(attributes.get('StyleID'));
  }

  #beginRow(): Role {
    this.#row = localAttributes(this.#xml);
    const line = numberOf(this.#row, 'Index') ?? this.#line + this.#more + 1;
    if (line <= this.#line || line > MAX_LINES) throw damaged('a row that is not where it can be');
    this.#line = line;
    this.#more = numberOf(this.#row, 'Span') ?? 0;
    this.#cells = [];
    this.#struck = [];
    this.#column = 0;
    return 'row';
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    const hidden = this.#row.get('Hidden') === '1' || Number(this.#row.get('Height') ?? 1) === 0;
    this.#listener.row({ line: this.#line, times: 1, hidden, cells: this.#cells, struck: this.#struck });
  }

  #beginCell(): Role {
    this.#cell = localAttributes(this.#xml);
    this.#type = undefined;
    this.#text = '';
    this.#strikes = 0;
    this.#hasStruck = false;
    const column = (numberOf(this.#cell, 'Index') ?? this.#column + 1) - 1;
    if (column < this.#column || column >= MAX_COLUMNS) throw damaged('a cell that is not where it can be');
    this.#column = column;
    return 'cell';
  }

  #addText(): void {
    const piece = textOf(this.#xml);
    this.#text += piece;
    if (this.#strikes > 0 && piece.trim() !== '') this.#hasStruck = true;
    const { maxCellChars } = this.#limits;
    if (this.#text.length > maxCellChars) throw tooLarge('maxCellChars', maxCellChars, this.#line);
  }

  #endCell(): void {
    const column = this.#column;
    this.#column += 1 + (numberOf(this.#cell, 'MergeAcross') ?? 0);
    const style = this.#cell.get('StyleID') ?? this.#row.get('StyleID') ?? this.#columnStyles[column];
    const cell = this.#value(style);
    if (cell === '') return;
    const down = numberOf(this.#cell, 'MergeDown') ?? 0;
    if (down > 0) this.#listener.merged({ column, top: this.#line, bottom: this.#line + down });
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells.push(cell);
    if (this.#hasStruck || this.#styles.strikes(style)) this.#struck.push(column);
  }

  #value(style: string | undefined): Cell {
    if (this.#type === undefined) return this.#cell.has('Formula') ? { kind: 'uncalculated' } : '';
    const raw = this.#text.trim();
    switch (this.#type) {
      case 'Number': {
        if (raw === '') return '';
        if (!Number.isFinite(Number(raw))) return { kind: 'error', raw: '#NUM!' };
        const shown = this.#styles.dayOf(style);
        return shown
          ? { kind: 'date', raw, day: serialToDay(Number(raw), this.#serials1904), ...shown }
          : asShown({ kind: 'number', raw }, this.#styles.numberOf(style));
      }
      case 'DateTime':
        return raw === '' ? '' : isoDateCell(raw, this.#styles.dayOf(style)?.hides);
      case 'Boolean':
        return raw === '' ? '' : { kind: 'boolean', raw: raw === 'true' ? '1' : raw === 'false' ? '0' : raw };
      case 'Error':
        return raw === '' ? '' : { kind: 'error', raw };
      default:
        return this.#text;
    }
  }
}

/** A whole number of at most nine digits. @throws XlsxFault FILE_DAMAGED. */
function numberOf(attributes: Attributes, name: string): number | undefined {
  const text = attributes.get(name);
  if (text === undefined) return undefined;
  if (!/^\s*\d{1,9}\s*$/.test(text)) throw damaged('not a whole number');
  return Number(text);
}
