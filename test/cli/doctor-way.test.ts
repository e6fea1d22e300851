/**
 * What `doctor` finds on the way to a server: certificates of a real authority, a real proxy, a server that is away, a
 * clock that is wrong. The cure that it prints is followed and makes the tick appear.
 */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Authority, makeAuthority, type Tls } from '../support/authority.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { freePort } from '../support/free-port.ts';
import type { Ended } from '../support/program.ts';
import { hasSquid, startSquid } from '../support/squid.ts';
import { Clerk, csv, events, people } from './clerk.ts';

const servers: FakeServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

async function serve(tls?: Tls): Promise<FakeServer> {
  const server = await startFakeServer(tls === undefined ? {} : { tls });
  servers.push(server);
  return server;
}

function faults({ out }: Ended): string[] {
  return events(out)
    .filter(({ event, result }) => (event === 'check' || event === 'finding') && result !== 'good')
    .map(({ about, result, why, code }) => [about, result, why ?? code].filter(Boolean).join(' '));
}

function configured(...target: readonly string[]): Clerk {
  const clerk = new Clerk();
  clerk.write('vax-upload.yaml', ['target:', ...target.map((line) => `  ${line}`), ''].join('\n'));
  return clerk;
}

async function found(...target: readonly string[]): Promise<string[]> {
  return faults(await configured(...target).runs('doctor', '--json'));
}

describe('certificates', () => {
  let authority: Authority;
  let server: FakeServer;
  beforeAll(async () => {
    authority = makeAuthority(new Clerk().folder, '127.0.0.1', 'localhost');
    server = await serve(authority.server);
  });

  /** For 127.0.0.1, valid so many days from now on; signed by the authority of this test. */
  function signed(days: number, names = 'IP:127.0.0.1'): Tls {
    const folder = new Clerk().folder;
    const openssl = (...args: readonly string[]): unknown =>
      execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    const ca = join(authority.caFile, '..');
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'k.pem',
      '-out',
      'k.csr',
      '-subj',
      '/CN=Test',
    );
    execFileSync('sh', ['-c', `printf 'subjectAltName=${names}' > k.ext`], { cwd: folder });
    openssl(
      'x509',
      '-req',
      '-in',
      'k.csr',
      '-CA',
      join(ca, 'ca.pem'),
      '-CAkey',
      join(ca, 'ca.key'),
      '-CAcreateserial',
      '-days',
      String(days),
      '-extfile',
      'k.ext',
      '-out',
      'c.pem',
    );
    const text = (name: string): string => execFileSync('cat', [join(folder, name)]).toString();
    return { key: text('k.pem'), cert: text('c.pem') };
  }

  it('of an authority that nobody knows: its certificate as `caFile` is the cure', async () => {
    const clerk = configured(`url: "${server.url}"`);
    const { exitCode, out } = await clerk.runs('doctor', '--lang', 'en');
    expect(exitCode).toBe(2);
    expect(out).toContain(
      '✗ Nobody that this computer trusts vouches for its certificate: it comes from "Test authority of 127.0.0.1".',
    );
    const option = /`(caFile)`/.exec(out)?.[1];
    expect(await found(`url: "${server.url}"`, `${option}: ${authority.caFile}`)).toEqual(['certificate note soon']);
  });

  it('that is good for long is a tick', async () => {
    const lasting = await serve(signed(90));
    expect(await found(`url: "${lasting.url}"`, `caFile: ${authority.caFile}`)).toEqual([]);
  });

  it('that has run out, or is for another name', async () => {
    const over = await serve(signed(-1));
    const clerk = configured(`url: "${over.url}"`, `caFile: ${authority.caFile}`);
    expect(faults(await clerk.runs('doctor', '--json'))).toEqual(['certificate bad over']);
    expect((await clerk.runs('doctor', '--lang', 'id')).out).toMatch(
      /✗ Sertifikatnya sudah habis masa berlakunya \(20\d\d-/,
    );
    const other = await serve(signed(90, 'DNS:registry.test'));
    const at = configured(`url: "${other.url}"`, `caFile: ${authority.caFile}`);
    expect((await at.runs('doctor', '--lang', 'en')).out).toContain(
      '✗ Its certificate is for another name than 127.0.0.1: registry.test.',
    );
  });

  it('of ours that the server asks for: naming it is the cure', async () => {
    const strict = await serve({ ...authority.server, clients: authority.ca });
    const target = [`url: "${strict.url}"`, `caFile: ${authority.caFile}`];
    expect(await found(...target)).toEqual(['certificate bad own']);
    const own = authority.client('kendal', 1);
    expect(await found(...target, `certFile: ${own.certFile}`, `keyFile: ${own.keyFile}`)).toEqual([
      'certificate note soon',
      'own-certificate note soon',
    ]);
  });

  it('none at all, where plain http answers', async () => {
    const plain = await serve();
    expect(await found(`url: "${plain.url.replace('http:', 'https:')}"`)).toEqual(['certificate bad not-tls']);
    expect(await found(`url: "${plain.url}"`)).toEqual([]);
  });
});

