import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, type Response, retryAfterMs } from '../../src/target/response.ts';

const NOW = Date.UTC(2026, 10, 23, 1, 0, 0);
const response = (status: number, body: unknown = '', headers: Response['headers'] = {}): Response => ({
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});
const classOf = (...args: Parameters<typeof response>) => classify(response(...args), { now: NOW });
const HTML = '<html><body>502 Bad Gateway</body></html>';

describe('what a response means', () => {
  const doubt = (cause: string, status: number) => ({ kind: 'outage', cause, reachedServer: true, status });
  const stop = (why: string, status: number) => ({ kind: 'stop', why, status });
  const rows: readonly [says: string, response: Response, meaning: object][] = [
    ['200 with JSON', response(200, { results: [] }), { kind: 'json', value: { results: [] } }],
    ['201 with JSON', response(201, {}), { kind: 'json', value: {} }],
    ['207 with JSON', response(207, [1]), { kind: 'json', value: [1] }],
    ['200 with JSON after a byte order mark', response(200, '\uFEFF{}'), { kind: 'json', value: {} }],
    ['200 with a maintenance page', response(200, HTML), doubt('unreadable', 200)],
    ['200 with nothing', response(200), doubt('unreadable', 200)],
    ['200 cut in the middle', response(200, '{"results":['), doubt('unreadable', 200)],
    ['200 in Windows-1252', { ...response(200), body: Buffer.from([0x22, 0xe9, 0x22]) }, doubt('unreadable', 200)],
    ['202: taken, but what became of it?', response(202, {}), doubt('unreadable', 202)],
    ['204: well, but nothing said', response(204), doubt('unreadable', 204)],
    ['301 to another address', response(301), stop('misconfigured', 301)],
    ['302 to a login page, or to what was just stored', response(302), { ...stop('misconfigured', 302), mayHaveActed: true }],
    ['303: see what came of it', response(303), { ...stop('misconfigured', 303), mayHaveActed: true }],
    ['307', response(307), stop('misconfigured', 307)],
    ['308', response(308), stop('misconfigured', 308)],
    ['401', response(401), stop('unauthorised', 401)],
    ['403 with a page', response(403, HTML), stop('unauthorised', 403)],
    ['404', response(404), stop('misconfigured', 404)],
    ['405', response(405), stop('misconfigured', 405)],
    ['406: done, perhaps, and no way to say so', response(406), { ...stop('misconfigured', 406), mayHaveActed: true }],
    ['407: the proxy wants credentials', response(407), stop('misconfigured', 407)],
    ['410', response(410), stop('misconfigured', 410)],
    ['421', response(421), stop('misconfigured', 421)],
    ['408', response(408), doubt('timeout', 408)],
    ['409: the same key is in flight', response(409), doubt('busy', 409)],
    ['423', response(423), doubt('busy', 423)],
    ['425', response(425), doubt('busy', 425)],
    ['413', response(413, HTML), { kind: 'split' }],
    ['429', response(429), { kind: 'outage', cause: 'throttled', reachedServer: false, status: 429 }],
    ['500 with text', response(500, 'Internal Server Error'), doubt('server-error', 500)],
    ['502 with a page', response(502, HTML), doubt('server-error', 502)],
    ['503: a proxy says it too when the server dies after storing', response(503), doubt('server-error', 503)],
    ['504', response(504, 'Gateway Timeout'), doubt('server-error', 504)],
    ['522, a proxy of its own kind', response(522), doubt('server-error', 522)],
    ['599', response(599), doubt('server-error', 599)],
    ['400 without a word', response(400), { kind: 'refused-whole', reasons: [] }],
    [
      '400 with a problem',
      response(400, { title: 'Bad', detail: 'No' }),
      { kind: 'refused-whole', reasons: [{ message: 'No' }] },
    ],
    ['415', response(415, { title: 'Type' }), { kind: 'refused-whole', reasons: [{ message: 'Type' }] }],
    ['422 about a record', response(422, { detail: 'nik' }), { kind: 'refused-whole', reasons: [{ message: 'nik' }] }],
    ['412', response(412, 'no'), { kind: 'refused-whole', reasons: [{ message: 'no' }] }],
    ['418', response(418), { kind: 'refused-whole', reasons: [] }],
  ];
  it.each(rows)('%s', (_, given, meaning) => {
    expect(classify(given, { now: NOW })).toEqual(meaning);
  });

  it.each([
    ['by its type', { type: 'https://registry.example/problems/idempotency-key-reused', title: 'Reused' }],
    ['by its title', { type: 'about:blank', title: 'Idempotency-Key is already used' }],
    ['by its detail', { title: 'Conflict', detail: 'This idempotency key was used with another payload.' }],
  ])('a 422 that means "this batch id had other bytes" is told apart %s', (_, body) => {
    expect(classOf(422, body).kind).toBe('key-reused');
    expect(classOf(400, body).kind).toBe('refused-whole');
  });

  it('a 503 that the registry declares as "nothing stored" is certainly unsent, a 500 never', () => {
    const sure = { now: NOW, unavailableIsUnsent: true };
    expect(classify(response(503), sure)).toMatchObject({ reachedServer: false });
    expect(classify(response(500), sure)).toMatchObject({ reachedServer: true });
  });

  it.each([408, 409, 429, 500, 502, 503, 504])('%i passes on when to come back', (status) => {
    expect(classOf(status, '', { 'retry-after': '120' })).toMatchObject({ retryAfterMs: 120_000 });
  });

  it('whatever a server says, there is an answer, and only 429 says "certainly not stored"', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.string(), fc.json()), fc.string(), (status, body, after) => {
        const found = classOf(status, body, { 'retry-after': after });
        if (found.kind === 'outage') expect(found.reachedServer).toBe(status !== 429);
        if (found.kind === 'json') expect([200, 201, 207]).toContain(status);
      }),
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
