import { describe, expect, it } from 'vitest';
import { isUid, type Kind, uidOf } from '../../../src/target/dhis2/uid.ts';

const REALM = { program: 'VuProgCovid', instance: '' };
const KEY = '5b0f1b6e-3f0a-5b6e-9f6d-0c1c2d3e4f50';

describe('the identifiers that DHIS2 stores our things under', () => {
  it('never change: what was stored with an earlier version is known again', () => {
    expect(uidOf('dose', REALM, KEY)).toBe('B9fGlo3qAjh');
    expect(uidOf('person', REALM, '3324011708450001')).toBe('YwPgZeamjJI');
    expect(uidOf('enrolment', REALM, '3324011708450001')).toBe('fY3O5CBdHSm');
  });

  it('are such as DHIS2 takes, whatever they are made of', () => {
    for (let n = 0; n < 2_000; n += 1) expect(isUid(uidOf('dose', REALM, `${KEY}${n}`))).toBe(true);
  });

  it.each<[difference: string, kind: Kind, realm: typeof REALM, name: string]>([
    ['kind', 'person', REALM, KEY],
    ['program', 'dose', { ...REALM, program: 'VuProgOther' }, KEY],
    ['instance', 'dose', { ...REALM, instance: 'pusat' }, KEY],
    ['name', 'dose', REALM, `${KEY}0`],
  ])('another %s is another identifier', (_difference, kind, realm, name) => {
    expect(uidOf(kind, realm, name)).not.toBe(uidOf('dose', REALM, KEY));
  });

  it('are as different as chance makes them: none of 100,000 twice, all letters at all places', () => {
    const uids = Array.from({ length: 100_000 }, (_, n) => uidOf('person', REALM, String(n)));
    expect(new Set(uids).size).toBe(uids.length);
    expect([52, 62]).toEqual([0, 10].map((place) => new Set(uids.map((uid) => uid.charAt(place))).size));
  });
});
