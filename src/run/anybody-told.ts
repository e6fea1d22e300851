/** Whether anybody is told of runs: asked by every run, so it loads nothing. */
import type { NotifyOptions } from '../config/notify.ts';

export function isAnybodyTold({ ping, command, webhook, email }: NotifyOptions): boolean {
  return [ping, command, webhook, email].some((way) => way !== undefined);
}
