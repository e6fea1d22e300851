import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, readReasons } from '../../src/target/explain.ts';
import type { Reason } from '../../src/target/reason.ts';

const told = (body: unknown): Reason[] => explain(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

describe('why the server refused, in its own dialect', () => {
  const rows: readonly [dialect: string, body: unknown, reasons: readonly Reason[]][] = [
    [
      'a problem (RFC 9457)',
      { type: 'about:blank', title: 'Bad request', detail: 'birthDate lies in the future' },
      [{ message: 'birthDate lies in the future' }],
    ],
    [
      'a problem with a title only',
      { type: 'https://x.example/p', title: 'Bad' },
      [{ code: 'https://x.example/p', message: 'Bad' }],
    ],
    ['a problem that repeats its status only', { type: 'about:blank', title: 'Bad Request', status: 400 }, []],
    [
      'the same with a section of HTTP for a type, as ASP.NET writes it',
      {
        type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
        title: 'Bad Request',
        status: 400,
        traceId: '00-1',
      },
      [],
    ],
    ['the same with the status before it, or with a full stop', { status: 400, message: '400 Bad Request' }, []],
    ['a phrase of RFC 9110', { title: 'Unprocessable Content', status: 422 }, []],
    ['a phrase with a full stop', { detail: 'Unprocessable Entity.' }, []],
    [
      'a section of HTTP for a type, and a reason',
      { type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1', title: 'Bad Request', detail: 'lot is unknown' },
      [{ message: 'lot is unknown' }],
    ],
    ['the same without a type, as frameworks have it', { status: 422, error: 'Unprocessable Entity' }, []],
    [
      'a problem with a list (RFC 9457, 3.2)',
      {
        title: 'Invalid',
        errors: [{ detail: 'must be a positive integer', pointer: '#/age' }, { detail: 'must be green' }],
      },
      [{ field: '#/age', message: 'must be a positive integer' }, { message: 'must be green' }],
    ],
    [
      'the intake API',
      { problems: [{ field: 'nik', code: 'NIK_UNKNOWN', message: 'Not known' }] },
      [{ field: 'nik', code: 'NIK_UNKNOWN', message: 'Not known' }],
    ],
    [
      'a FHIR OperationOutcome',
      {
        resourceType: 'OperationOutcome',
        issue: [
          {
            severity: 'error',
            code: 'value',
            details: { text: 'Wrong (RuleNumber: 10124)' },
            expression: ['Encounter.serviceProvider'],
          },
        ],
      },
      [{ field: 'Encounter.serviceProvider', code: 'value', message: 'Wrong (RuleNumber: 10124)' }],
    ],
    [
      'an OperationOutcome with a severity that FHIR does not know',
      { resourceType: 'OperationOutcome', issue: [{ severity: 'invalid', code: 'value', diagnostics: 'No' }] },
      [{ code: 'value', message: 'No' }],
    ],
    [
      'a DHIS2 WebMessage',
      { httpStatus: 'Conflict', httpStatusCode: 409, status: 'ERROR', message: 'Not accepted', errorCode: 'E1002' },
      [{ code: 'E1002', message: 'Not accepted' }],
    ],
    [
      'a DHIS2 import report',
      {
        status: 'ERROR',
        validationReport: { errorReports: [{ message: 'Exists', errorCode: 'E1030', trackerType: 'EVENT', uid: 'a' }] },
        stats: {},
      },
      [{ field: 'EVENT', code: 'E1030', message: 'Exists' }],
    ],
    [
      'an Apigee fault',
      {
        fault: {
          faultstring: 'Rate limit quota violation',
          detail: { errorcode: 'policies.ratelimit.QuotaViolation' },
        },
      },
      [{ code: 'policies.ratelimit.QuotaViolation', message: 'Rate limit quota violation' }],
    ],
    [
      'BPJS',
      { response: null, metaData: { code: 412, message: 'Tanggal tidak sesuai' } },
      [{ code: '412', message: 'Tanggal tidak sesuai' }],
    ],
    [
      'an OAuth error',
      { error: 'invalid_client', error_description: 'Unknown client' },
      [{ message: 'Unknown client' }],
    ],
    ['a plain error', { error: { message: 'Too bad' } }, [{ message: 'Too bad' }]],
    [
      'Laravel',
      {
        message: 'The given data was invalid.',
        errors: { nik: ['The nik has already been taken.'], 'dose.lot': 'No.' },
      },
      [
        { field: 'nik', message: 'The nik has already been taken.' },
        { field: 'dose.lot', message: 'No.' },
      ],
    ],
    ['Django', { birth_date: ['Enter a valid date.'] }, [{ field: 'birth_date', message: 'Enter a valid date.' }]],
    [
      'FastAPI',
      { detail: [{ loc: ['body', 'records', 0, 'nik'], msg: 'field required', type: 'missing', input: '3324' }] },
      [{ field: 'body.records.0.nik', code: 'missing', message: 'field required' }],
    ],
    ['FastAPI, in one sentence', { detail: 'Dose exists' }, [{ message: 'Dose exists' }]],
    [
      'NestJS',
      { statusCode: 400, message: ['nik must be longer', 'lot should not be empty'], error: 'Bad Request' },
      [{ message: 'nik must be longer' }, { message: 'lot should not be empty' }],
    ],
    [
      'JSON:API',
      {
        errors: [{ status: '422', source: { pointer: '/data/attributes/nik' }, title: 'Invalid', detail: 'is taken' }],
      },
      [{ field: '/data/attributes/nik', message: 'is taken' }],
    ],
    [
      'Google, with details',
      {
        error: {
          code: 400,
          message: 'Invalid value',
          status: 'INVALID_ARGUMENT',
          errors: [{ reason: 'badRequest', message: 'Invalid value' }],
        },
      },
      [{ message: 'Invalid value' }],
    ],
    [
      'OData',
      { error: { code: 'E7', message: 'No', details: [{ code: 'E8', target: 'lot', message: 'Unknown' }] } },
      [{ field: 'lot', code: 'E8', message: 'Unknown' }],
    ],
    ['an error with a code', { error: { code: 'E7', message: 'No' } }, [{ code: 'E7', message: 'No' }]],
    [
      'Micronaut',
      { message: 'Bad Request', _embedded: { errors: [{ message: 'nik: must match' }] } },
      [{ message: 'nik: must match' }],
    ],
    [
      'a field with several',
      { errors: [{ field: 'nik', errors: ['one', 'two'] }] },
      [
        { field: 'nik', message: 'one' },
        { field: 'nik', message: 'two' },
      ],
    ],
    [
      'WSO2',
      { fault: { code: 900902, message: 'Missing Credentials' } },
      [{ code: '900902', message: 'Missing Credentials' }],
    ],
    ['Amazon', { Message: 'User is not authorized' }, [{ message: 'User is not authorized' }]],
    ['an error that is a phrase, with the status as its code', { error: { code: 404, message: 'Not Found' } }, []],
    ['a code without a message', { issue: [{ code: 'duplicate' }] }, [{ code: 'duplicate', message: 'duplicate' }]],
    ['plain text', 'Gateway Timeout', [{ message: 'Gateway Timeout' }]],
    ['a JSON string', '"no"', [{ message: 'no' }]],
    ['an HTML page', '<html><body>Error</body></html>', []],
    ['nothing', '', []],
    ['null', 'null', []],
    ['an object that says nothing', { ok: false }, []],
    ['a list of nothing', { issue: [{}, null, 3, 'x'] }, []],
  ];
  it.each(rows)('%s', (_, body, reasons) => {
    expect(told(body)).toEqual(reasons);
  });

  it('long texts are cut, on one line, between characters', () => {
    const [reason] = told({ detail: `a\n\tb\u0000${'😀'.repeat(500)}` });
    expect(reason?.message).toMatch(/^a b 😀+…$/u);
    expect([...(reason?.message ?? '')]).toHaveLength(200);
  });

  it.each([
    ['turned round', 'nik \u202esalah\u202c \u2066x\u2069', 'nik salah x'],
    ['with nothing between letters', 'n\u200bi\u200dk\ufeff\u061c', 'nik'],
    ['with a C1 control', 'nik \u009b31msalah', 'nik 31msalah'],
    ['on several lines', 'nik\u2028salah\u2029x', 'nik salah x'],
  ])('%s, it is one line in which everything is seen', (_, detail, message) => {
    expect(told({ detail })).toEqual([{ message }]);
    expect(told(`${detail} `)).toEqual([{ message }]);
  });

  it('of nothing that is seen there is no reason', () => {
    expect(told({ detail: '\u200b\u202e' })).toEqual([]);
  });

  it('twenty reasons are enough', () => {
    expect(told({ issue: Array.from({ length: 1000 }, () => ({ diagnostics: 'x' })) })).toHaveLength(20);
  });

  it('no body is too strange', () => {
    const name = fc.constantFrom(
      'issue',
      'fault',
      'detail',
      'metaData',
      'errors',
      'problems',
      'title',
      'message',
      'error',
      'validationReport',
      'httpStatusCode',
    );
    const strange = fc.dictionary(name, fc.jsonValue());
    fc.assert(
      fc.property(fc.oneof(strange, fc.jsonValue(), fc.string()), (body) => {
        for (const { message } of told(body)) expect(message).not.toBe('');
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(explain(bytes)).toBeInstanceOf(Array);
      }),
    );
  });

  it('a body as deep or as long as one likes is looked at a little', () => {
    expect(told(`{"errors":${'['.repeat(50_000)}"x"${']'.repeat(50_000)}}`)).toEqual([]);
    expect(told({ errors: Array.from({ length: 5_000 }, () => 'x') }).length).toBeLessThanOrEqual(20);
  });

  it.each([undefined, null, 'no', 7, {}])('a list of problems that is %s holds no reason', (value) => {
    expect(readReasons(value)).toEqual([]);
  });
});
