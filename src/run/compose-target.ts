/** The target that the configuration names by its type: the one place that makes them. */
import type { TargetOptions } from '../config/schema.ts';
import type { AskOptions } from '../target/ask.ts';
import { dhis2Target } from '../target/dhis2/dhis2.ts';
import type { Learnt } from '../target/examination.ts';
import type { LineOptions } from '../target/http/line.ts';
import { jsonTarget } from '../target/json/json.ts';
import type { Target } from '../target/target.ts';

/** How the server is reached, and how we get in there: the same for every type. */
export type Reached = LineOptions & Omit<AskOptions, 'own' | 'rules'>;

/** `section`: where the options stand, for messages. Nothing is sent before the target is asked for something. */
export function wireTarget(options: TargetOptions, section: string, reached: Reached, _learnt?: Learnt): Target {
  switch (options.type) {
    case 'json':
      return jsonTarget({
        ...reached,
        url: options.url,
        maxBatch: options.maxBatch,
        idempotency: { header: options.idempotencyHeader.name, quoted: options.idempotencyHeader.quoted },
      });
    case 'dhis2':
      return dhis2Target({
        ...reached,
        url: options.url,
        section: `${section}.dhis2`,
        names: options.dhis2,
        instance: options.dhis2.instance ?? '',
        lookUp: options.dhis2.lookUp,
        eventStatus: options.dhis2.eventStatus === 'active' ? 'ACTIVE' : 'COMPLETED',
        importStrategy: options.dhis2.importStrategy === 'create' ? 'CREATE' : 'CREATE_AND_UPDATE',
        maxBatch: options.maxBatch,
      });
  }
}
