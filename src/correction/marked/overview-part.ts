/** The overview as a worksheet of the marked workbook. */

import { cellXml } from '../../workbook/markup.ts';
import { OVERVIEW_WIDTHS, type OverviewLine, overviewHeight } from '../copied/correction-overview.ts';
import { cellName } from './references.ts';
import type { OwnLook, StylesPart } from './styles-part.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** It is the sheet that is shown when the workbook is opened. */
export function overviewPart(lines: readonly OverviewLine[], styles: StylesPart): string {
  const widths = OVERVIEW_WIDTHS.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const rows = lines.map((line, at) => {
    const { cells, look } = line;
    const height = overviewHeight(line);
    const written = cells.map((cell, column) =>
      cellOf(cell, cellName(column, at + 1), styles.own(lookOf(look, cells.length, column))),
    );
    return `<row r="${at + 1}"${height === undefined ? '' : ` ht="${height}"`}>${written.join('')}</row>`;
  });
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}">` +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>${rows.join('')}</sheetData>` +
    '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
  );
}

/** The steps above the table run over the columns beside them; the cells of the table do not. */
function lookOf(look: OverviewLine['look'], cells: number, column: number): OwnLook {
  if (look === 'title') return { font: 'title' };
  if (look === 'heading') return { font: 'bold', fill: 'grey', wrap: true };
  const wrap = cells > 1 ? { wrap: true } : {};
  return look === 'plain' || column > 0 ? wrap : { ...wrap, fill: look };
}

function cellOf(cell: string | number, name: string, style: number): string {
  if (typeof cell === 'number') return `<c r="${name}" s="${style}"><v>${cell}</v></c>`;
  return `<c r="${name}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellXml(cell)}</t></is></c>`;
}
