/** How the blank workbook looks: calm, told apart without colour too (a star, italics), and printable. */
import type { Fill, PageSetup, Style } from 'exceljs';
import type { TemplateColumn } from './template-columns.ts';

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const thin = { style: 'thin', color: { argb: 'FFBFCDD4' } } as const;
const MARKS = { missing: 'FFFADBD8', doubtful: 'FFFFF2B3' } as const;

/** A font without a name is a serif one in LibreOffice. */
const FONT = { name: 'Calibri', family: 2, size: 11 } as const;
/** A4, as wide as the sheet. */
export const PAGE: Partial<PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  horizontalCentered: true,
  margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
};

const DEEP = 'FF1F5C73';
const PALE = 'FFDCE9EE';
const INK = 'FF1B3A47';
const GREY = 'FF7F7F7F';

const FORMATS: Readonly<Record<TemplateColumn['format'], string>> = { text: '@', day: 'dd/mm/yyyy', plain: 'General' };

/** The heading of a column; those that must be filled in are deep. */
export function headingStyle({ need }: Pick<TemplateColumn, 'need'>): Partial<Style> {
  const required = need === 'required';
  return {
    font: { ...FONT, bold: true, color: { argb: required ? 'FFFFFFFF' : INK } },
    fill: solid(required ? DEEP : PALE),
    alignment: { vertical: 'middle', horizontal: 'center', wrapText: true },
    border: { left: thin, right: thin, bottom: thin },
  };
}

/** The cells of a column as far down as the sheet goes. */
export function cellStyle({ format }: Pick<TemplateColumn, 'format'>): Partial<Style> {
  return {
    numFmt: FORMATS[format],
    alignment: { vertical: 'middle', ...(format === 'text' ? {} : { horizontal: 'center' }) },
  };
}

export function exampleStyle(column: Pick<TemplateColumn, 'format'>): Partial<Style> {
  return { ...cellStyle(column), font: { ...FONT, italic: true, color: { argb: GREY } }, border: { bottom: thin } };
}

const WRAPPED: Partial<Style> = { alignment: { vertical: 'top', wrapText: true } };

export const GUIDE = {
  title: { font: { ...FONT, bold: true, size: 16, color: { argb: DEEP } } },
  subtitle: { font: { ...FONT, bold: true, size: 12, color: { argb: DEEP } } },
  text: WRAPPED,
  /** Beside a step or a remark. */
  number: {
    font: { ...FONT, bold: true, color: { argb: DEEP } },
    alignment: { vertical: 'top', horizontal: 'center' },
  },
  heading: { ...headingStyle({ need: 'required' }), alignment: { vertical: 'middle', wrapText: true } },
  cell: { ...WRAPPED, border: { bottom: thin } },
  name: { ...WRAPPED, font: { ...FONT, bold: true, color: { argb: INK } }, border: { bottom: thin } },
  example: { ...WRAPPED, font: { ...FONT, italic: true, color: { argb: GREY } }, border: { bottom: thin } },
} as const satisfies Readonly<Record<string, Partial<Style>>>;

/** A cell that asks for a second look; the same colour explains it on the guide. */
export function mark(why: keyof typeof MARKS): Fill {
  // Conditional formats take the colour of a solid fill from its background, cells from its foreground.
  return { ...solid(MARKS[why]), bgColor: { argb: MARKS[why] } } as Fill;
}
