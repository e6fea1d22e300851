/**
 * Text from outside (names of files and sheets, headings, what a server says) where people and programs see it. What is
 * not seen can change what is: C1 controls begin escape sequences on many terminals, bidirectional ones turn a name
 * round ("txt.exe"), zero-width ones make two names look alike, and a line separator begins a new line of a log. This
 * is the one place that knows these characters. Pure.
 */

/**
 * Controls, formats, surrogates without their other half, characters for private use, separators of lines and
 * paragraphs, and whatever else no font shows.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Colours as we write them ourselves (report/output.ts): bold, dim, red to yellow, cyan, and their ends. */
const COLOUR_OR_UNSEEN = new RegExp(`\\p{Cc}\\[(?:[12]|22|3[1-69])m|${UNSEEN.source}`, 'gu');
const ESCAPE = '\u001b';

/**
 * The text in one line: every run of white space is a blank, and what is not seen is left out. Longer than `limit`
 * characters is cut.
 */
export function oneLine(text: string, limit = 300): string {
  const flat = text.replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
  const letters = [...flat];
  return letters.length <= limit ? flat : `${letters.slice(0, limit - 1).join('')}…`;
}

/**
 * A line of ours as it goes out: nothing in it moves the cursor or turns the writing round, whoever put it together.
 */
export function visibleLine(line: string): string {
  return line.replace(COLOUR_OR_UNSEEN, (found) => (found.length > 1 && found.startsWith(ESCAPE) ? found : ''));
}

/**
 * JSON in one line, in which what is not seen is written as `\u…`: the same value to a program, and harmless on a
 * screen.
 */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNSEEN, (unseen) =>
    Array.from({ length: unseen.length }, (_, at) => `\\u${unseen.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
      '',
    ),
  );
}

/** Whether every character of a text is seen, blanks inside of it among them. */
export function isPrintable(text: string): boolean {
  return (
    /^[\p{L}\p{M}\p{N}\p{P}\p{S}](?:[\p{L}\p{M}\p{N}\p{P}\p{S} ]*[\p{L}\p{M}\p{N}\p{P}\p{S}])?$/u.test(text) &&
    text.search(UNSEEN) < 0
  );
}
