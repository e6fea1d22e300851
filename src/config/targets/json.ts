import { z } from 'zod';
import { choice, text, whole, yesOrNo } from '../values.ts';
import { describedServer } from './described.ts';
import { lineOptions } from './line.ts';

/** The `json` target: our own intake API (docs/intake-api.yaml), or with `json` another one that a file describes. */
export const jsonTarget = z.strictObject({
  type: choice('json').default('json'),
  ...lineOptions('https://registry.example/v1'),
  /** How the server wants the batch id: by name, and in double quotes (RFC 8941) or bare. */
  idempotencyHeader: z
    .strictObject({
      name: text('Idempotency-Key', (name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name)).default('Idempotency-Key'),
      quoted: yesOrNo().default(true),
    })
    .prefault({}),
  /** The most records the server takes in one request. */
  maxBatch: whole(1, 10_000).default(1_000),
  json: describedServer.optional(),
});
