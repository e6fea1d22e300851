import { describe, expect, it } from 'vitest';
import { withExtra } from '../../../src/target/fhir/template.ts';
import { inventedRecord } from '../../support/consignments.ts';

const RECORD = inventedRecord(1);
const OURS = { resourceType: 'Immunization', status: 'completed', identifier: [{ value: 'ours' }], meta: { a: 1 } };
const added = (elements: Readonly<Record<string, unknown>>): unknown =>
  withExtra(OURS, 'Immunization', RECORD, { Immunization: elements });

describe('elements besides ours', () => {
  it.each([
    ['a new element', { recorded: '{date}' }, { recorded: '2021-10-02' }],
    [
      'a text with several values',
      { note: [{ text: '{programme}, dose {number}' }] },
      { note: [{ text: 'covid19, dose 1' }] },
    ],
    ['a number stays one', { doseQuantity: { value: '{number}' } }, { doseQuantity: { value: 1 } }],
    ['what is no text stays as it is', { isSubpotent: false, x: null }, { isSubpotent: false, x: null }],
    [
      'a list is added to',
      { identifier: [{ value: 'theirs' }] },
      { identifier: [{ value: 'ours' }, { value: 'theirs' }] },
    ],
    ['an object is merged', { meta: { tag: [1] } }, { meta: { a: 1, tag: [1] } }],
    ['what is ours stays ours', { status: 'not-done', meta: { a: 2 } }, {}],
    ['an element without its value is left out, the next is not', { a: '{lot}', b: '{date}' }, { b: '2021-10-02' }],
    ['and so is what holds it', { extension: [{ url: 'u', valueString: '{address}' }] }, {}],
    [
      'but not what stands beside it in a list',
      { extension: [{ v: '{address}' }, { v: '{sex}' }] },
      { extension: [{ v: 'male' }] },
    ],
    ['codes are no text', { a: '{codes}' }, {}],
  ])('%s', (_, elements, result) => {
    expect(added(elements)).toEqual({ ...OURS, ...result });
  });

  it('are of their own type alone', () => {
    expect(withExtra(OURS, 'Immunization', RECORD, { Patient: { a: 1 } })).toEqual(OURS);
  });
});
