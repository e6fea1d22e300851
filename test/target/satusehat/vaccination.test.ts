/** What a record becomes before anything is sent: codes, moments, places, and what it lacks. */
import { describe, expect, it } from 'vitest';
import type { Dose, DoseRecord } from '../../../src/record/record.ts';
import { momentsOf } from '../../../src/target/satusehat/moments.ts';
import type { SatusehatSettings } from '../../../src/target/satusehat/settings.ts';
import { type Made, vaccinationOf } from '../../../src/target/satusehat/vaccination.ts';
import { inventedRecord } from '../../support/consignments.ts';

const SETTINGS: SatusehatSettings = {
  organization: '10000004',
  location: 'b017aa54-f1df-4ec2-9d84-8823815d7228',
  practitioner: 'N10000001',
  compareNames: true,
  timeZone: 'Asia/Jakarta',
  primarySource: true,
  reportOrigin: 'record',
  lagMs: 120_000,
};
const NOW = Date.parse('2021-12-01T00:00:00Z');
const KFA = 'http://sys-ids.kemkes.go.id/kfa';
const CVX = 'http://hl7.org/fhir/sid/cvx';
const SOUND = { vaccine: 'astrazeneca', codes: [], lot: 'ABW1234', expirationDate: '2022-03-01' } as const;

function made(dose: Partial<Dose>, settings: Partial<SatusehatSettings> = {}, programme = 'covid19'): Made {
  const invented = inventedRecord(1);
  const record: DoseRecord = { ...invented, programme, dose: { ...invented.dose, ...dose } };
  return vaccinationOf({ key: 'k', record, references: ['P1'] }, { ...SETTINGS, ...settings }, NOW);
}

function lacks(one: Made): readonly (readonly [string | undefined, string | undefined])[] {
  return one.kind === 'refused' ? one.reasons.map(({ ours, value }) => [ours, value] as const) : [];
}

function codesOf(one: Made): string[] {
  return one.kind === 'vaccination' ? one.vaccination.codings.map(({ system, code }) => `${system}|${code}`) : [];
}

describe('what it lacks', () => {
  it.each<[row: string, dose: Partial<Dose>, settings: Partial<SatusehatSettings>, lacking: readonly string[][]]>([
    ['a sound row', SOUND, {}, []],
    ['the batch column is empty', { ...SOUND, lot: undefined } as never, {}, [['BATCH_NEEDED']]],
    ['no column of expiry dates', { ...SOUND, expirationDate: undefined } as never, {}, [['EXPIRY_NEEDED']]],
    ['neither', { vaccine: 'astrazeneca', codes: [] }, {}, [['BATCH_NEEDED'], ['EXPIRY_NEEDED']]],
    ['neither, of a dose that is only told of', { vaccine: 'astrazeneca', codes: [] }, { primarySource: false }, []],
    [
      'Sinovac, whose product nobody has told',
      { ...SOUND, vaccine: 'coronavac' },
      {},
      [['VACC_UNCODED', 'coronavac (KFA)']],
    ],
    [
      'IndoVac, which CVX does not have either',
      { ...SOUND, vaccine: 'indovac' },
      {},
      [['VACC_UNCODED', 'indovac (KFA, CVX)']],
    ],
    [
      'Sinovac that is only told of: the group is enough',
      { vaccine: 'coronavac', codes: [] },
      { primarySource: false },
      [],
    ],
    [
      'Sinovac with the product of the mapping file',
      { ...SOUND, vaccine: 'coronavac', codes: [{ system: 'kfa', code: '93004036' }] },
      {},
      [],
    ],
    [
      'a group alone is no product',
      { ...SOUND, vaccine: 'coronavac', codes: [{ system: KFA, code: 'VG213' }] },
      {},
      [['VACC_UNCODED', 'coronavac (KFA)']],
    ],
  ])('%s', (_row, dose, settings, lacking) => {
    expect(lacks(made(dose, settings)).map((each) => each.filter((part) => part !== undefined))).toEqual(lacking);
  });

  it.each<[row: string, settings: Partial<SatusehatSettings>, kind: string]>([
    ['nothing is known of the programme', {}, 'reason'],
    ['only why it was given', { reason: 'IM-Dasar' }, 'diagnosis'],
  ])('another programme: %s', (_row, settings, option) => {
    expect(made({ ...SOUND }, settings, 'rutin')).toEqual({ kind: 'unset', option });
  });

  it('another programme whose settings and codes are told is sent, and nothing of COVID-19 with it', () => {
    const codes = [
      { system: 'KFA', code: '93001282' },
      { system: 'kfa', code: 'VG17' },
      { system: 'kfa', code: 'VG45' },
      { system: 'cvx', code: '198' },
    ];
    const one = made({ ...SOUND, vaccine: 'pentabio', codes }, { reason: 'IM-Dasar', diagnosis: 'Z27.8' }, 'rutin');
    expect(codesOf(one)).toEqual([`${KFA}|93001282`, `${KFA}|VG17`, `${KFA}|VG45`, `${CVX}|198`]);
    expect(JSON.stringify(one)).not.toMatch(/U11\.9|intramuscular|VG213|IM-Khusus/);
  });
});

