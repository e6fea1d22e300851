/**
 * The `json` target without a network: all of its conversation (src/target/json/conversation.ts), with the model server
 * where the sockets would be.
 */
import { type ConversationOptions, conversation } from '../../src/target/json/conversation.ts';
import type { Target, Traits } from '../../src/target/target.ts';
import { type LineOptions, modelLine } from './model-line.ts';

export interface ModelTargetOptions extends LineOptions, Pick<ConversationOptions, 'authorization'> {
  readonly traits: Traits;
}

export function modelTarget(options: ModelTargetOptions): Target {
  const { traits, clock, authorization } = options;
  const allowed = authorization ? { authorization } : {};
  const line = modelLine(options, (server, { url, headers, body }, answer) => {
    const bytes = body ?? new Uint8Array();
    const id = (headers?.['idempotency-key'] ?? '').replaceAll('"', '');
    if (url.pathname.endsWith('/lookups')) server.lookUp(keysIn(bytes), answer);
    else server.submit(id, bytes, answer);
  });
  return conversation(line, { url: 'http://model.invalid/v1', traits, clock, ...allowed });
}

function keysIn(body: Uint8Array): string[] {
  return (JSON.parse(Buffer.from(body).toString()) as { keys: string[] }).keys;
}
