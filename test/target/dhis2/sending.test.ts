/** What goes over the line, and what is made of answers that are no plain report. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { naturalKey, recordKey } from '../../../src/record/key.ts';
import type { Consignment, Target } from '../../../src/target/target.ts';
import { batchOf, inventedConsignments } from '../../support/consignments.ts';
import { type Dhis2Server, startDhis2 } from '../../support/dhis2-server/dhis2-server.ts';
import { type Gateway, openGateway } from '../../support/gateway.ts';
import { type Changes, doseUid, effectsIn, NAMES, targetFor } from './bench.ts';

const never = new AbortController().signal;
const people = inventedConsignments(3);
const keys = people.map(({ key }) => key);

let server: Dhis2Server;
let gateway: Gateway;
let targets: Target[];
beforeEach(async () => {
  server = await startDhis2();
  gateway = await openGateway(server.url);
  targets = [];
});
afterEach(async () => {
  for (const target of targets) await target.close();
  await gateway.close();
  await server.close();
});

function target(changes: Partial<Changes> = {}): Target {
  const made = targetFor({ url: gateway.url, lookUp: 'conflicts', ...changes });
  targets.push(made);
  return made;
}

/** One that has asked already what things are called. */
async function warm(changes: Partial<Changes> = {}): Promise<Target> {
  const made = target(changes);
  await made.find([{ key: 'x' }], never);
  gateway.seen.length = 0;
  return made;
}

const dose = (number: number, date: string, of: Consignment | undefined = people[0]): Consignment => {
  if (!of) throw new Error('people');
  const record = { ...of.record, dose: { ...of.record.dose, number, date } };
  return { key: recordKey(naturalKey(record)), record };
};

it('says every parameter whose default differs between versions and documents', async () => {
  const made = await warm();
  await made.send(batchOf(made, people), never);
  const { searchParams, pathname } = new URL(gateway.seen[0]?.path ?? '', 'http://x');
  expect(pathname).toBe('/dhis/api/tracker');
  expect(Object.fromEntries(searchParams)).toEqual({
    async: 'false',
    importStrategy: 'CREATE',
    atomicMode: 'OBJECT',
    importMode: 'COMMIT',
    reportMode: 'FULL',
  });
});

it.each(['', '/', '/api', '/api/', '/api/42'])('takes the address with %j at its end', async (end) => {
  const made = target({ url: `${gateway.url}${end}` });
  expect((await made.send(batchOf(made, people), never)).kind).toBe('reply');
  expect(made.identity).toBe(`dhis2 ${gateway.url}/programs/VU_COVID`);
});

it('a question that is refused again and again leaves the doses open', async () => {
  const made = await warm();
  const said = { httpStatus: 'Conflict', httpStatusCode: 409, status: 'ERROR', message: 'no access' };
  gateway.always({ do: 'say', status: 409, body: JSON.stringify(said), type: 'application/json' });
  const asked = keys.map((key) => ({ key }));
  const kinds = [];
  for (let n = 0; n < 3; n += 1) kinds.push((await made.find(asked, never)).kind);
  expect(kinds).toEqual(['outage', 'outage', 'found']);
  expect(await made.find(asked, never)).toEqual({ kind: 'found', results: new Map() });
});

it('a list of what nobody asked for is no answer', async () => {
  const made = await warm();
  const events = [{ event: 'aSomebody01', deleted: false }];
  gateway.always({ do: 'say', status: 200, body: JSON.stringify({ events }), type: 'application/json' });
  expect(
    (
      await made.find(
        keys.map((key) => ({ key })),
        never,
      )
    ).kind,
  ).toBe('outage');
});

it('shows the question and the request as they go out; before it has asked, no UID that is none', async () => {
  const made = target({ lookUp: 'always' });
  const batch = batchOf(made, people);
  const before = JSON.stringify(made.show(batch));
  for (const uid of [...keys.map(doseUid), 'VuProgCovid']) expect(before).not.toContain(uid);
  expect(before).toContain('(UID of dose 1.1)');
  await made.find([], never);
  gateway.seen.length = 0;
  const shown = made.show(batch);
  await made.send(batch, never);
  const sent = gateway.seen.map(({ method, path, body }) => ({
    method,
    url: new URL(path, gateway.url).href,
    body: String(body),
  }));
  expect(shown.map(({ method, url, body }) => ({ method, url, body }))).toEqual(sent);
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'POST']);
});

