/** The retry budget of the pace (pace.ts): failures spend it, successes refill it. Pure. */
import type { Outage } from '../target/target.ts';

/** The bucket of the AWS SDKs' retry quota: 500 tokens, 5 for a failure, 10 for a timeout, 1 back for each success. */
export const TOKENS = 500;
const COST = 5;
const TIMEOUT_COST = 10;

export function refilled(tokens: number): number {
  return Math.min(TOKENS, tokens + 1);
}

export function spent(tokens: number, { cause }: Pick<Outage, 'cause'>): number {
  return Math.max(0, tokens - (cause === 'timeout' ? TIMEOUT_COST : COST));
}
