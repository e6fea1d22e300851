/**
 * Medplum's engine as a second opinion: what the target sends is understood by another server than HAPI, which takes
 * eight entries in a transaction, answers in other words, and keeps what stood beside an entry that failed.
 */
import { expect, it } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { fhirTarget } from '../../../src/target/fhir/fhir.ts';
import type { TargetBench } from '../../contract/target/bench.ts';
import { verdictsOf } from '../../contract/target/stand.ts';
import { targetContract } from '../../contract/target-contract.ts';
import { batchOf, inventedConsignments } from '../../support/consignments.ts';
import { type Medplum, startMedplum } from '../../support/medplum.ts';
import { type FhirChoices, optionsFor } from './options-for.ts';

type Bundle = { readonly entry?: readonly { readonly resource: { readonly id: string } }[] };

async function dosesIn({ url }: Medplum, key: string): Promise<readonly { readonly id: string }[]> {
  const identifier = encodeURIComponent(`urn:ietf:rfc:3986|urn:uuid:${key}`);
  const answer = (await (await fetch(`${url}/Immunization?identifier=${identifier}`)).json()) as Bundle;
  return (answer.entry ?? []).map(({ resource }) => resource);
}

async function benchOf(choices: FhirChoices): Promise<TargetBench> {
  const server = await startMedplum();
  return {
    url: server.url,
    connect: (url, way) =>
      fhirTarget({ ...way, ...optionsFor(url, { ...choices, timeoutMs: way.timeoutMs }), clock: systemClock }),
    invent: inventedConsignments,
    effects: (keys) => Promise.all(keys.map(async (key) => (await dosesIn(server, key)).length)),
    shorten: (answer) => ({ ...Object(answer), entry: (answer as { entry: unknown[] }).entry.slice(0, -1) }),
    async forget(key) {
      for (const { id } of await dosesIn(server, key))
        await fetch(`${server.url}/Immunization/${id}`, { method: 'DELETE' });
    },
    unknowable: [/Patient\/[0-9a-f-]{36}/g, 'Patient/…'],
    close: () => server.close(),
  };
}

const FORMS = ['effects', 'asking', 'showing', 'night'] as const;
targetContract('fhir before Medplum, a transaction a person', () => benchOf({}), FORMS);
targetContract('fhir before Medplum, two batches', () => benchOf({ form: 'batch' }), FORMS);

it('a server that takes eight entries at once is led to, and each is there once', async () => {
  const bench = await benchOf({ personsPerBundle: 50 });
  const people = bench.invent(40, 1);
  const target = bench.connect(bench.url, { version: '1', sockets: 1, timeoutMs: 60_000, clock: systemClock });
  const batch = batchOf(target, people);
  const verdicts = verdictsOf(await target.send(batch, new AbortController().signal));
  expect(new Set([...verdicts.values()].map(({ kind }) => kind))).toEqual(new Set(['accepted']));
  expect(new Set(await bench.effects(batch.keys))).toEqual(new Set([1]));
  await target.close();
  await bench.close();
});
