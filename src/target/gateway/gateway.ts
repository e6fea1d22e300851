/** The `json` target with a description: any server of JSON over HTTP (docs/targets/json.md). */
import { type LineOptions, line } from '../http/line.ts';
import type { Target } from '../target.ts';
import { gateway } from './conversation.ts';
import type { GatewayOptions } from './put.ts';

/** Nothing is sent before the target is asked for something. */
export function gatewayTarget(options: GatewayOptions & LineOptions): Target {
  return gateway(line(options), options);
}
