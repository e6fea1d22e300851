import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeLookup, encodeSubmission, readFound, readVerdicts } from '../../../src/target/json/body.ts';
import { inventedConsignments } from '../../support/consignments.ts';

const KEYS = ['k1', 'k2', 'k3'];
const accepted = (key: string) => ({ key, status: 'accepted', id: `id-${key}` });

describe('a reply to a submission', () => {
  it('is matched by key, in whatever order', () => {
    const results = [
      { key: 'k3', status: 'refused', problems: [{ field: 'nik', code: 'X', message: 'No' }] },
      accepted('k1'),
      { key: 'k2', status: 'already-there', id: 'old' },
    ];
    expect(readVerdicts({ results }, KEYS, 200)).toEqual(
      new Map([
        ['k3', { kind: 'refused', reasons: [{ field: 'nik', means: 'nik', code: 'X', message: 'No' }] }],
        ['k1', { kind: 'accepted', receipt: 'id-k1' }],
        ['k2', { kind: 'already-there', receipt: 'old' }],
      ]),
    );
  });

  it('may refuse without a word, or with words we do not know', () => {
    const results = KEYS.map((key) => ({ key, status: 'refused', problems: 'because' }));
    const reasons = [{ code: 'HTTP_207', message: 'no reason given', status: 207 }];
    expect(readVerdicts({ results }, KEYS, 207)?.get('k1')).toEqual({ kind: 'refused', reasons });
  });

  it('has ids of up to 200 characters; blanks around them are none of theirs', () => {
    const ids = ['x'.repeat(200), ' 7f3a ', 'Imunisasi/é 7'];
    const results = KEYS.map((key, index) => ({ ...accepted(key), id: ids[index] ?? '' }));
    const receipts = [...(readVerdicts({ results }, KEYS, 200)?.values() ?? [])].map(
      (verdict) => 'receipt' in verdict && verdict.receipt,
    );
    expect(receipts).toEqual(['x'.repeat(200), '7f3a', 'Imunisasi/é 7']);
  });

  it('may have the keys in capitals and the ids as numbers, as some databases give them back', () => {
    const results = KEYS.map((key, index) => ({ key: key.toUpperCase(), status: 'accepted', id: index + 17 }));
    expect(readVerdicts({ results }, KEYS, 200)?.get('k2')).toEqual({ kind: 'accepted', receipt: '18' });
    expect(readFound({ found: results }, KEYS)?.get('k3')).toEqual({ receipt: '19' });
    for (const id of [2 ** 53, 1.5, Number.NaN, true])
      expect(readFound({ found: [{ key: 'k1', id }] }, KEYS), String(id)).toBe(undefined);
  });

  const good = KEYS.map(accepted);
  const rows: readonly [wrong: string, reply: unknown][] = [
    ['is not an object', 'ok'],
    ['is null', null],
    ['is a list', good],
    ['has no results', {}],
    ['has results that are no list', { results: { 0: good[0] } }],
    ['is short', { results: good.slice(1) }],
    ['is long', { results: [...good, accepted('k4')] }],
    ['names a key that was not sent', { results: [...good.slice(1), accepted('k4')] }],
    ['names a key twice', { results: [...good.slice(1), accepted('k2')] }],
    ['has a result without a key', { results: good.with(0, { status: 'accepted', id: 'x' } as never) }],
    ['has a key that is a number', { results: good.with(0, { ...accepted('k1'), key: 1 } as never) }],
    ['has a status that nobody knows', { results: good.with(0, { ...accepted('k1'), status: 'queued' }) }],
    ['has a status in capitals', { results: good.with(0, { ...accepted('k1'), status: 'ACCEPTED' }) }],
    ['has no status', { results: good.with(0, { key: 'k1', id: 'x' } as never) }],
    ['accepts without an id', { results: good.with(0, { key: 'k1', status: 'accepted' } as never) }],
    ['accepts with an empty id', { results: good.with(0, { ...accepted('k1'), id: ' ' }) }],
    ['accepts with an id longer than any', { results: good.with(0, { ...accepted('k1'), id: 'x'.repeat(201) }) }],
    ['accepts with an id of two lines', { results: good.with(0, { ...accepted('k1'), id: 'a\nb' }) }],
    ['accepts with an id that moves the cursor', { results: good.with(0, { ...accepted('k1'), id: 'a\u009b2Jb' }) }],
    ['accepts with an id that is turned round', { results: good.with(0, { ...accepted('k1'), id: 'a\u202eb' }) }],
    ['accepts with an id of nothing that is seen', { results: good.with(0, { ...accepted('k1'), id: '\u200b' }) }],
    [
      'accepts with a number as id that no program reads exactly',
      { results: good.with(0, { ...accepted('k1'), id: 2 ** 53 } as never) },
    ],
    ['says already-there without an id', { results: good.with(0, { key: 'k1', status: 'already-there' } as never) }],
    ['has a null among its results', { results: good.with(0, null as never) }],
  ];
  it.each(rows)('is believed in nothing when it %s', (_, reply) => {
    expect(readVerdicts(reply, KEYS, 200)).toBeUndefined();
  });

  it('gives exactly one verdict a key or none at all, whatever comes', () => {
    const result = fc.record({
      key: fc.constantFrom('k1', 'k2', 'k3', 'k4', 5),
      status: fc.constantFrom('accepted', 'already-there', 'refused', 'x'),
      id: fc.constantFrom('a', '', undefined, 3),
    });
    fc.assert(
      fc.property(fc.oneof(fc.record({ results: fc.array(result, { maxLength: 4 }) }), fc.jsonValue()), (reply) => {
        const verdicts = readVerdicts(reply, KEYS, 200);
        if (verdicts) expect([...verdicts.keys()].sort()).toEqual(KEYS);
      }),
    );
  });
});

