/** The options of a FHIR target as the configuration would give them. */
import { systemClock } from '../../../src/clock.ts';
import type { FhirTargetOptions } from '../../../src/target/fhir/fhir.ts';

export type FhirChoices = Partial<
  Pick<FhirTargetOptions, 'form' | 'mode' | 'personsPerBundle' | 'learnt' | 'timeoutMs'>
>;

const SYSTEMS = {
  nik: 'https://fhir.kemkes.go.id/id/nik',
  passport: 'https://fhir.kemkes.go.id/id/paspor',
  kitas: 'https://fhir.kemkes.go.id/id/kitas',
} as const;

export function optionsFor(url: string, choices: FhirChoices = {}): FhirTargetOptions {
  return {
    url,
    version: '1.2.3',
    sockets: 2,
    timeoutMs: 20_000,
    clock: systemClock,
    random: () => 0.5,
    maxBatch: 100,
    form: 'transaction',
    mode: 'create',
    writing: {
      systems: SYSTEMS,
      codeSystems: {},
      targetDiseases: {},
      locations: {},
      primarySource: true,
      extra: {},
    },
    ...choices,
  };
}
