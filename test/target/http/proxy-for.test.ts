/** Which proxy is on the way: what we say of it is what Node's own agent does. */
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proxyFor } from '../../../src/target/http/proxy-for.ts';

const proxy = createServer((_, response) => response.setHeader('x-proxy', 'yes').end());
beforeAll(() => new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => proxy.close(resolve)));

/** Whether Node goes through the proxy; a name that nobody knows fails otherwise. */
function goesThrough(url: URL, proxyEnv: Record<string, string>): Promise<boolean> {
  const agent = new Agent({ proxyEnv });
  return new Promise((resolve) => {
    request(url, { agent }, (response) => {
      response.resume();
      resolve(response.headers['x-proxy'] === 'yes');
    })
      .on('error', () => resolve(false))
      .end();
  });
}

describe('NO_PROXY', () => {
  it.each([
    ['', 'registry.invalid', true],
    ['*', 'registry.invalid', false],
    ['registry.invalid', 'registry.invalid', false],
    ['REGISTRY.invalid', 'registry.invalid', false],
    ['other.invalid, registry.invalid', 'registry.invalid', false],
    ['.desa.invalid', 'registry.desa.invalid', false],
    ['*.desa.invalid', 'registry.desa.invalid', false],
    ['.desa.invalid', 'registry.kota.invalid', true],
    ['registry.invalid:80', 'registry.invalid', false],
    ['registry.invalid:8080', 'registry.invalid', true],
  ])('%j: whether %s is reached through the proxy is %s', async (list, host, through) => {
    const { port } = proxy.address() as AddressInfo;
    const variables = { HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: list };
    const url = new URL(`http://${host}/v1`);
    expect(proxyFor(url, variables) !== undefined).toBe(through);
    expect(await goesThrough(url, variables)).toBe(through);
  });
});

it('is named without what lets us in there', () => {
  expect(proxyFor(new URL('https://registry.test'), { HTTPS_PROXY: 'http://budi:rahasia@proxy.test:3128' })).toBe(
    'http://proxy.test:3128',
  );
  expect(proxyFor(new URL('http://registry.test'), { HTTPS_PROXY: 'http://proxy.test:3128' })).toBeUndefined();
});
