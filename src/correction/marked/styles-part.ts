/**
 * styles.xml with the looks that marking needs: for each style of the workbook that a marked cell has, a copy of it
 * with our fill, as text, or both; so a date keeps its border and a name its font. Nothing that is there is changed, so
 * that every other cell looks as before.
 */
import type { Severity } from '../../record/problems.ts';
import { FILL_COLOURS, GREY } from '../../workbook/look.ts';
import {
  attributeOf,
  childrenOf,
  Edits,
  type Element,
  elementsIn,
  openingTag,
  prefixOf,
  rootOf,
  withAttribute,
} from '../../workbook/markup.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';

/** How a copy differs from its original. */
export interface Look {
  /** `none` takes a fill of ours away, left from an earlier correction. */
  readonly fill?: Severity | 'none';
  /** Whatever is typed into the cell stays text. */
  readonly text?: boolean;
  /** It can be typed into although the sheet is protected. */
  readonly unlocked?: boolean;
  /** Its text begins at the top of the row. */
  readonly top?: boolean;
}

/** A look of our own, made from the workbook's ordinary one. */
export interface OwnLook {
  readonly font?: 'bold' | 'title';
  readonly fill?: Severity | 'grey';
  readonly wrap?: boolean;
  /** Whatever is typed into the cell stays text. */
  readonly text?: boolean;
  /** It can be typed into although the sheet is protected. */
  readonly unlocked?: boolean;
}

/** Excel's format for text (ECMA-376 part 1, 18.8.30). */
const TEXT_FORMAT = '49';
/** Excel ends at about 64,000. */
const MOST_STYLES = 60_000;
const FILLS = ['error', 'hold', 'warning', 'grey'] as const;
const FONTS = ['bold', 'title'] as const;

export class StylesPart {
  readonly #xml: string;
  readonly #root: Element;
  readonly #lists: ReadonlyMap<string, Element>;
  readonly #styles: readonly string[];
  readonly #fillCount: number;
  readonly #fontCount: number;
  /** Fills that an earlier correction gave. */
  readonly #ours: ReadonlySet<string>;
  readonly #added: string[] = [];
  readonly #known = new Map<string, number>();

