/** What a report says of each object, and what it does not say. */
import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/target/dhis2/report.ts';

const UID = 'aB3dE5gH7jK';
const OTHER = 'bB3dE5gH7jK';
const error = (errorCode: string, uid = UID) => ({ errorCode, message: 'said', trackerType: 'EVENT', uid });

function report(parts: { errors?: unknown[]; stored?: unknown[]; status?: string } = {}): unknown {
  return {
    status: parts.status ?? 'OK',
    validationReport: { errorReports: parts.errors ?? [], warningReports: [] },
    stats: { created: 0, ignored: 0, total: 0 },
    bundleReport: { typeReportMap: { EVENT: { trackerType: 'EVENT', objectReports: parts.stored ?? [] } } },
  };
}

describe('a dose', () => {
  it.each<[what: string, answer: unknown, kind: string]>([
    ['named as stored', report({ stored: [{ uid: UID, errorReports: [] }] }), 'stored'],
    ['named as stored, of a report that says ERROR', report({ stored: [{ uid: UID }], status: 'ERROR' }), 'stored'],
    ['not named, of a report that says OK', report({ stored: [{ uid: OTHER }] }), 'silent'],
    ['refused, of a report that says OK', report({ errors: [error('E1007')] }), 'refused'],
    ['there already', report({ errors: [error('E1030')] }), 'there'],
    ['there already, with a second error beside it', report({ errors: [error('E1030'), error('E1039')] }), 'there'],
    ['whose person is there already', report({ errors: [error('E1002', OTHER)] }), 'silent'],
    ['that failed while it was stored', report({ stored: [{ uid: UID, errorReports: [error('E5001')] }] }), 'refused'],
    [
      'of a report inside of a message',
      { httpStatusCode: 409, response: report({ errors: [error('E1030')] }) },
      'there',
    ],
    ['of a validation report without a list', { status: 'OK', validationReport: {}, bundleReport: null }, 'silent'],
  ])('%s', (_what, answer, kind) => {
    expect(readReport(answer)?.(UID).kind).toBe(kind);
  });

  it('is valid where nothing was to be stored and nothing speaks against it', () => {
    const read = readReport(report({ errors: [error('E1007', OTHER)], status: 'ERROR' }), true);
    expect([read?.(UID).kind, read?.(OTHER).kind]).toEqual(['valid', 'refused']);
  });
});

describe('no report', () => {
  it.each<[what: string, answer: unknown]>([
    [
      'a message of the database',
      { httpStatus: 'Conflict', httpStatusCode: 409, status: 'ERROR', message: 'insert …' },
    ],
    ['the promise of a job', { httpStatusCode: 200, status: 'OK', response: { responseType: 'TRACKER_JOB', id: 'x' } }],
    ['somebody else’s JSON', { status: 'OK' }],
    ['a list', []],
    ['nothing', null],
    ['a text', 'OK'],
  ])('%s', (_what, answer) => {
    expect(readReport(answer)).toBeUndefined();
  });
});
