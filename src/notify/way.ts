/** One way of telling, as whoever tells knows it. */
import type { Way } from '../text/notify.ts';
import type { Letter } from './letter.ts';
import type { ToldJson } from './told-json.ts';
import type { When } from './verdict.ts';

/** What is told: the same in every form that a way may need. */
export interface Message {
  /** The last part of the address of a ping: `0`, `log`, an exit code. */
  readonly ping: string;
  readonly letter: Letter;
  readonly json: ToldJson;
  /** A test has no report. */
  readonly isTest?: true;
}

export interface Teller {
  readonly way: Way;
  /** Where it stands in the configuration. */
  readonly key: string;
  /** Whom it speaks to, without anything secret; known once that was read. */
  readonly host: () => string | undefined;
  /** When it is told; a ping always. */
  readonly when: When;
  /** The run begins; absent where nobody wants to know. */
  readonly begin?: (signal: AbortSignal) => Promise<void>;
  /** @throws RunError of what could not be told. `signal` ends it at once. */
  readonly tell: (message: Message, signal: AbortSignal) => Promise<void>;
  readonly close: () => void;
}
