/** The settings with which `--to sandbox` is worth watching and soon over. */
import type { SandboxOptions } from './server.ts';
import { clearingAfter, type Sky } from './weather.ts';

/**
 * Kendal six hundred times faster, on a night chosen because its first four outages show what there is to see: 2,000
 * records in batches of up to 100 meet two outages with the real client and are through in 20 to 30 s. Alive for 4 s,
 * then 5-7 s at a time; away for 3-5 s: first storing and losing the answers, then refusing connections, then hanging,
 * then 503. The latencies are those of a slow but working registry.
 */
export const TRAINING = {
  weather: 'kendal',
  scale: 600,
  seed: 17_032_762,
  latencyMs: { request: 140, record: 3 },
} as const satisfies Partial<SandboxOptions>;

/** After so many outages the training weather is fair: on a slow computer, too, the run is soon over. */
const TRAINING_OUTAGES = 3;

/** The weather of `--to sandbox`. */
export function trainingSky(): Sky {
  return clearingAfter(TRAINING_OUTAGES, TRAINING.weather, TRAINING.seed, TRAINING.scale);
}
