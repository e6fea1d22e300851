/**
 * Asking the server of identities sparingly: after one failed log-in SATUSEHAT takes only one in a minute, and too many
 * tokens in a minute count as well. Whoever asks again and again locks himself out.
 */
import type { Authorization, Grant } from '../credentials.ts';

/** Nothing is asked for so long after a refusal; and in so long … */
const WAIT_MS = 60_000;
/** … so many tokens are asked for. */
const MOST_TOKENS = 3;

/** `elapsed`: a clock that nobody sets, in milliseconds. */
export function sparing(ask: Authorization, elapsed: () => number): Authorization {
  let refused: { readonly at: number; readonly grant: Grant } | undefined;
  let asked: number[] = [];
  return async (signal) => {
    const now = elapsed();
    if (refused && now - refused.at < WAIT_MS) return refused.grant;
    asked = asked.filter((at) => now - at < WAIT_MS);
    const [oldest] = asked;
    if (oldest !== undefined && asked.length >= MOST_TOKENS)
      return { kind: 'outage', cause: 'throttled', reachedServer: false, retryAfterMs: oldest + WAIT_MS - now };
    const grant = await ask(signal);
    refused = grant.kind === 'stop' ? { at: now, grant } : undefined;
    if (grant.kind === 'pass') asked.push(now);
    return grant;
  };
}
