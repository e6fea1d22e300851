/** What servers were seen to do (facts, and reports of others), and what is made of it. */
import { afterEach, describe, expect, it } from 'vitest';
import { naturalKey, recordKey } from '../../../src/record/key.ts';
import type { RecordKey } from '../../../src/record/record.ts';
import { fhirTarget } from '../../../src/target/fhir/fhir.ts';
import type { Answer, Consignment, Target, Verdict } from '../../../src/target/target.ts';
import { batchOf, inventedConsignments } from '../../support/consignments.ts';
import { type FhirServer, startFhirServer } from '../../support/fhir-server/fhir-server.ts';
import { type Habits, medplum } from '../../support/fhir-server/habits.ts';
import type { Stored } from '../../support/fhir-server/store.ts';
import { openGateway } from '../../support/gateway.ts';
import { type FhirChoices, optionsFor } from './options-for.ts';

const never = new AbortController().signal;
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function bench(habits: Partial<Habits> = {}, choices: FhirChoices = {}) {
  const server = await startFhirServer(habits);
  const target = fhirTarget(optionsFor(server.url, choices));
  open.push(
    () => target.close(),
    () => server.close(),
  );
  return { server, target };
}

const people = inventedConsignments(12);
const keys = people.map(({ key }) => key);
const doseToken = (key: RecordKey): string => `urn:ietf:rfc:3986|urn:uuid:${key}`;
const personToken = ({ record }: Consignment): string =>
  `https://fhir.kemkes.go.id/id/nik|${record.participant.nik ?? ''}`;

function send(target: Target, consignments: readonly Consignment[] = people): Promise<Answer> {
  return target.send(batchOf(target, consignments), never);
}

function verdicts(answer: Answer): readonly (Verdict['kind'] | undefined)[] {
  return answer.kind === 'reply' ? keys.map((key) => answer.verdicts.get(key)?.kind) : [];
}

function doses({ store }: FhirServer): readonly Stored[] {
  return store.all('Immunization');
}

const all = <T>(value: T): T[] => keys.map(() => value);
/** How many bundles were sent. */
const bundles = ({ requests }: FhirServer): number => requests.filter((one) => one === 'POST /fhir').length;

describe('one bundle after the other', () => {
  it('one person a transaction, until somebody has shown that more are taken', async () => {
    const { server, target } = await bench();
    expect(verdicts(await send(target))).toEqual(all('accepted'));
    expect(bundles(server)).toBe(12);
  });

  it('from one person on, twice as many each time, where conditions in transactions have been seen to hold', async () => {
    const { server, target } = await bench({}, { learnt: { transaction: true } });
    expect(verdicts(await send(target))).toEqual(all('accepted'));
    // 1, 2, 4 and the rest.
    expect(bundles(server)).toBe(4);
  });

  it('no more than Medplum takes, once it has refused more', async () => {
    const { server, target } = await bench(medplum(), { personsPerBundle: 12 });
    expect(verdicts(await send(target))).toEqual(all('accepted'));
    server.requests.length = 0;
    expect(verdicts(await send(target))).toEqual(all('already-there'));
    // Twelve were too many, and so were six; in threes they pass.
    expect(bundles(server)).toBe(4);
  });

  it('a person with two doses is one Patient in one bundle', async () => {
    const { server, target } = await bench({}, { personsPerBundle: 50 });
    const [one] = people;
    if (!one) throw new Error('people');
    const second = { ...one.record, dose: { ...one.record.dose, number: 2, date: '2021-11-02' } };
    const answer = await send(target, [one, { key: recordKey(naturalKey(second)), record: second }]);
    expect(answer).toMatchObject({ kind: 'reply' });
    expect([server.store.all('Patient').length, doses(server).length, bundles(server)]).toEqual([1, 2, 1]);
  });
});

