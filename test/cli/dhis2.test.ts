/**
 * A sheet into a DHIS2, with the built program: outages, kill -9, rights, and what a clerk reads of a refusal. The
 * server is a simulation on a real socket; with `DHIS2_BASE` (and `DHIS2_TOKEN`, a personal access token) the first of
 * these tests goes to a real one that has the metadata of test/support/dhis2-server/covid-metadata.json.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordKey } from '../../src/record/key.ts';
import { type Dhis2Server, startDhis2 } from '../support/dhis2-server/dhis2-server.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { doseUid } from '../target/dhis2/bench.ts';
import { Clerk, csv, errorLines, events, expectDiscreet, outcomesOf, people, person } from './clerk.ts';

const REAL = process.env['DHIS2_BASE'];
const TOKEN = process.env['DHIS2_TOKEN'] ?? 'd2pat_karangan-untuk-uji';

let server: Dhis2Server;
let gateway: Gateway;
beforeEach(async () => {
  server = await startDhis2();
  server.switches.guarded = true;
  server.users.set(`ApiToken ${TOKEN}`, { capture: ['VuOrgKab001'] });
  gateway = await openGateway(server.url);
});
afterEach(async () => {
  await gateway.close();
  await server.close();
});

/** The ten lines with which an admin begins (docs/targets/dhis2.md). */
function configured(url: string, more: { program?: string; unit?: string; delivery?: string } = {}): string {
  return `target:
  type: dhis2
  url: "${url}"
  auth: { type: apitoken, tokenFile: ./token }
  dhis2:
    program: ${more.program ?? 'VU_COVID'}
    attributes: { nik: VU_NIK, name: VU_NAME, birthDate: VU_BIRTH, sex: VU_SEX, phone: VU_PHONE }
    dataElements: { vaccine: VU_DE_VACCINE, dose: VU_DE_DOSE, lot: VU_DE_BATCH }
    options: { vaccine: { pfizer: biontechpfizer } }
    ${more.unit ?? 'orgUnit: P3324010101'}
    unknownSite: default
delivery: { retry: { first: 30ms, cap: 60ms, probe: 90ms }, doubtWait: 60ms, patience: 40s, turnedAway: 1s${more.delivery ?? ''} }
`;
}

function clerkAt(url: string, more?: Parameters<typeof configured>[1]): Clerk {
  const clerk = new Clerk();
  clerk.write('vax-upload.yaml', configured(url, more));
  writeFileSync(clerk.path('token'), `${TOKEN}\n`, { mode: 0o600 });
  return clerk;
}

/** The UID of the first covid-19 dose of this person. */
const firstDose = (nik: string): string => doseUid(recordKey(`${nik}|covid19|1`));

