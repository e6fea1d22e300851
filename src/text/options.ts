/**
 * What every option means, for the file that `vax-upload init` writes. Each language must explain every option, or it
 * does not compile.
 */
import type { OptionPath } from '../config/option-path.ts';

export interface ConfigFileTexts {
  /** At the top of the file, a line each. */
  readonly title: readonly string[];
  /** Before the values an option can have. */
  readonly values: string;
  /** Behind the example of an option without a default. */
  readonly example: string;
  /** What each option means. A section with an empty meaning has nothing to set and is left out. */
  readonly meanings: Readonly<Record<OptionPath, string>>;
  /** What to do next, a line each, once the file is written, and the mapping file beside it. */
  next(path: string, mapping: string): readonly string[];
}
