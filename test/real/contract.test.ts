/** The contract of a target (test/contract), held by the `fhir` target before a real FHIR server. */
import { describe } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { fhirTarget } from '../../src/target/fhir/fhir.ts';
import type { TargetBench } from '../contract/target/bench.ts';
import { targetContract } from '../contract/target-contract.ts';
import { inventedConsignments } from '../support/consignments.ts';
import { type FhirChoices, optionsFor } from '../target/fhir/options-for.ts';
import { theServer, unless, WHY } from './bureau.ts';
import { doses, forget } from './store.ts';

/** More than one test has. */
const PEOPLE = 2_000;
let first = process.env['FHIR_BASE'] === undefined ? 0 : PEOPLE * Math.trunc(Math.random() * 100);

function bench(choices: FhirChoices) {
  const { url } = theServer();
  const from = first;
  first += PEOPLE;
  return {
    url,
    connect: (url, way) =>
      fhirTarget({ ...way, ...optionsFor(url, { ...choices, timeoutMs: way.timeoutMs }), clock: systemClock }),
    invent: (count, n) => inventedConsignments(count, from + n),
    effects: (keys) => doses(url, keys),
    shorten: (answer) => ({ ...Object(answer), entry: (answer as { entry: unknown[] }).entry.slice(0, -1) }),
    forget: (key) => forget(url, key),
    unknowable: [/Patient\/\d+/g, 'Patient/…'],
    close: () => undefined,
  } satisfies TargetBench;
}

const FORMS = ['effects', 'asking', 'showing', 'night'] as const;

describe.skipIf(WHY !== undefined)(`the fhir target before a real server${unless(WHY)}`, () => {
  targetContract('one transaction a person', () => bench({}));
  targetContract('fifty people in a transaction', () => bench({ personsPerBundle: 50 }), FORMS);
  targetContract('two batches', () => bench({ form: 'batch' }), FORMS);
});
