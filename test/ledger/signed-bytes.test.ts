/** What is signed of a row that is added is what SQL makes of the row that stands there. */
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesWriter, type SignedValue } from '../../src/ledger/sqlite/signed-bytes.ts';
import { SIGNED_TABLES, type SignedTable, signedText } from '../../src/ledger/sqlite/signed-tables.ts';

const anyBytes = fc.uint8Array({ maxLength: 1500 });
/** Never empty: nonce and tag at least. */
const anySealed = fc.uint8Array({ minLength: 1, maxLength: 1500 });
const anyText = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0'));
const anyNumber = fc.oneof(fc.integer(), fc.integer({ min: 0 }), fc.maxSafeNat());
const anyValue: fc.Arbitrary<SignedValue> = fc.oneof(
  anyNumber,
  anyText,
  fc.constant("'it''s'"),
  anyBytes,
  fc.constant(null),
);

/** The text by SQL, of a table without types, so that each value stays what it is: a whole number is a BigInt there. */
function bySql(table: SignedTable, row: Readonly<Record<string, SignedValue>>): string {
  const db = new DatabaseSync(':memory:');
  const columns = [...table.key, ...table.columns];
  db.exec(`CREATE TABLE given (${columns.join(', ')})`);
  db.prepare(`INSERT INTO given VALUES (${columns.map(() => '?').join(', ')})`).run(
    ...columns.map((column) => asStored(row[column] ?? null)),
  );
  const text = db.prepare(`SELECT ${signedText(table, 'given')} AS text FROM given`).get()?.['text'];
  db.close();
  return String(text);
}

function asStored(value: SignedValue): null | bigint | string | Uint8Array {
  return typeof value === 'number' ? BigInt(value) : value;
}

describe.each(SIGNED_TABLES.map((table) => [table.name, table] as const))('the signed text of %s', (_, table) => {
  const columns: readonly string[] = [...table.key, ...table.columns];
  const anyRow = fc
    .tuple(
      ...columns.map((column) => (table.sealed.some((sealed) => sealed === column) ? fc.option(anySealed) : anyValue)),
    )
    .map((values) => Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null])));

  it('is the same in bytes as in SQL, one row after the other', () => {
    const write = bytesWriter(table);
    fc.assert(
      fc.property(anyRow, (row) => {
        expect(Buffer.from(write(row)).toString()).toBe(bySql(table, row));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves out what is not there', () => {
    expect(Buffer.from(bytesWriter(table)({})).toString()).toBe(table.name);
  });
});
