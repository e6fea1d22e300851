/** What a record becomes before anything is sent: a vaccination, or why it cannot be one. PURE. */
import type { DoseRecord } from '../../record/record.ts';
import { type Reason, refusedByUs } from '../reason.ts';
import { vaccineCodes } from './codes.ts';
import type { FrozenRecord } from './frozen.ts';
import { momentsOf } from './moments.ts';
import { diagnosisOf, type Vaccination } from './resources.ts';
import { factsOf, type SatusehatSettings } from './settings.ts';

export type Made =
  | { readonly kind: 'vaccination'; readonly vaccination: Vaccination }
  /** The registry would refuse it, and would keep the visit all the same: nothing is sent. */
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] }
  /** The configuration does not say it; it is the same for every record of the programme. */
  | { readonly kind: 'unset'; readonly option: 'reason' | 'diagnosis' };

/** `now` in epoch milliseconds. */
export function vaccinationOf(
  { key, record, references }: FrozenRecord,
  settings: SatusehatSettings,
  now: number,
): Made {
  const facts = factsOf(record.programme);
  const reason = settings.reason ?? facts.reason;
  if (reason === undefined) return { kind: 'unset', option: 'reason' };
  const code = settings.diagnosis ?? facts.diagnosis;
  if (code === undefined) return { kind: 'unset', option: 'diagnosis' };
  const { codings, missing } = vaccineCodes(record, settings.primarySource);
  const reasons = [
    ...(missing.length > 0
      ? [refusedByUs('VACC_UNCODED', 'vaccine', `${record.dose.vaccine} (${missing.join(', ')})`)]
      : []),
    ...lacking(record, settings),
  ];
  if (reasons.length > 0) return { kind: 'refused', reasons };
  const [patient = '', practitioner = settings.practitioner] = references;
  const vaccination: Vaccination = {
    key,
    record,
    patient,
    practitioner,
    location: locationOf(record, settings),
    codings,
    diagnosis: diagnosisOf(code, code === facts.diagnosis ? facts.diagnosisName : undefined),
    reason,
    route: settings.route ?? facts.route,
    moments: momentsOf(record.dose.date, settings.timeZone, now),
  };
  return { kind: 'vaccination', vaccination };
}

/** Of a dose that comes from whoever gave it, the registry wants to know the vial (rules 10306 and 10307). */
function lacking({ dose }: DoseRecord, { primarySource }: SatusehatSettings): readonly Reason[] {
  if (!primarySource) return [];
  return [
    ...(dose.lot === undefined ? [refusedByUs('BATCH_NEEDED', 'lot')] : []),
    ...(dose.expirationDate === undefined ? [refusedByUs('EXPIRY_NEEDED', 'expirationDate')] : []),
  ];
}

/** Ids of places are UUIDs; a mapping file may give one for the name of a site. */
const PLACE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function locationOf({ dose: { site } }: DoseRecord, { location }: SatusehatSettings): string {
  return site !== undefined && PLACE.test(site) ? site : location;
}
