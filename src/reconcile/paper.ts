/**
 * What stands on paper: the door of `reconcile`. It judges rows as `check` does, with the same ledger in memory, and
 * remembers besides in which part of its row each distinct record stands.
 */

import type { RunOutcomes } from '../ledger/history-side.ts';
import type { Door, FileIdentity } from '../ledger/intake-side.ts';
import { createMemoryLedger } from '../ledger/memory/memory-ledger.ts';
import type { TakenReading } from '../ledger/sealed/prepare.ts';
import { numberInSlot } from '../record/dose-slot.ts';
import { recordKey, writeNaturalKey } from '../record/key.ts';
import type { RecordKey, RowRef } from '../record/record.ts';

/** Who and which dose: what both key and fingerprint are made of. */
export interface Person {
  readonly programme: string;
  /** The number of the person (record/identity.ts). */
  readonly identity: string;
  /** In a programme of several series. */
  readonly series?: string;
  /** Which dose of the person. */
  readonly dose: number;
}

export interface Paper extends Door<TakenReading> {
  /** Distinct records, held ones included; they are addressed by number from 0. */
  size(): number;
  /** A person must decide; such a record is not sent and not asked for. */
  isHeld(index: number): boolean;
  key(index: number): RecordKey;
  person(index: number): Person;
  place(index: number): RowRef;
  /** As of `check`: `waiting` are the distinct records that could be sent. */
  outcomes(): RunOutcomes;
  /** The files that were read, with the digest of their bytes. */
  files(): readonly FileIdentity[];
}

const START = 1 << 12;

/** `programme`: that of all records. */
export function createPaper(programme: string): Paper {
  const sheets: { file: string; sheet: string }[] = [];
  let file = '';
  let groups = new Uint8Array(START);
  const ledger = createMemoryLedger({
    noted({ group }, _kind, entry) {
      // The reading that comes first speaks for its entry.
      if (entry === undefined || entry !== ledger.entries.size() - 1) return;
      if (entry >= groups.length) groups = wider(groups);
      groups[entry] ||= group;
    },
    held: () => undefined,
  });
  const { entries } = ledger;

  function person(index: number): Person {
    const series = entries.series(index);
    const known = { programme, identity: entries.identity(index), dose: numberInSlot(entries.dose(index)) };
    return series === undefined ? known : { ...known, series };
  }

  return {
    openFile(identity) {
      file = identity.name;
      return ledger.openFile(identity);
    },
    openSheet(fileId, sheet) {
      sheets.push({ file, sheet: sheet.name });
      return ledger.openSheet(fileId, sheet);
    },
    admit: ledger.admit,
    closeFile: ledger.closeFile,
    async abandonFile(fileId, why) {
      await ledger.abandonFile(fileId, why);
      groups.fill(0, entries.size());
    },
    size: entries.size,
    isHeld: (index) => entries.held(index) !== 'no',
    person,
    key: (index) => recordKey(writeNaturalKey(person(index))),
    place(index) {
      const { file: of = '', sheet = '' } = sheets[entries.sheet(index) - 1] ?? {};
      return { file: of, sheet, line: entries.line(index), group: groups[index] ?? 1 };
    },
    outcomes: ledger.outcomes,
    files: ledger.files,
  };
}

function wider(old: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(old.length * 2);
  larger.set(old);
  return larger;
}
