/** Styles of the XML of Excel 2003: which show a number as a day, and which strike their text through. */
import type { HiddenPart } from '../../record/source-row.ts';
import { type ShownNumber, shownNumber } from '../number-format.ts';
import type { Attributes } from '../ods/attributes.ts';
import { hiddenPart, isDayFormat } from '../xlsx/date-format.ts';

interface Style {
  readonly parent: string | undefined;
  format?: string | undefined;
  strikes?: boolean;
}

export interface ShownDay {
  readonly hides?: HiddenPart;
}

/** Formats that have a name instead of a code (XML Spreadsheet Reference, ss:NumberFormat). */
const NAMED_DAYS = new Set(['General Date', 'Long Date', 'Medium Date', 'Short Date']);
const NAMED_OTHERS = new Set(
  'General|General Number|Fixed|Standard|Percent|Scientific|Currency|Euro Currency|Long Time|Medium Time|Short Time|Yes/No|True/False|On/Off'.split(
    '|',
  ),
);
/** What a cell has that names none. */
const DEFAULT = 'Default';
const MOST_PARENTS = 32;

export class Excel2003Styles {
  readonly #styles = new Map<string, Style>();
  #open: Style = { parent: undefined };

  /** `Style`, whose properties follow. */
  begin(attributes: Attributes): void {
    this.#open = { parent: attributes.get('Parent') };
    this.#styles.set(attributes.get('ID') ?? '', this.#open);
  }

  /** An element within `Style`. */
  property(name: string, attributes: Attributes): void {
    if (name === 'NumberFormat') this.#open.format = attributes.get('Format');
    if (name === 'Font' && attributes.has('StrikeThrough'))
      this.#open.strikes = attributes.get('StrikeThrough') === '1';
  }

  strikes(style: string | undefined): boolean {
    return this.#inherited(style, ({ strikes }) => strikes) === true;
  }

  /** Undefined where the style shows no day. */
  dayOf(style: string | undefined): ShownDay | undefined {
    const format = this.#inherited(style, (one) => one.format);
    if (format === undefined || NAMED_OTHERS.has(format)) return undefined;
    if (NAMED_DAYS.has(format)) return {};
    if (!isDayFormat(format)) return undefined;
    const hides = hiddenPart(format);
    return hides === undefined ? {} : { hides };
  }

  /** What the style shows of a number besides its digits; undefined where it is nothing. */
  numberOf(style: string | undefined): ShownNumber | undefined {
    const format = this.#inherited(style, (one) => one.format);
    return format === undefined || NAMED_OTHERS.has(format) || NAMED_DAYS.has(format) ? undefined : shownNumber(format);
  }

  #inherited<T>(name: string | undefined, look: (style: Style) => T | undefined): T | undefined {
    let style = this.#styles.get(name ?? DEFAULT);
    for (let step = 0; style !== undefined && step < MOST_PARENTS; step++) {
      const found = look(style);
      if (found !== undefined) return found;
      style = style.parent === undefined ? undefined : this.#styles.get(style.parent);
    }
    return undefined;
  }
}
