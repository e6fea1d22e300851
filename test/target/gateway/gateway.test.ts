import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { RunError } from '../../../src/errors.ts';
import type { Description } from '../../../src/target/gateway/description.ts';
import { gatewayTarget } from '../../../src/target/gateway/gateway.ts';
import { type Consignment, soughtOf, type Target } from '../../../src/target/target.ts';
import { batchOf, inventedConsignments } from '../../support/consignments.ts';
import { described, documented } from '../../support/described.ts';

const NEVER = new AbortController().signal;
const PLACES = { values: { faskes: '11010101', consId: '12345' }, secrets: ['userKey', 'consSecret'] };

/** What a server says, once. */
interface Said {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Came extends Pick<IncomingMessage, 'method' | 'url' | 'headers'> {
  readonly body: string;
}

/** A server that says what it is told to say. */
let says: Said[] = [];
let came: Came[] = [];
const server = createServer(async (request, response) => {
  came.push({ method: request.method, url: request.url, headers: request.headers, body: await text(request) });
  const { status = 200, body, headers = {} } = says.length > 1 ? (says.shift() ?? {}) : (says[0] ?? {});
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
});
let url = '';
let targets: Target[] = [];

beforeEach(async () => {
  says = [];
  came = [];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest`;
});
afterEach(async () => {
  for (const target of targets) await target.close();
  targets = [];
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

type Options = Partial<Parameters<typeof gatewayTarget>[0]>;

function open(name: string, change: (description: Description) => Description = (same) => same, options: Options = {}) {
  const target = gatewayTarget({
    url,
    ready: described(documented(name), PLACES, change),
    values: PLACES.values,
    secrets: { userKey: async () => 'kunci-3', consSecret: async () => 'rahasia-4' },
    today: () => '2021-10-02',
    version: '1.2.3',
    sockets: 2,
    maxBatch: 1_000,
    timeoutMs: 20_000,
    clock: systemClock,
    ...options,
  });
  targets.push(target);
  return target;
}

const [first, second] = inventedConsignments(2) as [Consignment, Consignment];
const ticketed = { ...first, references: ['A-00010001'] };

function send(target: Target, consignments: readonly Consignment[] = [ticketed]) {
  return target.send(batchOf(target, consignments, 'b-1'), NEVER);
}

const envelope = (code: unknown, message = 'OK', response: unknown = null) => ({
  response,
  metaData: { code, message },
});

describe('what P-Care says, and what it means', () => {
  const rows: readonly [name: string, said: Said, answer: object][] = [
    ['saved', { body: envelope(200, 'OK', { noVaksin: 'VK1' }) }, { kind: 'accepted', receipt: 'VK1' }],
    [
      'saved, with the code as text',
      { body: envelope('200', 'OK', { noVaksin: 7 }) },
      { kind: 'accepted', receipt: '7' },
    ],
    [
      'there already',
      { body: envelope(201, 'Peserta SUDAH divaksin', { noVaksin: 'VK1' }) },
      { kind: 'already-there', receipt: 'VK1' },
    ],
    [
      'refused, in its words',
      { body: envelope(201, 'noBatch tidak terdaftar') },
      { kind: 'refused', reasons: [{ code: '201', message: 'noBatch tidak terdaftar', means: 'lot' }] },
    ],
    [
      'refused, without a word of any field',
      { body: envelope('201', 'Kuota habis') },
      { kind: 'refused', reasons: [{ code: '201', message: 'Kuota habis' }] },
    ],
  ];
  it.each(rows)('%s', async (_name, said, verdict) => {
    says = [said];
    const answer = await send(open('pcare.yaml'));
    expect(answer).toEqual({ kind: 'reply', verdicts: new Map([[first.key, verdict]]) });
  });

  const weather: readonly [name: string, said: Said, answer: object][] = [
    ['200 without an id', { body: envelope(200, 'OK', {}) }, { cause: 'unreadable', reachedServer: true }],
    ['there already, without an id', { body: envelope(201, 'sudah divaksin') }, { cause: 'unreadable' }],
    ['an id that is no id', { body: envelope(200, 'OK', { noVaksin: 'a\u202eb' }) }, { cause: 'unreadable' }],
    [
      'a code that nobody has described',
      { body: envelope(202, 'diproses') },
      { cause: 'unreadable', reachedServer: true },
    ],
    ['no code', { body: { ok: true } }, { cause: 'unreadable', reachedServer: true }],
    ['the word null', { body: 'null' }, { cause: 'unreadable' }],
    [
      'a page with 200',
      { body: '<html>login</html>', headers: { 'content-type': 'text/html' } },
      { cause: 'unreadable' },
    ],
    ['nothing with 200', {}, { cause: 'unreadable', reachedServer: true }],
    ['204', { status: 204 }, { cause: 'unreadable', reachedServer: true }],
    ['code 500 in 200', { body: envelope(500, 'Error') }, { cause: 'server-error', reachedServer: true, status: 200 }],
    [
      'code 429 in 200, come back later',
      { body: envelope(429), headers: { 'retry-after': '7' } },
      { cause: 'throttled', retryAfterMs: 7_000 },
    ],
    [
      'its envelope with 503',
      { status: 503, body: envelope(200, 'OK', { noVaksin: 'VK1' }) },
      { cause: 'server-error' },
    ],
    ['a text with 504', { status: 504, body: 'Gateway Timeout' }, { cause: 'server-error' }],
  ];
  it.each(weather)('%s is in doubt', async (_name, said, outage) => {
    says = [said];
    expect(await send(open('pcare.yaml'))).toMatchObject({ kind: 'outage', ...outage });
  });

  it.each([
    ['code 401 in 200', { body: envelope(401, 'Unauthorized') }, 'unauthorised'],
    ['401', { status: 401, body: envelope(401) }, 'unauthorised'],
    ['404', { status: 404, body: envelope(404) }, 'misconfigured'],
  ] as const)('%s turns us away', async (_name, said, why) => {
    says = [said];
    expect(await send(open('pcare.yaml'))).toMatchObject({ kind: 'stop', why });
  });

  it('what is sent is what the description says', async () => {
    says = [{ body: envelope(200, 'OK', { noVaksin: 'VK1' }) }];
    await send(open('pcare.yaml'));
    const { nik, name } = first.record.participant;
    expect(JSON.parse(came[0]?.body ?? '')).toEqual({
      noTiket: 'A-00010001',
      nik,
      nama: name.toUpperCase(),
      tglLahir: '17-08-1970',
      jenisKelamin: 'L',
      tglVaksin: '02-10-2021',
      dosis: 1,
      kdVaksin: '1',
      kdPpk: '11010101',
    });
    expect(came[0]).toMatchObject({ method: 'POST', url: '/rest/vaksin/simpan', headers: { 'x-kdppk': '11010101' } });
  });

  it('a dose of another day has its reason', async () => {
    says = [{ body: envelope(200, 'OK', { noVaksin: 'VK1' }) }];
    await send(open('pcare.yaml', undefined, { today: () => '2021-10-03' }));
    expect(JSON.parse(came[0]?.body ?? '')).toMatchObject({ kdAlasan: '3' });
  });

  it('a vaccine that the table does not have is not sent, and the cell is marked (SERVER_NO_WORD)', async () => {
    const dose = { ...first.record.dose, vaccine: 'zifivax' };
    const answer = await send(open('pcare.yaml'), [{ ...ticketed, record: { ...first.record, dose } }]);
    expect(came).toEqual([]);
    expect(answer).toMatchObject({ kind: 'reply' });
    expect(JSON.stringify([...(answer.kind === 'reply' ? answer.verdicts.values() : [])])).toContain(
      '"means":"vaccine","code":"SERVER_NO_WORD"',
    );
  });

  it('the same records are the same bytes, whatever the description says by then', () => {
    const target = open('pcare.yaml');
    const other = open('pcare.yaml', (description) => ({
      ...description,
      tables: { ...description.tables, sex: { '*': 'X' } },
    }));
    expect(other.encode('b-1', [ticketed])).toEqual(target.encode('b-1', [ticketed]));
  });

  it('is shown without secrets and without a signature', () => {
    const [shown] = open('pcare.yaml').show(batchOf(open('pcare.yaml'), [ticketed], 'b-1'));
    expect(shown).toMatchObject({
      method: 'POST',
      headers: { user_key: '{{secrets.userKey}}', 'x-kdppk': '11010101' },
    });
    expect(JSON.stringify(shown)).not.toMatch(/kunci-3|rahasia-4/);
  });
});

describe('people', () => {
  const asked = (target: Target) => {
    const people = target.people?.neededBy(first.record) ?? [];
    return target.people
      ?.resolve(people, NEVER)
      .then(({ results, weather }) => weather ?? results.get(people[0] as never));
  };

  it.each([
    ['a ticket', { body: envelope(200, 'OK', { noTiket: 'A-1', isEdit: 0 }) }, { kind: 'known', reference: 'A-1' }],
    ['nobody', { body: envelope(201, 'Data tidak ditemukan di dukcapil') }, { kind: 'unknown' }],
    ['not who, but how', { body: envelope(201, 'NIK harus 16 digit') }, { kind: 'unsure' }],
    ['a ticket without a number', { body: envelope(200, 'OK', { isEdit: 0 }) }, { cause: 'unreadable' }],
    ['nobody, said by a gateway', { status: 404, body: { message: 'no Route matched' } }, { kind: 'stop' }],
    ['nobody, said by nobody', { body: envelope(201, 'x') }, { cause: 'unreadable' }],
  ])('%s', async (_name, said, resolution) => {
    says = [said];
    expect(await asked(open('pcare.yaml'))).toMatchObject(resolution);
    expect(came[0]).toMatchObject({
      method: 'GET',
      url: `/rest/tiket/nik/${first.record.participant.nik}`,
      headers: { 'cache-control': 'no-cache' },
    });
  });

  it('a person without a NIK is nobody for a question that needs one', async () => {
    const { nik: _, ...rest } = first.record.participant;
    const participant = { ...rest, nationality: 'IN', passport: 'C7654321' };
    const target = open('pcare.yaml');
    const people = target.people?.neededBy({ ...first.record, participant }) ?? [];
    const resolved = await target.people?.resolve(people, NEVER);
    expect([...(resolved?.results.values() ?? [])]).toEqual([{ kind: 'unsure' }]);
    expect(came).toEqual([]);
  });
});

describe('looking for what was lost', () => {
  const item = (nik: string | undefined, dosis: unknown, noVaksin = 'VK9') => ({ nik, dosis, noVaksin });
  const { nik } = first.record.participant;
  const other = second.record.participant.nik;
  const rows: readonly [name: string, said: Said, found: unknown][] = [
    [
      'in the list',
      { body: envelope(200, 'OK', { count: 2, list: [item(other, 1), item(nik, 1, 'VK1')] }) },
      { receipt: 'VK1' },
    ],
    [
      'in the list, its dose as text',
      { body: envelope(200, 'OK', { count: 1, list: [item(nik, '1')] }) },
      { receipt: 'VK9' },
    ],
    ['another dose of the person', { body: envelope(200, 'OK', { count: 1, list: [item(nik, 2)] }) }, 'absent'],
    ['an empty day, as a list', { body: envelope(200, 'OK', { count: 0, list: [] }) }, 'absent'],
    ['an empty day, in words', { body: envelope(201, 'Tidak ada data') }, 'absent'],
  ];
  it.each(rows)('%s', async (_name, said, found) => {
    says = [said];
    const answer = await open('pcare.yaml').find([soughtOf(first)], NEVER);
    expect(answer).toEqual({ kind: 'found', results: new Map([[first.key, found]]) });
    expect(came[0]?.url).toBe('/rest/datavaksin/tanggal/2021-10-02');
  });

  it.each([
    ['a page of a longer list', { body: envelope(200, 'OK', { count: 70, list: [item(other, 1)] }) }],
    ['no list', { body: envelope(200, 'OK', { count: 0 }) }],
    ['a list of another kind', { body: envelope(200, 'OK', { count: 0, list: {} }) }],
    ['there, without an id', { body: envelope(200, 'OK', { count: 1, list: [{ nik, dosis: 1 }] }) }],
    ['an error', { body: envelope(201, 'Terjadi kesalahan') }],
    ['an error of the server', { body: envelope(500, 'x') }],
    ['a page of HTML', { body: '<html></html>' }],
    ['404 of a gateway', { status: 404, body: '<html></html>' }],
  ] as readonly [string, Said][])('%s is no answer "not there"', async (_name, said) => {
    says = [said];
    expect((await open('pcare.yaml').find([soughtOf(first)], NEVER)).kind).not.toBe('found');
  });

  it('of a series that the question does not tell from others is not asked for', async () => {
    const sought = soughtOf(first);
    const target = open('pcare.yaml', (description) => ({
      ...description,
      ...(description.find ? { find: { ...description.find, path: 'datavaksin' } } : {}),
    }));
    const person = { ...sought.person, series: 'polio' } as NonNullable<typeof sought.person>;
    says = [{ body: envelope(200, 'OK', { count: 1, list: [item(nik, 1)] }) }];
    expect(await target.find([{ ...sought, person }], NEVER)).toEqual({ kind: 'found', results: new Map() });
  });

  it('whose person is not known any more is not asked for, and nothing is said of them', async () => {
    says = [{ body: envelope(201, 'Tidak ada data') }];
    const target = open('pcare.yaml');
    expect(await target.find([{ key: first.key }, soughtOf(second)], NEVER)).toEqual({
      kind: 'found',
      results: new Map([[second.key, 'absent']]),
    });
    expect(await target.find([{ key: first.key }], NEVER)).toEqual({ kind: 'found', results: new Map() });
  });
});

describe('a signature', () => {
  it('is made anew for each try, of the moment', async () => {
    says = [{ body: envelope(500) }];
    let now = 1_700_000_000_000;
    const target = open('pcare.yaml', undefined, { clock: { ...systemClock, now: () => now } });
    await send(target);
    now += 90_000;
    await send(target);
    const [one, two] = came.map(({ headers }) => headers);
    expect(one).toMatchObject({
      'x-cons-id': '12345',
      'x-timestamp': '1700000000',
      // As `openssl dgst -sha256 -hmac` has it.
      'x-signature': 'eMvmrGA6NANn8p4Y77epZ1EU4sZPwG7kc8zCpuZZKxI=',
      user_key: 'kunci-3',
    });
    expect(two?.['x-timestamp']).toBe('1700000090');
    expect(two?.['x-signature']).not.toBe(one?.['x-signature']);
  });

  it.each([
    [-400_000, 7, 'behind'],
    [400_000, 7, 'ahead'],
  ])('refused, with clocks %i ms apart, is said with the clocks', async (ours, minutes, side) => {
    says = [{ status: 401, body: envelope(401), headers: { date: new Date(systemClock.now()).toUTCString() } }];
    const target = open('pcare.yaml', undefined, { clock: { ...systemClock, now: () => systemClock.now() + ours } });
    const answer = await send(target);
    expect(answer).toMatchObject({ kind: 'stop', why: 'unauthorised' });
    const error = answer.kind === 'stop' ? answer.error : undefined;
    expect(error).toBeInstanceOf(RunError);
    expect(error).toMatchObject({ code: 'SIGNATURE_CLOCK', params: { minutes, side } });
  });

  it('refused, with clocks that agree, is a matter of secrets: these are read again', async () => {
    says = [{ status: 401, body: envelope(401) }];
    let read = 0;
    const secrets = { userKey: async () => 'k', consSecret: async () => `s-${++read}` };
    const target = open('pcare.yaml', undefined, { secrets });
    const answer = await send(target);
    expect(answer).toMatchObject({ kind: 'stop', why: 'unauthorised' });
    expect(answer).not.toHaveProperty('error');
    await send(target);
    expect(read).toBe(2);
  });

  it('with a secret that is not there yet is an outage in which nothing was sent', async () => {
    const secrets = {
      userKey: () => Promise.reject(new RunError('SECRET_UNREADABLE', { key: 'target.secrets.userKey' })),
    };
    expect(await send(open('pcare.yaml', undefined, { secrets }))).toMatchObject({
      kind: 'outage',
      cause: 'secret',
      reachedServer: false,
    });
    expect(came).toEqual([]);
  });
});

describe('many in one request', () => {
  const people = inventedConsignments(3);
  const cases = people.map(({ key }, index) => ({ external_id: key.toUpperCase(), case_id: `c-${index}` }));

  it('are told apart by key, whatever their order', async () => {
    says = [{ status: 201, body: { cases: cases.toReversed() } }];
    const answer = await send(open('upsert.yaml'), people);
    expect(answer).toEqual({
      kind: 'reply',
      verdicts: new Map(people.map(({ key }, index) => [key, { kind: 'accepted', receipt: `c-${index}` }])),
    });
    const sent = JSON.parse(came[0]?.body ?? '');
    expect(sent).toMatchObject({ facility: '11010101', cases: people.map(({ key }) => ({ external_id: key })) });
    expect(sent.cases[0]).not.toHaveProperty('properties.label');
  });

  it('one refused, with its reason and its cell', async () => {
    says = [{ body: { cases: [cases[0], { external_id: people[1]?.key, error: 'dob in the future' }, cases[2]] } }];
    const answer = await send(open('upsert.yaml'), people);
    const verdicts = answer.kind === 'reply' ? [...answer.verdicts.values()] : [];
    expect(verdicts.map(({ kind }) => kind)).toEqual(['accepted', 'refused', 'accepted']);
    expect(verdicts[1]).toMatchObject({ reasons: [{ means: 'birthDate', message: 'dob in the future' }] });
  });

  it.each([
    ['one fewer', cases.slice(1)],
    ['one twice', [cases[0], cases[0], cases[2]]],
    ['one that nobody sent', [cases[0], cases[1], { external_id: 'x', case_id: 'c' }]],
    ['one that says nothing', [cases[0], cases[1], { external_id: people[2]?.key }]],
  ])('%s: nothing is believed', async (_name, list) => {
    says = [{ body: { cases: list } }];
    expect(await send(open('upsert.yaml'), people)).toMatchObject({ kind: 'outage', cause: 'unreadable' });
  });

  it('all refused, by the contract of the server with nothing stored', async () => {
    says = [{ status: 400, body: { error: 'Row 2: nik is taken' } }];
    expect(await send(open('upsert.yaml'), people)).toEqual({
      kind: 'refused-whole',
      reasons: [{ message: 'Row 2: nik is taken', means: 'nik' }],
      unsent: true,
    });
  });

  it('what cannot be said stays, and the others go', async () => {
    says = [{ body: { cases: cases.slice(1) } }];
    const target = open('upsert.yaml', (description) => ({
      ...description,
      tables: { who: Object.fromEntries(people.slice(1).map(({ key }) => [key, 'x'])) },
      submit: { ...description.submit, record: { external_id: '{{key}}', who: '{{key|who}}' } },
    }));
    const answer = await send(target, people);
    const verdicts = answer.kind === 'reply' ? answer.verdicts : new Map();
    expect(people.map(({ key }) => verdicts.get(key)?.kind)).toEqual(['refused', 'accepted', 'accepted']);
  });
});

describe('keys', () => {
  it('go bare, in a form, and are good for as long as the server says', async () => {
    says = [{ body: { object: 'vaccination', id: 'v-1' } }];
    const target = open('keyed.yaml');
    await send(target, [first]);
    expect(came[0]?.headers).toMatchObject({
      'idempotency-key': 'b-1',
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(Object.fromEntries(new URLSearchParams(came[0]?.body))).toMatchObject({
      reference: first.key,
      date: '20211002',
      product: 'SNV',
    });
    expect(target.traits).toMatchObject({ safeToResend: true, finds: 'by-key', keyLifeMs: 86_400_000, maxBatch: 1 });
  });

  it('with another payload before: nothing is known', async () => {
    says = [{ status: 400, body: { error: { type: 'idempotency_error', message: 'Keys …' } } }];
    const answer = await send(open('keyed.yaml'), [first]);
    expect(answer).toEqual({ kind: 'reply', verdicts: new Map([[first.key, { kind: 'in-doubt' }]]) });
  });

  it('are asked for by the query', async () => {
    says = [{ body: { object: 'list', data: [{ reference: first.key, id: 'v-1' }] } }];
    expect(await open('keyed.yaml').find([{ key: first.key }], NEVER)).toEqual({
      kind: 'found',
      results: new Map([[first.key, { receipt: 'v-1' }]]),
    });
    expect(came[0]?.url).toBe(`/rest/vaccinations?reference=${first.key}`);
  });

  it('an upsert has no end', () => {
    expect(open('upsert.yaml').traits).toMatchObject({
      safeToResend: true,
      keyLifeMs: Number.POSITIVE_INFINITY,
      overwrites: true,
      maxBatch: 50,
    });
  });
});
