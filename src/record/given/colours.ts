/** What the colours of a row say of its doses, by the legend of the workbook. Pure. */
import type { SourceRow } from '../source-row.ts';
import type { ColourLegend, ColourMeaning } from './colour-legend.ts';

/**
 * The legend, and what its colour of those who were there is called, where rows have it: one without any colour of the
 * legend then says no.
 */
export interface Colours {
  readonly legend: ColourLegend;
  readonly present?: string;
}

export interface ColourSurvey {
  /** A row below the header. */
  see(row: SourceRow): void;
  /** Whether further rows can change nothing. */
  isSettled(): boolean;
  colours(): Colours;
}

/** `width`: columns of the header. */
export function surveyColours(legend: ColourLegend, width: number): ColourSurvey {
  let present: string | undefined;
  return {
    see(row) {
      present ??= meaningsIn(row, legend, width).find(({ meaning }) => meaning.kind === 'given')?.meaning.text;
    },
    isSettled: () => present !== undefined || !legend.affirms,
    colours: () => (present === undefined ? { legend } : { legend, present }),
  };
}

/** The coloured cells under the header whose colour the legend explains. */
export function meaningsIn(
  { fills }: SourceRow,
  legend: ColourLegend,
  width: number,
): readonly { readonly column: number; readonly meaning: ColourMeaning }[] {
  if (fills === undefined) return [];
  return fills.slice(0, width).flatMap((fill, column) => {
    const meaning = fill === undefined ? undefined : legend.meaningOf(fill);
    return meaning ? [{ column, meaning }] : [];
  });
}
