/** `B7`: 0-based column, row as Excel numbers it. */
export interface Place {
  readonly column: number;
  readonly row: number;
}

/** Undefined for what is no cell of a sheet. */
export function cellPlace(ref: string): Place | undefined {
  const [, letters = '', row = ''] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(ref) ?? [];
  if (letters === '' || Number(row) > 1_048_576) return undefined;
  return {
    column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1,
    row: Number(row),
  };
}
