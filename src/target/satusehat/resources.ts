/**
 * One vaccination as SATUSEHAT takes it: the visit (Encounter), why somebody came (Condition) and the dose
 * (Immunization), in one transaction. PURE. Elements in the order of the registry's own collections; absent ones are
 * left out.
 */
import { uuidsOf } from '../../record/key.ts';
import type { DoseRecord, RecordKey } from '../../record/record.ts';
import { clean } from '../fhir/clean.ts';
import type { Moments } from './moments.ts';
import type { SatusehatSettings } from './settings.ts';
import {
  ACTIVE,
  AMBULATORY,
  ATTENDER,
  DISCHARGE,
  doseSystem,
  FUNCTION_SYSTEM,
  ICD10_SYSTEM,
  type Named,
  ORIGIN_SYSTEM,
  REASON_SYSTEM,
  ROUTE_SYSTEM,
  TIMING_SYSTEM,
  UNIT_SYSTEM,
  VISIT_DIAGNOSIS,
  visitSystem,
} from './systems.ts';

/** All that a vaccination is written from. People and places are the registry's own numbers: `P02478375538`. */
export interface Vaccination {
  readonly key: RecordKey;
  readonly record: DoseRecord;
  readonly patient: string;
  readonly practitioner: string;
  readonly location: string;
  readonly codings: readonly Named[];
  readonly diagnosis: Named;
  readonly reason: string;
  readonly route?: string | undefined;
  readonly moments: Moments;
}

type Resource = Readonly<Record<string, unknown>>;

/** What is posted to the bare address. */
export function bundleOf(vaccination: Vaccination, settings: SatusehatSettings): Resource {
  // Of the key: whoever looks at what would be sent sees the same each time.
  const uuid = uuidsOf(vaccination.key);
  const urls = { Encounter: `urn:uuid:${uuid('Encounter')}`, Condition: `urn:uuid:${uuid('Condition')}` };
  const entry = (fullUrl: string, resource: Resource) => ({
    fullUrl,
    resource,
    request: { method: 'POST', url: resource['resourceType'] },
  });
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      entry(urls.Encounter, visitOf(vaccination, settings, urls.Condition)),
      entry(urls.Condition, causeOf(vaccination, urls.Encounter)),
      entry(`urn:uuid:${uuid('Immunization')}`, doseOf(vaccination, settings, urls.Encounter)),
    ],
  };
}

function visitOf(vaccination: Vaccination, { organization }: SatusehatSettings, condition: string): Resource {
  const { key, patient, practitioner, location, diagnosis, moments } = vaccination;
  const { arrived, given, finished } = moments;
  const during = (status: string, start: string, end: string) => ({ status, period: { start, end } });
  return {
    resourceType: 'Encounter',
    identifier: [{ system: visitSystem(organization), value: key }],
    status: 'finished',
    class: AMBULATORY,
    subject: { reference: `Patient/${patient}` },
    participant: [{ type: [coded(ATTENDER)], individual: { reference: `Practitioner/${practitioner}` } }],
    period: { start: arrived, end: finished },
    location: [{ location: { reference: `Location/${location}` } }],
    diagnosis: [
      {
        condition: { reference: condition, display: diagnosis.display },
        use: coded(DISCHARGE),
        rank: 1,
      },
    ],
    statusHistory: [
      during('arrived', arrived, given),
      during('in-progress', given, finished),
      during('finished', finished, finished),
    ],
    serviceProvider: { reference: `Organization/${organization}` },
  };
}

function causeOf({ patient, diagnosis, moments }: Vaccination, encounter: string): Resource {
  return {
    resourceType: 'Condition',
    clinicalStatus: coded(ACTIVE),
    category: [coded(VISIT_DIAGNOSIS)],
    code: coded(diagnosis),
    subject: { reference: `Patient/${patient}` },
    encounter: { reference: encounter },
    onsetDateTime: moments.given,
    recordedDate: moments.given,
  };
}

/** `encounter`: the visit of it, within the transaction or as the registry has it (`Encounter/2209ff64-…`). */
export function doseOf(vaccination: Vaccination, settings: SatusehatSettings, encounter: string): Resource {
  const { key, record, patient, location, codings, route, moments } = vaccination;
  const { lot, expirationDate, number } = record.dose;
  const { organization, primarySource, reportOrigin } = settings;
  return {
    resourceType: 'Immunization',
    identifier: [{ system: doseSystem(organization), use: 'official', value: key }],
    status: 'completed',
    vaccineCode: { coding: codings },
    patient: { reference: `Patient/${patient}` },
    encounter: { reference: encounter },
    occurrenceDateTime: moments.given,
    recorded: moments.finished,
    primarySource,
    reportOrigin: primarySource ? undefined : coded({ system: ORIGIN_SYSTEM, code: reportOrigin }),
    location: { reference: `Location/${location}` },
    lotNumber: clean(lot),
    expirationDate,
    route: route === undefined ? undefined : coded({ system: ROUTE_SYSTEM, code: route }),
    doseQuantity: quantityOf(settings),
    performer: performersOf(vaccination, settings),
    reasonCode: [reasonOf(vaccination, settings)],
    protocolApplied: [{ doseNumberPositiveInt: number }],
  };
}

function quantityOf({ doseMl }: SatusehatSettings): Resource | undefined {
  return doseMl === undefined ? undefined : { value: doseMl, unit: 'mL', system: UNIT_SYSTEM, code: 'ml' };
}

/** Whoever gave it, or who enters what is told; and the organization, to which the server adds a function itself. */
function performersOf({ practitioner }: Vaccination, settings: SatusehatSettings): readonly Resource[] {
  const { organization, primarySource, performerFunction } = settings;
  const code = performerFunction ?? (primarySource ? 'AP' : 'EP');
  return [
    { function: coded({ system: FUNCTION_SYSTEM, code }), actor: { reference: `Practitioner/${practitioner}` } },
    { actor: { reference: `Organization/${organization}` } },
  ];
}

function reasonOf({ reason }: Vaccination, { timing }: SatusehatSettings): Resource {
  const why = { system: REASON_SYSTEM, code: reason };
  return { coding: timing === undefined ? [why] : [why, { system: TIMING_SYSTEM, code: timing }] };
}

/** The reason for coming, with its name where it is the built-in one. */
export function diagnosisOf(code: string, name: string | undefined): Named {
  return { system: ICD10_SYSTEM, code, ...(name === undefined ? {} : { display: name }) };
}

function coded(coding: Named): Resource {
  return { coding: [coding] };
}
