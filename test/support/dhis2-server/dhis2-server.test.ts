/** The simulated DHIS2 does what is known of the real one, whoever asks. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Dhis2Server, startDhis2 } from './dhis2-server.ts';
import type { Json, Payload } from './types.ts';

let server: Dhis2Server;
beforeEach(async () => {
  server = await startDhis2();
});
afterEach(() => server.close());

const SYNC = 'async=false&importStrategy=CREATE&atomicMode=OBJECT';

/** One person, one enrolment, one dose; `n` makes others of them. */
function payload(n: number, nik = `332401150180000${n}`): Required<Payload> {
  return {
    trackedEntities: [
      {
        trackedEntity: `pB3dE5gH7j${n}`,
        trackedEntityType: 'VuTypePers1',
        orgUnit: 'VuOrgPkm001',
        attributes: [
          { attribute: 'VuAttrNik01', value: nik },
          { attribute: 'VuAttrName1', value: 'Siti Contoh' },
        ],
      },
    ],
    enrollments: [
      {
        enrollment: `eB3dE5gH7j${n}`,
        trackedEntity: `pB3dE5gH7j${n}`,
        program: 'VuProgCovid',
        orgUnit: 'VuOrgPkm001',
        enrolledAt: '2021-10-02',
      },
    ],
    events: [
      {
        event: `dB3dE5gH7j${n}`,
        enrollment: `eB3dE5gH7j${n}`,
        programStage: 'VuStageVacc',
        orgUnit: 'VuOrgPkm001',
        occurredAt: '2021-10-02',
        dataValues: [
          { dataElement: 'VuDataVacc1', value: 'coronavac' },
          { dataElement: 'VuDataDose1', value: '1' },
        ],
      },
    ],
  };
}

function both(one: Required<Payload>, other: Required<Payload>): Payload {
  return {
    trackedEntities: [...one.trackedEntities, ...other.trackedEntities],
    enrollments: [...one.enrollments, ...other.enrollments],
    events: [...one.events, ...other.events],
  };
}

async function ask(path: string, body?: unknown): Promise<{ status: number; body: Json }> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${server.url}/api/${path}`, init);
  return { status: response.status, body: (await response.json()) as Json };
}

const codesIn = ({ validationReport }: Json): string[] =>
  (validationReport as { errorReports: { errorCode: string }[] }).errorReports.map(({ errorCode }) => errorCode);
const stored = () => [server.world.people.size, server.world.enrolments.size, server.world.events.size];

describe('an import', () => {
  it('promises a job unless it is told not to, and forgets the report when it starts again', async () => {
    const { body } = await ask('tracker', payload(1));
    expect([body['message'], stored()]).toEqual(['Tracker job added', [1, 1, 1]]);
    const { id } = body['response'] as { id: string };
    expect((await ask(`tracker/jobs/${id}/report`)).status).toBe(200);
    server.restart();
    expect((await ask(`tracker/jobs/${id}/report`)).status).toBe(404);
  });

  it('sent twice: each object says that it is there', async () => {
    await ask(`tracker?${SYNC}`, payload(1));
    const { body } = await ask(`tracker?${SYNC}`, payload(1));
    expect([codesIn(body), stored()]).toEqual([
      ['E1002', 'E1080', 'E1030'],
      [1, 1, 1],
    ]);
  });

  it.each([
    ['ok', 200, 'OK'],
    ['error', 409, 'ERROR'],
  ] as const)(
    'with a refused person, under OBJECT, read as %s: %i and %s; the other one is stored',
    async (reading, status, word) => {
      server.switches.objectErrors = reading;
      await ask(`tracker?${SYNC}`, payload(1));
      const answer = await ask(`tracker?${SYNC}`, both(payload(2, '3324011501800001'), payload(3)));
      expect([answer.status, answer.body['status'], stored()]).toEqual([status, word, [2, 2, 2]]);
      // The dose of the refused person has no error, and is counted nowhere.
      expect(codesIn(answer.body)).toEqual(['E1064', 'E5000']);
      expect(answer.body['stats']).toMatchObject({ created: 3, ignored: 2, total: 5 });
    },
  );

  it('under ALL one that is there keeps everything out', async () => {
    await ask(`tracker?${SYNC}`, payload(1));
    const all = SYNC.replace('OBJECT', 'ALL');
    expect((await ask(`tracker?${all}`, both(payload(1), payload(2)))).status).toBe(409);
    expect(stored()).toEqual([1, 1, 1]);
  });

  it('only validated stores nothing, and counts nothing even where all is well', async () => {
    const { body } = await ask(`tracker?${SYNC}&importMode=VALIDATE`, payload(1));
    expect([body['stats'], stored()]).toEqual([
      { created: 0, updated: 0, deleted: 0, ignored: 0, total: 0 },
      [0, 0, 0],
    ]);
    expect(body['bundleReport']).toEqual({ typeReportMap: {} });
  });

  it('with one UID twice, or an unreadable one, is no report', async () => {
    const twice = await ask(`tracker?${SYNC}`, both(payload(1), payload(1)));
    const {
      trackedEntities: [person],
      ...rest
    } = payload(1);
    const odd = await ask(`tracker?${SYNC}`, { ...rest, trackedEntities: [{ ...person, trackedEntity: '1' }] });
    expect([twice.status, odd.status, stored()]).toEqual([500, 400, [0, 0, 0]]);
    expect(String(odd.body['message'])).toContain('JSON parse error');
  });

  it('two people with one number in one request both fail', async () => {
    const { body } = await ask(`tracker?${SYNC}`, both(payload(1, '3'), payload(2, '3')));
    expect(codesIn(body).filter((code) => code === 'E1064').length).toBe(2);
    expect(stored()).toEqual([0, 0, 0]);
  });
});

describe('questions', () => {
  it.each([
    ['tracker/events?events=a', 400],
    ['tracker/events?program=VuProgCovid&events=a;b', 400],
    ['tracker/trackedEntities?program=VuProgCovid&trackedEntityType=VuTypePers1', 400],
    ['tracker/trackedEntities', 400],
    ['tracker/trackedEntities?trackedEntities=a,b', 200],
    ['programs/VuProgOther', 404],
  ])('%s: %i', async (path, status) => {
    expect((await ask(path)).status).toBe(status);
  });

  it('without `fields` a person has no enrolments, and without a program no attributes of one', async () => {
    await ask(`tracker?${SYNC}`, payload(1));
    const { body } = await ask(
      'tracker/trackedEntities?trackedEntityType=VuTypePers1&filter=VuAttrNik01:in:3324011501800001',
    );
    const [person] = body['trackedEntities'] as Json[];
    expect(Object.keys(person ?? {})).not.toContain('enrollments');
    expect(person?.['attributes']).toHaveLength(2);
  });

  it('whoever shows nothing is sent to the page for logging in', async () => {
    server.switches.guarded = true;
    const response = await fetch(`${server.url}/api/me`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/login/']);
  });
});

it('its metadata are whole: each reference leads to something', () => {
  const text = readFileSync(new URL('covid-metadata.json', import.meta.url), 'utf8');
  const own = new Set(Object.values(server.world.metadata).flatMap((list) => list.map(({ id }) => id)));
  const named = [...text.matchAll(/"id": "([^"]+)"/g)].map(([, id = '']) => id);
  expect(named.filter((id) => !own.has(id) || !/^[A-Za-z][A-Za-z0-9]{10}$/.test(id))).toEqual([]);
});
