/**
 * What styles of OpenDocument mean for values: which sheets are hidden, what text is struck through, and which part of
 * a date is not shown.
 */
import type { HiddenPart } from '../../record/source-row.ts';
import type { Attributes } from './attributes.ts';

/** Of a cell, when its number is a day: what the style shows of it. */
export interface DateStyle {
  readonly isDay: boolean;
  readonly hides?: HiddenPart;
}

interface Style {
  readonly parent?: string | undefined;
  readonly data?: string | undefined;
  strikes?: boolean;
  display?: boolean;
  fill?: string;
}

/** Styles inherit (OpenDocument 1.3 part 3, 16.2); a chain that is longer is a circle. */
const MOST_PARENTS = 32;

/** The styles of a document. Those that are added later replace others of their name, as automatic styles do. */
export class OdsStyles {
  /** By family and name. */
  readonly #styles = new Map<string, Style>();
  readonly #dates = new Map<string, DateStyle>();
  /** Whether a cell may have a colour. */
  hasFills = false;
  #open: Style = {};
  #openDate = { name: '', shown: new Set<string>() };

  /** `style:style`, whose properties follow. */
  begin(attributes: Attributes): void {
    this.#open = { parent: attributes.get('parent-style-name'), data: attributes.get('data-style-name') };
    this.#styles.set(`${attributes.get('family')} ${attributes.get('name')}`, this.#open);
  }

  /** `style:default-style`, from which all of a family inherit. */
  beginDefault(attributes: Attributes): void {
    this.#open = {};
    this.#styles.set(`${attributes.get('family')} `, this.#open);
  }

  /** An element within `style:style`. */
  property(name: string, attributes: Attributes): void {
    if (name === 'table-properties' && attributes.has('display'))
      this.#open.display = attributes.get('display') !== 'false';
    if (name === 'table-cell-properties' && attributes.has('background-color')) {
      this.#open.fill = fillOf(attributes.get('background-color') ?? '');
      this.hasFills ||= this.#open.fill !== '';
    }
    if (name !== 'text-properties') return;
    const line = attributes.get('text-line-through-style') ?? attributes.get('text-line-through-type');
    if (line !== undefined) this.#open.strikes = line !== 'none';
  }

  /** `number:date-style`, whose parts follow. */
  beginDate(attributes: Attributes): void {
    this.#openDate = { name: attributes.get('name') ?? '', shown: new Set() };
  }

  /** An element within `number:date-style`: `day`, `month`, `year`, `hours` … */
  datePart(name: string): void {
    this.#openDate.shown.add(name);
  }

  endDate(): void {
    const { name, shown } = this.#openDate;
    const isDay = ['day', 'month', 'year', 'era'].some((part) => shown.has(part));
    const hides = !isDay ? undefined : !shown.has('day') ? 'day' : shown.has('year') ? undefined : 'year';
    this.#dates.set(name, { isDay, ...(hides ? { hides } : {}) });
  }

  isHiddenSheet(name: string | undefined): boolean {
    return this.#inherited('table', name, ({ display }) => display) === false;
  }

  strikes(family: 'table-cell' | 'text', name: string | undefined): boolean {
    return this.#inherited(family, name, ({ strikes }) => strikes) === true;
  }

  /** `RRGGBB`; undefined for a cell that looks empty. */
  fillOf(cellStyle: string | undefined): string | undefined {
    return (this.hasFills && this.#inherited('table-cell', cellStyle, ({ fill }) => fill)) || undefined;
  }

  /** Undefined where the style shows no date. */
  dateOf(cellStyle: string | undefined): DateStyle | undefined {
    const data = this.#inherited('table-cell', cellStyle, (style) => style.data);
    return data === undefined ? undefined : this.#dates.get(data);
  }

  #inherited<T>(family: string, name: string | undefined, look: (style: Style) => T | undefined): T | undefined {
    let style = name === undefined ? undefined : this.#styles.get(`${family} ${name}`);
    for (let step = 0; style !== undefined && step < MOST_PARENTS; step++) {
      const found = look(style);
      if (found !== undefined) return found;
      style = this.#styles.get(`${family} ${style.parent ?? ''}`);
    }
    return undefined;
  }
}

/** '' for a cell that is transparent or white. */
function fillOf(colour: string): string {
  const [, rgb = ''] = /^#([\da-f]{6})$/i.exec(colour.trim()) ?? [];
  return rgb.toUpperCase() === 'FFFFFF' ? '' : rgb.toUpperCase();
}
