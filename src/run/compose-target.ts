/** The target that the configuration names by its type: the one place that makes them. */
import type { TargetOptions } from '../config/schema.ts';
import type { AskOptions } from '../target/ask.ts';
import type { Learnt } from '../target/examination.ts';
import type { LineOptions } from '../target/http/line.ts';
import { jsonTarget } from '../target/json/json.ts';
import type { Target } from '../target/target.ts';

/** How the server is reached, and how we get in there: the same for every type. */
export type Reached = LineOptions & Omit<AskOptions, 'own' | 'rules'>;

/** Nothing is sent before the target is asked for something. */
export function wireTarget(options: TargetOptions, reached: Reached, _learnt?: Learnt): Target {
  switch (options.type) {
    case 'json':
      return jsonTarget({
        ...reached,
        url: options.url,
        maxBatch: options.maxBatch,
        idempotency: { header: options.idempotencyHeader.name, quoted: options.idempotencyHeader.quoted },
      });
  }
}
