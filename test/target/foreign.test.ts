/**
 * Answers of frameworks, gateways, firewalls and portals as they are met outside, to a target that knows none of them:
 * what each is taken for, and what of it is told to the clerk. Nothing of them may be taken for good, and only who
 * writes in the form of the API may refuse a batch.
 */
import { describe, expect, it } from 'vitest';
import { fieldMeant } from '../../src/target/json/wire-record.ts';
import { classify } from '../../src/target/response.ts';

const JSON_TYPE = 'application/json';
const PROBLEM = 'application/problem+json';
const HTML = 'text/html; charset=UTF-8';

interface Foreign {
  readonly status: number;
  readonly type?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function classOf({ status, type = JSON_TYPE, body, headers = {} }: Foreign) {
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  return classify({ status, headers: { 'content-type': type, ...headers }, body: Buffer.from(text) }, { now: 0 });
}

describe('what is taken for weather, or turns us away, and refuses nothing', () => {
  const rows: readonly [who: string, answer: Foreign, kind: object][] = [
    [
      'Spring, an error of its own',
      { status: 500, body: { timestamp: 't', status: 500, error: 'Internal Server Error', path: '/v1' } },
      { cause: 'server-error' },
    ],
    [
      'Spring, a 400 of its own',
      { status: 400, body: { timestamp: 't', status: 400, error: 'Bad Request', path: '/v1' } },
      { cause: 'unreadable' },
    ],
    [
      'Spring Cloud Gateway',
      { status: 404, body: { timestamp: 't', path: '/', status: 404, error: 'Not Found', requestId: 'a-1' } },
      { kind: 'stop', why: 'misconfigured' },
    ],
    [
      'Kong without a route',
      { status: 404, body: { message: 'no Route matched with those values' } },
      { kind: 'stop', why: 'misconfigured' },
    ],
    [
      'Kong before a server that is down',
      { status: 502, body: { message: 'An invalid response was received from the upstream server' } },
      { cause: 'server-error' },
    ],
    [
      'Kong, too often',
      { status: 429, body: { message: 'API rate limit exceeded' }, headers: { 'retry-after': '3' } },
      { cause: 'throttled', retryAfterMs: 3_000 },
    ],
    [
      'Kong, too large',
      { status: 413, body: { message: 'Request size limit exceeded' } },
      { kind: 'split', foreign: true },
    ],
    [
      'Tyk, too large',
      { status: 413, type: HTML, body: '<html><head><title>413 Request Entity Too Large</title></head></html>' },
      { kind: 'split', foreign: true },
    ],
    [
      'Tyk, a key that is over',
      { status: 403, body: { error: 'Access to this API has been disallowed' } },
      { kind: 'stop', why: 'unauthorised' },
    ],
    [
      'Apigee, a quota as 429',
      {
        status: 429,
        body: {
          fault: {
            faultstring: 'Rate limit quota violation',
            detail: { errorcode: 'policies.ratelimit.QuotaViolation' },
          },
        },
      },
      { cause: 'throttled' },
    ],
    [
      'Apigee, a quota as 500',
      {
        status: 500,
        body: {
          fault: {
            faultstring: 'Rate limit quota violation',
            detail: { errorcode: 'policies.ratelimit.QuotaViolation' },
          },
        },
      },
      { cause: 'server-error' },
    ],
    [
      'WSO2, without a token',
      { status: 401, body: { fault: { code: 900902, message: 'Missing Credentials', description: 'x' } } },
      { kind: 'stop', why: 'unauthorised' },
    ],
    [
      'AWS API Gateway, too slow',
      { status: 504, body: { message: 'Endpoint request timed out' } },
      { cause: 'server-error' },
    ],
    ['AWS WAF', { status: 403, body: { message: 'Forbidden' } }, { kind: 'stop', why: 'unauthorised' }],
    [
      'Azure API Management, too often',
      { status: 429, body: { statusCode: 429, message: 'Rate limit is exceeded. Try again in 30 seconds.' } },
      { cause: 'throttled' },
    ],
    [
      'Google, exhausted',
      { status: 429, body: { error: { code: 429, message: 'Quota exceeded', status: 'RESOURCE_EXHAUSTED' } } },
      { cause: 'throttled' },
    ],
    [
      'Envoy, nobody behind',
      {
        status: 503,
        type: 'text/plain',
        body: 'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
      },
      { cause: 'server-error' },
    ],
    [
      'HAProxy, nobody behind',
      {
        status: 503,
        type: HTML,
        body: '<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n',
      },
      { cause: 'server-error', page: true },
    ],
    [
      'nginx, too slow',
      { status: 504, type: HTML, body: '<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n</html>\r\n' },
      { cause: 'server-error', page: true },
    ],
    [
      'nginx, the client hung up',
      { status: 499, type: HTML, body: '<html></html>' },
      { cause: 'unreadable', page: true },
    ],
    [
      'nginx, a plain request on a port of TLS',
      {
        status: 400,
        type: HTML,
        body: '<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>',
      },
      { cause: 'unreadable', page: true },
    ],
    [
      'Cloudflare, the server is down',
      { status: 521, type: HTML, body: '<!DOCTYPE html>\n<!--[if lt IE 7]> <html class="no-js"> <![endif]-->' },
      { cause: 'server-error', page: true },
    ],
    [
      'Cloudflare, a challenge',
      {
        status: 403,
        type: HTML,
        body: '<!DOCTYPE html><title>Just a moment...</title>',
        headers: { 'cf-mitigated': 'challenge' },
      },
      { kind: 'stop', page: true },
    ],
    [
      'Cloudflare, blocked',
      { status: 403, type: 'text/plain; charset=UTF-8', body: 'error code: 1020' },
      { kind: 'stop', why: 'unauthorised' },
    ],
    [
      'F5, which rejects with 200',
      {
        status: 200,
        type: HTML,
        body: '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Your support ID is: 123</body></html>',
      },
      { cause: 'unreadable', page: true },
    ],
    [
      'a page with 200 that says JSON',
      { status: 200, body: '<html>maintenance</html>' },
      { cause: 'unreadable', page: true },
    ],
    [
      'a captive portal that sends elsewhere',
      { status: 302, type: HTML, body: '', headers: { location: 'http://portal.example/login' } },
      { kind: 'stop', page: true },
    ],
    [
      'a captive portal that says so (RFC 6585)',
      { status: 511, type: HTML, body: '<html>login</html>' },
      { cause: 'server-error', page: true },
    ],
    [
      'a captive portal with 200',
      { status: 200, type: HTML, body: '\n\n  <!DOCTYPE html><html>WiFi gratis</html>' },
      { cause: 'unreadable', page: true },
    ],
    [
      'a proxy that wants a password',
      { status: 407, type: HTML, body: '<html></html>' },
      { kind: 'stop', why: 'misconfigured' },
    ],
    ['a proxy that has changed the answer', { status: 203, body: { results: [] } }, { cause: 'unreadable' }],
    [
      'SOAP',
      { status: 400, type: 'text/xml', body: '<?xml version="1.0"?><Envelope><Fault/></Envelope>' },
      { cause: 'unreadable', page: true },
    ],
    [
      'a text that is cut',
      { status: 422, type: PROBLEM, body: '{"type":"about:blank","title":"Inv' },
      { cause: 'unreadable' },
    ],
    [
      "ASP.NET in another form than the API's",
      { status: 400, body: { statusCode: 400, message: 'nik is wrong' } },
      { cause: 'unreadable' },
    ],
    [
      "JSON:API, which is not the API's form",
      { status: 422, body: { errors: [{ status: '422', title: 'Invalid' }] } },
      { cause: 'unreadable' },
    ],
    ['accepted for later', { status: 202, body: { job: 7 } }, { cause: 'unreadable' }],
    ['nothing, and well', { status: 204 }, { cause: 'unreadable' }],
    ['I am a teapot', { status: 418, body: { error: 'teapot' } }, { cause: 'unreadable' }],
    ['a status that there is not', { status: 999, body: 'x' }, { cause: 'server-error' }],
  ];
  it.each(rows)('%s', (_who, answer, kind) => {
    const said = classOf(answer);
    expect(said).toMatchObject(kind);
    expect(said.kind).not.toMatch(/json|refused-whole/);
  });
});

describe('who writes in the form of the API refuses, and its reasons are found', () => {
  const invalid = { title: 'One or more validation errors occurred.', status: 400 };
  const rows: readonly [
    who: string,
    answer: Foreign,
    reasons: readonly (readonly [field: string | undefined, message: string])[],
  ][] = [
    [
      'ASP.NET',
      {
        status: 400,
        type: PROBLEM,
        body: {
          type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
          ...invalid,
          errors: {
            'Records[0].Participant.Nik': ['The field Nik is invalid.'],
            BirthDate: ['In the future.', 'Not a date.'],
          },
          traceId: '00-1',
        },
      },
      [
        ['nik', 'The field Nik is invalid.'],
        ['birthDate', 'In the future.'],
        ['birthDate', 'Not a date.'],
      ],
    ],
    [
      'Spring',
      {
        status: 400,
        type: PROBLEM,
        body: {
          type: 'about:blank',
          title: 'Bad Request',
          status: 400,
          detail: 'Failed to read request',
          instance: '/v1',
        },
      },
      [[undefined, 'Failed to read request']],
    ],
    [
      'Spring, with fields',
      {
        status: 400,
        type: PROBLEM,
        body: {
          title: 'Bad Request',
          status: 400,
          errors: [{ objectName: 'x', field: 'nik', rejectedValue: '3324011708450001', defaultMessage: 'must match' }],
        },
      },
      [['nik', 'must match']],
    ],
    [
      'API Platform',
      {
        status: 422,
        type: PROBLEM,
        body: {
          title: 'An error occurred',
          detail: 'nik: taken',
          violations: [{ propertyPath: 'participant.nik', message: 'taken', code: 'u-1' }],
        },
      },
      [['nik', 'taken']],
    ],
    [
      'RFC 7807, with invalid-params',
      {
        status: 400,
        type: PROBLEM,
        body: {
          type: 'https://x.example/e',
          title: 'Wrong',
          'invalid-params': [{ name: 'birth_date', reason: 'must not lie ahead' }],
        },
      },
      [['birthDate', 'must not lie ahead']],
    ],
    [
      'Zalando, with violations',
      {
        status: 400,
        type: PROBLEM,
        body: {
          title: 'Constraint Violation',
          status: 400,
          violations: [{ field: 'records[0].dose.lot', message: 'unknown' }],
        },
      },
      [['lot', 'unknown']],
    ],
    [
      'a problem with pointers',
      {
        status: 422,
        type: PROBLEM,
        body: { title: 'Invalid', errors: [{ detail: 'must be known', pointer: '#/records/0/dose/site' }] },
      },
      [['site', 'must be known']],
    ],
  ];
  it.each(rows)('%s', (_who, answer, reasons) => {
    const said = classOf(answer);
    expect(said.kind).toBe('refused-whole');
    const found = said.kind === 'refused-whole' ? said.reasons : [];
    expect(found.map(({ field = '', message }) => [fieldMeant(field), message])).toEqual(reasons);
    expect(JSON.stringify(found)).not.toContain('3324011708450001');
  });
});
