/** The rows of one sheet below its header, as readings, some hundred at a time. */
import { RunError } from '../errors.ts';
import type { RowOrigin, TakenReading } from '../ledger/sealed/prepare.ts';
import { cellAsText } from '../record/fields/text-cell.ts';
import type { ColourLegend } from '../record/given/colour-legend.ts';
import { surveyColours } from '../record/given/colours.ts';
import { surveyGiven } from '../record/given/settled.ts';
import type { Header, HeaderForm } from '../record/header/columns.ts';
import type { Problem } from '../record/problems.ts';
import { watchColumns } from '../record/profile/watch.ts';
import type { Reading } from '../record/record.ts';
import { type RowReading, readRow } from '../record/row/read-row.ts';
import type { SkipReason } from '../record/row/skip-row.ts';
import { shiftOfAges } from '../record/sheet/age-shift.ts';
import { watchDosesWithoutPerson } from '../record/sheet/dose-without-person.ts';
import { withFar } from '../record/sheet/far-cells.ts';
import { withMerged } from '../record/sheet/merged-cells.ts';
import { watchTables } from '../record/sheet/second-table.ts';
import { watchTitles } from '../record/sheet/title-watch.ts';
import { watchWrapped } from '../record/sheet/wrapped-row.ts';
import type { SourceRow } from '../record/source-row.ts';
import type { Sheet, Source } from '../source/source.ts';
import type { FileMessage, FileToRead } from './file-messages.ts';
import { type LookAhead, lookAhead } from './look-ahead.ts';
import type { OwnColumns } from './origin.ts';
import { saidAgain, withoutOurNotes } from './said-again.ts';
import { shiftedRows } from './shifted-row.ts';
import { siteOf } from './site-of.ts';

interface SheetToRead {
  readonly sheet: Sheet;
  readonly header: Header;
  readonly form: HeaderForm;
  /** Rows that have been read already, the header and what stands above it among them. */
  readonly top: readonly SourceRow[];
  readonly rest: AsyncIterator<readonly SourceRow[]>;
  readonly source: Pick<Source, 'format' | 'notes' | 'progress'>;
  /** Which sheet with a header this is, 1-based. */
  readonly ordinal: number;
  readonly own: OwnColumns;
  /** What colours mean; undefined where the workbook does not say so. */
  readonly legend: ColourLegend | undefined;
}

export async function* readSheetRows(
  { sheet, header: found, form, top, rest: coming, source, ordinal, own, legend }: SheetToRead,
  { name, rules: rulesGiven, skipHidden }: FileToRead,
): AsyncGenerator<FileMessage<TakenReading>> {
  const at = { file: name, sheet: sheet.name };
  const below = top.filter(({ line }) => line > found.line);
  const rest = lookAhead(coming);
  const header = await settledHeader(legend ? { ...found, colours: { legend } } : found, below, rest, own);
  const next = await rest.next();
  const rules = {
    ...rulesGiven,
    ageShift: shiftOfAges(header, [...below, ...(next.done ? [] : next.value)], at, rulesGiven),
  };
  const watch = watchColumns(header, form, rules);
  const tables = watchTables(header, top);
  const titles = watchTitles(header, top, own.isCorrection ? '' : sheet.name);
  const belowPerson = watchDosesWithoutPerson(header, at);
  const wrapped = watchWrapped(header, at);
  const headerCells = top
    .filter(({ line }) => header.lines.includes(line))
    .map(({ cells }) => cells.map((cell) => cellAsText(cell)));
  const seenShifted = shiftedRows(source, headerCells);
  const problems = new Map<Problem['code'], { severity: Problem['severity']; rows: number }>();
  let rows = 0;
  let blank = 0;
  /** Read when the row below it is known. */
  let waiting: SourceRow | undefined;

  function assertOneTable(): void {
    const line = tables.otherTable();
    if (line !== undefined) throw new RunError('SHEET_TABLES', { ...at, line });
  }

  function take(chunk: readonly SourceRow[], isLast: boolean): FileMessage<TakenReading> {
    const readings: TakenReading[] = [];
    for (const given of chunk) {
      // Whoever hid the sheet hid its rows.
      const near = withFar(withoutOurNotes(given), header.width);
      const shown = withMerged(sheet.hidden && !near.hidden ? { ...near, hidden: true } : near, header);
      if (waiting) read(waiting, shown, readings);
      waiting = shown;
    }
    if (isLast && waiting) read(waiting, undefined, readings);
    return { kind: 'readings', rows, progress: source.progress(), count: readings.length, readings };
  }

  function read(shown: SourceRow, below: SourceRow | undefined, readings: TakenReading[]): void {
    const origin = own.originOf(shown);
    const row = seenShifted(origin?.confirmed ? withoutFills(shown) : shown, origin);
    rows += 1;
    const seen = (): RowReading => {
      const titled = titles.see(row, tables.see(row, readRow(row, header, at, rules)), origin !== undefined);
      const found = wrapped(row, belowPerson(row, titled), below);
      return origin ? saidAgain(found, own.reasonsOf(row)) : found;
    };
    const found = row.hidden && skipHidden ? HIDDEN : seen();
    assertOneTable();
    if (found.kind === 'skipped') {
      if (found.why === 'ROW_EMPTY') blank += 1;
      else readings.push(skipped(row, found.why));
      return;
    }
    watch.see(row, found);
    for (const reading of found.readings) {
      count(problems, reading.problems);
      readings.push(taken(row, reading, siteOf(row, reading, header), origin, own));
    }
  }

  assertOneTable();
  if (below.length > 0) yield take(below, next.done === true);
  try {
    for (let chunk = next; !chunk.done; ) {
      const after = await rest.next();
      yield take(chunk.value, after.done === true);
      chunk = after;
    }
  } finally {
    await rest.return?.();
  }
  const { refuse, notes: ofColumns } = watch.verdict();
  const ofFile = source.notes.map((note): Problem => ({ ...note, severity: 'warning' }));
  const several: Problem[] = ordinal > 1 ? [{ code: 'SHEETS', severity: 'warning', params: { n: ordinal } }] : [];
  const ofRows = titles.heldAll() ? { heldByTitle: true } : {};
  const notes = [...ofFile, ...(sheet.hidden ? ofColumns.flatMap(ofHiddenSheet) : ofColumns), ...several];
  yield { kind: 'sheet-end', rows, blank, problems, notes, ...ofRows, ...(refuse ? { refuse } : {}) };
}

