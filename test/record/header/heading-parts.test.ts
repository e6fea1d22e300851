import { describe, expect, test } from 'vitest';
import { fieldsOfSeveral, matchHeading } from '../../../src/record/header/match-heading.ts';
import type { Field } from '../../../src/record/problems.ts';
import { header, PERSON, search, sheet } from '../sheets.ts';

describe('a heading that names several fields', () => {
  test.each<[string, Field[]]>([
    ['Vaksin / No Batch', ['vaccine', 'lot']],
    ['Vaksin/Batch', ['vaccine', 'lot']],
    ['Vaksin-No Batch', ['vaccine', 'lot']],
    ['Vaksin (Batch)', ['vaccine', 'lot']],
    ['Vaksin\nBatch', ['vaccine', 'lot']],
    ['Jenis Vaksin dan No. Batch', ['vaccine', 'lot']],
    ['Merk & Batch', ['vaccine', 'lot']],
    ['Vaksin, Dosis', ['vaccine', 'dose']],
    ['Nama / NIK', ['name', 'nik']],
    ['Nama dan NIK', ['name', 'nik']],
    ['NIK - Nama', ['nik', 'name']],
    ['Nama (L/P)', ['name', 'sex']],
    ['Nama/Umur', ['name', 'age']],
    ['NIK / No KK', ['nik', 'kk']],
    ['Date and Dose', ['date', 'dose']],
    ['Dosis ke / Tanggal Vaksin', ['dose', 'date']],
    ['Vaksin/Batch Dosis 2', ['vaccine', 'lot']],
    ['Dosis 1 (Tanggal / Batch)', ['date', 'lot']],
    ['NIK/Nama/Alamat', ['nik', 'name', 'address']],
  ])('%j', (heading, fields) => {
    expect([fieldsOfSeveral(heading), matchHeading(heading)]).toEqual([fields, undefined]);
  });

  test('so does one with the days of two doses', () => {
    expect([fieldsOfSeveral('Tgl Dosis 1 / Tgl Dosis 2'), matchHeading('Tgl Dosis 1 / Tgl Dosis 2')]).toEqual([
      ['date'],
      undefined,
    ]);
  });

  test.each<[string, string[], string, Field[]]>([
    ['a product', ['NIK', 'Nama', 'Tgl Vaksin', 'Vaksin / No Batch'], 'Vaksin / No Batch', ['vaccine', 'lot']],
    ['a NIK', ['Nama / NIK', 'Tgl Lahir', 'Tgl Vaksin'], 'Nama / NIK', ['name', 'nik']],
    ['a NIK beside the name', ['Nama', 'NIK / Tgl Lahir'], 'NIK / Tgl Lahir', ['nik', 'birthDate']],
    ['a product, without blanks', ['NIK', 'Nama', 'Vaksin/No Batch'], 'Vaksin/No Batch', ['vaccine', 'lot']],
    [
      'the product of a dose',
      ['NIK', 'Nama', 'Tgl Dosis 1', 'Vaksin/Batch Dosis 1'],
      'Vaksin/Batch Dosis 1',
      ['vaccine', 'lot'],
    ],
    ['a dose', ['NIK', 'Nama', 'Dosis & Tanggal'], 'Dosis & Tanggal', ['dose', 'date']],
  ])('asked about where rows cannot do without %s', (_, headings, heading, fields) => {
    expect(search(sheet(['Vaksin : Sinovac'], headings, PERSON))).toMatchObject({ kind: 'several', heading, fields });
  });

  test('not read, and listed, where other columns say it or a record can do without', () => {
    const found = header(sheet(['NIK', 'Nama', 'Jenis Vaksin', 'Vaksin / No Batch', 'Alamat / No HP'], PERSON));
    expect(found.ignored).toEqual(['Vaksin / No Batch', 'Alamat / No HP']);
  });

  test('read as what a person says that it is', () => {
    const told = { 'Vaksin / No Batch': 'lot' } as const;
    expect(header(sheet(['NIK', 'Nama', 'Vaksin / No Batch'], PERSON), told).doses[0].columns).toEqual({ lot: 2 });
    expect(
      header(sheet(['NIK', 'Nama', 'Vaksin / No Batch'], PERSON), { 'Vaksin / No Batch': 'none' }).doses[0].columns,
    ).toEqual({});
  });

  test('a line break in the cell divides it', () => {
    expect(search(sheet(['NIK', 'Nama', 'Vaksin\nBatch'], PERSON)).kind).toBe('several');
    expect(header(sheet(['NIK', 'Nama', 'Tanggal\nVaksin'], PERSON)).doses[0].columns).toEqual({ date: 2 });
  });
});

describe('a heading that names one field twice, or once', () => {
  test.each<[string, Field]>([
    ['NIK / ID Number', 'nik'],
    ['National ID (NIK)', 'nik'],
    ['No. KTP / NIK', 'nik'],
    ['Nama / Name', 'name'],
    ['Nama Lengkap (Full Name)', 'name'],
    ['Full Name\nNama Lengkap', 'name'],
    ['Nama (KTP)', 'name'],
    ['Tanggal Lahir / Date of Birth', 'birthDate'],
    ['Tempat/Tgl Lahir', 'birthDate'],
    ['Tgl Lahir / Umur', 'birthDate'],
    ['Tgl\nLahir\n(Umur)', 'birthDate'],
    ['Tanggal Lahir (Tgl/Bln/Thn)', 'birthDate'],
    ['Merk Vaksin (Sinovac, AZ)', 'vaccine'],
    ['Alamat (RT/RW)', 'address'],
    ['Jenis Kelamin / Sex', 'sex'],
    ['JK (L/P)', 'sex'],
    ['Sex / Jenis Kelamin (M/F)', 'sex'],
    ['No. HP / Phone', 'phone'],
    ['No. HP/WA', 'phone'],
    ['Dosis / Dose', 'dose'],
    ['Dosis - Dose Number', 'dose'],
    ['Tanggal Vaksinasi / Vaccination Date', 'date'],
    ['Tanggal (Vaksinasi)', 'date'],
    ['Hari/Tanggal', 'date'],
    ['Jenis Vaksin / Vaccine Type', 'vaccine'],
    ['Vaccine & Vaksin', 'vaccine'],
    ['Jenis/Merk Vaksin', 'vaccine'],
    ['vaksin-batch', 'lot'],
    ['vaksin_batch', 'lot'],
    ['No. Batch / Lot No.', 'lot'],
    ['Faskes / Facility', 'site'],
    ['Kategori / Pekerjaan', 'category'],
    ['Kel/Desa', 'village'],
  ])('%j is %s', (heading, field) => {
    expect([matchHeading(heading)?.field, fieldsOfSeveral(heading)]).toEqual([field, []]);
  });

  test('beside two languages a plain one is no clearer', () => {
    const found = search(sheet(['NIK', 'Nama', 'Jenis Vaksin / Vaccine', 'Merk Vaksin'], PERSON));
    expect(found).toMatchObject({ kind: 'ambiguous', field: 'vaccine' });
  });
});
