import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { described, documented } from '../support/described.ts';

const GIVEN = {
  values: { faskes: '11010101', consId: '12345', place: 'Kendal – Utara' },
  secrets: ['consSecret', 'userKey'],
};

function refusal(text: string, given = GIVEN): RunError {
  try {
    described(text, given);
  } catch (error) {
    if (error instanceof RunError) return error;
    throw error;
  }
  throw new Error('The description was taken.');
}

/** A small description that is right; `change` makes it wrong. */
const RIGHT = `idempotency: { header: Idempotency-Key }
submit:
  path: records
  body: { id: "{{key}}", nik: "{{participant.nik}}" }
  receipt: /id
  answers:
    - { status: 200, /id: { present: true }, means: accepted }
find:
  path: records/{{key}}
  receipt: /id
  answers:
    - { status: 200, means: found }
    - { status: 404, /code: NOT_FOUND, means: absent }
`;

describe('a description', () => {
  it.each(['pcare.yaml', 'upsert.yaml', 'keyed.yaml'])('%s of the document is taken', (name) => {
    expect(described(documented(name), GIVEN).is.submit.answers.length).toBeGreaterThan(1);
  });

  it('may send a member that is called as a word of ours is', () => {
    const text = RIGHT.replace('id: "{{key}}"', 'means: "{{key}}", /where: { answers: 1 }');
    expect(described(text).is.submit.body).toMatchObject({ means: '{{key}}', '/where': { answers: 1 } });
  });

  it('is right as it stands here', () => {
    expect(described(RIGHT).find?.byKey).toBe(true);
  });

  const rows: readonly [name: string, from: string, to: string, code: string, params: object][] = [
    [
      'a name that is mistyped',
      '{{participant.nik}}',
      '{{participant.nki}}',
      'CONFIG_VALUE',
      { line: 4, key: 'submit.body.nik', expected: 'participant.nik' },
    ],
    [
      'a name of another place',
      'records/{{key}}',
      'records/{{dose.lot}}',
      'CONFIG_VALUE',
      { line: 9, key: 'find.path' },
    ],
    ['half a placeholder', '"{{key}}"', '"{{key"', 'CONFIG_VALUE', { key: 'submit.body.id', expected: '{{key}}' }],
    ['a value that nobody has given', '"{{key}}"', '"{{values.fasks}}"', 'CONFIG_VALUE', { expected: 'values.faskes' }],
    ['a secret in a body', '"{{key}}"', '"{{secrets.userKey}}"', 'CONFIG_VALUE', { key: 'submit.body.id' }],
    [
      'a filter that is mistyped',
      '"{{key}}"',
      '"{{key|uper}}"',
      'CONFIG_VALUE',
      { key: 'submit.body.id', expected: 'upper' },
    ],
    ['a pattern of days for what is no day', '"{{key}}"', '"{{key|YYYY-MM-DD}}"', 'CONFIG_VALUE', { line: 4 }],
    ['a day without its year', '"{{key}}"', '"{{dose.date|DD-MM}}"', 'CONFIG_VALUE', { line: 4 }],
    [
      'a meaning that is none',
      'means: found',
      'means: accepted',
      'CONFIG_VALUE',
      { line: 12, key: 'find.answers.0.means' },
    ],
    ['a pointer that is none', 'receipt: /id', 'receipt: id', 'CONFIG_VALUE', { line: 5, key: 'submit.receipt' }],
    ['a status that is none', 'status: 200, means', 'status: "2xx", means', 'CONFIG_VALUE', { line: 12 }],
    [
      'an unknown word, with the nearest',
      'submit:',
      'sumbit:',
      'CONFIG_KEY',
      { line: 2, key: 'sumbit', nearest: 'submit' },
    ],
    [
      'an unknown word further in',
      '  receipt: /id\n  answers:\n    - { status: 200, /id',
      '  reciept: /id\n  answers:\n    - { status: 200, /id',
      'CONFIG_KEY',
      { line: 5, nearest: 'submit.receipt' },
    ],
    [
      'an unknown word in a row',
      'status: 404',
      'stauts: 404',
      'CONFIG_KEY',
      { line: 13, nearest: 'find.answers.1.status' },
    ],
    ['no YAML', 'path: records\n', 'path: records: x\n', 'CONFIG_SYNTAX', { line: 3 }],
    ['a code with a zero in front', 'NOT_FOUND', '0404', 'CONFIG_VALUE', { line: 13, expected: '"0404"' }],
    [
      'a missing body',
      '  body: { id: "{{key}}", nik: "{{participant.nik}}" }\n',
      '',
      'CONFIG_VALUE',
      { key: 'submit.body' },
    ],
    ['no answers', 'path: records\n', 'path: ""\n', 'CONFIG_VALUE', { key: 'submit.path' }],
    ['a header that is none', 'Idempotency-Key', '"a b"', 'CONFIG_VALUE', { key: 'idempotency.header' }],
    ['a look-up of everybody', 'records/{{key}}', 'records', 'CONFIG_VALUE', { key: 'find.path' }],
    [
      'a look-up of a person that does not say which dose',
      'records/{{key}}',
      'records/{{participant.nik}}',
      'CONFIG_VALUE',
      { key: 'find.path' },
    ],
    [
      'aliases that make a large file',
      'submit:',
      `x: &a [${'1,'.repeat(20)}1]\ny: &b [${'*a,'.repeat(20)}*a]\nz: [${'*b,'.repeat(20)}*b]\nsubmit:`,
      'CONFIG_SYNTAX',
      {},
    ],
    [
      'a value that no header carries',
      'submit:',
      'headers: { X-Place: "{{values.place}}" }\nsubmit:',
      'CONFIG_VALUE',
      { key: 'headers.X-Place' },
    ],
    ['a ticket that nobody is asked for', '"{{key}}"', '"{{person}}"', 'CONFIG_VALUE', { key: 'submit.body.id' }],
    [
      'absent by a bare 404, which a gateway says too',
      '/code: NOT_FOUND, ',
      '',
      'DESCRIPTION_UNSAFE',
      { why: 'bare', line: 13 },
    ],
    [
      'refused by a bare 422',
      'answers:\n    - { status: 200, /id',
      'answers:\n    - { status: 422, means: refused }\n    - { status: 200, /id',
      'DESCRIPTION_UNSAFE',
      { why: 'bare', line: 7 },
    ],
    [
      'accepted by a page of anybody',
      '/id: { present: true }, means',
      'body: any, means',
      'DESCRIPTION_UNSAFE',
      { why: 'bare' },
    ],
    [
      'accepted by a bare 200, with our own key for a receipt',
      'receipt: /id\n  answers:\n    - { status: 200, /id: { present: true }',
      'receipt: key\n  answers:\n    - { status: 200',
      'DESCRIPTION_UNSAFE',
      { why: 'bare' },
    ],
    ['a key, and contents of the day', '"{{key}}"', '"{{today}}"', 'DESCRIPTION_UNSAFE', { why: 'day', line: 1 }],
  ];
  it.each(rows)('%s', (_name, from, to, code, params) => {
    expect(RIGHT).toContain(from);
    const error = refusal(RIGHT.replace(from, to));
    expect({ code: error.code, params: error.params }).toMatchObject({
      code,
      params: { file: 'server.yaml', ...params },
    });
  });

  it('a server that knows neither keys nor questions is refused, unless it overwrites', () => {
    const blind = RIGHT.slice(RIGHT.indexOf('submit:'), RIGHT.indexOf('find:'));
    expect(refusal(blind)).toMatchObject({ code: 'DESCRIPTION_UNSAFE', params: { why: 'blind' } });
    expect(described(`resending: safe\n${blind}`).find).toBeUndefined();
  });

  it('a signature with a secret that nobody has given', () => {
    const error = refusal(documented('pcare.yaml'), { ...GIVEN, secrets: ['userKey'] });
    expect(error).toMatchObject({ code: 'CONFIG_VALUE', params: { key: 'signing.secret', expected: 'userKey' } });
  });

  it('no message holds what stands in the file', () => {
    expect(JSON.stringify(refusal(RIGHT.replace('"{{key}}"', '"{{3324011708450001}}"')).params)).not.toContain('33240');
  });
});
