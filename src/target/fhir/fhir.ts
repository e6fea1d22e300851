/** The `fhir` target: a FHIR R4 server over HTTP (docs/targets/fhir.md). */
import { type LineOptions, line } from '../http/line.ts';
import type { Target } from '../target.ts';
import { conversation, type FhirOptions } from './conversation.ts';

export interface FhirTargetOptions extends FhirOptions, LineOptions {}

/** Throws a TypeError if the address is none; nothing is sent before `send` or `find`. */
export function fhirTarget(options: FhirTargetOptions): Target {
  return conversation(line(options), options);
}