describe('what is refused', () => {
  it.each(['placed', 'unplaced'] as const)('one of twelve, %s: it alone, and in few requests', async (refusal) => {
    const { server, target } = await bench(
      { refusal, refused: new Set([doseToken(keys[7] ?? '')]) },
      { personsPerBundle: 50 },
    );
    expect(verdicts(await send(target))).toEqual(keys.map((_, index) => (index === 7 ? 'refused' : 'accepted')));
    expect(bundles(server)).toBeLessThanOrEqual(refusal === 'placed' ? 3 : 10);
  });

  it('a person of whom there are two is for a person to look at, in our words, and nobody else', async () => {
    const { server, target } = await bench({}, { personsPerBundle: 50 });
    const [first] = people;
    if (!first) throw new Error('people');
    const [system = '', value = ''] = personToken(first).split('|');
    for (const name of ['A', 'B'])
      server.store.create({ resourceType: 'Patient', identifier: [{ system, value }], name: [{ text: name }] });
    const answer = await send(target);
    expect(verdicts(answer)).toEqual(keys.map((_, index) => (index === 0 ? 'refused' : 'accepted')));
    const verdict = answer.kind === 'reply' ? answer.verdicts.get(first.key) : undefined;
    expect(verdict).toMatchObject({ kind: 'refused', reasons: [{ ours: 'PERSON_UNSURE', means: 'nik' }, {}] });
  });

  it('of a guest with a passport the cell of the passport is marked', async () => {
    const { server, target } = await bench();
    const [one, other] = people;
    if (!one || !other) throw new Error('people');
    const { nik: _, ...participant } = one.record.participant;
    const record = { ...one.record, participant: { ...participant, passport: 'C7654321', nationality: 'IN' } };
    const guest = { key: recordKey(naturalKey(record)), record };
    for (const _name of ['A', 'B'])
      server.store.create({
        resourceType: 'Patient',
        identifier: [{ system: 'https://fhir.kemkes.go.id/id/paspor', value: 'IN:C7654321' }],
      });
    const answer = await send(target, [other, guest]);
    const verdict = answer.kind === 'reply' ? answer.verdicts.get(guest.key) : undefined;
    expect(verdict).toMatchObject({ reasons: [{ ours: 'PERSON_UNSURE', means: 'passport' }, {}] });
  });

  it('a server that finds several of everybody is not believed of anybody (Spark passed over conditions so)', async () => {
    const { server, target } = await bench();
    for (const one of people) {
      const [system = '', value = ''] = personToken(one).split('|');
      for (const _ of [1, 2]) server.store.create({ resourceType: 'Patient', identifier: [{ system, value }] });
    }
    expect(await send(target)).toMatchObject({ kind: 'refused-whole' });
  });

  it('by itself: it is believed after others were taken, and not before; of everybody it never is', async () => {
    const { server, target } = await bench({ refused: new Set(keys.slice(1).map(doseToken)) });
    const [good, ...bad] = people;
    if (!good) throw new Error('people');
    expect(await send(target, bad.slice(0, 1))).toMatchObject({ kind: 'refused-whole' });
    await send(target, [good]);
    for (const one of bad.slice(0, 5)) expect(await send(target, [one])).toMatchObject({ kind: 'reply' });
    expect(await send(target, bad.slice(5, 6))).toMatchObject({ kind: 'refused-whole' });
    expect(doses(server).length).toBe(1);
  });

  it('everything: no record is refused for it, and it is given up soon', async () => {
    const { server, target } = await bench({ refused: new Set(keys.map(doseToken)) }, { personsPerBundle: 50 });
    expect(await send(target)).toMatchObject({ kind: 'refused-whole', reasons: [{ means: 'lot' }] });
    expect(bundles(server)).toBeLessThan(20);
  });

  it('once, by something that comes up: it is asked a second time before it is believed', async () => {
    const { server, target } = await bench();
    const [first = ''] = keys;
    server.habits.refused.add(doseToken(first));
    const answer = send(target);
    await expect.poll(() => bundles(server), { interval: 1 }).toBeGreaterThan(0);
    server.habits.refused.clear();
    expect(verdicts(await answer)).toEqual(all('accepted'));
  });
});

