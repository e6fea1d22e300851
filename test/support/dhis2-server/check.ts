/** The importer's checks, object by object (dhis2-core, tracker/imports/validation). The first that fails is told. */

import type { SentEnrolment, SentEvent, SentPerson, Thing } from './types.ts';
import { faultOf, isTooLong } from './values.ts';
import type { User, World } from './world.ts';

export interface ErrorReport {
  message: string;
  errorCode: string;
  trackerType: 'TRACKED_ENTITY' | 'ENROLLMENT' | 'EVENT';
  uid: string;
}

/** What the payload holds, and which of it has failed so far. */
export interface Import {
  readonly world: World;
  readonly user: User;
  readonly strategy: 'CREATE' | 'UPDATE' | 'CREATE_AND_UPDATE';
  readonly people: readonly SentPerson[];
  readonly enrolments: readonly SentEnrolment[];
  readonly events: readonly SentEvent[];
  readonly failed: Set<string>;
}

type Fault = readonly [code: string, message: string] | undefined;

export function checkPerson(of: Import, one: SentPerson): Fault {
  const { world, user } = of;
  const uid = one.trackedEntity;
  const there = world.people.get(uid);
  if (there?.deleted) return ['E1114', `TrackedEntity: \`${uid}\`, is already deleted and cannot be modified.`];
  if (there && of.strategy === 'CREATE') return ['E1002', `TrackedEntity: \`${uid}\`, already exists.`];
  const type = world.get('trackedEntityTypes', one.trackedEntityType);
  if (!type) return ['E1005', `Could not find TrackedEntityType: \`${one.trackedEntityType}\`.`];
  if (!world.mayWrite(user, type.id))
    return ['E1001', `User: \`u\`, has no data write access to TrackedEntityType: \`${type.id}\`.`];
  if (!world.get('organisationUnits', one.orgUnit))
    return ['E1049', `Could not find OrganisationUnit: \`${one.orgUnit}\`, linked to Tracked Entity.`];
  if (!world.mayRecord(user, one.orgUnit))
    return ['E1000', `User: \`u\`, has no write access to OrganisationUnit: \`${one.orgUnit}\`.`];
  const given = attributesIn(one);
  for (const {
    mandatory,
    trackedEntityAttribute: { id },
  } of world.attributesOfType(type.id))
    if (mandatory && !given.has(id) && !there?.attributes.has(id))
      return [
        'E1090',
        `Attribute: \`${id}\`, is mandatory in tracked entity type \`${type.id}\` but not declared in tracked entity \`${uid}\`.`,
      ];
  return checkAttributes(of, given, uid);
}

