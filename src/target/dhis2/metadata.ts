/** What a DHIS2 calls the things that we send, as far as the configuration names them. PURE. */
import type { Field } from '../../record/table/fields.ts';
import type { Uid } from './uid.ts';

/** What the configuration says of the server's names; each by UID, code or name. */
export interface Names {
  readonly program: string;
  /** Needed only where the program has several. */
  readonly stage?: string | undefined;
  /** Our field → the attribute of the person. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Our field → the data element of the dose. */
  readonly dataElements: Readonly<Record<string, string>>;
  /** Attribute or data element → a value that is the same for everybody. */
  readonly constants: Readonly<Record<string, string>>;
  /** Our field → our word → the option. */
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Of records without a site; and of those whose site is not known there, where `unknownSite` is `default`. */
  readonly orgUnit?: string | undefined;
  readonly unknownSite: 'refuse' | 'default';
}

/** An option of an option set. */
export interface Option {
  readonly code: string;
  readonly name: string;
}

/** One attribute or data element that gets a value. */
export interface Slot {
  readonly uid: Uid;
  readonly name: string;
  /** Which of our fields it holds … */
  readonly field?: Field;
  /** … or what it always holds. */
  readonly constant?: string;
  /** Its option set. */
  readonly options?: readonly Option[];
  /** What the configuration says for our words; by them first. */
  readonly words: Readonly<Record<string, string>>;
}

export interface AttributeSlot extends Slot {
  /** It belongs to the type of person and not to the program alone: sent with the person. */
  readonly ofType: boolean;
  readonly mandatory: boolean;
  /** No two people in the whole server have one value of it. */
  readonly unique: boolean;
}

/** All that is needed to write down a person and a dose. */
export interface Metadata {
  readonly program: Uid;
  readonly type: Uid;
  readonly stage: Uid;
  /** The program asks for the day of an incident (else E1023). */
  readonly wantsIncident: boolean;
  readonly attributes: readonly AttributeSlot[];
  readonly dataElements: readonly Slot[];
  /** The units of the program by UID, code and folded name; `several` where a name is that of more than one. */
  readonly units: ReadonlyMap<string, Uid | 'several'>;
  readonly defaultUnit?: Uid;
}

/** Something that the configuration names and the server has not, or that the server wants and nobody names. */
export interface Fault {
  readonly why: 'missing' | 'several' | 'unmapped' | 'no-registration' | 'no-option';
  /** Where it stands in the configuration, below the target: `program`, `attributes.nik`. */
  readonly key: string;
  /** As it is called there; of what is not mapped, as the server calls it. */
  readonly word: string;
  /** What is most like it. */
  readonly nearest?: string;
}

/** Which of our fields an attribute or a data element holds: the cell that is marked where the server names it. */
export function fieldOf({ attributes, dataElements }: Metadata, uid: Uid): Field | undefined {
  return [...attributes, ...dataElements].find((slot) => slot.uid === uid)?.field;
}

/**
 * What the configuration says, as if it were what the server is called: for who wants to see a request before the
 * server was ever asked. Sites stand for their units, and words for their options.
 */
export function asConfigured(names: Names): Metadata {
  const slots = (section: 'attributes' | 'dataElements'): readonly Slot[] =>
    Object.entries(names[section]).map(([field, word]) => ({
      uid: word,
      name: word,
      words: names.options[field] ?? {},
      field: field as Field,
    }));
  return {
    program: names.program,
    type: '(trackedEntityType)',
    stage: names.stage ?? '(programStage)',
    wantsIncident: false,
    attributes: slots('attributes').map((slot) => ({ ...slot, ofType: true, mandatory: false, unique: true })),
    dataElements: slots('dataElements'),
    units: new Map(),
    defaultUnit: names.orgUnit ?? '(orgUnit)',
  };
}
