/** What DHIS2 would not say in words that a clerk understands, or not at all: it is refused with a sentence of ours. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { naturalKey, recordKey } from '../../../src/record/key.ts';
import type { DoseRecord } from '../../../src/record/record.ts';
import type { Reason } from '../../../src/target/reason.ts';
import type { Answer, Consignment, Target } from '../../../src/target/target.ts';
import { batchOf, inventedRecord } from '../../support/consignments.ts';
import { type Dhis2Server, startDhis2 } from '../../support/dhis2-server/dhis2-server.ts';
import { doseUid, effectsIn, NAMES, targetFor } from './bench.ts';

const never = new AbortController().signal;
const OTHER_UID = 'aHandTyped1';

let server: Dhis2Server;
let target: Target;
beforeEach(async () => {
  server = await startDhis2();
  target = targetFor({ url: server.url });
});
afterEach(async () => {
  await target.close();
  await server.close();
});

/** The nth invented person, with what the row says otherwise. */
function row(
  n: number,
  dose: Partial<DoseRecord['dose']> = {},
  who: Partial<DoseRecord['participant']> = {},
): Consignment {
  const record = inventedRecord(n);
  const changed = { ...record, participant: { ...record.participant, ...who }, dose: { ...record.dose, ...dose } };
  return { key: recordKey(naturalKey(changed)), record: changed };
}

/** The same person without a NIK. */
function foreigner(n: number, number: Partial<DoseRecord['participant']>): Consignment {
  const record = inventedRecord(n);
  const { nik: _, ...rest } = record.participant;
  const changed = { ...record, participant: { ...rest, ...number } };
  return { key: recordKey(naturalKey(changed)), record: changed };
}

function send(...rows: readonly Consignment[]): Promise<Answer> {
  return target.send(batchOf(target, rows), never);
}

function kindOf(answer: Answer, { key }: Consignment): string | undefined {
  return answer.kind === 'reply' ? answer.verdicts.get(key)?.kind : answer.kind;
}

function reasonsOf(answer: Answer, { key }: Consignment): readonly Reason[] {
  const verdict = answer.kind === 'reply' ? answer.verdicts.get(key) : undefined;
  return verdict?.kind === 'refused' ? verdict.reasons : [];
}

/** Somebody whom another program or person has typed in, under a UID of its own. */
function typedIn(
  n: number,
  changes: { name?: string; unit?: string; enrolled?: string; birthDate?: string } = {},
): void {
  const { participant } = inventedRecord(n);
  const unit = changes.unit ?? 'VuOrgPkm001';
  const attributes = new Map([
    ['VuAttrNik01', participant.nik ?? ''],
    ['VuAttrName1', changes.name ?? participant.name],
    ['VuAttrBirth', changes.birthDate ?? participant.birthDate],
  ]);
  const owners = new Map(changes.enrolled === undefined ? [] : [['VuProgCovid', unit]]);
  server.world.people.set(OTHER_UID, { uid: OTHER_UID, type: 'VuTypePers1', unit, attributes, deleted: false, owners });
  if (changes.enrolled === undefined) return;
  server.world.enrolments.set('eHandTyped1', {
    uid: 'eHandTyped1',
    person: OTHER_UID,
    program: 'VuProgCovid',
    unit,
    status: changes.enrolled,
    enrolledAt: '2021-09-01',
    deleted: false,
  });
}

function typedDose(date: string, number: string, vaccine: string): void {
  server.world.events.set('dHandTyped1', {
    uid: 'dHandTyped1',
    enrolment: 'eHandTyped1',
    program: 'VuProgCovid',
    stage: 'VuStageVacc',
    unit: 'VuOrgPkm001',
    occurredAt: `${date}T00:00:00.000`,
    status: 'COMPLETED',
    values: new Map([
      ['VuDataDose1', number],
      ['VuDataVacc1', vaccine],
    ]),
    deleted: false,
    writes: 1,
  });
}

describe('values that the server has no word for', () => {
  it.each<[row: string, consignment: Consignment, code: string, field: string, said: string | undefined]>([
    ['a vaccine without an option', row(1, { vaccine: 'zifivax' }), 'SERVER_NO_WORD', 'vaccine', 'zifivax'],
    ['a site that the program does not have', row(1, { site: 'RS Lain' }), 'SERVER_NO_SITE', 'site', 'RS Lain'],
    [
      'a passport, and no attribute for one',
      foreigner(1, { passport: 'C7654321', nationality: 'IN' }),
      'SERVER_NO_WORD',
      'passport',
      'C7654321',
    ],
  ])('%s', async (_row, consignment, code, field, said) => {
    const sound = row(2);
    const answer = await send(consignment, sound);
    expect(reasonsOf(answer, consignment)).toMatchObject([{ ours: code, means: field, value: said }]);
    expect(kindOf(answer, sound)).toBe('accepted');
    expect(effectsIn(server.world, [consignment.key, sound.key])).toEqual([0, 1]);
  });

  it.each<[site: string, unit: string]>([
    ['by its code', 'P3324010102'],
    ['by its name', 'Puskesmas Contoh Dua'],
    ['by its name in other capitals', 'PUSKESMAS CONTOH DUA'],
    ['by its UID', 'VuOrgPkm002'],
  ])('a site is found %s', async (_how, site) => {
    const one = row(1, { site });
    expect(kindOf(await send(one), one)).toBe('accepted');
    expect(server.world.events.get(doseUid(one.key))?.unit).toBe('VuOrgPkm002');
  });

  it('two units of one name are none', async () => {
    for (const unit of server.world.metadata.organisationUnits)
      if (unit.id !== 'VuOrgKab001') unit.name = 'Puskesmas Kembar';
    const one = row(1, { site: 'Puskesmas Kembar' });
    expect(reasonsOf(await send(one), one)).toMatchObject([{ ours: 'SERVER_NO_SITE', means: 'site' }]);
  });

  it('without a site and without a unit for such rows, nobody knows where it was', async () => {
    const { orgUnit: _, ...names } = NAMES;
    target = targetFor({ url: server.url, names });
    const one = row(1);
    expect(reasonsOf(await send(one), one)).toMatchObject([{ ours: 'SERVER_NO_SITE' }]);
  });

  it('an unknown site may be recorded elsewhere where the configuration says so', async () => {
    target = targetFor({ url: server.url, names: { ...NAMES, unknownSite: 'default' } });
    const one = row(1, { site: 'RS Lain' });
    expect(kindOf(await send(one), one)).toBe('accepted');
    expect(server.world.events.get(doseUid(one.key))?.unit).toBe('VuOrgPkm001');
  });
});

