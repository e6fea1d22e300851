/** Sheet in, resources out: the built program and a real FHIR server, with nothing between them. */
import { copyFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { csv, expectDiscreet, outcomesOf, type Person } from '../cli/clerk.ts';
import { clerkAt, gatewayTo, newPeople, theServer, unless, WHY } from './bureau.ts';
import { counted, type Resource, stored } from './store.ts';

const niksOf = (rows: readonly Person[]): string[] => rows.map(({ nik }) => nik);

describe.skipIf(WHY !== undefined)(`import into a real FHIR server${unless(WHY)}`, () => {
  it('each row is the person and the dose that it says, field by field', async () => {
    const url = theServer().url;
    const [plain, odd] = newPeople(2, 1) as [Person, Person];
    const quoted: Person = { ...odd, name: `Nur'aini "Iin" Ça & <b>`, lot: 'A/1|2 $3' };
    const clerk = clerkAt(url, [plain]);
    clerk.write('senin.csv', csv([plain, { ...quoted, name: `"${quoted.name.replaceAll('"', '""')}"` }]));
    const ended = await clerk.runs('import', 'senin.csv', '--json');
    expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([0, { accepted: 2 }]);
    const found = await stored(url, niksOf([plain, quoted]));
    expect(found).toHaveLength(4);
    for (const row of [plain, quoted]) {
      const patient = found.find(({ identifier }) => JSON.stringify(identifier).includes(row.nik));
      if (!patient) throw new Error('not there');
      expect(plainly(patient)).toEqual(patientOf(row));
      const dose = found.find(({ patient: of }) => JSON.stringify(of ?? '').includes(`Patient/${patient.id}"`));
      expect(dose && plainly(dose)).toEqual(doseOf(row, patient));
    }
  });

  it('the same sheet from another computer, which remembers nothing, stores nothing again', async () => {
    const url = theServer().url;
    const rows = newPeople(25, 1);
    const once = { people: 25, doses: 25 };
    for (const outcome of ['accepted', 'already-there']) {
      const clerk = clerkAt(url, rows);
      const ended = await clerk.runs('import', 'senin.csv', '--json');
      expect([ended.exitCode, outcomesOf(ended.out)]).toEqual([0, { [outcome]: 25 }]);
      expect(await counted(url, niksOf(rows))).toEqual(once);
    }
  });

  it('second doses of the same people come to the same people', async () => {
    const url = theServer().url;
    const rows = newPeople(6, 1);
    const clerk = clerkAt(url, rows);
    const second = csv(rows.map((row) => ({ ...row, date: '08/11/2021' }))).replaceAll(/,1,(?=08)/g, ',2,');
    clerk.write('selasa.csv', second);
    for (const file of ['senin.csv', 'selasa.csv']) expect((await clerk.runs('import', file)).exitCode).toBe(0);
    expect(await counted(url, niksOf(rows))).toEqual({ people: 6, doses: 12 });
  });

  it('two computers with the same sheet at the same time: each once', async () => {
    const url = theServer().url;
    const rows = newPeople(40, 1);
    const ends = await Promise.all([0, 1].map(() => clerkAt(url, rows).runs('import', 'senin.csv', '--json')));
    for (const { exitCode } of ends) expect(exitCode).toBe(0);
    expect(await counted(url, niksOf(rows))).toEqual({ people: 40, doses: 40 });
  });

  it('killed in the middle and resumed: each once', async () => {
    const { url } = theServer();
    const gateway = await gatewayTo(url);
    gateway.always({ do: 'late', ms: 40 });
    const rows = newPeople(60, 1);
    const clerk = clerkAt(gateway.url, rows, { delivery: ', batchSize: 10' });
    const running = clerk.starts('import', 'senin.csv');
    await expect.poll(() => gateway.seen.length, { interval: 5, timeout: 60_000 }).toBeGreaterThan(3);
    running.child.kill('SIGKILL');
    await running.ended();
    gateway.always('pass');
    const { people } = await counted(url, niksOf(rows));
    expect(people).toBeLessThan(60);
    const ended = await clerk.runs('resume', '--json');
    expect(ended.exitCode).toBe(0);
    expectDiscreet(ended, rows);
    expect(await counted(url, niksOf(rows))).toEqual({ people: 60, doses: 60 });
  });

  it('answers that are lost and requests that are lost: each once', async () => {
    const { url } = theServer();
    const gateway = await gatewayTo(url);
    const rows = newPeople(30, 1);
    gateway.next('pass', 'lose answer', 'pass', 'lose request', { do: 'say', status: 504, done: true }, 'pass', {
      do: 'cut',
      at: 0.5,
      length: 'untold',
    });
    const clerk = clerkAt(gateway.url, rows, { delivery: ', batchSize: 8' });
    const ended = await clerk.runs('import', 'senin.csv', '--json');
    expect([ended.exitCode, gateway.ahead]).toEqual([0, 0]);
    expectDiscreet(ended, rows);
    expect(await counted(url, niksOf(rows))).toEqual({ people: 30, doses: 30 });
    copyFileSync(clerk.path('senin.csv'), clerk.path('lagi.csv'));
    expect((await clerk.runs('reconcile', 'lagi.csv')).exitCode).toBe(0);
  });
});

/** Without what the server adds. */
function plainly({ id: _id, meta: _meta, text: _text, ...said }: Resource): object {
  return said;
}

function patientOf({ nik, name, born, phone }: Person): object {
  return {
    resourceType: 'Patient',
    identifier: [{ system: 'https://fhir.kemkes.go.id/id/nik', value: nik }],
    name: [{ text: name }],
    telecom: [{ system: 'phone', value: phone.replace(/^0/, '+62') }],
    // As the number says.
    gender: 'male',
    birthDate: born.split('/').reverse().join('-'),
  };
}

function doseOf({ lot }: Person, { id }: Resource): object {
  return {
    resourceType: 'Immunization',
    identifier: [{ system: 'urn:ietf:rfc:3986', value: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/) }],
    status: 'completed',
    vaccineCode: {
      coding: [
        { system: 'http://hl7.org/fhir/sid/cvx', code: '511' },
        { system: 'http://www.whocc.no/atc', code: 'J07BN03' },
      ],
      text: 'coronavac',
    },
    patient: { reference: `Patient/${id}` },
    occurrenceDateTime: '2021-10-04',
    primarySource: true,
    location: { display: 'Puskesmas Contoh' },
    lotNumber: lot,
    protocolApplied: [
      {
        targetDisease: [{ coding: [{ system: 'http://snomed.info/sct', code: '840539006' }] }],
        doseNumberPositiveInt: 1,
      },
    ],
  };
}