describe('a server that is away', () => {
  it('is said to be, where it was never met too', async () => {
    const port = await freePort();
    const clerk = configured(`url: "http://127.0.0.1:${port}/v1"`);
    const { exitCode, out } = await clerk.runs('doctor', '--lang', 'en');
    expect(exitCode).toBe(2);
    expect(out).toContain('✗ The server does not take connections just now');
    expect(out).toContain('The server is away just now. Nothing else that was looked at has to be mended.');
    expect(out).not.toContain('to mend before');
  });

  it.each(['503', '500'] as const)('with %s', async (status) => {
    const server = await serve();
    server.lookups.always(status);
    const ended = await configured(`url: "${server.url}"`).runs('doctor', '--lang', 'en');
    expect(ended.out).toContain('✗ It is away just now:');
    expect(ended.out).toContain('Nothing else that was looked at has to be mended.');
  });

  it('is no fault of ours at all once it has taken records, and the tick comes back with it', async () => {
    const server = await serve();
    const clerk = configured(`url: "${server.url}"`);
    clerk.write('peserta.csv', csv(people(2)));
    await clerk.runs('import', 'peserta.csv');
    await server.down();
    const ended = await clerk.runs('doctor', '--json');
    expect([ended.exitCode, faults(ended)]).toEqual([0, ['connection unsure away']]);
    await server.up();
    expect(faults(await clerk.runs('doctor', '--json'))).toEqual([]);
  });

  it('a name that nobody knows', async () => {
    const [first] = await found('url: "https://registry.invalid/v1"');
    expect(first).toMatch(/^name bad (?:unknown|away)$/);
  });
});

describe('a proxy', () => {
  const proxied = (proxy: string): readonly string[] => [
    'url: "http://registry.test:1/v1"',
    'allowHttp: true',
    `proxy: "${proxy}"`,
  ];

  it('where nobody listens, or whose name nobody knows', async () => {
    expect(await found(...proxied(`http://127.0.0.1:${await freePort()}`))).toEqual(['proxy bad refused']);
    expect(await found(...proxied('http://proxy.invalid:3128'))).toEqual(['proxy bad name']);
  });

  it('that wants a password: one in HTTPS_PROXY is the cure', async () => {
    const authority = makeAuthority(new Clerk().folder, 'registry.test');
    const server = await serve(authority.server);
    const wanted = `Basic ${Buffer.from('budi:rahasia').toString('base64')}`;
    const proxy = createServer().on('connect', ({ headers }, socket) => {
      if (headers['proxy-authorization'] !== wanted) {
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
        return;
      }
      // It alone knows where registry.test is.
      const onward = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        onward.pipe(socket).pipe(onward);
      });
      for (const end of [onward, socket]) end.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const clerk = configured(
      `url: "${server.url.replace('127.0.0.1', 'registry.test')}"`,
      `caFile: ${authority.caFile}`,
    );
    clerk.env = { HTTPS_PROXY: `http://${address}` };
    expect(faults(await clerk.runs('doctor', '--json'))).toEqual(['proxy bad login']);
    clerk.env = { HTTPS_PROXY: `http://budi:rahasia@${address}` };
    const ended = await clerk.runs('doctor', '--json');
    expect(faults(ended)).toEqual(['certificate note soon']);
    expect(ended.out + ended.err).not.toContain('rahasia');
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  it.runIf(hasSquid())('that lets us through, and one that does not', async () => {
    const server = await serve();
    const url = server.url.replace('127.0.0.1', 'registry.test');
    {
      await using squid = await startSquid();
      const clerk = configured(`url: "${url}"`, 'allowHttp: true', `proxy: "${squid.url}"`);
      expect(faults(await clerk.runs('doctor', '--json'))).toEqual([]);
      expect((await clerk.runs('doctor', '--lang', 'en')).out).toContain(`✓ The proxy ${squid.url} lets us through.`);
    }
    await using strict = await startSquid('http_access deny all');
    const secure = ['url: "https://registry.test/v1"', `proxy: "${strict.url}"`];
    expect(await found(...secure)).toEqual(['proxy bad denied']);
  });
});

describe('the clock', () => {
  it.each([
    ['an hour ahead', 3_600_000, ['clock note apart'], 'ahead of'],
    ['ten years behind', -10 * 365 * 86_400_000, ['clock bad far'], 'behind'],
  ])('%s of the server', async (_, off, expected, side) => {
    const server = await serve();
    const clerk = configured(`url: "${server.url}"`);
    clerk.write('clock.mjs', `const now = Date.now; Date.now = () => now() + ${off};`);
    clerk.env = { NODE_OPTIONS: `--import=${pathToFileURL(clerk.path('clock.mjs')).href}` };
    expect(faults(await clerk.runs('doctor', '--json'))).toEqual(expected);
    expect((await clerk.runs('doctor', '--lang', 'en')).out).toContain(`${side} that of the server`);
    // It is set right.
    clerk.env = {};
    expect(faults(await clerk.runs('doctor', '--json'))).toEqual([]);
  });
});
