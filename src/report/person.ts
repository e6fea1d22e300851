/** What is known of one person, in words and as JSON. Pure; of cells there is nothing. */
import type { Erasure, PersonKnown, PlaceOfRow } from '../ledger/person-side.ts';
import { oneLine } from '../printable.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';
import { lifeJson, lifeLines } from './life.ts';

/** More rows of other people than these are counted. */
const MOST_PLACES = 20;

/** Whether anything is known. */
function isKnown({ target: _, ...known }: PersonKnown): boolean {
  return Object.values(known).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined));
}

/** `path`: of the ledger. */
export function personLines(
  known: PersonKnown,
  path: string,
  messages: Messages,
  timeZone: string | undefined,
): string[] {
  const { rights: say } = messages;
  const { records, rows, target, references, erased } = known;
  const at = (time: number): string => stamp(time, timeZone);
  const listed = (
    title: string,
    places: readonly (Omit<PlaceOfRow, 'line'> & { readonly line?: number })[],
  ): string[] =>
    places.length === 0
      ? []
      : [
          title,
          ...places
            .slice(0, MOST_PLACES)
            .map(({ file, sheet, line }) => `  ${say.place(oneLine(file), oneLine(sheet), line)}`),
          ...(places.length > MOST_PLACES ? [`  ${say.more(places.length - MOST_PLACES)}`] : []),
        ];
  const found = isKnown(known);
  return [
    ...(found ? [say.known(records.length, rows.length, oneLine(target))] : [say.nothing(path)]),
    ...records.map(({ dose, state, handedOver, body }) => `  ${say.dose(dose, state, handedOver, body)}`),
    ...references.map((since) => `  ${say.references(at(since))}`),
    ...rows.flatMap((life) => lifeLines(life, messages, timeZone)),
    ...listed(say.similar, known.similar),
    ...listed(say.namesakes, known.namesakes),
    ...listed(say.mentions, known.mentions),
    ...listed(say.titles, known.titles),
    ...(erased === undefined ? [] : [say.erased(at(erased))]),
    ...say.elsewhere,
  ];
}

/** As docs/json-output.md promises. */
export function personJson(known: PersonKnown): Readonly<Record<string, unknown>> {
  const { target, records, rows, similar, namesakes, mentions, titles, references, erased } = known;
  return {
    known: isKnown(known),
    target,
    records: records.map(({ dose, state, handedOver, body, receipt }) => ({
      dose,
      state,
      handedOver,
      body,
      ...(receipt === undefined ? {} : { receipt }),
    })),
    rows: rows.map(lifeJson),
    similar,
    namesakes,
    mentions,
    titles,
    references: references.map(iso),
    ...(erased === undefined ? {} : { erased: iso(erased) }),
  };
}

/** What an erasure has come to, and where else to ask. */
export function erasedLines(
  { entries, rows, receipts, files, target }: Extract<Erasure, { kind: 'erased' }>,
  { rights: { purged: say } }: Messages,
): string[] {
  return [
    say.done(entries, rows),
    receipts.length > 0
      ? say.receipts(oneLine(target), receipts.map((receipt) => oneLine(receipt)).join(', '))
      : say.server(oneLine(target)),
    ...(files.length > 0 ? [say.files(files.map((file) => oneLine(file)).join(', '))] : []),
    say.kept,
  ];
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
