/**
 * What stands on paper: the door of `reconcile`. It judges rows as `check` does and remembers of each distinct record
 * who it is and where it stands, packed in some thirty bytes, so that a million rows stay small.
 */
import { createRoll, type RollAdmission } from '../intake/roll.ts';
import type { Door } from '../intake/take-in.ts';
import type { RunOutcomes } from '../ledger/ledger.ts';
import type { TakenReading } from '../ledger/sealed/prepare.ts';
import { recordKey, writeNaturalKey } from '../record/key.ts';
import type { DoseRecord, RecordKey, RowRef } from '../record/record.ts';

/** Who and which dose: what both key and fingerprint are made of. */
export interface Person {
  readonly programme: string;
  readonly nik: string;
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
  files(): readonly { readonly name: string; readonly digest: Uint8Array }[];
}

const START = 1 << 12;
const EIGHT_DIGITS = 27;

/** `programme`: that of all records. */
export function createPaper(programme: string): Paper {
  const roll = createRoll();
  const files: { name: string; digest: Uint8Array }[] = [];
  const sheets: { file: string; sheet: string }[] = [];
  let count = 0;
  // Columns. A NIK is two numbers of eight digits; which dose stands above the 27 bits that eight digits need.
  let high = new Uint32Array(START);
  let low = new Uint32Array(START);
  let lines = new Uint32Array(START);
  let homes = new Uint16Array(START);
  let parts = new Uint8Array(START);
  let held = new Uint8Array(START);
  /** Chains of one NIK, newest first, as index + 1; 0 ends them. */
  let next = new Uint32Array(START);
  let heads = new Uint32Array(START * 2);
  /** How it was before the file that is being read. */
  let before = 0;
  let newlyHeld: number[] = [];

  function grow(): void {
    [high, low, lines, next] = [wider(high), wider(low), wider(lines), wider(next)];
    [homes, parts, held] = [wider(homes), wider(parts), wider(held)];
    heads = new Uint32Array(high.length * 2);
    for (let index = 0; index < count; index++) chain(index);
  }

  function headOf(a: number, b: number): number {
    // Neighbouring numbers must not land in neighbouring places (multiplicative hashing, Knuth 6.4).
    const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % heads.length;
  }

  function chain(index: number): void {
    const head = headOf(digits(high[index]), low[index] ?? 0);
    next[index] = heads[head] ?? 0;
    heads[head] = index + 1;
  }

  function* family(nik: string): Iterable<number> {
    const [a, b] = halves(nik);
    for (let at = heads[headOf(a, b)] ?? 0; at !== 0; at = next[at - 1] ?? 0)
      if (low[at - 1] === b && digits(high[at - 1]) === a) yield at - 1;
  }

  function add({ participant, dose }: DoseRecord, home: number, { line, part }: TakenReading, isHeld: boolean): void {
    if (count === high.length) grow();
    const [a, b] = halves(participant.nik);
    high[count] = (a | (dose.number << EIGHT_DIGITS)) >>> 0;
    low[count] = b;
    lines[count] = line;
    homes[count] = home;
    parts[count] = part;
    held[count] = isHeld ? 1 : 0;
    chain(count);
    count += 1;
  }

  /**
   * What is wrong with a NIK holds everything under it, and near namesakes with it; a dose recorded twice only that
   * dose, and one out of order both.
   */
  function note(home: number, reading: TakenReading, { kind, problems, near = [], doses = [] }: RollAdmission): void {
    const { record } = reading;
    if (!record || (kind !== 'fresh' && kind !== 'held')) return;
    const isOfNik = problems.some(({ code }) => code === 'NIK_CONFLICT' || code === 'NIK_NEAR');
    let isThere = false;
    for (const index of family(record.participant.nik)) {
      const isSame = doseOf(high[index]) === record.dose.number;
      isThere ||= isSame;
      if (isOfNik || isSame || doses.includes(doseOf(high[index]))) hold(index);
    }
    for (const nik of near) for (const index of family(nik)) hold(index);
    if (!isThere) add(record, home, reading, kind === 'held');
  }

  function hold(index: number): void {
    if (held[index] === 1) return;
    held[index] = 1;
    newlyHeld.push(index);
  }

  const person = (index: number): Person => ({
    programme,
    nik: `${eight(digits(high[index]))}${eight(low[index] ?? 0)}`,
    dose: doseOf(high[index]),
  });

  return {
    async openFile(file) {
      files.push(file);
      before = count;
      newlyHeld = [];
      return roll.openFile(file);
    },
    async openSheet(fileId, sheet) {
      sheets.push({ file: files.at(-1)?.name ?? '', sheet: sheet.name });
      await roll.openSheet(fileId, sheet);
      return sheets.length - 1;
    },
    async admit(home, taken) {
      const readings = [...taken];
      const admissions = await roll.admit(home, readings);
      for (const [at, admission] of admissions.entries()) {
        const reading = readings[at];
        if (reading) note(home, reading, admission);
      }
      return admissions;
    },
    closeFile: (fileId, skipped) => roll.closeFile(fileId, skipped),
    async abandonFile(fileId, why) {
      files.pop();
      count = before;
      for (const index of newlyHeld) held[index] = 0;
      heads.fill(0);
      for (let index = 0; index < count; index++) chain(index);
      await roll.abandonFile(fileId, why);
    },
    size: () => count,
    isHeld: (index) => held[index] === 1,
    person,
    key: (index) => recordKey(writeNaturalKey(person(index))),
    place: (index) => ({
      file: sheets[homes[index] ?? 0]?.file ?? '',
      sheet: sheets[homes[index] ?? 0]?.sheet ?? '',
      line: lines[index] ?? 0,
      dose: parts[index] ?? 1,
    }),
    outcomes: () => roll.outcomes(),
    files: () => files,
  };
}

function wider<A extends Uint32Array | Uint16Array | Uint8Array>(old: A): A {
  const larger = new (old.constructor as new (length: number) => A)(old.length * 2);
  larger.set(old);
  return larger;
}

function halves(nik: string): [number, number] {
  return [Number(nik.slice(0, 8)), Number(nik.slice(8))];
}

function eight(number: number): string {
  return String(number).padStart(8, '0');
}

function digits(high: number | undefined): number {
  return (high ?? 0) & ((1 << EIGHT_DIGITS) - 1);
}

function doseOf(high: number | undefined): number {
  return (high ?? 0) >>> EIGHT_DIGITS;
}
