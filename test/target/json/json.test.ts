import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import type { Grant } from '../../../src/target/credentials.ts';
import { type JsonTargetOptions, jsonTarget } from '../../../src/target/json/json.ts';
import type { Target } from '../../../src/target/target.ts';
import { soughtOf } from '../../../src/target/target.ts';
import { verdictsOf } from '../../contract/target/stand.ts';
import { targetContract } from '../../contract/target-contract.ts';
import { batchOf, inventedConsignments } from '../../support/consignments.ts';
import type { RegistryRules } from '../../support/fake-registry.ts';
import { type FakeServer, startFakeServer } from '../../support/fake-server.ts';
import { throttledAfter, type Weather } from '../../support/fake-weather.ts';

const never = new AbortController().signal;

function passOf(authorization: string): Grant {
  return { kind: 'pass', authorization };
}

function targetOf(server: FakeServer, options: Partial<JsonTargetOptions> = {}): Target {
  return jsonTarget({
    url: server.url,
    version: '1.2.3',
    maxBatch: 100,
    sockets: 2,
    timeoutMs: 20_000,
    clock: systemClock,
    ...options,
  });
}

targetContract('json', async () => {
  const server = await startFakeServer();
  const rule = (rules: RegistryRules): void => {
    server.registry.rules = { ...server.registry.rules, ...rules };
  };
  return {
    url: server.url,
    connect: (url, way) => jsonTarget({ ...way, url, maxBatch: 100 }),
    invent: inventedConsignments,
    effects: (keys) => keys.map((key) => server.effects.get(key)?.count ?? 0),
    refuse(key) {
      const problems = [{ field: 'nik', code: 'X1', message: 'Not known' }];
      rule({ refuse: (asked) => (asked === key ? problems : undefined) });
      return 'nik';
    },
    limit: (maxRecords) => rule({ maxRecords }),
    shorten: (answer) => ({ results: (answer as { results: unknown[] }).results.slice(0, -1) }),
    lag: (indexLagMs) => rule({ indexLagMs }),
    forget: (key) => server.registry.forget(key),
    close: () => server.close(),
  };
});

