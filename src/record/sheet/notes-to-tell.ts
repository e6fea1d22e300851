/** Which of the notes on a sheet a person is told; scripts get all of them. Pure. */
import type { Problem } from '../problems.ts';

/** Of a hidden sheet that it is hidden, and not which of its rows are: all. */
export function notesToTell(notes: readonly Problem[]): readonly Problem[] {
  const isHidden = notes.some(({ code }) => code === 'SHEET_HIDDEN');
  return isHidden ? notes.filter(({ code }) => code !== 'ROW_HIDDEN') : notes;
}
