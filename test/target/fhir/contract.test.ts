import { describe } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import type { RecordKey } from '../../../src/record/record.ts';
import { fhirTarget } from '../../../src/target/fhir/fhir.ts';
import type { TargetBench } from '../../contract/target/bench.ts';
import { targetContract } from '../../contract/target-contract.ts';
import { inventedConsignments } from '../../support/consignments.ts';
import { type FhirServer, startFhirServer } from '../../support/fhir-server/fhir-server.ts';
import { type Habits, medplum } from '../../support/fhir-server/habits.ts';
import { type FhirChoices, optionsFor } from './options-for.ts';

const tokenOf = (key: RecordKey): string => `urn:ietf:rfc:3986|urn:uuid:${key}`;

/** How often each is there, with a person of its own. */
function effectOf({ store }: FhirServer, key: RecordKey): number {
  const doses = store.withToken('Immunization', [tokenOf(key)]);
  const isWhole = doses.every(({ resource }) => {
    const person = store.read((resource['patient'] as { reference: string }).reference);
    const [identifier] = (person?.resource['identifier'] ?? []) as { system: string; value: string }[];
    return identifier && store.withToken('Patient', [`${identifier.system}|${identifier.value}`]).length === 1;
  });
  return isWhole ? doses.length : 0.5;
}

function bench(habits: () => Partial<Habits>, choices: FhirChoices): () => Promise<TargetBench> {
  return async () => {
    const server = await startFhirServer(habits());
    return {
      url: server.url,
      connect: (url, way) =>
        fhirTarget({ ...way, ...optionsFor(url, { ...choices, timeoutMs: way.timeoutMs }), clock: systemClock }),
      invent: inventedConsignments,
      effects: (keys) => keys.map((key) => effectOf(server, key)),
      refuse(key) {
        server.habits.refused.add(tokenOf(key));
        return 'lot';
      },
      limit(doses) {
        server.habits.maxDoses = doses;
      },
      shorten: (answer) => {
        const { entry, ...rest } = answer as { entry: unknown[] };
        return { ...rest, entry: entry.slice(0, -1) };
      },
      lag(ms) {
        server.habits.lagMs = ms;
      },
      // Which number a Patient has got.
      unknowable: [/Patient\/\d+/g, 'Patient/…'],
      forget: (key) => {
        for (const dose of server.store.withToken('Immunization', [tokenOf(key)])) server.store.remove(dose);
      },
      throttleInside() {
        server.habits.throttlesNext = true;
      },
      close: () => server.close(),
    };
  };
}

describe('a server like HAPI', () => {
  targetContract(
    'fhir, one person in a transaction',
    bench(() => ({}), {}),
  );
  targetContract(
    'fhir, fifty people in a transaction',
    bench(() => ({ refusal: 'placed' }), { personsPerBundle: 50 }),
  );
});

describe('a server without transactions', () => {
  targetContract(
    'fhir, people first and then their doses',
    bench(() => ({ conditions: { transaction: false, batch: true } }), { form: 'batch' }),
  );
});

describe('a server like Medplum', () => {
  targetContract('fhir, as many people as it takes', bench(medplum, { learnt: { transaction: true } }));
});
