/**
 * A target of any server that a description describes, over whatever carries it. One record a request is one batch:
 * what a crash leaves in doubt is as little as can be, and each answer speaks of one record.
 */
import { addressOf } from '../address.ts';
import { examine } from '../examine.ts';
import type { HttpClient } from '../exchange.ts';
import type { Target, Traits } from '../target.ts';
import { freeze } from './frozen.ts';
import { look } from './look.ts';
import type { Ready } from './make.ts';
import { peopleOf } from './people.ts';
import { type GatewayOptions, wayTo } from './put.ts';
import { sends } from './send.ts';
import { show } from './show.ts';

/** Nothing is sent before `send`, `find` or `resolve`. */
export function gateway(client: HttpClient, options: GatewayOptions): Target {
  const { ready, url } = options;
  const way = wayTo(client, options);
  const traits = traitsOf(ready, options.maxBatch);
  const people = peopleOf(way, ready, url);
  const target: Omit<Target, 'examine'> = {
    identity: `json ${addressOf(url)}`,
    traits,
    ...(people ? { people } : {}),
    encode: freeze,
    send: sends(way, options, traits.safeToResend),
    find: (sought, signal) => look(way, ready, url, sought, signal),
    show: (batch) => show(options, batch),
    async close() {
      client.close();
    },
  };
  return { ...target, examine: async (canary, signal) => ({ findings: await examine(target, canary, signal) }) };
}

function traitsOf({ is: { submit, idempotency, resending }, find }: Ready, most: number): Traits {
  const keyLifeMs = resending ? Number.POSITIVE_INFINITY : idempotency?.life;
  return {
    maxBatch: Math.min(submit.most ?? 1, most),
    safeToResend: keyLifeMs !== undefined,
    ...(keyLifeMs === undefined ? {} : { keyLifeMs }),
    ...(resending === 'overwrites' ? { overwrites: true } : {}),
    finds: find === undefined ? 'never' : find.byKey ? 'by-key' : 'by-person',
    onePersonPerRequest: false,
  };
}
