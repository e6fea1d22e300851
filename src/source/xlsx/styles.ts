/**
 * styles.xml, for the few things that are needed of it: which cell styles show a number as a day, which strike their
 * text through, and their colours.
 */
import type { HiddenPart } from '../../record/source-row.ts';
import { type ShownNumber, shownNumber } from '../number-format.ts';
import { readTheme } from './colours.ts';
import { builtInHiddenPart, hiddenPart, isBuiltInDayFormat, isDayFormat } from './date-format.ts';
import { Fills } from './fills.ts';
import { OPEN } from './xml.ts';
import { readPart } from './xml-part.ts';
import { attributesOf, isTrue } from './xml-text.ts';
import type { Zip } from './zip.ts';

/** For each cell style (the `s` of a cell, an index into `cellXfs`): whether it shows a day. */
export type DayStyles = readonly boolean[];

/** What the styles of cells mean for their values. */
export interface CellStyles {
  readonly days: DayStyles;
  /**
   * For each cell style that shows a day: what of it is not shown. Undefined where no style hides anything, which is
   * nearly always.
   */
  readonly hides?: readonly (HiddenPart | undefined)[];
  /**
   * For each cell style: what it shows of a number besides its digits. Undefined where none does, which is nearly
   * always.
   */
  readonly shown?: readonly (ShownNumber | undefined)[];
  /** For each cell style: whether its font is struck through. Undefined where none is. */
  readonly struck?: readonly boolean[];
  /** For each cell style: its fill colour. Undefined where none has one. */
  readonly fills?: readonly (string | undefined)[];
}

/**
 * For each cell style whether it shows a whole day. Where it hides a part, the number is not to be written as a day:
 * nobody has typed that day.
 * @throws XlsxFault FILE_DAMAGED.
 */
export async function readDayStyles(zip: Zip, part: string, maxCellChars: number): Promise<DayStyles> {
  const { days, hides } = await readCellStyles(zip, part, maxCellChars);
  return hides ? days.map((isDay, style) => isDay && hides[style] === undefined) : days;
}

/** Reads the styles part. `theme`: the part of the theme, if there is one. @throws XlsxFault FILE_DAMAGED. */
export async function readCellStyles(
  zip: Zip,
  part: string,
  maxCellChars: number,
  theme?: string,
): Promise<CellStyles> {
  const custom = new Map<string, string>();
  const fonts: boolean[] = [];
  const fillList = new Fills();
  const styles: { readonly format: string; readonly font: number; readonly fill: number }[] = [];
  let list = '';
  await readPart(zip, part, 'styleSheet', maxCellChars, (xml, token) => {
    if (token !== OPEN) return;
    if (xml.depth === 2) list = xml.localName();
    if (list === 'fonts' && xml.depth === 3) fonts.push(false);
    if (list === 'fills' && xml.depth === 3) fillList.begin();
    if (list === 'fills' && xml.depth > 3) fillList.property(xml.localName(), attributesOf(xml));
    if (list === 'colors' && xml.depth === 4 && xml.localName() === 'rgbColor') fillList.indexed(attributesOf(xml));
    if (list === 'fonts' && xml.depth === 4 && xml.localName() === 'strike')
      fonts[fonts.length - 1] = isTrue(attributesOf(xml).get('val') ?? '1');
    if (xml.depth !== 3) return;
    if (list === 'numFmts' && xml.localName() === 'numFmt') {
      const attributes = attributesOf(xml);
      custom.set(attributes.get('numFmtId') ?? '', attributes.get('formatCode') ?? '');
    } else if (list === 'cellXfs' && xml.localName() === 'xf') {
      const attributes = attributesOf(xml);
      const number = (name: string): number => Number(attributes.get(name) ?? '0');
      styles.push({ format: attributes.get('numFmtId') ?? '0', font: number('fontId'), fill: number('fillId') });
    }
  });
  const days = styles.map(({ format }) => {
    const code = custom.get(format);
    return code === undefined ? isBuiltInDayFormat(Number(format)) : isDayFormat(code);
  });
  const hides = styles.map(({ format }, index) => {
    const code = custom.get(format);
    if (days[index] !== true) return undefined;
    return code === undefined ? builtInHiddenPart(Number(format)) : hiddenPart(code);
  });
  const shown = styles.map(({ format }, index) =>
    days[index] === true ? undefined : shownNumber(custom.get(format) ?? ''),
  );
  const struck = styles.map(({ font }) => fonts[font] === true);
  const colours = fillList.colours(fillList.needTheme ? await readTheme(zip, theme, maxCellChars) : []);
  const fills = styles.map(({ fill }) => colours[fill]);
  return {
    days,
    ...(hides.some((part) => part !== undefined) ? { hides } : {}),
    ...(shown.some((one) => one !== undefined) ? { shown } : {}),
    ...(struck.includes(true) ? { struck } : {}),
    ...(fills.some((fill) => fill !== undefined) ? { fills } : {}),
  };
}
