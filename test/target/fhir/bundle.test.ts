import { describe, expect, it } from 'vitest';
import { keysOf, readAnswers, readLocation, readSearch } from '../../../src/target/fhir/bundle.ts';

const KEY = '2d1b6f9e-0000-5000-8000-000000000001';

describe('what became of each entry of a bundle', () => {
  const one = (response: unknown, resource?: object) =>
    readAnswers({ resourceType: 'Bundle', type: 'transaction-response', entry: [{ response, resource }] })?.[0];

  const rows: readonly [name: string, response: unknown, status: number, reference: string | undefined][] = [
    ['HAPI', { status: '201 Created', location: 'Patient/1006/_history/1', etag: '1' }, 201, 'Patient/1006'],
    ['Medplum', { status: '201', location: 'Patient/5f7c-9' }, 201, 'Patient/5f7c-9'],
    [
      'SATUSEHAT',
      {
        status: '201 Created',
        location: 'https://api.example/fhir-r4/v1/Encounter/e1/_history/MTc',
        resourceType: 'Encounter',
        resourceID: 'e1',
      },
      201,
      'Encounter/e1',
    ],
    [
      'named beside, without a location',
      { status: '201', resourceType: 'Immunization', resourceID: 'a-1' },
      201,
      'Immunization/a-1',
    ],
    ['an address with a query', { status: '200 OK', location: '/fhir/Immunization/7?x=1' }, 200, 'Immunization/7'],
    ['a number', { status: 200, location: 'Immunization/7/' }, 200, 'Immunization/7'],
    ['no location', { status: '204 No Content' }, 204, undefined],
    ['a condition where a location should be', { status: '200', location: 'Patient?identifier=a%7Cb' }, 200, undefined],
    ['no status', {}, 0, undefined],
    ['a longer number', { status: '2010' }, 0, undefined],
    ['nothing', undefined, 0, undefined],
  ];
  it.each(rows)('%s', (_, response, status, reference) => {
    const answer = one(response);
    expect(answer?.status).toBe(status);
    expect(answer?.reference && `${answer.reference.type}/${answer.reference.id}`).toBe(reference);
  });

  it('takes the id from the resource where nothing else names it, but never an outcome for what was stored', () => {
    expect(one({ status: '200' }, { resourceType: 'Immunization', id: 'x' })?.reference).toEqual({
      type: 'Immunization',
      id: 'x',
    });
    const outcome = { resourceType: 'OperationOutcome', id: 'ok', issue: [] };
    expect(one({ status: '412' }, outcome)).toEqual({ status: 412, outcome });
  });

  it('reads nothing else', () => {
    for (const value of [
      undefined,
      null,
      [],
      { resourceType: 'OperationOutcome' },
      { resourceType: 'Bundle', type: 'transaction', entry: [] },
      { resourceType: 'Bundle', type: 'transaction-response' },
    ])
      expect(readAnswers(value)).toBeUndefined();
  });

  it('knows no place that is not one', () => {
    for (const location of [
      undefined,
      3,
      '',
      'Patient',
      'Patient/',
      'patient/1',
      'Patient/a b',
      `Patient/${'1'.repeat(65)}`,
    ])
      expect(readLocation(location)).toBeUndefined();
  });
});

describe('what a search has found', () => {
  it('matches alone, the next page and the count', () => {
    const dose = {
      resourceType: 'Immunization',
      id: '7',
      identifier: [
        { system: 'http://other.example', value: '1' },
        { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${KEY.toUpperCase()}` },
      ],
    };
    const page = readSearch({
      resourceType: 'Bundle',
      type: 'searchset',
      total: 2,
      link: [
        { relation: 'self', url: 'https://a.example/fhir/Immunization' },
        { relation: 'next', url: 'https://a.example/fhir?_getpages=1' },
      ],
      entry: [
        { resource: dose, search: { mode: 'match' } },
        { resource: { resourceType: 'Patient', id: '1' }, search: { mode: 'include' } },
        { resource: { resourceType: 'OperationOutcome' } },
      ],
    });
    expect(page).toEqual({ matches: [dose], next: 'https://a.example/fhir?_getpages=1', total: 2 });
    expect(page?.matches.flatMap(keysOf)).toEqual([KEY]);
  });

  it('an empty one has no entries at all', () => {
    expect(readSearch({ resourceType: 'Bundle', type: 'searchset', total: 0 })).toEqual({ matches: [], total: 0 });
    expect(readSearch({ resourceType: 'Bundle', type: 'batch-response', entry: [] })).toBeUndefined();
  });
});
