/** Whoever keeps a schedule on this computer: what is installed there, and how it comes and goes. */
import type { Kind, Night } from './night.ts';

export interface Keeper {
  readonly kind: Kind;
  /** `same`: as it would be installed now; `other`: with other paths, times or flags. @throws RunError SCHEDULE_TOOL. */
  look(night: Night): Promise<'same' | 'other' | undefined>;
  /** What is there under the name of the night is replaced. @throws RunError of the tool and of the disk. */
  install(night: Night): Promise<void>;
  /** False where nothing was. */
  remove(name: string): Promise<boolean>;
}
