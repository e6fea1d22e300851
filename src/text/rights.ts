/** What `find` and `purge` say of one person. Times come as text; nothing here is of a cell. */
import type { EntryState } from '../ledger/states.ts';
import type { IdentityKind } from '../record/fields/asked-identity.ts';

export interface RightsWords {
  /** Before a number that is typed and not shown. */
  readonly ask: Readonly<Record<IdentityKind, string>>;
  /** How such a number is written, behind `Write it like this:`. */
  readonly expected: Readonly<Record<IdentityKind, string>>;
  nothing(path: string): string;
  /** `target` is empty where nothing was sent anywhere yet. */
  known(records: number, rows: number, target: string): string;
  /** One dose: where it is, and whether its record is still here. */
  dose(dose: number, state: EntryState, handedOver: boolean, body: boolean): string;
  references(since: string): string;
  /** Each is followed by a list of places. */
  readonly similar: string;
  readonly namesakes: string;
  readonly mentions: string;
  readonly titles: string;
  /** A row in such a list; `line` is missing for a sheet as a whole. */
  place(file: string, sheet: string, line: number | undefined): string;
  more(places: number): string;
  erased(at: string): string;
  /** Where else to look, which this program cannot. */
  readonly elsewhere: readonly string[];
  purged: {
    done(entries: number, rows: number): string;
    receipts(target: string, receipts: string): string;
    server(target: string): string;
    files(files: string): string;
    readonly kept: string;
    readmitted(marks: number): string;
  };
  everyone: {
    written(path: string, rows: number): string;
    readonly nothingReadable: string;
    others(people: number, records: number): string;
    file(file: string, people: number, records: number): string;
    /** Headings of the list, and what its second sheet is called. */
    readonly columns: readonly [file: string, sheet: string, line: string, state: string];
    readonly sheets: readonly [readable: string, counted: string];
    readonly counted: readonly [file: string, people: string, records: string];
  };
}