describe('conflicts (409)', () => {
  it('a lost race is run again', async () => {
    const { server, target } = await bench({ conflicts: 2 }, { personsPerBundle: 50 });
    expect(verdicts(await send(target))).toEqual(all('accepted'));
    expect(bundles(server)).toBe(3);
  });

  it('one that goes on is its own and no weather: the others arrive, and it stays in doubt', async () => {
    const habits = { conflicting: new Set([doseToken(keys[3] ?? '')]) };
    const { target } = await bench(habits, { personsPerBundle: 50 });
    expect(verdicts(await send(target))).toEqual(keys.map((_, index) => (index === 3 ? 'in-doubt' : 'accepted')));
  });

  it('by itself it is told in the words of the server, for delivery to judge', async () => {
    const { target } = await bench({ conflicting: new Set([doseToken(keys[0] ?? '')]) });
    expect(await send(target, people.slice(0, 1))).toMatchObject({
      kind: 'refused-whole',
      reasons: [{ message: expect.stringContaining('HAPI-0550') }],
    });
  });

  it('inside of a batch the others are not sent again', async () => {
    const { server, target } = await bench({ conflicts: 1 }, { form: 'batch' });
    expect(verdicts(await send(target))).toEqual(all('accepted'));
    expect([server.store.all('Patient').length, doses(server).length]).toEqual([12, 12]);
  });
});

describe('answers that do not say which is which', () => {
  it.each(['none', 'plain', 'absolute', 'versioned'] as const)('location %s', async (location) => {
    const { target } = await bench({ location });
    const answer = await send(target);
    expect(verdicts(answer)).toEqual(all('accepted'));
    const first = answer.kind === 'reply' ? answer.verdicts.get(keys[0] ?? '') : undefined;
    expect(first).toMatchObject({ receipt: expect.stringMatching(/^Immunization\/\d+$/) });
  });

  it.each([
    ['', false],
    [', by GET where the server knows nothing else', true],
  ])('people first, where nothing tells who they are: they are looked up%s', async (_, onlyGet) => {
    const { server, target } = await bench({ location: 'none', onlyGet }, { form: 'batch' });
    expect(verdicts(await send(target))).toEqual(all('accepted'));
    expect(
      doses(server).every(({ resource }) =>
        /^Patient\//.test((resource['patient'] as { reference: string }).reference),
      ),
    ).toBe(true);
  });
});

describe('answers as others wrote them', () => {
  /** One bundle is answered so, and everything after it as usual. */
  async function answered(status: number, body: unknown): Promise<Answer> {
    const { server, target } = await bench();
    await using gateway = await openGateway(server.url);
    const behind = fhirTarget(optionsFor(gateway.url));
    open.push(() => behind.close());
    await send(target, people.slice(0, 1));
    const said = { do: 'say', status, body: JSON.stringify(body), type: 'application/fhir+json', done: true } as const;
    gateway.next(said);
    return await send(behind, people.slice(0, 1));
  }
  const response = (...entry: unknown[]) => ({ resourceType: 'Bundle', type: 'batch-response', entry });
  const failed = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', diagnostics: 'no' }] };

  it.each([
    [
      'one entry less (microsoft/fhir-server#743)',
      200,
      response({ response: { status: '201', location: 'Patient/1' } }),
    ],
    [
      'resources in place of answers (fhirbase#119)',
      200,
      response({ resourceType: 'Patient', id: '1' }, { resourceType: 'Immunization', id: '2' }),
    ],
    [
      'in another order',
      200,
      response(
        { response: { status: '201', location: 'Immunization/1' } },
        { response: { status: '201', location: 'Patient/2' } },
      ),
    ],
  ])('%s: the server is asked, and says that it is there', async (_, status, body) => {
    const answer = await answered(status, body);
    expect(verdicts(answer)[0]).toBe('accepted');
    expect(answer).toMatchObject({ verdicts: new Map([[keys[0], { receipt: 'Immunization/1002' }]]) });
  });

  it('a batch that failed in part, with 400 for the whole (LinuxForHealth/FHIR#747): each entry by itself', async () => {
    const body = response(
      { response: { status: '200', location: 'Patient/1' } },
      { response: { status: '400', outcome: failed } },
    );
    expect(await answered(400, body)).toMatchObject({ kind: 'refused-whole', reasons: [{ message: 'no' }] });
  });

  it('JSON of somebody else with 400 is no refusal', async () => {
    expect(await answered(400, { error: 'blocked' })).toMatchObject({
      kind: 'outage',
      cause: 'unreadable',
      status: 400,
    });
  });

  it('the wrong entry is named (HeliosSoftware/hfs#922): nobody is refused for it', async () => {
    const { server } = await bench();
    await using gateway = await openGateway(server.url);
    const target = fhirTarget(optionsFor(gateway.url, { personsPerBundle: 50 }));
    open.push(() => target.close());
    const misplaced = { ...failed, issue: [{ severity: 'error', diagnostics: 'no', expression: ['Bundle.entry[2]'] }] };
    gateway.next({ do: 'say', status: 422, body: JSON.stringify(misplaced), type: 'application/fhir+json' });
    expect(verdicts(await send(target))).toEqual(all('accepted'));
  });
});