it('reads the list of version 40 as well', async () => {
  const made = await warm();
  await made.send(batchOf(made, people), never);
  gateway.always({ do: 'rewrite', json: (answer) => ({ instances: Object(answer).events }) });
  const found = await made.find(
    keys.map((key) => ({ key })),
    never,
  );
  expect(found.kind === 'found' && keys.map((key) => found.results.get(key) !== 'absent')).toEqual([true, true, true]);
});

it('two doses of one person are one person, one enrolment of the earlier day, and two doses', async () => {
  const made = await warm();
  const two = [dose(2, '2021-11-02'), dose(1, '2021-10-02')];
  await made.send(batchOf(made, two), never);
  const { world } = server;
  expect([world.people.size, world.enrolments.size, world.events.size]).toEqual([1, 1, 2]);
  expect([...world.enrolments.values()][0]?.enrolledAt).toBe('2021-10-02');
});

it('a person of whom half was written is completed', async () => {
  const made = await warm();
  await made.send(batchOf(made, people), never);
  const [first, second] = people;
  server.world.events.delete(doseUid(first?.key ?? ''));
  const enrolment = server.world.events.get(doseUid(second?.key ?? ''))?.enrolment ?? '';
  server.world.events.delete(doseUid(second?.key ?? ''));
  server.world.enrolments.delete(enrolment);
  const answer = await made.send(batchOf(made, people), never);
  expect(answer.kind === 'reply' && keys.map((key) => answer.verdicts.get(key)?.kind)).toEqual([
    'accepted',
    'accepted',
    'already-there',
  ]);
  expect(effectsIn(server.world, keys)).toEqual([1, 1, 1]);
});

it('people whom the server lists only a few at a time are asked for in smaller parts', async () => {
  const many = inventedConsignments(9, 40);
  const first = await warm();
  await first.send(batchOf(first, many), never);
  for (const person of server.world.people.values()) {
    person.unit = 'VuOrgPkm002';
    person.owners.set('VuProgCovid', 'VuOrgPkm002');
  }
  for (const type of server.world.metadata.trackedEntityTypes) type.maxTeiCountToReturn = 2;
  server.anybody = { capture: ['VuOrgPkm001'], search: ['VuOrgKab001'] };
  const made = await warm({ lookUp: 'always' });
  const answer = await made.send(batchOf(made, many), never);
  expect(answer.kind === 'reply' && [...new Set([...answer.verdicts.values()].map(({ kind }) => kind))]).toEqual([
    'already-there',
  ]);
  expect(gateway.seen.filter(({ method }) => method === 'POST')).toEqual([]);
});

it('where people may not be searched for, the others arrive, and whoever is there already is for a person', async () => {
  const first = await warm();
  await first.send(batchOf(first, people.slice(0, 1)), never);
  for (const person of server.world.people.values()) Object.assign(person, { uid: 'pSomebody01', unit: 'VuOrgPkm002' });
  for (const type of server.world.metadata.trackedEntityTypes)
    for (const link of type.trackedEntityTypeAttributes ?? []) link.searchable = false;
  const there = [...server.world.people.values()];
  server.world.people.clear();
  server.world.enrolments.clear();
  server.world.events.clear();
  for (const person of there) server.world.people.set(person.uid, person);
  server.anybody = { capture: ['VuOrgPkm001'], search: ['VuOrgKab001'] };
  const made = await warm({ lookUp: 'always' });
  const answer = await made.send(batchOf(made, people), never);
  expect(answer.kind === 'reply' && keys.map((key) => answer.verdicts.get(key))).toMatchObject([
    { kind: 'refused', reasons: [{ ours: 'PERSON_UNSURE' }] },
    { kind: 'accepted' },
    { kind: 'accepted' },
  ]);
  expect(effectsIn(server.world, keys)).toEqual([0, 1, 1]);
});

