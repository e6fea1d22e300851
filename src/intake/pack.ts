/**
 * Prepared readings as a few large arrays, which are handed to another thread without copying. Four thousand small
 * arrays a message would cost more than reading the rows (docs/performance.md).
 */
import { GIVEN_BYTES } from '../ledger/given-dose.ts';
import type { PreparedReading, RowOrigin } from '../ledger/sealed/prepare.ts';

/** One message's readings. Strings are sparse: most rows have no problem. */
export interface Packed {
  readonly lines: Uint32Array;
  readonly groups: Uint8Array;
  /** 0 invalid, 1 skipped, else which dose it is (record/dose-slot.ts) + 1. */
  readonly marks: Uint32Array;
  /** Where each reading's bytes end in `bytes`. */
  readonly ends: Uint32Array;
  readonly bytes: Uint8Array;
  readonly problems: ReadonlyMap<number, string>;
  readonly origins: ReadonlyMap<number, RowOrigin>;
}

const INVALID = 0;
const SKIPPED = 1;
const PERSON = 16;
const WHO = 8;
const WHAT = 8;
const NAMESAKE = 8;
const SAID = 8;

export function pack(readings: readonly PreparedReading[]): Packed {
  const n = readings.length;
  const lines = new Uint32Array(n);
  const groups = new Uint8Array(n);
  const marks = new Uint32Array(n);
  const ends = new Uint32Array(n);
  const problems = new Map<number, string>();
  const origins = new Map<number, RowOrigin>();
  let size = 0;
  for (const { record, row } of readings)
    size += record ? PERSON + WHO + WHAT + NAMESAKE + GIVEN_BYTES + record.sealed.length : row ? SAID + row.length : 0;
  const bytes = new Uint8Array(size);
  let at = 0;
  readings.forEach((reading, index) => {
    const { record } = reading;
    lines[index] = reading.line;
    groups[index] = reading.group;
    marks[index] = record ? record.dose + 1 : reading.kind === 'skipped' ? SKIPPED : INVALID;
    if (reading.problems !== null) problems.set(index, reading.problems);
    if (reading.origin) origins.set(index, reading.origin);
    for (const piece of record
      ? [record.person, record.who, record.what, record.namesake, record.given, record.sealed]
      : reading.row && reading.said
        ? [reading.said, reading.row]
        : []) {
      bytes.set(piece, at);
      at += piece.length;
    }
    ends[index] = at;
  });
  return { lines, groups, marks, ends, bytes, problems, origins };
}

/** What to hand over rather than copy. */
export function buffersOf({ lines, groups, marks, ends, bytes }: Packed): ArrayBuffer[] {
  return [lines, groups, marks, ends, bytes].map((array) => array.buffer as ArrayBuffer);
}

/**
 * Makes each reading when it is asked for: all at once they would be four thousand objects that outlive a collection.
 */
export function* unpack({ lines, groups, marks, ends, bytes, problems, origins }: Packed): Generator<PreparedReading> {
  let from = 0;
  for (let index = 0; index < lines.length; index++) {
    const end = ends[index] ?? from;
    const mark = marks[index] ?? INVALID;
    const origin = origins.get(index);
    const reading: { -readonly [Key in keyof PreparedReading]: PreparedReading[Key] } = {
      line: lines[index] ?? 0,
      group: groups[index] ?? 1,
      kind: mark > SKIPPED ? 'valid' : mark === SKIPPED ? 'skipped' : 'invalid',
      problems: problems.get(index) ?? null,
    };
    if (origin) reading.origin = origin;
    if (mark > SKIPPED) reading.record = unpackRecord(bytes, from, end, mark - 1);
    else if (mark === INVALID) {
      reading.said = bytes.subarray(from, from + SAID);
      reading.row = bytes.subarray(from + SAID, end);
    }
    yield reading;
    from = end;
  }
}

function unpackRecord(
  bytes: Uint8Array,
  from: number,
  end: number,
  dose: number,
): NonNullable<PreparedReading['record']> {
  const who = from + PERSON;
  const what = who + WHO;
  const namesake = what + WHAT;
  const given = namesake + NAMESAKE;
  const sealed = given + GIVEN_BYTES;
  return {
    person: bytes.subarray(from, who),
    dose,
    who: bytes.subarray(who, what),
    what: bytes.subarray(what, namesake),
    namesake: bytes.subarray(namesake, given),
    given: bytes.subarray(given, sealed),
    sealed: bytes.subarray(sealed, end),
  };
}