describe.each(['always', 'conflicts'] as const)('somebody who is there already (lookUp: %s)', (lookUp) => {
  beforeEach(() => {
    target = targetFor({ url: server.url, lookUp });
  });

  it.each<[who: string, changes: Parameters<typeof typedIn>[1]]>([
    ['not enrolled yet', {}],
    ['enrolled', { enrolled: 'ACTIVE' }],
    ['enrolled, and that is closed', { enrolled: 'COMPLETED' }],
    ['enrolled, and that was cancelled', { enrolled: 'CANCELLED' }],
    ['in another spelling', { name: 'PESERTA, KADON' }],
    ['at another place', { unit: 'VuOrgPkm002', enrolled: 'ACTIVE' }],
  ])('%s: the dose goes to them, and nothing of them changes', async (_who, changes) => {
    typedIn(1, changes);
    const before = new Map(server.world.people.get(OTHER_UID)?.attributes);
    const one = row(1, {}, { phone: '+6281234567890' });
    expect(kindOf(await send(one), one)).toBe('accepted');
    const event = server.world.events.get(doseUid(one.key));
    expect(server.world.enrolments.get(event?.enrolment ?? '')?.person).toBe(OTHER_UID);
    expect([server.world.people.size, server.world.people.get(OTHER_UID)?.attributes]).toEqual([1, before]);
    expect(kindOf(await send(one), one)).toBe('already-there');
  });

  it.each<[who: string, changes: Parameters<typeof typedIn>[1]]>([
    ['of another name', { name: 'Budi Santoso' }],
    ['of another birthday, where that is seen', { birthDate: '1971-08-17', enrolled: 'ACTIVE' }],
  ])('%s: a person must look, and nobody gets the dose', async (_who, changes) => {
    typedIn(1, changes);
    const [one, sound] = [row(1), row(2)];
    const answer = await send(one, sound);
    expect(reasonsOf(answer, one)).toMatchObject([{ ours: 'PERSON_UNSURE', means: 'nik' }]);
    expect(kindOf(answer, sound)).toBe('accepted');
    expect(server.world.events.size).toBe(1);
  });

  it('hidden from this user: a person must look', async () => {
    server.anybody = { capture: ['VuOrgPkm001'] };
    typedIn(1, { unit: 'VuOrgPkm002', enrolled: 'ACTIVE' });
    const one = row(1);
    expect(reasonsOf(await send(one), one)).toMatchObject([{ ours: 'PERSON_UNSURE', means: 'nik' }]);
    expect(server.world.events.size).toBe(0);
  });

  it('where this user may look for people: the dose goes to them', async () => {
    server.anybody = { capture: ['VuOrgPkm001'], search: ['VuOrgKab001'] };
    typedIn(1, { unit: 'VuOrgPkm002', enrolled: 'ACTIVE' });
    const one = row(1);
    expect(kindOf(await send(one), one)).toBe('accepted');
  });

  it.each<[dose: string, typed: readonly [string, string, string], kind: string]>([
    ['the same dose, typed in by hand', ['2021-10-02', '1', 'coronavac'], 'already-there'],
    ['the same dose on another day', ['2021-10-03', '1', 'coronavac'], 'refused'],
    ['the same dose with another vaccine', ['2021-10-02', '1', 'astrazeneca'], 'refused'],
    ['another dose', ['2021-09-01', '2', 'coronavac'], 'accepted'],
  ])('%s', async (_dose, typed, kind) => {
    typedIn(1, { enrolled: 'ACTIVE' });
    typedDose(...typed);
    const one = row(1);
    const answer = await send(one);
    expect(kindOf(answer, one)).toBe(kind);
    if (kind === 'refused')
      expect(reasonsOf(answer, one)).toMatchObject([{ ours: 'SERVER_OTHER_DOSE', means: 'dose' }]);
    expect(server.world.events.size).toBe(kind === 'accepted' ? 2 : 1);
  });
});

describe('deleted on the server', () => {
  it.each<[what: string, remove: (key: string) => void]>([
    [
      'the dose',
      (key) => {
        const event = server.world.events.get(doseUid(key));
        if (event) event.deleted = true;
      },
    ],
    [
      'the enrolment',
      () => {
        for (const one of server.world.enrolments.values()) one.deleted = true;
        server.world.events.clear();
      },
    ],
    [
      'the person',
      () => {
        for (const one of server.world.people.values()) one.deleted = true;
        for (const one of server.world.enrolments.values()) one.deleted = true;
        server.world.events.clear();
      },
    ],
  ])('%s: said in our words, and never stored again', async (_what, remove) => {
    const one = row(1);
    expect(kindOf(await send(one), one)).toBe('accepted');
    remove(one.key);
    const answer = await send(one);
    expect(reasonsOf(answer, one)).toMatchObject([{ ours: 'SERVER_DELETED' }]);
  });
});
