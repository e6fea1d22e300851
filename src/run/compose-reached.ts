/** What the making of a target needs beside its own options: the same for every type. */
import type { AskOptions } from '../target/ask.ts';
import type { Learnt } from '../target/examination.ts';
import type { LineOptions } from '../target/http/line.ts';
import type { Context } from './context.ts';

/** How the server is reached, and how we get in there: the same for every type. */
export type Reached = LineOptions & Omit<AskOptions, 'own' | 'rules'>;

/** What some types need beside their options. */
export interface Surroundings {
  /** Where the options stand in the configuration, for messages. */
  readonly path: string;
  readonly context: Context;
  /** Of the sheets. */
  readonly timeZone: string;
  /** What was found out of this server. */
  readonly learnt: Learnt | undefined;
}