describe('a sheet', () => {
  it('arrives, each dose once, asked for by the API of the server itself', async () => {
    const base = REAL ?? gateway.url;
    const clerk = clerkAt(base);
    const rows = people(25);
    clerk.write('senin.csv', csv(rows));
    const ended = await clerk.runs('import', 'senin.csv', '--json');
    const { accepted = 0, 'already-there': known = 0 } = outcomesOf(ended.out);
    expect([ended.exitCode, accepted + known]).toEqual([0, 25]);
    expectDiscreet(ended, rows);
    const uids = rows.map(({ nik }) => firstDose(nik));
    const query = `program=VuProgCovid&events=${uids.join(',')}&pageSize=50&fields=event,occurredAt,dataValues`;
    const asked = await fetch(`${base}/api/tracker/events?${query}`, {
      headers: { authorization: `ApiToken ${TOKEN}` },
    });
    const { events: there = [] } = (await asked.json()) as { events?: { event: string; occurredAt: string }[] };
    expect(there.map(({ event }) => event).sort()).toEqual(uids.sort());
    expect(new Set(there.map(({ occurredAt }) => occurredAt.slice(0, 10)))).toEqual(new Set(['2021-10-04']));
  });

  it('is there once after outages, lost answers and two kills, and the person of each dose is the right one', async () => {
    const clerk = clerkAt(gateway.url, { delivery: ', batchSize: 4, concurrency: 2, timeout: 2s' });
    const rows = people(48);
    clerk.write('senin.csv', csv(rows));
    server.switches.importMs = 40;
    gateway.next('pass', 'pass', 'pass', 'lose answer', 'pass', { do: 'say', status: 504, done: true }, 'pass');
    for (const stored of [6, 20]) {
      const run = clerk.starts(...(stored === 6 ? ['import', 'senin.csv'] : ['resume']));
      await expect.poll(() => server.world.events.size, { interval: 5, timeout: 20_000 }).toBeGreaterThan(stored);
      run.child.kill('SIGKILL');
      await run.ended();
    }
    gateway.next('lose request', { do: 'say', status: 502 }, 'lose answer', 'pass', 'lose answer');
    const ended = await clerk.runs('resume', '--json');
    expect(ended.exitCode).toBe(0);
    expectDiscreet(ended, rows);
    const { people: persons, enrolments, events: doses } = server.world;
    expect([persons.size, enrolments.size, doses.size]).toEqual([48, 48, 48]);
    for (const { nik, name, lot } of rows) {
      const dose = doses.get(firstDose(nik));
      const owner = persons.get(enrolments.get(dose?.enrolment ?? '')?.person ?? '');
      expect([dose?.writes, dose?.values.get('VuDataBatch')]).toEqual([1, lot]);
      expect([owner?.attributes.get('VuAttrNik01'), owner?.attributes.get('VuAttrName1')]).toEqual([nik, name]);
    }
  }, 60_000);

  it.each([500, 409] as const)(
    'of two offices at the same time is there once (a race is told with %i)',
    async (race) => {
      Object.assign(server.switches, { importMs: 30, race });
      const rows = people(20);
      const offices = [rows, rows.toReversed()].map((order) => {
        const clerk = clerkAt(gateway.url, { delivery: ', batchSize: 5, concurrency: 2' });
        clerk.write('senin.csv', csv(order));
        return clerk;
      });
      const ended = await Promise.all(offices.map((clerk) => clerk.runs('import', 'senin.csv', '--json')));
      for (const { exitCode, out } of ended) {
        const { accepted = 0, 'already-there': known = 0 } = outcomesOf(out);
        expect([exitCode, accepted + known]).toEqual([0, 20]);
      }
      const { people: persons, enrolments, events: doses } = server.world;
      expect([persons.size, enrolments.size, doses.size]).toEqual([20, 20, 20]);
      expect(new Set([...doses.values()].map(({ writes }) => writes))).toEqual(new Set([1]));
    },
    60_000,
  );

  it('comma-utf8-bom.csv: what the server would not say, a clerk reads in our words', async () => {
    const path = fileURLToPath(new URL('../../fixtures/csv/comma-utf8-bom.csv', import.meta.url));
    const { world } = server;
    for (const unit of world.metadata.organisationUnits)
      if (unit.id === 'VuOrgPkm001') unit.name = 'Puskesmas Contoh Kendal';
    for (const set of world.metadata.optionSets)
      set.options = set.options?.filter(({ id }) => id !== 'VuOptVacMod') ?? [];
    const clerk = clerkAt(gateway.url);
    clerk.write('vax-upload.yaml', configured(gateway.url).replace('unknownSite: default', 'unknownSite: refuse'));
    const sheet = readFileSync(path, 'utf8').replace(/(GUNAWAN RAMADHAN.*),Puskesmas Contoh Kendal/, '$1,RS Lain');
    clerk.write('senin.csv', sheet);
    handTyped(world, '3324055504679264', 'NANIK SETYOWATI', '1967-04-15', '2021-10-05');
    const deleted = firstDose('3324015105009260');
    world.events.set(deleted, { ...deadDose, uid: deleted });
    const ended = await clerk.runs('import', 'senin.csv', '--json', '--rows');
    expect(ended.exitCode).toBe(3);
    const refused = events(ended.out).filter(({ event, outcome }) => event === 'row' && outcome === 'refused');
    const told: string[] = [];
    for (const { line } of refused) {
      const life = await clerk.runs('explain', 'senin.csv', String(line), '--json');
      told.push(...(life.out.match(/SERVER_(?:NO_\w+|DELETED|OTHER_DOSE)/g) ?? []));
    }
    expect([...new Set(told)].sort()).toEqual([
      'SERVER_DELETED',
      'SERVER_NO_SITE',
      'SERVER_NO_WORD',
      'SERVER_OTHER_DOSE',
    ]);
    expect(outcomesOf(ended.out)).toMatchObject({ accepted: 8, refused: 4 });
  });
});

const deadDose = {
  enrolment: 'eGone000001',
  program: 'VuProgCovid',
  stage: 'VuStageVacc',
  unit: 'VuOrgPkm001',
  occurredAt: '2021-10-04T00:00:00.000',
  status: 'COMPLETED',
  values: new Map<string, string>(),
  deleted: true,
  writes: 1,
};