describe('questions', () => {
  const strangers = inventedConsignments(300, 700).map(({ key }) => ({ key }));

  it.each([
    ['', {}],
    [' although next pages are known only in addresses that are too long', { longestAddress: 8_000 }],
    [' although next pages of what was asked by POST are not known (microsoft/fhir-server#1115)', { nextOfPost: true }],
  ])('are asked past the caches, many at once and page by page%s', async (_, habits) => {
    const { server, target } = await bench({ pageSize: 5, longestAddress: 100_000, ...habits });
    const before = await target.find(
      keys.map((key) => ({ key })),
      never,
    );
    expect(before.kind === 'found' ? [...before.results.values()] : before).toEqual(all('absent'));
    await send(target);
    server.requests.length = 0;
    const after = await target.find([...strangers, ...keys.map((key) => ({ key }))], never);
    expect(after.kind === 'found' ? keys.map((key) => after.results.get(key)) : after).toEqual(
      all({ receipt: expect.stringMatching(/^Immunization\//) }),
    );
    expect(server.requests.filter((one) => one === 'POST /fhir/Immunization/_search').length).toBeGreaterThan(1);
  });

  it('where only GET is known, in short addresses', async () => {
    const { server, target } = await bench({ onlyGet: true, longestAddress: 4_000 });
    await send(target);
    const found = await target.find([...strangers, ...keys.map((key) => ({ key }))], never);
    expect(found.kind === 'found' ? keys.map((key) => found.results.get(key) !== 'absent') : found).toEqual(all(true));
    expect(found.kind === 'found' ? found.results.size : 0).toBe(312);
    expect(server.requests.filter((one) => one.endsWith('/_search')).length).toBe(1);
  });

  it('never follow a next page to another host, and find what is there all the same', async () => {
    const { server, target } = await bench({ pageSize: 5, nextElsewhere: true });
    await send(target);
    const found = await target.find(
      keys.map((key) => ({ key })),
      never,
    );
    expect(found.kind === 'found' ? keys.map((key) => found.results.get(key) !== 'absent') : found).toEqual(all(true));
    expect(server.requests.length).toBeGreaterThan(0);
  });

  it('a server that looks at no identifier has answered nothing', async () => {
    const { server, target } = await bench();
    const ours = { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${keys[0]}` };
    const other = { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${keys[0]?.replace(/^./, 'f')}` };
    server.store.create({ resourceType: 'Immunization', identifier: [other, ours] });
    expect(await target.find([{ key: keys[0] ?? '' }], never)).toMatchObject({ kind: 'found' });
    server.store.withToken = (type) => server.store.all(type);
    expect(await target.find([{ key: keys[1] ?? '' }], never)).toMatchObject({ kind: 'outage', cause: 'unreadable' });
  });

  it('at a wrong address stop the run', async () => {
    const { server } = await bench();
    const astray = fhirTarget(optionsFor(`${server.url}/elsewhere`));
    open.push(() => astray.close());
    expect(await astray.find([{ key: keys[0] ?? '' }], never)).toMatchObject({
      kind: 'stop',
      why: 'misconfigured',
      status: 404,
    });
  });
});

describe('the server’s own validation', () => {
  it('says of each record whether it would be taken, and stores nothing', async () => {
    const { server, target } = await bench({ refused: new Set([doseToken(keys[2] ?? '')]) });
    const answer = await target.validate?.(people, never);
    expect(answer && verdicts(answer)).toEqual(keys.map((_, index) => (index === 2 ? 'refused' : 'unsent')));
    const verdict = answer?.kind === 'reply' ? answer.verdicts.get(keys[2] ?? '') : undefined;
    expect(verdict).toMatchObject({ reasons: [{ means: 'lot' }] });
    expect([server.store.all('Patient').length, doses(server).length]).toEqual([0, 0]);
  });

  it('a server that has none stops the question', async () => {
    const { server } = await bench();
    const astray = fhirTarget(optionsFor(`${server.url}/elsewhere`));
    open.push(() => astray.close());
    expect(await astray.validate?.(people, never)).toMatchObject({ kind: 'stop', why: 'misconfigured' });
  });
});

describe('corrections', () => {
  it('update writes over the dose that is there, once, and leaves the person alone', async () => {
    const { server, target } = await bench();
    await send(target);
    const updating = fhirTarget(optionsFor(server.url, { mode: 'update' }));
    open.push(() => updating.close());
    expect(updating.traits.overwrites).toBe(true);
    const corrected = people.map(({ key, record }) => ({
      key,
      record: {
        ...record,
        participant: { ...record.participant, name: 'Nama Lain' },
        dose: { ...record.dose, lot: 'BARU1' },
      },
    }));
    expect(verdicts(await send(updating, corrected))).toEqual(all('accepted'));
    expect(verdicts(await send(updating, corrected))).toEqual(all('accepted'));
    expect(doses(server).map(({ resource, version }) => [resource['lotNumber'], version])).toEqual(all(['BARU1', 2]));
    expect(JSON.stringify(server.store.all('Patient'))).not.toContain('Nama Lain');
  });
});

describe('what the server really does', () => {
  const [canary] = inventedConsignments(1, 77);
  const told = async (habits: Partial<Habits>, choices: FhirChoices = {}) => {
    const { target } = await bench(habits, choices);
    const { findings, learnt } = await target.examine(canary, never);
    return { learnt, ...Object.fromEntries(findings.map(({ about, result }) => [about, result])) };
  };

  it('all is well', async () => {
    expect(await told({})).toEqual({
      learnt: { transaction: true, batch: true },
      reached: 'good',
      admitted: 'good',
      'canary-taken': 'good',
      'canary-once': 'good',
      'canary-found': 'good',
      'fhir-version': 'good',
      'fhir-create': 'good',
      'fhir-form': 'good',
      'fhir-other-form': 'good',
    });
  });

  it('conditions are passed over in a transaction: the record is there twice, and nothing is sent on trust', async () => {
    const said = await told({ conditions: { transaction: false, batch: true } });
    expect(said).toMatchObject({ 'canary-once': 'bad', learnt: { transaction: false } });
    const { target } = await bench({}, { learnt: { transaction: false } });
    expect(target.traits).toMatchObject({ safeToResend: false, finds: 'by-key' });
    expect(await send(target)).toMatchObject({ kind: 'stop', unsent: true, error: { code: 'SERVER_DOUBLES' } });
    // Whoever mends the server asks again, and is answered.
    expect(await told({}, { learnt: { transaction: false } })).toMatchObject({ learnt: { transaction: true } });
    const { target: other } = await bench({}, { form: 'batch', learnt: { transaction: false } });
    expect(verdicts(await send(other))).toEqual(all('accepted'));
  });

  it('the form that is not configured does not know it again', async () => {
    const said = await told({ conditions: { transaction: true, batch: false } });
    expect(said).toMatchObject({
      'canary-once': 'good',
      'fhir-other-form': 'bad',
      learnt: { transaction: true, batch: false },
    });
  });

  it.each([
    [
      'another version of FHIR',
      { fhirVersion: '3.0.2', rest: [] },
      { 'fhir-version': 'bad', 'fhir-create': 'bad', 'fhir-form': 'unsure' },
    ],
    ['nothing of itself', undefined, { 'fhir-version': 'unsure' }],
  ])('it says %s', async (_, capability, findings) => {
    expect(await told({ capability })).toMatchObject(findings);
  });

  it('without a canary nothing is stored', async () => {
    const { server, target } = await bench();
    await target.examine(undefined, never);
    expect([server.store.all('Patient').length, bundles(server)]).toEqual([0, 0]);
  });
});
