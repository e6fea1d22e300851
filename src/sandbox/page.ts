/** The page of the training server. */
import type { Reply } from './reply.ts';
export function page(language: string | undefined): Reply {
  return { status: 200, headers: {}, body: language ?? '' };
}
