import { z } from 'zod';
import { choice, duration, noted, text, whole, yesOrNo } from '../values.ts';
import { lineOptions } from './line.ts';

/** An id of FHIR R4: an organization, a place, a practitioner. */
const isId = (value: string): boolean => /^[A-Za-z0-9.-]{1,64}$/.test(value);
const isCode = (value: string): boolean => /^[^\s]+$/.test(value);

/** The `satusehat` target: Indonesia's registry (docs/targets/satusehat.md). */
export const satusehatTarget = z.strictObject({
  type: choice('satusehat'),
  ...lineOptions('https://satusehat.example/fhir-r4/v1'),
  /** The most records in one batch; each of them is a request of its own. */
  maxBatch: whole(1, 1_000).default(10),
  satusehat: z.strictObject({
    /** Number of the organization that the client id belongs to. */
    organization: text('10000004', isId),
    /** Id of the place where doses are given; a site that is such an id goes before it. */
    location: text('b017aa54-f1df-4ec2-9d84-8823815d7228', isId),
    /** Number of whoever answers for doses whose vaccinator has no NIK in the sheet. */
    practitioner: text('N10000001', isId),
    /** Whoever the registry knows by another name than the row has is somebody else: a person must look. */
    compareNames: yesOrNo().default(true),
    /** The sheet comes from whoever gave the doses. Batch number and expiry date are needed then. */
    primarySource: yesOrNo().default(true),
    /** From whom it comes otherwise, of immunization-origin. */
    reportOrigin: text('record', isCode).default('record'),
    /** What the practitioner did; without it AP where `primarySource` is true, EP otherwise. */
    performerFunction: choice('AP', 'OP', 'EP').optional(),
    /** Why it was given, of immunization-reason; without it IM-Khusus for COVID-19. */
    reason: text('IM-Khusus', isCode).optional(),
    /** Of immunization-routine-timing, for routine immunizations. */
    timing: text('IM-Ideal', isCode).optional(),
    /** Why somebody came, in ICD-10; without it U11.9 for COVID-19. */
    diagnosis: text('U11.9', isCode).optional(),
    /** How it was given; without it inj.intramuscular for COVID-19, and nothing for others. */
    route: text('inj.intramuscular', isCode).optional(),
    /** How much of it in mL; nothing is said of it without. */
    doseMl: millilitres().optional(),
    /** How long a search may not show what is there. */
    lag: duration().prefault('2m'),
  }),
});

function millilitres() {
  return noted(z.number().positive().max(10), { expected: '0.5', scalar: 'number' });
}