/**
 * The header, with what its columns about presence, and its colours, are by its cells; as it was where there are none.
 */
async function settledHeader(
  header: Header,
  below: readonly SourceRow[],
  rest: LookAhead,
  own: OwnColumns,
): Promise<Header> {
  if (header.given.length === 0 && header.colours === undefined) return header;
  const survey = surveyGiven(header.given);
  const ofColours = header.colours && surveyColours(header.colours.legend, header.width);
  const see = (row: SourceRow): void => {
    survey.see(withMerged(withFar(row, header.width), header), own.reasonsOf(row));
    ofColours?.see(row);
  };
  for (const row of below) see(row);
  await rest.look(see, () => survey.isSettled() && (ofColours?.isSettled() ?? true));
  return { ...header, given: survey.columns(), ...(ofColours ? { colours: ofColours.colours() } : {}) };
}

/** A row that a person has confirmed, whatever its colour says. */
function withoutFills({ fills: _, ...row }: SourceRow): SourceRow {
  return row;
}

function skipped(row: SourceRow, why: SkipReason | 'ROW_HIDDEN'): TakenReading {
  return { line: row.line, group: 1, kind: 'skipped', problems: [{ code: why, severity: 'warning' }], cells: () => [] };
}

/** Written out: with `...(x ? { x } : {})` a row costs 0.25 µs here, so 0.02. */
function taken(
  row: SourceRow,
  reading: Reading,
  site: string | undefined,
  origin: RowOrigin | undefined,
  own: OwnColumns,
): TakenReading {
  const { kind, at, problems } = reading;
  const found: { -readonly [Key in keyof TakenReading]: TakenReading[Key] } = {
    line: row.line,
    group: at.group,
    kind,
    problems,
    cells: () => own.textOf(row),
  };
  if (kind === 'valid') found.record = reading.record;
  if (site !== undefined) found.site = site;
  if (origin) found.origin = origin;
  return found;
}

/** All rows of a sheet that is not seen are hidden; people are told of the sheet (record/sheet/notes-to-tell.ts). */
function ofHiddenSheet(note: Problem): Problem[] {
  return note.code === 'ROW_HIDDEN' ? [{ ...note, code: 'SHEET_HIDDEN' }, note] : [note];
}

const HIDDEN = { kind: 'skipped', why: 'ROW_HIDDEN' } as const;

/** Counts each code once for a reading. */
function count(
  counts: Map<Problem['code'], { severity: Problem['severity']; rows: number }>,
  problems: readonly Problem[],
): void {
  if (problems.length === 0) return;
  for (const [code, severity] of new Map(problems.map((problem) => [problem.code, problem.severity]))) {
    const known = counts.get(code);
    if (known) known.rows += 1;
    else counts.set(code, { severity, rows: 1 });
  }
}
