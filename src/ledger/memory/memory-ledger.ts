/**
 * The door of `check`: readings are judged as by a ledger (rules/judge.ts) and nothing is kept on disk. It knows only
 * what this run brings.
 */
import { doseSlot } from '../../record/dose-slot.ts';
import { identityOf } from '../../record/identity.ts';
import type { Problem } from '../../record/problems.ts';
import type { RunOutcomes } from '../history-side.ts';
import type { Admission, Door, FileIdentity } from '../intake-side.ts';
import { copiesProblem, doseProblem, nearProblem, orderProblem, strangerProblem } from '../rules/about-others.ts';
import { admit } from '../rules/judge.ts';
import type { TakenReading } from '../sealed/prepare.ts';
import { createMemoryStore, type Listener } from './memory-store.ts';
import type { Held, SeenTable } from './seen-table.ts';

export interface MemoryLedger extends Door<TakenReading> {
  /** `waiting` are the readings that could be sent. */
  outcomes(): RunOutcomes;
  /**
   * Once all files are in: why a person must decide about a reading that went through this door; empty when nobody
   * must.
   */
  holdsOf(reading: Pick<TakenReading, 'line' | 'record'>): readonly Problem[];
  /** In how many readings each problem stands that two rows have together: both sides, as `holdsOf` has them. */
  aboutOthers(): ReadonlyMap<Problem['code'], number>;
  /** The files that are in, in order. */
  files(): readonly FileIdentity[];
  /** The distinct records, by index; held ones among them. Sheets are numbered from 1 in the order of `openSheet`. */
  readonly entries: Pick<SeenTable, 'size' | 'identity' | 'dose' | 'series' | 'line' | 'sheet' | 'held'>;
}

const NONE: readonly Problem[] = [];

export function createMemoryLedger(listener?: Listener): MemoryLedger {
  const store = createMemoryStore(listener);
  const { table, against } = store;
  const files: FileIdentity[] = [];
  let opened: FileIdentity | undefined;
  const judge = (reading: TakenReading): Admission => admit(reading, store);

  return {
    entries: table,
    async openFile(file) {
      opened = file;
      store.begin();
      return { id: 1 };
    },
    openSheet: async () => store.nextSheet(),
    admit: async (_sheet, readings) => Array.from(readings, judge),
    async closeFile(_file, skipped) {
      store.countSkipped(skipped);
      if (opened) files.push(opened);
    },
    abandonFile: async () => store.takeBack(),
    holdsOf({ line, record }) {
      const entry =
        record &&
        table.family(identityOf(record.participant)).find((index) => table.dose(index) === doseSlot(record.dose));
      if (record === undefined || entry === undefined || table.held(entry) === 'no') return NONE;
      // Of two rows each is told of the other.
      const other = table.line(entry) === line ? (against.get(entry) ?? line) : table.line(entry);
      const why = problemOf(table.held(entry), table.dose(entry), other);
      // What is wrong with the number does not hide that the dose was recorded twice, differently.
      const differs = why.code !== 'DUP_DIFF' && !table.isSameDose(entry, record);
      return differs ? [why, doseProblem(record.dose.number, table.line(entry))] : [why];
    },
    aboutOthers() {
      const found = new Map<Problem['code'], number>();
      const add = (code: Problem['code'], readings: number): unknown =>
        readings > 0 && found.set(code, (found.get(code) ?? 0) + readings);
      for (const index of against.keys()) {
        const { readings, differing } = store.beside(index);
        const { code } = problemOf(table.held(index), table.dose(index), table.line(index));
        add(code, 1 + table.repeats(index) + readings);
        if (code !== 'DUP_DIFF') add('DUP_DIFF', differing);
      }
      return found;
    },
    files: () => files,
    outcomes: () => ({ accepted: 0, 'already-there': 0, refused: 0, 'in-doubt': 0, ...store.counts }),
  };
}

function problemOf(held: Held, dose: number, otherLine: number): Problem {
  if (held === 'person') return strangerProblem(otherLine);
  if (held === 'order') return orderProblem(otherLine);
  if (held === 'copies') return copiesProblem(otherLine);
  return held === 'near' ? nearProblem(otherLine) : doseProblem(dose, otherLine);
}
