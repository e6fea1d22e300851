/**
 * Texts of a sheet as FHIR R4 takes them: PURE. A string holds no control characters (a NUL makes PostgreSQL behind
 * HAPI refuse the whole transaction with 409) and is never empty.
 */

/** Controls, and halves of a character, which no UTF-8 can carry. */
const UNWANTED = /[\p{Cc}\p{Cs}]+/gu;

/** The text without them and without blanks around it; undefined where nothing is left. */
export function clean(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const cleaned = text.replace(UNWANTED, ' ').trim();
  return cleaned === '' ? undefined : cleaned;
}
