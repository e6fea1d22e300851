/** Names of the configuration against what the server has. */
import { describe, expect, it } from 'vitest';
import type { Fault, Metadata, Names } from '../../../src/target/dhis2/metadata.ts';
import { chooseOption } from '../../../src/target/dhis2/options.ts';
import { readMetadata } from '../../../src/target/dhis2/read-metadata.ts';
import { unitNamed } from '../../../src/target/dhis2/units.ts';
import { programJson } from '../../support/dhis2-server/metadata-export.ts';
import type { Metadata as ServerMetadata } from '../../support/dhis2-server/types.ts';
import { covidMetadata, World } from '../../support/dhis2-server/world.ts';
import { NAMES } from './bench.ts';

/** What the server says of its program, after somebody has changed its metadata. */
function program(change: (metadata: ServerMetadata) => void = () => undefined) {
  const metadata = covidMetadata();
  change(metadata);
  return programJson(new World(metadata, '2026-11-29'), { superuser: true, capture: [] }, 'VuProgCovid') ?? {};
}

function read(names: Partial<Names> = {}, change?: (metadata: ServerMetadata) => void) {
  return readMetadata(program(change), { ...NAMES, ...names });
}

function known(result: Metadata | readonly Fault[]): Metadata {
  if (!('program' in result)) throw new Error(JSON.stringify(result));
  return result;
}

describe('what is there', () => {
  it('is found by UID, by code, by name and in any capitals', () => {
    const {
      program: uid,
      type,
      stage,
      attributes,
      dataElements,
      defaultUnit,
    } = known(
      read({
        attributes: { nik: 'VuAttrNik01', name: 'vu full NAME', birthDate: 'VU_BIRTH' },
        stage: 'VU Vaccination',
      }),
    );
    expect([uid, type, stage, defaultUnit]).toEqual(['VuProgCovid', 'VuTypePers1', 'VuStageVacc', 'VuOrgPkm001']);
    expect(attributes.map((slot) => [slot.field, slot.uid, slot.ofType, slot.unique])).toEqual([
      ['nik', 'VuAttrNik01', true, true],
      ['name', 'VuAttrName1', true, false],
      ['birthDate', 'VuAttrBirth', false, false],
    ]);
    expect(dataElements.map((slot) => [slot.field, slot.uid])).toEqual([
      ['vaccine', 'VuDataVacc1'],
      ['dose', 'VuDataDose1'],
      ['lot', 'VuDataBatch'],
    ]);
  });

  it('a number that is unique in one unit only does not show who is there', () => {
    const result = read({}, ({ trackedEntityAttributes: [nik] }) => {
      if (nik) nik.orgunitScope = true;
    });
    expect(known(result).attributes[0]?.unique).toBe(false);
  });

  it('a constant is an option, where there are options', () => {
    const { attributes } = known(
      read({ attributes: { nik: 'VU_NIK', name: 'VU_NAME' }, constants: { VU_SEX: 'female' } }),
    );
    expect(attributes.find(({ uid }) => uid === 'VuAttrSex01')?.constant).toBe('FEMALE');
  });
});

