/** What goes in and out of a DHIS2, as far as the simulator looks at it. */

export interface Ref {
  id: string;
}

export interface AttributeLink {
  trackedEntityAttribute: Ref;
  mandatory?: boolean;
  searchable?: boolean;
}

export interface ElementLink {
  dataElement: Ref;
  compulsory?: boolean;
}

/** Any object of the metadata; which members it has depends on its kind. */
export interface Thing extends Ref {
  code?: string;
  name?: string;
  parent?: Ref;
  valueType?: string;
  unique?: boolean;
  orgunitScope?: boolean;
  optionSet?: Ref;
  options?: Ref[];
  trackedEntityType?: Ref;
  trackedEntityTypeAttributes?: AttributeLink[];
  programTrackedEntityAttributes?: AttributeLink[];
  organisationUnits?: Ref[];
  programStages?: Ref[];
  programStageDataElements?: ElementLink[];
  program?: Ref;
  programType?: string;
  onlyEnrollOnce?: boolean;
  displayIncidentDate?: boolean;
  repeatable?: boolean;
  /** More people are not listed outside of one's own units. */
  maxTeiCountToReturn?: number;
}

export type Kind =
  | 'organisationUnits'
  | 'optionSets'
  | 'options'
  | 'trackedEntityAttributes'
  | 'trackedEntityTypes'
  | 'dataElements'
  | 'programs'
  | 'programStages';
export type Metadata = Record<Kind, Thing[]>;

export interface SentAttribute {
  attribute: string;
  value: string;
}

export interface SentPerson {
  trackedEntity: string;
  trackedEntityType: string;
  orgUnit: string;
  attributes?: SentAttribute[];
}

export interface SentEnrolment {
  enrollment: string;
  trackedEntity: string;
  program: string;
  orgUnit: string;
  enrolledAt?: string;
  occurredAt?: string;
  status?: string;
  attributes?: SentAttribute[];
}

export interface SentEvent {
  event: string;
  enrollment: string;
  program?: string;
  programStage: string;
  orgUnit: string;
  occurredAt?: string;
  status?: string;
  dataValues?: { dataElement: string; value: string }[];
}

/** The body of an import. */
export interface Payload {
  trackedEntities?: SentPerson[];
  enrollments?: SentEnrolment[];
  events?: SentEvent[];
}

/** What is answered. */
export type Json = Record<string, unknown>;
