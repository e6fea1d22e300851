/** Parcels and answers: what comes out is what went in, or nothing does. */
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openAnswer, type Settled, sealAnswer } from '../../src/parcel/answer.ts';
import { disclose, enclose } from '../../src/parcel/envelope.ts';
import { privateKeyFrom, publicBytesOf, seal } from '../../src/parcel/hpke.ts';
import { openParcel, type Parcel, sealParcel } from '../../src/parcel/parcel.ts';
import { naturalKey, recordKey } from '../../src/record/key.ts';
import type { DoseRecord, RowPlace } from '../../src/record/record.ts';

const province = privateKeyFrom(Buffer.alloc(32, 1), 'province');
const district = privateKeyFrom(Buffer.alloc(32, 2), 'district');
const NAME = { id: '0b0e7a3c-5a0f-4a54-9d5c-3f4e2b1a0d11', district: 'kendal' };

const record = (nik: string, more: object = {}): DoseRecord => ({
  programme: 'covid19',
  participant: { nik, name: 'Siti Aminah', birthDate: '1983-07-15', sex: 'female' },
  dose: { number: 1, date: '2021-10-02', vaccine: 'coronavac', codes: [], ...more },
});
const place = (line: number, more: Partial<RowPlace> = {}): RowPlace => ({
  file: 'Oktober.xlsx',
  digest: '01ab23cd',
  sheet: 'Data',
  line,
  group: 1,
  ...more,
});
const row = (record: DoseRecord, at?: RowPlace) => ({
  key: recordKey(naturalKey(record)),
  record,
  ...(at ? { place: at } : {}),
});
const PARCEL: Parcel = {
  replyTo: publicBytesOf(district),
  rows: [
    row(record('3324011507830001'), place(5)),
    row(record('3324011507830002'), place(6, { group: 2, sheet: 'Dosis 2' })),
    row(record('3324011507830003'), place(5, { file: 'perbaikan.xlsx', origin: place(9) })),
    row(record('3324011507830004')),
  ],
};

describe('a parcel', () => {
  it('comes out as it went in, with the rows and what they correct', () => {
    const opened = openParcel(sealParcel(NAME, PARCEL, publicBytesOf(province)), NAME, province) as Parcel;
    const { file, sheet, line, digest } = place(9);
    const [first, second, third, last] = PARCEL.rows;
    const corrected = { ...third, place: { ...third?.place, origin: { file, sheet, line, digest } } };
    expect(opened.rows).toEqual([first, second, corrected, last]);
    expect(Buffer.from(opened.replyTo)).toEqual(publicBytesOf(district));
  });

  it.each<[string, (sealed: Buffer) => unknown, string]>([
    ['one bit of its body is another', (sealed) => open(flipped(sealed, sealed.length - 9)), 'damaged'],
    ['one bit of its form is another', (sealed) => open(flipped(sealed, 3)), 'damaged'],
    ['one bit of the name of its key is another', (sealed) => open(flipped(sealed, 5)), 'damaged'],
    ['it was cut off', (sealed) => open(sealed.subarray(0, 90)), 'damaged'],
    ['it is empty', () => open(Buffer.alloc(0)), 'damaged'],
    ['it lies there under another id', (sealed) => openParcel(sealed, { ...NAME, id: 'x' }, province), 'damaged'],
    [
      'another district says it is its own',
      (sealed) => openParcel(sealed, { ...NAME, district: 'x' }, province),
      'damaged',
    ],
    ['it is for another province', (sealed) => openParcel(sealed, NAME, district), 'other-key'],
  ])('stays closed where %s', (_, opened, why) => {
    expect(opened(sealParcel(NAME, PARCEL, publicBytesOf(province)))).toBe(why);
  });

  it.each<[string, string, string]>([
    ['of a later form', '', 'newer'],
    [
      'with a field that we do not know',
      JSON.stringify(asText({ ...record('3324011507830001', { mood: 'good' }) })),
      'newer',
    ],
    [
      'with a part that we do not know',
      JSON.stringify(asText({ ...record('3324011507830001'), consent: {} })),
      'newer',
    ],
    ['without a name', JSON.stringify(asText({ ...record('3324011507830001'), participant: { nik: '1' } })), 'damaged'],
    [
      'of nobody',
      JSON.stringify(asText({ ...record('3324011507830001'), participant: { name: 'A', birthDate: 'B' } })),
      'damaged',
    ],
    ['with a number that is two', JSON.stringify(asText(record('3324011507830001|covid19'))), 'damaged'],
    ['with a dose that is none', JSON.stringify(asText(record('3324011507830001', { number: '1' }))), 'damaged'],
    ['that is no parcel', '{"rows":[]}', 'damaged'],
    ['that is no JSON', 'rows', 'damaged'],
  ])('is refused %s, however well it is sealed', (what, text, why) => {
    const said = { info: 'vax-upload parcel', aad: `${NAME.id} ${NAME.district}` };
    const form = what === 'of a later form' ? 2 : 1;
    expect(open(enclose(text, publicBytesOf(province), said, form))).toBe(why);
  });

  it('does not unpack without an end', () => {
    const said = { info: 'vax-upload parcel', aad: '' };
    const head = enclose('', publicBytesOf(province), said).subarray(0, 16);
    const bomb = seal(zstdCompressSync(Buffer.alloc(300 * 2 ** 20)), publicBytesOf(province), {
      info: 'vax-upload parcel 1',
      aad: '',
    });
    expect(disclose(Buffer.concat([head, bomb]), province, said)).toBe('damaged');
  });
});

function asText(one: object): object {
  return { reply: publicBytesOf(district).toString('base64'), files: [], rows: [[0, 0, 0, 0, one]] };
}

function open(sealed: Buffer): unknown {
  return openParcel(sealed, NAME, province);
}

function flipped(sealed: Buffer, at: number): Buffer {
  const changed = Buffer.from(sealed);
  changed[at] = (changed[at] ?? 0) ^ 4;
  return changed;
}

describe('an answer', () => {
  const keys = PARCEL.rows.map(({ key }) => key);
  const [one = '', two = '', three = '', four = ''] = keys;
  const settled = new Map<string, Settled>([
    [one, { kind: 'accepted', receipt: 'R-1' }],
    [two, { kind: 'already-there', receipt: '' }],
    [three, { kind: 'refused', reasons: [{ code: 'X', message: 'no', means: 'nik' }] }],
  ]);

  it('says what is settled, and nothing of the others', () => {
    const sealed = sealAnswer(NAME.id, keys, settled, publicBytesOf(district));
    expect(openAnswer(sealed, NAME.id, keys, district)).toEqual(settled);
    expect(openAnswer(sealed, NAME.id, [four, two], district)).toEqual(new Map([[two, settled.get(two)]]));
  });

  it('is for one district and one parcel alone', () => {
    const sealed = sealAnswer(NAME.id, keys, settled, publicBytesOf(district));
    expect(openAnswer(sealed, NAME.id, keys, province)).toBe('other-key');
    expect(openAnswer(sealed, 'another', keys, district)).toBe('damaged');
    expect(openAnswer(flipped(sealed, sealed.length - 1), NAME.id, keys, district)).toBe('damaged');
  });

  it('takes no two keys for one, however alike they begin', () => {
    const alike = ['11111111-1111-5111-8111-111111111111', '11111111-1111-5111-8111-222222222222'];
    const answered = new Map([[alike[0] ?? '', { kind: 'accepted', receipt: 'R' } as const]]);
    const sealed = sealAnswer(NAME.id, alike, answered, publicBytesOf(district));
    expect(openAnswer(sealed, NAME.id, alike, district)).toEqual(answered);
  });
});