describe('what is not there', () => {
  it.each<
    [
      what: string,
      names: Partial<Names>,
      change: ((metadata: ServerMetadata) => void) | undefined,
      faults: Partial<Fault>[],
    ]
  >([
    ['a stage', { stage: 'Vaksin' }, undefined, [{ why: 'missing', key: 'stage', word: 'Vaksin' }]],
    [
      'an attribute',
      { attributes: { nik: 'VU_NIK', name: 'VU_NAMA' } },
      undefined,
      [
        { why: 'missing', key: 'attributes.name', word: 'VU_NAMA', nearest: 'VU_NAME' },
        { why: 'unmapped', key: 'attributes', word: 'VU Full name' },
      ],
    ],
    [
      'a data element that the stage demands',
      { dataElements: { vaccine: 'VU_DE_VACCINE' } },
      undefined,
      [{ why: 'unmapped', key: 'dataElements', word: 'VU Dose number' }],
    ],
    [
      'an option that a word is mapped to',
      { options: { vaccine: { coronavac: 'SNV' } } },
      undefined,
      [{ why: 'no-option', key: 'options.vaccine.coronavac', word: 'SNV' }],
    ],
    ['a constant', { constants: { VU_AREA: 'kota' } }, undefined, [{ why: 'missing', key: 'constants.VU_AREA' }]],
    ['a unit', { orgUnit: 'P9' }, undefined, [{ why: 'missing', key: 'orgUnit', word: 'P9' }]],
    [
      'one of two units of that name',
      { orgUnit: 'Puskesmas Kembar' },
      ({ organisationUnits }) => {
        for (const unit of organisationUnits) unit.name = 'Puskesmas Kembar';
      },
      [{ why: 'several', key: 'orgUnit' }],
    ],
    [
      'one of two attributes of that name',
      { attributes: { nik: 'VU_NIK', name: 'VU_NAME', sex: 'Kembar' } },
      ({ trackedEntityAttributes }) => {
        for (const { id } of trackedEntityAttributes.slice(2, 4))
          for (const one of trackedEntityAttributes) if (one.id === id) one.name = 'Kembar';
      },
      [{ why: 'several', key: 'attributes.sex' }],
    ],
    [
      'a program that registers people',
      {},
      ({ programs: [one] }) => {
        if (one) one.programType = 'WITHOUT_REGISTRATION';
      },
      [{ why: 'no-registration', key: 'program' }],
    ],
  ])('%s: all of it is told at once', (_what, names, change, faults) => {
    expect(read(names, change)).toMatchObject(faults);
  });
});

describe('options and units', () => {
  const { dataElements, units } = known(read());
  const vaccine = dataElements.find(({ field }) => field === 'vaccine');

  it.each([
    ['our word', 'coronavac', 'coronavac'],
    ['what the configuration says', 'pfizer', 'biontechpfizer'],
    ['a word that there is no option for', 'zifivax', undefined],
    ['a word that every object has', 'constructor', undefined],
  ])('%s', (_what, word, option) => {
    if (!vaccine) throw new Error('vaccine');
    expect(chooseOption(vaccine, word)).toBe(option);
  });

  it.each([
    ['without a configuration, as the packages of DHIS2 have it', 'vaccine', 'pfizer', 'biontechpfizer'],
    ['a dose as DOSE1', 'dose', '1', 'DOSE1'],
    ['a sex in capitals', 'sex', 'male', 'MALE'],
  ] as const)('%s', (_what, field, word, option) => {
    const options = [option, 'another'].map((code) => ({ code, name: code }));
    expect(chooseOption({ uid: 'x', name: 'x', field, options, words: {} }, word)).toBe(option);
  });

  it.each([
    ['a first dose', '1', {}, 'DOSE1'],
    ['a third one, of which nobody knows whether it is a booster', '3', {}, undefined],
    ['a third one, as the configuration has it', '3', { 3: 'Booster dose' }, 'BOOSTER'],
  ])('the doses of the COVID-19 package: %s', (_what, word, words, option) => {
    const options = [
      { code: 'DOSE1', name: '1st dose' },
      { code: 'DOSE2', name: '2nd dose' },
      { code: 'DOSE3', name: '3rd dose' },
      { code: 'BOOSTER', name: 'Booster dose' },
    ];
    expect(chooseOption({ uid: 'x', name: 'x', field: 'dose', options, words }, word)).toBe(option);
  });

  it('two options of one name are none', () => {
    const options = ['A', 'B'].map((code) => ({ code, name: 'Sinovac' }));
    expect(chooseOption({ uid: 'x', name: 'x', options, words: {} }, 'sinovac')).toBeUndefined();
  });

  it.each([
    ['P3324010102', 'VuOrgPkm002'],
    ['puskesmas contoh dua', 'VuOrgPkm002'],
    ['VuOrgPkm002', 'VuOrgPkm002'],
    ['Puskesmas', undefined],
    ['', undefined],
  ])('a unit called %j', (word, uid) => {
    expect(unitNamed(word, units)).toBe(uid);
  });
});
