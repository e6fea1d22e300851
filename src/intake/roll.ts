/** The door of `check`: who was seen already, without a ledger. It judges as the ledger does (admission.ts) and keeps nothing on disk. */
import { decideAdmission } from '../ledger/admission.ts';
import type { Admission, RunOutcomes } from '../ledger/ledger.ts';
import type { TakenReading } from '../ledger/prepare.ts';
import { comparableName, namesAlike } from '../record/names.ts';
import type { Problem } from '../record/problems.ts';
import type { DoseRecord } from '../record/record.ts';
import { createSeenTable, type Held } from './seen-table.ts';
import type { Door } from './take-in.ts';

const NONE: readonly Problem[] = [];
const FRESH: Admission = { kind: 'fresh', problems: NONE };

export interface Roll extends Door<TakenReading> {
  /** `waiting` are the readings that could be sent. */
  outcomes(): RunOutcomes;
}

export function createRoll(): Roll {
  const seen = createSeenTable();
  const counts = { waiting: 0, invalid: 0, repeated: 0, held: 0, skipped: 0 };
  /** As it was before the file that is being read, and what that file has done to the entries of others. */
  const before = { size: 0, counts: { ...counts }, held: [] as (readonly [number, Held])[], repeated: [] as number[] };

  function admitOne(reading: TakenReading): Admission {
    const { record, line } = reading;
    if (!record) {
      const kind = reading.kind === 'skipped' ? 'skipped' : 'invalid';
      counts[kind] += 1;
      return { kind, problems: NONE };
    }
    const family = seen.family(record.participant.nik);
    const twin = family.find((index) => seen.dose(index) === record.dose.number);
    const stranger = family.find((index) => !isSamePerson(index, record));
    if (stranger !== undefined || family.some((index) => seen.held(index) === 'person'))
      return holdAll(family, stranger, twin, reading, record);
    if (twin !== undefined) return meet(twin, record);
    seen.add(record, line);
    counts.waiting += 1;
    return FRESH;
  }

  /** The identity number stands for somebody else as well, here or in an earlier row: everything under it is held, in whatever order it comes. */
  function holdAll(
    family: readonly number[],
    stranger: number | undefined,
    twin: number | undefined,
    { line }: TakenReading,
    record: DoseRecord,
  ): Admission {
    for (const index of family) hold(index, 'person');
    if (twin === undefined) seen.setHeld(seen.add(record, line), 'person');
    counts.held += 1;
    return {
      kind: 'held',
      problems: [
        { code: 'NIK_CONFLICT', field: 'nik', severity: 'hold', params: { rows: seen.line(stranger ?? family[0] ?? 0) } },
      ],
    };
  }

  function meet(twin: number, record: DoseRecord): Admission {
    const line = seen.line(twin);
    const decision = decideAdmission({
      state: seen.held(twin) === 'no' ? 'pending' : 'held',
      thisRun: true,
      samePlace: false,
      unchangedFile: false,
      sameDose: seen.isSameDose(twin, record),
      identical: false,
    });
    if (decision === 'repeated') {
      seen.addRepeats(twin, 1);
      if (twin < before.size) before.repeated.push(twin);
      counts[seen.held(twin) === 'no' ? 'repeated' : 'held'] += 1;
      return { kind: 'repeated', problems: [{ code: 'DUP_EVENT', severity: 'warning', params: { r: line } }] };
    }
    hold(twin, 'dose');
    counts.held += 1;
    return {
      kind: 'held',
      problems: [{ code: 'DUP_DIFF', field: 'dose', severity: 'hold', params: { d: record.dose.number, r: line } }],
    };
  }

  /** What was ready or repeated is held from now on. */
  function hold(index: number, why: Held): void {
    const was = seen.held(index);
    if (was === why || was === 'person') return;
    seen.setHeld(index, why);
    if (index < before.size) before.held.push([index, was]);
    if (was !== 'no') return;
    counts.waiting -= 1;
    counts.repeated -= seen.repeats(index);
    counts.held += 1 + seen.repeats(index);
  }

  function isSamePerson(index: number, { participant }: DoseRecord): boolean {
    if (!seen.isBornOn(index, participant.birthDate)) return false;
    const name = seen.name(index);
    return (
      name === participant.name || comparableName(name) === comparableName(participant.name) || namesAlike(name, participant.name)
    );
  }

  return {
    async openFile() {
      Object.assign(before, { size: seen.size(), counts: { ...counts }, held: [], repeated: [] });
      return { id: 1 };
    },
    openSheet: async () => 1,
    admit: async (_sheet, readings) => Array.from(readings, admitOne),
    closeFile: async (_file, skipped) => {
      counts.skipped += skipped;
    },
    async abandonFile() {
      seen.truncate(before.size);
      for (const [index, was] of before.held.toReversed()) seen.setHeld(index, was);
      for (const index of before.repeated) seen.addRepeats(index, -1);
      Object.assign(counts, before.counts);
    },
    outcomes: () => ({ accepted: 0, 'already-there': 0, refused: 0, 'in-doubt': 0, ...counts }),
  };
}
