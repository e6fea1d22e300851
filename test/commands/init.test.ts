/** `init`: the file it writes changes nothing, and what it says of the defaults is true. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mappingOf } from '../../src/config/mapping-file.ts';
import { findOption, type OptionNode, optionTree, valuePaths } from '../../src/config/option-tree.ts';
import { configSchema } from '../../src/config/schema.ts';
import { COVID19 } from '../../src/record/programme/covid19.ts';
import { productsOf } from '../../src/record/programme/products.ts';
import { configFile } from '../../src/run/config-file.ts';
import { mappingTemplate } from '../../src/run/mapping-template.ts';
import { MAPPING_FILE } from '../../src/text/mapping-for.ts';
import { CONFIG_FILE } from '../../src/text/options-for.ts';
import { authOf, load } from '../config/config-fixture.ts';
import { vaxUpload } from '../support/program.ts';

const tree = optionTree(configSchema);

/** What somebody does who takes every `#` away before a value, or only before the defaults. */
function uncomment(text: string, also: 'defaults' | 'examples', mark: string): string {
  const wanted = (line: string) => /^ *#\w+:/.test(line) && (also === 'examples' || !line.includes(`# ${mark}`));
  return text.replaceAll(/^.*$/gm, (line) => (wanted(line) ? line.replace('#', '') : line));
}

/** What somebody does who deletes what only servers of other types have. */
function withoutOtherTypes(text: string, type: string): string {
  const target = findOption(tree, 'target');
  const typesOf = target?.kind === 'section' ? [...(target.typesOf ?? [])] : [];
  return typesOf.filter(([, types]) => !types.includes(type)).reduce((rest, [key]) => without(key, rest), text);
}

function without(section: string, text: string): string {
  return text.replace(new RegExp(`^ {2}${section}:.*\\n(?: {4}.*\\n)*`, 'm'), '');
}

/** A ping and a webhook say nothing without their address either. */
function withoutTelling(text: string): string {
  return text.replace(/^notify:\n(?: .*\n)+/m, '');
}

/** The target alone, without what another type has and without credentials. */
function ofOneType(all: string, type: string): string {
  const target = all.slice(all.indexOf('target:'), all.indexOf('\ntargets:'));
  return without('auth', withoutOtherTypes(`${target}\n`, type)).replace('type: json', `type: ${type}`);
}

