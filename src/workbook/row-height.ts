/** How high a row must be for text that wraps. Excel finds out when it opens a workbook, LibreOffice does not. */

/** Points of a line of ordinary text, where a sheet does not say. */
export const LINE_POINTS = 15;
/** Excel ends there. */
const MOST_POINTS = 409;

/** Points for a row with these texts in columns so many characters wide; undefined where one line is enough. */
export function heightOf(
  cells: readonly { readonly text: string; readonly width: number }[],
  linePoints = LINE_POINTS,
): number | undefined {
  const lines = Math.max(1, ...cells.map(({ text, width }) => linesOf(text, width)));
  return lines === 1 ? undefined : Math.min(Math.ceil(lines * linePoints), MOST_POINTS);
}

/**
 * Letters are narrower than the digits by which widths are measured, about as much as is lost where words are not cut.
 */
function linesOf(text: string, width: number): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
}
