/**
 * What we show the server to be let in: asked for once, kept, renewed shortly before it ends, and asked for anew once
 * when the server refuses it. Whoever asks at the same time shares one question (single flight).
 */
import { RunError } from '../errors.ts';
import type { Outage, Stop } from './target.ts';

/** One answer's worth. Two passes may say the same and are still two: which one was refused is a matter of identity. */
export interface Pass {
  readonly kind: 'pass';
  /** The whole value of the Authorization header (`Bearer …`, `Basic …`); undefined = send none. */
  readonly authorization: string | undefined;
  /** How long it is good for, in milliseconds from when it was asked for; without an end where absent. */
  readonly lifeMs?: number;
}

/**
 * What came of asking for a pass: the pass, nobody there to give one, or a refusal. Nothing was sent to the registry.
 */
export type Grant = Pass | Outage | Stop;

/** Asks for a pass. Throws only what no waiting mends (a token file that others can read). */
export type Authorization = (signal: AbortSignal) => Promise<Grant>;

export interface Credentials {
  /** The pass to show now. */
  current(signal: AbortSignal): Promise<Grant>;
  /** The pass to try after `refused` was refused. Requests that were refused together share one question. */
  renewed(refused: Pass, signal: AbortSignal): Promise<Grant>;
}

/** So long before its end a pass is renewed, in milliseconds … */
const MARGIN_MS = 60_000;
/** … and never earlier than in this last part of its life. */
const LAST_PART = 1 / 10;

interface Kept {
  readonly pass: Pass;
  /** Moments of the steady clock. */
  readonly until: number;
  renewAt: number;
}

/** `elapsed`: a clock that nobody sets, in milliseconds (Clock.elapsed). */
export function credentials(ask: Authorization, elapsed: () => number): Credentials {
  let kept: Kept | undefined;
  let question: Promise<Grant> | undefined;

  /** The question that is under way, or a new one. A failed one is not kept: the next request may have better luck. */
  function asked(signal: AbortSignal): Promise<Grant> {
    const since = elapsed();
    question ??= ask(signal)
      .then((grant) => {
        if (grant.kind === 'pass') kept = keep(grant, since);
        return grant;
      })
      .finally(() => {
        question = undefined;
      });
    return question;
  }

  return {
    async current(signal) {
      const old = kept;
      if (!old || elapsed() >= old.until) return asked(signal);
      if (elapsed() < old.renewAt) return old.pass;
      const grant = await asked(signal);
      if (grant.kind === 'pass' || elapsed() >= old.until) return grant;
      // Nobody gives out a new one just now, and the old one is still good: less and less time is let pass.
      old.renewAt = elapsed() + (old.until - elapsed()) / 2;
      return old.pass;
    },
    async renewed(refused, signal) {
      if (kept && kept.pass !== refused) return kept.pass;
      kept = undefined;
      return asked(signal);
    },
  };
}

function keep(pass: Pass, since: number): Kept {
  const { lifeMs = Number.POSITIVE_INFINITY } = pass;
  return { pass, until: since + lifeMs, renewAt: since + lifeMs - Math.min(MARGIN_MS, lifeMs * LAST_PART) };
}

/** Nothing is to be shown. */
export const nobodyAsks: Authorization = async () => ({ kind: 'pass', authorization: undefined });

/**
 * A pass made of a secret that lies in a file or is printed by a command. A token that is not there yet, or a program
 * that hangs, is an outage: nothing was sent. What is not to be followed at all is the run's to tell.
 */
export function fromSecret(read: () => Promise<string>, write: (secret: string) => string): Authorization {
  return async () => {
    try {
      return { kind: 'pass', authorization: write(await read()) };
    } catch (error) {
      return unfetched(error);
    }
  };
}

/** The outage that a secret is which cannot be read. @throws every other error. */
export function unfetched(error: unknown): Outage {
  if (!(error instanceof RunError) || error.code !== 'SECRET_UNREADABLE') throw error;
  return { kind: 'outage', cause: 'secret', reachedServer: false, error };
}
