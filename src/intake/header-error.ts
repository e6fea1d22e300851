/** Why a header could not be taken, with the very words to type if it should be. Pure. */
import { RunError } from '../errors.ts';
import type { HeaderSearch } from '../record/columns.ts';
import { squash } from '../record/heading-words.ts';
import { mapFlag, mapFlags } from '../record/map-flags.ts';

/** Most headings that a message names. */
const MOST_NEAREST = 8;
const MOST_HEADINGS = 16;

export function headerError(
  file: string,
  sheet: string,
  search: Extract<HeaderSearch, { kind: 'ambiguous' | 'unsure' }>,
): RunError {
  const where = { file, ...(sheet === '' ? {} : { sheet }) };
  switch (search.kind) {
    case 'ambiguous': {
      const [a, b] = search.headings;
      const same = squash(a) === squash(b);
      return new RunError('HEADER_AMBIG', {
        ...where,
        field: search.field,
        a,
        b,
        ...(same ? { same: 1 } : { map: mapFlag(a, search.field) }),
        ...(search.rival ? { other: mapFlag(b, search.field) } : {}),
      });
    }
    case 'unsure':
      return new RunError('HEADER_UNSURE', {
        ...where,
        guesses: search.guesses.map(({ heading, field }) => `${field} ← "${heading}"`).join(', '),
        map: mapFlags(search.guesses),
      });
  }
}

export function noHeaderError(file: string, nearest: readonly string[]): RunError {
  return new RunError('HEADER_NONE', {
    file,
    ...(nearest.length > 0 ? { nearest: nearest.slice(0, MOST_NEAREST).join(', ') } : {}),
  });
}

/** `--map` names a heading that none of the sheets has; those that they have are said. */
export function noColumnError(file: string, heading: string, headings: readonly string[]): RunError {
  const there = headings.map((each) => each.trim()).filter((each) => each !== '');
  const shown = there.slice(0, MOST_HEADINGS).map((each) => `"${each}"`);
  const list = [...shown, ...(there.length > shown.length ? ['…'] : [])].join(', ');
  return new RunError('MAP_COLUMN', { file, heading, ...(list === '' ? {} : { headings: list }) });
}
