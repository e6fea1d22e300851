/**
 * The parts of a heading that says more than one thing: "Vaksin / No Batch", "NIK (ID Number)", "Nama dan NIK", two
 * lines in one cell. Pure.
 */

/**
 * A part, and whether what stands before it surely sets it off: a slash does; a bracket, a new line or a hyphen may be
 * part of one name.
 */
export interface HeadingPart {
  readonly text: string;
  readonly apart: boolean;
}

const BRACKETS = /[([{]([^()[\]{}]*)[)\]}]/g;
const APART = /[/\\|;+&,]| (?:dan|and|serta) | [-–—] /i;
const MAYBE_APART = /[\r\n]|(?<=\p{L})-(?=\p{L})/u;
/** Of nearly every heading this is all that is asked. */
const MAY_HAVE_PARTS = /[/\\|;+&,([{\r\n–—-]|\s(?:dan|and|serta)\s/i;

/** A longer text is no heading. */
const LONGEST = 300;

/**
 * `isName`: whether a text is one name although it has a sign in it ("L/P", "No HP/WA"). Empty for a heading of one
 * part.
 */
export function headingParts(heading: string, isName: (text: string) => boolean): readonly HeadingPart[] {
  if (heading.length > LONGEST || !MAY_HAVE_PARTS.test(heading)) return [];
  const bracketed: HeadingPart[] = [];
  const outside = heading.replace(BRACKETS, (_, inside: string) => {
    bracketed.push(...split(inside, false, isName));
    return '\n';
  });
  const parts = [...split(outside, true, isName), ...bracketed];
  return parts.length > 1 ? parts : [];
}

function split(text: string, apart: boolean, isName: (text: string) => boolean): HeadingPart[] {
  const tidy = text.replace(/[^\S\r\n]+/g, ' ').trim();
  const lines = pieces(tidy, MAYBE_APART, isName);
  return lines.flatMap((line, at): HeadingPart[] => {
    const named = pieces(line, APART, isName);
    // "(Tgl/Bln/Thn)" and "(Sinovac, AZ)" say how a cell is written.
    const whole = !apart && named.length > 1 && !named.every(isName) ? [line] : named;
    return whole.map((piece, index) => ({ text: piece, apart: index > 0 || (apart && at === 0) }));
  });
}

/** The pieces of a text, or the text where it is one name and they are not: "Tgl-Lahir", "Hari/Tanggal". */
function pieces(text: string, between: RegExp, isName: (text: string) => boolean): readonly string[] {
  const found = text
    .split(between)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  return found.length > 1 && isName(text) && !found.every(isName) ? [text] : found;
}
