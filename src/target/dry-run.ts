/**
 * A rehearsal: wraps a target and never lets anything out. A wrapper, so that no other code asks whether this is a dry
 * run.
 */
import type { Target } from './target.ts';

/**
 * Same identity, traits and bytes as `target`; every record stays unsent and every question unanswered. Delivery must
 * offer a record to it once only: what is unsent is pending again.
 */
export function dryRun(target: Target): Target {
  return {
    identity: target.identity,
    traits: target.traits,
    encode: (batchId, consignments) => target.encode(batchId, consignments),
    async send(batch) {
      return { kind: 'reply', verdicts: new Map(batch.keys.map((key) => [key, { kind: 'unsent' }])) };
    },
    async find() {
      return { kind: 'outage', cause: 'refused', reachedServer: false };
    },
    close: () => target.close(),
  };
}
