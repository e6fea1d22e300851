/**
 * Prepared readings as one array of bytes, which is handed to another thread without copying. Four thousand small
 * arrays a message would cost more than reading the rows, and what is alive when young objects are swept lets their
 * heap grow (docs/performance.md).
 */
import { GIVEN_BYTES } from '../ledger/given-dose.ts';
import type { PreparedReading, RowOrigin } from '../ledger/sealed/prepare.ts';

/** One message's readings. Strings are sparse: most rows have no problem. */
export interface Packed {
  readonly count: number;
  /**
   * Of each reading its line, its mark (0 invalid, 1 skipped, else which dose it is (record/dose-slot.ts) + 1) and
   * where its bytes end, as columns of 32 bits; then which of the sites it names, from 1 (0: none), as a column of 16
   * bits; then its group, as a column of 8 bits; then the bytes of all.
   */
  readonly buffer: ArrayBuffer;
  readonly problems: ReadonlyMap<number, string>;
  readonly origins: ReadonlyMap<number, RowOrigin>;
  /** Facilities that are named in it, each once. */
  readonly sites: readonly string[];
}

const INVALID = 0;
const SKIPPED = 1;
const PERSON = 16;
const WHO = 8;
const WHAT = 8;
const NAMESAKE = 8;
const SAID = 8;

/** Packs messages one after the other: each reading is packed when it is made, so that it need not be kept. */
export function packer(): (readings: Iterable<PreparedReading>, count: number) => Packed {
  let room = new Uint8Array(256 * 1024);
  let used = 0;

  function put(piece: Uint8Array): void {
    if (used + piece.length > room.length) {
      const larger = new Uint8Array(2 * (used + piece.length));
      larger.set(room);
      room = larger;
    }
    room.set(piece, used);
    used += piece.length;
  }

  function putRecord({ person, who, what, namesake, given, sealed }: NonNullable<PreparedReading['record']>): void {
    put(person);
    put(who);
    put(what);
    put(namesake);
    put(given);
    put(sealed);
  }

  return (readings, count) => {
    const head = columnsOf(new ArrayBuffer(headSize(count)), count);
    const problems = new Map<number, string>();
    const origins = new Map<number, RowOrigin>();
    const sites = new Map<string, number>();
    used = 0;
    let index = 0;
    for (const { line, group, kind, problems: noticed, origin, record, said, row, site } of readings) {
      head.lines[index] = line;
      head.groups[index] = group;
      head.marks[index] = record ? record.dose + 1 : kind === 'skipped' ? SKIPPED : INVALID;
      if (noticed !== null) problems.set(index, noticed);
      if (origin) origins.set(index, origin);
      if (site !== undefined) head.sites[index] = placeIn(sites, site);
      if (record) putRecord(record);
      else if (row && said) {
        put(said);
        put(row);
      }
      head.ends[index] = used;
      index += 1;
    }
    const packed = new Uint8Array(headSize(count) + used);
    packed.set(new Uint8Array(head.lines.buffer));
    packed.set(room.subarray(0, used), headSize(count));
    return { count, buffer: packed.buffer, problems, origins, sites: [...sites.keys()] };
  };
}

function headSize(count: number): number {
  return 15 * count;
}

/** Which of these it is, from 1; it is added where it is new. */
function placeIn(sites: Map<string, number>, site: string): number {
  const known = sites.get(site);
  if (known !== undefined) return known;
  sites.set(site, sites.size + 1);
  return sites.size;
}

/** The columns of the head. */
function columnsOf(buffer: ArrayBuffer, count: number) {
  return {
    lines: new Uint32Array(buffer, 0, count),
    marks: new Uint32Array(buffer, 4 * count, count),
    ends: new Uint32Array(buffer, 8 * count, count),
    sites: new Uint16Array(buffer, 12 * count, count),
    groups: new Uint8Array(buffer, 14 * count, count),
  };
}

/**
 * Makes each reading when it is asked for: all at once they would be four thousand objects that outlive a collection.
 */
export function* unpack({ count, buffer, problems, origins, sites: named }: Packed): Generator<PreparedReading> {
  const { lines, marks, ends, groups, sites } = columnsOf(buffer, count);
  const bytes = new Uint8Array(buffer, headSize(count));
  let from = 0;
  for (let index = 0; index < count; index++) {
    const end = ends[index] ?? from;
    const mark = marks[index] ?? INVALID;
    const origin = origins.get(index);
    const reading: { -readonly [Key in keyof PreparedReading]: PreparedReading[Key] } = {
      line: lines[index] ?? 0,
      group: groups[index] ?? 1,
      kind: mark > SKIPPED ? 'valid' : mark === SKIPPED ? 'skipped' : 'invalid',
      problems: problems.get(index) ?? null,
    };
    const site = named[(sites[index] ?? 0) - 1];
    if (origin) reading.origin = origin;
    if (site !== undefined) reading.site = site;
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
