/**
 * Pages from elsewhere, open in a browser on this computer, get nothing out of the training server and nothing into it.
 */
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { record, sandbox } from './help.ts';

/** The status of a request with a `Host` of its own, as a browser sends it. */
function asked(address: string, host: string | undefined, method = 'GET', body = ''): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(host === undefined ? {} : { host }),
      'content-type': 'application/json',
      'idempotency-key': '"k"',
    };
    const sent = request(address, { method, headers, setHost: host !== undefined }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve([response.statusCode ?? 0, text]));
    });
    sent.on('error', reject).end(body);
  });
}

const SUBMISSION = JSON.stringify({ batch: 'k', records: [record(1)] });

test.each([
  'evil.example',
  'evil.example:8787',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  'xlocalhost',
  '10.0.0.1',
  '[::2]',
])('under the name %s nothing is shown and nothing stored', async (host) => {
  const server = await sandbox();
  for (const path of ['/', '/admin/effects', '/admin/weather', '/admin/events'])
    expect((await asked(server.window(path), host))[0]).toBe(421);
  const [status, body] = await asked(`${server.url}/submissions`, host, 'POST', SUBMISSION);
  expect([status, JSON.parse(body), [...server.effects()]]).toEqual([
    421,
    {
      type: 'urn:vax-upload:problem:other-host',
      title: 'This server answers to the names of this computer only',
      status: 421,
    },
    [],
  ]);
  expect((await asked(`${server.url}/lookups`, host, 'POST', '{"keys":[]}'))[0]).toBe(421);
});

test.each(['localhost', 'LOCALHOST:8787', '127.0.0.1', '127.0.0.1:1', '[::1]:8787'])(
  'under the name %s it answers',
  async (host) => {
    const server = await sandbox();
    expect((await asked(`${server.url}/v1/submissions`, host, 'POST', SUBMISSION))[0]).toBe(200);
    expect((await asked(server.window('/'), host))[0]).toBe(200);
  },
);

test('its windows open with the address that was printed, and with none like it', async () => {
  const [server, other] = [await sandbox(), await sandbox()];
  const token = new URL(server.window('/')).searchParams.get('token') ?? '';
  expect(token).toMatch(/^[\w-]{22}$/);
  for (const path of ['/', '/admin/weather', '/admin/events'])
    for (const query of [
      '',
      '?token=',
      `?token=${token}x`,
      `?token=${token.slice(1)}`,
      `?x=${token}`,
      new URL(other.window('/')).search,
    ])
      expect((await asked(server.url + path + query, 'localhost'))[0]).toBe(403);
  expect((await asked(`${server.url}/admin/effects`, 'localhost'))[0]).toBe(200);
  const [status, page] = await asked(server.window('/'), 'localhost');
  expect([status, page.includes(`href="?token=${token}&amp;lang=`)]).toEqual([200, true]);
});
