/** What answers set: the file that is written is read again, and says what was answered and nothing else. */
import { describe, expect, it } from 'vitest';
import { optionTree, valuePaths } from '../../src/config/option-tree.ts';
import { configSchema } from '../../src/config/schema.ts';
import { besideConfig, drafted, type Place } from '../../src/run/init/drafted.ts';
import type { Answers } from '../../src/setup/questions.ts';
import type { SecretPlace } from '../../src/setup/settings.ts';

const place: Place = {
  path: '/srv/kendal/vax-upload.yaml',
  file: 'vax-upload.yaml',
  cwd: '/srv/kendal',
  home: '/home/budi',
};
const typed = (name: string): SecretPlace => ({ kind: 'typed', path: `./${name}` });

const SATUSEHAT: Answers = {
  language: 'id',
  kind: 'satusehat',
  url: 'https://satusehat.example/fhir-r4/v1',
  tokenUrl: 'https://satusehat.example/oauth2/v1/accesstoken',
  clientId: 'klien-contoh',
  organization: '10000004',
  location: 'b017aa54-f1df-4ec2-9d84-8823815d7228',
  practitioner: 'N10000001',
  timeZone: 'Asia/Jayapura',
};

describe('the file that is written', () => {
  it.each<[string, Answers, SecretPlace | undefined, object, string[]]>([
    [
      'json with a token',
      { language: 'id', kind: 'json', url: 'https://registry.example/v1', auth: 'bearer', timeZone: 'Asia/Makassar' },
      typed('token'),
      { type: 'json', url: 'https://registry.example/v1', auth: { type: 'bearer', tokenFile: '/srv/kendal/token' } },
      ['language', 'reading.timeZone', 'target.auth.tokenFile', 'target.auth.type', 'target.type', 'target.url'],
    ],
    [
      'json that asks nobody, over plain http of a VPN',
      { kind: 'json', url: 'http://registry.example/v1', allowHttp: 'yes', auth: 'none' },
      undefined,
      { url: 'http://registry.example/v1', allowHttp: true, auth: { type: 'none' } },
      ['target.allowHttp', 'target.type', 'target.url'],
    ],
    [
      'fhir with a user name that YAML would read as a number',
      { kind: 'fhir', url: 'https://registry.example/fhir', auth: 'basic', username: '0012' },
      typed('password'),
      { type: 'fhir', auth: { type: 'basic', username: '0012', passwordFile: '/srv/kendal/password' } },
      ['target.auth.passwordFile', 'target.auth.type', 'target.auth.username', 'target.type', 'target.url'],
    ],
    [
      'fhir whose secret a command knows',
      {
        kind: 'fhir',
        url: 'https://registry.example/fhir',
        auth: 'oauth2',
        tokenUrl: 'https://login.example/token',
        clientId: 'a: b # c',
      },
      { kind: 'command', command: 'pass show "vax upload" # kendal' },
      { auth: { clientId: 'a: b # c', clientSecretCommand: 'pass show "vax upload" # kendal', clientIn: 'header' } },
      [
        'target.auth.clientId',
        'target.auth.clientSecretCommand',
        'target.auth.tokenUrl',
        'target.auth.type',
        'target.type',
        'target.url',
      ],
    ],
    [
      'satusehat',
      SATUSEHAT,
      typed('client-secret'),
      {
        type: 'satusehat',
        auth: { type: 'oauth2', clientId: 'klien-contoh', clientIn: 'body', grantTypeIn: 'query' },
        satusehat: { organization: '10000004', location: SATUSEHAT.location, practitioner: 'N10000001' },
      },
      [
        'language',
        'reading.timeZone',
        'target.auth.clientId',
        'target.auth.clientIn',
        'target.auth.clientSecretFile',
        'target.auth.grantTypeIn',
        'target.auth.tokenUrl',
        'target.auth.type',
        'target.satusehat.location',
        'target.satusehat.organization',
        'target.satusehat.practitioner',
        'target.type',
        'target.url',
      ],
    ],
    [
      'dhis2',
      {
        kind: 'dhis2',
        url: 'https://dhis2.example',
        auth: 'apitoken',
        program: 'COVAC - COVID-19 Vaccination Registry',
        nikAttribute: 'National ID',
        nameAttribute: 'First "Name"',
        doseElement: 'dose_number',
        orgUnit: 'P3324010101',
      },
      typed('token'),
      {
        type: 'dhis2',
        dhis2: {
          program: 'COVAC - COVID-19 Vaccination Registry',
          attributes: { nik: 'National ID', name: 'First "Name"' },
          dataElements: { dose: 'dose_number' },
          orgUnit: 'P3324010101',
        },
      },
      [
        'target.auth.tokenFile',
        'target.auth.type',
        'target.dhis2.attributes',
        'target.dhis2.dataElements',
        'target.dhis2.orgUnit',
        'target.dhis2.program',
        'target.type',
        'target.url',
      ],
    ],
    [
      'files on a stick',
      { kind: 'files', folder: '/media/STIK 1/keluar', format: 'xlsx' },
      undefined,
      { type: 'files', files: { folder: '/media/STIK 1/keluar', format: 'xlsx' } },
      ['target.files.folder', 'target.files.format', 'target.type'],
    ],
  ])('%s', async (_, answers, secret, target, set) => {
    const { config } = await drafted(answers, secret, 'en', place);
    expect(config.options.target).toMatchObject(target);
    const paths = valuePaths(optionTree(configSchema)).filter((path) => config.origin(path).layer === 'file');
    expect(paths.sort()).toEqual(set);
  });

  it('practice needs no server', async () => {
    const { config } = await drafted({ kind: 'sandbox', language: 'en' }, undefined, 'en', place);
    expect([config.target, config.options.language]).toEqual([{ kind: 'sandbox' }, 'en']);
  });
});

describe('a path that somebody types', () => {
  it.each([
    ['keluar', '/srv/kendal', './keluar'],
    ['keluar/minggu ini', '/srv/kendal', './keluar/minggu ini'],
    ['keluar', '/home/budi', '/home/budi/keluar'],
    ['../boja', '/srv/kendal', '/srv/boja'],
    ['~/keluar', '/srv/kendal', '/home/budi/keluar'],
    ['/media/stik', '/srv/kendal', '/media/stik'],
    ['.', '/srv/kendal', '.'],
  ])('%s, typed in %s, is %s in the file', (path, cwd, expected) =>
    expect(besideConfig(path, { ...place, cwd })).toBe(expected),
  );
});
