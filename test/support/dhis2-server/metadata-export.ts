/** `GET /api/programs…` and `GET /api/me`: what a user is told of names and rights. */
import type { AttributeLink, Json, Thing } from './types.ts';
import type { User, World } from './world.ts';

export function listPrograms({ metadata }: World): Json {
  return { programs: metadata.programs.map(({ id, code, name }) => ({ id, code, name })) };
}

export function programJson(world: World, user: User, uid: string): Json | undefined {
  const program = world.get('programs', uid);
  if (!program) return undefined;
  const access = (of: string): Json => ({ data: { read: world.mayRead(user, of), write: world.mayWrite(user, of) } });
  const type = world.get('trackedEntityTypes', program.trackedEntityType?.id);
  const attributes = (list: AttributeLink[] = []): Json[] =>
    list.map((one) => ({
      ...one,
      trackedEntityAttribute: withOptions(world, world.get('trackedEntityAttributes', one.trackedEntityAttribute.id)),
    }));
  return {
    ...program,
    access: access(uid),
    ...(type
      ? {
          trackedEntityType: {
            ...type,
            access: access(type.id),
            trackedEntityTypeAttributes: attributes(type.trackedEntityTypeAttributes),
          },
        }
      : {}),
    programTrackedEntityAttributes: attributes(program.programTrackedEntityAttributes),
    programStages: (program.programStages ?? []).map(({ id }) => {
      const stage = world.get('programStages', id);
      const elements = (stage?.programStageDataElements ?? []).map((one) => ({
        ...one,
        dataElement: withOptions(world, world.get('dataElements', one.dataElement.id)),
      }));
      return { ...stage, access: access(id), programStageDataElements: elements };
    }),
    organisationUnits: (program.organisationUnits ?? []).map(({ id }) => ({
      ...world.get('organisationUnits', id),
      path: world.pathOf(id),
    })),
  };
}

function withOptions(world: World, thing: Thing | undefined): Json {
  const set = thing?.optionSet;
  if (!thing || !set) return { ...thing };
  const options = (world.get('optionSets', set.id)?.options ?? []).map(({ id }) => world.get('options', id));
  return { ...thing, optionSet: { id: set.id, options } };
}

export function meJson(user: User): Json {
  const units = (list: readonly string[]): Json[] => list.map((id) => ({ id }));
  return {
    authorities: user.superuser ? ['ALL', 'F_TRACKED_ENTITY_ADD'] : ['F_PROGRAM_ENROLLMENT'],
    organisationUnits: units(user.capture),
    teiSearchOrganisationUnits: units(user.search ?? []),
  };
}
