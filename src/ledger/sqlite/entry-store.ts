/** The entries of this ledger as the judge of admission asks for them (ledger/rules): finds, compares and writes. */
import { basename } from 'node:path';
import type { Problem } from '../../record/problems.ts';
import type { EntryStore } from '../rules/entry-store.ts';
import { type PreparedReading, readProblems, writeProblems } from '../sealed/prepare.ts';
import { comparison, preparedOf } from './comparison.ts';
import type { Connection } from './connection.ts';
import { type CorrectedRows, correctedRows } from './corrected.ts';
import { saidBy } from './decision-rows.ts';
import { decisionsIn, type Settled } from './decisions.ts';
import { KIND } from './entry-rows.ts';
import { type Erased, erasedIn } from './erased.ts';
import { intakeStatements } from './intake-statements.ts';
import { neighboursIn } from './neighbours.ts';
import type { Place, SheetPlaces } from './places.ts';
import { sitesIn } from './sites.ts';
import { bytesOf, hex, type StoredEntry } from './stored-entry.ts';

export interface SqliteStore extends EntryStore<PreparedReading, StoredEntry> {
  /** Before a file. */
  begin(): void;
  /** Newcomers stand in this sheet from now on. */
  enter(place: Place): void;
  /** As in `CorrectedRows`. */
  open: CorrectedRows['open'];
  lookAgain(): void;
  /** As `mayBeNew` of Sites. */
  mayBeNewSite(name: string | undefined): boolean;
  /** As `markOf` of Erased. */
  markOf: Erased['markOf'];
  /** What a row says that needs a person. */
  saidBy(reading: PreparedReading): Uint8Array | undefined;
  /** When the whole file was seen: removes the entries that nobody speaks for any more. */
  settle(): void;
  /** Entries that the server is proven to lack. */
  takeBack(entries: readonly number[]): void;
}

/** `who`: the system user of the run, for what a person decides. */
export function sqliteStore(
  connection: Connection,
  places: SheetPlaces,
  who: string,
  overwrites: boolean,
): SqliteStore {
  const sites = sitesIn(connection);
  const write = intakeStatements(connection, sites);
  const decisions = decisionsIn(connection, who);
  const corrected = correctedRows(connection, decisions);
  const neighbours = neighboursIn(connection);
  const erased = erasedIn(connection);
  let lost: ReadonlySet<number> = new Set();
  let entered: Place | undefined;

  function place(): Place {
    if (!entered) throw new Error('no sheet was opened');
    return entered;
  }

  /** What is said of the row itself is said of no row any more: nobody is asked. */
  function noteSettled(reading: PreparedReading, { kind, entry, decision }: Settled): void {
    const { problems } = reading;
    write.read(place(), reading, { kind, entry, problems, sealed: null, said: saidBy(reading, connection), decision });
  }

  return {
    ...comparison(connection, places, place),
    begin() {
      // What a file that was taken back has brought is not there.
      sites.forget();
      erased.begin();
      decisions.begin();
      corrected.begin();
    },
    enter(sheet) {
      entered = sheet;
    },
    open: corrected.open,
    lookAgain: corrected.lookAgain,
    mayBeNewSite: sites.mayBeNew,
    markOf: erased.markOf,
    saidBy: (reading) => saidBy(reading, connection),
    settle: corrected.settle,
    takeBack(entries) {
      lost = new Set(entries);
    },
    hasRecord: ({ record }) => record !== undefined,
    family: (newcomer) => write.family(preparedOf(newcomer).person),
    under: (person) => write.family(bytesOf(person)),
    namesakes: (newcomer) => write.namesakes(preparedOf(newcomer)),
    copies: (newcomer) => write.copies(place(), newcomer),
    askedBeside: neighbours.askedBeside,
    answer: neighbours.answer,
    whyHeld: write.whyHeld,
    isLost: ({ id }) => lost.has(id),
    isAsked: write.isAsked,
    overwrites,
    isUnchangedFile: () => place().unchanged,
    add: (newcomer, state) => write.add(place(), newcomer, preparedOf(newcomer), state),
    own: (entry, newcomer) => write.own(entry, place(), newcomer),
    replace: (entry, newcomer, state) => write.replace(entry, place(), newcomer, preparedOf(newcomer), state),
    hold: write.hold,
    contest: (newcomer) => write.contest(preparedOf(newcomer).person),
    ask(newcomer, near) {
      neighbours.ask(
        hex(preparedOf(newcomer).person),
        near.map(({ person }) => person),
      );
    },
    keep: (newcomer) => neighbours.keep(hex(preparedOf(newcomer).person)),
    leaveOpen: (newcomer) => neighbours.leaveOpen(hex(preparedOf(newcomer).person)),
    keepOther: (newcomer, other) => neighbours.keepOther(hex(preparedOf(newcomer).person), other),
    note(newcomer, kind, { id }, found, still) {
      const isHeld = kind === 'held';
      write.read(place(), newcomer, {
        kind: isHeld ? KIND.held : kind === 'repeated' ? KIND.repeated : KIND.owner,
        entry: id,
        problems: joined(newcomer.problems, found, still),
        sealed: isHeld ? preparedOf(newcomer).sealed : null,
        said: isHeld ? saidBy(newcomer, connection) : undefined,
      });
    },
    noteWithoutRecord(newcomer, kind) {
      const { problems, row, said } = newcomer;
      write.read(place(), newcomer, { kind: KIND[kind], entry: null, problems, sealed: row ?? null, said });
    },
    settled(newcomer) {
      if (erased.has(newcomer)) {
        write.read(place(), newcomer, ERASED);
        return { kind: 'dismissed', problems: [] };
      }
      const settled = decisions.of(place(), newcomer);
      if (!settled) return undefined;
      noteSettled(newcomer, settled);
      const kind = settled.kind === KIND.dismissed ? 'dismissed' : 'settled';
      return { kind, problems: readProblems(newcomer.problems) };
    },
    dismiss(newcomer) {
      const { fileName, sheetName } = place();
      const { file, sheet, line } = newcomer.origin ?? {
        file: basename(fileName),
        sheet: sheetName,
        line: newcomer.line,
      };
      const said = saidBy(newcomer, connection) ?? new Uint8Array();
      const decision = decisions.dismiss({ file, sheet, line, group: newcomer.group, said });
      noteSettled(newcomer, { decision, kind: KIND.dismissed, entry: null });
      return { kind: 'dismissed', problems: readProblems(newcomer.problems) };
    },
    withdraw: (newcomer, inPlace) => corrected.withdraw(place(), newcomer, inPlace?.id),
    setAside: (newcomer, asked) => corrected.see(place(), newcomer, asked),
  };
}

/** A row of somebody who was erased: nothing of it is kept but that it is there. */
const ERASED = { kind: KIND.dismissed, entry: null, problems: null, sealed: null, said: undefined } as const;

/** What was found of a row itself and beside others, in one text; null where that is nothing. */
function joined(own: string | null, found: readonly Problem[], still: readonly Problem[]): string | null {
  if (found.length === 0 && still.length === 0) return own;
  return [own, writeProblems(found), writeProblems(still)].filter((written) => written !== null).join(' ');
}
