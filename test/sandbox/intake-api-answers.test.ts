/**
 * Whatever the server answers, in any weather, is in docs/intake-api.yaml; and what is in there, the server answers.
 */
import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/server.ts';
import { MAX_BATCH, MAX_KEYS } from '../../src/sandbox/submissions.ts';
import { MAX_BODY_BYTES } from '../../src/sandbox/tasks.ts';
import { OUTAGES } from '../../src/sandbox/weather.ts';
import { api, at, check } from './document.ts';
import { record, records, sandbox, submit } from './help.ts';

describe('every answer of the server is in the document', () => {
  const seen = new Set<string>();

  /** Looks the answer up in the document: status, type, headers, body. */
  async function look(server: Sandbox, method: string, path: string, init: RequestInit = {}, blind = false) {
    const operation =
      at(api, 'paths', path, method.toLowerCase()) ??
      at(api, 'paths', path, path.startsWith('/admin') || path === '/' ? 'get' : 'post');
    const cut = new AbortController();
    const isWindow = path === '/' || path.startsWith('/admin/');
    const address = isWindow && method === 'GET' && !blind ? server.window(path) : server.url + path;
    const response = await fetch(address, { method, signal: cut.signal, ...init }).catch(() => undefined);
    if (!response) return seen.add(`${path} cut`);
    const type = response.headers.get('content-type')?.split(';')[0] ?? '';
    const body = type === 'text/event-stream' ? '' : await response.text().catch(() => undefined);
    cut.abort();
    if (body === undefined) return seen.add(`${path} cut`);
    seen.add(`${path} ${response.status}`);
    if (response.status === 200 && body.includes('pemeliharaan')) return seen.add(`${path} maintenance`);
    const documented = at(operation, 'responses', String(response.status));
    expect(documented, `${method} ${path} ${response.status}`).toBeDefined();
    for (const name of Object.keys(documented?.['headers'] ?? {}))
      expect(response.headers.has(name), `${path} ${response.status} ${name}`).toBe(true);
    const content = at(documented, 'content', type);
    expect(content, `${path} ${response.status} ${type}`).toBeDefined();
    if (type.endsWith('json'))
      expect(
        check(content?.['schema']).safeParse(JSON.parse(body)).error?.message,
        `${path} ${response.status}`,
      ).toBeUndefined();
    return seen;
  }

  const json = { 'content-type': 'application/json' };
  const body = (list: readonly unknown[]) => JSON.stringify({ batch: 'k', records: list });

  async function everything(server: Sandbox) {
    const keyed = () => ({ ...json, 'idempotency-key': `"${crypto.randomUUID()}"` });
    const bad = [
      record(51, {
        participant: {
          nik: 1,
          name: null,
          birthDate: 'x',
          sex: 'x',
          phone: '0',
          address: '',
          category: 1,
          passport: 'c 1',
          nationality: 'Indonesia',
          postalCode: 51363,
        },
      }),
      record(52, {
        participant: { birthDate: '1800-01-01' },
        dose: { number: 9, date: '2099-01-01', vaccine: '', codes: {}, lot: '', site: '' },
      }),
      record(53, {
        participant: { birthDate: '2021-10-02' },
        dose: { date: '2021-10-01', lot: 'LOT-DITARIK', site: 'POS-DITUTUP' },
      }),
      record(54, { dose: { date: '2021-13-01', lot: 'LOT-TIDAK-DIKENAL' } }),
      { ...record(55), programme: 1 },
      record(1, { dose: { number: 2 } }),
    ];
    await look(server, 'POST', '/submissions', { headers: keyed(), body: body(records(3)) });
    await look(server, 'POST', '/submissions', { headers: keyed(), body: body([...records(3), ...bad]) });
    await look(server, 'POST', '/submissions', {
      headers: { ...json, 'idempotency-key': '"used"' },
      body: body(records(1)),
    });
    await look(server, 'POST', '/submissions', {
      headers: { ...json, 'idempotency-key': '"used"' },
      body: body(records(2)),
    });
    await look(server, 'POST', '/lookups', {
      headers: json,
      body: JSON.stringify({ keys: records(5).map(({ key }) => key) }),
    });
    await look(server, 'POST', '/lookups', {
      headers: json,
      body: JSON.stringify({ keys: Array(MAX_KEYS + 1).fill(record(1).key) }),
    });
    await look(server, 'POST', '/submissions', { headers: json, body: body(records(1)) });
    await look(server, 'POST', '/submissions', { headers: keyed(), body: body(records(MAX_BATCH + 1)) });
    for (const path of ['/submissions', '/lookups']) {
      await look(server, 'POST', path, { headers: keyed(), body: '{' });
      await look(server, 'POST', path, { headers: keyed(), body: ' '.repeat(MAX_BODY_BYTES + 1) });
      await look(server, 'POST', path, { headers: { ...keyed(), 'content-type': 'text/csv' }, body: 'NIK' });
      await look(server, 'GET', path);
    }
    for (const path of ['/', '/admin/effects', '/admin/weather', '/admin/events']) {
      await look(server, 'GET', path);
      await look(server, 'GET', path, {}, true);
      await look(server, 'DELETE', path);
    }
  }

  test('whatever is asked, in every weather', async () => {
    await everything(await sandbox());
    for (const mode of OUTAGES)
      await everything(
        await sandbox({ weather: (t) => ({ state: 'down', mode, from: 0, until: t + 10 }), keepPage: true }),
      );
    for (let part = 0; part < 6; part += 1)
      await everything(
        await sandbox({
          weather: () => ({ state: 'brown-out', from: 0, until: 9e9 }),
          random: () => ((part + 0.5) / 6) * 0.4,
        }),
      );
    const slow = await sandbox({ latencyMs: { request: 40, record: 0 } });
    const twice = { headers: { ...json, 'idempotency-key': '"k"' }, body: body(records(1)) };
    await Promise.all([look(slow, 'POST', '/submissions', twice), look(slow, 'POST', '/submissions', twice)]);
    const unknown = await fetch(`${slow.url}/nothing`, { method: 'POST' });
    expect(check(api['components']?.['schemas']?.['Problem']).safeParse(await unknown.json()).success).toBe(true);

    // and the other way round: nothing is in the document that this has not met, except what it says of itself (and
    // what it says to other names: door.test.ts)
    const neverAnswered = new Set([
      '/submissions 401',
      '/submissions 403',
      '/lookups 401',
      '/lookups 403',
      '/submissions 404',
      '/lookups 404',
      '/admin/effects 500',
    ]);
    for (const [path, methods] of Object.entries(api['paths'] ?? {}))
      for (const operation of Object.values(methods))
        for (const status of Object.keys(operation['responses'] ?? {}))
          if (status !== '421' && !neverAnswered.has(`${path} ${status}`))
            expect([...seen]).toContain(`${path} ${status}`);
    expect([...seen]).toEqual(expect.arrayContaining(['/submissions cut', '/submissions maintenance']));
  });

  test('and the codes of all refusals were met', async () => {
    const server = await sandbox();
    const codes = (at(api, 'components', 'schemas', 'Refusal', 'properties', 'code', 'enum') ??
      []) as unknown as string[];
    const reply = (await (
      await submit(server, [
        record(1),
        record(1, { dose: { number: 2 } }),
        { ...record(2), programme: '' },
        record(3, {
          participant: {
            nik: '',
            birthDate: '',
            sex: '',
            phone: '',
            address: '',
            passport: '',
            nationality: '',
            postalCode: '',
          },
          dose: { number: 0, vaccine: '', codes: 1 },
        }),
        record(4, {
          participant: { birthDate: '1800-01-01' },
          dose: { date: '2999-01-01', lot: 'LOT-TIDAK-DIKENAL', site: 'POS-DITUTUP' },
        }),
        record(5, { participant: { birthDate: '2021-10-02' }, dose: { date: '2021-10-01', lot: 'LOT-DITARIK' } }),
      ])
    ).json()) as { results: { problems?: { code: string }[] }[] };
    const met = new Set(reply.results.flatMap(({ problems }) => problems ?? []).map(({ code }) => code));
    expect([...met].toSorted()).toEqual(codes.toSorted());
  });
});