describe('weather', () => {
  it.each<[what: string, status: number, body: unknown, cause: string]>([
    [
      'the database tells of a race',
      500,
      { httpStatusCode: 500, status: 'ERROR', message: 'insert into …' },
      'server-error',
    ],
    ['an older one does', 409, { httpStatusCode: 409, status: 'ERROR', message: 'insert into …' }, 'server-error'],
    ['the promise of a job', 200, { httpStatusCode: 200, status: 'OK', response: { id: 'x' } }, 'unreadable'],
    [
      'a report of an import that broke off',
      409,
      { status: 'ERROR', validationReport: {}, message: 'x' },
      'server-error',
    ],
  ])('%s: in doubt, and nobody is refused', async (_what, status, body, cause) => {
    const made = await warm();
    gateway.always({ do: 'say', status, body: JSON.stringify(body), type: 'application/json' });
    expect(await made.send(batchOf(made, people), never)).toMatchObject({ kind: 'outage', cause, reachedServer: true });
  });

  it('a job whose report is lost with a restart: the doses are found by their UIDs', async () => {
    const made = await warm();
    // A gateway that drops the query is what makes it a job.
    gateway.next({
      do: 'say',
      status: 200,
      body: '{"httpStatusCode":200,"status":"OK"}',
      type: 'application/json',
      done: true,
    });
    expect(await made.send(batchOf(made, people), never)).toMatchObject({ kind: 'outage', cause: 'unreadable' });
    server.restart();
    const found = await made.find(
      keys.map((key) => ({ key })),
      never,
    );
    expect(found.kind === 'found' && keys.map((key) => found.results.get(key))).toEqual(
      keys.map((key) => ({ receipt: doseUid(key) })),
    );
  });

  it('one unreadable word: nothing is stored, and the batch may be halved at once', async () => {
    const made = await warm({ names: { ...NAMES, orgUnit: 'P3324010101' } });
    const odd = people.map((one, at) =>
      at === 1 ? { ...one, record: { ...one.record, dose: { ...one.record.dose, date: '2021-13-45' } } } : one,
    );
    expect(await made.send(batchOf(made, odd), never)).toMatchObject({ kind: 'refused-whole', unsent: true });
    expect(server.world.people.size).toBe(0);
  });

  it('weather while people are asked for: certainly unsent', async () => {
    const made = await warm({ lookUp: 'always' });
    gateway.next({ do: 'say', status: 502 });
    expect(await made.send(batchOf(made, people), never)).toMatchObject({ kind: 'outage', reachedServer: false });
    expect(server.world.people.size).toBe(0);
  });

  it('what it is called is asked for again after weather, and a batch waits for it', async () => {
    const made = target();
    gateway.next({ do: 'say', status: 503 });
    expect(await made.send(batchOf(made, people), never)).toMatchObject({ kind: 'outage', reachedServer: false });
    expect((await made.send(batchOf(made, people), never)).kind).toBe('reply');
  });
});

describe('the door', () => {
  it.each<[what: string, location: string, answer: object]>([
    ['the page for logging in', '/login/', { kind: 'stop', why: 'unauthorised', status: 401 }],
    ['that of an older version', '/dhis-web-commons/security/login.action', { kind: 'stop', why: 'unauthorised' }],
    ['a portal', 'https://wifi.example/hello', { kind: 'stop', why: 'misconfigured', page: true }],
  ])('sent to %s', async (_what, location, answer) => {
    const made = await warm();
    gateway.always({ do: 'say', status: 302, headers: { location }, body: '' });
    expect(await made.send(batchOf(made, people), never)).toMatchObject(answer);
  });
});

