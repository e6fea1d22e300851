import { expect, test } from 'vitest';
import { canonicalRecord, naturalKey, RECORD_NAMESPACE, recordKey, uuidsOf } from '../../src/record/key.ts';
import type { DoseRecord } from '../../src/record/record.ts';

const RECORD: DoseRecord = {
  programme: 'covid19',
  participant: {
    nik: '3324015708450001',
    name: 'SITI AMINAH',
    birthDate: '1945-08-17',
    sex: 'female',
    phone: '+6281234567890',
  },
  dose: {
    number: 1,
    date: '2021-10-02',
    vaccine: 'coronavac',
    codes: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '511' }],
    lot: '202107012H',
  },
};
const KEY = 'b53a254a-7889-57ef-a3a7-2b38ea3b5ba5';
const URL_NAMESPACE = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
const DNS_NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

test('the example of RFC 9562, appendix A.4', () => {
  expect(uuidsOf(DNS_NAMESPACE)('www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('the namespace is the one that its comment derives', () => {
  expect(uuidsOf(URL_NAMESPACE)('urn:vax-upload:record-key')).toBe(RECORD_NAMESPACE);
});

test('who, programme, which dose', () => {
  expect(naturalKey(RECORD)).toBe('3324015708450001|covid19|1');
});

test('the key of a record never changes: servers know records by it', () => {
  expect(recordKey(naturalKey(RECORD))).toBe(KEY);
});

test('what is not part of the identity does not change the key', () => {
  const corrected = {
    ...RECORD,
    participant: { ...RECORD.participant, name: 'Siti Aminah' },
    dose: { ...RECORD.dose, date: '2021-10-03' },
  };
  expect(recordKey(naturalKey(corrected))).toBe(KEY);
});

test('every part of the identity changes the key', () => {
  const others = [
    { ...RECORD, programme: 'bian' },
    { ...RECORD, participant: { ...RECORD.participant, nik: '3324015708450002' } },
    { ...RECORD, dose: { ...RECORD.dose, number: 2 } },
  ];
  const keys = [RECORD, ...others].map((record) => recordKey(naturalKey(record)));
  expect(new Set(keys).size).toBe(4);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('the content has one spelling, whatever the order of its keys; absent values are left out', () => {
  const { participant, dose } = RECORD;
  const shuffled: DoseRecord = {
    dose: { ...(Object.fromEntries(Object.entries(dose).reverse()) as unknown as typeof dose) },
    participant: { ...(Object.fromEntries(Object.entries(participant).reverse()) as unknown as typeof participant) },
    programme: RECORD.programme,
  };
  expect(canonicalRecord(shuffled)).toBe(canonicalRecord(RECORD));
  expect(canonicalRecord(RECORD)).toBe(
    '{"programme":"covid19","participant":{"nik":"3324015708450001","name":"SITI AMINAH","birthDate":"1945-08-17","sex":"female",' +
      '"phone":"+6281234567890"},"dose":{"number":1,"date":"2021-10-02","vaccine":"coronavac",' +
      '"codes":[{"system":"http://hl7.org/fhir/sid/cvx","code":"511"}],"lot":"202107012H"}}',
  );
});
