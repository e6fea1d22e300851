/** What goes over a poor line for a thousand rows, with and without compression. */
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { privateKeyFrom, publicBytesOf } from '../../src/parcel/hpke.ts';
import { sealParcel, writeParcel } from '../../src/parcel/parcel.ts';
import { naturalKey, recordKey } from '../../src/record/key.ts';
import type { DoseRecord } from '../../src/record/record.ts';
import { people } from '../cli/clerk.ts';

const key = publicBytesOf(privateKeyFrom(Buffer.alloc(32, 1), 'a test'));

/** A sheet of a district: as many villages, facilities and lots as one has, and nobody twice. */
function parcelOf(count: number) {
  const rows = people(count).map(({ nik, name, born, phone }, index) => {
    const [day = '', month = '', year = ''] = born.split('/');
    const record: DoseRecord = {
      programme: 'covid19',
      participant: {
        ...{ nik, name, birthDate: `${year}-${month}-${day}`, sex: index % 2 === 0 ? 'female' : 'male', phone },
        address: `Dusun ${1 + (index % 7)} RT ${1 + (index % 12)}`,
      },
      dose: {
        ...{ number: 1 + (index % 2), date: `2021-10-${String(1 + (index % 28)).padStart(2, '0')}` },
        ...{ vaccine: 'coronavac', lot: `CTHSI${100 + (index % 5)}A`, site: `Puskesmas Contoh ${index % 4}` },
        codes: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '511' }],
      },
    };
    const place = { file: 'Oktober 2021.xlsx', digest: '01ab23cd', sheet: 'Data', line: index + 2, group: 1 };
    return { key: recordKey(naturalKey(record)), record, place };
  });
  return { replyTo: key, rows };
}

it('a thousand rows are at most a sixth of what they are without compression', () => {
  const parcel = parcelOf(1_000);
  const plain = Buffer.byteLength(writeParcel(parcel));
  const sealed = sealParcel({ id: '0b0e7a3c-5a0f-4a54-9d5c-3f4e2b1a0d11', district: 'kendal' }, parcel, key).length;
  expect(plain).toBeGreaterThan(300_000);
  expect(sealed).toBeLessThan(plain / 6);
  // What every computer has, and a fifth more over the line.
  expect(sealed).toBeLessThan(gzipSync(writeParcel(parcel)).length);
});

it('one row alone is hardly larger than it is by itself', () => {
  const parcel = parcelOf(1);
  const sealed = sealParcel({ id: '0b0e7a3c-5a0f-4a54-9d5c-3f4e2b1a0d11', district: 'kendal' }, parcel, key).length;
  expect(sealed).toBeLessThan(Buffer.byteLength(writeParcel(parcel)) + 100);
});