describe('a reply to a lookup', () => {
  it('says absent of every key that it does not list', () => {
    expect(readFound({ found: [{ key: 'k2', id: 'r2' }] }, KEYS)).toEqual(
      new Map<string, unknown>([
        ['k1', 'absent'],
        ['k2', { receipt: 'r2' }],
        ['k3', 'absent'],
      ]),
    );
  });

  it.each<[string, unknown]>([
    ['has no list', {}],
    ['is a page', undefined],
    ['names a key that was not asked for', { found: [{ key: 'k9', id: 'r' }] }],
    [
      'names a key twice',
      {
        found: [
          { key: 'k1', id: 'r' },
          { key: 'k1', id: 'r' },
        ],
      },
    ],
    ['has no id', { found: [{ key: 'k1' }] }],
    ['has a null', { found: [null] }],
    ['has an id longer than any', { found: [{ key: 'k1', id: 'x'.repeat(201) }] }],
    ['has an id that is turned round', { found: [{ key: 'k1', id: 'a\u2067b' }] }],
  ])('is believed in nothing when it %s', (_, reply) => {
    expect(readFound(reply, KEYS)).toBeUndefined();
  });
});

describe('what is sent', () => {
  it('is the contract of the intake API, to the byte', () => {
    const [one] = inventedConsignments(1);
    if (!one) throw new Error('one');
    expect(new TextDecoder().decode(encodeSubmission('b-1', [one]))).toBe(
      `{"batch":"b-1","records":[{"key":"${one.key}","programme":"covid19","participant":{"nik":"3324011000010001","name":"Peserta Kadon",` +
        '"birthDate":"1970-08-17","sex":"male"},"dose":{"number":1,"date":"2021-10-02","vaccine":"coronavac",' +
        '"codes":[{"system":"http://hl7.org/fhir/sid/cvx","code":"511"}]}}]}',
    );
    expect(new TextDecoder().decode(encodeLookup(['a', 'b']))).toBe('{"keys":["a","b"]}');
  });

  it('does not depend on the order in which a record was put together', () => {
    const consignments = inventedConsignments(5);
    const turned = consignments.map(({ key, record: { programme, participant, dose } }) => ({
      key,
      record: { dose: reversed(dose), participant: reversed(participant), programme },
    }));
    expect(encodeSubmission('b', turned)).toEqual(encodeSubmission('b', consignments));
  });
});

function reversed<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).reverse()) as T;
}
