/** `GET /api/tracker/…`: what a user may see of people and events, and how a question must be asked. */
import type { Json } from './types.ts';
import type { StoredPerson, User, World } from './world.ts';

/** A refusal of the question. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function exportPeople(world: World, user: User, query: URLSearchParams): Json {
  const [program, type, uids] = [query.get('program'), query.get('trackedEntityType'), query.get('trackedEntities')];
  if (program && type) throw new Refused(400, '`program` and `trackedEntityType` cannot be specified simultaneously');
  if (!program && !type && !uids)
    throw new Refused(400, 'Either `program`, `trackedEntityType` or `trackedEntities` should be specified');
  if (uids?.includes(';'))
    throw new Refused(
      400,
      'Value is not valid for parameter trackedEntities. UID must be an alphanumeric string of 11 characters',
    );
  const wanted = uids?.split(',');
  const filter = query.get('filter')?.split(':');
  const searchable = filter ? isSearchable(world, type, program, filter[0] ?? '') : false;
  const people = [...world.people.values()].filter((one) => {
    if (wanted && !wanted.includes(one.uid)) return false;
    if (type && one.type !== type) return false;
    if (program && world.enrolmentsOf(one.uid, program).length === 0) return false;
    if (filter && !fits(one, filter)) return false;
    return world.sees(user, one, program ?? undefined);
  });
  // Outside of what one may record in, only by attributes that may be searched by.
  if (filter && !searchable && people.some(({ unit }) => !world.mayRecord(user, unit)))
    throw new Refused(409, `Non-searchable attribute(s) can not be used during global search:  [${filter[0]}]`);
  const limit = type ? (world.get('trackedEntityTypes', type)?.maxTeiCountToReturn ?? 0) : 0;
  if (filter && limit > 0 && people.length > limit && people.some(({ unit }) => !world.mayRecord(user, unit)))
    throw new Refused(409, 'maxteicountreached');
  const page = people.slice(0, Number(query.get('pageSize') ?? 50));
  return {
    pager: { page: 1, pageSize: page.length },
    trackedEntities: page.map((one) => personJson(world, user, one, program, query.get('fields') ?? '')),
  };
}

function isSearchable(world: World, type: string | null, program: string | null, attribute: string): boolean {
  const all = [...(type ? world.attributesOfType(type) : []), ...(program ? world.attributesOfProgram(program) : [])];
  return all.some(({ searchable, trackedEntityAttribute }) => searchable && trackedEntityAttribute.id === attribute);
}

/** Capitals do not matter to a search. */
function fits({ attributes }: StoredPerson, [id = '', operator = '', ...rest]: readonly string[]): boolean {
  const value = attributes.get(id)?.toLowerCase();
  const wanted = rest.join(':').toLowerCase();
  if (value === undefined) return false;
  return operator === 'in' ? wanted.split(';').includes(value) : value === wanted;
}

/** Attributes of the type; those of the program with their enrolment, or where the program was named. */
function personJson(world: World, user: User, one: StoredPerson, program: string | null, fields: string): Json {
  const ofType = world.attributesOfType(one.type).map(({ trackedEntityAttribute }) => trackedEntityAttribute.id);
  const ofProgram = program
    ? world.attributesOfProgram(program).map(({ trackedEntityAttribute }) => trackedEntityAttribute.id)
    : [];
  const enrollments = [...world.enrolments.values()]
    .filter(
      (each) =>
        each.person === one.uid &&
        !each.deleted &&
        world.mayRead(user, each.program) &&
        world.maySearch(user, one.owners.get(each.program) ?? one.unit),
    )
    .map((each) => ({
      enrollment: each.uid,
      program: each.program,
      status: each.status,
      orgUnit: each.unit,
      attributes: attributesJson(
        one,
        world.attributesOfProgram(each.program).map(({ trackedEntityAttribute }) => trackedEntityAttribute.id),
      ),
      events: world.eventsOf(each.uid).map((event) => ({
        event: event.uid,
        programStage: event.stage,
        occurredAt: event.occurredAt,
        status: event.status,
        dataValues: [...event.values].map(([dataElement, value]) => ({ dataElement, value })),
      })),
    }));
  return {
    trackedEntity: one.uid,
    trackedEntityType: one.type,
    orgUnit: one.unit,
    attributes: attributesJson(one, [...ofType, ...ofProgram]),
    // Left out unless it is asked for.
    ...(fields.includes('enrollments') ? { enrollments } : {}),
  };
}

function attributesJson({ attributes }: StoredPerson, ids: readonly string[]): Json[] {
  return ids.flatMap((id) => (attributes.has(id) ? [{ attribute: id, value: attributes.get(id) }] : []));
}

export function exportEvents(world: World, user: User, query: URLSearchParams): Json {
  const [program, uids] = [query.get('program'), query.get('events')];
  if (!program) throw new Refused(400, '`program` must be specified');
  if (uids?.includes(';'))
    throw new Refused(
      400,
      'Value is not valid for parameter events. UID must be an alphanumeric string of 11 characters',
    );
  const wanted = uids?.split(',');
  const events = [...world.events.values()].filter(({ uid, program: of, unit, deleted }) => {
    if (deleted || of !== program || (wanted && !wanted.includes(uid))) return false;
    return world.maySearch(user, unit) && world.mayRead(user, program);
  });
  const page = events.slice(0, Number(query.get('pageSize') ?? 50));
  return {
    pager: { page: 1, pageSize: page.length },
    events: page.map(({ uid, occurredAt }) => ({ event: uid, occurredAt, deleted: false })),
  };
}
