/**
 * The store of `check`: entries of this run alone, packed (seen-table.ts), and nothing on disk. One number is one
 * programme's here, since a run is of one.
 */

import { doseSlot } from '../../record/dose-slot.ts';
import { areNear } from '../../record/fields/namesakes.ts';
import { identityOf } from '../../record/identity.ts';
import type { Problem } from '../../record/problems.ts';
import type { DoseRecord } from '../../record/record.ts';
import type { RunOutcomes } from '../history-side.ts';
import type { Admission } from '../intake-side.ts';
import type { EntryStore } from '../rules/entry-store.ts';
import { isLikePerson } from '../rules/same-row.ts';
import type { TakenReading } from '../sealed/prepare.ts';
import { askedPairs } from './asked-pairs.ts';
import { ALONE, type Beside, withReading } from './beside.ts';
import { NO_PAST } from './no-past.ts';
import { sameOrigin } from './same-origin.ts';
import { SeenEntry } from './seen-entry.ts';
import { createSeenTable, HELD, type Held, type SeenTable } from './seen-table.ts';

/** Hears what becomes of readings, in order. */
export interface Listener {
  /** `entry`: by its index; undefined for a reading that has none. `found`: what other rows say of it. */
  noted(reading: TakenReading, kind: Admission['kind'], entry: number | undefined, found: readonly Problem[]): void;
  /** All readings of an entry wait for a person from now on. */
  held(entry: number, why: Problem): void;
}

export interface MemoryStore extends EntryStore<TakenReading, SeenEntry> {
  readonly table: SeenTable;
  /** The line of a row that a held entry is in conflict with. */
  readonly against: ReadonlyMap<number, number>;
  /** What is held beside the reading that speaks for an entry. */
  beside(entry: number): Beside;
  /** How many readings came to what; `waiting` could be sent. */
  readonly counts: Pick<RunOutcomes, 'waiting' | 'invalid' | 'repeated' | 'held' | 'dismissed' | 'skipped'>;
  /** Rows without a record that are not worth a line each. */
  countSkipped(rows: number): void;
  /** From now on rows stand in another sheet. */
  nextSheet(): number;
  /** What comes from now on can be taken back. */
  begin(): void;
  /** Takes back all since `begin`. */
  takeBack(): void;
}

const NO_ENTRIES: readonly SeenEntry[] = [];
const NONE: readonly Problem[] = [];