describe.each(['en', 'id'] as const)('the text of the file (%s)', (language) => {
  const texts = CONFIG_FILE[language];
  const text = configFile(tree, texts);

  test('as it is written, it sets nothing', async () => {
    const [written, empty] = [await load({ yaml: text }), await load()];
    expect(written.options).toEqual(empty.options);
    expect(valuePaths(tree).filter((path) => written.origin(path).layer !== 'default')).toEqual([]);
  });

  test('the defaults it shows are the defaults', async () => {
    // The defaults of a server say nothing without its address.
    const withoutServer = withoutTelling(
      uncomment(text, 'defaults', texts.example).replace(/^target:\n(?: .*\n)+/m, ''),
    );
    expect(withoutServer).toContain('\n  batchSize: 100\n');
    const [shown, empty] = [await load({ yaml: withoutServer }), await load()];
    expect(shown.options).toEqual(empty.options);
    expect(shown.origin('delivery.retry.probe').layer).toBe('file');
  });

  test('the defaults it shows for a server are those of a bare address', async () => {
    const server = withoutTelling(uncomment(text, 'defaults', texts.example).replace(/^ *#url: /m, '  url: '));
    const bare = await load({ yaml: 'target: { url: https://registry.example/v1 }' });
    expect((await load({ yaml: server })).options.target).toEqual(bare.options.target);
  });

  test('every example is a value that may stand there', async () => {
    const all = withoutTelling(uncomment(text, 'examples', texts.example));
    const lines = withoutOtherTypes(all, 'json').split('\n');
    // A token and a password exclude each other, and so do a file and a command, or a file and a database: one at a time.
    const one = (...drop: string[]) =>
      lines.filter((line) => !['path', ...drop].some((key) => line.trim().startsWith(`${key}:`))).join('\n');
    const ofType = (type: string, ...drop: string[]) => one(...drop).replace('type: none', `type: ${type}`);
    const token = ['tokenFile', 'tokenCommand'];
    const password = ['username', 'passwordFile', 'passwordCommand'];
    const client = [
      'tokenUrl',
      'clientId',
      'clientSecretFile',
      'clientSecretCommand',
      'scope',
      'clientIn',
      'grantTypeIn',
      'keyId',
    ];
    const privateKey = ['privateKeyFile', 'privateKeyCommand'];
    const bearer = ofType('bearer', ...password, ...client, ...privateKey, 'tokenCommand', 'keyCommand');
    const basic = ofType('basic', ...token, ...client, ...privateKey, 'passwordFile', 'passphraseFile');
    const oauth2 = ofType(
      'oauth2',
      ...[...token, ...password, ...privateKey],
      ...['keyId', 'clientSecretCommand', 'passphraseFile'],
    );
    const smart = ofType(
      'smart',
      ...[...token, ...password, 'clientSecretFile', 'clientSecretCommand', 'clientIn', 'grantTypeIn'],
      ...['privateKeyCommand', 'passphraseFile'],
    );
    expect(authOf((await load({ yaml: bearer })).options)).toEqual({ type: 'bearer', tokenFile: '/kerja/token' });
    const { options } = await load({ yaml: basic });
    expect(authOf(options)).toMatchObject({ type: 'basic', username: 'puskesmas-kendal-1' });
    expect(authOf((await load({ yaml: oauth2 })).options)).toEqual({
      type: 'oauth2',
      tokenUrl: 'https://login.example/oauth2/token',
      clientId: 'puskesmas-kendal-1',
      clientSecretFile: '/kerja/client-secret',
      scope: 'immunization.write',
      clientIn: 'header',
      grantTypeIn: 'body',
    });
    expect(authOf((await load({ yaml: smart })).options)).toEqual({
      type: 'smart',
      tokenUrl: 'https://login.example/oauth2/token',
      clientId: 'puskesmas-kendal-1',
      privateKeyFile: '/kerja/private-key.pem',
      keyId: 'kendal-2026',
      scope: 'immunization.write',
    });
    expect(options.target).toMatchObject({ certFile: '/kerja/client.pem', keyFile: '/kerja/client.key' });
    expect(options.targets['kendal']).toBeDefined();
    expect(options.delivery.window).toEqual({ until: '05:00', maxDuration: 8 * 3_600_000 });
  });

  test('every example of telling is a value that may stand there', async () => {
    const section = /^notify:\n(?: {2}.*\n)+/m.exec(uncomment(text, 'examples', texts.example))?.[0] ?? '';
    const one = section.replace(/^ *(?:urlFile|\w+Command):.*\n/gm, '');
    expect((await load({ yaml: one })).options.notify).toMatchObject({
      on: 'always',
      name: 'Puskesmas Kendal 1',
      timeout: 10_000,
      fileNames: false,
      ping: { url: 'https://hc-ping.com/UUID', success: ['0', '3', '5', '10'], log: ['11', '130', '143'] },
      command: './tell.sh',
      webhook: { url: 'https://chat.example/hooks/KEY', secretFile: '/kerja/webhook-secret' },
      email: { port: 587, security: 'starttls', to: ['admin@dinkes.example', 'kepala@dinkes.example'] },
    });
  });

  test('every example of files is a value that may stand there', async () => {
    const section = /^ {2}files:\n(?: {4}.*\n)+/m.exec(uncomment(text, 'examples', texts.example))?.[0] ?? '';
    expect((await load({ yaml: `target:\n  type: files\n${section}` })).options.target).toEqual({
      type: 'files',
      maxBatch: 1_000,
      files: { folder: '/kerja/keluar', format: 'csv', archive: false, template: '/kerja/template.yaml' },
    });
  });

  test('every example of a DHIS2 is a value that may stand there', async () => {
    const all = uncomment(text, 'examples', texts.example);
    expect((await load({ yaml: ofOneType(all, 'dhis2') })).options.target).toMatchObject({
      type: 'dhis2',
      dhis2: {
        program: 'COVAC',
        attributes: { nik: 'NIK', name: 'Name' },
        options: { vaccine: { coronavac: 'SINOVAC' } },
        constants: { 'Date of birth is estimated': false },
        unknownSite: 'refuse',
      },
    });
  });

  test('every example of SATUSEHAT is a value that may stand there', async () => {
    const all = uncomment(text, 'examples', texts.example).replace('maxBatch: 1000', 'maxBatch: 10');
    expect((await load({ yaml: ofOneType(all, 'satusehat') })).options.target).toMatchObject({
      type: 'satusehat',
      satusehat: { organization: '10000004', primarySource: true, performerFunction: 'AP', doseMl: 0.5, lag: 120_000 },
    });
  });

  test('every example of a FHIR server is a value that may stand there', async () => {
    const all = uncomment(text, 'examples', texts.example);
    expect((await load({ yaml: ofOneType(all, 'fhir') })).options.target).toMatchObject({
      type: 'fhir',
      fhir: {
        bundle: 'transaction',
        mode: 'create',
        personsPerBundle: 50,
        patientSystem: 'https://fhir.kemkes.go.id/id/nik',
        codeSystems: { desa: 'https://desa.example/codes' },
        targetDiseases: { polio: 'http://snomed.info/sct|398102009' },
        locations: { 'Puskesmas Kendal 1': 'Location/12' },
        primarySource: true,
        extra: { Immunization: { recorded: '{date}' } },
      },
    });
  });

  test.each(valuePaths(tree))('%s stands there with a meaning and a value', (path) => {
    const key = path.slice(path.lastIndexOf('.') + 1);
    const meaning = (texts.meanings as Readonly<Record<string, string>>)[path];
    expect(meaning).toMatch(/^.{8,}\.$/);
    expect(text).toMatch(new RegExp(`^ *#${key}: \\S`, 'm'));
    expect(findOption(tree, path)?.kind).toBe('value' satisfies OptionNode['kind']);
  });

  test('no line is too long for a screen', () => {
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });
});

describe.each(['en', 'id'] as const)('the text of the mapping file (%s)', (language) => {
  const text = mappingTemplate(MAPPING_FILE[language]);

  test('as it is written, it lists nothing', () => {
    const { vaccineNames, siteNames, categoryNames } = mappingOf(text, 'mapping.yaml');
    expect(vaccineNames.size + siteNames.size + categoryNames.size).toBe(0);
  });

  test('every example is a line that may stand there', () => {
    const mapping = mappingOf(text.replaceAll(/^ {2}#/gm, '  '), 'mapping.yaml');
    expect(mapping.vaccineNames.get('vaksin bcg')).toMatchObject({ vaccine: 'bcg', codes: [{ code: '93005208' }] });
    expect([mapping.siteNames.size, mapping.categoryNames.get('60')]).toEqual([4, 'Lansia']);
  });

  test('shows every built-in vaccine with its codes', () => {
    for (const [name, codes] of productsOf(COVID19).codes) {
      const line = text.split('\n').find((each) => each.startsWith(`#   ${name} `));
      for (const { code } of codes) expect(line).toContain(code);
    }
  });
});

describe('the command', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vax-upload-init-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('writes the file for its owner alone and says what to do next', async () => {
    const { exitCode, out } = await vaxUpload(['init'], { cwd: folder });
    expect(exitCode).toBe(0);
    expect(out).toContain(join(folder, 'vax-upload.yaml'));
    expect(out).toContain('--to sandbox');
    expect((await stat(join(folder, 'vax-upload.yaml'))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, 'vax-upload.yaml'), 'utf8')).toBe(configFile(tree, CONFIG_FILE.en));
  });

  test('writes it in Indonesian where it is asked to, in a folder that is not there yet', async () => {
    const { exitCode } = await vaxUpload(['init', '--lang', 'id', '--config', 'kerja/malam.yaml'], { cwd: folder });
    expect(exitCode).toBe(0);
    expect(await readFile(join(folder, 'kerja/malam.yaml'), 'utf8')).toBe(configFile(tree, CONFIG_FILE.id));
  });

  test('writes a mapping file beside it, and keeps the one that is there', async () => {
    await vaxUpload(['init'], { cwd: folder });
    expect(await readFile(join(folder, 'mapping.yaml'), 'utf8')).toBe(mappingTemplate(MAPPING_FILE.en));
    await writeFile(join(folder, 'mapping.yaml'), 'sites: { Pendopo: }\n');
    expect((await vaxUpload(['init', '--config', 'lain.yaml'], { cwd: folder })).exitCode).toBe(0);
    expect(await readFile(join(folder, 'mapping.yaml'), 'utf8')).toBe('sites: { Pendopo: }\n');
  });

  test('never writes over a file that is there', async () => {
    await writeFile(join(folder, 'vax-upload.yaml'), 'language: id\n');
    const { exitCode, err } = await vaxUpload(['init'], { cwd: folder });
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^Error: vax-upload\.yaml is there already.*\[OUTPUT_EXISTS\]\nTry: .+\n$/);
    expect(await readFile(join(folder, 'vax-upload.yaml'), 'utf8')).toBe('language: id\n');
  });

  test('tells a script where it wrote', async () => {
    const { out } = await vaxUpload(['init', '--json'], { cwd: folder });
    expect(JSON.parse(out)).toEqual({ path: join(folder, 'vax-upload.yaml'), mapping: join(folder, 'mapping.yaml') });
  });
});
