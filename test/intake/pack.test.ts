/** Readings packed for another thread come out as they went in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packer, unpack } from '../../src/intake/pack.ts';
import type { PreparedReading } from '../../src/ledger/sealed/prepare.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const place = {
  line: fc.integer({ min: 1, max: 5_000_000 }),
  group: fc.integer({ min: 1, max: 9 }),
  problems: fc.option(fc.constantFrom('NIK_CLEANED:nik:warning', 'DOB_SWAP:birthDate:warning PHONE_BAD:phone:warning')),
  origin: fc.option(
    fc.record({
      file: fc.string(),
      sheet: fc.string(),
      line: fc.integer({ min: 1, max: 5_000_000 }),
      confirmed: fc.boolean(),
      cells: fc.array(fc.string()),
    }),
    { nil: undefined, freq: 3 },
  ),
};

const anyReading: fc.Arbitrary<PreparedReading> = fc
  .oneof(
    fc.record({
      ...place,
      kind: fc.constant('valid' as const),
      record: fc.record({
        person: bytes(16),
        dose: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 256, max: 2 ** 24 - 1 })),
        who: bytes(8),
        what: bytes(8),
        namesake: bytes(8),
        given: bytes(16),
        sealed: fc.uint8Array({ maxLength: 300 }),
      }),
    }),
    fc.record({
      ...place,
      kind: fc.constant('invalid' as const),
      row: fc.uint8Array({ maxLength: 300 }),
      said: bytes(8),
    }),
    fc.record({ ...place, kind: fc.constant('skipped' as const) }),
  )
  .map(({ origin, ...reading }) => ({ ...reading, ...(origin ? { origin } : {}) }));

const pack = packer();

describe('packing', () => {
  it('keeps every reading, in order, also through a thread', () => {
    fc.assert(
      fc.property(fc.array(anyReading, { maxLength: 30 }), (readings) => {
        const packed = pack(readings, readings.length);
        const sent = structuredClone(packed, { transfer: [packed.buffer] });
        expect([...unpack(sent)]).toEqual(readings);
      }),
    );
  });

  it('hands the bytes over, and does not copy them', () => {
    const packed = pack([{ line: 5, group: 1, kind: 'invalid', problems: null, row: new Uint8Array(40) }], 1);
    structuredClone(packed, { transfer: [packed.buffer] });
    expect(packed.buffer.byteLength).toBe(0);
  });

  it('makes a reading when it is asked for', () => {
    const readings = unpack(
      pack(
        [
          { line: 5, group: 1, kind: 'skipped', problems: null },
          { line: 6, group: 1, kind: 'skipped', problems: null },
        ],
        2,
      ),
    );
    expect(readings.next().value).toMatchObject({ line: 5 });
    expect(readings.next().value).toMatchObject({ line: 6 });
    expect(readings.next().done).toBe(true);
  });

  it('takes rows that are larger than its room, and forgets nothing of what it has packed before', () => {
    const row = (size: number) =>
      ({
        line: 5,
        group: 1,
        kind: 'invalid',
        problems: null,
        said: new Uint8Array(8),
        row: new Uint8Array(size).fill(7),
      }) as const;
    const large = [row(10), row(600_000), row(3)];
    const before = pack([row(20)], 1);
    expect([...unpack(pack(large, 3))]).toEqual(large);
    expect([...unpack(before)]).toEqual([row(20)]);
  });
});
