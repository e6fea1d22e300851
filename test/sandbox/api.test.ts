import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { MAX_BATCH, MAX_KEYS } from '../../src/sandbox/submissions.ts';
import { MAX_BODY_BYTES } from '../../src/sandbox/tasks.ts';
import { lookUp, record, records, sandbox, submit } from './help.ts';

const json = { 'content-type': 'application/json' };
const keyed = { ...json, 'idempotency-key': '"k"' };
const good = JSON.stringify({ batch: 'k', records: [record(1)] });

describe('requests that are refused as a whole', () => {
  let server: Sandbox;
  beforeAll(async () => {
    server = await startSandbox({
      port: 0,
      weather: 'calm',
      seed: 1,
      scale: 1,
      latencyMs: { request: 0, record: 0 },
      clock: systemClock,
      random: Math.random,
    });
  });
  afterAll(() => server.close());

  test.each<[name: string, path: string, init: RequestInit, status: number, type: string]>([
    ['no idempotency key', '/submissions', { headers: json, body: good }, 400, 'idempotency-key-missing'],
    [
      'an empty idempotency key',
      '/submissions',
      { headers: { ...json, 'idempotency-key': '""' }, body: good },
      400,
      'idempotency-key-missing',
    ],
    [
      'an idempotency key that never closes',
      '/submissions',
      { headers: { ...json, 'idempotency-key': '"a' }, body: good },
      400,
      'idempotency-key-missing',
    ],
    [
      'two idempotency keys',
      '/submissions',
      { headers: { ...json, 'idempotency-key': '"a", "b"' }, body: good },
      400,
      'idempotency-key-missing',
    ],
    [
      'an idempotency key of 256 characters',
      '/submissions',
      { headers: { ...json, 'idempotency-key': `"${'a'.repeat(256)}"` }, body: good },
      400,
      'idempotency-key-missing',
    ],
    ['half a JSON', '/submissions', { headers: keyed, body: '{"batch":"k","rec' }, 400, 'body-malformed'],
    [
      'JSON in Latin-1',
      '/submissions',
      { headers: keyed, body: Buffer.from('{"batch":"\xe9"}', 'latin1') },
      400,
      'body-malformed',
    ],
    ['no body', '/submissions', { headers: keyed }, 400, 'body-malformed'],
    ['a list instead of an object', '/submissions', { headers: keyed, body: '[]' }, 400, 'body-malformed'],
    ['no records', '/submissions', { headers: keyed, body: '{"batch":"k","records":[]}' }, 400, 'body-malformed'],
    [
      'no batch id',
      '/submissions',
      { headers: keyed, body: JSON.stringify({ records: [record(1)] }) },
      400,
      'body-malformed',
    ],
    [
      'a record without a key',
      '/submissions',
      { headers: keyed, body: '{"batch":"k","records":[{"programme":"covid19"}]}' },
      400,
      'body-malformed',
    ],
    [
      'a record that is null',
      '/submissions',
      { headers: keyed, body: '{"batch":"k","records":[null]}' },
      400,
      'body-malformed',
    ],
    [
      'a key in capitals',
      '/lookups',
      { headers: json, body: '{"keys":["0000000A-0000-5000-8000-000000000000"]}' },
      400,
      'body-malformed',
    ],
    ['a lookup without keys', '/lookups', { headers: json, body: '{}' }, 400, 'body-malformed'],
    ['another path', '/submission', { headers: keyed, body: good }, 404, 'not-found'],
    ['another version', '/v2/submissions', { headers: keyed, body: good }, 404, 'not-found'],
    ['GET', '/v1/submissions', { method: 'GET' }, 405, 'method-not-allowed'],
    ['PUT', '/lookups', { method: 'PUT', body: '{}' }, 405, 'method-not-allowed'],
    ['POST to a window', '/admin/weather', { body: '{}' }, 405, 'method-not-allowed'],
    [
      'a body above the limit',
      '/submissions',
      { headers: keyed, body: 'x'.repeat(MAX_BODY_BYTES + 1) },
      413,
      'body-too-large',
    ],
    [
      'one record too many',
      '/submissions',
      { headers: keyed, body: JSON.stringify({ batch: 'k', records: records(MAX_BATCH + 1) }) },
      413,
      'too-many-records',
    ],
    [
      'one key too many',
      '/lookups',
      { headers: json, body: JSON.stringify({ keys: Array(MAX_KEYS + 1).fill(record(1).key) }) },
      413,
      'too-many-keys',
    ],
    [
      'a form',
      '/submissions',
      { headers: { ...keyed, 'content-type': 'application/x-www-form-urlencoded' }, body: good },
      415,
      'media-type',
    ],
    [
      'UTF-16',
      '/submissions',
      { headers: { ...keyed, 'content-type': 'application/json; charset=utf-16' }, body: good },
      415,
      'media-type',
    ],
    [
      'a compressed body',
      '/submissions',
      { headers: { ...keyed, 'content-encoding': 'gzip' }, body: good },
      415,
      'media-type',
    ],
  ])('%s', async (_, path, init, status, type) => {
    const response = await fetch(server.url + path, { method: 'POST', ...init });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      type: `urn:vax-upload:problem:${type}`,
      status,
      title: expect.any(String),
    });
    expect(server.totals().total, 'nothing was stored').toBe(0);
  });

  test('405 names the method that works', async () => {
    expect((await fetch(`${server.url}/submissions`)).headers.get('allow')).toBe('POST');
    expect((await fetch(`${server.url}/`, { method: 'POST' })).headers.get('allow')).toBe('GET');
  });
});