export function createMemoryStore(listener?: Listener): MemoryStore {
  const table = createSeenTable();
  const counts = { waiting: 0, invalid: 0, repeated: 0, held: 0, dismissed: 0, skipped: 0 };
  const against = new Map<number, number>();
  const beside = new Map<number, Beside>();
  const origins = sameOrigin();
  const asked = askedPairs();
  let sheet = 0;
  /** The entry that was added for the reading that is being judged; -1 where it has met one. */
  let latest = -1;
  /** As it was before what can be taken back, and what has been done to older entries since. */
  const before = {
    size: 0,
    counts: { ...counts },
    held: [] as HeldBefore[],
    repeated: [] as number[],
    beside: new Map(beside),
  };

  const entries = (indices: readonly number[]): readonly SeenEntry[] =>
    indices.length === 0 ? NO_ENTRIES : indices.map((index) => new SeenEntry(table, index));

  function under(identity: string): readonly SeenEntry[] {
    const family = entries(table.family(identity));
    return family.length > 1 ? family.toSorted((a, b) => a.dose - b.dose) : family;
  }

  /** What was ready or repeated is held from now on. */
  function hold(index: number, why: Problem): void {
    const reason = heldFor(why);
    const was = table.held(index);
    if (HELD.indexOf(was) >= HELD.indexOf(reason)) return;
    if (index < before.size) before.held.push({ index, was, against: against.get(index) });
    table.setHeld(index, reason);
    against.set(index, lineIn(why));
    if (was !== 'no') return;
    listener?.held(index, why);
    counts.waiting -= 1;
    counts.repeated -= table.repeats(index);
    counts.held += 1 + table.repeats(index);
  }

  function repeat(index: number): void {
    table.addRepeats(index, 1);
    if (index < before.size) before.repeated.push(index);
    counts[table.held(index) === 'no' ? 'repeated' : 'held'] += 1;
  }

  function putBeside(index: number, record: DoseRecord): void {
    beside.set(index, withReading(beside.get(index) ?? ALONE, record.dose, !table.isSameDose(index, record)));
  }

  return {
    ...NO_PAST,
    table,
    counts,
    against,
    beside: (entry) => beside.get(entry) ?? ALONE,
    countSkipped(rows) {
      counts.skipped += rows;
    },
    nextSheet: () => ++sheet,
    begin() {
      origins.begin();
      asked.begin();
      Object.assign(before, {
        size: table.size(),
        counts: { ...counts },
        held: [],
        repeated: [],
        beside: new Map(beside),
      });
    },
    takeBack() {
      origins.takeBack();
      asked.takeBack();
      table.truncate(before.size);
      for (const index of against.keys()) if (index >= before.size) against.delete(index);
      for (const { index, was, against: line } of before.held.toReversed()) {
        table.setHeld(index, was);
        if (line === undefined) against.delete(index);
        else against.set(index, line);
      }
      for (const index of before.repeated) table.addRepeats(index, -1);
      beside.clear();
      for (const [index, readings] of before.beside) beside.set(index, readings);
      Object.assign(counts, before.counts);
    },
    hasRecord: ({ record }) => record !== undefined,
    recordOf,
    doseOf: (newcomer) => doseSlot(recordOf(newcomer).dose),
    personOf: (newcomer) => identityOf(recordOf(newcomer).participant),
    family: (newcomer) => under(identityOf(recordOf(newcomer).participant)),
    under,
    namesakes: (newcomer) => entries(table.namesakes(recordOf(newcomer))),
    copies: (newcomer) => entries(origins.of(newcomer)),
    askedBeside: asked.of,
    isSamePerson: (newcomer, { id }) => {
      const { participant } = recordOf(newcomer);
      return (
        table.isBornOn(id, participant.birthDate) &&
        isLikePerson(participant, { name: table.name(id), birthDate: participant.birthDate })
      );
    },
    isSameDose: (newcomer, { id }) => table.isSameDose(id, recordOf(newcomer)),
    isSameRow: ({ line }, { id }) => table.line(id) === line && table.sheet(id) === sheet,
    isNear: (newcomer, { id }) => areNear(identityOf(recordOf(newcomer).participant), table.identity(id)),
    dosesOf: ({ id }) => [table.given(id), ...(beside.get(id) ?? ALONE).doses],
    add(newcomer, state, found) {
      const index = table.add(recordOf(newcomer), newcomer.line, sheet);
      latest = index;
      if (state === 'held') {
        const why = strongest(found);
        table.setHeld(index, heldFor(why));
        against.set(index, lineIn(why));
      }
      return new SeenEntry(table, index);
    },
    hold: ({ id }, why) => hold(id, why),
    // All under the number are held for it, and no other reason takes its place (HELD).
    contest: () => undefined,
    ask(newcomer, near) {
      for (const { person } of near) asked.add(identityOf(recordOf(newcomer).participant), person);
    },
    note(newcomer, kind, { id }, found) {
      listener?.noted(newcomer, kind, id, found);
      origins.add(newcomer, id);
      if (kind === 'fresh') counts.waiting += 1;
      else if (kind === 'repeated') repeat(id);
      else {
        counts.held += 1;
        if (id !== latest) putBeside(id, recordOf(newcomer));
      }
      latest = -1;
    },
    noteWithoutRecord(newcomer, kind) {
      listener?.noted(newcomer, kind, undefined, NONE);
      counts[kind] += 1;
    },
    dismiss(newcomer) {
      listener?.noted(newcomer, 'dismissed', undefined, NONE);
      counts.dismissed += 1;
      return { kind: 'dismissed', problems: newcomer.problems };
    },
  };
}

interface HeldBefore {
  readonly index: number;
  readonly was: Held;
  readonly against: number | undefined;
}

/** Only newcomers with a record are judged. */
function recordOf({ record }: TakenReading): DoseRecord {
  if (!record) throw new Error('a reading without a record was judged');
  return record;
}

const REASONS: Readonly<Partial<Record<Problem['code'], Held>>> = {
  DUP_DIFF: 'dose',
  ROW_COPIES: 'copies',
  DOSE_ORDER_ROWS: 'order',
  NIK_NEAR: 'near',
  NIK_CONFLICT: 'person',
};

function heldFor({ code }: Problem): Held {
  const held = REASONS[code];
  if (!held) throw new Error(`${code} holds no entry`);
  return held;
}

/** The first of them that counts most. */
function strongest([first, ...others]: readonly Problem[]): Problem {
  if (!first) throw new Error('an entry is held without a reason');
  return others.reduce((most, why) => (HELD.indexOf(heldFor(why)) > HELD.indexOf(heldFor(most)) ? why : most), first);
}

/** Where the other row stands. */
function lineIn({ params }: Problem): number {
  return Number(params?.['r'] ?? params?.['rows']);
}