describe('codes', () => {
  it.each<[row: string, dose: Partial<Dose>, codes: readonly string[]]>([
    ['AstraZeneca is built in', SOUND, [`${KFA}|93004035`, `${KFA}|VG213`, `${CVX}|210`]],
    [
      'the mapping file goes before what is built in',
      {
        ...SOUND,
        codes: [
          { system: KFA, code: '93009999' },
          { system: CVX, code: '999' },
        ],
      },
      [`${KFA}|93009999`, `${KFA}|VG213`, `${CVX}|999`],
    ],
    [
      'codes of other systems are not sent',
      { ...SOUND, codes: [{ system: 'http://www.whocc.no/atc', code: 'J07BN02' }] },
      [`${KFA}|93004035`, `${KFA}|VG213`, `${CVX}|210`],
    ],
  ])('%s', (_row, dose, codes) => {
    expect(codesOf(made(dose))).toEqual(codes);
  });
});

describe('where', () => {
  it.each<[row: string, site: string | undefined, location: string]>([
    ['no site', undefined, SETTINGS.location],
    ['a site by its name', 'Puskesmas Kendal 1', SETTINGS.location],
    [
      'an id that the mapping file gave',
      '11111111-f1df-4ec2-9d84-8823815d7228',
      '11111111-f1df-4ec2-9d84-8823815d7228',
    ],
  ])('%s', (_row, site, location) => {
    const one = made({ ...SOUND, ...(site === undefined ? {} : { site }) });
    expect(one.kind === 'vaccination' && one.vaccination.location).toBe(location);
  });
});

describe('when', () => {
  it.each<[row: string, day: string, zone: string, now: string, given: string]>([
    ['Kendal', '2021-10-02', 'Asia/Jakarta', '2021-12-01T00:00:00Z', '2021-10-02T05:00:00+00:00'],
    ['Makassar', '2021-10-02', 'Asia/Makassar', '2021-12-01T00:00:00Z', '2021-10-02T04:00:00+00:00'],
    ['Jayapura', '2021-10-02', 'Asia/Jayapura', '2021-12-01T00:00:00Z', '2021-10-02T03:00:00+00:00'],
    ['the first of January', '2022-01-01', 'Asia/Jayapura', '2022-03-01T00:00:00Z', '2022-01-01T03:00:00+00:00'],
    [
      'this morning in Kendal, typed at ten',
      '2021-10-02',
      'Asia/Jakarta',
      '2021-10-02T03:00:00Z',
      '2021-10-02T00:00:01+00:00',
    ],
    [
      'this morning in Jayapura, typed at ten',
      '2021-10-02',
      'Asia/Jayapura',
      '2021-10-02T01:00:00Z',
      '2021-10-02T00:00:01+00:00',
    ],
    ['today at noon sharp', '2021-10-02', 'Asia/Jakarta', '2021-10-02T05:00:00Z', '2021-10-02T00:00:01+00:00'],
    ['today in the afternoon', '2021-10-02', 'Asia/Jakarta', '2021-10-02T06:00:00Z', '2021-10-02T05:00:00+00:00'],
  ])('%s', (_row, day, zone, now, given) => {
    const moments = momentsOf(day as DoseRecord['dose']['date'], zone, Date.parse(now));
    expect(moments.given).toBe(given);
    const { arrived, finished } = moments;
    expect([arrived < moments.given, moments.given < finished, Date.parse(finished) <= Date.parse(now)]).toEqual([
      true,
      true,
      true,
    ]);
    for (const moment of [arrived, finished]) expect(moment.slice(0, 10)).toBe(day);
  });
});
