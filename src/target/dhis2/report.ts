/**
 * What an import report says of each object: PURE. An object is done only where the report names it, as stored or as
 * there already; neither the HTTP status nor `status` nor a missing error says so (facts: with `atomicMode=OBJECT` a
 * report with refused objects can say OK, and the doses of a person who was refused have no error of their own).
 */
import type { Uid } from './uid.ts';
import { type Fields, fieldsOf, listOf, textOf } from './value.ts';

export interface ErrorReport {
  readonly code: string;
  /** In the server's words; it may hold the number of a person. */
  readonly message: string;
  /** TRACKED_ENTITY, ENROLLMENT, EVENT. */
  readonly type?: string;
}

/** What became of one object. */
export type Fate =
  | { readonly kind: 'stored' | 'there' }
  /** Nothing was to be stored, and nothing speaks against it. */
  | { readonly kind: 'valid' }
  | { readonly kind: 'refused'; readonly errors: readonly ErrorReport[] }
  /** The report says nothing of it: it was not stored. */
  | { readonly kind: 'silent' };

export type Report = (uid: Uid) => Fate;

/** Person, enrolment, dose: it exists already. */
const THERE: ReadonlySet<string> = new Set(['E1002', 'E1080', 'E1030']);

/**
 * The report in an answer, which is one itself or has one inside (`response`); undefined where there is none: a
 * WebMessage of something else, or the promise of a job that nobody asked for. `validateOnly`: nothing was to be
 * stored, and a report names only what would not be.
 */
export function readReport(answer: unknown, validateOnly = false): Report | undefined {
  const report = reportIn(fieldsOf(answer));
  if (!report) return undefined;
  const errors = new Map<Uid, ErrorReport[]>();
  for (const error of listOf(fieldsOf(report['validationReport'])['errorReports'])) note(errors, error);
  const stored = new Set<Uid>();
  for (const type of Object.values(fieldsOf(fieldsOf(report['bundleReport'])['typeReportMap'])))
    for (const object of listOf(fieldsOf(type)['objectReports'])) {
      const uid = textOf(object['uid']);
      const own = listOf(object['errorReports']);
      if (uid !== undefined && own.length === 0) stored.add(uid);
      for (const error of own) note(errors, { uid, ...error });
    }
  return (uid) => {
    const own = errors.get(uid);
    if (own) return own.some(({ code }) => THERE.has(code)) ? { kind: 'there' } : { kind: 'refused', errors: own };
    if (validateOnly) return { kind: 'valid' };
    return { kind: stored.has(uid) ? 'stored' : 'silent' };
  };
}

function reportIn(answer: Fields): Fields | undefined {
  const candidates = [answer, fieldsOf(answer['response'])];
  return candidates.find(
    (one) =>
      typeof one['status'] === 'string' && isObject(one['validationReport']) && one['httpStatusCode'] === undefined,
  );
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function note(errors: Map<Uid, ErrorReport[]>, error: Fields): void {
  const [uid, code, type] = [textOf(error['uid']), textOf(error['errorCode']), textOf(error['trackerType'])];
  if (uid === undefined || code === undefined) return;
  const said = { code, message: textOf(error['message']) ?? code, ...(type === undefined ? {} : { type }) };
  errors.set(uid, [...(errors.get(uid) ?? []), said]);
}