/** Somebody with a first dose, whom a colleague has typed in on the server. */
function handTyped(
  { people: persons, enrolments, events: doses }: Dhis2Server['world'],
  nik: string,
  name: string,
  born: string,
  date: string,
): void {
  const unit = 'VuOrgPkm001';
  const attributes = new Map([
    ['VuAttrNik01', nik],
    ['VuAttrName1', name],
    ['VuAttrBirth', born],
  ]);
  const owners = new Map([['VuProgCovid', unit]]);
  persons.set('pHandTyped1', { uid: 'pHandTyped1', type: 'VuTypePers1', unit, attributes, deleted: false, owners });
  enrolments.set('eHandTyped1', {
    uid: 'eHandTyped1',
    person: 'pHandTyped1',
    program: 'VuProgCovid',
    unit,
    status: 'ACTIVE',
    enrolledAt: date,
    deleted: false,
  });
  doses.set('dHandTyped1', {
    ...deadDose,
    uid: 'dHandTyped1',
    enrolment: 'eHandTyped1',
    occurredAt: `${date}T00:00:00.000`,
    values: new Map([['VuDataDose1', '1']]),
    deleted: false,
  });
}

describe('what an admin is told', () => {
  it.each<[what: string, arrange: () => Parameters<typeof configured>[1], exitCode: number, says: string]>([
    ['a program that is not there', () => ({ program: 'VU_COVIT' }), 7, 'VU_COVIT'],
    ['a unit that is not in the program', () => ({ unit: 'orgUnit: P999' }), 7, 'P999'],
    [
      'an attribute that the server demands',
      () => {
        for (const { trackedEntityAttributes } of [server.world.metadata])
          trackedEntityAttributes.push({ id: 'VuAttrJob01', code: 'VU_JOB', name: 'VU Occupation' });
        const [program] = server.world.metadata.programs;
        program?.programTrackedEntityAttributes?.push({
          trackedEntityAttribute: { id: 'VuAttrJob01' },
          mandatory: true,
        });
        return {};
      },
      7,
      'VU Occupation',
    ],
    [
      'a user who may not write',
      () => {
        server.users.set(`ApiToken ${TOKEN}`, { capture: ['VuOrgKab001'], mayNotWrite: ['VuProgCovid'] });
        return {};
      },
      7,
      'E1091',
    ],
    [
      'a token that is not known',
      () => {
        server.users.clear();
        return {};
      },
      7,
      '401',
    ],
  ])('%s: two lines, nothing sent, nothing lost', async (_what, arrange, exitCode, says) => {
    const clerk = clerkAt(gateway.url, arrange());
    const rows = people(3);
    clerk.write('senin.csv', csv(rows));
    const ended = await clerk.runs('import', 'senin.csv', '--lang', 'en');
    expect([ended.exitCode, errorLines(ended.err).length]).toEqual([exitCode, 2]);
    expect(errorLines(ended.err).join(' ')).toContain(says);
    expectDiscreet(ended, rows);
    expect(server.world.events.size).toBe(0);
    const status = JSON.parse((await clerk.runs('status', '--json')).out) as { entries: Record<string, number> };
    expect((status.entries['pending'] ?? 0) + (status.entries['in-doubt'] ?? 0)).toBe(3);
  });

  it('doctor: what is there, whose rights, and the same record twice', async () => {
    const clerk = clerkAt(gateway.url);
    clerk.write('satu.csv', csv([person(900)]));
    const ended = await clerk.runs('doctor', '--canary', 'satu.csv', '--json');
    const found = events(ended.out)
      .filter(({ event }) => event === 'finding')
      .map(({ about, result }) => `${about} ${result}`);
    expect([ended.exitCode, found]).toEqual([
      0,
      [
        'reached good',
        'admitted good',
        'canary-taken good',
        'canary-once good',
        'canary-found good',
        'dhis2-metadata good',
        'dhis2-unique good',
        'dhis2-rights good',
        'dhis2-units good',
      ],
    ]);
  });

  it('check --server: what it would refuse, and nothing is stored', async () => {
    const clerk = clerkAt(gateway.url);
    clerk.write('senin.csv', csv([person(1), person(2, { vaccine: 'Zifivax' }), person(3)]));
    const ended = await clerk.runs('check', 'senin.csv', '--server', '--json');
    expect(ended.exitCode).toBe(3);
    expect(ended.out).toContain('SERVER_NO_WORD');
    expect([server.world.people.size, server.world.events.size]).toEqual([0, 0]);
  });
});
