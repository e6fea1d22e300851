import { describe, expect, it } from 'vitest';
import { authOf, load, refusal } from './config-fixture.ts';

describe('without anything', () => {
  it('every option has the documented default', async () => {
    const { options, target, file, origin } = await load();
    expect(options).toEqual({
      targets: {},
      delivery: {
        batchSize: 100,
        concurrency: 2,
        timeout: 60_000,
        retry: { first: 1_000, cap: 60_000, probe: 180_000 },
        doubtWait: 60_000,
        lookBack: 60_000,
        keyLife: 86_400_000,
        patience: 43_200_000,
        turnedAway: 900_000,
        startJitter: 0,
        window: {},
      },
      state: { kind: 'file', path: '/kerja/.vax-upload/ledger.db', folder: '/kerja/.vax-upload' },
      schedule: { at: '22:00', spread: 900_000 },
      log: { keep: 90 * 24 * 3_600_000, runs: 400, megabytes: 100 },
      inbox: { sort: false, done: 'done', toCorrect: 'to-correct' },
      privacy: { keyFile: '/kerja/.vax-upload/ledger.key', keep: 90 * 24 * 3_600_000 },
      reading: {
        programme: 'covid19',
        timeZone: 'Asia/Jakarta',
        emptyNik: 'error',
        lenientNik: false,
        fixDates: false,
        skipHidden: false,
        columns: '/kerja/.vax-upload/columns.yaml',
      },
      notify: { on: 'always', timeout: 10_000, fileNames: false },
      sandbox: {},
    });
    expect(target).toBeUndefined();
    expect(file).toBeUndefined();
    expect(origin('delivery.batchSize')).toEqual({ layer: 'default' });
  });

  it('an empty file, sections without content and comments set nothing', async () => {
    for (const yaml of ['', '# nothing\n', 'delivery:\n  # batchSize: 5\nreading:\n', '---\n']) {
      expect((await load({ yaml })).options).toEqual((await load()).options);
    }
  });
});

describe('beside the single executable', () => {
  const beside = '/opt/vax/vax-upload.yaml';
  const files = { [beside]: 'delivery: { batchSize: 7 }' };
  const programFolder = '/opt/vax';

  it('a configuration is taken where the working folder has none, and state lies beside it', async () => {
    const { options, file } = await load({ files, programFolder });
    expect(file).toBe(beside);
    expect(options).toMatchObject({ delivery: { batchSize: 7 }, state: { path: '/opt/vax/.vax-upload/ledger.db' } });
  });

  it.each([
    ['the working folder has one', { yaml: 'language: id', files, programFolder }, '/kerja/vax-upload.yaml'],
    ['one was named', { files: { ...files, '/kerja/x.yaml': '' }, programFolder, config: 'x.yaml' }, '/kerja/x.yaml'],
    ['the program is a package', { files }, undefined],
    ['there is none either', { programFolder }, undefined],
  ])('it is left alone where %s', async (_, given, expected) => {
    const { options, file } = await load(given);
    expect(file).toBe(expected);
    expect(options.delivery.batchSize).toBe(100);
  });
});

