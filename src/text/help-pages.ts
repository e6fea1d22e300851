/** What `--help` of one command shows besides its options: examples before them, exit codes after them. */
import type { ExitWay } from './exits.ts';
import type { CommandName } from './help.ts';

/** A command as it is typed, and in a few words what it is for. A test types every one of them. */
export type Example = readonly [command: string, says: string];

export interface HelpPages {
  readonly examplesTitle: string;
  readonly exitsTitle: string;
  /** What the way to end means, and what cron should do. */
  readonly exits: Readonly<Record<ExitWay, string>>;
  readonly examples: Readonly<Record<CommandName, readonly [Example, ...Example[]]>>;
}
