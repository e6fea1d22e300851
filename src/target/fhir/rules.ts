/**
 * What a FHIR server says otherwise than HTTP does, as rows in front of the table of response.ts. An OperationOutcome
 * to a bundle is about what is in it, whatever its status, and is read here: HAPI answers 404 where a reference in a
 * transaction leads nowhere, and 409 for lost races, for characters that its database does not take and for conditions
 * that are too long.
 */
import type { Rule } from '../response.ts';

export const RULES: readonly Rule[] = [
  { status: 400, shape: 'own', means: 'answer' },
  // A batch of which an entry failed, as LinuxForHealth once answered it; what is no bundle is no answer.
  { status: 400, shape: 'json', means: 'answer' },
  { status: 404, shape: 'own', means: 'answer' },
  { status: 409, shape: 'own', means: 'answer' },
  { status: 410, shape: 'own', means: 'answer' },
  { status: 412, shape: 'own', means: 'answer' },
  { status: 422, shape: 'own', means: 'answer' },
  // The server has no such way of asking: no record's fault.
  { status: [405, 406], shape: 'own', means: 'misconfigured' },
  { status: 415, shape: 'own', means: 'misconfigured' },
  { status: 501, shape: 'own', means: 'misconfigured' },
];
