/**
 * A dose as an Immunization of FHIR R4 (4.0.1): PURE. Elements in one fixed order, absent ones left out; `patient` is
 * put in where it is sent, because it differs from one way of sending to another.
 */
import type { DoseRecord, RecordKey } from '../../record/record.ts';
import { clean } from './clean.ts';
import { doseIdentifier } from './identifiers.ts';

export interface ImmunizationOptions {
  /** Of NIKs, for the vaccinator. */
  readonly nikSystem: string;
  /** URI of a code system by the word that a mapping file may use for it. */
  readonly codeSystems: Readonly<Record<string, string>>;
  /** `SYSTEM|CODE` of what a programme, or a series of it, protects against. */
  readonly targetDiseases: Readonly<Record<string, string>>;
  /** Reference (`Location/12`) of a site by its name in the records. */
  readonly locations: Readonly<Record<string, string>>;
  /** Whether the sheet comes from whoever gave the dose. */
  readonly primarySource: boolean;
}

/** What words mean everywhere; the configuration may add others. */
const CODE_SYSTEMS: Readonly<Record<string, string>> = {
  cvx: 'http://hl7.org/fhir/sid/cvx',
  atc: 'http://www.whocc.no/atc',
  snomed: 'http://snomed.info/sct',
  kfa: 'http://sys-ids.kemkes.go.id/kfa',
};

/** SNOMED CT: disease caused by SARS-CoV-2. */
const COVID19 = 'http://snomed.info/sct|840539006';

export function immunizationOf(
  { programme, dose }: DoseRecord,
  key: RecordKey,
  options: ImmunizationOptions,
): Readonly<Record<string, unknown>> {
  const { series, number, date, vaccine, codes, lot, expirationDate } = dose;
  const identifier = doseIdentifier(key);
  const coding = codes.map(({ system, code }) => ({ system: systemOf(system, options), code }));
  return {
    resourceType: 'Immunization',
    identifier: [{ system: identifier.system, value: identifier.value }],
    status: 'completed',
    vaccineCode: { coding: coding.length > 0 ? coding : undefined, text: vaccine },
    occurrenceDateTime: date,
    primarySource: options.primarySource,
    location: locationOf(dose, options),
    lotNumber: clean(lot),
    expirationDate,
    performer: performerOf(dose, options),
    protocolApplied: [
      {
        series,
        targetDisease: diseaseOf(programme, series, options),
        doseNumberPositiveInt: number,
      },
    ],
  };
}

function systemOf(word: string, { codeSystems }: ImmunizationOptions): string {
  return own(codeSystems, word) ?? own(CODE_SYSTEMS, word.toLowerCase()) ?? word;
}

function locationOf({ site }: DoseRecord['dose'], { locations }: ImmunizationOptions): unknown {
  const display = clean(site);
  if (display === undefined) return undefined;
  return { reference: own(locations, display), display };
}

/** Whoever gave it is named, and known by the NIK where the sheet has it: a reference to somebody would be a guess. */
function performerOf({ performer, performerNik }: DoseRecord['dose'], { nikSystem }: ImmunizationOptions): unknown {
  const display = clean(performer);
  if (display === undefined && performerNik === undefined) return undefined;
  const identifier = performerNik === undefined ? undefined : { system: nikSystem, value: performerNik };
  return [{ actor: { type: 'Practitioner', identifier, display } }];
}

function diseaseOf(programme: string, series: string | undefined, { targetDiseases }: ImmunizationOptions): unknown {
  const named =
    own(targetDiseases, series ?? programme) ??
    own(targetDiseases, programme) ??
    (programme.startsWith('covid') ? COVID19 : undefined);
  const at = named?.lastIndexOf('|') ?? -1;
  return named === undefined ? undefined : [{ coding: [{ system: named.slice(0, at), code: named.slice(at + 1) }] }];
}

function own(record: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
