/** Names of identifier and code systems as SATUSEHAT writes them. They are names, nothing is fetched there. */

export const NIK_SYSTEM = 'https://fhir.kemkes.go.id/id/nik';
export const KFA_SYSTEM = 'http://sys-ids.kemkes.go.id/kfa';
export const CVX_SYSTEM = 'http://hl7.org/fhir/sid/cvx';

/** The number of a visit is one within its organization: by it the registry knows that it has the visit already. */
export function visitSystem(organization: string): string {
  return `http://sys-ids.kemkes.go.id/encounter/${organization}`;
}

export function doseSystem(organization: string): string {
  return `http://sys-ids.kemkes.go.id/immunization/${organization}`;
}

/** A code with the name that the registry's own examples give it. */
export interface Named {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export const AMBULATORY: Named = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code: 'AMB',
  display: 'ambulatory',
};
export const ATTENDER: Named = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  code: 'ATND',
  display: 'attender',
};
export const DISCHARGE: Named = {
  system: 'http://terminology.hl7.org/CodeSystem/diagnosis-role',
  code: 'DD',
  display: 'Discharge diagnosis',
};
export const ACTIVE: Named = {
  system: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  code: 'active',
  display: 'Active',
};
export const VISIT_DIAGNOSIS: Named = {
  system: 'http://terminology.hl7.org/CodeSystem/condition-category',
  code: 'encounter-diagnosis',
  display: 'Encounter Diagnosis',
};

export const ICD10_SYSTEM = 'http://hl7.org/fhir/sid/icd-10';
export const ROUTE_SYSTEM = 'http://www.whocc.no/atc';
export const FUNCTION_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v2-0443';
export const ORIGIN_SYSTEM = 'http://terminology.hl7.org/CodeSystem/immunization-origin';
export const REASON_SYSTEM = 'http://terminology.kemkes.go.id/CodeSystem/immunization-reason';
export const TIMING_SYSTEM = 'http://terminology.kemkes.go.id/CodeSystem/immunization-routine-timing';
export const UNIT_SYSTEM = 'http://unitsofmeasure.org';