describe('submissions', () => {
  test('each record gets one result, matched by key', async () => {
    const server = await sandbox();
    const response = await submit(server, [record(1), record(2, { participant: { nik: '123' } }), record(3)]);
    expect(response.status).toBe(200);
    const { results } = (await response.json()) as { results: unknown[] };
    expect(results).toEqual([
      { key: record(1).key, status: 'accepted', id: expect.stringMatching(/./) },
      {
        key: record(2).key,
        status: 'refused',
        problems: [{ field: 'nik', code: 'NIK_FORMAT', message: expect.any(String) }],
      },
      { key: record(3).key, status: 'accepted', id: expect.stringMatching(/./) },
    ]);
    expect([...server.effects()].map(({ key, count }) => [key, count])).toEqual([
      [record(1).key, 1],
      [record(3).key, 1],
    ]);
  });

  test('the largest batch is accepted, under /v1 as well', async () => {
    const server = await sandbox();
    const response = await fetch(`${server.url}/v1/submissions`, {
      method: 'POST',
      headers: { ...keyed, 'content-type': 'application/json; charset=UTF-8' },
      body: JSON.stringify({ batch: 'k', records: records(MAX_BATCH) }),
    });
    expect(response.status).toBe(200);
    expect(server.totals()).toEqual({ total: MAX_BATCH, doubled: 0 });
  });

  test('a record that is there already keeps its id, whatever the order of its properties', async () => {
    const server = await sandbox();
    const first = (await (await submit(server, [record(1)])).json()) as { results: [{ id: string }] };
    const { key, dose, participant, programme } = record(1);
    const second = await (await submit(server, [{ dose, participant, programme, key }])).json();
    expect(second).toEqual({ results: [{ key, status: 'already-there', id: first.results[0].id }] });
    expect(server.totals()).toEqual({ total: 1, doubled: 0 });
  });

  test('the same key with other content is refused, in one batch or in two', async () => {
    const server = await sandbox();
    const other = record(1, { dose: { vaccine: 'moderna' } });
    const response = (await (await submit(server, [record(1), other])).json()) as { results: { status: string }[] };
    expect(response.results.map(({ status }) => status)).toEqual(['accepted', 'refused']);
    expect(await (await submit(server, [other])).json()).toMatchObject({
      results: [{ key: other.key, status: 'refused', problems: [{ code: 'DUPLICATE_DIFFERENT' }] }],
    });
    expect([...server.effects()]).toMatchObject([{ count: 1 }]);
  });

  test('a registry without memory stores again, and the count of effects shows it', async () => {
    const server = await sandbox({ forgetful: true });
    const id = crypto.randomUUID();
    for (let n = 0; n < 3; n += 1) expect((await submit(server, [record(1)], id)).status).toBe(200);
    await submit(server, [record(2)]);
    expect([...server.effects()].map(({ count }) => count)).toEqual([3, 1]);
    expect(server.totals()).toEqual({ total: 2, doubled: 1 });
  });
});

test('a lookup lists what is there, each key once', async () => {
  const server = await sandbox();
  await submit(server, records(3));
  const found = await lookUp(server, [record(2).key, record(9).key, record(2).key]);
  expect([...found.keys()]).toEqual([record(2).key]);
  expect(found.get(record(2).key)).toBe([...server.effects()][1]?.id);
  expect(await lookUp(server, [])).toEqual(new Map());
});
