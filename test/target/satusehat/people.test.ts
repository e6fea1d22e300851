/** Who somebody is in SATUSEHAT: told with certainty, or not at all. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Person, Target } from '../../../src/target/target.ts';
import { inventedRecord } from '../../support/consignments.ts';
import { NEVER, targetAt } from '../../support/satusehat-bench.ts';
import type { Fault } from '../../support/satusehat-server/faults.ts';
import { SatusehatServer } from '../../support/satusehat-server/server.ts';

const NIK = '3324011708450001';
const whom = (identity = NIK, role: Person['role'] = 'participant'): Person => ({ role, identity, field: 'nik' });
let server: SatusehatServer;
let target: Target;

beforeEach(async () => {
  server = await new SatusehatServer().start();
  server.knowsEverybody = false;
  target = targetAt(server);
});
afterEach(async () => {
  await target.close();
  await server.stop();
});

async function asked(...people: readonly Person[]) {
  const answer = await target.people?.resolve(people, NEVER);
  const said = people.map((person) => {
    const resolution = answer?.results.get(person);
    return resolution?.kind === 'known' ? resolution.reference : resolution?.kind;
  });
  const { weather } = answer ?? {};
  return { said, weather: weather?.kind === 'outage' ? weather.cause : weather?.kind };
}

describe('of those whom the registry names', () => {
  const one = { id: 'P02478375538', nik: NIK, name: '' };
  it.each<[what: string, people: readonly { id: string; nik: string; name: string; shown?: string }[], said: string]>([
    ['one, whose number is hidden', [one], 'P02478375538'],
    ['nobody', [], 'unknown'],
    ['two', [one, { ...one, id: 'P2' }], 'unsure'],
    ['one, who shows another number', [{ ...one, shown: '3324011708450009' }], 'unsure'],
    ['one, whose last three digits are others', [{ ...one, shown: '#############009' }], 'unsure'],
    ['one, whose last three digits are the same', [{ ...one, shown: '#############001' }], 'P02478375538'],
    ['one of another length', [{ ...one, shown: '367400001111222' }], 'unsure'],
    [
      'nine, the first with another number, as an official sample has it',
      [
        ...Array.from({ length: 8 }, (_, n) => ({ ...one, id: `N1000000${n}`, shown: '367400001111222' })),
        { ...one, id: 'N10000009', shown: NIK },
      ],
      'N10000009',
    ],
    [
      'nine of another number',
      Array.from({ length: 9 }, (_, n) => ({ ...one, id: `N${n}`, shown: '367400001111222' })),
      'unsure',
    ],
    [
      'two who both show the number',
      [
        { ...one, shown: NIK },
        { ...one, id: 'P2', shown: NIK },
      ],
      'unsure',
    ],
    ['one whose number there is no id', [{ ...one, id: 'P 1/x' }], 'unsure'],
  ])('%s', async (_what, people, said) => {
    server.store.patients.push(...people);
    expect(await asked(whom())).toEqual({ said: [said], weather: undefined });
  });
});

it('whoever has no NIK is not asked for: a passport alone is nobody there', async () => {
  expect(await asked(whom('passport:IN:C7654321'), whom('kitas:2C11JE1234T'))).toEqual({
    said: ['unsure', 'unsure'],
    weather: undefined,
  });
  expect(server.seen).toEqual([]);
});

it('a vaccinator is looked for among practitioners', async () => {
  server.store.practitioners.push({ id: 'N1', nik: NIK, name: '' });
  expect(await asked(whom(NIK, 'vaccinator'), whom())).toEqual({ said: ['N1', 'unknown'], weather: undefined });
});

describe('by the name that the registry has', () => {
  it.each<[what: string, ours: string, theirs: string, said: string]>([
    ['the same', 'Siti Aminah', 'SITI AMINAH', 'P1'],
    ['with a title', 'Hj. Siti Aminah, S.Pd', 'Siti Aminah', 'P1'],
    ['another spelling', 'Moch. Djaelani', 'Muhammad Jaelani', 'P1'],
    ['a part of it', 'Budi', 'Budi Santoso', 'P1'],
    ['somebody else', 'Siti Aminah', 'Bambang Wijaya', 'unsure'],
    ['somebody else with the same first name', 'Siti Aminah', 'Siti Rahayu', 'unsure'],
    ['a name that is hidden', 'Siti Aminah', 'B***** W*****', 'P1'],
    ['no name', 'Siti Aminah', '', 'P1'],
    ['a number for a name', 'Siti Aminah', '##########', 'P1'],
  ])('%s', async (_what, name, theirs, said) => {
    server.store.patients.push({ id: 'P1', nik: NIK, name: theirs });
    expect((await asked({ ...whom(), name })).said).toEqual([said]);
  });

  it('the name goes with the question, unless names are not compared', () => {
    const [sought] = target.people?.neededBy(inventedRecord(1)) ?? [];
    expect(sought?.name).toBe(inventedRecord(1).participant.name);
    const [bare] = targetAt(server, { compareNames: false }).people?.neededBy(inventedRecord(1)) ?? [];
    expect(bare).not.toHaveProperty('name');
  });
});

describe('weather', () => {
  it.each<[what: string, fault: Fault, weather: string]>([
    ['Gateway Timeout', '504', 'server-error'],
    ['a page', 'page', 'unreadable'],
    ['a quota', 'apigee 500', 'throttled'],
    ['half of an answer', 'commit then cut', 'reset'],
    ['a firewall', '403', 'stop'],
    ['somebody who refuses the question', { refuses: 0, text: 'Bad Request' }, 'refusing'],
  ])(
    '%s is not "nobody": those who were heard of are told, the others are asked again',
    async (_what, fault, weather) => {
      server.knowsEverybody = true;
      server.people.next(undefined, fault);
      const { said, weather: was } = await asked(whom(), whom('3324011708450002'));
      expect([said[0] !== undefined, said[1], was]).toEqual([true, undefined, weather]);
      expect((await asked(whom('3324011708450002'))).said[0]).toMatch(/^P/);
    },
  );

  it('a number that is refused again and again while others are not is its own fault', async () => {
    server.knowsEverybody = true;
    const refusal: Fault = { refuses: 0, text: 'Bad Request' };
    const said: (string | undefined)[] = [];
    for (let again = 0; again < 3; again += 1) {
      server.people.next(refusal, undefined);
      said.push((await asked(whom(), whom('3324011708450002'))).said[0]);
    }
    expect(said).toEqual([undefined, undefined, 'unsure']);
  });
});
