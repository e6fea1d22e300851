/** What the configuration says of an organization and of what it gives. */

export interface SatusehatSettings {
  /** Number of the organization that the client belongs to. */
  readonly organization: string;
  /** Id of the place where doses are given, unless the record names one by its id. */
  readonly location: string;
  /** Number of whoever answers for doses whose vaccinator has no NIK in the sheet. */
  readonly practitioner: string;
  /**
   * Whoever is known there by another name than the row has is somebody else, whose number was typed: asked before a
   * dose is booked on them.
   */
  readonly compareNames: boolean;
  /** The zone in which the days of the records are days. */
  readonly timeZone: string;
  /** The sheet comes from whoever gave the doses; otherwise they are told of. */
  readonly primarySource: boolean;
  /** From whom what is told comes. */
  readonly reportOrigin: string;
  /** What the practitioner did: `AP`, `OP` or `EP`; by `primarySource` unless given. */
  readonly performerFunction?: string | undefined;
  /** Why it was given, of immunization-reason; built in for a known programme. */
  readonly reason?: string | undefined;
  /** Of immunization-routine-timing, for routine immunizations. */
  readonly timing?: string | undefined;
  /** ICD-10; built in for a known programme. */
  readonly diagnosis?: string | undefined;
  /** Built in for a known programme; none otherwise. */
  readonly route?: string | undefined;
  /** In mL; nothing is said of it unless given. */
  readonly doseMl?: number | undefined;
  /**
   * How long a search may not show what is there, in milliseconds. A visit that is younger than this is not taken for
   * one without its vaccination.
   */
  readonly lagMs: number;
}

/** What is known of a programme without being told. */
export interface ProgrammeFacts {
  readonly reason: string;
  readonly diagnosis: string;
  readonly diagnosisName: string;
  readonly route: string;
  /** Group of the vaccines (`VG…`). */
  readonly group: string;
}

/** As in the registry's own collection for COVID-19. */
const COVID19: ProgrammeFacts = {
  reason: 'IM-Khusus',
  diagnosis: 'U11.9',
  diagnosisName: 'Need for immunization against COVID-19, unspecified',
  route: 'inj.intramuscular',
  group: 'VG213',
};

/** Every `covid…` is COVID-19 (record/programme/programmes.ts); of the others nothing is known. */
export function factsOf(programme: string): Partial<ProgrammeFacts> {
  return programme.startsWith('covid') ? COVID19 : {};
}
