import { describe, expect, it } from 'vitest';
import { recordKey } from '../../../src/record/key.ts';
import type { Plain } from '../../../src/target/gateway/description.ts';
import { RECORD_NAMES, recordValues } from '../../../src/target/gateway/placeholders.ts';
import { filled, templateOf, Unmapped } from '../../../src/target/gateway/template.ts';
import { inventedRecord } from '../../support/consignments.ts';

const { participant, dose, programme } = inventedRecord(2);
const record = {
  key: recordKey('a'),
  programme,
  participant: { ...participant, name: "Siti Nur'aini", phone: '+6281234567890' },
  dose: { ...dose, lot: '2021' },
};
const tables = {
  sex: { male: 'L', female: 'P' },
  dosage: { '1': 11, '2': null },
  late: { true: '3', false: null },
  product: { astrazeneca: 'AZ' },
  other: { astrazeneca: 'AZ', '*': 'LAIN' },
};

function made(data: Plain, today = '2021-10-02', nik = participant.nik): unknown {
  const wrong = (): Error => new Error('wrong');
  const who = { ...record, participant: { ...record.participant, ...(nik === undefined ? {} : { nik }) } };
  return filled(templateOf(data, [], { names: RECORD_NAMES, tables, wrong }), recordValues(who, 'A-1', today));
}

describe('a template', () => {
  const rows: readonly [name: string, data: Plain, made: unknown][] = [
    ['what has no placeholder is as it is', { a: 1, b: [true, null, 'x'] }, { a: 1, b: [true, null, 'x'] }],
    ['a number stays a number', { dosis: '{{dose.number}}' }, { dosis: 1 }],
    ['and becomes text inside of text', { d: 'dosis {{dose.number}}' }, { d: 'dosis 1' }],
    ['and where it is asked for', { d: '{{dose.number|text}}' }, { d: '1' }],
    ['digits of a text stay text', { lot: '{{dose.lot}}' }, { lot: '2021' }],
    ['and a number where it is asked for', { lot: '{{ dose.lot | number }}' }, { lot: 2021 }],
    ['a NIK never becomes a number that is another one', { n: '{{participant.nik}}' }, { n: participant.nik }],
    ['what is absent leaves its member out', { a: '{{participant.address}}', b: 1 }, { b: 1 }],
    ['and the text that it would be in', { a: 'di {{dose.site}}', b: ['{{dose.site}}', 2] }, { b: [2] }],
    ['a day, day first', '{{dose.date|DD-MM-YYYY}}', '02-10-2021'],
    ['a day without anything between', '{{participant.birthDate|YYYYMMDD}}', '19700817'],
    ['a day as a moment', '{{dose.date|YYYY-MM-DDT00:00:00Z}}', '2021-10-02T00:00:00Z'],
    ['a table', '{{participant.sex|sex}}', 'P'],
    ['a table of numbers', '{{dose.number|dosage}}', 11],
    ['null in a table leaves the member out', { r: '{{dose.isPast|late}}' }, {}],
    ['what a table does not have, and a star has', '{{dose.vaccine|other}}', 'LAIN'],
    ['two after each other', '{{participant.sex|sex|lower}}', 'p'],
    ['a phone as it is dialled', '{{participant.phone|local}}', '081234567890'],
    ['a phone in digits', '{{participant.phone|digits}}', '6281234567890'],
    ['the ticket', '{{person}}', 'A-1'],
    ['codes, as they are', { c: '{{dose.codes}}' }, { c: dose.codes }],
    ['an apostrophe is one', '{{participant.name|upper}}', "SITI NUR'AINI"],
    ['a name that objects inherit is no name of a table', '{{dose.series|sex}}', undefined],
  ];
  it.each(rows)('%s', (_name, data, expected) => {
    expect(made(data)).toEqual(expected);
  });

  it('what is entered after its day has its reason', () => {
    expect(made({ r: '{{dose.isPast|late}}' }, '2021-10-03')).toEqual({ r: '3' });
  });

  it('what a table does not have is said, with its field', () => {
    expect(() => made('{{dose.vaccine|product}}')).toThrow(Unmapped);
  });

  it('a NIK of Papua is larger than any whole number of JSON, and stays text', () => {
    expect(made('{{participant.number|number}}', '2021-10-02', '9471010101700001')).toBe('9471010101700001');
    expect(made('{{participant.number|number}}', '2021-10-02', '3324010101700001')).toBe(3324010101700001);
  });

  it.each(['{{dose.codes|text}}', '{{constructor}}', '{{dose.date|constructor}}', '{{}}', '{{key}} }}', '{{{{key}}}}'])(
    '%s is refused',
    (text) => {
      expect(() => made(text)).toThrow('wrong');
    },
  );
});
