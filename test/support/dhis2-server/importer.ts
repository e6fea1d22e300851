/** `POST /api/tracker`: reads, checks, stores, reports. */
import { attributesIn, checkEnrolment, checkEvent, checkPerson, type ErrorReport, type Import } from './check.ts';
import type { Json, Payload, SentEnrolment, SentEvent, SentPerson } from './types.ts';
import { isDate } from './values.ts';
import type { User, World } from './world.ts';

export interface ImportQuestion {
  readonly atomicMode: 'ALL' | 'OBJECT';
  readonly importMode: 'COMMIT' | 'VALIDATE';
  readonly strategy: Import['strategy'];
}

export interface ImportAnswer {
  readonly status: 'OK' | 'ERROR';
  readonly report: Json;
}

const UID = /^[a-zA-Z][a-zA-Z0-9]{10}$/;

/** One unreadable word refuses the whole request, before anything of it is looked at. */
export function parseError(body: Json): string | undefined {
  const words = [
    ['trackedEntities', 'trackedEntity'],
    ['enrollments', 'enrollment'],
    ['events', 'event'],
  ] as const;
  for (const [list, key] of words) {
    const objects = body[list] ?? [];
    if (!Array.isArray(objects))
      return `JSON parse error: Cannot deserialize value of type java.util.ArrayList (${list})`;
    for (const one of objects as Json[]) {
      const unreadable = unreadableIn(one, one[key]);
      if (unreadable !== undefined) return `JSON parse error: ${unreadable}`;
    }
  }
  return undefined;
}

const STATUS = /^(?:ACTIVE|COMPLETED|CANCELLED|VISITED|SCHEDULE|OVERDUE|SKIPPED)$/;

function unreadableIn({ enrolledAt, occurredAt, status }: Json, uid: unknown): string | undefined {
  if (uid !== undefined && !UID.test(String(uid))) return `UID must be an alphanumeric string of 11 characters: ${uid}`;
  for (const day of [enrolledAt, occurredAt])
    if (day !== undefined && !isDate(day)) return `Cannot deserialize Instant from "${day}"`;
  const isStatus = status === undefined || STATUS.test(String(status));
  return isStatus ? undefined : `Cannot deserialize value of type EnrollmentStatus from String "${status}"`;
}

/** Every UID of a payload; one that is there twice breaks a constraint of the database. */
export function uidsIn({ trackedEntities = [], enrollments = [], events = [] }: Payload): string[] {
  return [
    ...trackedEntities.map(({ trackedEntity }) => trackedEntity),
    ...enrollments.map(({ enrollment }) => enrollment),
    ...events.map(({ event }) => event),
  ];
}