describe('the json target', () => {
  let server: FakeServer;
  let target: Target;
  const people = inventedConsignments(4);
  const keys = people.map(({ key }) => key);
  beforeEach(async () => {
    server = await startFakeServer();
    target = targetOf(server);
  });
  afterEach(async () => {
    await target.close();
    await server.close();
  });

  describe('in doubt, because the server may have stored the batch', () => {
    const rows: readonly [weather: Weather, cause: string, effects: 0 | 1][] = [
      ['reset before reading', 'reset', 0],
      ['commit then reset', 'reset', 1],
      ['half response then cut', 'reset', 1],
      ['commit then 500', 'server-error', 1],
      ['commit then 502', 'server-error', 1],
      ['commit then 503', 'server-error', 1],
      ['commit then 504', 'server-error', 1],
      ['503', 'server-error', 0],
      ['200 with an HTML page', 'unreadable', 0],
      ['short reply', 'unreadable', 1],
      ['unknown key in reply', 'unreadable', 1],
      ['duplicate result', 'unreadable', 1],
      ['no ids in reply', 'unreadable', 1],
      ['half-open', 'timeout', 0],
      ['commit then half-open', 'timeout', 1],
      ['409 in flight', 'busy', 0],
    ];
    it.each(rows)('%s → %s', async (weather, cause, effects) => {
      server.always(weather);
      const batch = batchOf(target, people);
      const asked = cause === 'timeout' ? targetOf(server, { timeoutMs: 900 }) : target;
      expect(await asked.send(batch, never)).toMatchObject({ kind: 'outage', cause, reachedServer: true });
      if (asked !== target) await asked.close();
      expect(keys.map((key) => server.effects.get(key)?.count ?? 0)).toEqual(keys.map(() => effects));
      server.always('ok');
      const verdicts = verdictsOf(await target.send(batch, never));
      expect([...verdicts.values()].map(({ kind }) => kind)).toEqual(keys.map(() => 'accepted'));
      expect(keys.map((key) => server.effects.get(key)?.count)).toEqual(keys.map(() => 1));
    });
  });

  it('a connection destroyed at accept stores nothing, whichever end notices first', async () => {
    server.always('refuse connection');
    expect(await target.send(batchOf(target, people), never)).toMatchObject({
      kind: 'outage',
      cause: expect.stringMatching(/^(reset|refused)$/),
    });
    expect(server.requests).toEqual([]);
  });

  it('a slow server inside the timeout is no outage', async () => {
    server.next({ do: 'slow', ms: 40 });
    expect(verdictsOf(await target.send(batchOf(target, people), never)).size).toBe(4);
  });

  it('a server that honours only the idempotency key still stores a re-sent batch once', async () => {
    server.registry.rules = { knows: 'requests' };
    const batch = batchOf(target, people);
    server.next('commit then 502');
    await target.send(batch, never);
    await target.send(batch, never);
    expect(keys.map((key) => server.effects.get(key)?.count)).toEqual([1, 1, 1, 1]);
  });

  it('the fake server does count doubles when a careless client makes them', async () => {
    server.registry.rules = { knows: 'requests' };
    await target.send(batchOf(target, people), never);
    await target.send(batchOf(target, people), never);
    expect(keys.map((key) => server.effects.get(key)?.count)).toEqual([2, 2, 2, 2]);
  });

  it('the same batch id while the first is still being served is busy, and one effect', async () => {
    const patient = targetOf(server);
    server.next({ do: 'slow', ms: 60 });
    const batch = batchOf(patient, people);
    const first = patient.send(batch, never);
    await expect.poll(() => server.requests[0]?.records, { interval: 2 }).toBe(4);
    expect(await patient.send(batch, never)).toMatchObject({ kind: 'outage', cause: 'busy', reachedServer: true });
    expect(verdictsOf(await first).size).toBe(4);
    expect(server.effects.size).toBe(4);
    await patient.close();
  });

  it.each([400, 422, 500] as const)('a record that poisons its batch with %i', async (status) => {
    server.registry.rules = { poison: { key: keys[2] ?? '', status } };
    const answer = await target.send(batchOf(target, people), never);
    expect(answer.kind).toBe(status === 500 ? 'outage' : 'refused-whole');
    if (answer.kind === 'refused-whole') expect(answer.reasons[0]?.message).toMatch(/one of the records/);
    expect(server.effects.size).toBe(0);
  });

  it('a batch id that the server knows with other bytes is settled by asking', async () => {
    const [first] = people;
    if (!first) throw new Error('people');
    await target.send(batchOf(target, [first], 'b-1'), never);
    const verdicts = verdictsOf(await target.send(batchOf(target, people, 'b-1'), never));
    expect(verdicts.get(first.key)).toEqual({ kind: 'already-there', receipt: server.effects.get(first.key)?.id });
    expect(keys.slice(1).map((key) => verdicts.get(key)?.kind)).toEqual(['in-doubt', 'in-doubt', 'in-doubt']);
    server.lookups.next('500');
    expect(await target.send(batchOf(target, people, 'b-1'), never)).toMatchObject({
      kind: 'outage',
      reachedServer: true,
    });
  });

  it.each(['404', '301'] as const)('%s: a wrong address stops the run', async (weather) => {
    server.always(weather);
    expect(await target.send(batchOf(target, people), never)).toMatchObject({ kind: 'stop', why: 'misconfigured' });
    expect(server.requests).toHaveLength(1);
  });

  it('a server that lets five in and throttles the sixth', async () => {
    server.always(throttledAfter(5));
    const kinds = [];
    for (const consignment of inventedConsignments(6))
      kinds.push((await target.send(batchOf(target, [consignment]), never)).kind);
    expect(kinds).toEqual(['reply', 'reply', 'reply', 'reply', 'reply', 'outage']);
    expect(server.effects.size).toBe(5);
  });

  it('a 503 that the registry declares as "not stored" is certainly unsent', async () => {
    const sure = targetOf(server, { unavailableIsUnsent: true });
    server.always({ do: '503', retryAfterSeconds: 30 });
    expect(await sure.send(batchOf(sure, people), never)).toMatchObject({ reachedServer: false, retryAfterMs: 30_000 });
    await sure.close();
  });

  describe('asking', () => {
    const rows: readonly [Weather, object][] = [
      ['unknown key in reply', { kind: 'outage', cause: 'unreadable' }],
      ['duplicate result', { kind: 'outage', cause: 'unreadable' }],
      ['no ids in reply', { kind: 'outage', cause: 'unreadable' }],
      ['half response then cut', { kind: 'outage', cause: 'reset' }],
      ['502', { kind: 'outage', cause: 'server-error' }],
      ['403', { kind: 'stop', why: 'unauthorised' }],
      ['404', { kind: 'stop', why: 'misconfigured' }],
    ];
    it.each(rows)('%s leaves the doubt', async (weather, answer) => {
      await target.send(batchOf(target, people), never);
      server.lookups.always(weather);
      expect(await target.find(people.map(soughtOf), never)).toMatchObject(answer);
    });

    it('an index that lags says "absent" until it has caught up', async () => {
      await target.send(batchOf(target, people), never);
      server.lookups.next('finds nothing');
      expect(await target.find(people.map(soughtOf), never)).toEqual({
        kind: 'found',
        results: new Map(keys.map((key) => [key, 'absent'])),
      });
      server.registry.rules = { indexLagMs: 60_000 };
      expect(await target.find(people.map(soughtOf), never)).toEqual({
        kind: 'found',
        results: new Map(keys.map((key) => [key, 'absent'])),
      });
    });

    it('too many keys for one question are asked for in halves', async () => {
      await target.send(batchOf(target, people), never);
      server.registry.rules = { maxRecords: 1 };
      const answer = await target.find(people.map(soughtOf), never);
      expect(answer.kind === 'found' ? [...answer.results.keys()] : []).toEqual(keys);
      const asked = server.requests.length;
      await target.find(people.map(soughtOf), never);
      // What was too much once is not asked for again.
      expect(server.requests.length - asked).toBe(keys.length);
    });

    it('no keys, no question', async () => {
      expect(await target.find([], never)).toEqual({ kind: 'found', results: new Map() });
      expect(server.requests).toEqual([]);
    });
  });

  describe('being let in', () => {
    it('a refused pass is renewed once, and requests refused together share the renewal', async () => {
      server.authorization = 'Bearer new';
      let fetched = 0;
      const authorization = async () => passOf(['Bearer old', 'Bearer new'][fetched++] ?? '');
      const guarded = targetOf(server, { authorization });
      const [one, two] = [people.slice(0, 2), people.slice(2)];
      const answers = await Promise.all([one, two].map((some) => guarded.send(batchOf(guarded, some), never)));
      expect(answers.map(({ kind }) => kind)).toEqual(['reply', 'reply']);
      expect(fetched).toBe(2);
      await guarded.close();
    });

    it('one 401 from a server with a headache does not stop the night', async () => {
      const guarded = targetOf(server, { authorization: async () => passOf('Basic dTpw') });
      server.next('401');
      expect((await guarded.send(batchOf(guarded, people), never)).kind).toBe('reply');
      expect(server.requests.map(({ authorization }) => authorization)).toEqual(['Basic dTpw', 'Basic dTpw']);
      await guarded.close();
    });

    it('a renewed pass that is refused too stops the run after two requests', async () => {
      const guarded = targetOf(server, { authorization: async () => passOf('Bearer wrong') });
      server.authorization = 'Bearer right';
      expect(await guarded.send(batchOf(guarded, people), never)).toEqual({
        kind: 'stop',
        why: 'unauthorised',
        status: 401,
      });
      expect(server.requests).toHaveLength(2);
      await guarded.close();
    });
  });

  describe('on the wire', () => {
    it('the batch id goes in double quotes (RFC 8941), with our name', async () => {
      await target.send(batchOf(target, people, 'b-1'), never);
      expect(server.requests[0]).toMatchObject({
        path: '/v1/submissions',
        key: '"b-1"',
        userAgent: 'vax-upload/1.2.3',
        records: 4,
      });
    });

    it('or bare, for a server that wants it bare', async () => {
      const bare = targetOf(server, { idempotency: { header: 'Idempotency-Key', quoted: false } });
      await bare.send(batchOf(bare, people, 'b-1'), never);
      expect(server.requests[0]?.key).toBe('b-1');
      await bare.close();
    });

    it('connections are kept and never more than asked for', async () => {
      const batches = inventedConsignments(12).map((consignment) => batchOf(target, [consignment]));
      await Promise.all(batches.map((batch) => target.send(batch, never)));
      expect(server.effects.size).toBe(12);
      expect(server.connections).toBeLessThanOrEqual(2);
      expect(server.concurrentMax).toBeLessThanOrEqual(2);
    });

    it('a record is written without what is absent', () => {
      const [first] = people;
      if (!first) throw new Error('people');
      const { key, record } = first;
      expect(JSON.parse(new TextDecoder().decode(target.encode('b-1', [first])))).toEqual({
        batch: 'b-1',
        records: [{ key, ...record }],
      });
    });
  });
});
