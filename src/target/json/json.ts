/** The `json` target: our own intake API over HTTP (design 6.5, docs/intake-api.yaml). */
import { type LineOptions, line } from '../http/line.ts';
import type { Target } from '../target.ts';
import { type ConversationOptions, conversation } from './conversation.ts';

export interface JsonTargetOptions extends Omit<ConversationOptions, 'traits'>, LineOptions {
  /** Records in one submission at most. */
  readonly maxBatch: number;
}

/** Throws a TypeError if the address is none; nothing is sent before `send` or `find`. */
export function jsonTarget(options: JsonTargetOptions): Target {
  const { maxBatch } = options;
  const traits = { maxBatch, safeToResend: true, finds: 'by-key', onePersonPerRequest: false } as const;
  return conversation(line(options), { ...options, traits });
}
