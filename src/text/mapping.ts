/** What the mapping file that `init` writes says of itself. */

export interface MappingFileTexts {
  /** At the top, a paragraph each. */
  readonly title: readonly string[];
  readonly vaccines: string;
  /** Before the list of built-in names. */
  readonly builtIn: string;
  readonly sites: string;
  readonly categories: string;
}
