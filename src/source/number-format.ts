/**
 * What a number format shows of a whole number besides its digits: zeros before it, and letters and signs around it
 * (`0000000`, `"B"0000`, `000-0000`).
 */
import type { Cell } from '../record/source-row.ts';

type NumberCell = Extract<Cell, { readonly kind: 'number' }>;

/**
 * The text that a cell with this format shows for a number; undefined where it shows the digits of the file and nothing
 * else.
 */
export type ShownNumber = (raw: string) => string | undefined;

/** Above zero only, other numbers have sections of their own; and no longer than Excel keeps the digits. */
const WHOLE = /^[1-9]\d{0,14}$/;

/**
 * Undefined for a format that shows a number as the file has it, or that does not show a whole number digit by digit:
 * of an amount, with grouping, decimals, percent, an exponent or a fraction. Formats: ECMA-376 part 1, 18.8.31.
 */
export function shownNumber(code: string): ShownNumber | undefined {
  if (!MAY_SHOW_MORE.test(code)) return undefined;
  const sections = sectionsOf(code).map(sectionOf);
  if (sections.every(({ show }) => show === undefined)) return undefined;
  return (raw) => {
    if (!WHOLE.test(raw)) return undefined;
    const shown = sections.find(({ holds }) => holds(Number(raw)))?.show?.(raw);
    return shown === raw ? undefined : shown;
  };
}

/** Two zeros, or anything that is written out: nearly every format has neither. */
const MAY_SHOW_MORE = /0\D*0|[^0#?.,%;@]/;

/** Between semicolons that are no text. The fourth is of texts. */
function sectionsOf(code: string): readonly string[] {
  return (code.match(/(?:"[^"]*"|[\\_*].|[^;"\\_*])+/g) ?? []).slice(0, 3);
}

interface Section {
  /** Whether it is the one that shows this number, if none before it is. */
  readonly holds: (number: number) => boolean;
  readonly show?: (digits: string) => string;
}

const CONDITION = /\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]/;

function sectionOf(section: string): Section {
  const condition = CONDITION.exec(section);
  const holds = conditionOf(condition?.[1], Number(condition?.[2]));
  const body = condition ? section.replace(condition[0], '') : section;
  const tokens = SECTION.test(body) ? tokensOf(body) : [];
  const places = tokens.filter(({ place }) => place);
  const isMore = places.length < tokens.length || places.filter(({ text }) => text === '0').length > 1;
  return places.length > 0 && isMore ? { holds, show: (digits) => fill(tokens, digits) } : { holds };
}

function conditionOf(sign: string | undefined, limit: number): Section['holds'] {
  switch (sign) {
    case undefined:
      return () => true;
    case '=':
      return (number) => number === limit;
    case '<>':
      return (number) => number !== limit;
    default:
      return (number) =>
        (sign.includes('=') && number === limit) || (sign.startsWith('<') ? number < limit : number > limit);
  }
}

/** Signs as they stand, and places for a digit. */
const SECTION =
  /^(?:"[^"]*"|\\.|_.|\* |General|@|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+|\$-[\dA-F]+)\]|[0#\-+/: ()'&!^~{}<>=])+$/i;
const TOKENS = /"([^"]*)"|\\(.)|(_).|\* |\[[^[\]]*\]|(General|@|[0#])|([^"\\_*[])/gi;

interface Token {
  readonly text: string;
  /** Whether a digit stands here: `0` always, `#` where there is one. */
  readonly place: boolean;
}

function tokensOf(section: string): readonly Token[] {
  return Array.from(section.matchAll(TOKENS), ([, quoted, escaped, blank, place, plain]) =>
    place === undefined
      ? { text: quoted ?? escaped ?? (blank === undefined ? (plain ?? '') : ' '), place: false }
      : { text: place === '0' ? '0' : '', place: true },
  ).filter(({ text, place }) => place || text !== '');
}

/** From the last digit to the first; the first place has all that are left. */
function fill(tokens: readonly Token[], digits: string): string {
  const firstPlace = tokens.findIndex(({ place }) => place);
  let left = digits;
  let shown = '';
  for (let at = tokens.length - 1; at >= 0; at--) {
    const { text, place } = tokens[at] ?? { text: '', place: false };
    if (!place) shown = text + shown;
    else if (at === firstPlace) shown = (left || text) + shown;
    else {
      shown = (left.slice(-1) || text) + shown;
      left = left.slice(0, -1);
    }
  }
  return shown.trim();
}

/** The cell with what its format shows. */
export function asShown(cell: NumberCell, show: ShownNumber | undefined): NumberCell {
  const shown = show?.(cell.raw);
  return shown === undefined ? cell : { ...cell, shown };
}
