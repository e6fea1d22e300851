/** What the headings of a header were found to name. */
import type { DateWriting } from '../dates/date-writing.ts';
import type { Field } from '../problems.ts';

/** What a heading names. */
export interface HeadingMatch {
  readonly field: Field;
  /** The dose that the heading itself names (wide sheets). `field: 'dose'` with a dose is a bare "Dosis 1". */
  readonly dose?: number;
  /**
   * Higher is clearer: an exact synonym beats one inside a longer heading, a first choice a second one. Equal is a tie.
   */
  readonly strength: number;
  /**
   * Which of several columns of one name it is, from 1 on, where a program has told them apart (renamed-headings.ts).
   */
  readonly place?: number;
  /** How its dates are written, where a person has said so. */
  readonly writing?: DateWriting;
}

/** One column of a header: what it is called and what that means. */
export interface HeadingColumn {
  readonly index: number;
  readonly heading: string;
  readonly match: HeadingMatch;
}
