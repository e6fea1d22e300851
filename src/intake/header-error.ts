/**
 * Why a header could not be taken, with the very words to type if it should be; nothing that may be somebody's
 * (record/header/shown-heading.ts). Pure.
 */
import { RunError } from '../errors.ts';
import { columnName, wholeColumn } from '../record/header/column-name.ts';
import type { HeaderForm, HeaderSearch } from '../record/header/columns.ts';
import { mapFlag, mapFlags } from '../record/header/map-flags.ts';
import { resemblesHeading, shownGuesses, shownIn } from '../record/header/shown-heading.ts';
import type { Field } from '../record/problems.ts';
import { squash } from '../record/words/heading-words.ts';

/** How the column of such a field is called where each dose has one. */
const OF_EACH_DOSE: Readonly<Partial<Record<Field, string>>> = {
  date: 'Tgl Vaksin',
  vaccine: 'Jenis Vaksin',
  lot: 'No Batch',
  site: 'Faskes',
};
/** Most headings that a message names. */
const MOST_NEAREST = 8;
const MOST_HEADINGS = 16;

export function headerError(
  file: string,
  sheet: string,
  search: Extract<HeaderSearch, { kind: 'ambiguous' | 'unsure' | 'several' | 'beside' }>,
): RunError {
  const where = { file, ...(sheet === '' ? {} : { sheet }) };
  const shown = shownIn(search.form);
  switch (search.kind) {
    case 'ambiguous': {
      const [a, b] = search.headings;
      const same = squash(a) === squash(b);
      const example = OF_EACH_DOSE[search.field];
      return new RunError('HEADER_AMBIG', {
        ...where,
        field: search.field,
        a: shown(a),
        b: shown(b),
        ...(same ? { same: 1 } : { map: mapFlag(shown(a), search.field) }),
        ...(search.rival ? { other: mapFlag(shown(b), search.field) } : {}),
        ...(example && search.dose === undefined ? { example } : {}),
      });
    }
    case 'beside': {
      const heading = shown(search.heading);
      return new RunError('SHEET_BESIDE', {
        ...where,
        column: columnName(search.column),
        ...(heading === '' ? {} : { heading }),
      });
    }
    case 'several': {
      const heading = shown(search.heading);
      return new RunError('HEADER_SEVERAL', {
        ...where,
        heading,
        fields: search.fields.join(', '),
        map: search.fields.map((field) => `\`${mapFlag(heading, field)}\``).join(' / '),
        none: mapFlag(heading, 'none'),
      });
    }
    case 'unsure': {
      const guesses = shownGuesses(search.guesses, shown);
      return new RunError('HEADER_UNSURE', {
        ...where,
        guesses: guesses.map(({ heading, field }) => `${field} ← "${heading}"`).join(', '),
        map: mapFlags(guesses),
      });
    }
  }
}

/** The row that came closest to a header; it may as well be somebody's. */
export type NearestRow = Pick<Extract<HeaderSearch, { kind: 'none' }>, 'nearest' | 'line' | 'proposed' | 'form'> & {
  readonly sheet: string;
};

export function noHeaderError(file: string, { nearest, line = 0, sheet, ...row }: NearestRow): RunError {
  const known = nearest.filter(resemblesHeading).slice(0, MOST_NEAREST);
  return new RunError('HEADER_NONE', {
    file,
    ...(nearest.length > 0 ? { line, cells: nearest.length } : {}),
    ...(nearest.length > 0 && sheet !== '' ? { sheet } : {}),
    ...(known.length > 0 ? { nearest: known.map((heading) => `"${heading}"`).join(', ') } : {}),
    ...mapOf(row),
  });
}

/** People in a sheet without a header, beside one that has one; `line`: of the first. */
export function unreadError(file: string, { sheet, line, ...row }: NearestRow): RunError {
  return new RunError('SHEET_UNREAD', { file, sheet, ...(line === undefined ? {} : { line }), ...mapOf(row) });
}

/** What to type if the likeliest columns are those that are missing. */
function mapOf({ form, proposed = [] }: Pick<NearestRow, 'form' | 'proposed'>): { map?: string } {
  return form && proposed.length > 0 ? { map: mapFlags(shownGuesses(proposed, nameOf(form))) } : {};
}

/** The heading as it may be shown of a row that may be somebody's. */
function nameOf({ headings }: HeaderForm): (heading: string) => string {
  return (heading) => (resemblesHeading(heading) ? heading : wholeColumn(headings.indexOf(heading)));
}

/** The headings of a sheet that a message may name: of a row that is no header, only what is known to be one. */
export function headingsToName(search: HeaderSearch): string[] {
  const headings = (search.form?.headings ?? []).map((each) => each.trim()).filter((each) => each !== '');
  if (search.kind === 'none') return headings.filter(resemblesHeading);
  return headings.map(shownIn(search.form));
}

/** `--map` names a heading that none of the sheets has; those that they have (`headingsToName`) are said. */
export function noColumnError(file: string, heading: string, headings: readonly string[]): RunError {
  const shown = headings.slice(0, MOST_HEADINGS).map((each) => `"${each}"`);
  const list = [...shown, ...(headings.length > shown.length ? ['…'] : [])].join(', ');
  return new RunError('MAP_COLUMN', { file, heading, ...(list === '' ? {} : { headings: list }) });
}
