/** Columns as spreadsheets name them. Columns are 0-based. */

/** 0 → A, 27 → AB. */
export function columnName(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** A → 0, AB → 27. */
export function columnIndex(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** A whole column, as formulas write it: 3 → D:D. */
export function wholeColumn(column: number): string {
  return `${columnName(column)}:${columnName(column)}`;
}

/** D:D → 3; undefined for anything else. */
export function columnOfWhole(text: string): number | undefined {
  const letters = /^([A-Z]{1,3}):\1$/i.exec(text.trim())?.[1];
  return letters === undefined ? undefined : columnIndex(letters);
}
