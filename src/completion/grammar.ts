/** What can be typed after `vax-upload`, as a shell needs to know it to complete a line. */

/** What a shell may offer in a place: files, folders, these words, or nothing that it could know. */
export type Offer = 'file' | 'folder' | 'nothing' | readonly string[];

export interface Flag {
  /** As in `-o`, where there is one. */
  readonly short?: string | undefined;
  /** As in `--output`. */
  readonly long: string;
  /** Undefined where no value follows. */
  readonly takes?: { readonly name: string; readonly offer: Offer } | undefined;
  /** May stand there several times. */
  readonly repeats: boolean;
  readonly description: string;
}

/** A place after a command. */
export interface Place {
  readonly name: string;
  readonly offer: Offer;
  readonly required: boolean;
  /** The last one of a command that takes any number. */
  readonly repeats: boolean;
}

export interface Verb {
  readonly name: string;
  readonly description: string;
  readonly places: readonly Place[];
  readonly flags: readonly Flag[];
}

export interface Grammar {
  readonly program: string;
  readonly description: string;
  readonly verbs: readonly Verb[];
  /** Those that stand without a command. */
  readonly flags: readonly Flag[];
}

/** Shells that a script can be made for. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

/** `-o` and `--output`, or the one there is. */
export function namesOf({ short, long }: Flag): readonly string[] {
  return short === undefined ? [long] : [short, long];
}
