/** Whether the target of a run is a province. */
import { RunError } from '../../errors.ts';
import type { Collector } from '../../target/target.ts';
import type { Run } from '../run.ts';
import type { Setup } from '../setup.ts';

/** @throws RunError PROVINCE_NOT_MEANT {command, target}, TARGET_MISSING. */
export function refuseOthers(command: 'push' | 'pull', { config: { target } }: Setup): void {
  if (!target) throw new RunError('TARGET_MISSING');
  if (target.kind === 'server' && target.options.type === 'province') return;
  const have = target.kind === 'sandbox' ? 'sandbox' : target.options.type;
  throw new RunError('PROVINCE_NOT_MEANT', { command, target: have });
}

/** Whom the target asks what became of batches; `refuseOthers` has made sure that there is somebody. */
export function collectorOf({ target }: Run): Collector {
  if (!target.collector) throw new Error('a target that nobody can be asked of');
  return target.collector;
}
