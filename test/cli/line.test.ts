/** The line to the server as offices have it: a proxy that alone knows the way, an authority of the ministry's own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAuthority } from '../support/authority.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { hasSquid, type Squid, startSquid } from '../support/squid.ts';
import { Clerk, csv, errorLines, expectDiscreet, people, summaryOf } from './clerk.ts';

const clerk = new Clerk();
const rows = people(6);
clerk.write('peserta.csv', csv(rows));
const authority = makeAuthority(clerk.folder, 'registry.test', 'localhost');

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer({ tls: authority.server });
});
afterAll(() => server.close());

/** The server under the name that only the proxy knows, and under that of this computer. */
const afar = (): string => server.url.replace('127.0.0.1', 'registry.test');
const near = (): string => server.url.replace('127.0.0.1', 'localhost');

let runs = 0;
/** An import with this below `target:`; a ledger of its own each time. */
async function importTo(
  url: string,
  lines: readonly string[],
  env: Record<string, string> = {},
  ...flags: readonly string[]
) {
  runs += 1;
  const below = [`url: "${url}"`, ...lines].map((line) => `  ${line}`);
  const config = clerk.write(`${runs}.yaml`, [`state: ./${runs}.db`, 'target:', ...below, ''].join('\n'));
  clerk.env = { VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms', VAX_UPLOAD_DELIVERY_RETRY_CAP: '200ms', ...env };
  return clerk.runs('import', 'peserta.csv', '--config', config, '--json', ...flags);
}

describe('an authority of the ministry', () => {
  it('is trusted once its certificate is named, and the records arrive', async () => {
    const ended = await importTo(near(), [`caFile: ${authority.caFile}`]);
    expect([ended.exitCode, summaryOf(ended.out).outcomes['accepted']]).toEqual([0, 6]);
  });

  it.each([
    ['en', 'cannot be trusted', '`caFile`'],
    ['id', 'tidak dapat dipercaya', '`caFile`'],
  ])(
    'unnamed, at the first contact: exit 7 at once, in two lines, and nothing has left (%s)',
    async (lang, what, cure) => {
      const ended = await importTo(near(), [], {}, '--lang', lang);
      expect(ended.exitCode).toBe(7);
      const [first, second] = errorLines(ended.err);
      expect(first).toContain(what);
      expect(first).toContain('[SERVER_UNTRUSTED]');
      expect(second).toContain(cure);
      expectDiscreet(ended, rows);
    },
  );

  it.each([
    ['is not there', 'tiada.pem', 'ENOENT'],
    ['holds no certificate', 'peserta.csv', 'CERTIFICATE_FILE'],
  ])('whose file %s is a wrong setting: exit 2', async (_, file, said) => {
    const ended = await importTo(near(), [`caFile: ./${file}`]);
    expect(ended.exitCode).toBe(2);
    expect(errorLines(ended.err).join('\n')).toContain(said);
    expectDiscreet(ended, rows);
  });
});

// Without squid (Debian: squid-openssl or squid) there is no proxy to ask.
describe.skipIf(!hasSquid())('a proxy that alone knows the way', () => {
  let squid: Squid;
  beforeAll(async () => {
    squid = await startSquid();
  });
  afterAll(() => squid[Symbol.asyncDispose]());

  const trust = (): string => `caFile: ${authority.caFile}`;

  it.each<[string, () => readonly string[], () => Record<string, string>]>([
    ['in the configuration', () => [`proxy: "${squid.url}"`], () => ({})],
    ['in HTTPS_PROXY', () => [], () => ({ HTTPS_PROXY: squid.url })],
    ['in https_proxy', () => [], () => ({ https_proxy: squid.url })],
    [
      'in the configuration, which goes before the environment',
      () => [`proxy: "${squid.url}"`],
      () => ({ NO_PROXY: '*' }),
    ],
  ])('%s: the records arrive through it, sealed from it', async (_, lines, env) => {
    const before = squid.carried().length;
    const ended = await importTo(afar(), [trust(), ...lines()], env());
    expect([ended.exitCode, summaryOf(ended.out).outcomes['waiting']]).toEqual([0, 0]);
    const carried = squid.carried().slice(before);
    expect(carried.length).toBeGreaterThan(0);
    // It has seen the name of the server and nothing else.
    for (const line of carried) expect(line).toMatch(/^CONNECT registry\.test:\d+ 200$/);
  });

  it.each<[string, () => readonly string[], () => Record<string, string>]>([
    ['NO_PROXY names the server', () => [], () => ({ HTTPS_PROXY: squid.url, NO_PROXY: 'registry.test' })],
    ['the configuration says none', () => ['proxy: none'], () => ({ HTTPS_PROXY: squid.url })],
  ])('%s: it is not asked', async (_, lines, env) => {
    const before = squid.carried().length;
    const ended = await importTo(afar(), [trust(), ...lines()], env(), '--max-duration', '1s');
    expect([ended.exitCode, summaryOf(ended.out).outcomes['waiting']]).toEqual([10, 6]);
    expect(squid.carried().length).toBe(before);
  });

  it('this computer is not reached through the proxy of the environment', async () => {
    const before = squid.carried().length;
    const ended = await importTo(near(), [trust()], { HTTPS_PROXY: squid.url });
    expect(ended.exitCode).toBe(0);
    expect(squid.carried().length).toBe(before);
  });

  it('a proxy that does not let us through, or is not there, is weather: nothing was sent', async () => {
    await using closed = await startSquid('http_access deny all');
    for (const proxy of [closed.url, 'http://127.0.0.1:9']) {
      const ended = await importTo(afar(), [trust(), `proxy: "${proxy}"`], {}, '--max-duration', '1s');
      expect([ended.exitCode, summaryOf(ended.out).outcomes]).toMatchObject([10, { waiting: 6, 'in-doubt': 0 }]);
    }
  });
});