export function checkEnrolment(of: Import, one: SentEnrolment): Fault {
  const { world, user, people, failed } = of;
  const [uid, person] = [one.enrollment, one.trackedEntity];
  const there = world.enrolments.get(uid);
  if (there?.deleted) return ['E1113', `Enrollment: \`${uid}\`, is already deleted and cannot be modified.`];
  if (there && of.strategy === 'CREATE') return ['E1080', `Enrollment: \`${uid}\`, already exists.`];
  const stored = world.people.get(person);
  const isSent = people.some(({ trackedEntity }) => trackedEntity === person);
  if (!stored && isSent && failed.has(person))
    return [
      'E5000',
      `"ENROLLMENT" \`${uid}\` cannot be persisted because "TRACKED_ENTITY" \`${person}\` referenced by it cannot be persisted.`,
    ];
  if (!stored && !isSent) return ['E1068', `Could not find TrackedEntity: \`${person}\`, linked to Enrollment.`];
  const program = world.get('programs', one.program);
  if (!program) return ['E1069', `Could not find Program: \`${one.program}\`, linked to Enrollment.`];
  const unit = one.orgUnit;
  if (!world.get('organisationUnits', unit))
    return ['E1070', `Could not find OrganisationUnit: \`${unit}\`, linked to Enrollment.`];
  if (!world.mayRecord(user, unit))
    return ['E1000', `User: \`u\`, has no write access to OrganisationUnit: \`${unit}\`.`];
  if (!world.mayWrite(user, program.id))
    return ['E1091', `User: \`u\`, has no data write access to Program: \`${program.id}\`.`];
  const owner = stored?.owners.get(program.id);
  if (owner !== undefined && !world.maySearch(user, owner))
    return [
      'E1102',
      `User: \`u\`, does not have access to the tracked entity: \`${person}\`, Program: \`${program.id}\`, combination.`,
    ];
  if (!(program?.organisationUnits ?? []).some(({ id }) => id === unit))
    return ['E1041', `Enrollment OrganisationUnit: \`${unit}\`, and Program: \`${program.id}\`, don't match.`];
  if (one.enrolledAt === undefined) return ['E1025', 'Property enrolledAt is null or has an invalid format: `null`.'];
  if (one.enrolledAt.slice(0, 10) > world.today)
    return ['E1020', `Enrollment date: \`${one.enrolledAt}\`, cannot be a future date.`];
  if (program.displayIncidentDate && one.occurredAt === undefined)
    return ['E1023', 'DisplayIncidentDate is true but property occurredAt is null or has an invalid format: `null`.'];
  const others = world.enrolmentsOf(person, program.id).filter((other) => other.uid !== uid);
  if (program.onlyEnrollOnce && others.some(({ status }) => status !== 'CANCELLED'))
    return [
      'E1016',
      `TrackedEntity: \`${person}\`, already has an enrollment in Program: \`${program.id}\`, and this program only allows enrolling one time.`,
    ];
  if (others.some(({ status }) => status === 'ACTIVE'))
    return ['E1015', `TrackedEntity: \`${person}\`, already has an active Enrollment in Program \`${program.id}\`.`];
  return checkEnrolmentAttributes(of, one, program);
}

function checkEnrolmentAttributes(of: Import, one: SentEnrolment, program: Thing): Fault {
  const { world, people } = of;
  const given = attributesIn(one);
  const known = world.attributesOfProgram(program.id);
  for (const id of given.keys())
    if (!known.some(({ trackedEntityAttribute }) => trackedEntityAttribute.id === id))
      return ['E1019', `Only Program attributes is allowed for enrollment; Non valid attribute: \`${id}\`.`];
  const sent = people.find(({ trackedEntity }) => trackedEntity === one.trackedEntity);
  const has = new Set([
    ...given.keys(),
    ...attributesIn(sent ?? {}).keys(),
    ...(world.people.get(one.trackedEntity)?.attributes.keys() ?? []),
  ]);
  for (const {
    mandatory,
    trackedEntityAttribute: { id },
  } of known)
    if (mandatory && !has.has(id))
      return [
        'E1018',
        `Attribute: \`${id}\`, is mandatory in program \`${program.id}\` but not declared in enrollment \`${one.enrollment}\`.`,
      ];
  return checkAttributes(of, given, one.trackedEntity);
}

