import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/target/json/conversation.ts';
import { classify, type Response, type Rule, retryAfterMs } from '../../src/target/response.ts';
import type { Shape } from '../../src/target/shape.ts';

const NOW = Date.UTC(2026, 10, 23, 1, 0, 0);
const response = (status: number, body: unknown = '', headers: Response['headers'] = {}): Response => ({
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const classOf = (...args: Parameters<typeof response>) => classify(response(...args), { now: NOW });
const problem = (status: number) => ({ type: 'about:blank', title: 'Bad', status });
const PROBLEM = { 'content-type': 'application/problem+json; charset=utf-8' };
const OUTCOME = { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'value', diagnostics: 'Bad' }] };
const HTML = '<html><body>502 Bad Gateway</body></html>';

const MEANINGS: Readonly<Record<number, Rule['means']>> = { 413: 'too-large', 400: 'refusal', 404: 'misconfigured' };

describe('what a response means', () => {
  const doubt = (cause: string, status: number) => ({ kind: 'outage', cause, reachedServer: true, status });
  const stop = (why: string, status: number, page = false) => ({
    kind: 'stop',
    why,
    status,
    ...(page ? { page } : {}),
  });
  const page = (cause: string, status: number) => ({ ...doubt(cause, status), page: true });
  const refused = (message: string) => ({ kind: 'refused-whole', reasons: [{ message }] });
  type Row = [says: string, response: Response, meaning: object];
  const rows: readonly Row[] = [
    ['200 with JSON', response(200, { results: [] }), { kind: 'json', value: { results: [] }, status: 200 }],
    ['201 with JSON', response(201, {}), { kind: 'json', value: {}, status: 201 }],
    ['207 with JSON', response(207, [1]), { kind: 'json', value: [1], status: 207 }],
    ['200 with JSON after a byte order mark', response(200, '\uFEFF{}'), { kind: 'json', value: {}, status: 200 }],
    ['200 with a maintenance page', response(200, HTML), page('unreadable', 200)],
    ['200 with nothing', response(200), doubt('unreadable', 200)],
    ['200 cut in the middle', response(200, '{"results":['), doubt('unreadable', 200)],
    ['200 in Windows-1252', { ...response(200), body: Buffer.from([0x22, 0xe9, 0x22]) }, doubt('unreadable', 200)],
    ['202: taken, but what became of it?', response(202, {}), doubt('unreadable', 202)],
    ['204: well, but nothing said', response(204), doubt('unreadable', 204)],
    ['301 to another address', response(301), stop('misconfigured', 301)],
    ['302 to a login page, or to what was just stored', response(302), stop('misconfigured', 302, true)],
    ['303: see what came of it', response(303), stop('misconfigured', 303, true)],
    ['307: elsewhere for the time being', response(307), stop('misconfigured', 307, true)],
    ['308', response(308), stop('misconfigured', 308)],
    ['401', response(401), stop('unauthorised', 401)],
    ['403 with a page', response(403, HTML), stop('unauthorised', 403, true)],
    ['403 of a firewall that writes JSON', response(403, { message: 'Forbidden' }), stop('unauthorised', 403)],
    ['404', response(404), stop('misconfigured', 404)],
    ['405', response(405), stop('misconfigured', 405)],
    ['406: done, perhaps, and no way to say so', response(406), stop('misconfigured', 406)],
    ['407: the proxy wants credentials', response(407), stop('misconfigured', 407)],
    ['410', response(410), stop('misconfigured', 410)],
    ['421', response(421), stop('misconfigured', 421)],
    ['408', response(408), doubt('timeout', 408)],
    ['409: the same key is in flight', response(409), doubt('busy', 409)],
    ['423', response(423), doubt('busy', 423)],
    ['425', response(425), doubt('busy', 425)],
    ['413 of the API', response(413, problem(413)), { kind: 'split' }],
    ['413 of a proxy', response(413, HTML), { kind: 'split', foreign: true }],
    ['429: a second server says it when the first one died with the batch', response(429), doubt('throttled', 429)],
    ['500 with text', response(500, 'Internal Server Error'), doubt('server-error', 500)],
    ['502 with a page', response(502, HTML), page('server-error', 502)],
    ['503: a proxy says it too when the server dies after storing', response(503), doubt('server-error', 503)],
    ['504', response(504, 'Gateway Timeout'), doubt('server-error', 504)],
    ['522, a proxy of its own kind', response(522), doubt('server-error', 522)],
    ['599', response(599), doubt('server-error', 599)],
    ['400 without a word', response(400), doubt('unreadable', 400)],
    ['400 with a problem', response(400, problem(400)), refused('Bad')],
    ['400 with a problem by its content type', response(400, { title: 'Bad' }, PROBLEM), refused('Bad')],
    ['400 with a page of a gateway', response(400, HTML), page('unreadable', 400)],
    ['400 with a page that calls itself a problem', response(400, HTML, PROBLEM), page('unreadable', 400)],
    ['400 with an empty problem', response(400, '', PROBLEM), doubt('unreadable', 400)],
    ['400 with the JSON of a gateway', response(400, { message: 'Bad Request' }), doubt('unreadable', 400)],
    [
      '400 of Spring, which has no API behind it',
      response(400, { timestamp: 1, status: 400, error: 'Bad' }),
      doubt('unreadable', 400),
    ],
    ['400 with a problem about another status', response(400, problem(502)), doubt('unreadable', 400)],
    ['400 in the words of FHIR, which this API does not speak', response(400, OUTCOME), doubt('unreadable', 400)],
    ['400 with text', response(400, 'Bad Request'), doubt('unreadable', 400)],
    ['402 with a problem', response(402, problem(402)), refused('Bad')],
    ['415 with a problem', response(415, problem(415)), refused('Bad')],
    ['422 about a record', response(422, problem(422)), refused('Bad')],
    ...[402, 412, 415, 417, 418, 422, 451].map(
      (status): Row => [`${status} with a page`, response(status, HTML), page('unreadable', status)],
    ),
  ];
  it.each(rows)('%s', (_, given, meaning) => {
    expect(classify(given, { now: NOW })).toEqual(meaning);
  });

  it.each([
    ['by its type', { type: 'https://registry.example/problems/idempotency-key-reused', title: 'Reused' }],
    ['by its title', { type: 'about:blank', title: 'Idempotency-Key is already used' }],
    ['by its detail', { title: 'Conflict', detail: 'This idempotency key was used with another payload.' }],
  ])('a 422 that means "this batch id had other bytes" is told apart %s', (_, body) => {
    expect(classify(response(422, body, PROBLEM), { now: NOW, rules: RULES }).kind).toBe('key-reused');
    // Of a target without such a rule it is a refusal like others.
    expect(classOf(422, body, PROBLEM).kind).toBe('refused-whole');
    expect(classify(response(400, body, PROBLEM), { now: NOW, rules: RULES }).kind).toBe('refused-whole');
    expect(classify(response(422, body), { now: NOW, rules: RULES }).kind).toBe('outage');
  });

  describe('what a target knows better goes before the table', () => {
    const meaning = (rules: readonly Rule[], own: Shape, ...given: Parameters<typeof response>) =>
      classify(response(...given), { now: NOW, rules, own });

    it('a 503 that by contract stored nothing is certainly unsent, a 500 never', () => {
      const sure: readonly Rule[] = [{ status: 503, means: 'server-error', unsent: true }];
      expect(meaning(sure, 'problem', 503)).toMatchObject({ reachedServer: false });
      expect(meaning(sure, 'problem', 500)).toMatchObject({ reachedServer: true });
    });
    it('a 413, a 400 or a 404 in the form of the API that by contract stored nothing', () => {
      const sure = [413, 400, 404].map(
        (status): Rule => ({ status, shape: 'own', means: MEANINGS[status] ?? 'refusal', unsent: true }),
      );
      for (const status of [413, 400, 404]) {
        expect(meaning(sure, 'problem', status, problem(status))).toMatchObject({ unsent: true });
        expect(meaning(sure, 'problem', status, HTML)).not.toHaveProperty('unsent');
      }
    });
    it('a FHIR server speaks in OperationOutcomes, and a problem is then a gateway', () => {
      expect(meaning([], 'operation-outcome', 422, OUTCOME)).toEqual({
        kind: 'refused-whole',
        reasons: [{ code: 'value', message: 'Bad' }],
      });
      expect(meaning([], 'operation-outcome', 422, { resourceType: 'OperationOutcome', issue: [] })).toEqual({
        kind: 'refused-whole',
        reasons: [{ code: 'HTTP_422', message: 'no reason given', status: 422 }],
      });
      expect(meaning([], 'operation-outcome', 422, problem(422))).toMatchObject({
        kind: 'outage',
        cause: 'unreadable',
      });
    });
    it('a 409 of DHIS2 is an import report that the target reads itself', () => {
      const report = { httpStatusCode: 409, response: { validationReport: {} } };
      const rules: readonly Rule[] = [{ status: 409, shape: 'own', means: 'answer' }];
      expect(meaning(rules, 'import-report', 409, report)).toEqual({ kind: 'json', value: report, status: 409 });
      expect(meaning(rules, 'import-report', 409, HTML)).toMatchObject({ kind: 'outage', cause: 'busy' });
    });
  });

  it.each([408, 409, 429, 500, 502, 503, 504])('%i passes on when to come back', (status) => {
    expect(classOf(status, '', { 'retry-after': '120' })).toMatchObject({ retryAfterMs: 120_000 });
  });

  it('whatever a server says, there is an answer, and none proves that nothing was stored', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 599 }),
        fc.oneof(fc.string(), fc.json()),
        fc.string(),
        (status, body, after) => {
          const found = classOf(status, body, { 'retry-after': after });
          if (found.kind === 'outage') expect(found.reachedServer).toBe(true);
          expect(found).not.toHaveProperty('unsent');
          if (found.kind === 'json') expect([200, 201, 207]).toContain(status);
        },
      ),
    );
  });
});

