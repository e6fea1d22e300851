/** One vaccination on its way through all that SATUSEHAT is reported to do with one. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { type Answer, type Consignment, soughtOf, type Target } from '../../../src/target/target.ts';
import { batchOf } from '../../support/consignments.ts';
import { inventedDoses, NEVER, referred, sendAll, targetAt, withPractitioner } from '../../support/satusehat-bench.ts';
import type { Fault } from '../../support/satusehat-server/faults.ts';
import { SatusehatServer } from '../../support/satusehat-server/server.ts';

const LAG_MS = 60_000;
let server: SatusehatServer;
let target: Target;
let one: Consignment[];

beforeEach(async () => {
  server = withPractitioner(await new SatusehatServer().start());
  target = targetAt(server, { lagMs: LAG_MS });
  one = inventedDoses(1);
});
afterEach(async () => {
  await target.close();
  await server.stop();
});

/** So much time passes there that no search can be behind. */
function timePasses(): void {
  server.ahead += LAG_MS + 2_000;
  server.store.catchUp();
}
const doses = (): number => server.store.of('Immunization').length;
const visits = (): number => server.store.of('Encounter').length;

/** What is said of the one record. */
function saidOf(answer: Answer): string {
  const verdict = answer.kind === 'reply' ? [...answer.verdicts.values()][0] : undefined;
  return verdict?.kind ?? (answer.kind === 'outage' ? answer.cause : answer.kind);
}

async function found(): Promise<unknown> {
  const answer = await target.find(one.map(soughtOf), NEVER);
  const [result] = answer.kind === 'found' ? [...answer.results.values()] : [answer.kind];
  return typeof result === 'object' ? 'there' : result;
}

describe('first the fault, then the same record again when nothing can lag any more: once, and found', () => {
  it.each<[what: string, fault: Fault, first: string, storedAtFirst: number, again: string]>([
    ['it is refused by something that names no rule', { refuses: 0, text: 'x' }, 'refused-whole', 0, 'accepted'],
    ['the connection is reset', 'reset', 'reset', 0, 'accepted'],
    ['the answer is lost', 'commit then reset', 'reset', 1, 'already-there'],
    ['half of the answer comes', 'commit then cut', 'reset', 1, 'already-there'],
    ['the proxy gives up, and all was stored', 'commit then 504', 'server-error', 1, 'already-there'],
    ['the proxy gives up, and all is stored later', { storedAfterMs: 100 }, 'server-error', 0, 'already-there'],
    ['Gateway Timeout as text', '504', 'server-error', 0, 'accepted'],
    ['a page of HTML with 502', '502', 'server-error', 0, 'accepted'],
    ['an unexpected internal error', '500', 'server-error', 0, 'accepted'],
    ['a page of maintenance with 200', 'page', 'unreadable', 0, 'accepted'],
    ['metaData of another API with 200', 'metadata', 'unreadable', 0, 'accepted'],
    ['a quota with 429', 'apigee 429', 'throttled', 0, 'accepted'],
    ['a quota with 500', 'apigee 500', 'throttled', 0, 'accepted'],
    ['a body that is too large for the proxy', '413', 'split', 0, 'accepted'],
    ['a page of a firewall with 403', '403', 'stop', 0, 'accepted'],
    ['several matches of what we never asked', '412', 'refused-whole', 0, 'accepted'],
    ['an answer without the vaccination', 'short answer', 'unreadable', 1, 'already-there'],
    ['a duplicate that nobody can find', 'duplicate', 'in-doubt', 0, 'accepted'],
    ['the visit is kept, the vaccination refused', 'half', 'refused', 0, 'accepted'],
    ['the same inside of a 200', 'half inside of 200', 'refused', 0, 'accepted'],
    ['the visit is kept, and the answer is lost', 'half then reset', 'reset', 0, 'accepted'],
  ])('%s', async (_what, fault, first, storedAtFirst, again) => {
    server.writes.next(fault);
    expect(saidOf(await sendAll(target, one))).toBe(first);
    expect(doses()).toBe(storedAtFirst);
    if (typeof fault === 'object' && 'storedAfterMs' in fault) await expect.poll(doses).toBe(1);
    timePasses();
    expect(saidOf(await sendAll(target, one))).toBe(again);
    expect([doses(), visits(), await found()]).toEqual([1, 1, 'there']);
  });
});