describe('who wins', () => {
  const yaml = 'delivery: { batchSize: 2 }';
  const env = { VAX_UPLOAD_DELIVERY_BATCHSIZE: '3' };
  const flags = { 'delivery.batchSize': '4' };
  it.each([
    ['nobody', {}, 100, { layer: 'default' }],
    ['the file over the default', { yaml }, 2, { layer: 'file', file: 'vax-upload.yaml', line: 1 }],
    [
      'the environment over the file',
      { yaml, env },
      3,
      { layer: 'environment', variable: 'VAX_UPLOAD_DELIVERY_BATCHSIZE' },
    ],
    ['a flag over the environment', { yaml, env, flags }, 4, { layer: 'flag', flag: '--batch-size' }],
    ['a flag over the file', { yaml, flags }, 4, { layer: 'flag', flag: '--batch-size' }],
    [
      'a flag that was not given is not there',
      { yaml, flags: { 'delivery.batchSize': undefined } },
      2,
      { layer: 'file', file: 'vax-upload.yaml', line: 1 },
    ],
    [
      'an empty variable is not set',
      { yaml, env: { VAX_UPLOAD_DELIVERY_BATCHSIZE: '' } },
      2,
      { layer: 'file', file: 'vax-upload.yaml', line: 1 },
    ],
  ])('%s', async (_name, given, batchSize, origin) => {
    const loaded = await load(given);
    expect(loaded.options.delivery.batchSize).toBe(batchSize);
    expect(loaded.origin('delivery.batchSize')).toEqual(origin);
  });

  it('options of one section come from different places', async () => {
    const { options, origin } = await load({
      yaml: 'delivery:\n  batchSize: 7\n  window:\n    until: 5:00\n',
      env: { VAX_UPLOAD_DELIVERY_RETRY_FIRST: '2s', VAX_UPLOAD_READING_FIXDATES: 'true', VAX_UPLOAD_LANG: 'en' },
      flags: { 'delivery.window.maxDuration': '8h', 'reading.skipHidden': true },
    });
    expect(options.delivery).toMatchObject({
      batchSize: 7,
      retry: { first: 2_000, cap: 60_000 },
      window: { until: '05:00', maxDuration: 28_800_000 },
    });
    expect(options.reading).toMatchObject({ fixDates: true, skipHidden: true });
    expect(options.language).toBe('en');
    expect(origin('delivery.window.until')).toMatchObject({ line: 4 });
  });

  it('a token command in the environment replaces the token file of the file', async () => {
    const { options } = await load({
      yaml: 'target: { url: "https://a.example/v1", auth: { type: bearer, tokenFile: token } }',
      env: { VAX_UPLOAD_TARGET_AUTH_TOKENCOMMAND: 'pass show a' },
    });
    expect(authOf(options)).toEqual({ type: 'bearer', tokenCommand: 'pass show a' });
  });

  it('a whole target from the environment', async () => {
    const { target } = await load({
      env: { VAX_UPLOAD_TARGET_URL: 'https://a.example/v1', VAX_UPLOAD_TARGET_IDEMPOTENCYHEADER_QUOTED: 'false' },
    });
    expect(target).toMatchObject({
      kind: 'server',
      path: 'target',
      options: {
        type: 'json',
        url: 'https://a.example/v1',
        auth: { type: 'none' },
        idempotencyHeader: { name: 'Idempotency-Key', quoted: false },
        maxBatch: 1_000,
      },
    });
  });
});

describe('relative paths', () => {
  const yaml =
    'state: data/kendal.db\ntarget: { url: "https://a.example", auth: { type: bearer, tokenFile: ./token } }\nreading: { mapping: ../m.yaml }\n';
  it('in the file are relative to the file', async () => {
    const { options, file } = await load({ config: 'etc/vax.yaml', files: { '/kerja/etc/vax.yaml': yaml } });
    expect(file).toBe('/kerja/etc/vax.yaml');
    expect(options).toMatchObject({
      state: { path: '/kerja/etc/data/kendal.db' },
      privacy: { keyFile: '/kerja/etc/.vax-upload/ledger.key' },
      reading: { mapping: '/kerja/m.yaml' },
      target: { auth: { tokenFile: '/kerja/etc/token' } },
    });
  });
  it('of flags and the environment are relative to the working folder', async () => {
    const { options } = await load({
      config: '/etc/vax.yaml',
      files: { '/etc/vax.yaml': yaml },
      flags: { state: 'x.db' },
      env: { VAX_UPLOAD_PRIVACY_KEYFILE: 'k' },
    });
    expect(options).toMatchObject({ state: { path: '/kerja/x.db' }, privacy: { keyFile: '/kerja/k' } });
  });
});

