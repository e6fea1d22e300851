/**
 * Every word that a description of a server may have, and the only place that has its defaults. What the words mean:
 * target/gateway/description.ts and docs/targets/json.md.
 */
import { z } from 'zod';
import { parseDuration } from './values.ts';

/** What is expected, shown where a value is wrong. */
const expecting = (expected: string) => ({ error: () => expected });

const scalar = z.union([z.string(), z.number(), z.boolean()], expecting('200'));
const texts = z.record(z.string(), z.string(expecting('"…"')), expecting('{ X-Name: "…" }'));
const pointer = z.string(expecting('/response/id'));
const path = z.string(expecting('vaksin/simpan')).min(1, expecting('vaksin/simpan'));
/** A tree of plain data; a template. */
const plain: z.ZodType<Tree> = z.lazy(() =>
  z.union([z.null(), scalar, z.array(plain), z.record(z.string(), plain)], expecting('{ nik: "{{participant.nik}}" }')),
);
type Tree = string | number | boolean | null | readonly Tree[] | { readonly [name: string]: Tree };

const expected = z.union(
  [
    scalar,
    z.array(scalar),
    z.strictObject({
      has: z.string().min(1).optional(),
      from: z.number().optional(),
      to: z.number().optional(),
      present: z.boolean().optional(),
    }),
  ],
  expecting('200 | [200, 201] | { from: 400, to: 499 } | { has: "sudah" } | { present: true }'),
);

const row = z.strictObject({
  status: z.union([z.int(), z.array(z.int()), z.string()], expecting('200 | [200, 201] | 400-499')).optional(),
  body: z.enum(['json', 'empty', 'any'], expecting('json | empty | any')).optional(),
  where: z.record(z.string(), expected).optional(),
  means: z.string(expecting('accepted | already-there | refused | retry | in-doubt | stop')),
  unsent: z.boolean(expecting('true | false')).optional(),
});
const rows = z.array(row, expecting('[{ status: 200, /metaData/code: 200, means: accepted }]')).min(1);
/** One pointer, or several of which the first that leads somewhere holds. */
const receipt = z
  .union([pointer, z.array(pointer).min(1)], expecting('/response/id | key'))
  .transform((places) => (typeof places === 'string' ? [places] : places));

const life = z.string(expecting('24h')).transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  context.addIssue({ code: 'custom', message: '24h' });
  return z.NEVER;
});

export const descriptionSchema = z.strictObject({
  headers: texts.optional(),
  submit: z.strictObject({
    method: z.enum(['POST', 'PUT'], expecting('POST | PUT')).default('POST'),
    path,
    headers: texts.optional(),
    contentType: z.string(expecting('application/json')).default('application/json'),
    body: plain,
    record: plain.optional(),
    most: z.int(expecting('1-10000')).min(1, expecting('1-10000')).max(10_000, expecting('1-10000')).optional(),
    answers: rows,
    receipt: receipt.default([]),
    results: z.strictObject({ list: pointer, key: pointer, answers: rows, receipt: receipt.default([]) }).optional(),
  }),
  find: z
    .strictObject({
      path,
      headers: texts.optional(),
      answers: rows,
      receipt: receipt.default([]),
      list: z
        .strictObject(
          { at: pointer, where: texts, total: pointer.optional() },
          expecting('{ at: /response/list, where: … }'),
        )
        .optional(),
    })
    .optional(),
  person: z.strictObject({ path, headers: texts.optional(), answers: rows, reference: pointer }).optional(),
  idempotency: z
    .strictObject({
      header: z.string(expecting('Idempotency-Key')).default('Idempotency-Key'),
      quoted: z.boolean(expecting('true | false')).default(true),
      life: life.prefault('24h'),
    })
    .optional(),
  resending: z.enum(['safe', 'overwrites'], expecting('safe | overwrites')).optional(),
  signing: z
    .strictObject({
      secret: z.string(expecting('signing')),
      timestamp: z
        .enum(['seconds', 'milliseconds', 'iso'], expecting('seconds | milliseconds | iso'))
        .default('seconds'),
      text: z.string(expecting('"{{values.consId}}&{{timestamp}}"')),
      encoding: z.enum(['base64', 'hex'], expecting('base64 | hex')).default('base64'),
      headers: texts,
    })
    .optional(),
  reasons: z
    .strictObject({
      list: pointer.optional(),
      field: pointer.optional(),
      code: pointer.optional(),
      message: pointer.optional(),
    })
    .optional(),
  fields: texts.optional(),
  tables: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/),
      z.record(z.string(), z.union([scalar, z.null()])),
      expecting('{ sex: { male: L, female: P } }'),
    )
    .optional(),
});

export type DescriptionData = z.output<typeof descriptionSchema>;
