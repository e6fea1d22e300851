/** The sentence of a problem, and problems counted by kind. Pure. */
import type { Problem, ProblemCode, Severity } from '../../record/problems.ts';
import { notesToTell } from '../../record/sheet/notes-to-tell.ts';
import { CORRECTION_WORDS } from '../../text/correction-for.ts';
import type { Language } from '../../text/language.ts';
import { serverCodeMeaning } from '../../text/server-codes.ts';
import {
  type CorrectionInput,
  type CorrectionProblem,
  type CorrectionRow,
  orderOf,
  type ProblemTexts,
} from './correction-input.ts';

/** What is wrong, and how to write it right. */
export interface ProblemSentence {
  readonly what: string;
  readonly tryThis: string;
}

/** A parameter that is missing, or differs between the rows of a group. */
const UNSAID = '…';

function problemSentence(problem: Problem, texts: ProblemTexts, language: Language): ProblemSentence {
  return fill(problem.code, (name) => problem.params?.[name], texts, language);
}

/** A problem of a row in words. */
export interface Said extends ProblemSentence {
  readonly problem: CorrectionProblem;
}

/** An example with the day first. */
const A_DATE = /\d\d\/\d\d\/\d{4}/;
const RANK: Readonly<Record<Severity, number>> = { error: 0, hold: 1, warning: 2 };

/**
 * What is wrong with a row of `sheet`, the worst first. In a column of another order than day first a date is asked for
 * that is one day in every order.
 */
export function saidOf(
  { problems }: Pick<CorrectionRow, 'problems'>,
  sheet: Pick<CorrectionInput, 'columns' | 'doses' | 'orders'>,
  texts: ProblemTexts,
  language: Language,
): readonly Said[] {
  return problems
    .map((problem) => {
      const sentence = problemSentence(problem, texts, language);
      const inWords = orderOf(sheet, problem) !== undefined && A_DATE.test(sentence.tryThis);
      return { problem, ...sentence, ...(inWords ? { tryThis: CORRECTION_WORDS[language].dateInWords } : {}) };
    })
    .sort((a, b) => RANK[a.problem.severity] - RANK[b.problem.severity]);
}

/** One line for each: what is wrong, and how to write it right. */
export function linesOf(said: readonly ProblemSentence[]): string {
  return said.map(({ what, tryThis }) => (tryThis === '' ? what : `${what} ${tryThis}`)).join('\n');
}

/** A problem of a whole column. */
export interface ColumnNote extends ProblemSentence {
  readonly severity: Severity;
  readonly rows: number;
  /** Sheet index. */
  readonly sheet: number;
  /** `2-13, 15` */
  readonly lines: string;
}

/** Those of whole columns that say which rows they are about. */
export function columnNotes(
  sheets: readonly CorrectionInput[],
  texts: ProblemTexts,
  language: Language,
): readonly ColumnNote[] {
  return sheets.flatMap(({ notes = [] }, sheet) =>
    notesToTell(notes).flatMap((note) => {
      const { n, rows } = note.params ?? {};
      if (n === undefined || rows === undefined) return [];
      return [
        {
          ...problemSentence(note, texts, language),
          severity: note.severity,
          rows: Number(n),
          sheet,
          lines: String(rows),
        },
      ];
    }),
  );
}

/** One kind of problem over all sheets. */
export interface ProblemGroup extends ProblemSentence {
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** Rows that have it, each once. */
  readonly rows: number;
  /** Where the first of them are: sheet index and line, in order. */
  readonly places: readonly Place[];
}

/** Places kept of one kind; a column that is wrong from top to bottom need not be listed to its end. */
const PLACES_KEPT = 12;

interface Place {
  readonly sheet: number;
  readonly line: number;
}

interface Collected {
  readonly first: Problem;
  rows: number;
  latest: Place;
  readonly places: Place[];
  readonly params: Map<string, string | number | undefined>;
}

/** Problems that keep rows back before warnings, the most frequent first. */
export function groupProblems(
  sheets: readonly CorrectionInput[],
  texts: ProblemTexts,
  language: Language,
): readonly ProblemGroup[] {
  const groups = new Map<string, Collected>();
  sheets.forEach(({ rows }, sheet) => {
    for (const { line, problems } of rows) {
      for (const problem of problems) collect(groups, problem, { sheet, line });
    }
  });
  const counted = [...groups.values()].map(
    ({ first: { code, severity }, rows, places, params }): ProblemGroup => ({
      ...fill(code, (name) => params.get(name), texts, language),
      code,
      severity,
      rows,
      places,
    }),
  );
  return counted.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning') || b.rows - a.rows);
}

function collect(groups: Map<string, Collected>, problem: Problem, place: Place): void {
  const name = `${problem.severity} ${problem.code}`;
  const group = groups.get(name);
  if (!group) {
    groups.set(name, {
      first: problem,
      rows: 1,
      latest: place,
      places: [place],
      params: new Map(Object.entries(problem.params ?? {})),
    });
    return;
  }
  for (const [key, value] of group.params) if (problem.params?.[key] !== value) group.params.set(key, undefined);
  // A wide row may have the same problem in both doses; it is one row.
  if (group.latest.sheet === place.sheet && group.latest.line === place.line) return;
  group.rows++;
  group.latest = place;
  if (group.places.length < PLACES_KEPT) group.places.push(place);
}

function fill(
  code: ProblemCode,
  param: (name: string) => string | number | undefined,
  texts: ProblemTexts,
  language: Language,
): ProblemSentence {
  const text = texts[code];
  const filled = (sentence: string): string => fillSentence(sentence, param);
  const meaning = code === 'SERVER_REFUSED' ? serverCodeMeaning(String(param('code')), language) : undefined;
  const what = [filled(text[language]), ...(meaning === undefined ? [] : [meaning])].join(' ');
  return language === 'id' ? { what, tryThis: filled(text.tryId) } : { what, tryThis: filled(text.tryEn) };
}

/**
 * An aside in brackets of which nothing is known is left out. What is quoted may end with a full stop of its own, and
 * one is enough.
 */
function fillSentence(sentence: string, param: (name: string) => string | number | undefined): string {
  return sentence
    .replace(/ \([^(){]*\{[^()]*\)/g, (aside) =>
      namesIn(aside).some((name) => param(name) !== undefined) ? aside : '',
    )
    .replace(/\{(\w+)\}/g, (_, name: string) => String(param(name) ?? UNSAID))
    .replace(/([.!?])"\.$/, '$1"');
}

function namesIn(text: string): string[] {
  return Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
}
