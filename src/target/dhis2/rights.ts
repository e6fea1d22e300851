/** What this user may do, as DHIS2 tells it: PURE reading of `GET /api/me` and of the program. */
import type { Finding } from '../examination.ts';
import type { Uid } from './uid.ts';
import { type Fields, fieldsOf, listOf, textOf } from './value.ts';

export const ME_FIELDS = 'authorities,organisationUnits[id],teiSearchOrganisationUnits[id]';

/** Whoever has this passes every check, so that trying it proves nothing of another user. */
const SUPERUSER = 'ALL';

/**
 * Sharing of type, program and stage (E1001, E1091, E1095); a superuser is let through whatever they say, and what holds
 * for them holds for nobody else.
 */
export function sharingFindings(me: Fields, program: Fields, stage: Fields): readonly Finding[] {
  if (isSuperuser(me)) return [{ about: 'dhis2-rights', result: 'unsure', params: { what: 'ALL' } }];
  const parts: readonly (readonly [string, Fields])[] = [
    ['trackedEntityType', fieldsOf(program['trackedEntityType'])],
    ['program', program],
    ['programStage', stage],
  ];
  const closed = parts.filter(([, part]) => fieldsOf(fieldsOf(part['access'])['data'])['write'] !== true);
  if (closed.length === 0) return [{ about: 'dhis2-rights', result: 'good' }];
  return closed.map(([what, part]) => ({
    about: 'dhis2-rights',
    result: 'bad',
    params: { what, name: textOf(part['name']) ?? textOf(part['id']) ?? what },
  }));
}

/** Whether doses may be recorded in these units (E1000): each must be one of the user's, or below one. */
export function unitFindings(me: Fields, units: Fields, needed: readonly Uid[]): readonly Finding[] {
  if (isSuperuser(me)) return [];
  const own = new Set(listOf(me['organisationUnits']).flatMap(({ id }) => textOf(id) ?? []));
  const paths = new Map(
    listOf(units['organisationUnits']).flatMap(({ id, path }) => {
      const uid = textOf(id);
      return uid === undefined ? [] : [[uid, textOf(path) ?? `/${uid}`] as const];
    }),
  );
  const isOpen = (unit: Uid): boolean => (paths.get(unit) ?? '').split('/').some((part) => own.has(part));
  const closed = needed.filter((unit) => !isOpen(unit));
  if (closed.length > 0)
    return [{ about: 'dhis2-units', result: 'bad', params: { unit: closed[0] ?? '', count: closed.length } }];
  const open = [...paths.keys()].filter(isOpen).length;
  const params = { open, count: paths.size };
  return [{ about: 'dhis2-units', result: open === 0 ? 'bad' : 'good', params }];
}

function isSuperuser(me: Fields): boolean {
  return Array.isArray(me['authorities']) && me['authorities'].includes(SUPERUSER);
}