describe('what this user may not', () => {
  it('write the program: nobody is refused, and the run is told', async () => {
    server.anybody = { capture: ['VuOrgKab001'], mayNotWrite: ['VuStageVacc'] };
    const made = await warm();
    expect(await made.send(batchOf(made, people), never)).toMatchObject({
      kind: 'stop',
      why: 'unauthorised',
      unsent: true,
      error: { code: 'SERVER_RIGHTS', params: { code: 'E1095' } },
    });
  });

  it('record in a unit: that row is refused at its site', async () => {
    server.anybody = { capture: ['VuOrgPkm001'] };
    const made = await warm();
    const [one] = people.map((each) => ({
      ...each,
      record: { ...each.record, dose: { ...each.record.dose, site: 'P3324010102' } },
    }));
    if (!one) throw new Error('people');
    const answer = await made.send(batchOf(made, [one, ...people.slice(1)]), never);
    const verdict = answer.kind === 'reply' ? answer.verdicts.get(one.key) : undefined;
    expect(verdict).toMatchObject({ kind: 'refused', reasons: [{ code: 'E1000', means: 'site' }] });
    expect(effectsIn(server.world, keys)).toEqual([0, 1, 1]);
  });
});

it.each(['always', 'conflicts'] as const)(
  'a telephone that two people share is no number of a person (%s)',
  async (lookUp) => {
    for (const attribute of server.world.metadata.trackedEntityAttributes)
      if (attribute.id === 'VuAttrPhone') attribute.unique = true;
    const family = people.map((one) => ({
      ...one,
      record: { ...one.record, participant: { ...one.record.participant, phone: '+6281234567890' } },
    }));
    const made = await warm({ lookUp });
    await made.send(batchOf(made, family.slice(0, 1)), never);
    const answer = await made.send(batchOf(made, family.slice(0, 2)), never);
    expect(answer.kind === 'reply' && keys.slice(0, 2).map((key) => answer.verdicts.get(key))).toMatchObject([
      { kind: 'already-there' },
      { kind: 'refused', reasons: [{ code: 'E1064', means: 'phone' }] },
    ]);
  },
);

describe('validate', () => {
  it('says what would be refused and what is there, and stores nothing', async () => {
    const made = await warm();
    await made.send(batchOf(made, people.slice(0, 1)), never);
    const [, , bad] = people;
    if (!bad) throw new Error('people');
    server.world.rules.set(doseUid(bad.key), { code: 'E1300', message: 'Generated by program rule (`r`) - `no`' });
    const answer = await made.validate?.(people, never);
    expect(answer?.kind === 'reply' && keys.map((key) => answer.verdicts.get(key)?.kind)).toEqual([
      'already-there',
      'accepted',
      'refused',
    ]);
    expect(effectsIn(server.world, keys)).toEqual([1, 0, 0]);
  });

  it('of a person who would be refused says nothing good', async () => {
    const made = await warm();
    const [one] = people;
    if (!one) throw new Error('people');
    const long = {
      ...one,
      record: { ...one.record, participant: { ...one.record.participant, name: 'x'.repeat(1_201) } },
    };
    const answer = await made.validate?.([long], never);
    expect(answer?.kind === 'reply' && answer.verdicts.get(long.key)).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'E1077', means: 'name' }],
    });
  });
});

describe('create-and-update', () => {
  it('writes a corrected dose over what is there, and a corrected name over that of our own person', async () => {
    const made = await warm({ importStrategy: 'CREATE_AND_UPDATE', lookUp: 'always' });
    const [one] = people;
    if (!one) throw new Error('people');
    await made.send(batchOf(made, [one]), never);
    const { participant, dose: given } = one.record;
    const mended = {
      ...one,
      record: { ...one.record, participant: { ...participant, name: 'Nama Lain' }, dose: { ...given, lot: 'B2' } },
    };
    const answer = await made.send(batchOf(made, [mended]), never);
    expect(answer.kind === 'reply' && answer.verdicts.get(one.key)?.kind).toBe('accepted');
    const event = server.world.events.get(doseUid(one.key));
    expect([event?.values.get('VuDataBatch'), server.world.people.size]).toEqual(['B2', 1]);
    expect([...server.world.people.values()][0]?.attributes.get('VuAttrName1')).toBe('Nama Lain');
  });

  it('create changes nothing of what is there', async () => {
    const made = await warm();
    const [one] = people;
    if (!one) throw new Error('people');
    await made.send(batchOf(made, [one]), never);
    const mended = { ...one, record: { ...one.record, dose: { ...one.record.dose, lot: 'B2' } } };
    await made.send(batchOf(made, [mended]), never);
    expect(server.world.events.get(doseUid(one.key))?.values.has('VuDataBatch')).toBe(false);
  });
});