describe('what is wrong with it', () => {
  it.each([
    ['--config names a file that is not there', { config: 'nope.yaml' }, 'CONFIG_MISSING', { file: 'nope.yaml' }],
    ['VAX_UPLOAD_CONFIG does', { env: { VAX_UPLOAD_CONFIG: 'nope.yaml' } }, 'CONFIG_MISSING', { file: 'nope.yaml' }],
    [
      'a tab for indentation',
      { yaml: 'delivery:\n\tbatchSize: 5\n' },
      'CONFIG_SYNTAX',
      { file: 'vax-upload.yaml', line: 2 },
    ],
    [
      'a bracket that never closes',
      { yaml: 'state: x\ntarget: { url: a\n' },
      'CONFIG_SYNTAX',
      { file: 'vax-upload.yaml' },
    ],
    ['the same key twice', { yaml: 'state: a\nstate: b\n' }, 'CONFIG_SYNTAX', { line: 2, twice: 'true' }],
    ['a list', { yaml: '- state\n' }, 'CONFIG_SYNTAX', { file: 'vax-upload.yaml', line: 1 }],
    ['an alias of nothing', { yaml: 'state: *x\n' }, 'CONFIG_SYNTAX', { file: 'vax-upload.yaml', line: 1 }],
    [
      'a mistyped key',
      { yaml: 'delivery:\n  batchsize: 5\n' },
      'CONFIG_KEY',
      { file: 'vax-upload.yaml', line: 2, key: 'delivery.batchsize', nearest: 'delivery.batchSize' },
    ],
    ['letters exchanged', { yaml: 'tagret: {}\n' }, 'CONFIG_KEY', { key: 'tagret', nearest: 'target' }],
    [
      'a right key in the wrong place',
      { yaml: 'batchSize: 5\n' },
      'CONFIG_KEY',
      { key: 'batchSize', nearest: 'delivery.batchSize' },
    ],
    ['a key of another program', { yaml: 'postgres: x\n' }, 'CONFIG_KEY', { key: 'postgres' }],
    [
      'a token written down',
      { yaml: 'target: { url: "https://a.example", auth: { type: bearer, token: s3cret } }' },
      'CONFIG_KEY',
      { key: 'target.auth.token' },
    ],
    [
      'a key inside a named target',
      { yaml: 'targets: { kendal: { ulr: "https://a.example" } }' },
      'CONFIG_KEY',
      { key: 'targets.kendal.ulr', nearest: 'targets.kendal.url' },
    ],
    ['a prototype', { yaml: '__proto__: { state: x }\n' }, 'CONFIG_KEY', { key: '__proto__' }],
    [
      'a mistyped variable',
      { env: { VAX_UPLOAD_DELIVERY_BATCHSIZ: '5' } },
      'CONFIG_KEY',
      { key: 'VAX_UPLOAD_DELIVERY_BATCHSIZ', nearest: 'VAX_UPLOAD_DELIVERY_BATCHSIZE' },
    ],
    [
      'a duration without a unit',
      { yaml: 'delivery:\n  timeout: 60\n' },
      'CONFIG_VALUE',
      { file: 'vax-upload.yaml', line: 2, key: 'delivery.timeout', expected: '1s | 5m | 8h' },
    ],
    ['no time for a request', { yaml: 'delivery: { timeout: 0s }' }, 'CONFIG_VALUE', { key: 'delivery.timeout' }],
    [
      'a batch of none',
      { yaml: 'delivery: { batchSize: 0 }' },
      'CONFIG_VALUE',
      { key: 'delivery.batchSize', expected: '1-10000' },
    ],
    ['half a record', { yaml: 'delivery: { batchSize: 1.5 }' }, 'CONFIG_VALUE', { key: 'delivery.batchSize' }],
    [
      'words for a number, in the environment',
      { env: { VAX_UPLOAD_DELIVERY_CONCURRENCY: 'many' } },
      'CONFIG_VALUE',
      { file: 'VAX_UPLOAD_DELIVERY_CONCURRENCY', key: 'delivery.concurrency' },
    ],
    [
      'a language nobody speaks, as a flag',
      { flags: { language: 'jv' } },
      'CONFIG_VALUE',
      { file: '--lang', key: 'language', expected: 'id | en' },
    ],
    [
      'yes instead of true',
      { yaml: 'reading: { fixDates: yes }' },
      'CONFIG_VALUE',
      { key: 'reading.fixDates', expected: 'true | false' },
    ],
    [
      '25 hours',
      { yaml: 'delivery: { window: { until: "25:00" } }' },
      'CONFIG_VALUE',
      { key: 'delivery.window.until' },
    ],
    [
      'a zone that is none',
      { yaml: 'reading: { timeZone: Asia/Kendal }' },
      'CONFIG_VALUE',
      { key: 'reading.timeZone' },
    ],
    ['a word for a section', { yaml: 'delivery: fast\n' }, 'CONFIG_VALUE', { key: 'delivery' }],
    ['a section for a word', { yaml: 'to: { name: x }\n' }, 'CONFIG_VALUE', { key: 'to' }],
    [
      'a target without an address',
      { yaml: 'state: a.db\ntarget:\n  type: json\n' },
      'CONFIG_VALUE',
      { file: 'vax-upload.yaml', line: 3, key: 'target.url' },
    ],
    [
      'an address with a password in it',
      { yaml: 'target: { url: "https://me:s3cret@a.example" }' },
      'CONFIG_VALUE',
      { key: 'target.url' },
    ],
    [
      'an unknown type of target',
      { yaml: 'target: { type: soap, url: "https://a.example" }' },
      'CONFIG_VALUE',
      { key: 'target.type', expected: expect.stringMatching(/^json \| /) },
    ],
    [
      'bearer without a token',
      { yaml: 'target: { url: "https://a.example", auth: { type: bearer } }' },
      'CONFIG_VALUE',
      { key: 'target.auth.tokenFile' },
    ],
    [
      'two tokens',
      { yaml: 'target: { url: "https://a.example", auth: { type: bearer, tokenFile: a, tokenCommand: b } }' },
      'CONFIG_VALUE',
      { key: 'target.auth.tokenCommand', expected: 'tokenFile | tokenCommand' },
    ],
    [
      'basic without a user',
      { yaml: 'target: { url: "https://a.example", auth: { type: basic, passwordFile: a } }' },
      'CONFIG_VALUE',
      { key: 'target.auth.username' },
    ],
    [
      'basic without a password',
      { yaml: 'target: { url: "https://a.example", auth: { type: basic, username: a } }' },
      'CONFIG_VALUE',
      { key: 'target.auth.passwordFile' },
    ],
    [
      'a token and no type',
      { yaml: 'target: { url: "https://a.example", auth: { tokenFile: a } }' },
      'CONFIG_VALUE',
      { key: 'target.auth.type', expected: 'bearer | apitoken' },
    ],
    [
      'an option of another type of auth',
      { yaml: 'target: { url: "https://a.example", auth: { type: bearer, tokenFile: a, clientId: b } }' },
      'CONFIG_VALUE',
      { key: 'target.auth.type', expected: 'oauth2 | smart', file: 'vax-upload.yaml' },
    ],
    [
      'a type of auth that there is not',
      { yaml: 'target: { url: "https://a.example", auth: { type: oauth } }' },
      'CONFIG_VALUE',
      { key: 'target.auth.type', expected: 'none | bearer | apitoken | basic | oauth2 | smart' },
    ],
    [
      'oauth2 without an address for tokens',
      { yaml: 'target: { url: "https://a.example", auth: { type: oauth2, clientId: b, clientSecretFile: s } }' },
      'CONFIG_VALUE',
      { key: 'target.auth.tokenUrl', expected: 'https://login.example/oauth2/token' },
    ],
    [
      'oauth2 with credentials in the address for tokens',
      {
        yaml: 'target: { url: "https://a.example", auth: { type: oauth2, tokenUrl: "https://a:b@c.example", clientId: b, clientSecretFile: s } }',
      },
      'CONFIG_VALUE',
      { key: 'target.auth.tokenUrl' },
    ],
    [
      'oauth2 without a secret',
      {
        yaml: 'target: { url: "https://a.example", auth: { type: oauth2, tokenUrl: "https://c.example", clientId: b } }',
      },
      'CONFIG_VALUE',
      { key: 'target.auth.clientSecretFile', expected: './client-secret' },
    ],
    [
      'a secret of oauth2 that is written down',
      { yaml: 'target: { url: "https://a.example", auth: { type: oauth2, clientSecret: s3cret } }' },
      'CONFIG_KEY',
      { key: 'target.auth.clientSecret', nearest: 'target.auth.clientSecretFile' },
    ],
    [
      'smart without a key',
      {
        yaml: 'target: { url: "https://a.example", auth: { type: smart, tokenUrl: "https://c.example", clientId: b } }',
      },
      'CONFIG_VALUE',
      { key: 'target.auth.privateKeyFile', expected: './private-key.pem' },
    ],
    [
      'a certificate of ours without its key',
      { yaml: 'target: { url: "https://a.example", certFile: a }' },
      'CONFIG_VALUE',
      { key: 'target.keyFile', expected: './client.key' },
    ],
    [
      'a key without its certificate',
      { yaml: 'targets: { kendal: { url: "https://a.example", keyFile: a } }' },
      'CONFIG_VALUE',
      { key: 'targets.kendal.certFile', expected: './client.pem' },
    ],
    [
      'a target that is called sandbox',
      { yaml: 'targets: { sandbox: { url: "https://a.example" } }' },
      'CONFIG_VALUE',
      { key: 'targets.sandbox' },
    ],
    [
      'a header that is none',
      { yaml: 'target: { url: "https://a.example", idempotencyHeader: { name: "a b" } }' },
      'CONFIG_VALUE',
      { key: 'target.idempotencyHeader.name' },
    ],
  ])('%s', async (_name, given, code, params) => {
    const error = await refusal(given);
    expect(error).toMatchObject({ code, params });
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });
});
