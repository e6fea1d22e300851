/** The FHIR target as its options describe it. */
import { random } from '../clock.ts';
import type { TargetOptions } from '../config/schema.ts';
import { fhirTarget } from '../target/fhir/fhir.ts';
import type { Target } from '../target/target.ts';
import type { Reached, Surroundings } from './compose-reached.ts';

export function wireFhir(
  { fhir, url, maxBatch }: Extract<TargetOptions, { type: 'fhir' }>,
  reached: Reached,
  { context, learnt }: Surroundings,
): Target {
  const { bundle, mode, personsPerBundle, patientSystem, passportSystem, kitasSystem, ...writing } = fhir;
  return fhirTarget({
    ...reached,
    clock: context.clock,
    random,
    url,
    maxBatch,
    form: bundle,
    mode,
    ...(personsPerBundle === undefined ? {} : { personsPerBundle }),
    ...(learnt === undefined ? {} : { learnt }),
    writing: { ...writing, systems: { nik: patientSystem, passport: passportSystem, kitas: kitasSystem } },
  });
}