describe('a visit that is there without its vaccination', () => {
  it('and with it, though the rules would refuse it today: it is there, and not refused', async () => {
    await sendAll(target, one);
    server.writes.next({ refuses: 10_305, text: 'Element not found: Immunization.location' });
    const elsewhere = one.map(({ key, record }) => ({
      key,
      record: { ...record, dose: { ...record.dose, site: '11111111-f1df-4ec2-9d84-8823815d7228' } },
    }));
    expect([saidOf(await sendAll(target, elsewhere)), doses()]).toEqual(['already-there', 1]);
  });

  it('just now: the vaccination may be there, and no search shows it yet', async () => {
    server.writes.next('half then reset');
    await sendAll(target, one);
    expect([saidOf(await sendAll(target, one)), doses()]).toEqual(['in-doubt', 0]);
    expect(await found()).toBe('absent');
  });

  it('for longer: it is sent alone, and refers to the visit', async () => {
    server.writes.next('half');
    await sendAll(target, one);
    timePasses();
    expect(saidOf(await sendAll(target, one))).toBe('accepted');
    const [visit] = server.store.of('Encounter');
    const [dose] = server.store.of('Immunization');
    expect(dose?.resource['encounter']).toEqual({ reference: `Encounter/${visit?.id}` });
    expect(server.seen.filter(({ path, method }) => method === 'POST' && path === '/Immunization')).toHaveLength(1);
  });

  it.each<[what: string, unique: readonly string[], fault: Fault]>([
    ['whose identifier the server lets stand twice', ['Encounter'], 'commit then reset'],
    ['whose identifier the server lets stand once', ['Encounter', 'Immunization'], 'commit then reset'],
    ['whose answer is cut', ['Encounter'], 'commit then cut'],
  ])('sent alone, its answer lost, while searches lag, %s: once', async (_what, unique, fault) => {
    server.unique = new Set(unique);
    server.writes.next('half', undefined, fault);
    await sendAll(target, one);
    timePasses();
    server.store.lagMs = 3_600_000;
    expect(saidOf(await sendAll(target, one))).toBe('reset');
    for (let again = 0; again < 3; again += 1) expect(saidOf(await sendAll(target, one))).toBe('in-doubt');
    timePasses();
    expect([saidOf(await sendAll(target, one)), doses()]).toEqual(['already-there', 1]);
  });

  it.each<[what: string, hidden: readonly string[], byNumber: boolean, said: string]>([
    ['the vaccination is hidden', ['Immunization'], true, 'already-there'],
    ['the visit is hidden', ['Encounter'], true, 'already-there'],
    ['both are', ['Encounter', 'Immunization'], true, 'already-there'],
    ['doses cannot be asked for by their number', [], false, 'already-there'],
    ['they cannot, and are hidden: nothing is proven', ['Immunization'], false, 'unreadable'],
    ['they cannot, and the visit is hidden: nothing is proven', ['Encounter'], false, 'unreadable'],
  ])('for want of consent not everything is shown: %s', async (_what, hidden, byNumber, said) => {
    await sendAll(target, one);
    server.hidden = new Set(hidden);
    server.knowsDosesByNumber = byNumber;
    timePasses();
    expect([saidOf(await sendAll(target, one)), await found(), doses()]).toEqual([
      said,
      said === 'unreadable' ? 'outage' : 'there',
      1,
    ]);
  });

  it('how old it is, is a matter of the clock of the server: ours may be wrong', async () => {
    const clock = { ...systemClock, now: () => systemClock.now() + 3_600_000 };
    const fast = targetAt(server, { lagMs: LAG_MS, clock });
    server.writes.next('half');
    await sendAll(fast, one);
    expect([saidOf(await sendAll(fast, one)), doses()]).toEqual(['in-doubt', 0]);
    await fast.close();
  });

  it('a hidden visit does not say how old it is: it is waited for from when it was seen', async () => {
    server.writes.next('half');
    await sendAll(target, one);
    server.hidden = new Set(['Encounter']);
    timePasses();
    expect(saidOf(await sendAll(target, one))).toBe('in-doubt');
    timePasses();
    expect([saidOf(await sendAll(target, one)), doses()]).toEqual(['accepted', 1]);
  });

  it('is found by what refers to it too, where vaccinations have lost their own number', async () => {
    await sendAll(target, one);
    for (const { resource } of server.store.of('Immunization')) Object.assign(resource, { identifier: [] });
    expect([saidOf(await sendAll(target, one)), await found(), doses()]).toEqual(['already-there', 'there', 1]);
  });
});

describe('a batch of several', () => {
  it.each<[what: string, fault: Fault, verdicts: readonly string[], weather: string | undefined]>([
    ['nothing', { refuses: 10_306, text: 'lot' }, ['accepted', 'refused', 'accepted'], undefined],
    ['a lost answer', 'commit then reset', ['accepted', 'in-doubt', 'unsent'], 'reset'],
    ['a quota', 'apigee 500', ['accepted', 'in-doubt', 'unsent'], 'throttled'],
    ['a page', 'page', ['accepted', 'in-doubt', 'unsent'], 'unreadable'],
    ['a proxy that finds it too large', '413', ['accepted', 'in-doubt', 'unsent'], 'unreadable'],
    ['a refusal by nobody', { refuses: 0, text: 'x' }, ['accepted', 'in-doubt', 'accepted'], undefined],
    ['a duplicate that nobody can find', 'duplicate', ['accepted', 'in-doubt', 'accepted'], undefined],
  ])('%s in the middle of it: what is said of each is true', async (_what, fault, verdicts, weather) => {
    const three = inventedDoses(3);
    server.writes.next(undefined, fault);
    const answer = await sendAll(target, three);
    expect(answer.kind).toBe('reply');
    if (answer.kind !== 'reply') return;
    expect([...answer.verdicts.values()].map(({ kind }) => kind)).toEqual(verdicts);
    expect(answer.weather?.kind === 'outage' ? answer.weather.cause : answer.weather).toBe(weather);
  });

  it('two that send the same record at once: one effect', async () => {
    const batch = () => referred(target, one).then((known) => batchOf(target, known));
    const [first, second] = [await batch(), await batch()];
    const answers = await Promise.all([target.send(first, NEVER), target.send(second, NEVER)]);
    expect(answers.map(saidOf).toSorted()).toEqual(['accepted', 'already-there']);
    expect(doses()).toBe(1);
  });
});

it('a token that is forgotten in mid-run is asked for once, and the record arrives', async () => {
  await sendAll(target, one);
  server.identities.forgetAll();
  expect(saidOf(await sendAll(target, inventedDoses(1, 5)))).toBe('accepted');
});

it('no address that an answer names is followed', async () => {
  server.writes.next('half');
  await sendAll(target, one);
  timePasses();
  await sendAll(target, one);
  await found();
  expect(new Set(server.seen.map(({ path }) => path))).toEqual(
    new Set(['/Patient', '', '/Encounter', '/Immunization']),
  );
});