describe('Retry-After', () => {
  const rows: readonly [says: string, value: string | undefined, ms: number | undefined][] = [
    ['nothing', undefined, undefined],
    ['seconds', '120', 120_000],
    ['seconds with room around them', ' 7 ', 7_000],
    ['at once', '0', 0],
    ['a date (IMF-fixdate)', 'Mon, 23 Nov 2026 01:02:00 GMT', 120_000],
    ['a date (RFC 850)', 'Monday, 23-Nov-26 01:02:00 GMT', 120_000],
    ['a date (asctime, which means UTC)', 'Mon Nov 23 01:02:00 2026', 120_000],
    ['a date that has passed', 'Mon, 23 Nov 2026 00:59:00 GMT', 0],
    ['a negative number', '-5', undefined],
    ['half a second', '0.5', undefined],
    ['a word', 'soon', undefined],
    ['a date that is none', 'Mon, 99 Nov 2026 01:02:00 GMT', undefined],
    ['a number beyond all patience', '9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['a year, which is no date', '2026-11-23', undefined],
  ];
  it.each(rows)('%s', (_, value, ms) => {
    expect(retryAfterMs(value, NOW)).toBe(ms);
  });

  it('is never negative and never not a number', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (value) => {
          const ms = retryAfterMs(value, NOW);
          if (ms !== undefined) expect(ms).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});