/** `undefined`: no error; `'silent'`: not stored, and nobody says so. */
export function checkEvent(of: Import, one: SentEvent): Fault | 'silent' {
  const { world, user, enrolments, failed } = of;
  const [uid, enrolment] = [one.event, one.enrollment];
  const there = world.events.get(uid);
  if (there?.deleted) return ['E1082', `Event: \`${uid}\`, is already deleted and cannot be modified.`];
  if (there && of.strategy === 'CREATE') return ['E1030', `Event: \`${uid}\`, already exists.`];
  const stored = world.enrolments.get(enrolment);
  const sent = enrolments.find((other) => other.enrollment === enrolment);
  if (!stored && sent && failed.has(enrolment)) {
    // The person failed, so the enrolment has E5000, and its events nothing at all.
    if (failed.has(sent.trackedEntity) && !world.people.has(sent.trackedEntity)) return 'silent';
    return [
      'E5000',
      `"EVENT" \`${uid}\` cannot be persisted because "ENROLLMENT" \`${enrolment}\` referenced by it cannot be persisted.`,
    ];
  }
  if (!stored && !sent)
    return ['E1313', `Event: \`${uid}\` of an enrollment does not point to an existing tracked entity.`];
  const stage = world.get('programStages', one.programStage);
  if (!stage) return ['E1013', `Could not find ProgramStage: \`${one.programStage}\`, linked to Event.`];
  const unit = one.orgUnit;
  if (!world.get('organisationUnits', unit))
    return ['E1011', `Could not find OrganisationUnit: \`${unit}\`, linked to Event.`];
  if (!world.mayRecord(user, unit))
    return ['E1000', `User: \`u\`, has no write access to OrganisationUnit: \`${unit}\`.`];
  if (!world.mayWrite(user, stage.id))
    return ['E1095', `User: \`u\`, has no data write access to ProgramStage: \`${stage.id}\`.`];
  const program = world.get('programs', stage.program?.id);
  if (!(program?.organisationUnits ?? []).some(({ id }) => id === unit))
    return ['E1029', `Event OrganisationUnit: \`${unit}\`, and Program: \`${program?.id}\`, don't match.`];
  if (one.occurredAt === undefined) return ['E1031', 'Event OccurredAt date is missing.'];
  if (!stage.repeatable && world.eventsOf(enrolment).some((other) => other.stage === stage.id && other.uid !== uid))
    return ['E1039', `ProgramStage: \`${stage.id}\`, is not repeatable and an event already exists.`];
  const rule = world.rules.get(uid);
  if (rule) return [rule.code, rule.message];
  return checkDataValues(of, one, stage);
}

function checkDataValues({ world }: Import, one: SentEvent, stage: Thing): Fault {
  const given = new Map<string, string>((one.dataValues ?? []).map((each) => [each.dataElement, each.value]));
  const known = stage.programStageDataElements ?? [];
  for (const { compulsory, dataElement } of known)
    if (compulsory && !given.has(dataElement.id))
      return ['E1303', `Mandatory DataElement \`${dataElement.id}\` is not present`];
  for (const [id, value] of given) {
    const element = world.get('dataElements', id);
    if (!element) return ['E1304', `DataElement \`${id}\` is not a valid data element`];
    if (!known.some(({ dataElement }) => dataElement.id === id))
      return ['E1305', `DataElement \`${id}\` is not part of \`${stage.id}\` program stage`];
    const fault = faultOf(world, element, value);
    if (fault !== undefined) return ['E1302', `DataElement \`${id}\` is not valid: \`${fault}\``];
  }
  return undefined;
}

function checkAttributes(of: Import, given: ReadonlyMap<string, string>, person: string): Fault {
  const { world } = of;
  for (const [id, value] of given) {
    const attribute = world.get('trackedEntityAttributes', id);
    if (!attribute) return ['E1006', `Attribute: \`${id}\`, does not exist.`];
    if (isTooLong(value))
      return ['E1077', `Attribute: \`${id}\`, text value exceed the maximum allowed length: \`1200\`.`];
    const fault = faultOf(world, attribute, value);
    if (fault !== undefined)
      return world.codesOf(attribute.optionSet)
        ? ['E1125', `Value \`${value}\` is not a valid option code in option set \`${attribute.optionSet?.id}\``]
        : ['E1007', `Error validating attribute value type: \`${attribute.valueType}\`; Error: \`${fault}\`.`];
    if (attribute.unique && isTaken(of, id, value, person))
      return ['E1064', `Non-unique attribute value \`${value}\` for attribute \`${id}\``];
  }
  return undefined;
}

/** Stored of somebody else, whom nobody may see perhaps; or sent for two people at once: then both fail. */
function isTaken({ world, people }: Import, attribute: string, value: string, person: string): boolean {
  for (const other of world.people.values())
    if (other.uid !== person && !other.deleted && other.attributes.get(attribute) === value) return true;
  return people.some((other) => other.trackedEntity !== person && attributesIn(other).get(attribute) === value);
}

export function attributesIn(one: Pick<SentPerson, 'attributes'>): Map<string, string> {
  return new Map((one.attributes ?? []).map((each) => [each.attribute, String(each.value)]));
}
