/** Why an original cannot be marked; the rows are then copied into a workbook of our own (correction-sheet.ts). */

/**
 * Not a fault of the file: it is changed, lies elsewhere, or has something that this folder does not write. The message
 * is for developers.
 */
export class NotMarkable extends Error {
  override readonly name = 'NotMarkable';
}