export function runImport(
  world: World,
  user: User,
  body: Payload,
  { atomicMode, importMode, strategy }: ImportQuestion,
): ImportAnswer {
  const { trackedEntities: people = [], enrollments: enrolments = [], events = [] } = body;
  const of: Import = { world, user, strategy, people, enrolments, events, failed: new Set() };
  const errors: ErrorReport[] = [];
  /** Those that pass; the others are noted. */
  const passing = <T>(
    type: ErrorReport['trackerType'],
    list: readonly T[],
    uidOf: (one: T) => string,
    check: (of: Import, one: T) => ReturnType<typeof checkEvent>,
  ): readonly T[] =>
    list.filter((one) => {
      const fault = check(of, one);
      if (fault === undefined) return true;
      const uid = uidOf(one);
      of.failed.add(uid);
      if (fault === 'silent') return false;
      errors.push({ errorCode: fault[0], message: fault[1], trackerType: type, uid });
      if (fault[0] === 'E1313')
        errors.push({
          errorCode: 'E1079',
          message: `Event: \`${uid}\`, program is different from program defined in enrollment \`null\`.`,
          trackerType: type,
          uid,
        });
      return false;
    });
  const validPeople = passing('TRACKED_ENTITY', people, (one) => one.trackedEntity, checkPerson);
  const validEnrolments = passing('ENROLLMENT', enrolments, (one) => one.enrollment, checkEnrolment);
  const validEvents = passing('EVENT', events, (one) => one.event, checkEvent);
  const total = people.length + enrolments.length + events.length;
  const validationReport = { errorReports: errors, warningReports: [] };
  if (importMode === 'VALIDATE') {
    const status = errors.length > 0 ? 'ERROR' : 'OK';
    return {
      status,
      report: { status, validationReport, stats: statsOf(0, 0, 0), bundleReport: { typeReportMap: {} } },
    };
  }
  if (atomicMode === 'ALL' && errors.length > 0)
    return { status: 'ERROR', report: { status: 'ERROR', validationReport, stats: statsOf(0, total, total) } };
  for (const one of validPeople) storePerson(world, one);
  for (const one of validEnrolments) storeEnrolment(world, one);
  for (const one of validEvents) storeEvent(world, one);
  const created = validPeople.length + validEnrolments.length + validEvents.length;
  // The doses of a person who failed are counted nowhere.
  const stats = statsOf(created, errors.length, created + errors.length);
  const typeReportMap = {
    TRACKED_ENTITY: typeReport(
      'TRACKED_ENTITY',
      validPeople.map(({ trackedEntity }) => trackedEntity),
    ),
    ENROLLMENT: typeReport(
      'ENROLLMENT',
      validEnrolments.map(({ enrollment }) => enrollment),
    ),
    EVENT: typeReport(
      'EVENT',
      validEvents.map(({ event }) => event),
    ),
    RELATIONSHIP: typeReport('RELATIONSHIP', []),
  };
  const status = errors.length > 0 ? 'ERROR' : 'OK';
  return { status, report: { status, validationReport, stats, bundleReport: { status: 'OK', typeReportMap, stats } } };
}

function statsOf(created: number, ignored: number, total: number): Json {
  return { created, updated: 0, deleted: 0, ignored, total };
}

function typeReport(trackerType: string, uids: readonly string[]): Json {
  const objectReports = uids.map((uid, index) => ({ trackerType, uid, index, errorReports: [] }));
  return { trackerType, stats: statsOf(uids.length, 0, uids.length), objectReports };
}

function storePerson({ people }: World, one: SentPerson): void {
  const { trackedEntity: uid, trackedEntityType: type, orgUnit: unit } = one;
  const there = people.get(uid);
  const attributes = new Map([...(there?.attributes ?? []), ...attributesIn(one)]);
  people.set(uid, { uid, type, unit, attributes, deleted: false, owners: there?.owners ?? new Map() });
}

/** An attribute has one value, whoever writes it; the first enrolment makes its unit the owner. */
function storeEnrolment(world: World, one: SentEnrolment): void {
  const { enrollment: uid, trackedEntity: person, program, orgUnit: unit, status = 'ACTIVE', enrolledAt = '' } = one;
  world.enrolments.set(uid, { uid, person, program, unit, status, enrolledAt, deleted: false });
  const of = world.people.get(person);
  if (!of) return;
  for (const [id, value] of attributesIn(one)) of.attributes.set(id, value);
  if (!of.owners.has(program)) of.owners.set(program, unit);
}

/** What is stored is not what was sent: a day has become an instant. */
function storeEvent(world: World, one: SentEvent): void {
  const { event: uid, enrollment: enrolment, programStage: stage, orgUnit: unit, status = 'ACTIVE' } = one;
  const { occurredAt: day = '', dataValues = [] } = one;
  const occurredAt = day.length === 10 ? `${day}T00:00:00.000` : day;
  const program = world.get('programStages', stage)?.program?.id ?? '';
  const values = new Map(dataValues.map(({ dataElement, value }) => [dataElement, String(value)]));
  const writes = (world.events.get(uid)?.writes ?? 0) + 1;
  world.events.set(uid, { uid, enrolment, program, stage, unit, status, values, deleted: false, writes, occurredAt });
}
