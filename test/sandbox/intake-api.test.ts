/** docs/intake-api.yaml against the server that is running: the document may not promise what is not so. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DOSE_PROPERTIES, PARTICIPANT_PROPERTIES } from '../../src/record/table/fields.ts';
import { checkRecord } from '../../src/sandbox/record-check.ts';
import { PROBLEMS } from '../../src/sandbox/reply.ts';
import { MAX_BATCH, MAX_KEYS } from '../../src/sandbox/submissions.ts';
import { MAX_BODY_BYTES } from '../../src/sandbox/tasks.ts';
import { OUTAGES } from '../../src/sandbox/weather.ts';
import { api, at, check, nodes, text } from './document.ts';
import { record, sandbox } from './help.ts';

describe('the document', () => {
  test('is OpenAPI 3.1, and every reference leads somewhere', () => {
    expect(String(api['openapi'])).toMatch(/^3\.1\./);
    const refs = [...text.matchAll(/\$ref: '([^']+)'/g)].map(([, ref]) => ref ?? '');
    expect(refs.length).toBeGreaterThan(30);
    for (const ref of refs) expect(at(api, ...ref.slice(2).split('/')), ref).toBeDefined();
  });

  test('names every kind of problem with its status and title, and no other', () => {
    const named = new Map<string, unknown>();
    for (const [, { type, title, status }] of nodes(api)) {
      const kind = /^urn:vax-upload:problem:(.+)$/.exec(String(type))?.[1];
      if (kind) named.set(kind, [status, title]);
    }
    expect(Object.fromEntries(named)).toEqual(PROBLEMS);
  });

  test('states the limits of the server', () => {
    expect(at(api, 'components', 'schemas', 'Submission', 'properties', 'records', 'maxItems')).toBe(MAX_BATCH);
    expect(at(api, 'components', 'schemas', 'Lookup', 'properties', 'keys', 'maxItems')).toBe(MAX_KEYS);
    expect(text).toContain(`At most ${MAX_BODY_BYTES} bytes.`);
    expect(at(api, 'components', 'schemas', 'WeatherReport', 'properties', 'mode', 'enum')).toEqual(OUTAGES);
  });

  test('has examples that fit their schemas', () => {
    let examples = 0;
    for (const [names, node] of nodes(api)) {
      if (!node['schema'] || names.includes('parameters')) continue;
      const given = [
        ...(node['example'] === undefined ? [] : [node['example']]),
        ...Object.values(node['examples'] ?? {}).map((one) => one['value']),
      ];
      for (const example of given) {
        expect(check(node['schema']).safeParse(example).error?.message, names.join(' ')).toBeUndefined();
        examples += 1;
      }
    }
    expect(examples).toBeGreaterThan(15);
  });
});

describe('the examples', () => {
  test('are answered by the server as the document says', async () => {
    const server = await sandbox();
    for (const path of ['/submissions', '/lookups']) {
      const operation = at(api, 'paths', path, 'post');
      const asked = at(operation, 'requestBody', 'content', 'application/json', 'examples') ?? {};
      const answered = at(operation, 'responses', '200', 'content', 'application/json', 'examples') ?? {};
      expect(Object.keys(asked)).toEqual(Object.keys(answered));
      for (const [name, { value }] of Object.entries(asked)) {
        const response = await fetch(server.url + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': `"${name}"` },
          body: JSON.stringify(value),
        });
        expect([response.status, await response.json()]).toEqual([200, answered[name]?.['value']]);
      }
    }
  });
});

test('the schema of a record has the fields of the table, and no other', () => {
  const propertiesOf = (name: string) => Object.keys(at(api, 'components', 'schemas', name, 'properties') ?? {});
  expect(propertiesOf('Participant')).toEqual(PARTICIPANT_PROPERTIES.map(({ name }) => name));
  expect(propertiesOf('Dose')).toEqual(DOSE_PROPERTIES.map(({ name }) => name));
});

test('the schema of a record and the judgement of the server are one', () => {
  const schema = check(api['components']?.['schemas']?.['Record']);
  const notInSchema = ['DATE_RANGE', 'DATE_FUTURE', 'DATE_BEFORE_BIRTH', 'LOT_UNKNOWN', 'LOT_RECALLED', 'SITE_CLOSED'];
  const odd = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '1',
      '9999015503550001',
      '+6281200000001',
      '2021-02-28',
      '2021-02-29',
      '2020-02-29',
      'male',
      'x'.repeat(64),
      'x'.repeat(65),
    ),
    fc.constantFrom(
      'x'.repeat(100),
      'x'.repeat(101),
      'x'.repeat(200),
      'x'.repeat(201),
      'x'.repeat(500),
      'x'.repeat(501),
      'sputnik-v',
      '-',
      'A',
      'ID',
      'C7654321',
      '51363',
    ),
    fc.constantFrom(
      null,
      true,
      0,
      1,
      4,
      5,
      1.5,
      -1,
      [],
      [{}],
      [{ system: 's', code: 'c' }],
      [{ system: ' ', code: 'c' }],
      {},
      undefined,
    ),
    fc.string({ maxLength: 20 }),
  );
  const ofDose = DOSE_PROPERTIES.map(({ name }) => name);
  const fields = [...PARTICIPANT_PROPERTIES.map(({ name }) => name), ...ofDose];
  fc.assert(
    fc.property(fc.constantFrom(...fields), odd, (field, value) => {
      const changed = ofDose.includes(field) ? { dose: { [field]: value } } : { participant: { [field]: value } };
      const sent = JSON.parse(JSON.stringify(record(1, changed)));
      const refused = checkRecord(sent, '2026-01-01').filter(({ code }) => !notInSchema.includes(code));
      expect(schema.safeParse(sent).success, JSON.stringify(refused)).toBe(refused.length === 0);
    }),
    { numRuns: 2500 },
  );
});