  /** @throws NotMarkable. */
  constructor(xml: string) {
    this.#xml = xml;
    const root = rootOf(xml);
    if (!root) throw new NotMarkable('no styles');
    this.#root = root;
    this.#lists = new Map(childrenOf(xml, root).map((list) => [list.name, list]));
    const fills = childrenOf(xml, this.#list('fills'));
    this.#fillCount = fills.length;
    this.#fontCount = childrenOf(xml, this.#list('fonts')).length;
    this.#ours = new Set(
      fills.flatMap((fill, index) => (isOurs(xml.slice(fill.from, fill.to)) ? [String(index)] : [])),
    );
    this.#styles = childrenOf(xml, this.#list('cellXfs')).map(({ from, to }) => xml.slice(from, to));
    if (this.#styles.length === 0 || this.#fontCount === 0 || this.#styles.length > MOST_STYLES)
      throw new NotMarkable('styles');
  }

  /** Whether a style has a fill of ours. */
  isMarked(style: number): boolean {
    return this.#ours.size > 0 && this.#ours.has(this.#attribute(style, 'fillId') ?? '');
  }

  /** The number of the style that differs from this one so. */
  like(style: number, { fill, text, unlocked, top }: Look): number {
    const key = `${style} ${fill ?? ''} ${text ?? ''} ${unlocked ?? ''} ${top ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const changes: [string, string][] = [];
    if (fill) changes.push(['fillId', fill === 'none' ? '0' : this.#fillId(fill)], ['applyFill', '1']);
    if (text && this.#attribute(style, 'numFmtId') !== TEXT_FORMAT)
      changes.push(['numFmtId', TEXT_FORMAT], ['applyNumberFormat', '1']);
    if (unlocked) changes.push(['applyProtection', '1']);
    if (top) changes.push(['applyAlignment', '1']);
    const parts = {
      ...(unlocked ? { protection: { locked: '0' } } : {}),
      ...(top ? { alignment: { vertical: 'top' } } : {}),
    };
    const index =
      changes.length === 0 ? style : this.#add(changed(this.#style(style), changes, parts, prefixOf(this.#root)));
    this.#known.set(key, index);
    return index;
  }

  own(look: OwnLook): number {
    const key = JSON.stringify(look);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const { font, fill, wrap, text, unlocked } = look;
    const p = prefixOf(this.#root);
    const fontId = font ? this.#fontCount + FONTS.indexOf(font) : 0;
    const fillId = fill ? this.#fillId(fill) : '0';
    const alignment = `<${p}alignment horizontal="left" vertical="top"${wrap ? ' wrapText="1"' : ''}/>`;
    const protection = unlocked ? `<${p}protection locked="0"/>` : '';
    const flags = `${text ? 'applyNumberFormat="1" ' : ''}applyFont="1" applyFill="1" applyAlignment="1"${unlocked ? ' applyProtection="1"' : ''}`;
    const index = this.#add(
      `<${p}xf numFmtId="${text ? TEXT_FORMAT : 0}" fontId="${fontId}" fillId="${fillId}" borderId="0" xfId="0" ${flags}>${alignment}${protection}</${p}xf>`,
    );
    this.#known.set(key, index);
    return index;
  }

  /** The whole part. */
  written(): string {
    const xml = this.#xml;
    const p = prefixOf(this.#root);
    const edits = new Edits();
    const fills = FILLS.map((name) => {
      const colour = name === 'grey' ? GREY : FILL_COLOURS[name];
      return `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${colour}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`;
    });
    this.#extend(
      edits,
      'fonts',
      FONTS.map((font) => this.#font(font, p)),
    );
    this.#extend(edits, 'fills', fills);
    this.#extend(edits, 'cellXfs', this.#added);
    return edits.applyTo(xml);
  }

  #extend(edits: Edits, name: string, added: readonly string[]): void {
    const list = this.#list(name);
    const count = childrenOf(this.#xml, list).length + added.length;
    edits.setAttributes(list, withAttribute(list.attributes, 'count', count));
    edits.append(list, added.join(''));
  }

  /** The ordinary font of the workbook, bold; the title larger. */
  #font(font: (typeof FONTS)[number], p: string): string {
    const xml = this.#xml;
    const [first] = childrenOf(xml, this.#list('fonts'));
    const parts = (first ? childrenOf(xml, first) : []).filter(({ name }) => name !== 'b');
    const written = parts.map((part) =>
      part.name === 'sz' && font === 'title' ? `<${p}sz val="14"/>` : xml.slice(part.from, part.to),
    );
    return `<${p}font><${p}b/>${written.join('')}</${p}font>`;
  }

  #fillId(fill: (typeof FILLS)[number]): string {
    return String(this.#fillCount + FILLS.indexOf(fill));
  }

  #add(style: string): number {
    this.#added.push(style);
    return this.#styles.length + this.#added.length - 1;
  }

  #attribute(style: number, name: string): string | undefined {
    return attributeOf(/^<[^>]*/.exec(this.#style(style))?.[0] ?? '', name);
  }

  /** One of the workbook's, or one that was added. A cell with a style that is not there looks like an ordinary one. */
  #style(index: number): string {
    return this.#styles[index] ?? this.#added[index - this.#styles.length] ?? this.#styles[0] ?? '';
  }

  #list(name: string): Element {
    const list = this.#lists.get(name);
    if (!list) throw new NotMarkable(`no ${name} in the styles`);
    return list;
  }
}

/**
 * What a style holds beside its attributes, in the order that the standard asks for (ECMA-376 part 1, 18.8.45), and
 * what is set of each.
 */
type StyleParts = Partial<Record<'alignment' | 'protection', Readonly<Record<string, string>>>>;
const PARTS = ['alignment', 'protection'] as const;

function changed(style: string, changes: readonly (readonly [string, string])[], set: StyleParts, p: string): string {
  const [xf] = elementsIn(style);
  if (!xf) throw new NotMarkable('a style that is none');
  const all = changes.reduce((before, [key, value]) => withAttribute(before, key, value), xf.attributes);
  if (PARTS.every((name) => set[name] === undefined)) return openingTag(xf, all) + style.slice(xf.inner);
  const there = childrenOf(style, xf);
  const written = PARTS.map((name) => {
    const part = there.find((each) => each.name === name);
    const now = Object.entries(set[name] ?? {}).reduce(
      (before, [key, value]) => withAttribute(before, key, value),
      part?.attributes ?? '',
    );
    return now === '' ? '' : `<${p}${name}${now}/>`;
  });
  const others = there
    .filter(({ name }) => !PARTS.some((each) => each === name))
    .map(({ from, to }) => style.slice(from, to));
  return `<${xf.tag}${all}>${written.join('')}${others.join('')}</${xf.tag}>`;
}

function isOurs(fill: string): boolean {
  if (!/patternType\s*=\s*["']solid/.test(fill)) return false;
  const attributes = /<(?:[\w.-]+:)?fgColor(\s[^<>]*)/.exec(fill)?.[1] ?? '';
  const colour = attributeOf(attributes, 'rgb')?.toUpperCase();
  return Object.values(FILL_COLOURS).some((ours) => ours === colour);
}
